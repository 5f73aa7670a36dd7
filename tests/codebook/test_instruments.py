"""The instrument book: kinds by noun, cues with sentences that prove them."""

import pytest

from servanda.codebook.instruments import GROUPS, instrument_book, plural_of
from servanda.reading.accounts.checking import check_instruments

BOOK = instrument_book()
CUES = [*BOOK.steps, *BOOK.changes, *BOOK.accessions]


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("agreement", "agreement"),
        ("treaties", "treaty"),
        ("memoranda of understanding", "memorandum"),
        ("working group", None),
        ("task forces", "body"),
        ("talks", "talks"),
        ("policy", None),
    ],
)
def test_kinds_by_noun(noun: str, kind: str | None) -> None:
    found = BOOK.kinds.get(noun)
    assert (found.kind if found else None) == kind


@pytest.mark.parametrize(("word", "plural"), [("treaty", "treaties"), ("pact", "pacts"), ("talks", "talks")])
def test_plural(word: str, plural: str) -> None:
    assert plural_of(word) == plural


def test_every_cue_has_sentences_for_and_against() -> None:
    assert [cue.id for cue in CUES if not (cue.examples and cue.counter_examples)] == []


def test_cues_hold_for_known_groups_and_kinds_only() -> None:
    known = GROUPS | {kind.kind for kind in BOOK.kinds.values()} | {"accession"}
    assert [cue.id for cue in BOOK.steps if set(cue.kinds) - known] == []


def test_every_cue_is_borne_out_by_its_sentences() -> None:
    assert check_instruments() == []
