"""The JSON form of a reading, as other programs measure against it, and its JSON Schema."""

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

from servanda.model.act import Act, ActType, Deadline, DeadlineKind, Flag, Modality, Money
from servanda.model.document import Document
from servanda.model.reading import Reading
from servanda.model.span import Span


class DeadlineLine(msgspec.Struct, frozen=True, rename={"start": "from", "end": "to"}):
    """A deadline: `from` and `to` are ISO dates or null."""

    kind: DeadlineKind
    text: str
    start: date | None
    end: date | None


class MoneyLine(msgspec.Struct, frozen=True):
    """A sum of money."""

    text: str
    amount: int | float
    currency: str | None


class ActLine(msgspec.Struct, frozen=True):
    """An act: `start`/`end` and `trigger` are half-open offsets into the document's text."""

    id: str
    type: ActType
    modality: Modality
    flags: list[Flag]
    start: int
    end: int
    trigger: tuple[int, int]
    quote: str
    actors: list[str]
    recipients: list[str]
    instrument: str | None
    stage: str | None
    deadline: DeadlineLine | None
    money: MoneyLine | None
    commitment: bool
    confidence: float
    because: list[str]


class DocumentLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """A document's head; `text` only where the canonical text is not the input."""

    title: str | None
    publisher: str | None
    published: date | None
    language: str
    sha256: str
    source: str | None = None
    text: str | None = None


class ReadingLine(msgspec.Struct, frozen=True):
    """One document with its acts: one line of `servanda read --format jsonl`."""

    id: str
    document: DocumentLine
    acts: list[ActLine]


def to_line(reading: Reading, *, with_text: bool = False) -> ReadingLine:
    """The wire form of `reading`; `with_text` carries the canonical text along."""
    doc = reading.document
    head = DocumentLine(
        title=doc.title,
        publisher=doc.publisher,
        published=doc.published,
        language=doc.language,
        sha256=doc.sha256,
        source=doc.source,
        text=doc.text if with_text else None,
    )
    return ReadingLine(doc.id, head, [act_line(act) for act in reading.acts])


def from_line(line: ReadingLine, text: str | None = None) -> Reading:
    """Back from the wire. `text` is needed where the line does not carry it.

    Raises ValueError where no text is at hand or a quotation does not re-slice from it.
    """
    body = line.document.text if text is None else text
    if body is None:
        raise ValueError(f"{line.id}: the line carries no text: pass the document's text")
    doc = Document(
        id=line.id,
        text=body,
        publisher=line.document.publisher,
        title=line.document.title,
        published=line.document.published,
        language=line.document.language,
        source=line.document.source,
    )
    return Reading(doc, tuple(act_from_line(item, body) for item in line.acts))


def encode(reading: Reading, *, with_text: bool = False) -> bytes:
    """`reading` as one line of JSON, without the newline."""
    return msgspec.json.encode(to_line(reading, with_text=with_text))


def decode(data: bytes | str, text: str | None = None) -> Reading:
    """A reading from one line of JSON. Raises ValueError (msgspec's is one) on a malformed line."""
    return from_line(msgspec.json.decode(data, type=ReadingLine), text)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of one line."""
    return msgspec.json.schema(ReadingLine)


def act_line(act: Act) -> ActLine:
    """The wire form of an act."""
    due, sum_ = act.deadline, act.money
    return ActLine(
        id=act.id,
        type=act.type,
        modality=act.modality,
        flags=list(act.flags),
        start=act.span.start,
        end=act.span.end,
        trigger=(act.trigger.start, act.trigger.end),
        quote=act.quote,
        actors=list(act.actors),
        recipients=list(act.recipients),
        instrument=act.instrument,
        stage=act.stage,
        deadline=DeadlineLine(due.kind, due.text, due.start, due.end) if due else None,
        money=MoneyLine(sum_.text, _plain(sum_.amount), sum_.currency) if sum_ else None,
        commitment=act.commitment,
        confidence=round(act.confidence, 4),
        because=list(act.because),
    )


def _plain(amount: float) -> int | float:
    """Whole sums are written without a decimal point."""
    return int(amount) if float(amount).is_integer() else amount


def act_from_line(line: ActLine, text: str) -> Act:
    """Back from the wire. Raises ValueError where the quotation does not re-slice from `text`."""
    span = Span(line.start, line.end)
    if span.of(text) != line.quote:
        raise ValueError(f"{line.id}: the quotation does not stand at [{line.start}, {line.end})")
    return _act(line, lambda words: _place(text, words, span))


def stored_act(line: ActLine) -> Act:
    """Back from a ledger's row, whose quotation was sliced when it was entered.

    The deadline and the sum point to their place in the quotation, or to all of it where they are elsewhere.
    """
    span = Span(line.start, line.end)

    def place(words: str) -> Span:
        at = line.quote.find(words)
        return Span(line.start + at, line.start + at + len(words)) if at >= 0 else span

    return _act(line, place)


def _act(line: ActLine, place: Callable[[str], Span]) -> Act:
    due, money = line.deadline, line.money
    return Act(
        id=line.id,
        type=line.type,
        modality=line.modality,
        span=Span(line.start, line.end),
        trigger=Span(*line.trigger),
        quote=line.quote,
        actors=tuple(line.actors),
        recipients=tuple(line.recipients),
        flags=tuple(line.flags),
        instrument=line.instrument,
        stage=line.stage,
        deadline=Deadline(due.kind, place(due.text), due.text, due.start, due.end) if due else None,
        money=Money(place(money.text), money.text, money.amount, money.currency) if money else None,
        confidence=line.confidence,
        because=tuple(line.because),
    )


def _place(text: str, words: str, clause: Span) -> Span:
    """Where `words` stand: inside the clause if they do, else at their first place, else the clause."""
    at = text.find(words, clause.start, clause.end)
    if at < 0:
        at = text.find(words)
    return Span(at, at + len(words)) if at >= 0 else clause
