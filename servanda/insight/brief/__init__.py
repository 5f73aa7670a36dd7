"""Brief: what one party needs to know before it meets another, on two pages.

In: a view, two parties, the day of the meeting. Out: contacts, agreements, open commitments both ways, money,
disputed points, news and wording, each line with its quotations. The command `servanda brief` calls it.
"""

from servanda.insight.brief.answer import (
    Brief,
    Contact,
    Dispute,
    Heard,
    Item,
    Marked,
    News,
    NextStep,
    Part,
    Side,
    Standing,
    Sum,
    Wording,
)
from servanda.insight.brief.asking import brief

__all__ = [
    "Brief",
    "Contact",
    "Dispute",
    "Heard",
    "Item",
    "Marked",
    "News",
    "NextStep",
    "Part",
    "Side",
    "Standing",
    "Sum",
    "Wording",
    "brief",
]
