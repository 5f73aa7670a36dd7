"""Step cues: where the words beside a mention prove a stage of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from servanda.codebook.instruments import InstrumentBook, StepCue
from servanda.model import Span
from servanda.model.instrument import Stage
from servanda.reading.accounts.found import Found
from servanda.reading.accounts.page import ORG, STATE, Line, Page

#: How far before and behind a mention a cue may begin, in characters.
BACK, AHEAD = 260, 160
#: A preposition before a cue bars it only from so near, in words.
NEAR = 2
_PREPOSITIONS = frozenset({"for", "by", "at", "on", "of", "in", "from", "with", "after"})
#: Words between a cue and the mention: determiners and adjectives, nothing that opens a phrase of its own.
_FILL = (
    r"(?:\s+(?!(?:of|to|on|for|by|with|at|in|into|and|that|which|will|is|was|were|are|be|from|as|or|not|but|under"
    r"|order|orders|law|act|bill|legislation|implementing|directing|establishing|meeting|chair|statement"
    r"|letter|contract|contracts|instrument|instruments|report|proclamation|memorandum)\b)"
    r"[\w’'“”\".$-]+){0,6}\s*$"
)
_BRACKET = re.compile(r"\s*[”\"’]?\s*\([^()]{1,60}\)|\s*[”\"]")
_LAWS = re.compile(r"\s*(?:\([^()]{1,40}\)\s*)?(?:into law|legislation|bill|act\b)", re.I)
#: How near its start an item names its text; how few words a lead-in has behind its cue, in characters.
BULLET, LEAD_IN = 18, 90
_LISTABLE = frozenset({Stage.SIGNED, Stage.ADOPTED, Stage.CONCLUDED})
_SIDES = re.compile(
    rf"\s+(?:between\s+(?:the\s+)?(?:two|both|our|three)\s+\w+|(?:with|between)\s+(?:the\s+)?[{STATE}{ORG}]+"
    rf"(?:\s+and\s+(?:the\s+)?[{STATE}{ORG}]+)?)"
)
_ASIDE = re.compile(r",\s[^,.;:]{1,80},")
_PREDICATE = re.compile(
    r",?\s+(?:which\s+|that\s+)?(?:was|were|has|have|had|is|are|entered|came|took|expired)\b"
)
_AND = re.compile(
    r"(?<![.;])\s+(?:and|but)(?=\s+(?:has|have|had|was|were|is|are|entered|came|took|expired|provisionally)\b)"
)
_CLAUSE = re.compile(r"[,;.]\s|:[ \t]|[—–]")
_CONDITIONS = re.compile(r"\b(?:if|once|unless|until|upon)\b", re.I)


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue that holds: `span` covers cue and mention, `words` the cue alone where it stands behind."""

    cue: StepCue
    span: Span
    words: Span


def hits(
    page: Page, line: Line, mention: Found, chain: Sequence[Found], kinds: frozenset[str], *, inner: bool
) -> Iterator[Hit]:
    """The cues that hold for a mention. `chain` are the mentions side by side with it, itself included.

    `kinds` are the group and the kind of its instrument.
    `inner` tells that a longer mention ends with this one, so that what stands around speaks of the longer.
    """
    for cue in page.book.steps:
        if cue.kinds and not (kinds | {mention.group}) & set(cue.kinds):
            continue
        if cue.lone and not (mention.lone or mention.plural):
            continue
        before, after = _patterns(cue)
        hit = None
        if before is not None and not inner:
            hit = _before(page, line, cue, before, mention, chain)
        elif after is not None and not inner:
            hit = _after(page, line, cue, after, mention, chain)
        if hit is not None:
            yield hit


def _before(
    page: Page, line: Line, cue: StepCue, pattern: re.Pattern[str], mention: Found, chain: Sequence[Found]
) -> Hit | None:
    first = chain[0].span.start
    low = max(line.lead, first - BACK)
    found = pattern.search(page.text[low:first])
    if found is None and line.lead < line.span.start and first - line.span.start < BULLET:
        return _listed(page, line, cue, mention)
    if found is None or (cue.stage == "signed" and _LAWS.match(page.text, mention.span.end)):
        return None
    start = low + found.start()
    if cue.but and re.match(cue.but, page.text[mention.span.end : mention.span.end + AHEAD]):
        return None
    if not _free(page, page.text[max(line.lead, start - 110) : start], cue):
        return None
    span = Span(start, mention.span.end)
    return Hit(cue, span, span)


