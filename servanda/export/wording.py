"""How an act is put into words for people: who to whom, how far, by when, how much."""

import re

from servanda.codebook.parties import PartyBook
from servanda.model import Act, Deadline, Document, Money, Reading

#: Controls that a page or terminal could act on; line feed and tab are left.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_SPACE = re.compile(r"\s+")


def clean(text: str) -> str:
    """`text` with control characters shown as U+FFFD: a document must not steer a terminal or a page."""
    return _CONTROLS.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """`text` cleaned, with every stretch of white space as one blank."""
    return _SPACE.sub(" ", clean(text)).strip()


def parties(codes: tuple[str, ...]) -> str:
    """Party names in the order given."""
    return ", ".join(map(party, codes))


def party(code: str) -> str:
    """The name people know a party by: "Canada" for CAN; a code that the codebook lacks stays as it is."""
    return one_line(PartyBook.load().name_of(code))


def sides(act: Act) -> str:
    """Who did it, and to whom: "Canada → Thailand"."""
    actors = parties(act.actors) or "not said"
    return f"{actors} → {parties(act.recipients)}" if act.recipients else actors


def what(act: Act) -> str:
    """The type of an act in plain words."""
    return act.type.value.replace("_", " ")


def how_far(act: Act) -> str:
    """Modality and flags in plain words."""
    return ", ".join([act.modality.value.replace("_", " "), *(flag.value for flag in act.flags)])


def due(deadline: Deadline | None) -> str:
    """The deadline as told and the last day it means, where one follows."""
    if deadline is None:
        return ""
    words = one_line(deadline.text)
    return f"{words} ({deadline.end.isoformat()})" if deadline.end else words


def money(sum_: Money | None) -> str:
    """The sum as told, and as a number where it has a currency."""
    if sum_ is None:
        return ""
    words = one_line(sum_.text)
    return f"{words} ({sum_.currency} {sum_.amount:,.0f})" if sum_.currency else words


def title(document: Document) -> str:
    """The title, or whatever else names the document."""
    return one_line(document.title or document.source or document.id)


def origin(document: Document) -> str:
    """Publisher, date and source on one line, as far as known."""
    day = document.published.isoformat() if document.published else "undated"
    publisher = party(document.publisher) if document.publisher else "publisher unknown"
    source = one_line(document.source or "")
    return " · ".join(filter(None, [publisher, day, source if source != title(document) else ""]))


def counts(reading: Reading) -> str:
    """How many acts and commitments: "16 acts, 9 commitments"."""
    if not reading.acts:
        return "no acts found"
    return f"{_number(len(reading.acts), 'act')}, {_number(len(reading.commitments), 'commitment')}"


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
