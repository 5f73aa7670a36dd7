"""`Sheet`: what a ledger knows of one thing, put into headings, facts and quotations, before any format."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One thing told: a line, its style on a terminal, further lines, a quotation, and where that stands."""

    head: str
    style: str = ""
    lines: tuple[str, ...] = ()
    quote: str | None = None
    cite: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Items under a heading; `note` is said where there are none, or below them."""

    title: str
    items: tuple[Item, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page on one thing. `facts` are (name, value, style)."""

    title: str
    kind: str
    id: str
    facts: tuple[tuple[str, str, str], ...]
    sections: tuple[Section, ...]
