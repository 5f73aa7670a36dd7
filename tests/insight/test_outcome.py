"""What came out of meetings and documents, against answers written by hand (`expected/outcome.yaml`)."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from servanda.api.ledger import Ledger
from servanda.insight.outcome import Kind, Line, Outcome, outcome
from servanda.views import LedgerView, ViewError
from tests.insight.conftest import score

EXPECTED: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "expected" / "outcome.yaml").read_text(encoding="utf-8")
)
FILES = sorted(EXPECTED)
Fact = tuple[str, ...]
#: Precision and recall lie between .91 and .96 where .95 is asked of both.
NOT_YET = "some sentences are not read, or not linked, as they are meant: see the closing note"


@pytest.fixture(params=FILES)
def file(request: pytest.FixtureRequest) -> tuple[Ledger, dict[str, Any]]:
    """Each file that has expected answers, with them."""
    return request.getfixturevalue(request.param), EXPECTED[request.param]


def ask(view: LedgerView, question: dict[str, Any]) -> Outcome | None:
    """The answer; None where no such meeting is told."""
    try:
        return outcome(view, **question["ask"])
    except ViewError:
        return None


def said(line: Line, words: str) -> bool:
    """Whether some words stand in a line's title or quotations."""
    return any(words in text for text in (line.title, *(one.quote for one in line.then)))


def words_of(question: dict[str, Any]) -> list[str]:
    """All words by which the expected answer knows its lines, the longest first."""
    then = question.get("then", {})
    known = [row[0] if isinstance(row, list) else row for rows in then.values() for row in rows]
    return sorted({*known, *(row[0] for row in question.get("since", ()))}, key=len, reverse=True)


def name_of(line: Line, known: Iterable[str]) -> str:
    """The expected words that a line holds, else its title; an agreement is known by its name first."""
    if line.kind is Kind.AGREEMENT:
        named = next((words for words in known if words in line.title), None)
        if named is not None:
            return named
    return next((words for words in known if said(line, words)), line.title)


def expected_of(question: dict[str, Any], line: Line) -> list[str]:
    """The expected words of a line's kind: one line may hold what two documents say of one promise."""
    rows = question["then"][line.kind.value] if line.kind is not Kind.AGREEMENT else ()
    return [str(row) for row in rows]


def wanted(question: dict[str, Any]) -> Iterator[Fact]:
    """The facts of the expected answer."""
    for meeting in question.get("meetings", ()):
        yield "meeting", meeting
    for kind, rows in question.get("then", {}).items():
        for row in rows:
            yield ("then", kind, *(row if isinstance(row, list) else [row]))
    for row in question.get("since", ()):
        yield ("since", *row[:2])
    for words in question.get("unheard", ()):
        yield "unheard", words
    for day in question.get("next", ()):
        yield "next", str(day)


def found(question: dict[str, Any], answer: Outcome | None) -> Iterator[Fact]:
    """The facts of the answer, as far as the expected answer speaks of them."""
    if answer is None:
        return
    known = words_of(question)
    if "meetings" in question:
        yield from (("meeting", f"{row.start} {' '.join(row.parties)}") for row in answer.meetings)
    for line in answer.lines:
        name = name_of(line, known)
        if line.kind.value in question.get("then", {}):
            stage = [line.what] if line.kind is Kind.AGREEMENT else []
            told = [one for one in expected_of(question, line) if said(line, one)] or [name]
            yield from (("then", line.kind.value, one, *stage) for one in told)
        if "since" in question:
            yield from (("since", name, one.words.document) for one in line.since if one.words)
        if "unheard" in question and line.kind is not Kind.AGREEMENT and line.unheard:
            yield "unheard", name
    if "next" in question:
        yield from (("next", row.start or "") for row in answer.next)


def test_what_came_out_of_it(file: tuple[Ledger, dict[str, Any]], request: pytest.FixtureRequest) -> None:
    if request.node.callspec.params["file"] in ("readouts", "samples", "two_years"):
        request.applymarker(pytest.mark.xfail(strict=True, reason=NOT_YET))
    ledger, expected = file
    facts: list[Fact] = []
    told: list[Fact] = []
    with ledger.view(expected["as_of"]) as view:
        for question in expected["questions"]:
            name = str(question["ask"])
            facts += ((name, *fact) for fact in wanted(question))
            told += ((name, *fact) for fact in found(question, ask(view, question)))
    result = score(facts, told)
    assert result.good, result


def test_what_must_give_nothing(file: tuple[Ledger, dict[str, Any]]) -> None:
    ledger, expected = file
    empty = [question for question in expected["questions"] if question.get("nothing")]
    assert empty
    with ledger.view(expected["as_of"]) as view:
        for question in empty:
            with pytest.raises(ViewError, match="is told to have taken place"):
                outcome(view, **question["ask"])
