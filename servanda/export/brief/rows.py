"""The lines of each section in words."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from servanda.export import wording
from servanda.export.brief.days import day_words, stretch_words
from servanda.export.brief.naming import named, party
from servanda.export.brief.noting import Notes, cut
from servanda.export.brief.sheet import Row
from servanda.export.ledger_columns import binding, told
from servanda.insight.brief import Brief, Contact, Dispute, Item, News, Standing, Sum, Wording

OVERDUE = "overdue, nothing found"

#: What a formulation is, by the type of its act, and by its modality where that tells more.
FORMULATIONS = {
    "refuse": "refusal",
    "warn": "warning",
    "condemn": "criticism",
    "call_on": "call",
    "restrict": "measure",
    "promise": "promise",
    "reaffirm": "reaffirmed",
    "endorse": "support",
    "raise": "raised",
}
SHORT_OF_PROMISE = {"intended": "intention", "hypothetical": "readiness"}

#: What a line of the section is made by.
Maker = Callable[[Any, Notes, Brief], Row]


def contact_row(one: Contact, notes: Notes, brief: Brief) -> Row:
    """A meeting: its form, place, and who else took part."""
    others = [code for code in one.parties if code not in (brief.one, brief.other)]
    form = told(one.form) or "meeting"
    with_others = f"with {named(tuple(others))}" if others else ""
    where = wording.one_line(one.place or "")
    status = "invited, not fixed" if one.status == "invited" else ""
    return Row(
        when=stretch_words(one.day, one.until) or "no day told",
        text=", ".join(filter(None, [form[:1].upper() + form[1:], where, with_others])) + ":",
        quotes=tuple(notes.quoted(words) for words in one.quotations[:1]),
        marks=tuple(filter(None, [status])),
        cites=tuple(notes.cite(words) for words in one.quotations[1:]),
    )


def standing_row(one: Standing, notes: Notes, brief: Brief) -> Row:
    """An agreement: its number in the picture, its stage, each side's record, the next step told."""
    number = brief.agreements.rows.index(one) + 1
    sides = "; ".join(f"{party(side.party)}: {_since(side.stage, side.day)}" for side in one.sides)
    text = told(one.stage) + (f" ({sides})" if sides else "")
    step = one.next
    marks = [binding(one.binding), "disputed whether it binds" if one.disputed else ""]
    following = (
        f"next, {told(step.modality)}{f', by {day_words(step.due)}' if step.due else ''}:" if step else ""
    )
    return Row(
        when=f"{'by ' if one.by else ''}{day_words(one.day)}".strip() or "no day told",
        lead=f"{number}. {cut(_capital(wording.one_line(one.name)), 130)}:",
        text="; ".join(filter(None, [text, *marks, following])),
        quotes=(notes.quoted(step.quotation),) if step else (),
        cites=tuple(notes.cite(words) for words in one.quotations),
        grave=one.disputed,
    )


def _since(stage: str, day: str | None) -> str:
    return " ".join(filter(None, [told(stage), day_words(day)]))


def item_row(one: Item, notes: Notes, _brief: Brief) -> Row:
    """An open commitment, with its day, or the day on which it was said last."""
    late = one.status == "overdue_nothing_found"
    words = wording.one_line(one.quotations[0].quote)
    waits = wording.one_line(one.waits_on or "").rstrip("…")
    marks = [
        OVERDUE if late else "",
        told(one.status) if one.status in ("in_progress", "partly_delivered", "reaffirmed") else "",
        f"waits on: {waits}" if waits and waits.casefold() not in words.casefold() else "",
        wording.one_line(one.deadline or "") if not one.due and not one.waits_on else "",
        f"told by {party(one.told_by)} only" if one.told_by else "",
        "new" if one.fresh else "",
    ]
    return Row(
        when=f"by {day_words(one.due)}" if one.due else f"said {day_words(one.told) or 'undated'}",
        quotes=tuple(notes.quoted(quotation) for quotation in one.quotations[:1]),
        marks=tuple(mark for mark in marks if mark and mark.casefold() not in words.casefold()),
        cites=tuple(notes.cite(quotation) for quotation in one.quotations[1:]),
        grave=late,
        soft=one.due is None,
    )


