"""The fold: entries in, folded tables kept true to them, in the same transaction.

In: entries in the order of the ledger. Out: rows, and a report of what moved. Adding and rebuilding call it.
"""

from servanda.linking.fold.fold import Fold, FoldReport

__all__ = ["Fold", "FoldReport"]
