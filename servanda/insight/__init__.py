"""Insight: the questions that people ask, each a pure function over a view of a ledger.

In: a `LedgerView`, parties, days. Out: a frozen answer whose every line is cited.
The command line, the Python interface and exports call it.
"""
