"""Short forms that a document gives an instrument: "(NRT)", "(the “Agreement”)", "called “ABCTA”"."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from servanda.model import Span
from servanda.model.instrument import Form
from servanda.reading.accounts.found import Found
from servanda.reading.accounts.page import Line, Page

_LEAD = r"(?:(?:hereinafter|hereafter|collectively|together|known|referred to|or|as|the|an?)[,\s]+)*"
_BRACKET = re.compile(rf"\(\s*{_LEAD}(?P<open>[“\"‘']?)(?P<word>[^\W_][^()“”\"\n]{{1,60}}?)[,.]?[”\"’']?\)")
_CALLED = re.compile(
    r"\s*,?\s*(?:known\s+as|called|named|dubbed|entitled)\s+(?:the\s+)?[“\"‘'](?P<word>[^\W_][^“”\"\n]{1,60}?)[,.]?[”\"’]"
)
FRONT = re.compile(r"(?<![\w-])(?P<word>[A-Z][A-Za-z0-9-]{2,11})\s*(?:,|–|—| -)\s*$")
_DONE_AT = re.compile(
    r",? ?(?:signed|done|adopted|concluded|initialled|dated|of|which was|that was) [^;]{1,220}"
)
_SHORT = re.compile(r"(?=[^A-Z]{0,40}[A-Z])[\w.’'&/ -]+")
#: How far behind a name its bracket may stand, with words on signing between, in characters.
REACH = 240


def short_forms(page: Page, line: Line, found: Sequence[Found]) -> dict[int, str]:
    """The short form of each mention that has one, by its place in `found`."""
    given: dict[int, str] = {}
    outer = [at for at, one in enumerate(found) if not one.pointing]
    for hit in _BRACKET.finditer(page.text, line.span.start, line.span.end):
        word = " ".join(hit["word"].split())
        at = _owner(page, found, outer, hit.start(), word, quoted=bool(hit["open"]))
        if at is not None and at not in given and _is_short(page, found[at], word, hit.span("word")):
            given[at] = _core(page, word)
    for at in outer:
        if at in given or found[at].group in {"accession", "change"}:
            continue
        end = found[at].span.end
        called = _CALLED.match(page.text, end, min(line.span.end, end + 120))
        if called and _SHORT.fullmatch(called["word"]):
            given[at] = " ".join(called["word"].split())
            continue
        start = found[at].span.start
        front = FRONT.search(page.text[max(line.span.start, start - 16) : start])
        if front and found[at].lone and front["word"].upper() == front["word"]:
            given[at] = front["word"]
    return given


def _core(page: Page, word: str) -> str:
    """The short form without "proposed" and the like, where a noun of kind remains."""
    last = word.rpartition(" ")[2]
    rest = word.rpartition(" ")[0].lower().split()
    plain = page.book.kinds.get(last.lower()) is not None and all(
        w in page.book.words["generic"] for w in rest
    )
    return last if plain and rest and rest != ["joint"] else word


def _owner(
    page: Page, found: Sequence[Found], outer: Sequence[int], start: int, word: str, *, quoted: bool
) -> int | None:
    """The mention that a bracket at `start` belongs to: the one right before it, or signed before it."""
    noun = word.rpartition(" ")[2].lower()
    kind = page.book.kinds.get(noun)
    near = [
        at for at in outer if 0 <= start - found[at].span.end <= 2 or 0 <= start - found[at].head.end <= 2
    ]
    if near:
        inside = [at for at in near if " " in word and word.lower() in found[at].span.of(page.text).lower()]
        if inside:
            return max(inside, key=lambda at: found[at].span.start)
        fit = [at for at in near if kind is None or found[at].kind == kind.kind or found[at].changes]
        if fit or not quoted:
            return min(fit or near, key=lambda at: (found[at].span.start, -len(found[at].head)))
    before = [at for at in outer if found[at].span.end <= start and start - found[at].span.end <= REACH]
    if kind is not None and quoted:
        before = [at for at in before if found[at].kind == kind.kind]
    if not before:
        return None
    end = max(found[at].span.end for at in before)
    gap = " ".join(page.text[end:start].split())
    if not _DONE_AT.fullmatch(gap + " ") and not (quoted and kind is not None):
        return None
    return min((at for at in before if found[at].span.end == end), key=lambda at: found[at].span.start)


def _is_short(page: Page, found: Found, word: str, span: tuple[int, int]) -> bool:
    sets = page.book.words
    low = word.lower().split()
    if (
        not _SHORT.fullmatch(word)
        or len(low) > 6
        or word.isdigit()
        or any(w in sets["domestic"] for w in low)
    ):
        return False
    inside = next(page.parties.within(*span), None)
    if inside is not None and len(inside.span) >= span[1] - span[0] and not page.is_pact(inside.code):
        return False
    return not word.isupper() or _spells(page, found, word)


def _spells(page: Page, found: Found, word: str) -> bool:
    """Whether an acronym can stand for the whole name: not for its last words alone ("natural gas (LNG)")."""
    letters = [c for c in word.lower() if c.isalpha()]
    words = re.findall(r"[A-Za-z]+", page.text[found.span.start : found.span.end])
    tail = [w[0].lower() for w in words[-len(letters) :]]
    if tail != letters:
        return True
    count = len(re.findall(r"[A-Za-z]+", page.text[found.head.start : found.span.end]))
    return count <= len(letters)


def stand_alone(page: Page, names: Mapping[str, str], taken: Sequence[Span]) -> Iterator[Found]:
    """Where short forms stand alone. `names` maps each to the kind of what it means."""
    if not names:
        return
    longest = sorted(names, key=len, reverse=True)
    words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest)
    pattern = re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")
    starts, ends = _reaches(taken)
    for line in page.lines:
        for hit in pattern.finditer(page.text, line.span.start, line.span.end):
            at = bisect_right(starts, hit.start()) - 1
            if at >= 0 and ends[at] > hit.start():
                continue
            span = Span(*hit.span())
            word = " ".join(hit.group().split())
            yield Found(
                span, span, word, names[word], "short", Form.SHORT, line.order, line.block, short=(word,)
            )


def _reaches(spans: Sequence[Span]) -> tuple[list[int], list[int]]:
    """Starts in order, each with how far those up to it reach."""
    starts: list[int] = []
    ends: list[int] = []
    for span in sorted(spans):
        starts.append(span.start)
        ends.append(max(span.end, ends[-1] if ends else 0))
    return starts, ends
