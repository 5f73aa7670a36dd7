"""What `verify` finds: each way of tampering, by the name of the place; and nothing in a sound ledger."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import text

from servanda.ledger.chain import entry_hash, moment_text
from servanda.ledger.problems import LedgerError
from servanda.ledger.renewing import empty_folded
from servanda.ledger.store import Store
from servanda.ledger.verify import Report, verify, verify_at
from servanda.model import Entry, EntryKind
from servanda.model.bodies import CodingBody, coding_body
from tests.ledger.samples import NOON, differences, drafts, make, plainly_altered, sample
from tests.ledger.server import Server


def _report(where: str | Path) -> Report:
    return verify_at(where, folded_differences=differences)


def test_a_sound_ledger_has_no_findings(where: str) -> None:
    entries = make(where, 5)
    told: list[int] = []
    with Store.open(where) as store:
        report = verify(store, told.append, folded_differences=differences)
    assert report.findings == ()
    assert report.ok
    assert (report.entries, report.quotations) == (10, 10)
    assert report.head == (10, entries[-1].hash)
    assert sum(told) == 10
    assert "not-to-be-shown" not in str(report)


def test_an_empty_ledger_is_sound(where: str) -> None:
    Store.open(where).close()
    assert _report(where).ok


def _rehashed(one: Entry, **changes: object) -> str:
    """SQL that exchanges an entry for an altered one whose hash is right again."""
    new = replace(one, **changes)  # type: ignore[arg-type]
    fields = (new.seq, str(new.kind), new.subject, moment_text(new.at), new.coder, new.version, new.body)
    hash_ = entry_hash(*fields, new.previous)
    return (
        f"UPDATE entry SET kind = '{new.kind}', subject = '{new.subject}', at = '{moment_text(new.at)}',"
        f" body = X'{new.body.hex()}', previous = '{new.previous}', hash = '{hash_}' WHERE seq = {new.seq}"
    )


#: What somebody does to a ledger of ten entries, and where `verify` sees it.
Tamper = list[str] | Callable[[list[Entry]], list[str]]
TAMPERING: list[tuple[str, Tamper, list[str]]] = [
    ("a subject", ["UPDATE entry SET subject = 'doc-9' WHERE seq = 3"], ["entry 3"]),
    ("a coder", ["UPDATE entry SET coder = 'Reader' WHERE seq = 4"], ["entry 4"]),
    ("a version", ["UPDATE entry SET version = '2' WHERE seq = 10"], ["entry 10"]),
    ("a kind", ["UPDATE entry SET kind = 'verdict' WHERE seq = 2"], ["entry 2"]),
    ("a kind that is none", ["UPDATE entry SET kind = 'gossip' WHERE seq = 2"], ["entry 2"]),
    ("a time", ["UPDATE entry SET at = '2026-03-01T12:00:00.000001Z' WHERE seq = 5"], ["entry 5"]),
    ("a time that is none", ["UPDATE entry SET at = 'yesterday' WHERE seq = 5"], ["entry 5"]),
    ("a hash", ["UPDATE entry SET hash = replace(hash, 'a', 'b') WHERE seq = 6"], ["entry 6"]),
    ("a body", ["UPDATE entry SET body = body || ' ' WHERE seq = 7"], ["entry 7"]),
    ("a missing entry", ["DELETE FROM entry WHERE seq = 5"], ["entry 5"]),
    ("missing entries", ["DELETE FROM entry WHERE seq IN (5, 6)"], ["entries 5 to 6"]),
    ("the first entry gone", ["DELETE FROM entry WHERE seq = 1"], ["entry 1"]),
    ("the last document gone", ["DELETE FROM entry WHERE seq > 8"], ["entry 8 and behind"]),
    ("a number", ["UPDATE entry SET seq = 77 WHERE seq = 10"], ["entries 10 to 76"]),
    ("a body, hashed anew", lambda e: [_rehashed(e[1], body=e[3].body)], ["entry 2", "entry 3"]),
    (
        "two entries exchanged",
        lambda e: [_rehashed(e[2], subject=e[4].subject), _rehashed(e[4], subject=e[2].subject)],
        ["entry 4", "entry 6"],
    ),
    ("a time before the last", lambda e: [_rehashed(e[9], at=NOON - timedelta(days=1))], ["entry 10"]),
    ("a folded row", ["UPDATE act SET quote = 'nothing' WHERE document = 3"], ["table act"]),
    ("a folded row gone", ["DELETE FROM document WHERE no = 3"], ["table document"]),
]


def _statements(tamper: Tamper, entries: list[Entry]) -> list[str]:
    return tamper if isinstance(tamper, list) else tamper(entries)


@pytest.mark.parametrize(
    ("tamper", "places"), [one[1:] for one in TAMPERING], ids=[one[0] for one in TAMPERING]
)
def test_tampering_with_a_file_is_named(tamper: Tamper, places: list[str], tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    plainly_altered(path, *_statements(tamper, make(path, 5)))
    found = {one.where for one in _report(path).findings}
    assert found >= set(places), found


@pytest.mark.parametrize(
    ("tamper", "places"), [one[1:] for one in TAMPERING], ids=[one[0] for one in TAMPERING]
)
def test_tampering_with_a_server_is_named(tamper: Tamper, places: list[str], server: Server) -> None:
    where = server.fresh()
    entries = make(where, 5)
    with Store.open(where) as store, store.writing() as writer:
        writer.connection.execute(text("ALTER TABLE entry DISABLE TRIGGER USER"))
        for statement in _statements(tamper, entries):
            plain = statement.replace("X'", "'\\x").replace("body || ' '", "body || ' '::bytea")
            writer.connection.exec_driver_sql(plain)
        for name in ("entry_never_altered", "entry_never_emptied", "entry_follows"):
            writer.connection.execute(text(f"ALTER TABLE entry ENABLE ALWAYS TRIGGER {name}"))
    found = {one.where for one in _report(where).findings}
    assert found >= set(places), found


TRIGGERS_SQLITE = [
    ("DROP TRIGGER entry_never_altered", "trigger entry_never_altered"),
    ("DROP TRIGGER search_act_in", "trigger search_act_in"),
    ("CREATE TRIGGER mine AFTER INSERT ON act BEGIN SELECT 1; END", "trigger mine"),
    ("DROP INDEX entry_by_subject", "index entry_by_subject"),
    ("DROP TABLE review", "table review"),
    ("UPDATE schema_version SET name = 'another'", "table schema_version"),
    ("PRAGMA application_id = 5", "header of the file, byte 68"),
    ("PRAGMA user_version = 5", "header of the file, byte 60"),
]


@pytest.mark.parametrize(("statement", "place"), TRIGGERS_SQLITE)
def test_what_stands_around_the_entries_of_a_file_is_looked_at(
    statement: str, place: str, tmp_path: Path
) -> None:
    path = tmp_path / "ledger.db"
    make(path, 2)
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()
    assert place in {one.where for one in _report(path).findings}


TRIGGERS_POSTGRES = [
    ("DROP TRIGGER entry_follows ON entry", "trigger entry_follows"),
    ("ALTER TABLE entry DISABLE TRIGGER entry_never_altered", "trigger entry_never_altered"),
    ("ALTER TABLE entry ENABLE TRIGGER entry_never_emptied", "trigger entry_never_emptied"),
    (
        "CREATE OR REPLACE FUNCTION servanda_never() RETURNS trigger LANGUAGE plpgsql"
        " AS 'BEGIN RETURN NEW; END'",
        "trigger entry_never_altered",
    ),
    (
        "CREATE TRIGGER mine BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION servanda_never()",
        "trigger mine",
    ),
    ("DROP TABLE review", "table review"),
    ("ALTER TABLE act DROP COLUMN verdict", "table act"),
    ("UPDATE schema_version SET name = 'another'", "table schema_version"),
]


def test_what_stands_around_the_entries_of_a_server_is_looked_at(server: Server) -> None:
    for statement, place in TRIGGERS_POSTGRES:
        where = server.fresh()
        make(where, 1)
        with Store.open(where) as store, store.writing() as writer:
            writer.connection.execute(text(statement))
        assert place in {one.where for one in verify_at(where).findings}, statement


def _coding(change: Callable[[CodingBody], CodingBody]) -> bytes:
    body = msgspec.json.decode(coding_body(sample(1)), type=CodingBody)
    return msgspec.json.encode(change(body))


def _with_act(**changes: object) -> Callable[[CodingBody], CodingBody]:
    return lambda b: msgspec.structs.replace(b, acts=[msgspec.structs.replace(b.acts[0], **changes)])


def _with_mention(start: int, end: int) -> Callable[[CodingBody], CodingBody]:
    def change(b: CodingBody) -> CodingBody:
        mentions = [(start, end, b.accounts[0].mentions[0][2])]
        return msgspec.structs.replace(
            b, accounts=[msgspec.structs.replace(b.accounts[0], mentions=mentions)]
        )

    return change


#: Codings that lie about their text, and the words of the finding.
LIES = [
    (_with_act(quote="Iceland will send no observers"), "does not stand at"),
    (_with_act(start=0), "does not stand at"),
    (_with_act(trigger=(0, 100_000)), "trigger"),
    (_with_mention(5, 100_000), "which is not in the text"),
    (_with_mention(-3, 5), "which is not in the text"),
    (lambda b: msgspec.structs.replace(b, sha256="0" * 64), "does not stand before it"),
    (lambda b: msgspec.structs.replace(b, document="doc-0"), "does not stand before it"),
]


@pytest.mark.parametrize(("change", "words"), LIES)
def test_quotations_are_sliced_again(
    change: Callable[[CodingBody], CodingBody], words: str, tmp_path: Path
) -> None:
    with Store.open(tmp_path / "ledger.db") as store:
        with store.writing() as writer:
            first = drafts(sample(1))[0]
            writer.append_many([first, replace(first, kind=EntryKind.CODING, body=_coding(change))])
        findings = verify(store).findings
    assert [one.where for one in findings] == ["entry 2"]
    assert words in findings[0].what


def test_a_coding_may_speak_of_an_earlier_version_of_its_document(where: str) -> None:
    old, new = drafts(sample(1)), drafts(sample(1, words=3))
    with Store.open(where) as store:
        with store.writing() as writer:
            writer.append_many([old[0], new[0], old[1], new[1]])
        assert verify(store).findings == ()


BODIES = [(EntryKind.DOCUMENT, b"{}"), (EntryKind.CODING, b"\xff"), (EntryKind.VERDICT, b'{"ruling": "eat"}')]


@pytest.mark.parametrize(("kind", "body"), BODIES)
def test_a_body_must_be_one_of_its_kind(kind: EntryKind, body: bytes, tmp_path: Path) -> None:
    with Store.open(tmp_path / "ledger.db") as store:
        with store.writing() as writer:
            writer.append(kind, "x", body, coder="c", version="1", at=NOON)
        assert [str(one) for one in verify(store).findings] == [
            f"entry 1: its body is not that of a {kind}; restore the ledger from a copy"
        ]


def test_a_noted_head_tells_of_entries_cut_off_or_written_anew(where: str) -> None:
    entries = make(where, 2)
    with Store.open(where) as store:
        for head, places in [
            ((4, entries[3].hash), []),
            ((2, entries[1].hash), []),
            ((5, "ab"), ["entry 5"]),
            ((3, "ab"), ["entry 3"]),
        ]:
            assert [one.where for one in verify(store, known_head=head).findings] == places


def test_folded_tables_are_made_anew(where: str) -> None:
    make(where, 3)
    with Store.open(where) as store:
        with store.writing() as writer:
            empty_folded(writer.connection)
        found = {one.where for one in verify(store, folded_differences=differences).findings}
        assert found == {"table document", "table act"}
        assert verify(store).ok


def test_a_ledger_too_damaged_to_open_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    report = verify_at(path)
    assert not report.ok
    assert report.entries == 0


def test_an_address_with_no_ledger_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no ledger here"):
        verify_at(tmp_path / "ledger.db")
