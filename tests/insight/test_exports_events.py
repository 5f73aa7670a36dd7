"""Exports of what happens and falls due: events against events coded by hand, calendars, feeds."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import feedparser
import pytest

from examples.build import coded_documents
from servanda.api.ledger import Ledger, open_ledger
from servanda.evaluation.coded import CodedAct, CodedDocument
from servanda.export import ledger_dates, plover
from servanda.export.ledger_records import records
from servanda.model import Act, Document, Reading, Span, act_id
from servanda.views import Filter, LedgerView, ViewError
from tests.insight.conftest import LEARNT
from tests.insight.exporting import AS_OF, EXPECTED, calendar_of, written


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
    stages = (stage for row in any_view.stream("agreements") for stage in getattr(row, "stages", ()))
    quotes |= {" ".join(stage.quote.split()) for stage in stages if stage.quote}
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
