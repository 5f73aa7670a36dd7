"""Views: the questions that a ledger answers, as typed rows.

In: a connection to the folded tables, a day, filters. Out: frozen rows, details, timelines, histories.
Insight, exports, the command line and the Python interface call it.
"""

from servanda.views.details import (
    ActDetail,
    AgreementDetail,
    CommitmentDetail,
    Detail,
    DocumentDetail,
    LinkDetail,
    MatterDetail,
    Source,
)
from servanda.views.errors import ViewError
from servanda.views.filters import Filter
from servanda.views.histories import History
from servanda.views.page import Page
from servanda.views.rows import (
    ActRow,
    AgreementRow,
    CommitmentRow,
    DocumentRow,
    EnvelopeRow,
    MeetingRow,
    Quotation,
    Row,
    StageRow,
)
from servanda.views.statuses import MEETING_STATUSES, STATUSES
from servanda.views.timeline import Event, EventKind, Lane, Timeline
from servanda.views.view import LedgerView

__all__ = [
    "MEETING_STATUSES",
    "STATUSES",
    "ActDetail",
    "ActRow",
    "AgreementDetail",
    "AgreementRow",
    "CommitmentDetail",
    "CommitmentRow",
    "Detail",
    "DocumentDetail",
    "DocumentRow",
    "EnvelopeRow",
    "Event",
    "EventKind",
    "Filter",
    "History",
    "Lane",
    "LedgerView",
    "LinkDetail",
    "MatterDetail",
    "MeetingRow",
    "Page",
    "Quotation",
    "Row",
    "Source",
    "StageRow",
    "Timeline",
    "ViewError",
]
