"""Names in capitals with the noun of their kind: "the Supply Chain Agreement", "Protocol to the X on Y"."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from servanda.codebook.instruments import Kind
from servanda.model import Span
from servanda.model.instrument import Form
from servanda.reading.accounts.found import Found
from servanda.reading.accounts.page import ORG, STATE, Line, Page, Word
from servanda.reading.accounts.reach import COUNTS, is_party, leftmost, rightmost
from servanda.reading.accounts.ties import pacts_in, tied, without_accession, without_parts

_YEAR = re.compile(r"(?:19|20)\d\d")
_ITEM = rf"(?:the\s+)?[{STATE}{ORG}]+"
_LIST = re.compile(rf"{_ITEM}(?:(?:\s*[,;]\s*(?:and\s+|as well as\s+)?|\s+(?:and|&)\s+){_ITEM})+")


def names_in(page: Page, line: Line) -> list[Found]:
    """The names of one sentence, outer ones before those inside them."""
    found = [one for at in _heads(page, line) if (one := _name(page, line, *at))]
    found = [without_accession(page, one, found) for one in without_parts(found)]
    return tied(page, [*found, *pacts_in(page, line, found)])


def _heads(page: Page, line: Line) -> Iterator[tuple[int, int, Kind]]:
    """The nouns in capitals that name a kind, as (first word, last word, kind)."""
    words, past = line.words, 0
    for at, word in enumerate(words[: line.own]):
        if not word.text[0].isupper() or at < past:
            continue
        hit = kind_at(page, words, at)
        if hit is not None and not _shouted(words, at, hit[0]):
            past = hit[0] + 1  # "Memorandum of Understanding" is no understanding besides
            yield at, hit[0], hit[1]


def kind_at(page: Page, words: Sequence[Word], at: int) -> tuple[int, Kind] | None:
    """The kind that the words from `at` name, the longest phrase first, with its last word."""
    if words[at].low not in page.book.starts:
        return None
    for size in (3, 2, 1):
        if at + size <= len(words):
            kind = page.book.kinds.get(" ".join(one.low for one in words[at : at + size]))
            if kind is not None:
                return at + size - 1, kind
    return None


def _shouted(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether it stands in a line of capitals that is no title of an agreement."""
    if not words[first].text.isupper() or len(words[first].text) < 5:
        return False
    return last + 1 >= len(words) or words[last + 1].low not in {"between", "among", "on", "concerning"}


def _name(page: Page, line: Line, first: int, last: int, kind: Kind) -> Found | None:
    words, sets = line.words, page.book.words
    head = Span(words[first].start, words[last].end)
    if _is_body(page, head, kind) or _modifies(page, words, last):
        return None
    low, high = leftmost(page, line, first), rightmost(page, words, last)
    pointer = _pointer(page, words, low)
    plain = high == last and all(w.low in sets["generic"] - sets["shared"] for w in words[low:first])
    lone = pointer in {"a", "an"}
    if plain and (goes_on(page, words[last].end, lone=lone) or not _points(page, pointer, kind)):
        return None
    if not plain and _is_domestic(page, words[low:first], words[last + 1 : high + 1], kind):
        return None
    pointing = plain and pointer in sets["pointers"]
    span = Span(words[low].start, words[high].end)
    plural = is_plural(words[last].low, kind)
    before = content_of(page, words[low:first])
    return Found(
        span=head if pointing else span,
        head=head,
        noun=" ".join(w.low for w in words[first : last + 1]),
        kind=kind.kind,
        group=kind.group,
        form=Form.ANAPHOR if pointing else Form.DESCRIPTION if plain else Form.FULL,
        line=line.order,
        block=line.block,
        plural=plural,
        before=before or (tuple(w.low for w in words[low:first]) if plain and not pointing else ()),
        after=content_of(page, words[last + 1 : high + 1]),
        parties=page.sides(span, head),
        each=each_of(page, span, head, plural=plural),
        year=_year(words[low:first]) or _year_after(words, last, high),
        pointing=pointing,
        apart=(_is_apart(page, words, low, first) and not pointing) or (plain and not pointing),
        lone=lone,
        number=_COUNT.get(pointer, 0),
    )


_COUNT = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def _is_apart(page: Page, words: Sequence[Word], low: int, first: int) -> bool:
    """Whether the words before say that it is another than the one spoken of: "other", "builds on"."""
    lead = [w.low for w in words[max(0, low - 3) : first]]
    return bool(page.book.words["apart"] & set(lead[-(first - low + 1) :])) or _builds(lead)


def _builds(lead: Sequence[str]) -> bool:
    return any(
        a in {"builds", "building", "build", "built"} and b in {"on", "upon"} for a, b in pairwise(lead)
    )


