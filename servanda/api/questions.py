"""`Questions`: the questions that people ask of a ledger, one method each.

Each opens a view as of a day (today unless told) and asks `servanda.insight`; what can be asked, and what it
answers, is told there. To ask several of one snapshot, open a view and call `servanda.insight` yourself.
"""

from contextlib import AbstractContextManager
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from servanda.insight.brief import Brief
    from servanda.insight.changes import Changes
    from servanda.insight.compare import Comparison, OneSided
    from servanda.insight.count import Count
    from servanda.insight.due import Due
    from servanda.insight.money import Money
    from servanda.insight.outcome import Outcome
    from servanda.insight.quiet import Quiet
    from servanda.insight.triggers import Triggers
    from servanda.views import LedgerView


class Questions:
    """For a ledger that can open views. Every method raises ViewError at what is unknown or ambiguous."""

    def view(self, as_of: date | None = None) -> "AbstractContextManager[LedgerView]":
        """The ledger as it stood at the end of a day."""
        raise NotImplementedError

    def due(self, *, as_of: date | None = None, **asked: Any) -> "Due":
        """What falls due, is overdue, comes round again, waits: `within`, `party`, `counterpart`, `topic`."""
        from servanda.insight.due import due

        with self.view(as_of) as view:
            return due(view, **asked)

    def triggers(self, *, as_of: date | None = None, **asked: Any) -> "Triggers":
        """What waits on one event: `event`, `party`."""
        from servanda.insight.triggers import triggers

        with self.view(as_of) as view:
            return triggers(view, **asked)

    def quiet(self, *, as_of: date | None = None, **asked: Any) -> "Quiet":
        """Who has gone quiet about whom: `party`, `counterpart`, `since`."""
        from servanda.insight.quiet import quiet

        with self.view(as_of) as view:
            return quiet(view, **asked)

    def outcome(self, id: str | None = None, *, as_of: date | None = None, **asked: Any) -> "Outcome":
        """What came out of a meeting or document, by its id, or by `party`, `counterpart` and `on`."""
        from servanda.insight.outcome import outcome

        with self.view(as_of) as view:
            return outcome(view, id, **asked)

    def compare(
        self,
        a: str | None = None,
        b: str | None = None,
        *,
        meeting: str | None = None,
        as_of: date | None = None,
    ) -> "Comparison | OneSided":
        """Two documents side by side, by id, path or address, or the readouts of a `meeting`."""
        from servanda.api.tellings import telling
        from servanda.insight.compare import compare, compare_meeting
        from servanda.views import ViewError

        with self.view(as_of) as view:
            if meeting is not None:
                return compare_meeting(view, meeting)
            if a is None or b is None:
                raise ViewError("name two documents, or a meeting")
            return compare(view.as_of, telling(view, a), telling(view, b))

    def changes(self, before: str, after: str | None = None, *, as_of: date | None = None) -> "Changes":
        """What changed from one document to the next; of one alone, since the last of its series."""
        from servanda.api.tellings import telling
        from servanda.insight.changes import changes

        with self.view(as_of) as view:
            if after is None:
                return changes(view, telling(view, before))
            return changes(view, telling(view, before), telling(view, after))

    def money(self, *, as_of: date | None = None, **asked: Any) -> "Money":
        """How often money was announced, and how much of it is new."""
        from servanda.insight.money import money

        with self.view(as_of) as view:
            return money(view, **asked)

    def count(self, *, as_of: date | None = None, **asked: Any) -> "Count":
        """How many commitments there are: `rule`, `by`, `party`, `counterpart`, `since`, `until`, `topic`."""
        from servanda.insight.count import count

        with self.view(as_of) as view:
            return count(view, **asked)

    def brief(self, one: str, other: str, *, as_of: date | None = None, for_: date | None = None) -> "Brief":
        """What `one` needs to know before meeting `other`."""
        from servanda.insight.brief import brief

        with self.view(as_of) as view:
            return brief(view, one, other, for_=for_)
