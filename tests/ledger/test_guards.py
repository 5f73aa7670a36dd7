"""Whatever another program tries on `entry`, the database itself refuses."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from servanda.ledger.store import Store
from tests.ledger.samples import make

_COPY = "kind, subject, at, coder, version, body, previous, hash FROM entry WHERE seq = 2"
EITHER = [
    "UPDATE entry SET coder = 'somebody' WHERE seq = 1",
    "UPDATE entry SET seq = 9 WHERE seq = 4",
    "DELETE FROM entry WHERE seq = 4",
    "DELETE FROM entry",
    f"INSERT INTO entry SELECT 2, {_COPY}",
    f"INSERT INTO entry SELECT 6, {_COPY}",
    f"INSERT INTO entry SELECT 5, {_COPY}",  # the right number behind the wrong entry
]
SQLITE = [
    f"INSERT OR REPLACE INTO entry SELECT 2, {_COPY}",
    f"REPLACE INTO entry SELECT 4, {_COPY}",
    "UPDATE OR REPLACE entry SET seq = 1 WHERE seq = 4",
    "INSERT INTO entry SELECT * FROM entry WHERE seq = 4 ON CONFLICT (seq) DO UPDATE SET coder = 'x'",
]
POSTGRES = [
    "TRUNCATE entry",
    "SET session_replication_role = replica; DELETE FROM entry",
    "INSERT INTO entry SELECT * FROM entry WHERE seq = 4 ON CONFLICT (seq) DO UPDATE SET coder = 'x'",
]


def test_entries_are_neither_altered_nor_deleted_nor_slipped_in(where: str) -> None:
    entries = make(where, 2)
    own = POSTGRES if "://" in where else SQLITE
    with Store.open(where) as store:
        for statement in EITHER + own:
            with pytest.raises(DBAPIError, match="entry of a ledger"), store.writing() as writer:
                writer.connection.execute(text(statement))
        assert list(store.entries()) == entries


@pytest.mark.parametrize("statement", [one for one in EITHER + SQLITE if "DO UPDATE" not in one])
def test_a_file_refuses_them_from_any_program(statement: str, tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    entries = make(path, 2)
    other = sqlite3.connect(path)  # with SQLite's own settings: recursive_triggers is off
    with pytest.raises(sqlite3.IntegrityError, match="entry of a ledger"):
        other.execute(statement)
    other.close()
    with Store.open(path) as store:
        assert list(store.entries()) == entries
