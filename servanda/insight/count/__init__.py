"""Count: how many commitments there are, by subject, partner, minister, type, year or party.

In: a view, the name of a rule, what is asked for. Out: `Count`, in which the rule is named and explained,
with what it leaves out and the totals by the other rules. The command, the interface and exports call it.
"""

from servanda.insight.count.answer import Count, Item, LeftOut, Line, Total
from servanda.insight.count.asking import count
from servanda.insight.count.dimensions import DIMENSIONS
from servanda.insight.count.rules import Rule, rules

__all__ = ["DIMENSIONS", "Count", "Item", "LeftOut", "Line", "Rule", "Total", "count", "rules"]
