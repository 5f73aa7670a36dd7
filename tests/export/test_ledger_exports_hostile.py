"""Exports of ledgers whose texts are hostile: each reader gets the words back, and nothing else happens."""

import csv
import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import networkx
import pandas
import polars
import pyarrow.parquet as parquet
import pytest
from hypothesis import given, settings
from lxml import etree, html

from servanda.export import (
    ftm,
    graph_graphml,
    ledger_csv,
    ledger_jsonl,
    ledger_parquet,
    plover,
    site,
    wording,
)
from servanda.views import LedgerView
from tests.export import ftm_checking, site_checking
from tests.export.hostile import HOSTILE, NASTY, hostile_view, legal_in_xml

#: Examples of each random test: a ledger is made for every one.
EXAMPLES = settings(max_examples=15, deadline=None)

nasty = pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))


def read_csv(view: LedgerView, what: str) -> list[dict[str, str]]:
    out = io.StringIO()
    ledger_csv.write(view, out, what=what)
    return list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))


def check_csv(words: str) -> None:
    with hostile_view(words) as view:
        rows = {what: read_csv(view, what) for what in ("agreements", "commitments", "acts", "documents")}
        out = io.StringIO()
        ledger_csv.write(view, out, what="acts")
    frame = pandas.read_csv(io.StringIO(out.getvalue()), dtype=str, keep_default_na=False)
    assert list(frame["quote"]) == [row["quote"] for row in rows["acts"]]
    assert [row["quote"].removeprefix("'") for row in rows["acts"]] == [words.removeprefix("'")] * 3
    cells = [cell for some in rows.values() for row in some for cell in row.values()]
    assert not [cell for cell in cells if cell.lstrip(" ").startswith(ledger_csv.FORMULA)]


@nasty
def test_csv_survives(words: str) -> None:
    check_csv(words)


@given(HOSTILE)
@EXAMPLES
def test_csv_survives_anything(words: str) -> None:
    check_csv(words)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@A1", "'@A1"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        ("", ""),
        ("a\0b", "a\ufffdb"),
    ],
)
def test_a_cell_is_no_formula(text: str, cell: str) -> None:
    assert ledger_csv.guarded(text) == cell


def test_numbers_are_not_guarded() -> None:
    assert ledger_csv.cell(-5.0) == -5
    assert ledger_csv.cell(-5.5) == -5.5


def check_jsonl(words: str) -> None:
    with hostile_view(words) as view:
        out = io.StringIO()
        ledger_jsonl.write(view, out)
    lines = [json.loads(line) for line in out.getvalue().split("\n") if line]
    texts = {line["id"]: line["text"] for line in lines if line["kind"] == "document"}
    cited = [line for line in lines if line["kind"] != "document"]
    assert {line["kind"] for line in cited} == {"agreement", "commitment", "act", "envelope"}
    for line in cited:
        assert texts[line["document"]][line["start"] : line["end"]] == line["quote"] == words


@nasty
def test_jsonl_survives(words: str) -> None:
    check_jsonl(words)


@given(HOSTILE)
@EXAMPLES
def test_jsonl_survives_anything(words: str) -> None:
    check_jsonl(words)


@nasty
def test_parquet_survives(words: str) -> None:
    with hostile_view(words) as view:
        out = io.BytesIO()
        ledger_parquet.write(view, out, what="acts")
    assert parquet.read_table(io.BytesIO(out.getvalue())).column("quote").to_pylist() == [words] * 3
    assert polars.read_parquet(io.BytesIO(out.getvalue()))["quote"].to_list() == [words] * 3


def check_graphml(words: str) -> None:
    with hostile_view(words) as view:
        out = io.StringIO()
        graph_graphml.write(view, out)
    etree.fromstring(out.getvalue().encode())
    graph = networkx.parse_graphml(out.getvalue(), force_multigraph=True)
    nodes = dict(graph.nodes(data=True))
    quotes = {node["quote"] for node in nodes.values() if "quote" in node}
    assert quotes == {legal_in_xml(words)}
    assert sorted(node["kind"] for node in nodes.values()) == [
        "agreement", "commitment", "commitment", "party", "party",
    ]  # fmt: skip
    assert legal_in_xml(f"party:OTHER:{words}") in nodes


@nasty
def test_graphml_survives(words: str) -> None:
    check_graphml(words)


@given(HOSTILE)
@EXAMPLES
def test_graphml_survives_anything(words: str) -> None:
    check_graphml(words)


def entities_of(words: str) -> list[dict[str, object]]:
    with hostile_view(words) as view:
        out = io.StringIO()
        ftm.write(view, out)
    return [json.loads(line) for line in out.getvalue().split("\n") if line]


@nasty
def test_ftm_survives(words: str) -> None:
    entities = entities_of(words)
    assert ftm_checking.faults(entities) == []
    assert {one["schema"] for one in entities} >= {"PublicBody", "Organization", "Article", "Project"}


@given(HOSTILE)
@EXAMPLES
def test_ftm_survives_anything(words: str) -> None:
    assert ftm_checking.faults(entities_of(words)) == []


@nasty
def test_the_library_takes_ftm(words: str) -> None:
    pytest.importorskip("followthemoney", reason="followthemoney needs PyICU, which has no wheels")
    assert ftm_checking.library_faults(entities_of(words)) == []


@nasty
def test_plover_survives(words: str) -> None:
    with hostile_view(words) as view:
        out = io.StringIO()
        losses = plover.write(view, out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    assert losses.rows == len(rows) == 3
    assert [row["quotation"].removeprefix("'") for row in rows] == [words] * 3
    assert [row["event_type"] for row in sorted(rows, key=lambda row: int(row["start"]))] == [
        "AGREE", "SUPPORT", "AGREE",
    ]  # fmt: skip


def check_site(words: str) -> None:
    with hostile_view(words) as view, TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        site.write(view, root, title=words)
        assert site_checking.faults(root) == []
        (document,) = [one for one in (root / "documents").iterdir() if not one.stem.startswith("index")]
        shown = html.fromstring(document.read_bytes()).xpath("//div[@class='text']")[0]
        for number in shown.xpath(".//a[@class='n']"):
            number.drop_tree()
        assert shown.text_content() == wording.clean(" | ".join([words] * 3))
        line = wording.one_line(words)
        for one in (root / "commitments").glob("com_*.html"):
            assert " ".join(f"“{line}”".split()) in site_checking.words(one)


@nasty
def test_a_site_survives(words: str) -> None:
    check_site(words)


@given(HOSTILE)
@EXAMPLES
def test_a_site_survives_anything(words: str) -> None:
    check_site(words)
