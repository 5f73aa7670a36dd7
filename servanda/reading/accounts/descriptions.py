"""Descriptions in lower case: "a free trade agreement with Thailand", and pointers: "these talks"."""

from collections.abc import Sequence

from servanda.codebook.instruments import Kind
from servanda.reading.accounts.describing import Describer
from servanda.reading.accounts.found import Found
from servanda.reading.accounts.names import goes_on
from servanda.reading.accounts.page import Line, Page
from servanda.reading.parse import Parsed

_NOUNS = frozenset({"NOUN", "PROPN"})


def descriptions_in(page: Page, line: Line, taken: Sequence[Found]) -> list[Found]:
    """Those of one sentence, apart from the nouns of names that are `taken`."""
    if not line.words:
        return []
    heads = {found.head.start for found in taken}
    spans = [found.span for found in taken if not found.pointing]
    p = line.parsed
    result = []
    for at in range(len(p)):
        if p.pos[at] not in _NOUNS or (hit := _kind(page, p, at)) is None or p.start[at] in heads:
            continue
        if _modifies(p, at, hit[0]) or _is_name(page, line, p, at, hit[0]):
            continue
        if any(span.start <= p.start[at] < span.end for span in spans):
            continue
        found = Describer(page, line, at, *hit).found()
        if found is not None:
            result.append(found)
    return [one for one in result if not _holds(one, taken, result)]


def _kind(page: Page, p: Parsed, at: int) -> tuple[int, Kind] | None:
    """The last word of the noun and its kind: "memorandum of understanding" counts as one."""
    if p.words[at].lower() not in page.book.starts:
        return None
    for size in (3, 2, 1):
        if at + size <= len(p):
            kind = page.book.kinds.get(" ".join(p.words[i].lower() for i in range(at, at + size)))
            if kind is not None:
                return at + size - 1, kind
    return None


def _modifies(p: Parsed, at: int, last: int) -> bool:
    """Whether the noun only modifies another: "treaty obligations"."""
    return any(p.dep[i] in {"compound", "nmod"} and not at <= p.head[i] <= last for i in (at, last))


def _is_name(page: Page, line: Line, p: Parsed, at: int, last: int) -> bool:
    """Whether the noun has a capital, so that names account for it, as not for "a Framework to …"."""
    word = p.words[at]
    if not word[0].isupper() or (word.isupper() and len(word) <= 4):
        return False
    lone = bool({p.words[i].lower() for i in range(max(0, at - 3), at)} & {"a", "an"})
    return not (goes_on(page, p.end[last], lone=lone) or line.heading) or word.isupper()


def _holds(one: Found, taken: Sequence[Found], described: Sequence[Found]) -> bool:
    """Whether talks are held about another mention, which speaks for both: "negotiations on the X"."""
    if one.group != "talks" or one.pointing:
        return False
    return any(
        other is not one
        and not other.pointing
        and one.span.contains(other.head)
        and other.head.start > one.head.end
        for other in (*taken, *described)
    )
