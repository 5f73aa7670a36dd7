"""Short forms that a document gives an instrument: "(ENNPIA)", "(the “Agreement”)", "called “AUKUS”"."""

import re
from collections.abc import Iterator, Mapping, Sequence

from servanda.model import Span
from servanda.model.instrument import Form
from servanda.reading.accounts.found import Found
from servanda.reading.accounts.page import Line, Page

_BRACKET = re.compile(
    r"\s*[”\"’]?\s*\((?:(?:hereinafter|hereafter|collectively|together|known|referred to|or|as|the|an?)[,\s]+)*"
    r"[“\"‘']?([^\W_][^()“”\"\n]{1,60}?)[,.]?[”\"’']?\)"
)
_CALLED = re.compile(
    r"\s*,?\s*(?:known\s+as|called|named|dubbed|entitled)\s+(?:the\s+)?[“\"‘']([^\W_][^“”\"\n]{1,60}?)[,.]?[”\"’]"
)
_DONE_AT = re.compile(r",? (?:signed|done|adopted|concluded|initialled|dated|of) [^();]{1,60}$")
_SHORT = re.compile(r"(?=.*[A-Z])[\w.’'&/ -]+")


def short_forms(page: Page, line: Line, found: Sequence[Found]) -> dict[int, str]:
    """The short form of each mention that has one, by its place in `found`."""
    outer = [at for at, one in enumerate(found) if not one.pointing]
    given: dict[int, str] = {}
    for at in outer:
        end = found[at].span.end
        hit = _BRACKET.match(page.text, end, min(line.span.end, end + 120)) or _CALLED.match(
            page.text, end, min(line.span.end, end + 120)
        )
        if hit is None:
            continue
        word = " ".join(hit.group(1).split())
        if _is_short(page, word, hit.span(1)):
            given[at] = word
    given.update(_behind_dates(page, line, found, outer))
    return given


def _is_short(page: Page, word: str, span: tuple[int, int]) -> bool:
    if not _SHORT.fullmatch(word) or len(word.split()) > 6 or word.isdigit():
        return False
    inside = next(page.parties.within(*span), None)
    return inside is None or len(inside.span) < span[1] - span[0] or inside.role == "name" and word.isupper()


def _behind_dates(page: Page, line: Line, found: Sequence[Found], outer: Sequence[int]) -> dict[int, str]:
    """Short forms that follow the place and day of signing: ", signed at Oslo on May 3, 2023 (2023 FPA)"."""
    given = {}
    for hit in re.finditer(r"\(([^()]{2,40})\)", page.text[line.span.start : line.span.end]):
        start = line.span.start + hit.start()
        before = [at for at in outer if found[at].span.end <= start]
        if not before:
            continue
        last = max(before, key=lambda at: (found[at].span.end, -found[at].span.start))
        gap = page.text[found[last].span.end : start].rstrip()
        word = " ".join(hit.group(1).strip("“”\"'").split())
        if gap and len(gap) < 90 and _DONE_AT.fullmatch(" ".join(gap.split())) and _SHORT.fullmatch(word):
            given[last] = word
    return given


def stand_alone(page: Page, names: Mapping[str, str], taken: Sequence[Span]) -> Iterator[Found]:
    """Where short forms stand alone. `names` maps each to the kind of what it means."""
    if not names:
        return
    longest = sorted(names, key=len, reverse=True)
    pattern = re.compile(
        r"(?<![\w-])(?:"
        + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest)
        + r")(?![\w-])"
    )
    for line in page.lines:
        for hit in pattern.finditer(page.text, line.span.start, line.span.end):
            span = Span(*hit.span())
            if any(one.overlap(span) for one in taken if one.start < span.end and span.start < one.end):
                continue
            word = " ".join(hit.group().split())
            yield Found(
                span, span, word, names[word], "short", Form.SHORT, line.order, line.block, short=(word,)
            )
