"""`money`: how often money was announced and how much of it is new, by currency and by what is asked."""

from collections.abc import Callable, Iterable
from datetime import date

from servanda.insight.money.answer import Asked, Envelope, Line, Money
from servanda.insight.money.asked import asked_for
from servanda.insight.money.envelopes import envelopes, examples
from servanda.insight.money.shares import Part, Shares, ordered
from servanda.views import LedgerView, Quotation, ViewError
from servanda.views.parties import party_name

#: What the sums can be told by, and in which order envelopes can be listed.
BY = ("donor", "recipient", "year", "currency")
SORTS = ("newest", "largest")
#: Envelopes and lines of an answer, unless told; announcements of an envelope in it.
LISTED, ANNOUNCED = 10, 12


def money(
    view: LedgerView,
    *,
    party: str | None = None,
    counterpart: str | None = None,
    donor: str | None = None,
    recipient: str | None = None,
    since: date | None = None,
    until: date | None = None,
    currency: str | None = None,
    topic: str | None = None,
    by: str | None = None,
    sort: str = "newest",
    limit: int = LISTED,
) -> Money:
    """Money that was announced between `since` and `until`, both included.

    `donor` gives and `recipient` receives it; `party` does either, and `counterpart` too: all are codes or
    names. `by` is one of BY. `sort` is "newest", announced last first, or "largest": of each currency, since
    none can be compared with another. What is new is so among all documents of the ledger, whatever the days
    that are asked for. Raises ViewError where a part is unknown, or where `since` comes after `until`.
    """
    _known("dimension", by, BY)
    _known("order", sort, SORTS)
    asked = asked_for(
        party=party,
        counterpart=counterpart,
        donor=donor,
        recipient=recipient,
        since=since,
        until=until,
        currency=currency,
        topic=topic,
    )
    return _answer(view, asked, by, sort, limit)


def _answer(view: LedgerView, asked: Asked, by: str | None, sort: str, limit: int) -> Money:
    shares = Shares(view.connection, asked)
    sums = shares.sums()
    lines = _lines(view, shares, by, limit) if by and sums else []
    ids = shares.newest(limit) if sort == "newest" else shares.largest(limit, [one.currency for one in sums])
    listed = envelopes(view.connection, ids, asked, most=ANNOUNCED)
    return Money(
        as_of=view.as_of,
        asked=asked,
        by=by,
        sort=sort,
        documents=shares.documents(),
        envelopes=shares.envelopes() if sums else 0,
        announcements=sum(one.announcements for one in sums),
        sums=sums,
        lines=tuple(lines[:limit]),
        lines_left=max(len(lines) - limit, 0),
        listed=listed,
        sources=view.sources(_cited(listed, lines[:limit])),
    )


def _lines(view: LedgerView, shares: Shares, by: str, limit: int) -> list[Line]:
    """Years in their order, else those with most announcements first; the shown ones with an example."""
    parts: dict[str, list[Part]] = {}
    for part in shares.parts(by):
        parts.setdefault(part.value, []).append(part)
    found = sorted(parts, key=_order(by, parts))
    last = {value: shares.example(by, value) or "" for value in found[:limit]}
    words = examples(view.connection, last.values())
    return [
        Line(
            value,
            _name(by, value),
            ordered(part.sums for part in parts[value]),
            words.get(last.get(value, "")),
        )
        for value in found
    ]


def _order(by: str, parts: dict[str, list[Part]]) -> Callable[[str], tuple[int, str]]:
    if by == "year":
        return lambda value: (0, value or "~")
    return lambda value: (-sum(part.sums.announcements for part in parts[value]), value)


def _name(by: str, value: str) -> str:
    if by == "currency":
        return value or "currency not told"
    return party_name(value) if by != "year" else value or "undated"


def _cited(listed: Iterable[Envelope], lines: Iterable[Line]) -> set[str]:
    quotations: list[Quotation] = [told.quotation for one in listed for told in one.announcements]
    return {one.document for one in (*quotations, *(line.example for line in lines)) if one is not None}


def _known(what: str, said: str | None, known: tuple[str, ...]) -> None:
    if said is not None and said not in known:
        raise ViewError(f"there is no {what} {said!r}: there are {', '.join(known)}")
