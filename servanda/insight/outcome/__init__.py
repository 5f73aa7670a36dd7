"""Outcome: what came out of a meeting, a visit or a document, then and since.

In: a view of a ledger and an id, or two parties and a day. Out: `Outcome`. The command, the interface and
exports call it.
"""

from servanda.insight.outcome.answer import Kind, Later, LeftOut, Line, Looked, Outcome
from servanda.insight.outcome.asking import outcome
from servanda.insight.outcome.rules import outcome_rules

__all__ = ["Kind", "Later", "LeftOut", "Line", "Looked", "Outcome", "outcome", "outcome_rules"]
