"""What falls due in the sample files, against answers written by hand (`expected/due.yaml`)."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pytest

from servanda.api.ledger import Ledger
from servanda.insight.due import Due, Falling, due
from servanda.views import ViewError
from tests.insight.answers import Item, known, questions, told_once, without
from tests.insight.conftest import EXAMPLES, Score, score

ROWS = questions("due")
FILES = sorted({row["file"] for row in ROWS})
ASKED = ("within", "party", "counterpart", "topic")
TODAY = date(2026, 3, 15)


@pytest.fixture(scope="session")
def files(request: pytest.FixtureRequest) -> dict[str, Ledger]:
    """The sample files that are asked about, by name."""
    return {name: request.getfixturevalue(name) for name in FILES}


def ask(files: dict[str, Ledger], row: dict[str, Any], **more: Any) -> Due:
    with files[row["file"]].view(row["as_of"]) as view:
        return due(view, **{name: row[name] for name in ASKED if name in row}, **more)


def wanted(row: dict[str, Any]) -> Iterator[Item]:
    for part in ("falling", "overdue", "recurring"):
        yield from ((part, *one) for one in row[part])
    yield from (("waiting", one) for one in row["waiting"])


def words_of(row: dict[str, Any]) -> dict[str, list[str]]:
    """The words by which the items of each part are known."""
    dated = {part: [words for _, words in row[part]] for part in ("falling", "overdue")}
    return {**dated, "recurring": [one[0] for one in row["recurring"]], "waiting": row["waiting"]}


def found(answer: Due, row: dict[str, Any]) -> Iterator[Item]:
    words = words_of(row)
    parts: dict[str, Iterable[Falling]] = {"falling": answer.falling, "overdue": answer.overdue}
    for part, items in parts.items():
        for one in items:
            yield part, one.commitment.due, known(one.said.quote, words[part])
    for turn in answer.recurring:
        yield "recurring", known(turn.said.quote, words["recurring"]), turn.first, turn.last
    for wait in answer.waiting:
        yield "waiting", known(wait.said.quote, words["waiting"])


def measured(files: dict[str, Ledger], name: str, parts: set[str], lost: Iterable[str] = ()) -> Score:
    """All questions to one file together, in these parts of the answers, without what is known to be lost."""
    must: list[Item] = []
    told: list[Item] = []
    for at, row in enumerate(ROWS):
        if row["file"] == name:
            either = (*row.get("either", ()), *lost)
            must += [(at, *one) for one in without(wanted(row), lost) if one[0] in parts]
            got = told_once(without(found(ask(files, row), row), either))
            told += [(at, *one) for one in got if one[0] in parts]
    return score(must, told)


#: What is read, or put together, otherwise than by hand, by the words that it is known by. Nothing of it is
#: made in `servanda.insight`: when it is mended there, its row goes.
LOST = {
    ("two_years", "waiting"): {
        "enters into force when both countries": "told in the present, it is read as done",
    },
    ("samples", "waiting"): {
        "compensate its dairy producers": "a condition that opens with “should” is read as none",
        "Once the text is final": "Canada is read as the one to whom the Commission promises",
    },
    ("two_years", "recurring"): {
        "ministers will meet every 12 to 18 months": "the first meeting under the memorandum is no act",
    },
    ("samples", "recurring"): {
        "every 12 to 18 months": "joint statement and release tell one dialogue in other words",
    },
    ("readouts", "recurring"): {
        "consultations on forests every year": "the same words of both sides are not put together",
        "political consultations every two years": "nor are these",
    },
    ("two_years", "overdue"): {
        "patrol aircraft to Japan": "sent as a show of force, promised as a delivery",
        "joint border post at Taveta by 30 June 2025": "what is told a year later is another promise",
        "study on the port of San Antonio": "“Chile has published the study” is no act",
        "submit the Agreement to the Storting in January": "one side's own approval is a part of all",
        "first round will take place": "a round that was held is no meeting",
        "second round will be held": "nor is this",
        "two research vessels": "a minister's word on it is a second promise in the same sentence",
    },
}  # fmt: skip
PARTS = ("falling", "waiting", "recurring", "overdue")
CASES = [(name, part) for name in FILES for part in PARTS]


@pytest.mark.parametrize(("name", "part"), CASES)
def test_answers_are_those_written_by_hand(name: str, part: str, files: dict[str, Ledger]) -> None:
    told = measured(files, name, {part}, LOST.get((name, part), ()))
    assert told.good, told


@pytest.mark.parametrize(
    ("name", "part"),
    [
        pytest.param(*case, marks=pytest.mark.xfail(strict=True, reason="; ".join(why.values())))
        for case, why in LOST.items()
    ],
)
def test_they_are_also_where_reading_and_linking_fall_short(
    name: str, part: str, files: dict[str, Ledger]
) -> None:
    told = measured(files, name, {part})
    assert told.good, told


def test_a_question_about_a_party_of_whom_nothing_is_told_gives_nothing(files: dict[str, Ledger]) -> None:
    with files["two_years"].view(TODAY) as view:
        answer = due(view, party="Fiji", within="1y")
    assert answer.empty
    assert answer.falling_count + answer.overdue_count + answer.recurring_count + answer.waiting_count == 0


def test_every_quotation_is_words_of_a_cited_document(files: dict[str, Ledger]) -> None:
    for row in ROWS:
        answer = ask(files, row)
        texts = _texts(row["file"])
        words = [one.said for part in PARTS for one in getattr(answer, part)]
        words += [one.held for one in answer.recurring if one.held]
        words += [one.until for one in answer.waiting if one.until]
        words += [one.other.said for one in (*answer.falling, *answer.overdue) if one.other]
        for one in words:
            assert texts[one.document][one.start : one.end] == one.quote
        assert {one.document for one in words} <= {one.document for one in answer.sources}


def _texts(name: str) -> dict[str, str]:
    file = EXAMPLES / {"samples": "documents.jsonl"}.get(name, f"questions/{name}.jsonl")
    file = file if file.exists() else EXAMPLES / "questions" / f"{PLACES[name]}.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines()
    return {one["id"]: one["text"] for one in map(json.loads, lines)}


PLACES = {"two_years": "two-years", "money_file": "money"}


def test_it_is_told_where_word_was_sought(files: dict[str, Ledger]) -> None:
    overdue = ask(files, ROWS[0]).overdue
    study = next(one for one in overdue if "joint study of the power line" in one.said.quote)
    assert study.days == -14
    assert study.looked is not None
    assert study.looked.since == date(2025, 10, 29)
    # After that day Kenya issued the plan for jobs, Norway three releases, Tanzania nothing that is held.
    counts = {one.publisher: (one.documents, one.newest) for one in study.looked.issuers}
    assert counts == {
        "KEN": (1, date(2026, 2, 18)),
        "NOR": (3, date(2026, 2, 25)),
        "TZA": (0, None),
    }
    whole = ask(files, ROWS[0]).looked
    assert (whole.documents, whole.newest, len(whole.issuers)) == (35, date(2026, 2, 25), 4)


def test_what_was_held_is_quoted_and_what_passed_is_counted(files: dict[str, Ledger]) -> None:
    turns = {one.said.quote: one for one in ask(files, ROWS[0]).recurring}
    ocean = next(one for words, one in turns.items() if "ocean policy" in words)
    assert ocean.held is not None
    assert "met in Oslo today for the yearly consultations" in ocean.held.quote
    assert (ocean.base, ocean.passed, ocean.exact) == (date(2025, 3, 26), 0, True)
    leaders = next(one for words, one in turns.items() if "at least once a year" in words)
    assert (leaders.held, leaders.base, leaders.passed) == (None, date(2024, 6, 18), 1)
    experts = next(one for words, one in turns.items() if "ship safety" in words)
    assert (experts.exact, experts.passed) == (False, 3)


def test_an_event_that_came_about_is_proven(files: dict[str, Ledger]) -> None:
    with files["samples"].view(TODAY) as view:
        first, *rest = due(view, party="EU").waiting
    assert first.said.quote.startswith("Once the text is final")
    assert first.reached is not None
    assert first.reached.stage == "concluded"
    assert first.reached.document == "2014-09-26-canada-eu-talks-concluded"
    assert all(one.reached is None for one in rest)


def test_another_day_that_was_told_is_told(files: dict[str, Ledger]) -> None:
    with files["readouts"].view(TODAY) as view:
        overdue = due(view, party="Viet Nam").overdue
    talks = next(one for one in overdue if "Digital Trade Agreement" in one.said.quote)
    assert talks.other is not None
    assert (talks.other.day, talks.other.told, talks.other.publisher) == (
        date(2025, 11, 30),
        date(2025, 9, 3),
        "JPN",
    )
    assert "November 2025" in talks.other.said.quote


def test_only_so_many_are_listed_and_all_are_counted(files: dict[str, Ledger]) -> None:
    whole, short = ask(files, ROWS[0]), ask(files, ROWS[0], limit=2)
    for part in PARTS:
        assert getattr(short, part) == getattr(whole, part)[:2] or part == "waiting"
        assert len(getattr(short, part)) == 2
        assert getattr(short, f"{part}_count") == getattr(whole, f"{part}_count")
    assert short.overdue_count == len(whole.overdue) > 2


WRONG = [
    ({"party": "Norwegen"}, "did you mean"),
    ({"counterpart": "NOR"}, "a counterpart needs a party"),
    ({"within": "soon"}, "is no length of time"),
    ({"within": date(2026, 3, 14)}, "the last day comes before the first"),
]


@pytest.mark.parametrize(("asked", "said"), WRONG, ids=[str(row[0]) for row in WRONG])
def test_a_wrong_question_is_refused(asked: dict[str, Any], said: str, two_years: Ledger) -> None:
    with two_years.view(TODAY) as view, pytest.raises(ViewError, match=said):
        due(view, **asked)
