"""Whether an event has come about: the stage that it is, or leads to, with its proof."""

from collections.abc import Iterable

from servanda.linking.commitments.standing import fulfilling
from servanda.linking.commitments.trigger_words import trigger_rules
from servanda.linking.commitments.triggers import Trigger
from servanda.model import Stage
from servanda.views import AgreementRow, StageRow

#: What one side has done of a stage that needs all.
_PART = {Stage.APPROVED: Stage.PARTLY_APPROVED}


def stage_of(event: str) -> Stage | None:
    """The stage that an event is, or leads to; None for events outside of a text's life."""
    row = trigger_rules().row_of(event)
    return (row.stage or row.leads_to) if row is not None else None


def reached(row: AgreementRow, trigger: Trigger) -> StageRow | None:
    """The first proven stage of an agreement by which the event has come about; None where none is."""
    target = stage_of(trigger.event)
    if target is None:
        return None
    enough = fulfilling(target)
    whole = _first(one for one in row.stages if Stage(one.stage) in enough)
    if len(trigger.who) != 1:
        return whole
    part = {target, _PART.get(target, target), *enough}
    own = (one for one in (*row.sides, *row.stages) if one.party == trigger.who[0])
    return _first(one for one in own if Stage(one.stage) in part) or whole


def _first(found: Iterable[StageRow]) -> StageRow | None:
    proven = [one for one in found if not one.implied and one.document]
    return min(proven, key=lambda one: one.date or "9999", default=None)
