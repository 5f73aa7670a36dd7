"""Random readings that keep the rules of the nouns: quotations stand in the text, words in their clause."""

from datetime import date

from hypothesis import strategies as st

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

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
CODES = st.sampled_from(["CAN", "THA", "EU", "OTHER:Sandbox Ltd", "OTHER:Ünïcode"])
DAYS = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2060, 12, 31)))


@st.composite
def spans(draw: st.DrawFn, start: int, end: int) -> Span:
    """A span inside `[start, end)`."""
    low, high = sorted(draw(st.tuples(st.integers(start, end), st.integers(start, end))))
    return Span(low, high)


@st.composite
def acts(draw: st.DrawFn, document: Document) -> Act:
    """An act whose words stand in the document, each at its first place in the clause."""
    text = document.text
    span = draw(spans(0, len(text)))
    trigger = draw(spans(span.start, span.end))
    kind = draw(st.sampled_from(ActType))
    return Act(
        id=act_id(document.sha256, kind, span, trigger),
        type=kind,
        modality=draw(st.sampled_from(Modality)),
        span=span,
        trigger=trigger,
        quote=span.of(text),
        actors=tuple(draw(st.lists(CODES, max_size=3))),
        recipients=tuple(draw(st.lists(CODES, max_size=3))),
        flags=tuple(draw(st.lists(st.sampled_from(Flag), unique=True))),
        instrument=draw(st.none() | WORDS),
        stage=draw(st.none() | st.just("signed")),
        deadline=draw(st.none() | deadlines(text, span)),
        money=draw(st.none() | sums(text, span)),
        confidence=draw(st.integers(0, 10_000)) / 10_000,
        because=tuple(draw(st.lists(WORDS, max_size=2))),
    )


@st.composite
def deadlines(draw: st.DrawFn, text: str, clause: Span) -> Deadline:
    """A deadline whose words stand in the clause."""
    span = _first(text, draw(spans(clause.start, clause.end)), clause)
    return Deadline(draw(st.sampled_from(DeadlineKind)), span, span.of(text), draw(DAYS), draw(DAYS))


@st.composite
def sums(draw: st.DrawFn, text: str, clause: Span) -> Money:
    """A sum whose words stand in the clause."""
    span = _first(text, draw(spans(clause.start, clause.end)), clause)
    amount = draw(st.integers(0, 10**13) | st.floats(0, 1e12, allow_nan=False))
    return Money(span, span.of(text), float(amount), draw(st.sampled_from([None, "CAD", "USD"])))


def _first(text: str, span: Span, clause: Span) -> Span:
    """Where the words of `span` first stand in the clause: the wire form keeps words, not places."""
    start = text.index(span.of(text), clause.start, clause.end)
    return Span(start, start + len(span))


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A document with a few acts."""
    document = Document(
        id=draw(WORDS),
        text=draw(TEXTS),
        publisher=draw(st.none() | CODES),
        title=draw(st.none() | WORDS),
        published=draw(DAYS),
        language="en",
        source=draw(st.none() | WORDS),
    )
    return Reading(document, tuple(draw(st.lists(acts(document), max_size=4))))
