"""Every question from Python, on the sample file: the answers are those of `servanda.insight`."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import servanda as sv
from servanda.api.ledger import Ledger
from servanda.views import ViewError

ROOT = Path(__file__).parents[2]
DAY = date(2026, 3, 15)
CANADA, CHINA = "2026-01-16-canada-release-china", "2026-01-16-china-commerce-remarks"
STATEMENT, READOUT = "2025-10-30-canada-korea-joint-statement", "2025-10-30-canada-korea-readout"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory):
    with sv.open_ledger(tmp_path_factory.mktemp("api") / "samples.db") as one:
        one.add(ROOT / "examples" / "documents.jsonl")
        yield one


#: question, what its answer must hold
ASKED: list[tuple[Callable[[Ledger], Any], Callable[[Any], Any]]] = [
    (lambda it: it.due(party="Canada"), lambda a: a.overdue),
    (lambda it: it.triggers(), lambda a: a.events),
    (lambda it: it.quiet(), lambda a: a.as_of),
    (lambda it: it.outcome(STATEMENT), lambda a: a.lines),
    (lambda it: it.compare(CANADA, CHINA), lambda a: a.lines),
    (lambda it: it.compare(CANADA, str(ROOT / "examples" / f"{CHINA}.txt")), lambda a: a.lines),
    (lambda it: it.changes(READOUT, STATEMENT), lambda a: a.lines),
    (lambda it: it.money(), lambda a: a.as_of),
    (lambda it: it.count(party="CAN"), lambda a: a.as_of),
    (lambda it: it.brief("Canada", "Korea"), lambda a: a.agreements.rows),
]


@pytest.mark.parametrize("at", range(len(ASKED)))
def test_a_question(ledger: Ledger, at: int) -> None:
    ask, held = ASKED[at]
    assert held(ask(ledger))


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda it: it.due(party="Canadia"), "did you mean Canada"),
        (lambda it: it.compare(CANADA, "agr_"), "the beginning of"),
        (lambda it: it.compare(CANADA, "no such thing"), "nothing has the id"),
        (lambda it: it.compare(CANADA), "name two documents, or a meeting"),
        (lambda it: it.compare(CANADA, "General Security of Information Agreement"), "not a document"),
        (lambda it: it.brief("Canada", "Canada"), "named twice"),
    ],
)
def test_what_cannot_be_asked(ledger: Ledger, ask: Callable[[Ledger], Any], words: str) -> None:
    with pytest.raises(ViewError, match=words):
        ask(ledger)
