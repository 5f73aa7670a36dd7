"""Exports of the sample files, each read back by a reader of its format and compared with the ledger."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import feedparser
import icalendar
import networkx
import pandas
import polars
import pytest
import yaml
from sqlalchemy import func, select

from examples.build import coded_documents
from servanda.api.ledger import Ledger, open_ledger
from servanda.cli.export_out import KINDS as NAMED_KINDS
from servanda.evaluation.coded import CodedAct, CodedDocument
from servanda.export import ftm, graph_graphml, ledger_csv, ledger_dates, ledger_jsonl, ledger_parquet, plover
from servanda.export.ledger_jsonl import SINGULAR
from servanda.export.ledger_records import KINDS, records
from servanda.ledger import tables
from servanda.model import Act, Document, Reading, Span, act_id
from servanda.views import Filter, LedgerView, ViewError
from servanda.views.view import EVERYTHING
from tests.export import ftm_checking
from tests.insight.conftest import LEARNT

EXPECTED = yaml.safe_load((Path(__file__).parent / "expected" / "export.yaml").read_text(encoding="utf-8"))
AS_OF = date(2026, 3, 15)
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


def written(write: Any, view: LedgerView, *wanted: Filter, **more: Any) -> str:
    out = io.StringIO()
    write(view, out, *wanted, **more)
    return out.getvalue()


def lines_of(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.split("\n") if line]


def counted(view: LedgerView) -> dict[str, int]:
    """How many of each kind the tables hold, counted without the code under test."""

    def how_many(query: Any) -> int:
        return int(view.connection.execute(query).scalar_one())

    matters = select(func.count()).select_from(tables.matter)
    return {
        "agreements": how_many(select(func.count()).select_from(tables.instrument)),
        "commitments": how_many(matters.where(tables.matter.c.kind == "commitment")),
        "acts": how_many(select(func.count()).select_from(tables.act)),
        "meetings": how_many(matters.where(tables.matter.c.kind == "meeting")),
        "money": how_many(matters.where(tables.matter.c.kind == "money")),
        "documents": how_many(
            select(func.count()).select_from(tables.document).where(tables.document.c.current == 1)
        ),
    }


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


def graph_of(view: LedgerView, *wanted: Filter) -> networkx.MultiDiGraph:
    return networkx.parse_graphml(written(graph_graphml.write, view, *wanted), force_multigraph=True)


def test_networkx_reads_the_graph(any_view: LedgerView) -> None:
    graph = graph_of(any_view)
    kinds = networkx.get_node_attributes(graph, "kind")
    assert set(kinds) == set(graph.nodes)
    found = {kind: list(kinds.values()).count(kind) for kind in ("agreement", "commitment")}
    assert found == {
        "agreement": counted(any_view)["agreements"],
        "commitment": counted(any_view)["commitments"],
    }
    commitments = list(records(any_view, "commitments"))
    edges = {(source, target, data["kind"]) for source, target, data in graph.edges(data=True)}
    for one in commitments:
        bound = {target for source, target, kind in edges if source == one["id"] and kind == "bound_by"}
        toward = {target for source, target, kind in edges if source == one["id"] and kind == "toward"}
        assert bound == {f"party:{code}" for code in one["actors"]}
        assert toward == {f"party:{code}" for code in one["recipients"]}
        if one["agreement"]:
            assert (one["id"], one["agreement"], "moves") in edges


def test_attributes_of_the_graph_are_typed(view: LedgerView) -> None:
    nodes = [data for _, data in graph_of(view).nodes(data=True) if data["kind"] == "agreement"]
    assert {type(data["disputed"]) for data in nodes} == {bool}
    assert {type(data["documents"]) for data in nodes} == {int}


@pytest.mark.parametrize("agreement", EXPECTED["parties"], ids=lambda one: str(one["name"]))
def test_who_takes_part(view: LedgerView, agreement: dict[str, Any]) -> None:
    graph = graph_of(view)
    labels = networkx.get_node_attributes(graph, "label")
    (node,) = [
        id
        for id, data in graph.nodes(data=True)
        if data["kind"] == "agreement" and agreement["name"] in labels[id]
    ]
    parties = [source for source, _, data in graph.in_edges(node, data=True) if data["kind"] == "party_to"]
    assert sorted(parties) == [f"party:{code}" for code in agreement["parties"]]


def test_a_narrowed_graph_has_no_edge_into_nothing(view: LedgerView) -> None:
    text = written(graph_graphml.write, view, Filter(parties=("KOR",)))
    nodes = {line.split('"')[1] for line in text.split("\n") if line.startswith("<node ")}
    for line in text.split("\n"):
        if line.startswith("<edge "):
            assert line.split('"')[1] in nodes and line.split('"')[3] in nodes
    assert "party:KOR" in nodes and "party:THA" not in nodes


def test_the_table_of_the_model_is_right() -> None:
    model = pytest.importorskip("followthemoney", reason="followthemoney needs PyICU, without wheels").model
    for name, table in ftm_checking.schemata().items():
        schema = model.get(name)
        assert sorted(schema.required) == sorted(table["required"])
        for prop, kind in table["properties"].items():
            told = schema.get(prop)
            assert told is not None, f"{name}.{prop}"
            assert told.type.name == kind.split()[0]
            assert not kind.startswith("entity") or told.range.name == kind.split()[1]


@pytest.mark.parametrize(
    "wanted", [Filter(), Filter(parties=("NOR",)), Filter(topic="trade")], ids=["all", "party", "topic"]
)
def test_followthemoney_takes_the_entities(two_years: Ledger, wanted: Filter) -> None:
    with two_years.view(AS_OF) as view:
        entities = lines_of(written(ftm.write, view, wanted))
    assert ftm_checking.faults(entities) == []
    assert entities
    pytest.importorskip("followthemoney", reason="followthemoney needs PyICU, without wheels")
    assert ftm_checking.library_faults(entities) == []


def test_entities_are_complete(any_view: LedgerView) -> None:
    entities = lines_of(written(ftm.write, any_view))
    assert ftm_checking.faults(entities) == []
    schemata = [one["schema"] for one in entities]
    counts = counted(any_view)
    assert schemata.count("Project") == sum(counts[kind] for kind in ("agreements", "commitments", "money"))
    assert schemata.count("Event") == counts["meetings"]
    assert schemata.count("Article") == counts["documents"]


def test_states_have_the_countries_of_the_library() -> None:
    pytest.importorskip("followthemoney", reason="followthemoney needs PyICU, without wheels")
    from followthemoney.types import registry

    from servanda.export.ftm_entities import countries

    assert [code for code, two in countries().items() if registry.country.clean(two) != two] == []
    assert countries()["NOR"] == "no"


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LedgerView]:
    """The samples with the acts that were coded by hand."""
    with open_ledger(tmp_path_factory.mktemp("coded") / "coded.db") as ledger:
        ledger.add_coded(map(_reading, coded_documents()), coder="by hand", at=LEARNT)
        with ledger.view(AS_OF) as one:
            yield one


def _reading(coded: CodedDocument) -> Reading:
    return Reading(coded.document, tuple(_act(one, coded.document) for one in coded.acts))


def _act(one: CodedAct, document: Document) -> Act:
    span, trigger = Span(one.start, one.end), Span(*one.trigger)
    return Act(
        id=act_id(document.sha256, one.type, span, trigger),
        type=one.type,
        modality=one.modality,
        span=span,
        trigger=trigger,
        quote=span.of(document.text),
        actors=one.actors,
        recipients=one.recipients,
        flags=one.flags,
        instrument=one.instrument,
    )


def events_of(view: LedgerView, document: str) -> list[dict[str, str]]:
    rows = csv.DictReader(io.StringIO(written(plover.write, view), newline=""))
    return [row for row in rows if row["document"] == document]


def fits(row: dict[str, str], item: dict[str, Any]) -> bool:
    """Whether an event is the one expected, in all that is expected of it."""
    if item["words"] not in row["quotation"]:
        return False
    sides = {"source": row["source_actor"], "target": row["target_actor"]}
    return (
        all(
            sorted(codes.split(";") if codes else []) == sorted(item.get(side, []))
            for side, codes in sides.items()
        )
        and row["event_type"] == item["event"]
        and row["mode"] == item.get("mode", "")
        and row["auxiliary"].split(";") == item.get("auxiliary", [""])
    )


@pytest.mark.parametrize("document", EXPECTED["events"])
def test_events_are_those_coded_by_hand(coded: LedgerView, document: str) -> None:
    rows, items = events_of(coded, document), EXPECTED["events"][document]
    missing = [item for item in items["must"] if not any(fits(row, item) for row in rows)]
    extra = [
        row
        for row in rows
        if not any(fits(row, item) for item in items["must"])
        and not any(item["words"] in row["quotation"] for item in items["may"])
    ]
    told = [(row["quotation"], row["source_actor"], row["target_actor"], row["event_type"]) for row in extra]
    assert (missing, told) == ([], [])


def test_what_plover_loses_is_told(view: LedgerView) -> None:
    out = io.StringIO()
    losses = plover.write(view, out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    acts = list(records(view, "acts"))
    left_out = [act["type"] for act in acts if act["type"] in ("domestic_step", "issue_output")]
    assert losses.rows == len(rows) == len(acts) - len(left_out)
    assert sorted(losses.left_out.elements()) == sorted(left_out)
    by_id = {act["id"]: act for act in acts}
    for row in rows:
        act = by_id[row["event_id"]]
        assert f"modality={act['modality']}" in row["lost"].split(";")
        assert ("deadline=" in row["lost"]) == bool(act["deadline"])
        assert ("stage=" in row["lost"]) == bool(act["stage"])


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


def calendar_of(view: LedgerView, wanted: Filter = EVERYTHING) -> list[icalendar.Event]:
    text = written(ledger_dates.write_calendar, view, wanted)
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def test_icalendar_reads_all_deadlines(any_view: LedgerView) -> None:
    events = calendar_of(any_view)
    settled = {"delivered", "missed", "dropped", "superseded"}
    due = {
        f"{one['id']}@servanda": one["due"]
        for one in records(any_view, "commitments")
        if one["due"] and one["standing"] not in settled
    }
    found = {str(event["uid"]): event.decoded("dtstart") for event in events}
    assert len(found) == len(events)
    assert due
    assert {uid: found.get(uid) for uid in due} == due
    recurring = {
        f"{one['id']}@servanda"
        for one in records(any_view, "commitments")
        if one["deadline_kind"] == "recurring"
    }
    assert set(found) - set(due) <= recurring


def test_a_narrowed_calendar(two_years: Ledger) -> None:
    with two_years.view(AS_OF) as view:
        every, some = calendar_of(view), calendar_of(view, Filter(parties=("KEN",), since=date(2025, 10, 1)))
        picked = {
            row.id for row in view.stream("commitments", Filter(parties=("KEN",), since=date(2025, 10, 1)))
        }
    assert 0 < len(some) < len(every)
    assert {str(event["uid"]).partition("@")[0] for event in some} <= picked


def test_feedparser_reads_the_feed(any_view: LedgerView) -> None:
    feed = feedparser.parse(written(ledger_dates.write_feed, any_view))
    assert not feed.bozo
    assert feed.entries
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    quotes = {" ".join(act["quote"].split()) for act in records(any_view, "acts")}
    for entry in feed.entries:
        assert entry.content[0].value.partition("”")[0].removeprefix("“") in quotes


def test_a_feed_between_days(two_years: Ledger) -> None:
    wanted = Filter(since=date(2025, 10, 1), until=date(2025, 12, 31))
    with two_years.view(AS_OF) as view:
        feed = feedparser.parse(written(ledger_dates.write_feed, view, wanted))
        with pytest.raises(ViewError, match="cannot be narrowed by words"):
            ledger_dates.write_feed(view, io.StringIO(), Filter(text="trade"))
    assert feed.entries
    assert all("2025-10-01" <= entry.published[:10] <= "2025-12-31" for entry in feed.entries)
