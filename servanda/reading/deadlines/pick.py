"""Which of the expressions in a clause is the act's deadline."""

from collections.abc import Sequence

from servanda.model import ActType, Deadline, DeadlineKind, Modality

#: Acts of these types look back or tell a view, however they are put: nothing falls due.
_WITHOUT = frozenset({ActType.MEET, ActType.ENDORSE, ActType.CONDEMN, ActType.REFUSE, ActType.WARN})
#: "Continue" and "remain" are deadlines only of these (coding manual, section 7).
_GOING_ON = frozenset({ActType.REAFFIRM, ActType.PROMISE, ActType.PLEDGE_FUNDS})
_OPEN = frozenset({Modality.PROMISED, Modality.DECIDED, Modality.INTENDED, Modality.HYPOTHETICAL})


def pick_deadline(
    found: Sequence[Deadline], act_type: ActType, modality: Modality, *, near: int | None = None
) -> Deadline | None:
    """The deadline of an act whose clause holds the expressions `found`, None where it has none.

    What is done has no deadline. An expression with a date or rhythm of its own comes before a condition
    and before "today", these before "continue"; among equals the one closest to `near`, the offset of the
    act's trigger, else the first.
    """
    if modality is Modality.DONE or act_type in _WITHOUT:
        return None
    fitting = [one for one in found if _fits(one, act_type, modality)]
    return min(fitting, key=lambda one: (_rank(one), _distance(one, near), one.span), default=None)


def _fits(one: Deadline, act_type: ActType, modality: Modality) -> bool:
    if one.kind is DeadlineKind.CONTINUING:
        return act_type in _GOING_ON and modality in _OPEN
    # "Today we reaffirm" dates the words, not the deed.
    return not (act_type in _GOING_ON and one.text.lower() == "today")


def _rank(one: Deadline) -> int:
    if one.kind is DeadlineKind.CONTINUING:
        return 3 if one.text.isalpha() else 2  # "as long as it takes" says more than "continue"
    # "Today" mostly says when the act was announced, not when it is due.
    return 1 if one.kind is DeadlineKind.CONDITION or one.text.lower() == "today" else 0


def _distance(one: Deadline, near: int | None) -> int:
    if near is None:
        return 0
    return max(one.span.start - near, near - one.span.end, 0)
