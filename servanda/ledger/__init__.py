"""The ledger: append-only entries on SQLite or PostgreSQL, and the tables folded from them.

In: entries. Out: entries again, and rows of what they amount to. Linking fills the folded tables; everything
asks them.
"""
