"""Outcome: what came out of a meeting, a visit or a document, then and since.

In: a view of a ledger and an id, or parties. Out: `Outcome`. The command, the interface and exports call it.
"""

from servanda.insight.outcome.answer import Announced, Moved, Outcome, Promised
from servanda.insight.outcome.asking import outcome

__all__ = ["Announced", "Moved", "Outcome", "Promised", "outcome"]
