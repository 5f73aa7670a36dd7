"""Ledgers to test with: a new SQLite file, a new PostgreSQL database, or each in turn."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ledger.server import Server, binaries, serving


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server for the whole run."""
    pytest.importorskip("psycopg", reason="no psycopg: pip install 'servanda[postgres]'")
    if binaries() is None:
        pytest.skip("no PostgreSQL here: apt-get install postgresql")
    with serving() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a new, empty ledger, once on each database."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.db")
    running: Server = request.getfixturevalue("server")
    return running.fresh()