def _listed(page: Page, line: Line, cue: StepCue, mention: Found) -> Hit | None:
    """A cue in the words that lead in to a list: "The ministers signed the following texts:"."""
    core = _core(cue)
    if core is None or cue.stage not in _LISTABLE:
        return None
    lead = page.text[line.lead : line.span.start]
    colon = lead.find(":\n")
    found = core.search(lead, 0, colon) if colon > 0 else None
    if found is None or colon - found.end() > LEAD_IN or not _free(page, lead[: found.start()], cue):
        return None
    span = Span(mention.span.start, mention.span.end)
    return Hit(cue, span, Span(line.lead, line.lead + colon))


def _after(
    page: Page, line: Line, cue: StepCue, pattern: re.Pattern[str], mention: Found, chain: Sequence[Found]
) -> Hit | None:
    end = chain[-1].span.end
    stop = min(line.span.end, end + AHEAD)
    skipped = _BRACKET.match(page.text, end, stop)
    sides = _SIDES.match(page.mask, skipped.end() if skipped else end, stop)
    skipped = sides or skipped
    found = pattern.match(page.text, skipped.end() if skipped else end, stop)
    if found is None and skipped:
        found = pattern.match(page.text, end, stop)
    if found is None and (aside := _ASIDE.match(page.text, skipped.end() if skipped else end, stop)):
        found = pattern.match(page.text, aside.end(), stop)
    if found is None:
        found = _further(page.text, pattern, skipped.end() if skipped else end, stop)
    start = mention.span.start
    if found is None or not _free(page, page.text[max(line.lead, start - 110) : start], cue):
        return None
    return Hit(cue, Span(start, found.end()), Span(found.start(), found.end()))


def _further(text: str, pattern: re.Pattern[str], end: int, stop: int) -> re.Match[str] | None:
    """The cue as a later predicate of the same subject: "was signed in May and has been applied since"."""
    if _PREDICATE.match(text, end, stop) is None:
        return None
    for link in _AND.finditer(text, end, stop):
        found = pattern.match(text, link.end(), stop)
        if found is not None:
            return found
    return None


def _free(page: Page, lead: str, cue: StepCue) -> bool:
    """Whether nothing in the words before the cue makes it a plan, a wish or a condition."""
    clause = lead[max((m.end() for m in _CLAUSE.finditer(lead)), default=0) :]
    words = re.findall(r"[\w’']+", clause.lower())[-7:]
    if cue.need and not set(cue.need) & {
        *words,
        *(word[-2:] for word in words if "’" in word or "'" in word),
    }:
        return False
    barred = _barred(page.book, cue)
    if "ahead" in cue.unless and _CONDITIONS.search(clause):
        return False
    for at, word in enumerate(words):
        reach = (
            1 if word == "to" and "ahead" not in cue.unless else NEAR if word in _PREPOSITIONS else len(words)
        )
        near = len(words) - at <= reach
        if word in barred and near and not (word == "to" and _tells(page, words[at + 1 :])):
            return False
    return True


def _tells(page: Page, rest: Sequence[str]) -> bool:
    """Whether "to" leads to a verb of telling: "pleased to announce"."""
    return bool(rest) and rest[0] in page.book.words["telling"]


def _barred(book: InstrumentBook, cue: StepCue) -> frozenset[str]:
    found: set[str] = set()
    for word in cue.unless:
        found |= book.words[word] if word in {"ahead", "wish"} else {word}
    return frozenset(found)


@cache
def _patterns(cue: StepCue) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """The pattern for what stands before the mention, or for what stands behind it."""
    left, _, right = cue.pattern.partition("{X}")
    if left.strip():
        return re.compile(rf"\b{left.strip().replace(' ', _SPACE)}{_FILL}", re.I), None
    return None, re.compile(rf"(?:{right.replace(' ', _SPACE)})(?!\w)", re.I)


@cache
def _core(cue: StepCue) -> re.Pattern[str] | None:
    left = cue.pattern.partition("{X}")[0].strip()
    return re.compile(rf"\b{left.replace(' ', _SPACE)}\b", re.I) if left else None


_SPACE = r"\s+"
