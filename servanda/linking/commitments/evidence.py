"""What a later act tells of a commitment: kept, in part, under way, given up, replaced or missed."""

from collections.abc import Iterable
from dataclasses import replace

from servanda.linking.acts import ActNode
from servanda.linking.commitments.features import (
    instrument_likeness,
    linked,
    parties_clash,
    shared_rare,
    weighted,
    years_between,
)
from servanda.linking.commitments.rules import rules
from servanda.linking.matter import Feature, Link
from servanda.linking.meetings.matching import meeting_link
from servanda.linking.stems import likeness
from servanda.model import ActType, DeadlineKind, Flag, Modality
from servanda.model.commitment import Evidence, EvidenceKind, Says

_FUNDS = frozenset({ActType.PLEDGE_FUNDS, ActType.DELIVER_FUNDS})


def is_witness(node: ActNode) -> bool:
    """Whether an act can tell what came of a commitment."""
    return node.act.modality is Modality.DONE and node.act.type in rules().witnesses


def evidence_link(a: ActNode, b: ActNode) -> Link | None:
    """How clearly the later of two acts tells what came of the other; None where it does not."""
    bound, told = (a, b) if a.act.commitment else (b, a)
    if not bound.act.commitment or not is_witness(told) or not _can_tell(bound, told):
        return None
    if bound.act.type is ActType.SCHEDULE and told.act.type is ActType.MEET:
        return meeting_link(a, b)
    return linked(a.id, b.id, evidence_features(bound, told), rules().evidence)


def evidence_features(bound: ActNode, told: ActNode) -> tuple[Feature, ...]:
    """What speaks for `told` being about the commitment `bound`."""
    money = bound.act.money is not None and told.act.money is not None
    found = {
        "words": likeness(bound.stems, told.stems),
        "rare_words": shared_rare(bound, told),
        "type": float(bound.act.type is told.act.type or bool(bound.act.type in _FUNDS and money)),
        "actors": float(set(bound.act.actors) == set(told.act.actors)),
        "counterpart": float(len(bound.parties) > 1 and bound.parties == told.parties),
        "money": _same_sum(bound, told),
        "figures": float(bool(bound.figures & told.figures)),
        "instrument": instrument_likeness(bound, told),
        "in_time": _in_time(bound, told),
    }
    return weighted(found, rules().evidence.weights)


def evidence_of(bound: ActNode, told: ActNode) -> Evidence:
    """The word of `told` on `bound`, once the two are put together."""
    return Evidence(
        kind=_kind(bound, told),
        says=_says(bound, told),
        date=told.published.isoformat() if told.published else None,
        act=told.id,
        document=told.document,
        quote=told.act.quote,
    )


def nearest(said: Iterable[ActNode], told: ActNode) -> ActNode:
    """Which of the acts that say a commitment `told` fits best."""
    return min(said, key=lambda one: (-_score(one, told), one.id))


def superseding(said: Iterable[ActNode], beside: Iterable[ActNode]) -> list[Evidence]:
    """Later binding acts of the same side on the same matter that say they take the place of this one."""
    older = [one for one in said if one.published]
    found = []
    for new in sorted(beside, key=lambda one: one.id):
        if not new.act.commitment or cue_kind(new.act.quote) is not EvidenceKind.SUPERSEDED:
            continue
        fits = [one for one in older if _takes_place(one, new)]
        if fits:
            found.append(replace(evidence_of(nearest(fits, new), new), kind=EvidenceKind.SUPERSEDED))
    return found


def _takes_place(old: ActNode, new: ActNode) -> bool:
    return (
        old.published is not None
        and new.published is not None
        and new.published > old.published
        and set(old.act.actors) == set(new.act.actors)
        and not parties_clash(old, new)
        and len(set(old.rare) & set(new.rare)) > 1
    )


def cue_kind(quote: str) -> EvidenceKind | None:
    """What the words of a clause say of how it went; None where they only tell the deed."""
    for kind, pattern in rules().cues:
        if pattern.search(quote):
            return kind
    return None


def _can_tell(bound: ActNode, told: ActNode) -> bool:
    table = rules()
    fits = told.act.type in table.kept_by.get(bound.act.type, ()) or told.act.type in table.dropped_by
    return (
        fits
        and bound.document != told.document
        and bool(set(bound.act.actors) & set(told.act.actors))
        and not parties_clash(bound, told)
        and instrument_likeness(bound, told) >= 0
        and _later(bound, told)
        and not (bound.act.type is ActType.SCHEDULE and _goes_on(bound))
        and years_between(bound, told) <= table.years
    )


def _later(bound: ActNode, told: ActNode) -> bool:
    """Whether the deed was told after the promise. What recalls an older deed may recall one before it."""
    if bound.published is None or told.published is None or told.published < bound.published:
        return False
    return Flag.RECAP not in told.act.flags or told.published > bound.published


def _same_sum(bound: ActNode, told: ActNode) -> float:
    ours, theirs = bound.act.money, told.act.money
    if ours is None or theirs is None or (ours.currency != theirs.currency):
        return 0.0
    if ours.amount == theirs.amount:
        return 1.0
    return 0.5 if theirs.amount < ours.amount else -0.5


def _in_time(bound: ActNode, told: ActNode) -> float:
    """Whether the news came by the last day, give or take a quarter of a year."""
    if bound.due is None or told.published is None:
        return 0.0
    return 1.0 if (told.published - bound.due[1]).days <= 92 else -1.0


def _kind(bound: ActNode, told: ActNode) -> EvidenceKind:
    if told.act.type is ActType.MEET:
        return EvidenceKind.MISSED if Flag.NEGATED in told.act.flags else EvidenceKind.KEPT
    cue = cue_kind(told.act.quote)
    if cue is EvidenceKind.SUPERSEDED:
        return cue
    if Flag.NEGATED in told.act.flags:
        return EvidenceKind.DROPPED if cue is EvidenceKind.DROPPED else EvidenceKind.MISSED
    if told.act.type in rules().dropped_by and told.act.type is not bound.act.type:
        return EvidenceKind.DROPPED
    if cue is not None:
        return cue
    if told.act.type is ActType.ADVANCE_TALKS and bound.act.type is not ActType.ADVANCE_TALKS:
        return EvidenceKind.KEPT if bound.act.type is ActType.OPEN_TALKS else EvidenceKind.UNDER_WAY
    if _same_sum(bound, told) == 0.5:
        return EvidenceKind.PARTLY_KEPT
    return EvidenceKind.UNDER_WAY if _goes_on(bound) else EvidenceKind.KEPT


def _goes_on(bound: ActNode) -> bool:
    """Whether no single deed can keep it: it goes on, comes round again, or names nothing to check."""
    act = bound.act
    if act.deadline is not None and act.deadline.kind in (DeadlineKind.CONTINUING, DeadlineKind.RECURRING):
        return True
    checkable = act.money or act.instrument or act.deadline or bound.figures
    return act.type is ActType.REAFFIRM and not checkable


def _says(bound: ActNode, told: ActNode) -> Says:
    if told.publisher in bound.act.actors:
        return Says.SELF
    return Says.PARTNER if told.publisher in bound.parties | told.parties else Says.THIRD_PARTY


def _score(bound: ActNode, told: ActNode) -> float:
    return sum(one.contribution for one in evidence_features(bound, told))
