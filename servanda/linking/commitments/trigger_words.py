"""`Event`: what the words of a condition say must come about first, alike for all ways of saying it.

The one invariant: an event follows from its words alone (and the year of telling, where it is "the next").
Words, patterns and examples stand in `linking/data/triggers.yaml`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from servanda.codebook.parties import PartyBook
from servanda.codebook.phrases import any_of, plain
from servanda.codebook.yamlio import CodebookError
from servanda.linking.rulebook import pattern, read_rules
from servanda.linking.stems import WordingFile, stem
from servanda.model import Span, Stage

_NAME = "triggers.yaml"
#: Apostrophes as patterns have them; a letter for a letter, so that places stay.
_STRAIGHT = str.maketrans("’‘ʼ", "'''")
_TOKEN = re.compile(r"[^\W_]+")


class OpenerRow(msgspec.Struct, forbid_unknown_fields=True):
    """Words that open a condition, and how the deed stands to the event: if, before, at or after."""

    relation: str
    words: list[str]


class EventRow(msgspec.Struct, forbid_unknown_fields=True, rename={"counter": "not"}):
    """An event in the life of a text: a stage, or a step that leads to one."""

    event: str
    noun: str
    pattern: str
    examples: list[str]
    counter: list[str]
    stage: Stage | None = None
    leads_to: Stage | None = None


class TriggersFile(msgspec.Struct, forbid_unknown_fields=True):
    """The schema of the file."""

    openers: list[OpenerRow]
    events: list[EventRow]
    empty: list[str]
    coming: list[str]
    phases: list[str]
    alike: dict[str, list[str]]
    stops: list[str]
    near: int
    clauses: list[str]


@dataclass(frozen=True, slots=True)
class TriggerRules:
    """The file, compiled. `alike` gives the stem that stands for a stem.

    `opening` finds words that open a condition by themselves, `leading` those that do before an event of a
    text.
    """

    openers: tuple[tuple[str, re.Pattern[str]], ...]
    events: tuple[tuple[EventRow, re.Pattern[str]], ...]
    empty: frozenset[str]
    coming: re.Pattern[str]
    phases: re.Pattern[str]
    alike: Mapping[str, str]
    stops: frozenset[str]
    near: int
    opening: re.Pattern[str]
    leading: re.Pattern[str]

    def row_of(self, event: str) -> EventRow | None:
        """An event in the life of a text by its name; None for other events."""
        return next((row for row, _ in self.events if row.event == event), None)


@dataclass(frozen=True, slots=True)
class Event:
    """What must come about. `name` is an event of the file, "" for others; `stems` are the other words.

    `parties` are named in the words, `left` are those words of which the stems are. `told_by` is the word
    before the event ("once", "before") as a relation: if, before, at, after; "" where the words open with
    none. `coming` marks one that comes round ("the next
    summit").
    """

    name: str
    stems: frozenset[str]
    parties: tuple[str, ...]
    relation: str
    coming: bool
    left: tuple[str, ...] = ()


@cache
def trigger_rules() -> TriggerRules:
    """The rules that ship. Raises CodebookError where the file is wrong."""
    return compiled(read_rules(_NAME, TriggersFile))


def compiled(file: TriggersFile) -> TriggerRules:
    """`file` compiled. Raises CodebookError where a pattern does not do what its examples say."""
    events = tuple((row, re.compile(rf"(?<!\w)(?:{row.pattern})(?!\w)")) for row in file.events)
    for row, told in events:
        missed = [one for one in row.examples if not told.search(one)]
        caught = [one for one in row.counter if told.search(one)]
        if missed or caught or not row.examples:
            raise CodebookError(
                f"data/{_NAME}: event {row.event}: look at {(missed or caught or ['it'])[0]!r}"
            )
    stop = read_rules("acts.yaml", WordingFile).stop
    return TriggerRules(
        openers=tuple(
            (row.relation, re.compile(rf"(?:{any_of(row.words)})(?!\w)", re.IGNORECASE))
            for row in file.openers
        ),
        events=events,
        empty=frozenset(map(stem, (*stop, *file.empty))),
        coming=re.compile(rf"(?<!\w){any_of(file.coming)}(?!\w)", re.IGNORECASE),
        phases=pattern(file.phases),
        alike={stem(one): stem(word) for word, others in file.alike.items() for one in (word, *others)},
        stops=frozenset(file.stops),
        near=file.near,
        opening=pattern(file.clauses),
        leading=pattern(
            word for row in file.openers if row.relation in ("if", "after") for word in row.words
        ),
    )


def event_of(words: str, without: str = "") -> Event:
    """The event that `words` tell; `without` are those of them that name a text."""
    rules = trigger_rules()
    relation, rest = _opened(plain(words).strip(), rules)
    bare = rest.replace(plain(without), " ") if without else rest
    name, left = _named(plain(rest).lower(), bare.lower(), rules)
    left = left if name else rules.phases.sub(" ", left)
    mentions = PartyBook.load().find(bare)
    for one in mentions:
        left = left.replace(plain(one.text).lower(), " ")
    stems = ((rules.alike.get(stem(word), stem(word)), word) for word in _TOKEN.findall(left))
    told = {one: word for one, word in stems if one not in rules.empty}
    parties = tuple(sorted({one.code for one in mentions}))
    coming = bool(rules.coming.search(rest))
    return Event(name, frozenset(told), parties, relation, coming, tuple(told.values()))


def relation_of(words: str) -> str:
    """How a deed stands to the event that `words` tell: if, before, at, after; "" where they do not say."""
    return _opened(plain(words).strip(), trigger_rules())[0]


def condition_in(clause: str) -> Span | None:
    """Where a clause tells a condition, from the word that opens it; None where it tells none.

    A clause that begins with its condition ends it at the first comma.
    """
    said, rules = clause.translate(_STRAIGHT), trigger_rules()
    places = [match.start() for match in rules.opening.finditer(said)]
    places += [
        match.start()
        for match in rules.leading.finditer(said)
        if any(told.search(said[match.start() :].partition(",")[0].lower()) for _, told in rules.events)
    ]
    if not places:
        return None
    start = min(places)
    words = said[start:] if said[:start].strip() else said[start:].partition(",")[0]
    return Span(start, start + len(words.rstrip(" .;")))


def _opened(said: str, rules: TriggerRules) -> tuple[str, str]:
    """The relation of the words that open a condition, and what follows them: the longest opener counts."""
    best: tuple[int, str] = (0, "")
    for relation, opener in rules.openers:
        match = opener.match(said)
        if match and match.end() > best[0]:
            best = (match.end(), relation)
    return best[1], said[best[0] :].strip()


def _named(whole: str, bare: str, rules: TriggerRules) -> tuple[str, str]:
    """The event of the file that the words tell, and the words that are left."""
    for row, told in rules.events:
        if told.search(bare) or told.search(whole):
            return row.event, told.sub(" ", bare)
    return "", bare
