"""The terms of a clause that can be compared: how far it goes, by when, on what condition, in which words."""

import re

from servanda.insight.aligning.clauses import Clause
from servanda.insight.due.rhythm import Rhythm, rhythm_of
from servanda.model import Act, DeadlineKind, Flag, Modality
from servanda.model.act import DEEDS, VOWS

#: Where an object begins.
_OBJECT = re.compile(r"\s+(?:the|a|an|its|their|his|her|our)\s+")
#: Modalities of what is still ahead.
AHEAD = frozenset({Modality.PROMISED, Modality.DECIDED, Modality.INTENDED, Modality.HYPOTHETICAL})


def deed(act: Act) -> bool:
    """Whether an act is something done or to be done, not a position or talk."""
    return act.type in VOWS or act.type in DEEDS


def ahead(clause: Clause) -> bool:
    """Whether it is something that is still to be done, however surely."""
    return deed(clause.act) and clause.act.modality in AHEAD


def verb(clause: Clause) -> str:
    """The words that carry the act, without what it is done to."""
    words = " ".join(clause.act.trigger.of(clause.told.text).split())
    return _OBJECT.split(words, maxsplit=1)[0]


def deadline(clause: Clause) -> str | None:
    """By when or how often, in its words; None where nothing of that can be compared."""
    due = clause.act.deadline
    if due is None or due.kind in (DeadlineKind.CONTINUING, DeadlineKind.CONDITION):
        return None
    return " ".join(due.text.split())


def rhythm(clause: Clause) -> Rhythm | None:
    """How often it comes round, where it does and an interval follows from the words."""
    due = clause.act.deadline
    return rhythm_of(due.text) if due is not None and due.kind is DeadlineKind.RECURRING else None


def when(clause: Clause) -> object:
    """The last day, the rhythm, or how else it is timed: alike for the same time in other words."""
    due = clause.act.deadline
    if due is None or deadline(clause) is None:
        return None
    if due.kind is DeadlineKind.RECURRING:
        return rhythm(clause) or due.text.lower().split()
    return due.end or due.kind


def condition(clause: Clause) -> str | None:
    """The words on which it depends, "conditional" where these are not known; None where it does not."""
    due = clause.act.deadline
    if due is not None and due.kind is DeadlineKind.CONDITION:
        return " ".join(due.text.split())
    return "conditional" if Flag.CONDITIONAL in clause.act.flags else None


def shares(clause: Clause) -> list[str]:
    """The percentages that it tells."""
    return sorted(one for one in clause.figures if one.endswith("%"))


def counts(clause: Clause) -> list[str]:
    """The other figures that it tells."""
    return sorted(one for one in clause.figures if not one.endswith("%"))
