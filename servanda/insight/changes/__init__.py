"""Changes: what changed in the wording since the last statement of the same series.

In: a view of a ledger and one or two documents with their acts. Out: `Changes`. The command and the
interface call it.
"""

from servanda.insight.aligning import Told, told_of
from servanda.insight.changes.answer import Candidate, Changes, Kind, Line, Reason, What, Wording
from servanda.insight.changes.asking import changes

__all__ = [
    "Candidate",
    "Changes",
    "Kind",
    "Line",
    "Reason",
    "Told",
    "What",
    "Wording",
    "changes",
    "told_of",
]
