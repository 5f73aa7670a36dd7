"""`CodedDocument`: a document and the acts someone wrote down for it, gold or predicted, from JSON Lines."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec

from servanda.model import BINDING, DEEDS, VOWS, ActType, DeadlineKind, Document, Flag, Modality

Row = TypeVar("Row", bound=msgspec.Struct)


class CodedError(ValueError):
    """A file of coded documents that cannot be used; the message is one sentence that says what to do."""


class CodedDeadline(msgspec.Struct, frozen=True, rename={"end": "to"}):
    """The parts of a deadline that are measured: its kind and the last day, an ISO date or None."""

    kind: DeadlineKind
    end: str | None = None


class CodedMoney(msgspec.Struct, frozen=True):
    """A sum: `amount` in units of `currency` (ISO 4217)."""

    amount: float | None = None
    currency: str | None = None


class CodedAct(msgspec.Struct, frozen=True):
    """One act as coded: offsets are half-open and in Unicode code points.

    `quote` and `because` are the coder's own, where the file has them.
    """

    type: ActType
    modality: Modality
    start: int
    end: int
    trigger: tuple[int, int]
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()
    instrument: str | None = None
    deadline: CodedDeadline | None = None
    money: CodedMoney | None = None
    quote: str | None = None
    because: tuple[str, ...] = ()

    @property
    def commitment(self) -> bool:
        """Whether the act binds its actor to a future own deed (coding manual, section 3)."""
        return self.modality in BINDING and (self.type in VOWS or self.type in DEEDS)


class ActsRow(msgspec.Struct, frozen=True):
    """One line of `acts.jsonl`, or of a saved run."""

    id: str
    acts: tuple[CodedAct, ...]


class DocumentRow(msgspec.Struct, frozen=True):
    """One line of `docs.jsonl`."""

    id: str
    text: str
    publisher: str | None = None
    title: str | None = None
    published: date | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class CodedDocument:
    """A gold document with its acts."""

    document: Document
    acts: tuple[CodedAct, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """A folder of coded documents: `digest` changes with any letter of its two files."""

    name: str
    documents: tuple[CodedDocument, ...]
    digest: str

    def of_publisher(self, code: str) -> "Gold":
        """Only the documents of one publisher. The name says so; the digest stays that of the whole."""
        kept = tuple(item for item in self.documents if item.document.publisher == code)
        return Gold(f"{self.name}/{code}", kept, self.digest)


def load_gold(folder: Path) -> Gold:
    """The coded documents of `folder` (`docs.jsonl`, `acts.jsonl`), in the order of `docs.jsonl`.

    Raises CodedError where a file is missing, a line is malformed or a document has no acts line.
    """
    texts, codings = folder / "docs.jsonl", folder / "acts.jsonl"
    acts = load_acts(codings)
    documents = []
    for row in _rows(texts, DocumentRow):
        if row.id not in acts:
            raise CodedError(
                f"{codings}: no line for document {row.id!r} (without acts it has an empty list)"
            )
        documents.append(CodedDocument(_document(row), acts[row.id]))
    digest = hashlib.sha256(texts.read_bytes() + b"\0" + codings.read_bytes()).hexdigest()
    return Gold(folder.resolve().name, tuple(documents), digest)


def load_acts(path: Path) -> dict[str, tuple[CodedAct, ...]]:
    """Document id to acts, from lines that hold at least `id` and `acts`. Raises CodedError."""
    return {row.id: row.acts for row in _rows(path, ActsRow)}


def _document(row: DocumentRow) -> Document:
    return Document(
        id=row.id,
        text=row.text,
        publisher=row.publisher,
        title=row.title,
        published=row.published,
        language=row.language,
    )


def _rows(path: Path, kind: type[Row]) -> Iterator[Row]:
    decoder = msgspec.json.Decoder(kind)
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _decode(decoder, line, f"{path}, line {number}")
    except OSError as error:
        raise CodedError(f"{path}: {error.strerror or error}") from error


def _decode(decoder: "msgspec.json.Decoder[Row]", line: bytes, where: str) -> Row:
    try:
        return decoder.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise CodedError(f"{where}: {error}") from error
