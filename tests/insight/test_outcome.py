"""What came out of meetings and documents, against answers written by hand (`expected/outcome.yaml`)."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from servanda.api.ledger import Ledger
from servanda.insight.outcome import Outcome, Promised, outcome
from servanda.views import ViewError
from tests.insight.conftest import Score, score

ROWS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "expected" / "outcome.yaml").read_text(encoding="utf-8")
)


def ask(ledger: Ledger, row: dict[str, Any]) -> Outcome:
    with ledger.view(row["as_of"]) as view:
        return outcome(view, row.get("id"), parties=row.get("parties", ()), on=row.get("day"))


def _named(row: dict[str, Any], words: Iterable[str], key: str) -> str:
    """The words of the expected answer that stand in what was found, else what was found."""
    text = " ".join(words)
    return next((one for one in row[key] if one in text), text)


def _agreements(row: dict[str, Any], answer: Outcome, key: str) -> Iterator[tuple[str, str]]:
    names = [name for name, _ in (*row["agreements"], *row["since"])]
    for one in answer.agreements:
        told = " ".join(one.agreement.names)
        name = next((name for name in names if name in told), told)
        yield from ((name, stage.stage) for stage in (one.then if key == "agreements" else one.since))


def _clauses(row: dict[str, Any], promised: Iterable[Promised]) -> list[str]:
    return [_named(row, [one.commitment.quote or "", one.said.quote], "commitments") for one in promised]


def compare(row: dict[str, Any], answer: Outcome) -> Score:
    wanted = {("agreement", *one) for one in row["agreements"]} | {("since", *one) for one in row["since"]}
    wanted |= {("commitment", one) for one in row["commitments"]} | {("heard", one) for one in row["heard"]}
    heard = [one for one in answer.commitments if one.since]
    found = {("agreement", *one) for one in _agreements(row, answer, "agreements")}
    found |= {("since", *one) for one in _agreements(row, answer, "since")}
    found |= {("commitment", one) for one in _clauses(row, answer.commitments)}
    found |= {("heard", one) for one in _clauses(row, heard)}
    return score(wanted, found)


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.get('id') or row['day']}-{row['as_of']}" for row in ROWS])
def test_what_came_out_of_it(row: dict[str, Any], samples: Ledger, two_years: Ledger) -> None:
    told = compare(row, ask({"samples": samples, "two_years": two_years}[row["file"]], row))
    assert told.good, told


def test_every_line_is_cited_and_its_words_stand_there(samples: Ledger) -> None:
    with samples.view(date(2026, 3, 15)) as view:
        answer = outcome(view, parties=("CAN", "CHN"))
        texts = {one.document: view.get(one.document) for one in answer.sources}
        words = [one.said for one in answer.commitments]
        words += [heard.quotation for one in answer.commitments for heard in one.since]
        assert words and {one.document for one in words} <= set(texts)
        stored = {entry.subject: entry for entry in samples.store.entries() if entry.kind == "document"}
    from servanda.model.bodies import document_from

    for one in words:
        text = document_from(stored[one.document].body).text
        assert text[one.start : one.end] == one.quote


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"parties": ("CAN", "NOR")}, "no meeting of Canada and Norway is known"),
        ({"parties": ("CAN",)}, "name a meeting or a document by its id, or a meeting by two parties"),
        ({"parties": ("CAN", "Koreaa")}, "did you mean"),
        ({"id": "mee_"}, "is the beginning of"),
        ({"id": "General Security of Information Agreement"}, "is of the kind agreement"),
    ],
)
def test_what_cannot_be_asked_is_told(samples: Ledger, asked: dict[str, Any], words: str) -> None:
    with samples.view() as view, pytest.raises(ViewError, match=words):
        outcome(view, asked.get("id"), parties=asked.get("parties", ()))
