"""Money: how often it was announced, how much of that is new, and what was told as paid.

In: a view, and what is asked for. Out: `Money`, sums by currency and the envelopes that they are made of;
`one_envelope` gives one with every announcement. The command, the interface and exports call them.
"""

from servanda.insight.money.answer import Asked, Envelope, Heading, Line, Money, OneEnvelope, Sums, Told
from servanda.insight.money.asking import BY, SORTS, money
from servanda.insight.money.one import one_envelope

__all__ = [
    "BY",
    "SORTS",
    "Asked",
    "Envelope",
    "Heading",
    "Line",
    "Money",
    "OneEnvelope",
    "Sums",
    "Told",
    "money",
    "one_envelope",
]
