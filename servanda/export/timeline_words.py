"""Events of a timeline in words, the same for every way of drawing them."""

from servanda.export import wording
from servanda.export.ledger_columns import told
from servanda.views import Event, EventKind

#: Statuses that say no more of a deadline than that it is one.
PENDING = ("open", "reaffirmed", "in_progress", "waiting")

SIGNS = {
    EventKind.STAGE: "●",
    EventKind.SAID: "“",
    EventKind.DEADLINE: "◆",
    EventKind.MEETING: "■",
    EventKind.EVIDENCE: "▲",
}


def sign(event: Event) -> str:
    """A sign for the kind of an event; a stage that is only implied has an empty one."""
    return "○" if event.status == "implied" else SIGNS[event.kind]


def label(event: Event) -> str:
    """What happened, in one line without its date."""
    title = wording.one_line(event.title)
    who = f" ({wording.parties(event.parties)})" if event.parties else ""
    if event.kind is EventKind.STAGE:
        implied = ", implied" if event.status == "implied" else ""
        return f"{title}{who}{implied}"
    if event.kind is EventKind.DEADLINE:
        return f"{'due' if event.status in PENDING else told(event.status)}: {title}"
    if event.kind is EventKind.MEETING:
        return f"{title} ({told(event.status)})"
    if event.kind is EventKind.EVIDENCE:
        return f"{told(event.status) or 'heard'}: {title}"
    return f"said by {wording.parties(event.parties) or 'a side'}: {title}"


def full(event: Event) -> str:
    """What happened and when, with the words that prove it: for a tooltip and for a screen reader."""
    quote = wording.one_line(event.quote or "")
    words = f" “{quote}”" if quote and quote not in label(event) else ""
    return f"{event.when}: {label(event)}.{words}"
