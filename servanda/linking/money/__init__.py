"""Money: the same sum announced again, parts of it, and what was added on top.

In: acts that promise or pay money. Out: `Envelope`s.
"""

from servanda.linking.money.folding import fold_envelope
from servanda.linking.money.matching import Envelopes
from servanda.linking.money.sums import is_money

__all__ = ["Envelopes", "fold_envelope", "is_money"]
