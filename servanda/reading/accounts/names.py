"""Names in capitals with the noun of their kind: "the Supply Chain Agreement", "Protocol to the X on Y"."""

import re
from collections.abc import Iterator, Sequence

from servanda.codebook.instruments import Kind
from servanda.model import Span
from servanda.model.instrument import Form
from servanda.reading.accounts.found import Found
from servanda.reading.accounts.page import ORG, STATE, Line, Page, Word

#: How many words a name may reach to the left and to the right of its noun.
LEFT, RIGHT = 16, 90
_OPEN_QUOTES = frozenset({"“", '"', "‘", "'", "”", "’"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_LIST = re.compile(
    rf"(?:the )?[{STATE}{ORG}]+(?:\s*(?:[,;]|,? and|; and|&)+\s+(?:and\s+)?(?:the\s+)?[{STATE}{ORG}]+)+"
)


def names_in(page: Page, line: Line) -> list[Found]:
    """The names of one sentence, outer ones before those inside them."""
    return [
        found
        for first, last, kind in _heads(page, line.words)
        if (found := _name(page, line, first, last, kind))
    ]


def _heads(page: Page, words: Sequence[Word]) -> Iterator[tuple[int, int, Kind]]:
    """The nouns in capitals that name a kind, as (first word, last word, kind)."""
    for at, word in enumerate(words):
        if not word.text[0].isupper():
            continue
        for size in (3, 2, 1):
            phrase = " ".join(one.low for one in words[at : at + size])
            kind = page.book.kinds.get(phrase)
            if kind is not None and at + size <= len(words):
                yield at, at + size - 1, kind
                break


def _name(page: Page, line: Line, first: int, last: int, kind: Kind) -> Found | None:
    words, sets = line.words, page.book.words
    head = Span(words[first].start, words[last].end)
    if _is_body(page, head, kind) or _modifies(page, words, last):
        return None
    low = _left(page, line, first)
    bare = all(w.low in sets["generic"] or w.text.isdigit() for w in words[low:first])
    high = _right(page, words, last)
    before = _content(page, words[low:first])
    after = _content(page, words[last + 1 : high + 1])
    if (before or after) and _domestic(page, words, low, first, kind, after):
        return None
    pointer = words[low - 1].low if low and words[low].gap == "" else ""
    plain = not before and not after
    if plain and pointer not in sets["pointers"]:
        return None
    if plain:
        low, high = first, last
    span = Span(words[low].start, words[high].end)
    return Found(
        span=span,
        head=head,
        noun=" ".join(w.low for w in words[first : last + 1]),
        kind=kind.kind,
        group=kind.group,
        form=Form.ANAPHOR if plain else Form.FULL,
        line=line.order,
        block=line.block,
        plural=_plural(words[last].low, kind),
        before=before,
        after=after,
        parties=page.codes(span),
        each=each_of(page, span, head, _plural(words[last].low, kind)),
        year=_year(words[low:first]) or _year_after(words, last, high),
        pointing=plain,
        near=pointer in {"this", "these"},
        inside=bare,
    )


def _plural(low: str, kind: Kind) -> bool:
    return low not in kind.words and low.endswith("s") or low == "memoranda"


def each_of(page: Page, span: Span, head: Span, plural: bool) -> tuple[tuple[str, ...], ...]:
    """The other side of each instrument where a plural names several: "deals with A, B and C"."""
    if not plural:
        return ()
    found = _LIST.search(page.mask, head.end, min(span.end, head.end + 400))
    if found is None:
        return ()
    lead = page.text[head.end : found.start()].rstrip().rstrip(":").rpartition(" ")[2]
    if lead not in {"with", "of"}:
        return ()
    return tuple((code,) for code in page.codes(Span(found.start(), found.end())))


def _is_body(page: Page, head: Span, kind: Kind) -> bool:
    """Whether the noun belongs to the name of a party: "the European Council"."""
    inside = next(page.parties.within(head.start, head.end), None)
    return (
        inside is not None and inside.role in {"name", "body", "metonym"} and kind.group in {"body", "text"}
    )


def _modifies(page: Page, words: Sequence[Word], last: int) -> bool:
    """Whether another word of the name follows, so that the noun only modifies: "Treaty Organization"."""
    if last + 1 >= len(words):
        return False
    after = words[last + 1]
    return (
        after.gap == ""
        and after.text[0].isupper()
        and after.low not in page.book.words["openers"]
        and after.low not in page.book.words["months"]
    )


def _left(page: Page, line: Line, at: int) -> int:
    """The first word of the name that ends at word `at`."""
    words, sets = line.words, page.book.words
    i = at
    while i > 0 and at - i < LEFT:
        before = words[i - 1]
        if not _joined(words, i):
            break
        if before.cap and not _stops(page, line, before):
            i -= 1
        elif before.low in sets["left_links"] and i > 1 and _joins(page, line, i):
            i -= 2
        elif before.low == "and" and i > 2 and words[i - 1].gap == "," and _party(page, words[i]):
            reach = _back_over_list(page, words, i - 1)
            if reach == i - 1:
                break
            i = reach
        else:
            break
    while i < at and words[i].low in sets["sentence_openers"]:
        i += 1
    return i


def _joined(words: Sequence[Word], i: int) -> bool:
    """Whether word `i` follows the one before it without a break."""
    gap = words[i].gap
    return gap == "" or gap in _OPEN_QUOTES or (gap == "." and "." in words[i - 1].text)


def _stops(page: Page, line: Line, word: Word) -> bool:
    sets = page.book.words
    if word.text.endswith(("’s", "'s", "s’")) or word.low in sets["months"] or word.low in sets["titles"]:
        return True
    if word.low in sets["determiners"]:
        return True
    return line.heading and word.low in sets["heading_verbs"]


def _joins(page: Page, line: Line, i: int) -> bool:
    """Whether the link before word `i` ties the name to a capital further left."""
    words = line.words
    link, further = words[i - 1], words[i - 2]
    if link.gap != "" or not further.cap or _stops(page, line, further):
        return False
    kind = page.kind(further)
    return kind is None or kind.group not in {"text", "change"}


def _party(page: Page, word: Word) -> bool:
    return page.mask[word.start] in (STATE, ORG)


def _back_over_list(page: Page, words: Sequence[Word], i: int) -> int:
    """The first word of a list of parties that ends before word `i`: "Australia, New Zealand, and"."""
    at = i
    while at > 0 and _party(page, words[at - 1]) and words[at].gap in {"", ","}:
        at -= 1
    return at


def _right(page: Page, words: Sequence[Word], at: int) -> int:
    """The last word of the name whose noun is word `at`."""
    i, top = at, min(len(words) - 1, at + RIGHT)
    listing = False
    while i < top:
        step = _step(page, words, i, at, listing)
        if step == i:
            break
        listing = listing or words[i + 1].low in {"between", "among", "amongst", "with"}
        i = step
    return i


def _step(page: Page, words: Sequence[Word], i: int, head: int, listing: bool) -> int:
    """One step to the right of word `i`: the new last word, `i` where the name ends."""
    after = words[i + 1]
    gap = after.gap
    if gap == "." and "." in words[i].text:
        gap = ""
    if gap == "":
        if after.cap and after.low not in page.book.words["openers"]:
            return i if i == head or after.low in page.book.words["months"] else i + 1
        return _over_links(page, words, i, head)
    if gap == ",":
        if after.low == "as" and i + 2 < len(words) and words[i + 2].low == "amended":
            return i + 2
        reach = _over_links(page, words, i, head) if not after.cap else i + 1
        return reach if listing and _governs(page, words, i + 1, reach) else i
    if gap.startswith("(") and i > head:
        return _over_brackets(page, words, i, head, listing)
    return i


def _governs(page: Page, words: Sequence[Word], low: int, high: int) -> bool:
    """Whether words `low` to `high` name another party of a list."""
    return any(
        _party(page, w) or w.low in {"government", "republic", "kingdom"} for w in words[low : high + 1]
    )


def _over_links(page: Page, words: Sequence[Word], i: int, head: int) -> int:
    """Over "of the", "for", "and" to the capital that they lead to."""
    sets = page.book.words
    first = words[i + 1].low
    if (i == head and first not in sets["openers"]) or (i == head and first == "in"):
        return i
    j = i + 1
    while j < len(words) and j - i <= 4 and words[j].low in sets["links"]:
        if j > i + 1 and words[j].gap != "":
            return i
        j += 1
    if j >= len(words) or words[j].gap != "" or not words[j].cap or words[j].low in sets["months"]:
        return i
    links = [w.low for w in words[i + 1 : j]]
    if "to" in links and not _infinitive(page, words, j):
        return i
    if "and" in links and links[-1] in {"the", "a", "an"} and _another(page, words, j):
        return i
    if "in" in links and _is_place(page, words[j]):
        return i
    return j


def _infinitive(page: Page, words: Sequence[Word], j: int) -> bool:
    """Whether "to" leads to a verb of a title ("to Amend") or to the name of another instrument."""
    if words[j].low in page.book.words["infinitives"]:
        return True
    return _another(page, words, j)


def _another(page: Page, words: Sequence[Word], j: int) -> bool:
    """Whether the capitals from word `j` name another instrument."""
    for word in words[j : j + 8]:
        if not word.cap and word.low not in page.book.words["left_links"]:
            return False
        if page.kind(word) is not None:
            return True
    return False


def _is_place(page: Page, word: Word) -> bool:
    inside = next(page.parties.within(word.start, word.end), None)
    return inside is not None and inside.role == "capital"


def _over_brackets(page: Page, words: Sequence[Word], i: int, head: int, listing: bool) -> int:
    """Over "(the “United Kingdom”)" where the name goes on behind it."""
    for j in range(i + 2, min(i + 9, len(words))):
        gap = words[j].gap
        if ")" not in gap:
            continue
        rest = gap.rpartition(")")[2].strip()
        if rest == "" and words[j].low in page.book.words["openers"]:
            reach = _over_links(page, words, j - 1, head) if not words[j].cap else j
            return reach if reach > j - 1 else i
        if rest == "," and listing:
            reach = j if words[j].cap else _over_links(page, words, j - 1, head)
            return reach if _governs(page, words, j, reach) else i
        return i
    return i


def _content(page: Page, words: Sequence[Word]) -> tuple[str, ...]:
    """The words that tell a name from others of its kind."""
    sets = page.book.words
    empty = sets["links"] | sets["determiners"]
    found = [w.low for w in words if w.low not in empty]
    return tuple(found)


def _domestic(
    page: Page, words: Sequence[Word], low: int, first: int, kind: Kind, after: tuple[str, ...]
) -> bool:
    sets = page.book.words
    if any(w.low in sets["domestic"] for w in words[low:first]):
        return True
    return kind.kind == "memorandum" and bool(after) and after[0] in sets["titles"]


def _year(words: Sequence[Word]) -> str | None:
    return next((w.text for w in words if _YEAR.fullmatch(w.text)), None)


def _year_after(words: Sequence[Word], last: int, high: int) -> str | None:
    """The year of "the Treaty of 1949"."""
    for at in range(last + 1, min(high, len(words) - 1)):
        if words[at].low == "of" and _YEAR.fullmatch(words[at + 1].text):
            return words[at + 1].text
    return None
