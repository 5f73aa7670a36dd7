"""The stage machine: told steps of one instrument folded into its `Course`.

The one invariant: the course follows from the set of steps, whatever their order. Only moves of the stage
table are made; a jump forward implies the stages between; any other step is a question with both quotations.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from servanda.codebook.parties import PartyBook
from servanda.codebook.stages import stage_table
from servanda.linking.stage_facts import (
    Fact,
    Record,
    ToldStep,
    fact_of,
    joined,
    records_of,
)
from servanda.model import Binding, Stage
from servanda.model.agreement import Claim, Course, StageQuestion, StageRecord

__all__ = ["ToldStep", "fold_stages"]

#: What stands beside the way from first talks to force: never implied.
_ASIDE = frozenset(
    {Stage.PAUSED, Stage.PROVISIONAL, Stage.SUSPENDED, Stage.EXIT_NOTIFIED, Stage.ENDED, Stage.ABANDONED}
)
#: Steps that one side takes for itself: the whole moves when both of two have.
_OWN = frozenset(
    {Stage.SIGNED, Stage.PARTLY_APPROVED, Stage.APPROVED, Stage.PROVISIONAL, Stage.IN_FORCE, Stage.OPERATIVE}
)
#: Steps by which one of two sides moves the whole.
_LEAVING = frozenset({Stage.SUSPENDED, Stage.EXIT_NOTIFIED, Stage.ENDED})
_AT_WORK = frozenset({Stage.IN_FORCE, Stage.OPERATIVE})
_CLOSED = frozenset({Stage.SIGNED, Stage.ADOPTED})
_ORDER = {stage: at for at, stage in enumerate(Stage)}


def fold_stages(
    steps: Iterable[ToldStep], parties: Sequence[str] = (), claims: Iterable[Claim] = ()
) -> Course:
    """The course of an instrument between `parties`, from all steps told of it and all claims on its force.

    Never raises; the same for any order of `steps`.
    """
    binding, disputed, kept = _binding(claims)
    told = sorted({_fitting(fact_of(step), binding) for step in steps})
    facts = [fact for fact in told if not fact.ahead]
    whole, sides = _split(facts, tuple(sorted(set(parties))))
    records, questions = records_of(_before_signature(whole))
    line, asked = _longest(_in_order(records))
    moves = _with_implied(line, binding)
    early = [StageQuestion(f.stage, "told as done before its day", (f.proof,)) for f in told if f.ahead]
    return Course(
        stage=moves[-1].stage if moves else None,
        records=tuple(moves),
        sides=tuple(sides),
        questions=tuple(sorted({*questions, *asked, *early}, key=_question_key)),
        binding=binding,
        disputed=disputed,
        claims=kept,
    )


def _binding(claims: Iterable[Claim]) -> tuple[Binding, bool, tuple[Claim, ...]]:
    """Whether the text binds, whether that is disputed, and the claims that say so."""
    kept = sorted(
        {claim for claim in claims if claim.binding is not Binding.UNKNOWN},
        key=lambda c: (c.proof.document, c.proof.span.start, c.proof.span.end, c.binding, c.publisher or ""),
    )
    said = {claim.binding for claim in kept}
    if len(said) == 1:
        return said.pop(), False, tuple(kept)
    return Binding.UNKNOWN, bool(said), tuple(kept)


def _fitting(fact: Fact, binding: Binding) -> Fact:
    """What binds nobody in law is never in force: it is at work."""
    if binding is Binding.NON_BINDING and fact.stage in (Stage.IN_FORCE, Stage.PROVISIONAL):
        return replace(fact, stage=Stage.OPERATIVE)
    return fact


def _split(facts: Sequence[Fact], parties: tuple[str, ...]) -> tuple[list[Fact], list[StageRecord]]:
    """Facts that move the whole, and the records of single sides."""
    whole: list[Fact] = []
    own: dict[tuple[str, Stage], list[Fact]] = {}
    for fact in facts:
        stage = Stage.APPROVED if fact.stage is Stage.PARTLY_APPROVED else fact.stage
        two = len(parties) == 2 and fact.party in parties
        many = len(parties) != 2 or not all(map(PartyBook.load().is_state, parties))
        if not fact.party or stage not in _OWN | _LEAVING:
            whole.append(fact)
        else:
            own.setdefault((fact.party, stage), []).append(fact)
            if stage is Stage.APPROVED and (two or many):
                whole.append(replace(fact, stage=Stage.PARTLY_APPROVED, quiet=True))
            elif stage in _LEAVING and two:
                whole.append(fact)
    merged = {key: records_of(replace(fact, stage=key[1]) for fact in told)[0] for key, told in own.items()}
    if len(parties) == 2:
        whole += _both(merged, parties)
    sides = [record.stage_record() for key in sorted(merged) for record in merged[key]]
    return whole, sides


def _both(merged: dict[tuple[str, Stage], list[Record]], parties: tuple[str, ...]) -> list[Fact]:
    """What both of two sides have done is done for the whole, on the day of the later one."""
    found = []
    for stage in sorted(_OWN, key=_ORDER.__getitem__):
        pair = [merged.get((party, stage), []) for party in parties]
        if all(pair):
            last = max((records[0] for records in pair), key=lambda r: (r.high, r.low, r.facts))
            dated = replace(last.facts[0], low=last.low, high=last.high, date=last.date, dated=last.dated)
            found.append(replace(dated, party="", stage=stage))
    return found


def _before_signature(facts: Sequence[Fact]) -> list[Fact]:
    """Approval of a text that is signed only later is no stage yet: it shows that the text is final."""
    closed, _ = records_of(fact for fact in facts if fact.stage in _CLOSED)
    first = min((record.low for record in closed), default="")
    approving = (Stage.PARTLY_APPROVED, Stage.APPROVED)
    return [
        replace(fact, stage=Stage.CONCLUDED, quiet=True)
        if fact.stage in approving and fact.high < first
        else fact
        for fact in facts
    ]


def _in_order(records: Sequence[Record]) -> list[Record]:
    """Records as they happened; where days leave it open, in the order of a usual life."""
    left = sorted(records, key=lambda r: (_ORDER[r.stage], r.low, r.high, r.facts))
    ordered: list[Record] = []
    while left:
        latest_start = min(record.high for record in left)
        at = next(i for i, record in enumerate(left) if record.low <= latest_start)
        record = left.pop(at)
        if ordered and ordered[-1].stage is record.stage:
            ordered[-1] = joined(ordered[-1], record)
        else:
            ordered.append(record)
    return ordered


def _longest(ordered: Sequence[Record]) -> tuple[list[Record], list[StageQuestion]]:
    """The course that most records bear out, each a move from the one before; questions on the others."""
    best: list[tuple[float, list[int]]] = []
    for at, record in enumerate(ordered):
        chains = [best[i] for i in range(at) if path(ordered[i].stage, record.stage) is not None]
        score, chain = max(chains, key=lambda one: (one[0], [-i for i in one[1]]), default=(0.0, []))
        best.append((score + _weight(record), [*chain, at]))
    _, chosen = max(best, key=lambda one: (one[0], [-i for i in one[1]]), default=(0.0, []))
    questions = [_question(ordered, chosen, at) for at in range(len(ordered)) if at not in chosen]
    line = [ordered[at] for at in chosen]
    return line, [question for question in questions if question is not None]


def _weight(record: Record) -> float:
    return (0.4 if record.quiet else 1.0) + 0.001 * min(100, len({fact.document for fact in record.facts}))


def _question(ordered: Sequence[Record], chosen: Sequence[int], at: int) -> StageQuestion | None:
    """What stands against a record that was left out, unless it says no more than is known."""
    record = ordered[at]
    before = [i for i in chosen if i < at]
    against = ordered[before[-1] if before else chosen[0]]
    if record.quiet or {record.stage, against.stage} == _AT_WORK:
        return None
    reason = f"{record.stage.value} does not follow on {against.stage.value}"
    return StageQuestion(record.stage, reason, (against.proofs[0], record.proofs[0]))


def _with_implied(line: Sequence[Record], binding: Binding) -> list[StageRecord]:
    """The moves, with the stages that must have been passed between them."""
    moves: list[StageRecord] = []
    for record in line:
        if moves:
            between = path(moves[-1].stage, record.stage, binding is Binding.NON_BINDING) or ()
            moves += [StageRecord(stage, implied=True) for stage in between]
        moves.append(record.stage_record())
    return moves


@cache
def path(start: Stage, goal: Stage, operative: bool = False) -> tuple[Stage, ...] | None:
    """The stages between on the shortest way forward, () for a move of the table, None where there is none.

    `operative` tells that the way may lead over a text that is at work without being in force.
    """
    table = stage_table()
    if table.allows(start.value, goal.value):
        return ()
    if start not in (Stage.PAUSED, Stage.ABANDONED) and _ORDER[goal] < _ORDER[start]:
        return None
    ways: list[tuple[Stage, ...]] = [()]
    seen = {start}
    while ways:
        longer: list[tuple[Stage, ...]] = []
        for way in ways:
            for name in table.moves[(way[-1] if way else start).value]:
                stage = Stage(name)
                if stage is goal:
                    return way
                if stage not in seen and stage not in _ASIDE and (operative or stage is not Stage.OPERATIVE):
                    seen.add(stage)
                    longer.append((*way, stage))
        ways = longer
    return None


def _question_key(question: StageQuestion) -> tuple[str, str, list[tuple[str, int, int]]]:
    places = [(proof.document, proof.span.start, proof.span.end) for proof in question.proofs]
    return question.stage.value, question.reason, places
