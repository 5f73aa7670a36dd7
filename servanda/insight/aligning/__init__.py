"""Aligning: which clauses of two documents tell the same act, and how strong their words are.

In: two documents with their acts (`Told`). Out: pairs with the features that speak for them, and what stands
alone. `compare` and `changes` call it.
"""

from servanda.insight.aligning.clauses import Clause, clause_of, clauses_of
from servanda.insight.aligning.features import Likeness
from servanda.insight.aligning.pairing import Alignment, Alone, Pair, aligned
from servanda.insight.aligning.strength import Strength, Tone, strength
from servanda.insight.aligning.told import Told, as_told, told_of

__all__ = [
    "Alignment",
    "Alone",
    "Clause",
    "Likeness",
    "Pair",
    "Strength",
    "Told",
    "Tone",
    "aligned",
    "as_told",
    "clause_of",
    "clauses_of",
    "strength",
    "told_of",
]
