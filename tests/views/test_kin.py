"""Agreements tied by what the younger text says: seen from both sides, and only where the name is clear."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from servanda.ledger.store import Store
from servanda.model.instrument import RelationKind
from servanda.views.agreements import agreement_rows
from servanda.views.kin import _SEEN_FROM_THE_OLDER, kin_of
from tests.views.filling import Facts

#: id, name, parties, (kind of tie, the older name as the younger text gives it)
TEXTS = [
    ("agr_treaty", "Salmon Treaty", ["CAN", "USA"], None),
    ("agr_protocol", "Protocol to the Salmon Treaty", ["CAN", "USA"], ("protocol_of", "the Salmon treaty")),
    ("agr_air", "Air Transport Agreement", ["CAN", "KOR"], None),
    ("agr_air2", "Air Transport Agreement", ["CAN", "JPN"], None),
    ("agr_amended", "Agreement to amend the Air Transport Agreement", ["CAN", "JPN"],
     ("amends", "Air Transport Agreement")),
    ("agr_unclear", "Second amendment of the Air Transport Agreement", ["CAN"],
     ("amends", "Air Transport Agreement")),
    ("agr_lost", "Extension of the Tin Pact", ["BOL"], ("extends", "Tin Pact")),
]  # fmt: skip

TIES = [
    ("agr_protocol", [("protocol_of", "agr_treaty")]),
    ("agr_treaty", [("has_the_protocol", "agr_protocol")]),
    ("agr_amended", [("amends", "agr_air2")]),
    ("agr_air2", [("amended_by", "agr_amended")]),
    ("agr_unclear", []),  # two are called so, and Canada has both
    ("agr_lost", []),
    ("agr_air", []),
]


@pytest.fixture
def tied(tmp_path: Path) -> Iterator[Connection]:
    """A ledger of these texts."""
    with Store.open(tmp_path / "tied.db") as store, store.writing() as writer:
        _put(Facts(writer.connection))
        yield writer.connection


def _put(facts: Facts) -> None:
    for id, name, parties, tie in TEXTS:
        told = {"kind": tie[0], "name": tie[1], "id": None} if tie else None
        facts.agreement(id, name, parties, [], "2026-01-01", body={"relation": told})


@pytest.mark.parametrize(("id", "ties"), TIES)
def test_ties(tied: Connection, id: str, ties: list[tuple[str, str]]) -> None:
    (row,) = agreement_rows(tied, [id])
    assert [(tie.kind, other.id) for tie, other in kin_of(tied, row)] == ties


def test_every_kind_of_tie_has_a_name_from_the_other_side() -> None:
    assert set(_SEEN_FROM_THE_OLDER) == {kind.value for kind in RelationKind}
