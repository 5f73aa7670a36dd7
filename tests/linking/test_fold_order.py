"""What a ledger says follows from the set of its documents: not from their order, nor from the batches."""

from dataclasses import replace
from random import Random

import pytest

from servanda.linking.fold import blocks
from servanda.model import Reading
from tests.linking.folding import (
    State,
    add,
    add_in_batches,
    new_ledger,
    sample_readings,
    see_same,
    see_sound,
    state,
    synthetic_readings,
)


def _shuffled(readings: tuple[Reading, ...], seed: int, most: int) -> State:
    random = Random(seed)
    order = list(readings)
    random.shuffle(order)
    with new_ledger() as ledger:
        add_in_batches(ledger, order, random, most)
        return state(ledger.store)


@pytest.fixture(scope="module")
def samples() -> State:
    with new_ledger() as ledger:
        add(ledger, *sample_readings())
        return state(ledger.store)


@pytest.fixture(scope="module")
def synthetic() -> State:
    with new_ledger() as ledger:
        add(ledger, *synthetic_readings())
        return state(ledger.store)


def test_the_ledgers_compared_hold_something_of_every_kind(samples: State, synthetic: State) -> None:
    assert {row[1] for row in samples["matter"]} >= {"commitment", "meeting"}
    assert {row[1] for row in synthetic["matter"]} == {"commitment", "meeting", "money"}
    for one in (samples, synthetic):
        assert all(one[table] for table in ("instrument", "link", "matter_act", "searched"))
    assert len(synthetic["instrument"]) < len(synthetic["account"])


@pytest.mark.parametrize("seed", range(20))
def test_the_sample_file_in_any_order(samples: State, seed: int) -> None:
    see_same(samples, _shuffled(sample_readings(), seed, most=1 if seed % 2 else 6))


@pytest.mark.parametrize("seed", range(5))
def test_synthetic_documents_in_any_order(synthetic: State, seed: int) -> None:
    see_same(synthetic, _shuffled(synthetic_readings(), seed, most=(1, 4, 9, 20, 40)[seed]))


def _worn(found: State) -> set[object]:
    return {(row[0], row[1]) for row in found["blocking"] if row[2] == "*"}


class TestKeysWearOut:
    """Keys that too many nodes share are put out of use, whenever the last of these comes."""

    @pytest.fixture(autouse=True)
    def soon(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(blocks, "WORN", 3)

    @pytest.mark.parametrize("readings", [sample_readings, synthetic_readings])
    def test_in_any_order(self, readings: object) -> None:
        assert callable(readings)
        with new_ledger() as ledger:
            add(ledger, *readings())
            once = state(ledger.store)
        assert _worn(once), "no key wore out"
        for seed in range(3):
            see_same(once, _shuffled(readings(), seed, most=1 if seed % 2 else 12))

    def test_they_come_back_when_documents_are_replaced(self) -> None:
        readings = synthetic_readings()
        with new_ledger() as ledger:
            add_in_batches(ledger, readings[:40], Random(1), most=5)
            worn = _worn(state(ledger.store))
            for other, reading in zip(readings[40:48], readings[:8], strict=True):
                add(ledger, replace(other, document=replace(other.document, id=reading.document.id)))
            changed = state(ledger.store)
            see_sound(ledger)
        assert worn - _worn(changed), "no key came back"
        assert _worn(changed)
