"""Small ledgers for tests: documents of one promise each, their codings, and two folded tables."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, insert, select

from servanda.ledger.store import Store
from servanda.ledger.tables import act, document, entry
from servanda.ledger.writing import Draft, Writer
from servanda.model import (
    Account,
    Act,
    ActType,
    Document,
    Entry,
    EntryKind,
    Form,
    Mention,
    Modality,
    Reading,
    Span,
    act_id,
)
from servanda.model.bodies import coding_body, document_body, document_from

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def sample(number: int, words: int = 30) -> Reading:
    """A document of its own with one promise and one agreement; the same for the same number."""
    name = f"Fisheries Agreement No. {number}"
    promise = f"Iceland will send {number + 2} observers under the {name}"
    filler = " ".join(f"The sea was calm on day {day}." for day in range(words))
    text = f"Reykjavík, day {number}. {promise}. {filler}"
    one = Document(
        id=f"doc-{number}",
        text=text,
        publisher="ISL",
        title=f"Notice {number}",
        published=date(2026, 1, 1) + timedelta(days=number % 300),
    )
    start = text.index(promise)
    span = Span(start, start + len(promise))
    trigger = Span(start + len("Iceland "), start + len("Iceland will send"))
    place = text.index(name)
    told = Act(
        id=act_id(one.sha256, ActType.PROMISE, span, trigger),
        type=ActType.PROMISE,
        modality=Modality.PROMISED,
        span=span,
        trigger=trigger,
        quote=span.of(text),
        actors=("ISL",),
        recipients=(),
    )
    mention = Mention(Span(place, place + len(name)), Form.FULL)
    account = Account(f"acc_{number:016x}", (name,), "agreement", "fisheries", ("ISL",), (mention,))
    return Reading(one, (told,), (account,))


def drafts(reading: Reading, at: datetime = NOON) -> list[Draft]:
    """The two entries of a document that was read."""
    id = reading.document.id
    return [
        Draft(EntryKind.DOCUMENT, id, document_body(reading.document), "reader", "1", at),
        Draft(EntryKind.CODING, id, coding_body(reading), "reader", "1", at),
    ]


def enter(writer: Writer, reading: Reading, at: datetime = NOON) -> bool:
    """Append a document with its coding and fold both, as adding does; False where it is there already."""
    query = select(entry.c.seq).where(entry.c.kind == "document", entry.c.subject == reading.document.id)
    if writer.connection.execute(query).first():
        return False
    first, second = writer.append_many(drafts(reading, at))
    for table, row in folded_rows(first, second, reading):
        writer.connection.execute(insert(table).values(**row))
    return True


def folded_rows(first: Entry, second: Entry, reading: Reading) -> Iterator[tuple[object, dict[str, object]]]:
    """What two entries are folded into here: a row of `document`, and one of `act`."""
    one, told = reading.document, reading.acts[0]
    yield document, {
        "no": first.seq, "id": one.id, "version": 1, "sha256": one.sha256, "publisher": one.publisher,
        "title": one.title, "published": str(one.published), "language": "en", "source": None,
        "learnt": "2026-03-01", "current": 1,
    }  # fmt: skip
    yield act, {
        "no": second.seq * 100_000, "id": told.id, "document": first.seq, "type": told.type.value,
        "modality": told.modality.value, "commitment": 1, "told": str(one.published),
        "start": told.span.start, "end": told.span.end, "quote": told.quote, "coder": "reader",
        "verdict": None, "account": None, "body": "{}",
    }  # fmt: skip


def differences(store: Store) -> Iterator[str]:
    """The fold of these tests compared with its tables: names of the tables that differ."""
    expected: dict[str, list[tuple[object, ...]]] = {"document": [], "act": []}
    first: Entry | None = None
    for one in store.entries():
        if one.kind is EntryKind.DOCUMENT:
            first = one
        elif first is not None:
            number = int(document_from(first.body).id.removeprefix("doc-"))
            words = document_from(first.body).text.count("calm")
            for table, row in folded_rows(first, one, sample(number, words)):
                expected[table.name].append(tuple(row.values()))  # type: ignore[attr-defined]
    with store.reading() as connection:
        for table in (document, act):
            if _rows(connection, table) != expected[table.name]:
                yield table.name


def _rows(connection: Connection, table: object) -> list[tuple[object, ...]]:
    ordered = select(table).order_by(table.c.no)  # type: ignore[call-overload,attr-defined]
    return [tuple(row) for row in connection.execute(ordered)]


def make(where: str | Path, count: int, words: int = 30) -> list[Entry]:
    """A ledger of `count` documents; gives its entries."""
    with Store.open(where) as store:
        with store.writing() as writer:
            for number in range(count):
                enter(writer, sample(number, words))
        return list(store.entries())


def plainly_altered(path: Path, *statements: str) -> None:
    """What somebody does to a file who goes round the triggers."""
    connection = sqlite3.connect(path)
    kept = connection.execute("SELECT sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for (name,) in names:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    for (sql,) in kept:
        connection.execute(sql)
    connection.commit()
    connection.close()
