"""What waits on one event in the sample files, against answers written by hand (`expected/triggers.yaml`)."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from servanda.api.ledger import Ledger
from servanda.insight.triggers import Awaited, Triggers, triggers
from servanda.views import ViewError
from tests.insight.answers import Item, known, questions, told_once, without
from tests.insight.conftest import EXAMPLES, Score, score

ROWS = questions("triggers")
FILES = sorted({row["file"] for row in ROWS})
ASKED = ("event", "party", "counterpart", "topic")
TODAY = date(2026, 3, 15)


@pytest.fixture(scope="session")
def files(request: pytest.FixtureRequest) -> dict[str, Ledger]:
    """The sample files that are asked about, by name."""
    return {name: request.getfixturevalue(name) for name in FILES}


def ask(files: dict[str, Ledger], row: dict[str, Any], **more: Any) -> Triggers:
    with files[row["file"]].view(row["as_of"]) as view:
        return triggers(view, **{name: row[name] for name in ASKED if name in row}, **more)


def wanted(row: dict[str, Any]) -> Iterator[Item]:
    """An item for each commitment that waits, one for each group, and one for what came about."""
    for group in row["groups"]:
        name = group.get("agreement") or group["event"]
        for words in group["waits"]:
            yield "waits", words, name, group.get("stage")
        if "reached" in group:
            yield "reached", name, str(group["reached"])


def found(answer: Triggers, row: dict[str, Any]) -> Iterator[Item]:
    groups = row["groups"]
    words = [one for group in groups for one in group["waits"]]
    names = [group["agreement"] for group in groups if "agreement" in group]
    told = [group["event"] for group in groups if "event" in group]
    for event in answer.events:
        name = (
            known(event.text.name, names) if event.text and not _in(event, told) else known(event.event, told)
        )
        for one in event.waiting:
            clause = known(one.said.quote, words)
            until = one.until.quote if one.until else ""
            yield (
                "waits",
                clause,
                known(until, told) if _in(event, told) else name,
                _stage(event, groups, clause),
            )
        if event.reached is not None:
            yield "reached", name, _day(event, groups)


def _in(event: Awaited, told: list[str]) -> bool:
    """Whether the words on which somebody waits are those that the expected answer knows the event by."""
    return any(words in one.until.quote for words in told for one in event.waiting if one.until)


def _stage(event: Awaited, groups: list[dict[str, Any]], clause: str) -> str | None:
    """The stage, where the expected answer names one: a step that only leads there has none."""
    named = any("stage" in group for group in groups if clause in group["waits"])
    return event.stage if named else None


def _day(event: Awaited, groups: list[dict[str, Any]]) -> str:
    """The day on which it came about, as far as both tell it."""
    assert event.reached is not None
    told = event.reached.date or ""
    days = [str(group["reached"]) for group in groups if "reached" in group]
    return next((day for day in days if told and day.startswith(told)), told)


def measured(files: dict[str, Ledger], name: str, lost: tuple[str, ...] = ()) -> Score:
    """All questions to one file together, without what is known to be lost."""
    must: list[Item] = []
    told: list[Item] = []
    for at, row in enumerate(ROWS):
        if row["file"] == name:
            must += [(at, *one) for one in without(wanted(row), lost)]
            got = without(found(ask(files, row), row), (*row.get("either", ()), *lost))
            told += [(at, *one) for one in told_once(got)]
    return score(must, told)


#: What is read, or put together, otherwise than by hand; see the same in `test_due.py`.
LOST = {
    "samples": {
        "compensate its dairy producers": "a condition that opens with “should” is read as none",
        "talks begin": "the talks announced and those that opened are two agreements in the ledger",
    },
    "two_years": {"enters into force when both countries": "told in the present, it is read as done"},
}


@pytest.mark.parametrize("name", FILES)
def test_answers_are_those_written_by_hand(name: str, files: dict[str, Ledger]) -> None:
    told = measured(files, name, tuple(LOST.get(name, ())))
    assert told.good, told


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.xfail(strict=True, reason="; ".join(why.values())))
        for name, why in LOST.items()
    ],
)
def test_they_are_also_where_reading_and_linking_fall_short(name: str, files: dict[str, Ledger]) -> None:
    told = measured(files, name)
    assert told.good, told


def test_the_event_on_which_most_wait_comes_first(two_years: Ledger) -> None:
    with two_years.view(TODAY) as view:
        answer = triggers(view)
    counts = [one.count for one in answer.events]
    assert counts == sorted(counts, reverse=True)
    assert counts[:2] == [3, 2]
    assert (answer.events_count, answer.waiting_count) == (len(counts), sum(counts))
    assert (
        answer.events[0].event == "entry into force of Geothermal Energy Agreement between Kenya and Norway"
    )


def test_every_quotation_is_words_of_a_cited_document(files: dict[str, Ledger]) -> None:
    for name, path in (("two_years", "questions/two-years.jsonl"), ("samples", "documents.jsonl")):
        lines = (EXAMPLES / path).read_text(encoding="utf-8").splitlines()
        texts = {one["id"]: one["text"] for one in map(json.loads, lines)}
        with files[name].view(TODAY) as view:
            answer = triggers(view)
        words = [one.said for event in answer.events for one in event.waiting]
        words += [one.until for event in answer.events for one in event.waiting if one.until]
        assert len(words) >= 10
        for one in words:
            assert texts[one.document][one.start : one.end] == one.quote
        assert {one.document for one in words} <= {one.document for one in answer.sources}
        for reached in (event.reached for event in answer.events if event.reached):
            assert texts[reached.document or ""][reached.start : reached.end] == reached.quote


def test_the_sentence_tells_what_the_clause_leaves_out(two_years: Ledger) -> None:
    with two_years.view(TODAY) as view:
        (event,) = triggers(view, event="exchange of notes").events
    (one,) = event.waiting
    assert one.until is not None
    assert one.until.quote == "when the two sides have exchanged notes"
    assert one.said.quote == "The Agreement will enter into force when the two sides have exchanged notes"
    assert one.relation == "after"


#: Ways to ask for what waits on the entry into force of the agreement on geothermal energy.
WAYS = [
    "Geothermal Energy Agreement",
    "geothermal",
    "entry into force of the geothermal agreement",
    "enters into force geothermal",
]


@pytest.mark.parametrize("words", WAYS)
def test_an_event_is_found_by_any_of_its_words(words: str, two_years: Ledger) -> None:
    with two_years.view(TODAY) as view:
        found = triggers(view, event=words).events
    assert [(one.kind, one.count) for one in found if one.kind == "in_force"] == [("in_force", 3)]
    assert all(one.text and one.text.name.startswith("Geothermal") for one in found)


def test_an_event_is_found_by_ids(two_years: Ledger) -> None:
    with two_years.view(TODAY) as view:
        first = triggers(view).events[0]
        assert first.text is not None
        by_agreement = triggers(view, event=first.text.id)
        by_beginning = triggers(view, event=first.waiting[1].commitment.id[:12])
    assert first.key in {one.key for one in by_agreement.events}
    assert {one.text.id for one in by_agreement.events if one.text} == {first.text.id}
    (same,) = by_beginning.events
    assert (same.key, same.count) == (first.key, 3)


def test_only_so_many_are_listed_and_all_are_counted(two_years: Ledger) -> None:
    with two_years.view(TODAY) as view:
        short, whole = triggers(view, limit=1, each=2), triggers(view)
    (only,) = short.events
    assert (len(only.waiting), only.count) == (2, 3)
    assert (short.events_count, short.waiting_count) == (whole.events_count, whole.waiting_count)


def test_what_is_no_event_is_refused(two_years: Ledger) -> None:
    with two_years.view(TODAY) as view:
        for asked, said in (
            ("com_0000", "nothing has the id"),
            ("2024-06-12-kenya-norway-signed", "is of the kind document"),
        ):
            with pytest.raises(ViewError, match=said):
                triggers(view, event=asked)
        with pytest.raises(ViewError, match="did you mean"):
            triggers(view, party="Norwegen")
