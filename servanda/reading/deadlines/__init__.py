"""Time in diplomatic prose: by when an act is to be done, and when an older one took place.

In: text, its publication date and publisher. Out: `TimeExpression`s and `Deadline`s with the words that
say so. The reader calls it once a document and takes, for each act, the one that `pick_deadline` chooses.
"""

from servanda.reading.deadlines.expression import TimeExpression
from servanda.reading.deadlines.find import find_deadlines, find_times
from servanda.reading.deadlines.pick import pick_deadline

__all__ = ["TimeExpression", "find_deadlines", "find_times", "pick_deadline"]
