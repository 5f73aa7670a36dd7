"""Who stands on the stage of a document as a whole: its issuers, and whom its title sets beside them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from servanda.codebook.parties import PartyBook, PartyMention
from servanda.model import Document
from servanda.reading.people import People

_NAMED = frozenset({"name", "demonym", "member_of_many", "metonym", "body"})
_JOINT = re.compile(
    r"\bjoint\b|\bcommuniqu[eé]\b|\btrilateral\b|\bleaders['’]? (?:statement|declaration)\b", re.I
)
_WE_ARE = re.compile(
    r"\b[Ww]e,\s+(?:the\s+(?:[Ll]eaders|[Pp]rime|[Pp]residents?|[Hh]eads|[Mm]inisters|[Ff]oreign|[Gg]overnments?)\b"
    r"|(?=[A-Z]))"
)
#: Where a title leaves those who act and turns to what it is about.
_TOPIC = re.compile(
    r"\s(?:on|about|regarding|concerning|announc\w+|condemn\w+|following|marking|in support of|in response to"
    r"|to\s+[a-z]+|for)\s",
    re.I,
)
_DOING = re.compile(
    r",?\s(?:met|meet|have|having|reaffirm|convened|gathered|issue[ds]?|declare|express|are|do|share|hereby|welcome"
    r"|today|agreed?)\b"
)
_PLACE = re.compile(r"\b(?:in|at|to)\s+(?:[A-Z][\w.]+,\s+)?$")
#: Groupings of so few members act as their members ("the Quad", "AUKUS").
SMALL = 4
#: How far into a text its opening reaches, in characters.
_OPENING = 900


@dataclass(frozen=True, slots=True)
class Stage:
    """`issuers` say "we"; `titled` stand in the title; `group` is who meets, at the start.

    `joint` tells that several issue the text together; `forum` that the issuer is an organisation
    speaking alone, so that its leaders and ministers are itself.
    """

    issuers: tuple[str, ...]
    titled: tuple[str, ...]
    group: tuple[str, ...]
    joint: bool
    forum: bool


def stage_of(document: Document, book: PartyBook, people: People, head: Sequence[PartyMention]) -> Stage:
    """Read the title and the opening. `head` are the parties that the title names."""
    return _Setter(document, book, people, head).stage()


class _Setter:
    def __init__(
        self, document: Document, book: PartyBook, people: People, head: Sequence[PartyMention]
    ) -> None:
        self._title = document.title or ""
        self._opening = document.text[:_OPENING]
        self._publisher = document.publisher
        self._book = book
        self._people = people
        self._head = head

    def stage(self) -> Stage:
        titled = self._told()
        joint = bool(_JOINT.search(self._title) or _WE_ARE.search(self._opening[:400]) or self._paired())
        own = (self._publisher,) if self._publisher else ()
        issuers = self._together(titled, own) if joint else own
        group = issuers if len(issuers) > 1 else self._pair(titled)
        organisation = self._publisher is not None and not self._book.is_state(self._publisher)
        return Stage(issuers, titled, group, joint, organisation and len(group) < 2)

    def _told(self) -> tuple[str, ...]:
        """Who the title sets on the stage: its parties and persons, before it turns to its topic."""
        topic = _TOPIC.search(self._title)
        end = topic.start() if topic else len(self._title)
        found = {m.span.start: m.code for m in self._head if m.span.start < end and m.role in _NAMED}
        for word in re.finditer(r"[^\s,]+", self._title[:end]):
            party = self._people.named([word.group()]) if word.group()[:1].isupper() else None
            if party:
                found.setdefault(word.start(), party)
        return tuple(dict.fromkeys(found[at] for at in sorted(found)))

    def _paired(self) -> bool:
        """Whether the title joins the issuer to another party by a hyphen: "U.S.-UAE Partnership"."""
        return any(
            self._title[one.span.end : two.span.start].strip() in {"-", "–", "/"}
            and self._publisher in {one.code, two.code}
            for one, two in pairwise(self._head)
        )

    def _together(self, titled: tuple[str, ...], own: tuple[str, ...]) -> tuple[str, ...]:
        """All who issue a joint text: those of the title, else those who open it with "we"."""
        named = list(titled)
        we = _WE_ARE.search(self._opening)
        if we or len(named) < 2:
            low = we.end() if we else 0
            stop = self._opening.find(". ", low)
            found = self._doers(self._opening[low : stop if stop > 0 else len(self._opening)])
            if (we and len(found) >= max(2, 2 * len(named))) or (not named and len(found) >= 2):
                named = found
        if not named:
            named = [m.code for m in self._head if m.role in {"name", "demonym"}]
        if not named:
            return own
        if len(named) == 1 and self._publisher and self._publisher not in named:
            members = self._members(named[0])
            if self._publisher in members:
                return members if 1 < len(members) <= SMALL else tuple(named)
            return (self._publisher, *named)
        return self._without_groupings(named)

    def _doers(self, opening: str) -> list[str]:
        """Parties of an opening sentence, up to what they do, without the places where they do it."""
        verb = _DOING.search(opening)
        opening = opening[: verb.start()] if verb else opening
        mentions = [m for m in self._book.find(opening) if m.role in {"name", "demonym", "member_of_many"}]
        return list(dict.fromkeys(m.code for m in mentions if not _PLACE.search(opening[: m.span.start])))

    def _without_groupings(self, named: Sequence[str]) -> tuple[str, ...]:
        """A small grouping named beside all its members adds nobody."""
        rest = set(named)
        kept = [
            c for c in named if not (1 < len(self._members(c)) <= SMALL and set(self._members(c)) <= rest)
        ]
        if len(kept) == 2 and self._publisher in kept:
            other = next(c for c in kept if c != self._publisher)
            members = self._members(other)
            if self._publisher in members and len(members) > 1:
                return members if len(members) <= SMALL else (other,)
        return tuple(kept)

    def _members(self, code: str) -> tuple[str, ...]:
        return members_of(self._book, code)

    def _pair(self, titled: tuple[str, ...]) -> tuple[str, ...]:
        """The issuer and the one whom the title sets beside it."""
        others = [code for code in titled if code != self._publisher]
        if not others:
            named = {
                m.code for m in self._head if m.role in {"name", "demonym"} and m.code != self._publisher
            }
            others = list(named) if len(named) == 1 else []
        return (self._publisher, *others) if self._publisher and others else ()


def members_of(book: PartyBook, code: str) -> tuple[str, ...]:
    """The members of a grouping; none for a state or an unknown code."""
    try:
        members = book.members(code)
    except KeyError:
        return ()
    return members if members != (code,) else ()
