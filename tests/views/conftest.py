"""For the tests of views: the small ledger of facts, and a view of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from servanda.ledger.store import Store
from servanda.views import LedgerView
from tests.views import facts


@pytest.fixture(scope="session")
def facts_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the small ledger. Only read it."""
    return facts.build(tmp_path_factory.mktemp("facts") / "facts.db")


@pytest.fixture(scope="session")
def view(facts_path: Path) -> Iterator[LedgerView]:
    """A view of the small ledger as of 10 March 2026."""
    with Store.open(facts_path, read_only=True) as store, store.reading() as connection:
        yield LedgerView(connection, facts.AS_OF)
