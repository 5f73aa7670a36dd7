"""How a commitment stands: by acts that tell of it, and by stages that its agreement reached."""

from collections.abc import Iterable, Mapping
from functools import cache

from servanda.codebook.stages import stage_table
from servanda.model import Stage
from servanda.model.commitment import Evidence, EvidenceKind, Standing

#: The ISO prefix date on which an agreement (its id) reached a stage, None where the day is not known.
Reached = Mapping[tuple[str, Stage], str | None]

#: Stages that are not on the way from first talks to force.
_ASIDE = frozenset(
    {Stage.PAUSED, Stage.SUSPENDED, Stage.EXIT_NOTIFIED, Stage.ENDED, Stage.ABANDONED, Stage.EXPLORING}
)
#: Stages that are a part of what was promised, or on the way to it, with what they say.
_HALFWAY = {
    Stage.APPROVED: (Stage.PARTLY_APPROVED, EvidenceKind.PARTLY_KEPT),
    Stage.IN_FORCE: (Stage.PROVISIONAL, EvidenceKind.PARTLY_KEPT),
    Stage.ENDED: (Stage.EXIT_NOTIFIED, EvidenceKind.UNDER_WAY),
}
#: Stages that come to the same: what binds nobody in law is adopted, and at work.
_ALIKE = {
    Stage.SIGNED: Stage.ADOPTED,
    Stage.ADOPTED: Stage.SIGNED,
    Stage.IN_FORCE: Stage.OPERATIVE,
    Stage.OPERATIVE: Stage.IN_FORCE,
}
#: Targets that lie before the first approval.
_EARLY = frozenset(
    {Stage.NEGOTIATING, Stage.AGREED_IN_PRINCIPLE, Stage.CONCLUDED, Stage.SIGNED, Stage.ADOPTED}
)
#: What ends a commitment, the strongest word first; among these the one told last counts.
_CLOSING = {
    EvidenceKind.KEPT: Standing.DELIVERED,
    EvidenceKind.DROPPED: Standing.DROPPED,
    EvidenceKind.SUPERSEDED: Standing.SUPERSEDED,
    EvidenceKind.MISSED: Standing.MISSED,
}
_ONGOING = {
    EvidenceKind.PARTLY_KEPT: Standing.PARTLY_DELIVERED,
    EvidenceKind.UNDER_WAY: Standing.IN_PROGRESS,
}


def standing_of(told: Iterable[Evidence], *, waits: bool, repeated: bool) -> Standing:
    """The standing that the evidence makes, in its order of date.

    The last word that closes a commitment counts; without one, that a part was kept counts before that work
    goes on.
    """
    evidence = sorted(told, key=lambda one: (one.date or "", one.act or "", one.stage or ""))
    closing = [one for one in evidence if one.kind in _CLOSING]
    if closing:
        return _CLOSING[closing[-1].kind]
    for kind, standing in _ONGOING.items():
        if any(one.kind is kind for one in evidence):
            return standing
    if waits:
        return Standing.WAITING
    return Standing.REAFFIRMED if repeated else Standing.OPEN


def stage_evidence(instrument: str, target: Stage, first: str, reached: Reached) -> list[Evidence]:
    """What the stages of an agreement say of the promise, told on the day `first`, to bring it to `target`.

    A stage reached before the promise was made says nothing of it. The first of the stages that fulfil it
    counts.
    """
    fulfil = fulfilling(target)
    found = {
        stage: date
        for (id, stage), date in sorted(reached.items(), key=lambda item: (item[0][0], item[0][1].value))
        if id == instrument and not _before(date, first)
    }
    kept = sorted((date or "9999", stage.value) for stage, date in found.items() if stage in fulfil)
    if kept:
        stage = Stage(kept[0][1])
        return [Evidence(EvidenceKind.KEPT, None, found[stage], stage=stage)]
    back = found.get(Stage.IN_FORCE)
    if target is Stage.ENDED and back and back > (found.get(Stage.EXIT_NOTIFIED) or first):
        return [Evidence(EvidenceKind.DROPPED, None, back, stage=Stage.IN_FORCE)]  # the notice was withdrawn
    if Stage.ABANDONED in found:
        return [Evidence(EvidenceKind.DROPPED, None, found[Stage.ABANDONED], stage=Stage.ABANDONED)]
    if target in _HALFWAY:
        half, kind = _HALFWAY[target]
        if half in found:
            return [Evidence(kind, None, found[half], stage=half)]
    return []


@cache
def fulfilling(target: Stage) -> frozenset[Stage]:
    """`target` and the stages that can only be reached beyond it, on the way from first talks to force."""
    moves, order = stage_table().moves, [stage.value for stage in Stage]
    front = [target, *([_ALIKE[target]] if target in _ALIKE else [])]
    found = set(front)
    while front:
        here = front.pop()
        for name in moves[here.value]:
            stage = Stage(name)
            if order.index(name) > order.index(here.value) and stage not in found | _ASIDE:
                found.add(stage)
                front.append(stage)
    if target not in _EARLY:
        found.discard(Stage.PARTLY_APPROVED)
    if target is Stage.APPROVED:
        found.discard(Stage.PROVISIONAL)  # a text can be applied before all have approved it
    return frozenset(found)


def _before(date: str | None, first: str) -> bool:
    """Whether a prefix date lies before the day `first`, as far as it is told."""
    return date is not None and date < first[: len(date)]
