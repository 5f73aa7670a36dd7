"""What a process of its own does: add some of the synthetic documents to a ledger."""

from servanda.engine.adding import add_readings, built_in
from servanda.ledger.store import Store
from tests.linking.folding import synthetic_readings


def add_some(where: str, first: int, step: int, count: int, batch: int) -> None:
    """Add every `step`th of the first `count` documents, from number `first`, `batch` in a call."""
    readings = synthetic_readings(count)[first::step]
    with Store.open(where) as store:
        for at in range(0, len(readings), batch):
            add_readings(store, readings[at : at + batch], built_in())
