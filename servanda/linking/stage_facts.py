"""`Fact`: a told step with the days on which it can have happened; `Record`: the facts that tell one step.

A day is ISO text; a prefix of it ("2021-02") is a window from its first to its last day, compared as text.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from servanda.model import Dated, Span, Stage, Step
from servanda.model.agreement import Proof, StageQuestion, StageRecord

START = "0000-00-00"
END = "9999-99-99"
#: Days by which two tellings of one day may differ: time zones, and evenings told the day after.
SLACK = 2
_PREFIX = re.compile(r"\d{4}(?:-\d\d){0,2}")

#: Stages that may be reached more than once: talks taken up again, a notice withdrawn.
REPEATED = frozenset(
    {Stage.NEGOTIATING, Stage.PAUSED, Stage.IN_FORCE, Stage.OPERATIVE, Stage.SUSPENDED, Stage.EXIT_NOTIFIED}
)


@dataclass(frozen=True, slots=True)
class ToldStep:
    """A step with the document that tells it."""

    step: Step
    document: str
    published: date | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """A step that happened on some day from `low` to `high`, both included; facts sort as documents came out.

    `quiet` facts follow from others, and are dropped without a question where they do not fit.
    """

    published: str
    document: str
    start: int
    end: int
    stage: Stage
    low: str
    high: str
    date: str
    dated: Dated
    party: str
    act: str
    quiet: bool = False

    @property
    def ahead(self) -> bool:
        """Whether its day comes after the document that tells it as done."""
        return self.low > later(self.published, SLACK)

    @property
    def proof(self) -> Proof:
        """Where it stands."""
        return Proof(self.document, Span(self.start, self.end))


def fact_of(told: ToldStep) -> Fact:
    """The fact that a told step is. A date that is none counts as not told."""
    step, dated = told.step, told.step.dated
    published = told.published.isoformat() if told.published else END
    day = step.date if step.date and _PREFIX.fullmatch(step.date) else None
    if dated is Dated.PUBLISHED and told.published is not None:
        day = published
    if day is None or dated is Dated.BY:
        dated, low = Dated.BY, START
        high = min(_last(day) if day else END, published)
        day = day if day and _last(day) <= published else ("" if published == END else published)
    else:
        low, high = _first(day), _last(day)
    return Fact(
        published, told.document, step.span.start, step.span.end, step.stage, low, high, day, dated,
        step.party or "", step.act or "",
    )  # fmt: skip


def _first(prefix: str) -> str:
    return prefix + START[len(prefix) :]


def _last(prefix: str) -> str:
    return prefix + END[len(prefix) :]


def later(day: str, days: int) -> str:
    """`day` moved by `days`; a day that is in no calendar stays as it is."""
    try:
        return (date.fromisoformat(day) + timedelta(days)).isoformat()
    except (ValueError, OverflowError):
        return day


@dataclass(frozen=True, slots=True)
class Record:
    """Facts that tell one step, in the order of their documents; the step happened from `low` to `high`."""

    stage: Stage
    low: str
    high: str
    date: str
    dated: Dated
    facts: tuple[Fact, ...]

    @property
    def quiet(self) -> bool:
        """Whether it may be dropped without a question."""
        return all(fact.quiet for fact in self.facts)

    @property
    def proofs(self) -> tuple[Proof, ...]:
        """All places that tell it, the first document first; what is told outright before what follows."""
        loud = [fact for fact in self.facts if not fact.quiet] + [fact for fact in self.facts if fact.quiet]
        return tuple(dict.fromkeys(fact.proof for fact in loud))

    def stage_record(self) -> StageRecord:
        """The record as the course keeps it."""
        lead = next((fact for fact in self.facts if not fact.quiet), self.facts[0])
        return StageRecord(
            self.stage,
            self.date or None,
            self.dated,
            lead.proof,
            party=lead.party or None,
            act=lead.act or None,
            also=self.proofs[1:],
        )


def records_of(facts: Iterable[Fact]) -> tuple[list[Record], list[StageQuestion]]:
    """`facts` as records, one for each step, with questions on dates that contradict each other."""
    by_stage: dict[Stage, list[Fact]] = {}
    for fact in sorted(set(facts)):
        by_stage.setdefault(fact.stage, []).append(fact)
    records: list[Record] = []
    questions: list[StageQuestion] = []
    for stage, told in by_stage.items():
        if stage in REPEATED:
            records += _episodes(told)
        else:
            record, asked = _once(told)
            records.append(record)
            questions += asked
    return records, questions


def _once(facts: Sequence[Fact]) -> tuple[Record, list[StageQuestion]]:
    """The record of a stage that is reached but once, and questions on other days told for it.

    Another day does not undo the step: its document still bears out that it was done by then.
    """
    if len(facts) == 1:
        return record_of(facts), []
    anchor = _anchor(facts)
    kept: list[Fact] = []
    questions: list[StageQuestion] = []
    for fact in facts:
        if _agrees(fact, anchor):
            kept.append(fact)
            continue
        if fact.published >= anchor.low:
            kept.append(replace(fact, low=START, high=fact.published, dated=Dated.BY))
        if not fact.quiet:
            reason = "another day is told for the same step"
            questions.append(StageQuestion(fact.stage, reason, (anchor.proof, fact.proof)))
    return record_of(kept), questions


def _anchor(facts: Sequence[Fact]) -> Fact:
    """The fact whose day is believed: a told one that most documents bear out, else the earliest."""
    told = [fact for fact in facts if fact.dated is Dated.TOLD]
    if told:
        return min(told, key=lambda f: (-sum(_agrees(other, f) for other in told), -len(f.date), f))
    return min(facts, key=lambda fact: (fact.high, fact.dated is Dated.BY, fact))


def _agrees(fact: Fact, anchor: Fact) -> bool:
    """Whether `fact` may tell the same step: its days meet the anchor's, or it tells an old step again."""
    if fact.high < later(anchor.low, -SLACK):
        return False
    if Dated.TOLD in (fact.dated, anchor.dated) and fact.dated is anchor.dated:
        return fact.low <= later(anchor.high, SLACK)
    return True


