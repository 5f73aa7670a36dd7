"""Due: what falls due, what is overdue with nothing found, what comes round again, what waits.

In: a view of a ledger, a length of time, parties. Out: `Due`. The command and the calendar call it.
"""

from servanda.insight.due.answer import Due, Falling, Issuer, Looked, OtherDay, Recurring, Waiting
from servanda.insight.due.asking import due
from servanda.insight.due.rhythm import Rhythm, rhythm_of

__all__ = [
    "Due",
    "Falling",
    "Issuer",
    "Looked",
    "OtherDay",
    "Recurring",
    "Rhythm",
    "Waiting",
    "due",
    "rhythm_of",
]
