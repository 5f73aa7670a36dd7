"""Readings for the tests of the exports: nested, overlapping and hostile ones among them."""

from datetime import date

from servanda.model import (
    Act,
    ActType,
    Deadline,
    DeadlineKind,
    Document,
    Flag,
    Modality,
    Money,
    Reading,
    Span,
    act_id,
)

TEXT = (
    "Canada & Thailand agreed to launch talks <script>alert(1)</script> by the end of 2026.\n\n"
    "Canada will provide C$20 million | over five years, and both sides met “in person”."
)


def span_of(text: str, words: str) -> Span:
    """Where `words` stand in `text`."""
    start = text.index(words)
    return Span(start, start + len(words))


def act(document: Document, type_: str, clause: str, trigger: str, **fields: object) -> Act:
    """An act whose clause and trigger are found in the document by their words."""
    span, at = span_of(document.text, clause), span_of(document.text, trigger)
    values = {"modality": Modality.DONE, "actors": ("CAN",), **fields}
    return Act(
        id=act_id(document.sha256, type_, span, at),
        type=ActType(type_),
        span=span,
        trigger=at,
        quote=span.of(document.text),
        **values,  # type: ignore[arg-type]
    )


def full() -> Reading:
    """Three acts with every field: one inside another, one that overlaps, one retold."""
    document = Document(
        id="doc-1", text=TEXT, publisher="CAN", title="Talks <b>& more</b>", published=date(2025, 11, 1)
    )
    until = Deadline(
        DeadlineKind.ABSOLUTE,
        span_of(TEXT, "by the end of 2026"),
        "by the end of 2026",
        None,
        date(2026, 12, 31),
    )
    money = Money(span_of(TEXT, "C$20 million"), "C$20 million", 20_000_000, "CAD")
    talks = act(
        document,
        "open_talks",
        TEXT.split("\n")[0].removesuffix("."),
        "agreed to launch",
        modality=Modality.PROMISED,
        actors=("CAN", "THA"),
        instrument="talks <script>alert(1)</script>",
        stage="negotiating",
        deadline=until,
        because=("open_talks.launch", "cast: Canada & Thailand"),
        confidence=0.93,
    )
    inner = act(document, "endorse", "Thailand agreed to launch talks", "agreed", recipients=("THA",))
    overlapping = act(
        document,
        "pledge_funds",
        "Canada will provide C$20 million | over five years",
        "will provide",
        modality=Modality.PROMISED,
        money=money,
    )
    retold = act(
        document,
        "meet",
        "over five years, and both sides met “in person”",
        "met",
        actors=("CAN", "OTHER:Sandbox Ltd"),
        flags=(Flag.RECAP, Flag.ATTRIBUTED),
    )
    return Reading(document, (talks, inner, overlapping, retold))


def empty() -> Reading:
    """A document without acts, without title or date."""
    return Reading(Document(id="doc-2", text="Nothing here\x1b[31m\x07."), ())


def plain(text: str = "Canada met Korea.") -> Reading:
    """A short document with one act."""
    document = Document(id="doc-3", text=text, publisher="KOR", source="releases/a.txt")
    return Reading(document, (act(document, "meet", text.removesuffix("."), "met", actors=("CAN", "KOR")),))
