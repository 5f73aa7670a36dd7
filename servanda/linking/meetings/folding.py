"""`fold_meeting`: the tellings of one meeting, folded."""

from collections import Counter
from collections.abc import Iterable, Sequence

from servanda.codebook.topics import topics_of
from servanda.linking.acts import ActNode, first_told
from servanda.linking.meetings.details import Days, occasion_of
from servanda.linking.titles import title_of
from servanda.model import ActType, Flag, Modality
from servanda.model.meeting import Meeting, MeetingForm, MeetingStanding, meeting_id

#: Days up to which a stretch is told by months; longer ones by years.
_MONTHS = 183


def fold_meeting(told: Iterable[ActNode]) -> Meeting:
    """The meeting that the acts `told` (at least one) tell of; the same for any order."""
    nodes = first_told(told)
    held = [node for node in nodes if node.act.type is ActType.MEET]
    start, end = _days([*held, *nodes])
    return Meeting(
        id=meeting_id(nodes[0].id),
        title=title_of((held or nodes)[0].act.quote),
        parties=tuple(sorted(frozenset().union(*(node.parties for node in nodes)))),
        start=start,
        end=end,
        place=next((place for node in [*held, *nodes] if (place := occasion_of(node).place)), None),
        form=_form(nodes),
        standing=_standing(nodes),
        documents=tuple(dict.fromkeys(node.document for node in nodes)),
        acts=tuple(node.id for node in nodes),
        topics=tuple(sorted({topic for node in nodes for topic in topics_of(node.act.quote)})),
    )


def _days(nodes: Sequence[ActNode]) -> tuple[str | None, str | None]:
    """The most exact days told, those of the readouts first; a day that only follows from a document last."""
    known = [days for node in nodes if (days := occasion_of(node).days) is not None]
    if not known:
        return None, None
    return _prefix(min(known, key=lambda days: (not days.told, (days.end - days.start).days)))


def _prefix(days: Days) -> tuple[str, str]:
    """The days as prefix dates, as exact as they were told."""
    size = 10 if days.precise else 7 if (days.end - days.start).days <= _MONTHS else 4
    return days.start.isoformat()[:size], days.end.isoformat()[:size]


def _form(nodes: Sequence[ActNode]) -> MeetingForm:
    forms = Counter(form for node in nodes if (form := occasion_of(node).form) is not MeetingForm.MEETING)
    if not forms:
        return MeetingForm.MEETING
    return min(forms, key=lambda form: (-forms[form], form))


def _standing(nodes: Sequence[ActNode]) -> MeetingStanding:
    if any(node.act.type is ActType.MEET and Flag.NEGATED not in node.act.flags for node in nodes):
        return MeetingStanding.HELD
    if any(Flag.NEGATED in node.act.flags for node in nodes):
        return MeetingStanding.CALLED_OFF
    if all(node.act.modality is Modality.CALLED_FOR for node in nodes):
        return MeetingStanding.INVITED
    return MeetingStanding.SCHEDULED
