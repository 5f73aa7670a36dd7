"""Triggers: which commitments wait on one event, and whether it has come about.

In: a view of a ledger, an event or agreement, parties. Out: `Triggers`. The command calls it, and `due`.
"""

from servanda.insight.triggers.answer import Awaited, Text, Triggers, Waiter
from servanda.insight.triggers.asking import triggers

__all__ = ["Awaited", "Text", "Triggers", "Waiter", "triggers"]
