"""`Page`: a document as the finders of mentions see it: words, sentences, and a mask of the parties."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from servanda.codebook.instruments import InstrumentBook, Kind
from servanda.codebook.parties import Organisation, PartyBook, PartyMention
from servanda.model import BlockKind, Span
from servanda.reading.parse import Parsed
from servanda.reading.placed import Placed

#: Marks that stand in the mask for each letter of a state's and of an organisation's name.
STATE, ORG = "\ue000", "\ue001"
_WORD = re.compile(r"[^\W_](?:[\w’'&/.–-]*\w)?")
_NAMING = frozenset({"name", "demonym", "member_of_many", "body", "metonym"})
_LONGEST = 2000
#: Groupings of so few members stand for them.
SMALL = 5
#: How far behind its lead-in an item may stand, in characters.
LEAD = 12
#: How many lines a sentence wrapped by hand may go on for.
WRAPS = 6
_CLOSING = frozenset(".!?:;")


@dataclass(frozen=True, slots=True)
class Word:
    """A word at `[start, end)`; `low` is it in lower case, `gap` what stands before it."""

    start: int
    end: int
    text: str
    low: str
    gap: str

    @property
    def cap(self) -> bool:
        """Whether it can be part of a name: it holds a capital, or is a year or number."""
        return self.text[0].isupper() or self.text[0].isdigit() or any(c.isupper() for c in self.text)


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence: its words and its parse. `order` counts sentences, `block` blocks of the document.

    `lead` is where the words begin that it hangs on: of the line before, where that closes with a colon.
    `words` go on behind the first `own` ones where the text was wrapped by hand: a name is found whole. There
    are none where no noun of a kind stands in the sentence.
    """

    span: Span
    lead: int
    order: int
    block: int
    heading: bool
    own: int
    words: tuple[Word, ...]
    parsed: Parsed


@dataclass(frozen=True, slots=True)
class Page:
    """One document, ready to be searched. `mask` has the length of `text`."""

    text: str
    mask: str
    lines: tuple[Line, ...]
    parties: Placed[PartyMention]
    book: InstrumentBook
    known: PartyBook
    by_order: Mapping[int, Line]
    publisher: str | None = None

    def line(self, order: int) -> Line:
        """The line of that order. Raises KeyError where there is none."""
        return self.by_order[order]

    def kind(self, word: Word) -> Kind | None:
        """The kind of instrument that the word names."""
        return self.book.kinds.get(word.low)

    def is_pact(self, code: str, *, alone: bool = False) -> bool:
        """Whether the party is an agreement, or (unless `alone`) a group or fund that is made by one."""
        try:
            party = self.known.get(code)
        except KeyError:
            return False
        return isinstance(party, Organisation) and party.kind in (
            {"pact"} if alone else {"pact", "group", "fund"}
        )

    def sides(self, span: Span, head: Span | None = None) -> tuple[str, ...]:
        """The parties named in `span`; small groupings and agreements stand for their members.

        What holds the `head` is the instrument itself: its members are its parties, if they are known.
        """
        itself = next(self.parties.within(head.start, head.end), None) if head else None
        found: dict[str, None] = {}
        for code in self.codes(span):
            if itself is not None and itself.code == code and self.is_pact(code):
                found.update(dict.fromkeys(self.known.members(code)))
            else:
                found.update(dict.fromkeys(self.expanded(code)))
        return tuple(found)

    def expanded(self, code: str) -> tuple[str, ...]:
        """The members of a small grouping or of an agreement; any other party is itself."""
        members = self.known.members(code) if self.is_pact(code) else ()
        few = 1 < len(members) <= SMALL or (members and self.is_pact(code, alone=True))
        return members if few else (code,)

    def codes(self, span: Span) -> tuple[str, ...]:
        """The parties named in `span`, in order, each once."""
        found = (m.code for m in self.parties.within(span.start, span.end) if m.role in _NAMING)
        return tuple(dict.fromkeys(found))


def page_of(
    text: str,
    parsed: Sequence[Parsed],
    parties: Sequence[PartyMention],
    book: InstrumentBook,
    known: PartyBook,
    publisher: str | None = None,
) -> Page:
    """The page of a document. `parties` must index `text`; `known` is the book that they come from."""
    lines = tuple(_lines(text, parsed, book))
    by_order = {line.order: line for line in lines}
    return Page(text, _masked(text, parties, known), lines, Placed(parties), book, known, by_order, publisher)


def _lines(text: str, parsed: Sequence[Parsed], book: InstrumentBook) -> Iterator[Line]:
    lead: Span | None = None
    for at, one in enumerate(parsed):
        sentence = one.sentence
        span = sentence.span
        hangs = lead is not None and sentence.kind is BlockKind.ITEM
        told = any(word.lower() in book.starts for word in one.words) or not one.words
        words = words_of(text, span) if told else []
        yield Line(
            span=span,
            lead=lead.start if lead is not None and hangs and span.start - lead.end < LEAD else span.start,
            order=sentence.order,
            block=sentence.block,
            heading=sentence.kind is BlockKind.HEADING,
            own=len(words),
            words=(*words, *_wrapped(text, parsed, at)) if told else (),
            parsed=one,
        )
        if text[span.end - 1 : span.end] == ":":
            lead = span
        elif sentence.kind is not BlockKind.ITEM:
            lead = None


def _wrapped(text: str, parsed: Sequence[Parsed], at: int) -> list[Word]:
    """The words of the lines that go on with an unclosed one: a wrapped sentence looks like several."""
    end, last = parsed[at].sentence.span.end, at
    while last + 1 < len(parsed) and last - at < WRAPS:
        after = parsed[last + 1].sentence
        if text[end : after.span.start] != "\n" or text[end - 1] in _CLOSING or after.kind is BlockKind.ITEM:
            break
        end, last = after.span.end, last + 1
    start = parsed[at].sentence.span.end
    return words_of(text, Span(start, end)) if last > at else []


def words_of(text: str, span: Span) -> list[Word]:
    """The words of a stretch."""
    found: list[Word] = []
    last = span.start
    for hit in _WORD.finditer(text, span.start, min(span.end, span.start + _LONGEST)):
        body = hit.group()
        found.append(Word(hit.start(), hit.end(), body, body.lower(), text[last : hit.start()].strip()))
        last = hit.end()
    return found


def _masked(text: str, parties: Sequence[PartyMention], known: PartyBook) -> str:
    parts: list[str] = []
    at = 0
    for mention in parties:
        if mention.role not in _NAMING or mention.span.start < at:
            continue
        mark = STATE if known.is_state(mention.code) else ORG
        parts += (text[at : mention.span.start], mark * len(mention.span))
        at = mention.span.end
    parts.append(text[at:])
    return "".join(parts)
