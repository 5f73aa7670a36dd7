"""`Meetings`: which acts of meeting and scheduling tell of the same meeting."""

from collections.abc import Sequence
from datetime import timedelta

from servanda.linking.acts import ActNode
from servanda.linking.grouping import grouped
from servanda.linking.matter import Feature, Grouping, Link, Rulings
from servanda.linking.meetings.details import Days, Occasion, occasion_of
from servanda.linking.meetings.keys import meeting_keys
from servanda.linking.meetings.parties import others_meet
from servanda.linking.meetings.rules import meeting_rules
from servanda.model import ActType, Flag, Modality
from servanda.model.meeting import MeetingForm

_TOLD = frozenset({Modality.DONE, Modality.DECIDED, Modality.PROMISED, Modality.CALLED_FOR})
_ELSEWHERE = frozenset({MeetingForm.VISIT, MeetingForm.SUMMIT})


class Meetings:
    """The matter of meetings, over what took place and what was fixed or asked for."""

    name = "meeting"

    def keys(self, node: ActNode) -> tuple[str, ...]:
        """Two parties and a week or month, or a named event or place and a month."""
        return meeting_keys(node) if is_meeting(node) else ()

    def is_evidence(self, _: ActNode, /) -> bool:
        """None is: each tells of a meeting itself."""
        return False

    def compare(self, a: ActNode, b: ActNode) -> Link | None:
        """How alike the two tellings are."""
        return meeting_link(a, b) if is_meeting(a) and is_meeting(b) else None

    def group(self, nodes: Sequence[ActNode], links: Sequence[Link], rulings: Rulings) -> Grouping:
        """The tellings in meetings."""
        by_id = {node.id: node for node in nodes}

        def clash(a: str, b: str) -> bool:
            return never_one_meeting(by_id[a], by_id[b])

        table = meeting_rules()
        return grouped(sorted(by_id), links, rulings, clash, join=table.join, margin=table.margin)


def is_meeting(node: ActNode) -> bool:
    """Whether an act tells of a meeting: one that took place, is fixed, or is asked for."""
    if node.act.type is ActType.MEET:
        return node.act.modality is Modality.DONE
    return node.act.type is ActType.SCHEDULE and node.act.modality in _TOLD


def meeting_link(a: ActNode, b: ActNode) -> Link | None:
    """How alike two tellings are; None where they cannot be of one meeting, or too little speaks for it."""
    a, b = sorted((a, b), key=lambda node: node.id)
    if never_one_meeting(a, b):
        return None
    features = meeting_features(a, b)
    if not _borne_out(features, occasion_of(a).form):
        return None
    score = round(sum(one.contribution for one in features), 4)
    return Link(a.id, b.id, score, features) if score >= meeting_rules().floor else None


def meeting_features(a: ActNode, b: ActNode) -> tuple[Feature, ...]:
    """What speaks for and against two tellings being of one meeting."""
    ours, theirs = occasion_of(a), occasion_of(b)
    found = {
        "days": _days(a, b),
        "parties": len(a.parties & b.parties) / max(len(a.parties | b.parties), 1),
        "form": _form(ours, theirs),
        "place": _meet(ours.places, theirs.places, against=0.5),
        "names": _meet(ours.names, theirs.names, against=1.0),
        "level": float(ours.level is not None and ours.level == theirs.level),
        "event": _event(ours, theirs),
    }
    weights = meeting_rules().weights
    return tuple(Feature(name, round(value, 4), weights[name]) for name, value in found.items() if value)


def _borne_out(features: tuple[Feature, ...], form: MeetingForm) -> bool:
    """Whether more than days and parties speaks for it: two states may meet twice on one day."""
    value = {one.name: one.value for one in features}
    if any(value.get(name, 0.0) > 0 for name in ("names", "place", "level", "event")):
        return True
    return form is not MeetingForm.MEETING and value.get("form") == 1.0 and value.get("days") == 1.0


