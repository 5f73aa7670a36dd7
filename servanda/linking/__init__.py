"""Linking: same instrument, same commitment, same meeting, same money, across documents; stages and statuses.

In: codings. Out: the folded tables of the ledger. Every decision is a list of named, weighted features.
"""
