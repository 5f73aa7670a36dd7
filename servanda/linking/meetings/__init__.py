"""Meetings: the same one told by several issuers, announced before and told of after.

In: acts of meeting and of scheduling. Out: `Meeting`s.
"""

from servanda.linking.meetings.folding import fold_meeting
from servanda.linking.meetings.matching import Meetings, is_meeting

__all__ = ["Meetings", "fold_meeting", "is_meeting"]