def never_one_meeting(a: ActNode, b: ActNode) -> bool:
    """Whether two acts can never tell of one meeting."""
    ours, theirs = occasion_of(a), occasion_of(b)
    forms = {ours.form, theirs.form}
    return (
        a.document == b.document
        or others_meet(a, b)
        or _days_clash(a, b)
        or (MeetingForm.CALL in forms and bool(forms & _ELSEWHERE))
        or (ours.level is not None and theirs.level is not None and ours.level != theirs.level)
        or _other_number(ours, theirs)
        or _elsewhere(ours, theirs)
    )


def _days(a: ActNode, b: ActNode) -> float:
    ours, theirs = occasion_of(a).days, occasion_of(b).days
    if ours is None or theirs is None:
        return 0.0
    gap = _gap(ours, theirs)
    if ours.told and theirs.told:
        if gap:
            return -0.4
        return 1.0 if ours.precise and theirs.precise else 0.4
    if ours.told or theirs.told:
        told = ours if ours.told else theirs
        return (0.9 - 0.3 * gap) if told.precise else 0.3
    return 0.8 - 0.4 * gap


def _days_clash(a: ActNode, b: ActNode) -> bool:
    """Whether the days rule out one meeting."""
    ours, theirs = occasion_of(a).days, occasion_of(b).days
    if ours is None or theirs is None:
        return _too_far(a, b)
    gap = _gap(ours, theirs)
    if ours.told and theirs.told:
        # Evening here is the next morning there: only two issuers can mean one day by two.
        return gap > 1 or (gap == 1 and a.publisher == b.publisher)
    if ours.told or theirs.told:
        told, guessed = (ours, theirs) if ours.told else (theirs, ours)
        return guessed.start < told.start - timedelta(days=1) or gap > meeting_rules().late + 1
    return gap > (0 if a.publisher == b.publisher else meeting_rules().late)


def _too_far(a: ActNode, b: ActNode) -> bool:
    """What was told without a day must lie on the right side of the other's day, and not too far from it."""
    dated, open_ = (a, b) if occasion_of(a).days else (b, a)
    days = occasion_of(dated).days
    if days is None or open_.published is None:
        return a.published is None or b.published is None or a.act.type is not b.act.type
    ahead = (days.end - open_.published).days
    if Flag.RECAP in open_.act.flags or open_.act.type is ActType.MEET:
        return not -meeting_rules().ahead <= ahead <= 0
    return not 0 <= ahead <= meeting_rules().ahead


def _gap(ours: Days, theirs: Days) -> int:
    """Days between the two stretches, 0 where they touch."""
    return max((theirs.start - ours.end).days, (ours.start - theirs.end).days, 0)


def _form(ours: Occasion, theirs: Occasion) -> float:
    if ours.form is theirs.form:
        return 1.0 if ours.form is not MeetingForm.MEETING else 0.6
    return -0.4 if MeetingForm.CALL in (ours.form, theirs.form) else 0.0


def _meet(ours: frozenset[str], theirs: frozenset[str], *, against: float) -> float:
    """1 where the sets share something, below 0 where both are told and nothing is shared."""
    if not ours or not theirs:
        return 0.0
    return 1.0 if ours & theirs else -against


def _event(ours: Occasion, theirs: Occasion) -> float:
    if not ours.event or not theirs.event:
        return 0.0
    return len(ours.event & theirs.event) / min(len(ours.event), len(theirs.event))


def _elsewhere(ours: Occasion, theirs: Occasion) -> bool:
    """Whether one sat together on the same days in two places; a visit may go to several."""
    if not (ours.days and theirs.days and ours.places and theirs.places):
        return False
    travels = MeetingForm.VISIT in (ours.form, theirs.form)
    return not travels and ours.places.isdisjoint(theirs.places)


def _other_number(ours: Occasion, theirs: Occasion) -> bool:
    """Whether the events carry different numbers: the 16th and the 17th round."""
    one, other = ({word for word in told.event if word.isdigit()} for told in (ours, theirs))
    return bool(one and other and one.isdisjoint(other))
