"""`trigger_of`: the event on which a commitment waits, with a name that is the same for all who wait."""

from servanda.linking.stems import content
from servanda.model import DeadlineKind
from servanda.model.commitment import Commitment

_WAITING = (DeadlineKind.CONDITION, DeadlineKind.EVENT)


def trigger_of(one: Commitment) -> str | None:
    """The stems of the event or condition, sorted; None for a commitment that waits on nothing."""
    due = one.deadline
    words = due.text if due is not None and due.kind in _WAITING else one.condition
    stems = content(words) if words else frozenset()
    return " ".join(sorted(stems)) or None
