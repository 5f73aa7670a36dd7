"""What changed from one statement to the next, against answers written by hand (`expected/changes.yaml`)."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from servanda.api.ledger import Ledger
from servanda.insight.changes import Changes, Kind, Line, changes, told_of
from servanda.views import LedgerView, ViewError
from tests.insight.conftest import score

EXPECTED: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "expected" / "changes.yaml").read_text(encoding="utf-8")
)
Fact = tuple[str, ...]


@pytest.fixture(params=sorted(EXPECTED))
def file(request: pytest.FixtureRequest) -> tuple[Ledger, dict[str, Any]]:
    """Each file that has expected answers, with them."""
    return request.getfixturevalue(request.param), EXPECTED[request.param]


def ask(view: LedgerView, question: dict[str, Any]) -> Changes:
    """The answer: of two documents the earlier is named first."""
    return changes(view, *question["ask"])


def known(text: str, words: Iterable[str]) -> str:
    """The expected words that a quotation holds first, else the quotation."""
    held = [one for one in words if one in text]
    return min(held, key=lambda one: (text.index(one), -len(one)), default=text)


def fact(line: Line, words: Iterable[str]) -> Fact:
    """A line as its kind, the words of both sides, and what makes it so."""
    sides = (known(one.words.quote, words) if one else "" for one in (line.before, line.after))
    return (line.kind.value, *sides, *sorted(f"{one.what} {one.how}" for one in line.reasons))


def expected_facts(question: dict[str, Any]) -> Iterator[Fact]:
    """The facts of the expected answer."""
    for kind, before, after, *why in question.get("lines", ()):
        yield (kind, before or "", after or "", *sorted(why))


def found_facts(question: dict[str, Any], answer: Changes) -> Iterator[Fact]:
    """The facts of the answer, but for those that may or may not be told."""
    words = [one for row in question["lines"] for one in row[1:3] if one]
    for line in answer.lines:
        quotes = [one.words.quote for one in (line.before, line.after) if one]
        if not any(one in quote for one in question.get("either", ()) for quote in quotes):
            yield fact(line, words)


def test_what_changed(file: tuple[Ledger, dict[str, Any]]) -> None:
    ledger, expected = file
    facts: list[Fact] = []
    told: list[Fact] = []
    with ledger.view(expected["as_of"]) as view:
        for question in expected["questions"]:
            if "lines" in question:
                name = " ".join(question["ask"])
                facts += ((name, *one) for one in expected_facts(question))
                told += ((name, *one) for one in found_facts(question, ask(view, question)))
    result = score(facts, told)
    assert result.good, result


def test_the_last_of_the_series_is_found(file: tuple[Ledger, dict[str, Any]]) -> None:
    ledger, expected = file
    with ledger.view(expected["as_of"]) as view:
        for question in expected["questions"]:
            if "before" in question:
                answer = ask(view, question)
                assert (answer.before.document if answer.before else None) == question["before"]


def test_a_statement_does_not_change_against_itself(file: tuple[Ledger, dict[str, Any]]) -> None:
    ledger, expected = file
    ids = {one for question in expected["questions"] for one in question["ask"]}
    with ledger.view(expected["as_of"]) as view:
        for id in sorted(ids):
            answer = changes(view, id, id)
            assert {line.kind for line in answer.lines} <= {Kind.UNCHANGED}, id


def test_the_other_way_round_is_refused(readouts: Ledger) -> None:
    error = pytest.raises(ViewError, match="name the earlier one first")
    with readouts.view(EXPECTED["readouts"]["as_of"]) as view, error:
        changes(view, "2025-08-19-australia-fiji-statement", "2024-08-20-australia-fiji-statement")


def test_every_quotation_stands_in_its_document(file: tuple[Ledger, dict[str, Any]]) -> None:
    ledger, expected = file
    with ledger.view(expected["as_of"]) as view:
        for question in expected["questions"]:
            for line in ask(view, question).lines:
                for one in (line.before and line.before.words, line.after and line.after.words, line.near):
                    if one:
                        assert told_of(view, one.document).text[one.start : one.end] == one.quote
