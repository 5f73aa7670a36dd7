"""A ledger that an older version wrote: its tables are made anew and filled when it is opened."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from servanda.api.ledger import open_ledger
from servanda.ledger.address import address_of
from servanda.ledger.problems import LedgerError
from servanda.ledger.store import Store
from tests.linking.folding import add, state, synthetic_readings

#: What the second migration brought.
_LATER = ("share", "heard", "matter_office")
_COLUMNS = ("deadline", "trigger", "sides")


@pytest.fixture
def older(where: str) -> str:
    """A ledger with rows, as version 1 left it, once on each database."""
    with open_ledger(where) as ledger:
        add(ledger, *synthetic_readings(12))
    engine = create_engine(address_of(where).url or f"sqlite:///{where}")
    with engine.begin() as connection:
        for table in _LATER:
            connection.execute(text(f"DROP TABLE {table}"))
        for index in ("matter_by_deadline", "matter_by_trigger"):
            connection.execute(text(f"DROP INDEX {index}"))
        for column in _COLUMNS:
            connection.execute(text(f'ALTER TABLE matter DROP COLUMN "{column}"'))
        connection.execute(text("DELETE FROM schema_version WHERE version > 1"))
    engine.dispose()
    return where


def test_it_is_folded_anew_when_it_is_opened(older: str, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "new.db") as new, open_ledger(older) as ledger:
        add(new, *synthetic_readings(12))
        assert state(ledger.store) == state(new.store)
        assert ledger.verify().ok


def test_an_update_that_was_cut_off_is_made_good_at_the_next_opening(older: str) -> None:
    with Store.open(older) as store:  # the tables are new, and nobody has filled them
        assert store.unfolded
    with open_ledger(older) as ledger:
        assert not ledger.store.unfolded


def test_for_reading_only_it_says_what_to_do(older: str) -> None:
    with pytest.raises(LedgerError, match="written by an older version: open it once for writing"):
        open_ledger(older, read_only=True)
