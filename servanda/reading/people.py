"""Who speaks for whom: the persons a document introduces, and the party each acts for.

A person is introduced with a country ("Korean President Lee Jae Myung", "Prime Minister Modi of India",
"Micheál Martin, Taoiseach of Ireland") and from then on known by title, full name or any part of it.
A person without a country stands for the publisher, or, where the publisher is already represented in
the sentence, for the only party that nobody represents yet.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from servanda.codebook.offices import OfficeMention
from servanda.codebook.parties import PartyMention
from servanda.codebook.words import word_sets
from servanda.model import Span

#: A run of capitalised words with the particles that names carry.
_WORD = r"(?:[A-Z]\.|(?:al-|Al-|el-|El-|d['’]|O['’])?[A-ZÀ-ÖØ-ÞŚŠŽČĆŁ](?:\w|-(?=\w)|['’](?!s\b)(?=\w))*)"
_NAME = re.compile(
    rf"(?:(?:von|van|de|del|da|dos|der|den|al|bin)\s){{0,3}}{_WORD}(?!\w)(?:(?:\s(?:(?:bin|bint|ibn|al|el|de|del|da|do|dos|du|la|le|van|von|der|den|ter|ten|y)\s)*{_WORD}(?!\w))"
    r"|,?\s(?:Jr|Sr|II|III)\b\.?)*"
)
_HONORIFIC = re.compile(
    r"(?:(?:the\s+)?(?:Rt\.?\s+|Right\s+)?Hon(?:ou?rable|\.)?|H\.?\s?E\.?|H\.?R\.?H\.?|His|Her|Excellency|Excellencies|Majesty|"
    r"(?:Royal\s+|Serene\s+|Imperial\s+)?Highness|Holiness|Mr\.?|Mrs\.?|Ms\.?|Miss|Dr\.?|Sir|Dame|Lord|Lady|Gen(?:eral|\.)|Adm(?:iral|\.)|"
    r"Sheikh|Shaikh|Sheikha|Professor|Prof\.|Senator|Amb\.)[\s,]+"
)
_OF = re.compile(r",?\s+(?:of|from)\s+(?:the\s+)?")
_TITLE_LINK = re.compile(r",?\s+(?:the\s+)?")
#: What may stand between a party and a title: "Japan’s National Security Secretariat Secretary General".
_GAP = re.compile(r"(?:['’]s?)?(?:[ ]+(?:new|former|incoming|current|then|the|first|newly elected|of|for|&|[A-Z]\w*))*[ ]+$")
_NOT_NAMES = frozenset(
    "The A An On In At And Of For With By To From This That Today Tomorrow Yesterday He She They We It Both Monday Tuesday "
    "Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October "
    "November December Statement Readout Meeting Call Visit Remarks Summit Declaration Administration Government "
    "Delegation Office Department Ministry Council Forum Conference Dialogue".split()
)


@dataclass(frozen=True, slots=True)
class Person:
    """A person as introduced: `names` are the parts of the name, `kinds` the kinds of office held."""

    names: tuple[str, ...]
    party: str | None
    kinds: tuple[str, ...]
    at: int
    explicit: bool


class People:
    """The persons of one document. `publisher` speaks for whoever is introduced without a country."""

    def __init__(self, persons: Iterable[Person], publisher: str | None) -> None:
        self._publisher = publisher
        self._by_name: dict[str, list[Person]] = {}
        self._by_kind: dict[str, list[Person]] = {}
        for person in persons:
            for name in person.names:
                self._by_name.setdefault(name, []).append(person)
            for kind in person.kinds:
                self._by_kind.setdefault(kind, []).append(person)

    def named(self, words: Sequence[str]) -> str | None:
        """The party of the person whose name stands in `words`, by the most telling part of it."""
        best: tuple[int, str] | None = None
        for word in words:
            for person in self._by_name.get(_bare(word), ()):
                if person.party is None:
                    continue
                score = sum(_bare(other) in person.names for other in words) * 2 + person.explicit
                if best is None or score > best[0]:
                    best = (score, person.party)
        return best[1] if best else None

    def holder(self, kind: str, title: str, before: int) -> str | None:
        """Whom a bare title means at place `before`: the publisher's own holder, else the last one named."""
        kinds = _MINISTERS if kind in _MINISTERS else (kind,)
        holders = [p for k in kinds for p in self._by_kind.get(k, ()) if p.party is not None]
        holders.sort(key=lambda person: person.at)
        own = _has_office(self._publisher, title)
        if own is True:
            return self._publisher
        if own is False:
            holders = [person for person in holders if person.party != self._publisher]
        parties = {person.party for person in holders}
        if len(parties) == 1:
            return parties.pop()
        if self._publisher in parties:
            return self._publisher
        earlier = [person for person in holders if person.at < before]
        return earlier[-1].party if earlier else None

    def is_elsewhere(self, title: str) -> bool:
        """Whether the publisher is known to have no such office."""
        return _has_office(self._publisher, title) is False

    def parties(self) -> tuple[str, ...]:
        """All parties that a person of the document speaks for, in order of introduction."""
        seen: dict[str, None] = {}
        for persons in self._by_name.values():
            for person in persons:
                if person.party:
                    seen[person.party] = None
        return tuple(seen)


