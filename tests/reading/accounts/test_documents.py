"""Short documents with the accounts that a careful reader makes of them (`documents.yaml`)."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from servanda.model import Account, Document, Reading
from servanda.reading.reader import Reader

ROWS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "documents.yaml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def readings(reader: Reader) -> dict[str, Reading]:
    documents = [
        Document(
            row["id"], row["text"], row["publisher"], row["title"], date.fromisoformat(str(row["published"]))
        )
        for row in ROWS
    ]
    return {reading.document.id: reading for reading in reader.read_many(documents)}


def told_at(reading: Reading, words: str) -> list[Account]:
    """The accounts with a mention that shares a character with the first place of `words`."""
    start = reading.document.text.index(words)
    end = start + len(words)
    return [
        account
        for account in reading.accounts
        if any(one.span.start < end and start < one.span.end for one in account.mentions)
    ]


def account_of(reading: Reading, row: dict[str, Any]) -> Account:
    """The one account that has a mention at all the places of the row, its whole name first."""
    held = [set(map(id, told_at(reading, words))) for words in row["at"]]
    shared = [account for account in reading.accounts if all(id(account) in one for one in held)]
    assert shared, f"no account is told at all of {row['at']}"
    return max(shared, key=lambda account: len(account.mentions[0].span))


CASES = [(row["id"], at) for row in ROWS for at in range(len(row["accounts"]))]


@pytest.mark.parametrize(("name", "at"), CASES)
def test_account(readings: dict[str, Reading], name: str, at: int) -> None:
    row = next(row for row in ROWS if row["id"] == name)["accounts"][at]
    account = account_of(readings[name], row)
    assert account.kind == row["kind"]
    assert list(account.parties) == row["parties"]
    if "binding" in row:
        assert account.binding == row["binding"]
    want = {(stage, day, dated, *party) for stage, day, dated, *party in row["steps"]}
    got = {
        (step.stage.value, step.date, step.dated.value, *([step.party] if step.party else []))
        for step in account.steps
    }
    assert got == want


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_no_step_is_told_of_anything_else(readings: dict[str, Reading], row: dict[str, Any]) -> None:
    reading = readings[row["id"]]
    known = {account_of(reading, told).id for told in row["accounts"]}
    others = [account for account in reading.accounts if account.id not in known and account.steps]
    assert [
        (account.names, account.subject, account.steps) for account in others if not row.get("more")
    ] == []
