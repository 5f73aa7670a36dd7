"""Which earlier document is the last one of the same series."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from servanda.api.ledger import open_ledger
from servanda.insight.changes import Changes, changes
from servanda.insight.changes.series import title_words
from servanda.model import Reading
from servanda.views import LedgerView
from tests.insight.compare_making import act, told

TITLE = "Joint Statement of the Annual Leaders’ Meeting of Canada and Japan"
#: The documents of a small ledger: title, day, issuer, with whom.
Shelf = list[tuple[str, date, str, str]]


def reading(title: str, day: date, publisher: str, partner: str) -> Reading:
    """A document in which two parties promise something; its words tell it from all others."""
    text = f"{publisher} and {partner} will build a school ({title}, {day})."
    promise = act(text, text[:-1], actors=[publisher, partner])
    name = f"{publisher}-{day}-{len(title)}"
    return told(text, promise, id=name, publisher=publisher, title=title, published=day).reading


@contextmanager
def shelf(folder: Path, documents: Shelf) -> Iterator[LedgerView]:
    """A view of a ledger of these documents."""
    with open_ledger(folder / "series.db") as ledger:
        learnt = datetime(2020, 1, 1, tzinfo=UTC)
        ledger.add_coded([reading(*one) for one in documents], coder="hand", at=learnt)
        with ledger.view(date(2026, 6, 1)) as view:
            yield view


def found(folder: Path, documents: Shelf) -> Changes:
    """What is found for the last of the documents."""
    with shelf(folder, documents) as view:
        return changes(view, reading(*documents[-1]).document.id)


def test_the_last_one_is_taken(tmp_path: Path) -> None:
    answer = found(
        tmp_path,
        [
            (f"{TITLE} 2023", date(2023, 5, 1), "CAN", "JPN"),
            (f"{TITLE} 2024", date(2024, 5, 1), "CAN", "JPN"),
            ("Joint Statement of the Defence Ministers of Canada and Japan", date(2025, 2, 1), "CAN", "JPN"),
            ("Prime Minister speaks with Prime Minister of Japan", date(2025, 3, 1), "CAN", "JPN"),
            (f"{TITLE} 2025", date(2025, 5, 1), "CAN", "JPN"),
        ],
    )
    assert answer.before is not None
    assert answer.before.published == date(2024, 5, 1)
    assert answer.found is not None
    assert {one.name for one in answer.found.features} == {"title", "parties", "joint", "level", "publisher"}
    assert answer.looked_at == 4


def test_the_other_side_may_have_published_it(tmp_path: Path) -> None:
    answer = found(
        tmp_path,
        [(TITLE, date(2024, 5, 1), "JPN", "CAN"), (TITLE, date(2025, 5, 1), "CAN", "JPN")],
    )
    assert answer.before is not None
    assert answer.before.publisher == "JPN"


def test_of_two_of_one_day_the_own_one_is_taken(tmp_path: Path) -> None:
    answer = found(
        tmp_path,
        [
            (TITLE, date(2024, 5, 1), "JPN", "CAN"),
            (TITLE, date(2024, 5, 1), "CAN", "JPN"),
            (TITLE, date(2025, 5, 1), "CAN", "JPN"),
        ],
    )
    assert answer.before is not None
    assert answer.before.publisher == "CAN"


def test_two_of_one_day_are_not_chosen_from(tmp_path: Path) -> None:
    answer = found(
        tmp_path,
        [
            (f"{TITLE} 1", date(2024, 5, 1), "CAN", "JPN"),
            (f"{TITLE}, two", date(2024, 5, 1), "CAN", "JPN"),
            (TITLE, date(2025, 5, 1), "CAN", "JPN"),
        ],
    )
    assert answer.before is None
    assert answer.unsure
    assert len(answer.candidates) == 2
    assert answer.lines == ()


def test_what_is_only_like_it_is_named_and_not_taken(tmp_path: Path) -> None:
    answer = found(
        tmp_path,
        [
            ("Joint Statement of the Leaders of Canada and Japan on Energy", date(2024, 5, 1), "CAN", "JPN"),
            ("Joint Statement of the Leaders of Canada and Japan on Trade", date(2025, 5, 1), "CAN", "JPN"),
        ],
    )
    assert answer.before is None
    assert answer.unsure
    assert [one.source.published for one in answer.candidates] == [date(2024, 5, 1)]


@pytest.mark.parametrize(
    "other",
    [
        (
            "Joint Statement of the Annual Leaders’ Meeting of Canada and Chile",
            date(2024, 5, 1),
            "CAN",
            "CHL",
        ),
        (TITLE, date(2025, 6, 1), "CAN", "JPN"),
        ("Trade figures for May", date(2024, 5, 1), "CAN", "JPN"),
    ],
    ids=["other party", "later", "other matter"],
)
def test_what_is_not_of_the_series(tmp_path: Path, other: tuple[str, date, str, str]) -> None:
    answer = found(tmp_path, [other, (TITLE, date(2025, 5, 1), "CAN", "JPN")])
    assert answer.before is None
    assert not answer.unsure
    assert answer.candidates == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{TITLE} 2024", f"The Second {TITLE}, May 2025"),
        (
            "Joint Leaders Statement on AUKUS",
            "Joint Leader Statement to Mark the Second Anniversary of AUKUS",
        ),
        ("Readout of the call with Canada", "Readout of the call with Japan"),
    ],
)
def test_titles_of_one_series(one: str, other: str) -> None:
    assert title_words(one) == title_words(other)
