"""Who is introduced in a document, and the party each person acts for.

A person is introduced with a country ("Korean President Lee Jae Myung", "Prime Minister Modi of India",
"Micheál Martin, Taoiseach of Ireland"). A person without a country stands for the publisher, or, where the
publisher is already represented in the sentence, for the only party that nobody represents yet.
"""

import re
from collections.abc import Sequence

from servanda.codebook.offices import OfficeMention
from servanda.codebook.parties import PartyMention
from servanda.model import Span
from servanda.reading.people import People, Person, bare

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
_GAP = re.compile(
    r"(?:['’]s?)?(?:[ ]+(?:new|former|incoming|current|then|the|first|newly elected|of|for|&|[A-Z]\w*))*[ ]+$"
)
_NOT_NAMES = frozenset(
    [
        "The",
        "A",
        "An",
        "On",
        "In",
        "At",
        "And",
        "Of",
        "For",
        "With",
        "By",
        "To",
        "From",
        "This",
        "That",
        "Today",
        "Tomorrow",
        "Yesterday",
        "He",
        "She",
        "They",
        "We",
        "It",
        "Both",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Statement",
        "Readout",
        "Meeting",
        "Call",
        "Visit",
        "Remarks",
        "Summit",
        "Declaration",
        "Administration",
        "Government",
        "Delegation",
        "Office",
        "Department",
        "Ministry",
        "Council",
        "Forum",
        "Conference",
        "Dialogue",
    ]
)


def people_of(
    text: str, parties: Sequence[PartyMention], offices: Sequence[OfficeMention], publisher: str | None
) -> People:
    """Find the persons that `text` introduces."""
    starts = {mention.span.start: mention for mention in parties}
    ends = {mention.span.end: mention for mention in parties}
    mentioned: list[PartyMention | OfficeMention] = [*parties, *offices]
    taken = {m.span.start + word.start() for m in mentioned for word in re.finditer(r"\S+", m.span.of(text))}
    found = [
        person
        for number, office in enumerate(offices)
        if office.kind not in {"collective", "leaders"}
        and not office.former
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
    names = tuple(bare(word.group()) for word in words if name.start + word.start() not in taken)
    names = tuple(word for word in names if len(word) > 1 and word not in _NOT_NAMES)
    return Person(names, party, (office.kind,), name.start, party is not None) if names else None


def _party_before(text: str, start: int, ends: dict[int, PartyMention]) -> str | None:
    """A party that stands right before a title: "Korean President", "Canada’s Minister"."""
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
    """ "Micheál Martin, Taoiseach of Ireland": the name before a title in apposition."""
    before = re.search(
        r"([^,.;:()\n]{3,60}),\s+(?:the\s+|its\s+|his\s+)?(?:[A-Z]\w+\s+)?$", text[max(0, start - 90) : start]
    )
    if before is None:
        return None
    low = max(0, start - 90) + before.start(1)
    names = [
        name
        for name in _NAME.finditer(text, low, low + len(before.group(1)))
        if len(name.group().split()) >= 2
    ]
    if not names or names[-1].end() < low + len(before.group(1)):
        return None
    return Span(names[-1].start(), names[-1].end())


def _settle(
    found: list[Person], text: str, parties: Sequence[PartyMention], publisher: str | None
) -> list[Person]:
    """Give a party to those introduced without one: the publisher, or the one party left over."""
    known = {name: person.party for person in reversed(found) if person.party for name in person.names[-1:]}
    represented: set[str | None] = {person.party for person in found if person.party}
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
        left = dict.fromkeys(
            m.code for m in parties if start <= m.span.start < end and m.code not in represented
        )
        if len(left) == 1:
            return next(iter(left))
    return None