def _has_office(party: str | None, title: str) -> bool | None:
    """Whether a party has such an office, None where the codebook does not say."""
    words = word_sets("leaders")
    if party is None:
        return None
    lowered = title.lower()
    if "minister" in lowered and "prime" not in lowered:
        return False if party in words["no_ministers"] else None
    office = next((name for name in ("president", "prime_minister", "chancellor") if name.replace("_", " ") in lowered), None)
    if office is None:
        return None
    if party in words[office]:
        return True
    return False if any(party in words[other] for other in ("president", "prime_minister", "chancellor")) else None


def people_of(
    text: str, parties: Sequence[PartyMention], offices: Sequence[OfficeMention], publisher: str | None
) -> People:
    """Find the persons that `text` introduces."""
    starts = {mention.span.start: mention for mention in parties}
    ends = {mention.span.end: mention for mention in parties}
    taken = {m.span.start + word.start() for m in (*parties, *offices) for word in re.finditer(r"\S+", m.span.of(text))}
    found = [
        person
        for number, office in enumerate(offices)
        if office.kind not in {"collective", "leaders"} and not office.former
        and (person := _introduced(text, office, _next(offices, number), taken, starts, ends)) is not None
    ]
    return People(_settle(found, text, parties, publisher), publisher)


def _next(offices: Sequence[OfficeMention], number: int) -> int:
    return offices[number + 1].span.start if number + 1 < len(offices) else 1 << 30


def _introduced(
    text: str,
    office: OfficeMention,
    limit: int,
    taken: set[int],
    starts: dict[int, PartyMention],
    ends: dict[int, PartyMention],
) -> Person | None:
    """The person who holds `office` where it stands, if named there."""
    party = _party_before(text, office.span.start, ends)
    after = office.span.end
    of = _party_after(text, after, starts)
    if of is not None:
        party = party or of.code
        after = of.span.end
    if party is None and len(office.codes) == 1:
        party = office.codes[0]
    name = _name_after(text, after, limit)
    if name is not None:
        late = _party_after(text, name.end, starts)
        if late is not None and of is None:
            party = late.code
    else:
        name = _name_before(text, office.span.start)
        if name is None:
            return Person((), party, (office.kind,), office.span.start, True) if party else None
    words = [word for word in re.finditer(r"\S+", name.of(text)) if word.group()[:1].isupper()]
    names = tuple(_bare(word.group()) for word in words if name.start + word.start() not in taken)
    names = tuple(word for word in names if len(word) > 1 and word not in _NOT_NAMES)
    return Person(names, party, (office.kind,), name.start, party is not None) if names else None


