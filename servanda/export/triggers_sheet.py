"""What waits on one event as a sheet: the events, those with most waiting first."""

from servanda.export import wording
from servanda.export.ledger_columns import sides, told
from servanda.export.ledger_items import Cited, cite, cited, count
from servanda.export.ledger_sheet import Item, Section, Sheet
from servanda.insight.triggers import Awaited, Text, Triggers, Waiter
from servanda.views import StageRow

#: What may be done once an event has come about, by how the deed stands to it.
_SINCE = {
    "before": "it was to be done before that, and nothing is found of it",
    "if": "what hangs on it can go ahead; nothing is found of it",
    "at": "nothing is found of what was to be done on it",
}


def triggers_sheet(answer: Triggers) -> Sheet:
    """The sheet."""
    sources = cited(answer.sources)
    sections = [_event(one, sources) for one in answer.events]
    if not sections:
        nothing = "nothing waits on such an event" if answer.event else "nothing waits on an event"
        sections = [Section("Waits", (), nothing)]
    elif answer.events_count > len(sections):
        left = f"{len(sections)} of {answer.events_count:,} events are shown: --limit shows more"
        sections.append(Section("More", (), left))
    return Sheet(_title(answer), "", "", (), tuple(sections))


def _title(answer: Triggers) -> str:
    of = f" of {wording.parties(answer.parties)}" if answer.parties else ""
    toward = f" toward {wording.party(answer.counterpart)}" if answer.counterpart else ""
    on = f" on {told(answer.topic)}" if answer.topic else ""
    event = f" “{wording.one_line(answer.event)}”" if answer.event else " one event"
    many = f"{count(answer.waiting_count, 'commitment')}, {count(answer.events_count, 'event')}"
    return f"What waits on{event}{of}{toward}{on}, as of {answer.as_of}: {many}"


def _event(one: Awaited, sources: Cited) -> Section:
    items = [_waiter(waiter, sources) for waiter in one.waiting]
    if one.reached is not None:
        relations = {waiter.relation for waiter in one.waiting}
        relation = relations.pop() if len(relations) == 1 else ""
        items.insert(0, Item(came_about(one.reached, relation, sources), "bold yellow"))
    elif one.text is not None:
        items.insert(0, Item(stands(one.text), "dim"))
    left = one.count - len(one.waiting)
    more = (
        f"{left:,} more wait: servanda triggers {one.waiting[0].commitment.id}"
        if left > 0 and one.waiting
        else None
    )
    return Section(f"{wording.one_line(one.event)} ({one.count:,})", tuple(items), more)


def _waiter(one: Waiter, sources: Cited) -> Item:
    row, words = one.commitment, one.said
    where = cite(words.document, words.start, words.end, sources)
    return Item(sides(row), "", (), wording.one_line(words.quote), f"{where} · {row.id}")


def stands(text: Text | None) -> str:
    """Where the agreement stands on whose event something waits."""
    if text is None:
        return ""
    since = f" since {text.stage_date}" if text.stage_date else ""
    where = f"the agreement stands at {told(text.stage)}{since}" if text.stage else "no stage of it is told"
    return f"not known to have come about: {where} · {text.id}"


def came_about(reached: StageRow, relation: str, sources: Cited) -> str:
    """That an event has come about, in which words, and what that means for those who wait."""
    by = f" by {wording.party(reached.party)}" if reached.party else ""
    when = f"{told(reached.stage)}{by} {reached.date}" if reached.date else f"{told(reached.stage)}{by}"
    quote = f": “{wording.one_line(reached.quote)}”" if reached.quote else ""
    place = cite(reached.document, reached.start, reached.end, sources)
    then = _SINCE.get(relation, "nothing is found of what waits on it")
    return f"has come about ({when}){quote} ({place}); {then}"
