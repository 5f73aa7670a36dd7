"""How many commitments there are: against answers written by hand, and what the rules say of themselves."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from servanda.api.ledger import Ledger
from servanda.insight.count import Count, count
from tests.insight.conftest import score

EXPECTED = yaml.safe_load((Path(__file__).parent / "expected" / "count.yaml").read_text(encoding="utf-8"))
FILES = sorted(EXPECTED)
ALL = 10_000
EITHER = "either"

Telling = tuple[str, str]
#: Precision and recall lie between .85 and 1 where .95 is asked of both.
NOT_YET = "some sentences are not read, or not put together, as they are meant: see the closing note"
BELOW = {("readouts", "broad"), ("samples", "granular"), ("samples", "broad"), ("two_years", "broad"),
         ("two_years", "toronto"), ("readouts", "numbers"), ("two_years", "numbers")}  # fmt: skip


def _may_fail(request: pytest.FixtureRequest, rule: str) -> None:
    """What lies below .95 is known to; it fails here once it no longer does."""
    if (request.node.callspec.params["file"], rule) in BELOW:
        request.applymarker(pytest.mark.xfail(strict=True, reason=NOT_YET))


@pytest.fixture(params=FILES)
def file(request: pytest.FixtureRequest) -> tuple[Ledger, dict[str, Any]]:
    """Each file that has expected answers, with them."""
    return request.getfixturevalue(request.param), EXPECTED[request.param]


def asked(ledger: Ledger, day: date, **question: Any) -> Count:
    """The answer as of a day."""
    with ledger.view(day) as view:
        return count(view, **question)


def tellings(answer: Count, expected: dict[str, Any]) -> dict[Telling, str | None]:
    """What was found, by document and the expected words of it, with what the rule makes of it."""
    found: dict[Telling, str | None] = {}
    for one in answer.items:
        words = one.quotation
        known = [row[0] for row in expected["tellings"].get(words.document, ()) if row[0] in words.quote]
        for name in known or [words.quote]:
            key = (words.document, name)
            if found.get(key, "") is not None:  # told in two clauses: it counts where either does
                found[key] = one.left_out
    return found


def counted(expected: dict[str, Any], rule: str) -> Iterable[Telling]:
    """What the rule must count."""
    for document, rows in expected["tellings"].items():
        for words, time, verdict in rows:
            if rule == "granular" or (verdict == "counted" if rule == "toronto" else time == "made"):
                yield document, words
            elif rule == "broad" and time.startswith(EITHER):
                yield EITHER, time


def once(told: Iterable[Telling], expected: dict[str, Any]) -> Iterable[Telling]:
    """What was counted, under one name where either of two documents of a day may tell it first."""
    names = {
        (document, words): time
        for document, rows in expected["tellings"].items()
        for words, time, _ in rows
        if time.startswith(EITHER)
    }
    return [(EITHER, names[one]) if one in names else one for one in told]


@pytest.mark.parametrize("rule", ["granular", "broad", "toronto"])
def test_the_commitments_that_count(
    file: tuple[Ledger, dict[str, Any]], rule: str, request: pytest.FixtureRequest
) -> None:
    _may_fail(request, rule)
    ledger, expected = file
    answer = asked(ledger, expected["as_of"], rule=rule, items=ALL)
    found: Iterable[Telling] = [key for key, why in tellings(answer, expected).items() if why is None]
    result = score(counted(expected, rule), once(found, expected) if rule == "broad" else found)
    assert result.good, result


def test_the_numbers_that_come_out(
    file: tuple[Ledger, dict[str, Any]], request: pytest.FixtureRequest
) -> None:
    """Numbers compare one by one: what is counted too much lowers precision, what is missing recall."""
    _may_fail(request, "numbers")
    ledger, expected = file
    wanted: Counter[tuple[str, str]] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    for question in expected["questions"]:
        key = str(question["ask"])
        wanted.update({(key, value): many for value, many in question["rows"].items()})
        answer = asked(ledger, expected["as_of"], **question["ask"])
        found.update({(key, one.value): one.count for one in answer.lines if one.value is not None})
    both = (wanted & found).total()
    missing, extra = wanted - found, found - wanted
    assert both / found.total() >= 0.95, extra
    assert both / wanted.total() >= 0.95, missing


def test_a_question_that_must_give_nothing(file: tuple[Ledger, dict[str, Any]]) -> None:
    ledger, expected = file
    empty = [question["ask"] for question in expected["questions"] if not question["rows"]]
    assert empty
    for question in empty:
        answer = asked(ledger, expected["as_of"], **question)
        assert answer.total == 0
        assert answer.lines == ()
