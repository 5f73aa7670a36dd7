"""`trigger_of`: the event on which a commitment waits, as a key that is the same for all who wait on it.

A key is "text|event|who". `text` is the designation of the text whose life is meant: its agreement is known
when the ledger is asked. It is empty for other events. `event` is an event of `linking/data/triggers.yaml`,
or stems; `who` are the parties that tell whose event it is. A key follows from documents, in any order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from servanda.linking.acts import ActNode
from servanda.linking.commitments.trigger_words import Event, condition_in, event_of, trigger_rules
from servanda.model import DeadlineKind, Flag, Span
from servanda.model.commitment import Commitment

WAITING = (DeadlineKind.CONDITION, DeadlineKind.EVENT)
#: The event of a condition whose words are not known or tell nothing: with the act, since none is the same.
UNSAID = "unsaid"
#: Marks that end a condition's words.
_MARKS = ",.;:()–—"


@dataclass(frozen=True, slots=True)
class Naming:
    """A place at which a document names a text, and the text's designation."""

    span: Span
    designation: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands before and after a clause in its sentence."""

    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Namings:
    """Where texts are named, by document; by act, the text that it moves, and what stands beside its clause.

    The latter is known for acts whose clauses do not hold the words on which they wait.
    """

    places: Mapping[str, Sequence[Naming]] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    beside: Mapping[str, Beside] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A key taken apart; `who` are party codes."""

    text: str
    event: str
    who: tuple[str, ...]

    @property
    def key(self) -> str:
        """The key as the ledger keeps it."""
        return f"{self.text}|{self.event}|{' '.join(self.who)}"


def trigger_from(key: str) -> Trigger:
    """Back from a key."""
    text, _, rest = key.partition("|")
    event, _, who = rest.rpartition("|")
    return Trigger(text, event, tuple(who.split()))


def waits(node: ActNode) -> bool:
    """Whether an act waits on something: an event, a condition, or words that say so."""
    deadline = node.act.deadline
    return deadline.kind in WAITING if deadline is not None else Flag.CONDITIONAL in node.act.flags


def trigger_of(one: Commitment, group: Sequence[ActNode], namings: Namings) -> str | None:
    """The key of the event on which the last saying of a commitment waits; None where it waits on nothing."""
    said = [node for node in group if node.id in one.acts and node.act.commitment]
    last = max(said, key=lambda node: one.acts.index(node.id), default=None)
    if one.deadline is not None and one.deadline.kind in WAITING:
        last = next((node for node in said if node.id == one.deadline.act), last)
    return _key(last, one, namings) if last is not None and waits(last) else None


def says_not(node: ActNode) -> bool:
    """Whether an act waits on words that its clause does not hold."""
    return waits(node) and node.act.deadline is None and condition_in(node.act.quote) is None


def words_of(node: ActNode, beside: Beside | None = None) -> tuple[str, Span]:
    """The words on which an act waits, and where they stand; "" where neither clause nor sentence holds them.

    The words of a deadline are followed to the end of their phrase, where that comes soon.
    """
    act = node.act
    if act.deadline is None:
        return _condition(act.quote, act.span, beside or Beside())
    end = act.deadline.span.end - act.span.start
    more = _until_stop(act.quote[end:]) if 0 <= end <= len(act.quote) else ""
    return act.deadline.text + more, Span(act.deadline.span.start, act.deadline.span.end + len(more))


def _condition(quote: str, span: Span, beside: Beside) -> tuple[str, Span]:
    """The words that tell a condition in a clause, else after it, else before it in its sentence."""
    parts = (
        (quote, span.start),
        (beside.after, span.end),
        (beside.before, span.start - len(beside.before)),
    )
    for text, start in parts:
        found = condition_in(text)
        if found is not None:
            return text[found.start : found.end], Span(start + found.start, start + found.end)
    return "", span


def _key(node: ActNode, one: Commitment, namings: Namings) -> str:
    words, span = words_of(node, namings.beside.get(node.id))
    sides = tuple(sorted({*one.actors, *one.recipients}))
    if not words:
        return Trigger(namings.moved.get(node.id, ""), f"{UNSAID} {node.id}", sides).key
    named = _named(node, span, namings)
    name = words[max(named.span.start - span.start, 0) : named.span.end - span.start] if named else ""
    text, event = named.designation if named else "", event_of(words, name)
    if not text and event.name:
        text = _meant(node, span, event, namings)
    if text:
        who = event.parties if event.name == "approved" and len(event.parties) == 1 else ()
        return Trigger(text, event.name or _stems(event, node) or f"{UNSAID} {node.id}", who).key
    stems = " ".join(filter(None, [event.name, _stems(event, node)]))
    return Trigger("", stems or f"{UNSAID} {node.id}", event.parties or sides).key


def _named(node: ActNode, span: Span, namings: Namings) -> Naming | None:
    """The text that is named within a span, by the longest name."""
    inside = [
        place
        for place in namings.places.get(node.document, ())
        if place.span.start < span.end and span.start < place.span.end
    ]
    return max(inside, key=lambda one: (one.span.end - one.span.start, -one.span.start), default=None)


def _meant(node: ActNode, span: Span, event: Event, namings: Namings) -> str:
    """The text of which an event without a name tells.

    It is the one that the act moves, else the only one named in the clause, else the only one named shortly
    before.
    """
    if event.stems:
        return ""
    places, clause = namings.places.get(node.document, ()), node.act.span
    own = namings.moved.get(node.id)
    inside = {one.designation for one in places if clause.start <= one.span.start < clause.end}
    reach = span.start - trigger_rules().near
    before = {one.designation for one in places if reach <= one.span.end <= span.start}
    for found in ({own} if own else set(), inside, before):
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""


def _stems(event: Event, node: ActNode) -> str:
    """The other words of an event, sorted; of one of several without a year, with the year of telling."""
    told = any(len(stem) == 4 and stem.isdigit() for stem in event.stems)
    year = event.coming and not told and event.stems and node.published
    return " ".join([*sorted(event.stems), *([str(node.published.year)] if year and node.published else [])])


def _until_stop(rest: str) -> str:
    """What follows up to a mark, as long as it goes on with the phrase; "" where a verb comes first."""
    end = min((at for mark in _MARKS if (at := rest.find(mark)) >= 0), default=len(rest))
    more = rest[:end].rstrip()
    words = more.split()
    if (
        not words
        or len(words) > 6
        or more[0].isalnum()
        or trigger_rules().stops & {one.lower() for one in words}
    ):
        return ""
    return more
