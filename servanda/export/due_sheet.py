"""What falls due as a sheet: falling due, overdue, coming round again, waiting."""

from servanda.export import wording
from servanda.export.ledger_columns import STATUSES, sides, told
from servanda.export.ledger_items import Cited, cite, cited, count
from servanda.export.ledger_sheet import Item, Section, Sheet
from servanda.export.triggers_sheet import came_about, stands
from servanda.insight.due import Due, Falling, Issuer, Looked, OtherDay, Recurring, Waiting
from servanda.views import Quotation

#: What nothing found means.
NOT_FOUND = "that nothing was found does not say that nothing was done"
NOTHING = {
    "falling": "nothing falls due in this time",
    "overdue": "nothing is overdue",
    "recurring": "nothing comes round again",
    "waiting": "nothing waits on an event",
}


def due_sheet(answer: Due) -> Sheet:
    """The sheet."""
    sources = cited(answer.sources)
    note = f"{_in_all(answer.looked)}: {NOT_FOUND}"
    parts = (
        ("falling", f"Due by {answer.until}", [_falling(one, sources) for one in answer.falling]),
        ("overdue", "Overdue, nothing found", [_falling(one, sources) for one in answer.overdue]),
        ("recurring", "Comes round again", [_recurring(one, sources) for one in answer.recurring]),
        ("waiting", "Waits", [_waiting(one, sources) for one in answer.waiting]),
    )
    sections = tuple(
        _section(answer, part, head, items, note if part == "overdue" else "") for part, head, items in parts
    )
    return Sheet(title(answer), "", "", (), sections)


def title(answer: Due) -> str:
    """What was asked, in words."""
    return f"What is due{scope(answer)}, as of {answer.as_of}"


def scope(answer: Due) -> str:
    """Whose deadlines were asked for, and on what; "" for all."""
    of = f" of {wording.parties(answer.parties)}" if answer.parties else ""
    toward = f" toward {wording.party(answer.counterpart)}" if answer.counterpart else ""
    return of + toward + (f" on {told(answer.topic)}" if answer.topic else "")


def _in_all(looked: Looked) -> str:
    """Where word was sought of all that is overdue."""
    newest = f", the newest of {looked.newest}" if looked.newest else ""
    issuers = count(len(looked.issuers), "issuer")
    return f"looked for in {count(looked.documents, 'document')} of {issuers}{newest}"


def _section(answer: Due, part: str, title: str, items: list[Item], note: str) -> Section:
    many: int = getattr(answer, f"{part}_count")
    told_of = f"more than {many:,}" if part in answer.at_least else f"{many:,}"
    more = f"{len(items)} of {told_of} are shown: --limit shows more" if many > len(items) else ""
    below = "; ".join(filter(None, [more, note if items else NOTHING[part]]))
    return Section(f"{title} ({told_of})" if items else title, tuple(items), below or None)


def _falling(one: Falling, sources: Cited) -> Item:
    row = one.commitment
    away = f"in {count(one.days, 'day')}" if one.days >= 0 else f"{count(-one.days, 'day')} ago"
    head = f"{row.due} ({away}) · {sides(row)}"
    status = told(row.status) if one.days >= 0 else ""
    lines = (status, _other(one.other, row.due) if one.other else "", _sought(one.looked))
    style = STATUSES.get(row.status, "")
    return Item(head, style, tuple(filter(None, lines)), *_quoted(one.said, sources, row.id))


def _other(other: OtherDay, due: object) -> str:
    """The last day that was told before."""
    by = f" by {wording.party(other.publisher)}" if other.publisher else ""
    when = f"on {other.told}" if other.told else "in an undated document"
    return f"another day was told {when}{by}: {other.day} instead of {due}"


def _sought(looked: Looked | None) -> str:
    """Where word was sought of one commitment."""
    if looked is None or not looked.issuers:
        return ""
    return f"nothing found since {looked.since} in {'; '.join(map(_issuer, looked.issuers))}"


def _issuer(one: Issuer) -> str:
    newest = f", newest {one.newest}" if one.newest else ""
    documents = count(one.documents, "document") if one.documents else "no document"
    return f"{documents} by {wording.party(one.publisher)}{newest}"


def _recurring(one: Recurring, sources: Cited) -> Item:
    row = one.commitment
    head = f"{_next(one)} · {wording.one_line(one.rhythm)} · {sides(row)}"
    lines = [_counted(one, sources)]
    if one.until is not None:
        lines.append(f"until {one.until}")
    return Item(head, "", tuple(filter(None, lines)), *_quoted(one.said, sources, row.id))


def _next(one: Recurring) -> str:
    if one.last is None or one.first is None:
        return "no day"
    if one.first != one.last:
        return f"{one.first} to {one.last}"
    return f"by {one.last}" if one.exact else f"about {one.last}"


def _counted(one: Recurring, sources: Cited) -> str:
    """From when the next time is counted."""
    if one.last is None:
        return one.reason or ""
    if one.held is not None:
        place = cite(one.held.document, one.held.start, one.held.end, sources)
        words = f"“{wording.one_line(one.held.quote)}” ({place})"
        since = f"counted from {one.base}, when a document told of it last: {words}"
    else:
        since = f"counted from {one.base}, when it was told"
    passed = f"{count(one.passed, 'time')} passed since then with nothing found" if one.passed else ""
    return "; ".join(filter(None, [since, passed]))


def _waiting(one: Waiting, sources: Cited) -> Item:
    row = one.commitment
    style = "bold yellow" if one.reached else "magenta"
    lines = [came_about(one.reached, one.relation, sources) if one.reached else stands(one.text)]
    return Item(
        f"{wording.one_line(one.event)} · {sides(row)}",
        style,
        tuple(filter(None, lines)),
        *_quoted(one.said, sources, row.id),
    )


def _quoted(words: Quotation, sources: Cited, id: str) -> tuple[str, str]:
    return wording.one_line(words.quote), f"{cite(words.document, words.start, words.end, sources)} · {id}"
