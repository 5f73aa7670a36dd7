"""`fold_commitment`: the acts that say one commitment, and what was heard of it, as a `Commitment`."""

from collections import Counter
from collections.abc import Iterable, Sequence

from servanda.linking.acts import ActNode, first_told
from servanda.linking.commitments.evidence import evidence_of, nearest, superseding
from servanda.linking.commitments.standing import Reached, stage_evidence, standing_of
from servanda.linking.titles import title_of
from servanda.model import ActType, DeadlineKind, Flag, Stage
from servanda.model.commitment import Commitment, Due, Evidence, commitment_id

_WAITING = (DeadlineKind.CONDITION, DeadlineKind.EVENT)
#: The stage that a done act of the type brings.
_STAGES = {
    ActType.OPEN_TALKS: Stage.NEGOTIATING,
    ActType.CONCLUDE_TEXT: Stage.CONCLUDED,
    ActType.SIGN: Stage.SIGNED,
    ActType.APPROVE: Stage.APPROVED,
    ActType.TAKE_EFFECT: Stage.IN_FORCE,
    ActType.SET_UP: Stage.OPERATIVE,
    ActType.EXIT: Stage.ENDED,
}


def target_of(node: ActNode) -> Stage | None:
    """The stage that the act promises to reach, None where it promises something else."""
    if not node.act.commitment or not node.act.instrument:
        return None
    told = node.act.stage
    return Stage(told) if told in set(Stage) and told is not None else _STAGES.get(node.act.type)


def fold_commitment(
    group: Iterable[ActNode],
    evidence: Iterable[Evidence] = (),
    instrument: str | None = None,
    reached: Reached | None = None,
    beside: Iterable[ActNode] = (),
) -> Commitment:
    """What all sayings make of a commitment; the same for any order.

    `group` holds the acts that say it and those put with them as evidence; `evidence` is what else is known.
    `instrument` is the agreement that it is to move, where that is known; `reached` tells the stages of
    agreements. `beside` are binding acts of other groups: one of them may say that it takes this one's place.
    Raises ValueError where no act of the group binds.
    """
    members = first_told(group)
    nodes = [node for node in members if node.act.commitment]
    if not nodes:
        raise ValueError("a commitment needs at least one act that binds")
    target = next((stage for node in nodes if (stage := target_of(node))), None) if instrument else None
    told = [*evidence, *(evidence_of(nearest(nodes, one), one) for one in members if one not in nodes)]
    told += superseding(nodes, beside)
    if instrument and target and reached is not None:
        first = nodes[0].published
        told += stage_evidence(instrument, target, first.isoformat() if first else "", reached)
    told.sort(key=lambda one: (one.date or "9999", one.act or "", one.stage or ""))
    return _commitment(nodes, told, instrument, target)


def _commitment(
    nodes: Sequence[ActNode], told: Sequence[Evidence], instrument: str | None, target: Stage | None
) -> Commitment:
    """The commitment of its sayings, the first told first, and of what was heard of it, in order of date."""
    lead = nodes[0].act
    condition = _condition(nodes)
    days = [node.published for node in nodes if node.published]
    return Commitment(
        id=commitment_id(nodes[0].id),
        title=title_of(lead.quote),
        quote=lead.quote,
        type=lead.type,
        modality=lead.modality,
        actors=_parties(node.act.actors for node in nodes),
        recipients=_parties(node.act.recipients for node in nodes),
        acts=tuple(node.id for node in nodes),
        documents=tuple(dict.fromkeys(node.document for node in nodes)),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        deadlines=tuple(_due(node) for node in nodes if node.act.deadline is not None),
        condition=condition,
        money=next((node.act.money for node in nodes if node.act.money), None),
        instrument=instrument,
        target=target,
        topics=tuple(sorted({topic for node in nodes for topic in node.topics})),
        standing=standing_of(told, waits=condition is not None, repeated=len(nodes) > 1),
        evidence=tuple(told),
    )


def _due(node: ActNode) -> Due:
    deadline = node.act.deadline
    assert deadline is not None
    return Due(deadline.kind, deadline.text, deadline.start, deadline.end, node.id, node.published)


def _condition(nodes: Sequence[ActNode]) -> str | None:
    """The words on which the last saying waits, unless it has a last day all the same."""
    last = nodes[-1].act
    if last.deadline is not None and last.deadline.kind in _WAITING and last.deadline.end is None:
        return last.deadline.text
    return title_of(last.quote) if Flag.CONDITIONAL in last.flags and last.deadline is None else None


def _parties(lists: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The parties that the sayings name, most often first."""
    counts = Counter(party for parties in lists for party in parties)
    return tuple(sorted(counts, key=lambda party: (-counts[party], party)))