def _pointer(page: Page, words: Sequence[Word], low: int) -> str:
    """The determiner before a name, past adjectives in lower case: "a new and historic …"."""
    at = low
    while at > 0 and low - at < 4 and words[at].gap == "" and words[at - 1].low in page.book.words["generic"]:
        at -= 1
    return words[at - 1].low if at and words[at].gap == "" else ""


_ON = re.compile(
    r"\s+(?:on|concerning|regarding|relating\s+to|related\s+to|with\s+respect\s+to)\s+(?:(?:the|an?)\s+)?[a-z][a-z-]+\b"
)
_FOR = re.compile(r"\s+(?:for|to)\s+(?:(?:the|an?)\s+)?[a-z][a-z-]+\b")


def goes_on(page: Page, end: int, *, lone: bool) -> bool:
    """Whether a bare noun in capitals goes on in lower case: "Memorandum with respect to investments".

    `lone` tells that it is told with "a" or "an": "the Agreement for signature" does not go on.
    """
    stop = min(len(page.text), end + 60)
    return _ON.match(page.text, end, stop) is not None or (
        lone and _FOR.match(page.text, end, stop) is not None
    )


def _points(page: Page, pointer: str, kind: Kind) -> bool:
    """Whether a bare noun in capitals is a mention: it points back, or is told as news."""
    if pointer in page.book.words["pointers"] or pointer in _COUNT:
        return True
    return pointer in {"a", "an"} and kind.group == "text" and kind.plain


def is_plural(low: str, kind: Kind) -> bool:
    """Whether the noun names several."""
    return (low not in kind.words and low.endswith("s")) or low.startswith("memoranda")


def each_of(page: Page, span: Span, head: Span, *, plural: bool) -> tuple[tuple[str, ...], ...]:
    """The other side of each instrument where a plural names several: "deals with A, B and C"."""
    if not plural:
        return ()
    found = _LIST.search(page.mask, head.end, min(span.end, head.end + 400))
    if found is None:
        return ()
    lead = page.text[head.end : found.start()].rstrip().rstrip(":").rpartition(" ")[2].lower()
    if lead not in {"with", "of"}:
        return ()
    return tuple((code,) for code in page.codes(Span(found.start(), found.end())))


def _is_body(page: Page, head: Span, kind: Kind) -> bool:
    """Whether the noun belongs to the name of a party that is no instrument: "the European Council"."""
    inside = next(page.parties.within(head.start, head.end), None)
    if inside is None or inside.role not in {"name", "body", "metonym"}:
        return False
    return kind.group in {"body", "text", "tie", "scheme"} and not page.is_pact(inside.code)


def _modifies(page: Page, words: Sequence[Word], last: int) -> bool:
    """Whether another word of the name follows, so that the noun only modifies: "Treaty Organization"."""
    if last + 1 >= len(words):
        return False
    after = words[last + 1]
    sets = page.book.words
    return (
        after.gap == ""
        and after.text[0].isupper()
        and after.low not in sets["openers"]
        and after.low not in sets["months"]
    )


def content_of(page: Page, words: Sequence[Word]) -> tuple[str, ...]:
    """The words that tell a name from others of its kind, without parties and articles."""
    sets = page.book.words
    dropped = sets["links"] | sets["determiners"] | sets["empty"]
    return tuple(
        w.low
        for w in words
        if (w.low not in dropped or w.low in COUNTS)
        and not (is_party(page, w.start) and is_party(page, w.end - 1))
    )


def _is_domestic(page: Page, before: Sequence[Word], after: Sequence[Word], kind: Kind) -> bool:
    """Whether it is a law, an order or an office of one state."""
    sets = page.book.words
    if any(w.low in sets["domestic"] for w in before) or any(w.low in sets["laws"] for w in after):
        return True
    if kind.kind == "memorandum" and after and after[0].low == "for":
        return any(w.low in sets["titles"] for w in after[:4])
    return kind.group == "scheme" and _is_too_short(before, after)


def _is_too_short(before: Sequence[Word], after: Sequence[Word]) -> bool:
    """Whether a programme or fund has too short a name to be told from any other."""
    return len(before) + len(after) < 2


def _year(words: Sequence[Word]) -> str | None:
    return next((w.text for w in words if _YEAR.fullmatch(w.text)), None)


def _year_after(words: Sequence[Word], last: int, high: int) -> str | None:
    """The year of "the Treaty of 1949"."""
    for at in range(last + 1, min(high, len(words) - 1)):
        if words[at].low == "of" and _YEAR.fullmatch(words[at + 1].text):
            return words[at + 1].text
    return None
