"""Documents with their acts made by hand, for tests of aligning, comparing and changes."""

from datetime import date
from typing import Any

from servanda.insight.aligning import Clause, Told, clauses_of
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
)
from servanda.model.act import act_id

DAY = date(2026, 1, 16)


def act(text: str, quote: str, type_: str = "promise", modality: str = "promised", **more: Any) -> Act:
    """The act that `quote` tells in `text`; `verb` is its trigger, by default all of the quotation.

    `due` is (words, last day), `recurring` and `condition` are words, `money` is (words, amount, currency).
    """
    start = text.index(quote)
    span = Span(start, start + len(quote))
    verb = more.get("verb", quote)
    at = start + quote.index(verb)
    trigger = Span(at, at + len(verb))
    money = more.get("money")
    return Act(
        id=act_id(text, type_, span, trigger),
        type=ActType(type_),
        modality=Modality(modality),
        span=span,
        trigger=trigger,
        quote=quote,
        actors=tuple(more.get("actors", ("CAN",))),
        recipients=tuple(more.get("recipients", ())),
        flags=tuple(map(Flag, more.get("flags", ()))),
        instrument=more.get("instrument"),
        deadline=_deadline(span, more),
        money=Money(span, *money) if money else None,
    )


def _deadline(span: Span, more: dict[str, Any]) -> Deadline | None:
    if "due" in more:
        words, day = more["due"]
        return Deadline(DeadlineKind.ABSOLUTE, span, words, None, day)
    for kind in (DeadlineKind.RECURRING, DeadlineKind.CONDITION):
        if kind.value in more:
            return Deadline(kind, span, more[kind.value])
    return None


def told(text: str, *acts: Act, id: str = "one", publisher: str | None = "CAN", **more: Any) -> Told:
    """A document with these acts."""
    document = Document(id, text, publisher, more.get("title"), more.get("published", DAY))
    return Told(Reading(document, tuple(acts)))


def clause(quote: str, type_: str = "promise", modality: str = "promised", **more: Any) -> Clause:
    """The only clause of a document that says nothing else."""
    published = more.pop("published", DAY)
    text = f"{quote}."
    return clauses_of(told(text, act(text, quote, type_, modality, **more), published=published), "one")[0]


def nodes(root: Any, query: str) -> list[Any]:
    """What a path finds in a page."""
    found: list[Any] = root.xpath(query)
    return found


def words_in(root: Any) -> str:
    """All words of a page, or of a part of it."""
    return "".join(map(str, root.itertext()))