def _episodes(facts: Sequence[Fact]) -> list[Record]:
    """The records of a stage that may be reached again: one for each time told with a day of its own."""
    dated = sorted((fact for fact in facts if fact.dated is not Dated.BY), key=lambda f: (f.low, f.high, f))
    groups: list[list[Fact]] = []
    for fact in dated:
        if groups and fact.low <= max(later(other.high, SLACK) for other in groups[-1]):
            groups[-1].append(fact)
        else:
            groups.append([fact])
    early: list[Fact] = []
    for fact in facts:
        if fact.dated is Dated.BY:
            fitting = [group for group in groups if group[0].low <= fact.high]
            (fitting[-1] if fitting else early).append(fact)
    return [record_of(group) for group in ([early] if early else []) + groups]


def record_of(facts: Iterable[Fact]) -> Record:
    """Facts that agree, as one record; its day is the most precise one told."""
    ordered = tuple(sorted(facts))
    if len(ordered) == 1:
        (only,) = ordered
        return Record(only.stage, only.low, only.high, only.date, only.dated, ordered)
    told = [fact for fact in ordered if fact.dated is Dated.TOLD]
    if told:
        best = min(told, key=lambda fact: (-len(fact.date), fact.high, fact))
    else:
        best = min(ordered, key=lambda fact: (fact.high, fact.dated is Dated.BY, fact))
    known = min(fact.high for fact in ordered if fact.high >= best.low)
    inside = [f for f in ordered if f.dated is Dated.PUBLISHED and best.low < f.low == known < best.high]
    if told and inside:
        best = inside[0]
    return Record(ordered[0].stage, best.low, min(best.high, known), best.date, best.dated, ordered)


def joined(a: Record, b: Record) -> Record:
    """Two records of one stage with nothing between them: the later one tells the earlier again."""
    return replace(a, facts=tuple(sorted({*a.facts, *b.facts})))
