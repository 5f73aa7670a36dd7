"""Rows: one flat row an act, for spreadsheets and data frames."""

from collections.abc import Iterator
from typing import Any

from servanda.model import Act, Document, Reading

#: The columns of a row, in order.
COLUMNS = (
    "document",
    "title",
    "publisher",
    "published",
    "source",
    "act",
    "type",
    "modality",
    "commitment",
    "flags",
    "actors",
    "recipients",
    "instrument",
    "stage",
    "deadline",
    "deadline_kind",
    "deadline_from",
    "deadline_to",
    "money",
    "amount",
    "currency",
    "start",
    "end",
    "trigger",
    "quote",
    "confidence",
)


def rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """The acts of a document as rows; lists stay tuples, dates dates, and what is missing None."""
    for act in reading.acts:
        yield dict(zip(COLUMNS, _values(reading.document, act), strict=True))


def _values(document: Document, act: Act) -> tuple[Any, ...]:
    due, sum_ = act.deadline, act.money
    return (
        document.id,
        document.title,
        document.publisher,
        document.published,
        document.source,
        act.id,
        act.type.value,
        act.modality.value,
        act.commitment,
        tuple(flag.value for flag in act.flags),
        act.actors,
        act.recipients,
        act.instrument,
        act.stage,
        due.text if due else None,
        due.kind.value if due else None,
        due.start if due else None,
        due.end if due else None,
        sum_.text if sum_ else None,
        sum_.amount if sum_ else None,
        sum_.currency if sum_ else None,
        act.span.start,
        act.span.end,
        act.trigger.of(document.text),
        act.quote,
        act.confidence,
    )
