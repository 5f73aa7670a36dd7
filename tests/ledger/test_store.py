"""Entries in, entries out, on both databases: order, times, whole transactions, snapshots, copies."""

from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from servanda.ledger.chain import GENESIS, entry_hash, moment_text
from servanda.ledger.problems import Damaged, LedgerError
from servanda.ledger.store import Store
from servanda.ledger.tables import document, entry
from servanda.model import EntryKind
from tests.ledger.samples import NOON, drafts, enter, make, sample


def test_entries_come_back_as_they_were_entered(where: str) -> None:
    body = b"\x00\xff any bytes"
    with Store.open(where) as store, store.writing() as writer:
        first = writer.append(EntryKind.DOCUMENT, "ä/1", body, coder="reader", version="1.2", at=NOON)
        second = writer.append(EntryKind.VERDICT, "act_1", b"", coder="Ida Ø", version="", at=NOON)
    with Store.open(where, create=False) as store:
        assert list(store.entries()) == [first, second]
        assert store.entry(2) == second
        assert store.entry(3) is None
        assert store.head() == (2, second.hash)
    assert (first.seq, first.previous, first.body) == (1, GENESIS, body)
    assert (second.seq, second.previous) == (2, first.hash)
    fields = (2, "verdict", "act_1", moment_text(NOON), "Ida Ø", "", b"", first.hash)
    assert second.hash == entry_hash(*fields)


def test_an_empty_ledger_has_the_genesis_for_its_head(where: str) -> None:
    with Store.open(where) as store:
        assert store.head() == (0, GENESIS)
        assert list(store.entries()) == []
        assert store.known_by(NOON) == 0


RANGES = [
    ({}, [1, 2, 3, 4, 5, 6]),
    ({"since": 4}, [5, 6]),
    ({"until": 2}, [1, 2]),
    ({"since": 2, "until": 4}, [3, 4]),
    ({"kind": EntryKind.CODING}, [2, 4, 6]),
    ({"since": 2, "kind": EntryKind.DOCUMENT}, [3, 5]),
    ({"since": 6}, []),
]


def test_entries_are_told_by_number_and_kind(where: str) -> None:
    make(where, 3)
    with Store.open(where) as store:
        for asked, expected in RANGES:
            assert [one.seq for one in store.entries(**asked)] == expected, asked  # type: ignore[arg-type]


def test_time_never_goes_back(where: str) -> None:
    early = NOON - timedelta(days=9)
    with Store.open(where) as store:
        for at in (NOON, early, NOON + timedelta(seconds=1), early):
            with store.writing() as writer:
                writer.append(EntryKind.DOCUMENT, "d", b"", coder="c", version="1", at=at)
        told = [one.at - NOON for one in store.entries()]
        assert told == [timedelta(0), timedelta(0), timedelta(seconds=1), timedelta(seconds=1)]
        assert store.known_by(early) == 0
        assert store.known_by(NOON) == 2
        assert store.known_by(NOON + timedelta(days=1)) == 4


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("subject", "a\0b"),
        ("coder", "\0"),
        ("version", "1\0"),
        ("subject", "\ud800"),
        ("at", datetime(2026, 1, 1)),
    ],
)
def test_what_cannot_be_stored_is_refused_and_nothing_is_kept(where: str, field: str, value: object) -> None:
    given = {"subject": "d", "coder": "c", "version": "1", "at": NOON, field: value}
    with Store.open(where) as store:
        with pytest.raises(ValueError), store.writing() as writer:
            writer.append(EntryKind.DOCUMENT, "before", b"", coder="c", version="1", at=NOON)
            writer.append(EntryKind.DOCUMENT, body=b"", **given)  # type: ignore[arg-type]
        assert store.head() == (0, GENESIS)


def test_a_transaction_is_kept_as_a_whole_or_not_at_all(where: str) -> None:
    with Store.open(where) as store:
        with store.writing() as writer:
            enter(writer, sample(1))
        with pytest.raises(KeyboardInterrupt), store.writing() as writer:
            enter(writer, sample(2))
            raise KeyboardInterrupt
        with store.reading() as connection:
            assert connection.scalar(select(func.count()).select_from(document)) == 1
        with store.writing() as writer:
            assert writer.head[0] == 2
            enter(writer, sample(2))
        assert [one.subject for one in store.entries()] == ["doc-1", "doc-1", "doc-2", "doc-2"]


def test_a_reader_sees_the_ledger_as_it_stood_when_it_began(where: str) -> None:
    with Store.open(where) as store:
        with store.writing() as writer:
            enter(writer, sample(1))
        with store.reading() as connection:
            with store.writing() as writer:
                enter(writer, sample(2))
            assert connection.scalar(select(func.count()).select_from(entry)) == 2
            assert connection.scalar(select(func.count()).select_from(document)) == 1
        assert store.head()[0] == 4


def test_a_stream_of_entries_goes_on_while_others_are_appended(where: str) -> None:
    make(where, 300)
    with Store.open(where) as store:
        stream = store.entries()
        begun = list(islice(stream, 250))
        with store.writing() as writer:
            enter(writer, sample(1000))
        rest = list(stream)
    assert [one.seq for one in begun + rest] == list(range(1, 601))


def test_a_copy_holds_the_same_entries_and_hashes(where: str, tmp_path: Path) -> None:
    entries = make(where, 4)
    with Store.open(where) as store, Store.open(tmp_path / "copy.db") as copy:
        with copy.writing() as writer:
            assert writer.append_same(store.entries()) == 8
        assert list(copy.entries()) == entries
        with pytest.raises(Damaged, match="entry 3 does not follow entry 8"), copy.writing() as writer:
            writer.append_same(entries[2:3])


def test_a_copy_refuses_an_entry_whose_hash_is_wrong(tmp_path: Path) -> None:
    from dataclasses import replace

    entries = make(tmp_path / "one.db", 2)
    entries[2] = replace(entries[2], body=entries[2].body + b" ")
    with Store.open(tmp_path / "copy.db") as copy:
        with pytest.raises(Damaged, match="entry 3"), copy.writing() as writer:
            writer.append_same(entries)
        assert copy.head() == (0, GENESIS)


def test_many_at_once_are_the_same_as_one_by_one(tmp_path: Path) -> None:
    some = [draft for number in range(5) for draft in drafts(sample(number))]
    with Store.open(tmp_path / "one.db") as one, Store.open(tmp_path / "many.db") as many:
        with many.writing() as writer:
            given = writer.append_many(iter(some))
        with one.writing() as writer:
            for d in some:
                writer.append(d.kind, d.subject, d.body, coder=d.coder, version=d.version, at=d.at)
        assert list(one.entries()) == list(many.entries()) == given


def test_an_open_ledger_for_reading_cannot_be_written(where: str) -> None:
    make(where, 1)
    with Store.open(where, read_only=True) as store:
        assert store.head()[0] == 2
        with pytest.raises(LedgerError, match="reading only"), store.writing():
            pass
        with pytest.raises(Exception, match=r"may only be read|read-only"), store.reading() as connection:
            connection.execute(insert(entry).values(seq=3))


def test_the_moment_of_learning_is_kept_to_the_microsecond(where: str) -> None:
    at = datetime(2026, 3, 1, 23, 59, 59, 999999, tzinfo=UTC)
    with Store.open(where) as store:
        with store.writing() as writer:
            writer.append(EntryKind.DOCUMENT, "d", b"", coder="c", version="1", at=at)
        assert next(store.entries()).at == at
