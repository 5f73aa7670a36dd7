"""Commitments: the same one said again, and what was heard of it since.

In: acts that bind, and later acts that may tell what came of them. Out: `Commitment`s with their standing.
"""

from servanda.linking.commitments.evidence import is_witness
from servanda.linking.commitments.folding import fold_commitment, target_of
from servanda.linking.commitments.matching import Commitments

__all__ = ["Commitments", "fold_commitment", "is_witness", "target_of"]