def _party_before(text: str, start: int, ends: dict[int, PartyMention]) -> str | None:
    """A party that stands right before a title: "Korean President", "Canada’s Minister", "U.S. Vice President"."""
    gap = _GAP.search(text[max(0, start - 60) : start])
    if gap is None:
        return None
    low = start - len(gap.group())
    return next((ends[at].code for at in range(start, low - 1, -1) if at in ends), None)


def _party_after(text: str, end: int, starts: dict[int, PartyMention]) -> PartyMention | None:
    link = _OF.match(text, end)
    if link is None:
        return None
    for at in (link.end(), link.end() - 4):
        if at in starts:
            return starts[at]
    return None


def _name_after(text: str, end: int, limit: int) -> Span | None:
    link = _TITLE_LINK.match(text, end)
    at = link.end() if link else end
    while honorific := _HONORIFIC.match(text, at):
        at = honorific.end()
    name = _NAME.match(text, at)
    if name is None or name.group().split()[0] in _NOT_NAMES or name.start() >= limit:
        return None
    if "," in text[end : name.start()] and len(name.group().split()) < 2:
        return None
    words = name.group()
    return Span(name.start(), name.start() + len(words.rstrip(".")))


def _name_before(text: str, start: int) -> Span | None:
    """"Micheál Martin, Taoiseach of Ireland": the name before a title in apposition."""
    before = re.search(r"([^,.;:()\n]{3,60}),\s+(?:the\s+|its\s+|his\s+)?(?:[A-Z]\w+\s+)?$", text[max(0, start - 90) : start])
    if before is None:
        return None
    low = max(0, start - 90) + before.start(1)
    names = [name for name in _NAME.finditer(text, low, low + len(before.group(1))) if len(name.group().split()) >= 2]
    if not names or names[-1].end() < low + len(before.group(1)):
        return None
    return Span(names[-1].start(), names[-1].end())


def _settle(
    found: list[Person], text: str, parties: Sequence[PartyMention], publisher: str | None
) -> list[Person]:
    """Give a party to those introduced without one: the publisher, or the one party left over."""
    known = {name: person.party for person in reversed(found) if person.party for name in person.names[-1:]}
    represented = {person.party for person in found if person.party}
    settled: list[Person] = []
    leaders = [person for person in found if person.kinds[0] in _LEADERS and person.names]
    own = next((person for person in leaders if person.party == publisher), None)
    for person in found:
        party = person.party or next((known[name] for name in person.names if name in known), None)
        if party is None:
            party = publisher
            if own is None and person.kinds[0] in _LEADERS:
                own = person
            elif own is not None and _rival(person, own):
                party = _left_over(person, text, parties, represented | {publisher}) or publisher
            if party is not None and person.names:
                known[person.names[-1]] = party
        settled.append(Person(person.names, party, person.kinds, person.at, person.explicit))
    return settled


_MINISTERS = ("minister", "foreign_minister", "defence_minister", "trade_minister")
_LEADERS = frozenset({"head_of_state", "head_of_government", "monarch"})


def _rival(person: Person, own: Person) -> bool:
    """Whether `person` leads a country too and cannot be the publisher's own leader."""
    return person.kinds[0] in _LEADERS and not set(person.names) & set(own.names)


def _left_over(
    person: Person, text: str, parties: Sequence[PartyMention], represented: set[str | None]
) -> str | None:
    """The only party of the sentence, else of the whole text, that nobody represents yet."""
    low = max(text.rfind(". ", 0, person.at), text.rfind("\n", 0, person.at)) + 1
    stop = text.find(". ", person.at)
    high = stop if stop >= 0 else len(text)
    for start, end in ((low, high), (0, len(text))):
        left = dict.fromkeys(m.code for m in parties if start <= m.span.start < end and m.code not in represented)
        if len(left) == 1:
            return next(iter(left))
    return None


def _bare(word: str) -> str:
    """A name's word without possessive and punctuation."""
    return re.sub(r"['’]s?$", "", word.strip(".,;:()\"“”"))
