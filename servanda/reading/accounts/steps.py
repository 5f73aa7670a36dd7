"""Steps: which stages of an instrument a document proves, by its acts and by words beside its mentions."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from servanda.model import Act, ActType, Flag, Modality, Span
from servanda.model.instrument import Dated, Stage, Step
from servanda.reading.accounts.cuing import Hit, hits
from servanda.reading.accounts.dating import Calendar
from servanda.reading.accounts.found import Found
from servanda.reading.accounts.page import Line, Page

_STAGES: Mapping[ActType, Stage] = {
    ActType.OPEN_TALKS: Stage.NEGOTIATING,
    ActType.CONCLUDE_TEXT: Stage.CONCLUDED,
    ActType.SIGN: Stage.SIGNED,
    ActType.APPROVE: Stage.PARTLY_APPROVED,
    ActType.TAKE_EFFECT: Stage.IN_FORCE,
    ActType.SET_UP: Stage.OPERATIVE,
}
_LOOSE = frozenset({"tie", "body", "scheme"})
_ALL = re.compile(
    r"\b(?:(?:all|both|each of|every)\b[^.,;]{0,60}|(?:members?|parties|allies|states)(?: have| had)?\s*)$",
    re.I,
)
_JOINS = re.compile(r"join|acced|accession|member", re.I)
_OWN = re.compile(
    r"\b(?:I|we|our|cabinet|parliament|senate|congress|government|house|council of ministers)\b[^.;]{0,80}$",
    re.I,
)
_FOR_NOW = re.compile(r"\b(?:provisional application|provisionally|applied on a provisional basis)\b", re.I)
_INTENT = re.compile(r"\bnotices? of (?:its |their )?intent(?:ion)?\b|\bintent(?:ion)?s? to\b", re.I)
_PREPARED = re.compile(
    r"\b(?:steps?|preparations?|preparatory work|groundwork)\b[^.;]{0,20}\b(?:toward|towards|for)\b", re.I
)
_TABLED = re.compile(
    r"\b(?:submit|tabl|sen[dt]|put|bring|brought|la(?:y|id)|forward|transmit|introduc|present|refer)\w*\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Teller:
    """What a document tells of steps: its page, acts and calendar, and which mentions stand side by side."""

    page: Page
    acts: Sequence[Act]
    calendar: Calendar
    chains: Mapping[Span, Sequence[Found]]
    inner: frozenset[Span]
    publisher: str | None
    objects: Mapping[str, Span]

    def steps(self, mentions: Sequence[Found], kinds: frozenset[str]) -> tuple[Step, ...]:
        """The steps of one instrument of such kinds, by place; a stage is kept once, by its best telling."""
        best: dict[tuple[Stage, str | None], Step] = {}
        for step in (*self._by_acts(mentions, kinds), *self._by_cues(mentions, kinds)):
            old = best.get((step.stage, step.party))
            if old is None or _worth(step) > _worth(old):
                best[(step.stage, step.party)] = step
        return tuple(sorted(best.values(), key=lambda one: (one.span.start, one.span.end, one.stage.value)))

    def _by_cues(self, mentions: Sequence[Found], kinds: frozenset[str]) -> Iterator[Step]:
        proposed = any(self._is_proposed(mention) for mention in mentions)
        for mention in mentions:
            line = self.page.line(mention.line)
            if mention.stage is not None:
                day, dated = self.calendar.day(line, mention.span)
                yield Step(mention.stage, mention.span, day, dated, cue=mention.cue)
            chain = self.chains.get(mention.span, (mention,))
            for hit in hits(self.page, line, mention, chain, kinds, inner=mention.span in self.inner):
                stage = _fitting(hit.cue.stage, kinds)
                if hit.cue.id == "hereby-approve" and proposed:
                    stage = Stage.CONCLUDED
                party = None
                if stage is Stage.PARTLY_APPROVED:
                    stage, party = self._approval(line, hit)
                elif hit.cue.one_side:
                    party = self._approval(line, hit)[1]
                    if party is None:
                        continue
                day, dated = self.calendar.day(line, hit.words, late=hit.cue.pattern.startswith("{X}"))
                yield Step(stage, hit.span, day, dated, party, cue=hit.cue.id)

    def _approval(self, line: Line, hit: Hit) -> tuple[Stage, str | None]:
        """Who approved: all sides, or one party."""
        text = self.page.text
        low = line.lead
        if (colon := text.rfind(": ", line.span.start, hit.span.start)) >= 0:
            # "A NEW ERA WITH CHILE: the Senate approved": what leads in approves nothing.
            low = max(low, colon + 1)
        lead = text[max(low, hit.span.start - 90) : hit.span.start]
        if _ALL.search(lead):
            return Stage.APPROVED, None
        named = self.page.codes(Span(max(low, hit.span.start - 70), hit.span.start))
        states = [code for code in named if self.page.known.is_state(code) or code == "EU"]
        if states:
            return Stage.PARTLY_APPROVED, states[-1]
        if _OWN.search(lead) or not lead.strip():
            return Stage.PARTLY_APPROVED, self.publisher
        return Stage.PARTLY_APPROVED, None

    def _is_proposed(self, mention: Found) -> bool:
        start = mention.span.start
        return "proposed" in self.page.text[max(0, start - 14) : start + 10].lower()

    def _by_acts(self, mentions: Sequence[Found], kinds: frozenset[str]) -> Iterator[Step]:
        for act in self.acts:
            if act.modality is not Modality.DONE or Flag.NEGATED in act.flags or act.type not in _STAGES:
                continue
            for mention in mentions:
                if self.objects.get(act.id) != mention.span:
                    continue
                stage = self._told(act, kinds)
                if stage is None:
                    continue
                line = self.page.line(mention.line)
                day, dated = self.calendar.day(line, act.span, recap=Flag.RECAP in act.flags)
                joins = stage is Stage.IN_FORCE and _JOINS.search(act.trigger.of(self.page.text)) is not None
                alone = (stage is Stage.PARTLY_APPROVED or joins) and len(act.actors) == 1
                party = act.actors[0] if alone else None
                yield Step(stage, act.span, day, dated, party, act=act.id)

    def _told(self, act: Act, kinds: frozenset[str]) -> Stage | None:
        """The stage that an act brings to its instrument: none for notice of talks to come."""
        words = act.span.of(self.page.text)
        if act.type is ActType.TAKE_EFFECT and _FOR_NOW.search(words) and "force" not in words:
            return _fitting(Stage.PROVISIONAL, kinds)
        if act.type is ActType.OPEN_TALKS and _INTENT.search(words):
            return None
        if act.type is ActType.OPEN_TALKS and _PREPARED.search(words):
            return Stage.EXPLORING
        if act.type is ActType.APPROVE and _TABLED.search(act.trigger.of(self.page.text)):
            return None  # what is laid before a parliament is not yet approved by it
        return _stage_of(act, kinds)


def objects_of(page: Page, acts: Sequence[Act], founds: Sequence[Found]) -> dict[str, Span]:
    """For each act that moves an instrument, the mention in its clause that fits its name best."""
    placed = sorted((one for one in founds if not one.pointing), key=lambda one: one.span)
    starts = [one.span.start for one in placed]
    found: dict[str, Span] = {}
    for act in acts:
        if act.type not in _STAGES or act.instrument is None:
            continue
        best: tuple[float, int] = (0.0, 0)
        for one in placed[bisect_left(starts, act.span.start) : bisect_left(starts, act.span.end)]:
            if not act.span.contains(one.span):
                continue
            words = " ".join(one.span.of(page.text).split())
            if act.instrument in words or words in act.instrument:
                fit = min(len(words), len(act.instrument)) / max(len(words), len(act.instrument))
                if (fit, -one.span.start) > best:
                    best = (fit, -one.span.start)
                    found[act.id] = one.span
        if act.id not in found and (only := _only_object(act, placed, starts)):
            found[act.id] = only
    return found


def _only_object(act: Act, placed: Sequence[Found], starts: Sequence[int]) -> Span | None:
    """The only text named behind the words that carry the act, where none bears the name it was given."""
    if act.type not in {ActType.SIGN, ActType.CONCLUDE_TEXT}:
        return None
    outer: list[Found] = []
    for one in placed[bisect_left(starts, act.trigger.end) : bisect_left(starts, act.span.end)]:
        if act.span.contains(one.span) and not (outer and outer[-1].span.contains(one.span)):
            outer.append(one)
    return outer[0].span if len(outer) == 1 and outer[0].group == "text" else None


def _worth(step: Step) -> tuple[int, int]:
    """How well a telling dates its step."""
    order = {Dated.TOLD: 2, Dated.PUBLISHED: 1, Dated.BY: 0}
    return order[step.dated], len(step.date or "")


def _fitting(stage: Stage, kinds: frozenset[str]) -> Stage:
    """What does not bind becomes operative, not in force."""
    at_work = stage in {Stage.IN_FORCE, Stage.PROVISIONAL}
    return Stage.OPERATIVE if at_work and kinds & _LOOSE else stage


def _stage_of(act: Act, kinds: frozenset[str]) -> Stage | None:
    """The stage that an act brings to an instrument of such kinds, if it can have it."""
    stage = _STAGES[act.type]
    if act.type is ActType.TAKE_EFFECT:
        return _fitting(stage, kinds)
    if act.type is ActType.SET_UP:
        return stage if kinds & _LOOSE or "framework" in kinds else None
    if kinds & _LOOSE and stage in {Stage.CONCLUDED, Stage.PARTLY_APPROVED}:
        return None
    if act.type is ActType.APPROVE and len(act.actors) > 1:
        return Stage.APPROVED
    return stage
