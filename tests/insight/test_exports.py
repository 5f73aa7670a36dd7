"""Exports of the sample files as rows, read back and compared with the ledger; what holds for all of them."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import feedparser
import pandas
import polars
import pytest

from servanda.api.ledger import Ledger
from servanda.cli.export_out import KINDS as NAMED_KINDS
from servanda.export import ftm, graph_graphml, ledger_csv, ledger_dates, ledger_jsonl, ledger_parquet, plover
from servanda.export.ledger_jsonl import SINGULAR
from servanda.export.ledger_records import KINDS, records
from servanda.views import Filter, LedgerView
from tests.insight.exporting import AS_OF, EXPECTED, calendar_of, counted, graph_of, lines_of, written

NOBODY = Filter(parties=(EXPECTED["nobody"],))


@pytest.fixture(scope="module")
def view(samples: Ledger) -> Iterator[LedgerView]:
    """The sample file as of the day of the docs."""
    with samples.view(AS_OF) as one:
        yield one


@pytest.fixture(scope="module", params=["samples", "two_years"])
def any_view(request: pytest.FixtureRequest) -> Iterator[LedgerView]:
    """Each of two files."""
    with request.getfixturevalue(request.param).view(AS_OF) as one:
        yield one


def test_the_command_names_the_kinds() -> None:
    assert tuple(KINDS) == NAMED_KINDS


def test_jsonl_holds_everything_with_its_words(any_view: LedgerView) -> None:
    lines = lines_of(written(ledger_jsonl.write, any_view))
    found = {kind: sum(line["kind"] == SINGULAR[kind] for line in lines) for kind in KINDS}
    assert found == counted(any_view)
    texts = {line["id"]: line["text"] for line in lines if line["kind"] == "document"}
    for line in lines:
        if line["kind"] != "document":
            assert line["quote"], line
            assert texts[line["document"]][line["start"] : line["end"]] == line["quote"]


@pytest.mark.parametrize("what", KINDS)
def test_pandas_reads_the_csv(view: LedgerView, what: str) -> None:
    frame = pandas.read_csv(
        io.StringIO(written(ledger_csv.write, view, what=what)), dtype=str, keep_default_na=False
    )
    assert len(frame) == counted(view)[what]
    assert list(frame.columns) == [name for name in KINDS[what] if name != "text"]
    assert list(frame["id"]) == [record["id"] for record in records(view, what)]


def test_lists_and_dates_of_the_csv(view: LedgerView) -> None:
    frame = pandas.read_csv(io.StringIO(written(ledger_csv.write, view, what="acts")), parse_dates=["told"])
    signed = frame[frame["quote"].str.contains("signed the General Security of Military Information")]
    assert list(signed["actors"]) == ["JPN;KOR"]
    assert list(signed["told"].dt.date) == [date(2016, 11, 23)]
    assert frame["commitment"].dtype == bool


@pytest.mark.parametrize("what", KINDS)
def test_pandas_and_polars_read_the_parquet(view: LedgerView, what: str) -> None:
    out = io.BytesIO()
    ledger_parquet.write(view, out, what=what)
    frame = pandas.read_parquet(io.BytesIO(out.getvalue()))
    table = polars.read_parquet(io.BytesIO(out.getvalue()))
    assert len(frame) == len(table) == counted(view)[what]
    assert table.columns == list(KINDS[what])
    for row, record in zip(table.iter_rows(named=True), records(view, what), strict=True):
        assert row == record


def test_types_of_the_parquet(view: LedgerView) -> None:
    out = io.BytesIO()
    ledger_parquet.write(view, out, what="commitments")
    schema = polars.read_parquet(io.BytesIO(out.getvalue())).schema
    assert (schema["due"], schema["start"]) == (polars.Date, polars.Int64)
    assert schema["actors"] == polars.List(polars.String)


def test_groups_of_rows_are_bounded(view: LedgerView, monkeypatch: pytest.MonkeyPatch) -> None:
    import pyarrow.parquet as parquet

    monkeypatch.setattr(ledger_parquet, "GROUP", 7)
    out = io.BytesIO()
    ledger_parquet.write(view, out, what="acts")
    file = parquet.ParquetFile(io.BytesIO(out.getvalue()))
    sizes = [file.metadata.row_group(at).num_rows for at in range(file.num_row_groups)]
    assert sum(sizes) == counted(view)["acts"]
    assert set(sizes[:-1]) == {7}


def test_of_nobody_nothing_comes_out(view: LedgerView) -> None:
    assert written(ledger_jsonl.write, view, NOBODY) == ""
    assert written(ftm.write, view, NOBODY) == ""
    assert len(graph_of(view, NOBODY)) == 0
    assert written(plover.write, view, NOBODY).count("\n") == 1
    assert calendar_of(view, NOBODY) == []
    assert feedparser.parse(written(ledger_dates.write_feed, view, NOBODY)).entries == []
    for what in KINDS:
        assert written(ledger_csv.write, view, NOBODY, what=what).count("\n") == 1


@pytest.mark.parametrize(
    "write",
    [
        ledger_jsonl.write,
        graph_graphml.write,
        ftm.write,
        plover.write,
        ledger_dates.write_calendar,
        ledger_dates.write_feed,
    ],
)
def test_the_same_bytes_twice(samples: Ledger, write: Any) -> None:
    with samples.view(AS_OF) as one, samples.view(AS_OF) as other:
        assert written(write, one) == written(write, other)


def test_filters_narrow(view: LedgerView) -> None:
    wanted = Filter(parties=("CAN",), counterpart="KOR", since=date(2025, 1, 1))
    acts = list(records(view, "acts", wanted))
    assert acts
    for act in acts:
        assert "CAN" in act["actors"] and "KOR" in (*act["actors"], *act["recipients"])
        assert act["told"] >= date(2025, 1, 1)
