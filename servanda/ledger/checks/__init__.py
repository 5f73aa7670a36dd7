"""Checks of a ledger: each looks at one side of it and gives findings.

In: a connection or a file. Out: findings, each naming a place. `verify` runs them all.
"""
