"""A ledger that is told of several agreements at once: in any order, and when a document goes."""

from datetime import date
from itertools import permutations

import pytest

from servanda.engine import read_documents
from servanda.ledger.store import Store
from servanda.model import Document, Reading
from servanda.views.view import LedgerView
from tests.linking.folding import State, add, new_ledger, see_same, see_sound, state

TEXTS = {
    "fund": (
        "2019-03-01",
        "Canada and Chile signed the Canada-Chile Salmon Treaty Fund Agreement in Ottawa today.",
    ),
    "rules": (
        "2019-05-01",
        "Canada and Chile signed the Canada-Chile Agreement on Procedures under the Salmon Treaty.",
    ),
    "peru": ("2019-06-01", "Canada and Peru signed the Canada-Peru Salmon Treaty Fund Agreement today."),
    "all": (
        "2020-06-02",
        "The Salmon Treaty-related agreements between Canada and Chile entered into force on 1 June 2020.",
    ),
}


@pytest.fixture(scope="module")
def readings() -> tuple[Reading, ...]:
    rows = [Document(name, text, "CAN", None, date.fromisoformat(day)) for name, (day, text) in TEXTS.items()]
    return tuple(read_documents(rows))


def stages(store: Store) -> dict[str, str | None]:
    """Where each agreement stands, by its name."""
    return {str(row[1]): row[4] for row in state(store)["instrument"]}  # type: ignore[misc]


def test_each_agreement_of_the_two_is_in_force(readings: tuple[Reading, ...]) -> None:
    with new_ledger() as ledger:
        add(ledger, *readings)
        found = stages(ledger.store)
        assert {name: stage for name, stage in found.items() if name.startswith("Canada")} == {
            "Canada-Chile Salmon Treaty Fund Agreement": "in_force",
            "Canada-Chile Agreement on Procedures under the Salmon Treaty": "in_force",
            "Canada-Peru Salmon Treaty Fund Agreement": "signed",
        }
        see_sound(ledger)


def test_in_any_order_one_by_one(readings: tuple[Reading, ...]) -> None:
    first: State | None = None
    for order in permutations(readings):
        with new_ledger() as ledger:
            for one in order:
                add(ledger, one)
            found = state(ledger.store)
        first = first or found
        see_same(first, found)


def test_the_words_for_several_are_a_place_of_each(readings: tuple[Reading, ...]) -> None:
    text, words = TEXTS["all"][1], "Salmon Treaty-related agreements"
    with new_ledger() as ledger:
        add(ledger, *readings)
        ids = {str(row[1]): str(row[0]) for row in state(ledger.store)["instrument"]}
        with ledger.store.reading() as connection:
            places = LedgerView(connection, date(2024, 1, 1)).mentions(list(ids.values()))
    for name, id in ids.items():
        there = [text[start:end] for document, start, end in places[id] if document == "all"]
        assert any(words in one for one in there) == ("Peru" not in name and name != "Salmon Treaty"), name
