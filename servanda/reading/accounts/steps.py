"""Steps: which stages of an instrument a document proves, by its acts and by words beside its mentions."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from servanda.codebook.instruments import StepCue
from servanda.model import Act, ActType, Flag, Modality, Span
from servanda.model.instrument import Dated, Stage, Step
from servanda.reading.accounts.found import Found
from servanda.reading.accounts.page import Line, Page
from servanda.reading.deadlines import TimeExpression
from servanda.reading.placed import Placed

BACK, AHEAD = 110, 130
_FILL = r"(?:\s+(?!(?:of|to|on|for|by|with|at|in|and|that|which|will|is|was|were|are|be|from|as|or|not)\b)[\w’'“”\".$-]+){0,6}\s*$"
_BRACKET = re.compile(r"\s*[”\"’]?\s*\([^()]{1,60}\)")
_ALSO = re.compile(
    r"\s*,?\s*(?:and|as well as|,)\s+(?:(?:the|an?|our|its|their)\s+)?(?:[\w’'“”\"-]+\s+){0,2}$"
)
_ALL = re.compile(r"\b(?:both|all|members|parties|allies|states)\b", re.I)

_STAGES: Mapping[ActType, Stage] = {
    ActType.OPEN_TALKS: Stage.NEGOTIATING,
    ActType.CONCLUDE_TEXT: Stage.CONCLUDED,
    ActType.SIGN: Stage.SIGNED,
    ActType.APPROVE: Stage.PARTLY_APPROVED,
    ActType.TAKE_EFFECT: Stage.IN_FORCE,
    ActType.SET_UP: Stage.OPERATIVE,
}
_NOT_BINDING = frozenset({"tie", "body", "scheme"})
_TEXTUAL = frozenset({Stage.CONCLUDED, Stage.SIGNED, Stage.PARTLY_APPROVED})


def steps_of(
    page: Page,
    mentions: Sequence[Found],
    chains: Mapping[int, Sequence[Found]],
    acts: Sequence[Act],
    times: Placed[TimeExpression],
    published: date | None,
) -> tuple[Step, ...]:
    """The steps of one instrument, by place; the same stage is told once, by its best telling."""
    found = [
        *_by_acts(page, mentions, acts, times, published),
        *_by_cues(page, mentions, chains, times, published),
    ]
    best: dict[tuple[Stage, str | None], Step] = {}
    for step in found:
        old = best.get((step.stage, step.party))
        if old is None or _worth(step) > _worth(old):
            best[(step.stage, step.party)] = step
    return tuple(sorted(best.values(), key=lambda one: (one.span.start, one.span.end, one.stage.value)))


def _worth(step: Step) -> tuple[int, int]:
    order = {Dated.TOLD: 2, Dated.PUBLISHED: 1, Dated.BY: 0}
    return order[step.dated], len(step.date or "")


def _by_acts(
    page: Page,
    mentions: Sequence[Found],
    acts: Sequence[Act],
    times: Placed[TimeExpression],
    published: date | None,
) -> Iterator[Step]:
    for act in acts:
        if act.modality is not Modality.DONE or Flag.NEGATED in act.flags or act.type not in _STAGES:
            continue
        for mention in mentions:
            if mention.pointing or not act.span.contains(mention.span):
                continue
            if not _is_object(page, act, mention):
                continue
            stage = _stage_of(page, act, mention)
            if stage is None:
                continue
            day, dated = _date(times, act.span, published, recap=Flag.RECAP in act.flags, text=page.text)
            party = act.actors[0] if stage is Stage.PARTLY_APPROVED and len(act.actors) == 1 else None
            yield Step(stage, act.span, day, dated, party, act=act.id)


def _is_object(page: Page, act: Act, mention: Found) -> bool:
    """Whether the mention is what the act moves, as far as its name tells."""
    if act.instrument is None:
        return False
    words = " ".join(mention.span.of(page.text).split())
    return act.instrument in words or words in act.instrument


def _stage_of(page: Page, act: Act, mention: Found) -> Stage | None:
    stage = _STAGES[act.type]
    if act.type is ActType.TAKE_EFFECT and mention.group in _NOT_BINDING:
        return Stage.OPERATIVE
    if act.type is ActType.SET_UP and mention.group not in _NOT_BINDING:
        return None
    if stage in _TEXTUAL and mention.group in _NOT_BINDING and stage is not Stage.SIGNED:
        return None
    if act.type is ActType.APPROVE and _ALL.search(act.quote[:60]):
        return Stage.APPROVED
    return stage


def _by_cues(
    page: Page,
    mentions: Sequence[Found],
    chains: Mapping[int, Sequence[Found]],
    times: Placed[TimeExpression],
    published: date | None,
) -> Iterator[Step]:
    for mention in mentions:
        line = next(one for one in page.lines if one.order == mention.line)
        if mention.stage is not None:
            span = mention.span
            day, dated = _date(times, _clause(page, line, span), published, recap=False, text=page.text)
            yield Step(mention.stage, span, day, dated, cue=mention.cue)
        chain = chains.get(id(mention), (mention,))
        for cue in page.book.steps:
            if cue.kinds and mention.group not in cue.kinds:
                continue
            hit = _hit(page, line, cue, mention, chain)
            if hit is None:
                continue
            day, dated = _date(times, _clause(page, line, hit), published, recap=False, text=page.text)
            stage = cue.stage
            if stage is Stage.PARTLY_APPROVED and _ALL.search(page.text[line.span.start : hit.end]):
                stage = Stage.APPROVED
            if stage is Stage.IN_FORCE and mention.group in _NOT_BINDING:
                stage = Stage.OPERATIVE
            yield Step(stage, hit, day, dated, cue=cue.id)


def _hit(page: Page, line: Line, cue: StepCue, mention: Found, chain: Sequence[Found]) -> Span | None:
    """Where the cue and the mention stand, if the cue holds for it."""
    before, after = _patterns(cue)
    if before is not None:
        start = chain[0].span.start
        low = max(line.span.start, start - BACK)
        hit = before.search(page.text[low:start])
        if hit is None or _blocked(page.text[line.span.start : low + hit.start()], cue):
            return None
        return Span(low + hit.start(), mention.span.end)
    end = chain[-1].span.end
    window = page.text[end : min(line.span.end, end + AHEAD)]
    skip = _BRACKET.match(window)
    hit = after.match(window, skip.end() if skip else 0) if after else None
    if hit is None or _blocked(page.text[line.span.start : mention.span.start], cue):
        return None
    return Span(mention.span.start, end + hit.end())


def _blocked(lead: str, cue: StepCue) -> bool:
    words = re.findall(r"[\w’']+|[,;:]", lead[-80:].lower())[-5:]
    return any(word in cue.unless for word in words)


@cache
def _patterns(cue: StepCue) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    left, _, right = cue.pattern.partition("{X}")
    spaced = lambda body: body.strip().replace(" ", r"\s+")  # noqa: E731
    if left.strip():
        return re.compile(rf"\b{spaced(left)}{_FILL}", re.I), None
    return None, re.compile(rf"\s*{right.strip().replace(' ', chr(92) + 's+')}\b", re.I)


def _clause(page: Page, line: Line, span: Span) -> Span:
    return Span(max(line.span.start, span.start - 60), min(line.span.end, span.end + 60))


def _date(
    times: Placed[TimeExpression], span: Span, published: date | None, *, recap: bool, text: str
) -> tuple[str | None, Dated]:
    """The day that the words near a step tell, else that of the document."""
    near = [one for one in times.within(span.start, span.end) if one.start and one.end]
    if published is not None:
        near = [one for one in near if one.start and one.start <= published]
    if near:
        one = min(near, key=lambda item: len(prefix(item)) * -1)
        told = prefix(one)
        if told:
            today = published is not None and told == published.isoformat()
            return told, Dated.PUBLISHED if today else Dated.TOLD
    if published is None:
        return None, Dated.BY
    performs = re.search(r"\b(?:today|hereby|now|are|is|am|have approved)\b", span.of(text), re.I)
    return published.isoformat(), Dated.PUBLISHED if performs and not recap else Dated.BY


def prefix(one: TimeExpression) -> str:
    """The days of an expression as a prefix date: "2021", "2021-02", "2021-02-11", or nothing."""
    if one.start is None or one.end is None:
        return ""
    if one.start == one.end:
        return one.start.isoformat()
    if (one.start.year, one.start.month) == (one.end.year, one.end.month):
        return one.start.isoformat()[:7]
    if one.start.year == one.end.year:
        return one.start.isoformat()[:4]
    return ""