def owed_row(one: Item, notes: Notes, brief: Brief) -> Row:
    """As `item_row`, for sections in which either side may be bound: it says who is."""
    return replace(item_row(one, notes, brief), lead=_sides(one.actors, one.recipients))


def joint_row(one: Item, notes: Notes, brief: Brief) -> Row:
    """As `item_row`, for what both owe: it says who else does."""
    others = tuple(code for code in one.actors if code not in (brief.one, brief.other))
    row = item_row(one, notes, brief)
    return replace(row, lead=f"With {named(others)}:") if others else row


def _sides(actors: tuple[str, ...], recipients: tuple[str, ...]) -> str:
    toward = f" → {named(recipients)}" if recipients else ""
    return f"{named(actors)}{toward}:"


def sum_row(one: Sum, notes: Notes, _brief: Brief) -> Row:
    """Money: what is new in all, and how often it was announced."""
    amount = sum_words(one.amount, one.currency)
    again = (
        f"announced {one.announced} times, {sum_words(one.headline, one.currency)} in the headlines"
        if one.announced > 1
        else ""
    )
    paid = f"{sum_words(one.paid, one.currency)} paid" if one.paid else ""
    return Row(
        when=day_words(one.last) or "undated",
        lead=_sides(one.donors, one.recipients),
        text="; ".join(filter(None, [amount, again, paid])) + ":",
        quotes=tuple(notes.quoted(words) for words in one.quotations),
    )


def sum_words(amount: float, currency: str | None) -> str:
    """A sum as people write it: "NOK 250 million"."""
    for size, name in ((1e9, "billion"), (1e6, "million")):
        if abs(amount) >= size:
            number = f"{amount / size:,.3f}".rstrip("0").rstrip(".")
            return f"{currency or 'currency unclear'} {number} {name}"
    return f"{currency or 'currency unclear'} {amount:,.2f}".removesuffix(".00")


def dispute_row(one: Dispute, notes: Notes, brief: Brief) -> Row:
    """A point on which documents differ, with the words of both sides."""
    quotes = tuple(notes.quoted(words) for words in one.quotations)
    about = cut(_capital(wording.one_line(one.about)), 100)
    if one.kind == "awaited":
        other = brief.other if one.actors == (brief.one,) else brief.one
        text = f"awaits this of {party(other)}, whose own words for it are not found:"
        when = f"by {day_words(one.due)}" if one.due else ""
        return Row(when, named(one.actors), text, quotes, grave=True)
    if one.kind == "binding":
        return Row(
            "", f"{about}:", f"documents differ on whether it binds ({told(one.reason)}):", quotes, grave=True
        )
    text = f"waits for review, {told(wording.one_line(one.reason))} ({one.id}):"
    return Row("", f"{about}:", text, quotes, grave=True)


def news_row(one: News, notes: Notes, _brief: Brief) -> Row:
    """What was done, and the promise that it answers."""
    kept = f"answers the promise “{cut(wording.one_line(one.kept), 80)}”" if one.kept else ""
    return Row(
        when=day_words(one.day),
        lead=f"{named(one.actors)}:" if one.actors else "",
        text=f"{told(one.type)}:" if one.stage else "",
        quotes=tuple(notes.quoted(words) for words in one.quotations),
        marks=(kept,) if kept else (),
    )


def wording_row(one: Wording, notes: Notes, brief: Brief) -> Row:
    """A formulation, and whether it is the other side's own."""
    marks = ["jointly" if one.together else ""]
    if one.publisher and one.publisher != brief.other and not one.together:
        marks.append(f"as told by {party(one.publisher)}")
    return Row(
        when=day_words(one.day) or "undated",
        text=f"{SHORT_OF_PROMISE.get(one.modality) or FORMULATIONS.get(one.type, told(one.type))}:",
        quotes=tuple(notes.quoted(words) for words in one.quotations),
        marks=tuple(filter(None, marks)),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def rows(made: Maker, found: Iterable[Any], notes: Notes, brief: Brief) -> tuple[Row, ...]:
    """The lines of one section."""
    return tuple(made(one, notes, brief) for one in found)
