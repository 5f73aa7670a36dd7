"""Compare: readouts of one meeting side by side, and what one side says of the other.

In: two documents with their acts, or a view of a ledger and the id of a meeting. Out: `Comparison`, or
`OneSided` where only one side has told. The command and the interface call it.
"""

from servanda.insight.aligning import Told, told_of
from servanda.insight.compare.answer import (
    Comparison,
    Difference,
    In,
    Kind,
    LeftOut,
    Line,
    OneSided,
    Side,
    Telling,
)
from servanda.insight.compare.asking import compare
from servanda.insight.compare.meeting import compare_meeting

__all__ = [
    "Comparison",
    "Difference",
    "In",
    "Kind",
    "LeftOut",
    "Line",
    "OneSided",
    "Side",
    "Telling",
    "Told",
    "compare",
    "compare_meeting",
    "told_of",
]
