"""What falls due as a sheet: overdue, falling due, coming round again, waiting."""

from servanda.export import wording
from servanda.export.ledger_columns import STATUSES, sides, told
from servanda.export.ledger_items import Cited, cite, cited, count
from servanda.export.ledger_sheet import Item, Section, Sheet
from servanda.insight.due import COUNTED, Due, Falling, Recurring, Waiting
from servanda.views import CommitmentRow, Quotation


def due_sheet(answer: Due) -> Sheet:
    """The sheet."""
    sources = cited(answer.sources)
    sections = (
        _section(
            f"Due by {answer.until}", [_falling(one, sources) for one in answer.falling],
            answer.falling_count, "nothing falls due in this time",
        ),
        _section(
            "Overdue, nothing found", [_falling(one, sources) for one in answer.overdue],
            answer.overdue_count, "nothing is overdue", looked(answer),
        ),
        _section(
            "Comes round again", [_recurring(one, sources) for one in answer.recurring],
            answer.recurring_count, "",
        ),
        _section(
            "Waits", [_waiting(one, sources) for one in answer.waiting], answer.waiting_count, "",
        ),
    )  # fmt: skip
    return Sheet(title(answer), "", "", (), tuple(one for one in sections if one.items or one.note))


def title(answer: Due) -> str:
    """What was asked, in words."""
    of = f" of {wording.parties(answer.parties)}" if answer.parties else ""
    toward = f" toward {wording.party(answer.counterpart)}" if answer.counterpart else ""
    on = f" on {told(answer.topic)}" if answer.topic else ""
    return f"What is due{of}{toward}{on}, as of {answer.as_of}"


def looked(answer: Due) -> str:
    """Where word of what is overdue was sought."""
    one = answer.looked
    newest = f", the newest of {one.newest}" if one.newest else ""
    return (
        f"looked for in {count(one.documents, 'document')} of {count(one.issuers, 'issuer')}{newest}: "
        "that nothing was found does not say that nothing was done"
    )


def _section(title: str, items: list[Item], many: int, nothing: str, note: str = "") -> Section:
    told_of = f"more than {COUNTED:,}" if many >= COUNTED else f"{many:,}"
    more = f"{len(items)} of {told_of} are shown: --limit shows more" if many > len(items) else ""
    below = "; ".join(filter(None, [more, note if items else nothing]))
    return Section(f"{title} ({told_of})" if items else title, tuple(items), below or None)


def _falling(one: Falling, sources: Cited) -> Item:
    row = one.commitment
    away = f"in {count(one.days, 'day')}" if one.days >= 0 else f"{count(-one.days, 'day')} ago"
    head = f"{row.due} ({away}) · {_who(row)}"
    style = STATUSES.get(row.status, "")
    return Item(head, style, (f"{told(row.status)} · {row.id}",), *_quoted(one.said, sources))


def _recurring(one: Recurring, sources: Cited) -> Item:
    if one.last is None or one.first is None:
        when = one.reason or ""
    elif one.first == one.last:
        when = f"next by {one.last}"
    else:
        when = f"next between {one.first} and {one.last}"
    counted = f", counted from {one.base}" if one.last and one.base else ""
    head = f"{wording.one_line(one.rhythm)} · {_who(one.commitment)}"
    return Item(head, "", (f"{when}{counted} · {one.commitment.id}",), *_quoted(one.said, sources))


def _waiting(one: Waiting, sources: Cited) -> Item:
    head = f"{wording.one_line(one.until)} · {_who(one.commitment)}"
    return Item(head, "", (one.commitment.id,), *_quoted(one.said, sources))


def _who(row: CommitmentRow) -> str:
    return f"{sides(row)}: {wording.one_line(row.title)}"


def _quoted(words: Quotation, sources: Cited) -> tuple[str, str]:
    return wording.one_line(words.quote), cite(words.document, words.start, words.end, sources)
