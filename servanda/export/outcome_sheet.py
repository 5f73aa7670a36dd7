"""The outcome of a meeting as a sheet: what came out of it, then and since, and what nobody has mentioned."""

from servanda.export import wording
from servanda.export.ledger_columns import STATUSES, sides, told
from servanda.export.ledger_items import (
    Cited,
    act_item,
    cite,
    cited,
    count,
    evidence_item,
    filled,
    optional,
    stage_item,
)
from servanda.export.ledger_sheet import Item, Section, Sheet
from servanda.insight.outcome import Announced, Moved, Outcome, Promised
from servanda.views import MeetingRow, Quotation


def outcome_sheet(answer: Outcome) -> Sheet:
    """The sheet."""
    sources = cited((*answer.sources, *answer.readouts))
    looked = f"looked for in {count(answer.looked_at, 'later document')} of its parties, as of {answer.as_of}"
    silent = [Item(_head(one), lines=(one.commitment.id,)) for one in answer.silent]
    sections = [
        Section("Told by", tuple(_readout(one.document, sources) for one in answer.readouts)),
        Section(
            "Agreements",
            tuple(item for one in answer.agreements for item in _moved(one, sources)),
            None if answer.agreements else "no stage of an agreement came out of it",
        ),
        Section(
            "Commitments",
            tuple(item for one in answer.commitments for item in _promised(one, sources)),
            None if answer.commitments else "no commitment came out of it",
        ),
        optional("Money", (item for one in answer.money for item in _announced(one, sources))),
        optional("Said and done besides", (act_item(one) for one in answer.positions)),
        optional("Meetings that followed", (_meeting(one) for one in answer.followed_by)),
        Section(f"Nothing heard since ({len(silent)})", tuple(silent), looked) if silent else Section(""),
    ]
    return Sheet(wording.one_line(answer.title), f"outcome of the {answer.kind}", answer.id, _facts(answer),
                 filled(sections))  # fmt: skip


def _facts(answer: Outcome) -> tuple[tuple[str, str, str], ...]:
    when = " to ".join(dict.fromkeys(one for one in (answer.start, answer.end) if one))
    new = sum(one.new for one in answer.commitments)
    heard = len(answer.commitments) - len(answer.silent)
    return (
        ("when", when or "not told", ""),
        ("where", answer.place or "", ""),
        ("parties", wording.parties(answer.parties), ""),
        ("agreements", f"{len(answer.agreements)} moved", ""),
        ("commitments", f"{len(answer.commitments)}, {new} of them new; word came since of {heard}", ""),
        ("as of", str(answer.as_of), ""),
    )


def _readout(document: str, sources: Cited) -> Item:
    source = sources[document]
    return Item(wording.one_line(source.title or document), cite=cite(document, None, None, sources))


def _moved(one: Moved, sources: Cited) -> list[Item]:
    """An agreement, its stages of then, and those since."""
    row = one.agreement
    since = [stage_item(stage, sources) for stage in one.since]
    head = Item(wording.one_line(row.name), "bold", (f"stands at {told(row.stage)} · {row.id}",))
    later = [Item(f"since: {item.head}", item.style, quote=item.quote, cite=item.cite) for item in since]
    silent = [] if since else [Item("since: no further stage is told", "dim")]
    return [head, *(stage_item(stage, sources) for stage in one.then), *later, *silent]


def _promised(one: Promised, sources: Cited) -> list[Item]:
    again = () if one.new else ("had been said before",)
    lines = (*again, one.commitment.id)
    head = Item(_head(one), STATUSES.get(one.commitment.status, ""), lines, *_quoted(one.said, sources))
    return [head, *(evidence_item(heard, sources) for heard in one.since)]


def _head(one: Promised) -> str:
    row = one.commitment
    due = f", due {row.due}" if row.due else ""
    return f"{told(row.status)}{due} · {sides(row)}: {wording.one_line(row.title)}"


def _announced(one: Announced, sources: Cited) -> list[Item]:
    row = one.envelope
    lines = (f"{told(one.role)} · {told(row.standing)} · {row.id}",)
    head = Item(f"{wording.one_line(row.money or '')} · {sides(row)}", "", lines, *_quoted(one.said, sources))
    later = [Item("told again", "", (), *_quoted(words, sources)) for words in one.since]
    return [head, *later]


def _quoted(words: Quotation, sources: Cited) -> tuple[str, str]:
    return wording.one_line(words.quote), cite(words.document, words.start, words.end, sources)


def _meeting(row: MeetingRow) -> Item:
    return Item(f"{row.start} · {told(row.status)}: {wording.one_line(row.title)}", lines=(row.id,))
