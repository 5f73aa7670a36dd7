"""Outcomes in words, the same for terminals, Markdown and pages."""

from collections.abc import Iterator

from servanda.export import wording
from servanda.export.ledger_columns import STAGES, STATUSES, told
from servanda.export.ledger_items import Cited, cite, count
from servanda.export.ledger_sheet import Item
from servanda.insight.outcome import Kind, Later, Line, Looked, Outcome
from servanda.views import MeetingRow, Quotation

TITLES = {
    Kind.AGREEMENT: "Agreements moved",
    Kind.COMMITMENT: "Commitments",
    Kind.MONEY: "Money",
    Kind.DEED: "Done",
    Kind.STATEMENT: "Statements",
    Kind.AIM: "Aims and expectations, short of a promise",
    Kind.INVITATION: "Invitations",
    Kind.TALK: "Talked about, with no outcome told",
}

#: Kinds that are told by their words alone.
SHORT = (Kind.DEED, Kind.STATEMENT, Kind.AIM, Kind.INVITATION, Kind.TALK)


#: Pairs of parties that are all told, also those of which there is no document.
PAIRS = 2


def items(line: Line, sources: Cited) -> Iterator[Item]:
    """A line with its words of then, and what was heard since."""
    first, *others = line.then or (None,)
    if line.kind in SHORT:
        yield Item(_sides(line), "", (), *_quoted(first, sources))
        return
    yield Item(
        _head(line), _style(line), tuple(filter(None, [_about(line), line.id])), *_quoted(first, sources)
    )
    for words in others:
        yield Item("also told by", "dim", (), *_quoted(words, sources))
    for later in line.since:
        yield Item(heard(later), "green", (), *_quoted(later.words, sources))


def heard(later: Later) -> str:
    """What was heard afterwards, and when."""
    says = f", says {told(later.says)}" if later.says else ""
    what = f"reached {told(later.what)}" if later.moves else told(later.what)
    return f"since: {what}{says}, {later.date or 'date unknown'}"


def unheard(line: Line) -> str:
    """Something of which nothing was heard, in a line."""
    if line.kind is Kind.AGREEMENT:
        return f"{wording.one_line(line.title)}: no stage after {told(line.what)}"
    due = f", due {line.due}" if line.due else ""
    title = wording.one_line(line.title)
    return f"{_sides(line)}: {title if line.kind is Kind.COMMITMENT else line.what}{due}"


def looked(answer: Outcome) -> str:
    """Where word was looked for."""
    if not answer.looked:
        return f"as of {answer.as_of}; no day or no second party is known, so nothing could be looked for"
    found = [one for one in answer.looked if one.documents or len(answer.looked) <= PAIRS]
    others = len(answer.looked) - len(found)
    parts = ", ".join([*map(_looked, found), *([f"none on the other {others} pairs"] if others else [])])
    caution = "Nothing found in them does not mean not done."
    return f"As of {answer.as_of}, looked at later documents: {parts}. {caution}"


def _looked(one: Looked) -> str:
    last = f" (the last of {one.last})" if one.last else ""
    return f"{one.documents:,} of {wording.party(one.publisher)} on {wording.party(one.party)}{last}"


def left_out(answer: Outcome) -> str | None:
    """What the readouts tell besides."""
    parts = [f"{one.reason} {one.acts}" for one in answer.left_out]
    return f"Not listed: {'; '.join(parts)}" if parts else None


def when(answer: Outcome) -> str:
    """The days."""
    days = dict.fromkeys(one.isoformat() for one in (answer.first, answer.last) if one)
    return " to ".join(days) or "not told"


def summary(answer: Outcome) -> str:
    """How much came out of it, and of how much word was heard since."""
    followed = [line for line in answer.lines if line.kind in (Kind.AGREEMENT, Kind.COMMITMENT, Kind.MONEY)]
    if not followed:
        return "no agreement, commitment or sum of money came out of it"
    parts = [
        count(len(answer.of(kind)), noun)
        for kind, noun in (
            (Kind.AGREEMENT, "agreement moved"),
            (Kind.COMMITMENT, "commitment"),
            (Kind.MONEY, "sum of money"),
        )
        if answer.of(kind)
    ]
    return f"{_plural(', '.join(parts))}; word since of {sum(bool(line.since) for line in followed)}"


def _plural(words: str) -> str:
    return words.replace("agreement moveds", "agreements moved").replace("sum of moneys", "sums of money")


def meeting(row: MeetingRow) -> Item:
    """A meeting in a line."""
    days = " to ".join(dict.fromkeys(one for one in (row.start, row.end) if one)) or "not dated"
    place = f" · {wording.one_line(row.place)}" if row.place else ""
    head = f"{days} · {told(row.status)}: {wording.parties(row.parties)}{place}"
    return Item(head, STATUSES.get(row.status, ""), (wording.one_line(row.title), row.id))


def _head(line: Line) -> str:
    if line.kind is Kind.AGREEMENT:
        return f"{told(line.what)}: {wording.one_line(line.title)}"
    if line.kind is Kind.MONEY:
        return f"{wording.one_line(line.what)} · {_sides(line)}"
    due = f", due {line.due}" if line.due else ""
    return f"{told(line.status)}{due} · {_sides(line)}"


def _about(line: Line) -> str:
    """How it stands today, and whether it was new."""
    old = "" if line.new else "had been said before"
    if line.kind is Kind.AGREEMENT:
        stands = f"stands at {told(line.status)}" if line.status else "no stage told"
        return f"{wording.parties(line.actors)} · {stands}"
    if line.kind is Kind.MONEY:
        return " · ".join(filter(None, [told(line.status), old]))
    deadline = wording.one_line(line.deadline or "")
    return " · ".join(filter(None, [told(line.what), deadline, old]))


def _style(line: Line) -> str:
    if line.kind is Kind.AGREEMENT:
        return STAGES.get(line.what, "")
    return STATUSES.get(line.status or "", "").removeprefix("bold ")


def _sides(line: Line) -> str:
    actors = wording.parties(line.actors) or "not said"
    return f"{actors} → {wording.parties(line.recipients)}" if line.recipients else actors


def _quoted(words: Quotation | None, sources: Cited) -> tuple[str | None, str | None]:
    if words is None:
        return None, None
    return wording.one_line(words.quote), cite(words.document, words.start, words.end, sources)
