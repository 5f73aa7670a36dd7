"""How far a name in capitals reaches to the left and to the right of the noun of its kind."""

from collections.abc import Sequence

from servanda.reading.accounts.page import ORG, STATE, Line, Page, Word

#: How many words a name may reach to the left and to the right of its noun.
LEFT, RIGHT = 16, 90
_OPEN_QUOTES = frozenset({"“", '"', "‘", "'", "”", "’"})
#: Numbers that may open a name in capitals ("Five Power Arrangements").
COUNTS = frozenset({"two", "three", "four", "five", "six", "first", "second"})


def leftmost(page: Page, line: Line, at: int) -> int:
    """The first word of the name that ends at word `at`."""
    words, sets = line.words, page.book.words
    i = at
    while i > 0 and at - i < LEFT:
        before = words[i - 1]
        if i > 1 and words[i].gap == ")" and before.gap == "(" and before.text.isupper():
            i -= 1  # over an acronym in brackets: "the Framework (ABC) Agreement"
            if not words[i - 1].cap:
                return i + 1
            i -= 1
            continue
        if not _joined(words, i):
            break
        if before.cap and not _stops(page, line, before):
            i -= 1
        elif before.low in sets["left_links"] and i > 1 and _joins(page, line, i):
            i -= 2
        elif before.low == "and" and i > 2 and words[i - 1].gap == "," and is_party(page, words[i].start):
            reach = _back_over_list(page, words, i - 1)
            if reach == i - 1:
                break
            i = reach
        else:
            break
    while i < at and words[i].low in sets["sentence_openers"] and (i == 0 or words[i].low != "new"):
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
    if word.low in sets["determiners"] and word.low not in COUNTS:
        return True
    return line.heading and word.low in sets["heading_verbs"]


def _joins(page: Page, line: Line, i: int) -> bool:
    """Whether the link before word `i` ties the name to a capital further left."""
    words = line.words
    link, further = words[i - 1], words[i - 2]
    if link.gap != "" or not further.cap or _stops(page, line, further):
        return False
    kind = page.kind(further)
    if kind is None or kind.group in {"body", "scheme", "talks"}:
        return True
    # "Partnership and Cooperation Agreement" is one name, "Strategic Partnership and Trade Pact" are two.
    return kind.group == "tie" and not (i > 2 and words[i - 3].cap and words[i - 2].gap == "")


def is_party(page: Page, at: int) -> bool:
    """Whether the character at `at` belongs to the name of a party."""
    return page.mask[at] in (STATE, ORG)


def _back_over_list(page: Page, words: Sequence[Word], i: int) -> int:
    """The first word of a list of parties that ends before word `i`: "Canada, Norway, and"."""
    at = i
    while at > 0 and is_party(page, words[at - 1].start) and words[at].gap in {"", ","}:
        at -= 1
    return at


def rightmost(page: Page, words: Sequence[Word], at: int) -> int:
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
    if gap.startswith("("):
        return _over_brackets(page, words, i, head, listing)
    return i


def _governs(page: Page, words: Sequence[Word], low: int, high: int) -> bool:
    """Whether words `low` to `high` name another party of a list."""
    return any(
        is_party(page, w.start) or w.low in {"government", "republic", "kingdom"}
        for w in words[low : high + 1]
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
    if (
        "to" in links
        and links[0] not in {"related", "relating", "respect"}
        and not _infinitive(page, words, j)
    ):
        return i
    if "and" in links and (
        _described(page, words, j) or (links[-1] in {"the", "a", "an"} and _another(page, words, j))
    ):
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


def _described(page: Page, words: Sequence[Word], j: int) -> bool:
    """Whether word `j` only describes a noun in lower case: "and Treaty-related agreements"."""
    return j + 1 < len(words) and words[j + 1].text.islower() and page.kind(words[j + 1]) is not None


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
