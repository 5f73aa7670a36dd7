"""Quiet: who has fallen silent about whom, against its own rhythm and the holes in the collection.

In: a view, one party or two. Out: silences with the gap, the usual gap and the part of it that the ledger
covers, and what lies unmentioned between the two. The command `servanda quiet` calls it.
"""

from servanda.insight.quiet.answer import Issuer, Pending, Quiet, Silence, Verdict
from servanda.insight.quiet.asking import quiet

__all__ = ["Issuer", "Pending", "Quiet", "Silence", "Verdict", "quiet"]
