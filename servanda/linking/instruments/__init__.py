"""Which accounts of different documents tell the same instrument, and what is known of it.

In: accounts with their documents. Out: designations, their links and groups, and folded instruments.
"""

from servanda.linking.instruments.designation import Designation, designation_from, designation_of
from servanda.linking.instruments.folding import ToldAccount, fold_instrument, of_several
from servanda.linking.instruments.matter import Instruments

__all__ = [
    "Designation",
    "Instruments",
    "ToldAccount",
    "designation_from",
    "designation_of",
    "fold_instrument",
    "of_several",
]
