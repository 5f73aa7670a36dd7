"""Readouts side by side, against answers written by hand (`expected/compare.yaml`)."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from servanda.api.ledger import Ledger
from servanda.insight.compare import Comparison, Line, OneSided, compare, compare_meeting, told_of
from servanda.views import Filter, LedgerView, ViewError
from tests.insight.conftest import score

EXPECTED: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "expected" / "compare.yaml").read_text(encoding="utf-8")
)
Fact = tuple[str, ...]


@pytest.fixture(params=sorted(EXPECTED))
def file(request: pytest.FixtureRequest) -> tuple[Ledger, dict[str, Any]]:
    """Each file that has expected answers, with them."""
    return request.getfixturevalue(request.param), EXPECTED[request.param]


def ask(view: LedgerView, case: dict[str, Any]) -> Comparison:
    """The two documents of a case, compared."""
    return compare(view, case["a"], case["b"])


def known(text: str, words: Iterable[str]) -> str:
    """The expected words that a quotation holds first, else the quotation."""
    held = [one for one in words if one in text]
    return min(held, key=lambda one: (text.index(one), -len(one)), default=text)


def words_of(case: dict[str, Any]) -> list[str]:
    """All words by which a case knows its acts."""
    return [one for row in case["lines"] for one in row[1:3]]


def fact(line: Line, words: Iterable[str]) -> Fact:
    """A line as its kind, the words of its sides, and in what they differ."""
    sides = [known(one.words.quote, words) for one in (line.a, line.b) if one is not None]
    return (line.kind.value, *sides, *sorted(one.what.value for one in line.differences))


def expected_facts(case: dict[str, Any]) -> Iterator[Fact]:
    """The lines that must come out."""
    for row in case["lines"]:
        kind, *rest = row
        sides = rest[:2] if kind in ("both", "differs") else rest[:1]
        yield (kind, *sides, *sorted(rest[len(sides) :]))


def found_facts(case: dict[str, Any], answer: Comparison) -> Iterator[Fact]:
    """The lines that came out, but for those that may or may not be told."""
    words = words_of(case)
    for line in answer.lines:
        quotes = [one.words.quote for one in (line.a, line.b) if one]
        if not any(one in quote for one in case.get("either", ()) for quote in quotes):
            yield fact(line, words)


def test_what_each_side_tells(file: tuple[Ledger, dict[str, Any]]) -> None:
    ledger, expected = file
    facts: list[Fact] = []
    told: list[Fact] = []
    with ledger.view(expected["as_of"]) as view:
        for case in expected["comparisons"]:
            answer = ask(view, case)
            facts += ((case["a"], *one) for one in expected_facts(case))
            told += ((case["a"], *one) for one in found_facts(case, answer))
    result = score(facts, told)
    assert result.good, result


def test_where_they_agree_there_is_no_difference(file: tuple[Ledger, dict[str, Any]]) -> None:
    ledger, expected = file
    with ledger.view(expected["as_of"]) as view:
        for case in expected["comparisons"]:
            assert ask(view, case).agree is case.get("nothing", False), case["a"]


def test_a_document_agrees_with_itself(file: tuple[Ledger, dict[str, Any]]) -> None:
    ledger, expected = file
    with ledger.view(expected["as_of"]) as view:
        for case in expected["comparisons"]:
            for id in (case["a"], case["b"]):
                answer = compare(view, id, id)
                assert answer.agree, [line for line in answer.lines if line.differences or not line.b]


def test_where_one_met(file: tuple[Ledger, dict[str, Any]]) -> None:
    ledger, expected = file
    with ledger.view(expected["as_of"]) as view:
        for case in expected["comparisons"]:
            if "where" in case:
                answer = ask(view, case)
                for side, place in zip((answer.a, answer.b), case["where"], strict=True):
                    assert place in (side.place or ""), side


def test_every_quotation_stands_in_its_document(file: tuple[Ledger, dict[str, Any]]) -> None:
    ledger, expected = file
    with ledger.view(expected["as_of"]) as view:
        for case in expected["comparisons"]:
            answer = ask(view, case)
            texts = {one: told_of(view, one).text for one in (case["a"], case["b"])}
            for line in answer.lines:
                for words in (line.a and line.a.words, line.b and line.b.words, line.near):
                    if words:
                        assert texts[words.document][words.start : words.end] == words.quote


def meeting_between(view: LedgerView, parties: list[str]) -> str:
    """The id of the meeting of two parties that took place first."""
    rows = view.meetings(Filter(parties=tuple(parties))).rows
    held = [row for row in rows if row.status == "held" and set(parties) <= set(row.parties)]
    return min(held, key=lambda row: row.start or "").id


def test_the_pair_is_found_by_its_meeting(readouts: Ledger) -> None:
    expected = EXPECTED["readouts"]
    with readouts.view(expected["as_of"]) as view:
        for case in expected["meetings"]:
            answer = compare_meeting(view, meeting_between(view, case["parties"]))
            if "alone" in case:
                assert isinstance(answer, OneSided)
                assert answer.publisher == case["alone"]
                continue
            assert isinstance(answer, Comparison)
            assert [answer.a.source.document, answer.b.source.document] == case["documents"]
            assert [one.document for one in answer.left] == case.get("left", [])


def test_only_a_meeting_has_readouts(readouts: Ledger) -> None:
    error = pytest.raises(ViewError, match="is of the kind document, not a meeting")
    with readouts.view(EXPECTED["readouts"]["as_of"]) as view, error:
        compare_meeting(view, "2025-05-14-canada-brazil-visit")
