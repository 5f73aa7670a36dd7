"""From a `Brief` to its `Sheet`."""

from collections import Counter
from typing import Any

from servanda.export import wording
from servanda.export.brief.days import day_words, stretch_words
from servanda.export.brief.naming import party
from servanda.export.brief.noting import Notes
from servanda.export.brief.rows import (
    Maker,
    contact_row,
    dispute_row,
    item_row,
    joint_row,
    news_row,
    owed_row,
    rows,
    standing_row,
    sum_row,
    wording_row,
)
from servanda.export.brief.sheet import Section, Sheet
from servanda.export.ledger_columns import told
from servanda.insight.brief import Brief, Heard, Item, Part
from servanda.insight.brief.rules import rules

#: The sections in the order in which they are read, and what makes their lines.
MAKERS: dict[str, Maker] = {
    "contacts": contact_row,
    "since": news_row,
    "ahead": contact_row,
    "due": owed_row,
    "agreements": standing_row,
    "ours": item_row,
    "theirs": item_row,
    "both": joint_row,
    "waiting": owed_row,
    "money": sum_row,
    "disputed": dispute_row,
    "wording": wording_row,
}


def composed(brief: Brief) -> Sheet:
    """The brief in words, with its sources numbered."""
    notes = Notes(brief.sources)
    titles, commands = _titles(brief), _commands(brief)
    sections, nothing = [], []
    for name, maker in MAKERS.items():
        part: Part[Any] = brief.parts[name]
        found = sorted(part.rows, key=_by_due) if name == "due" else part.rows
        if not found:
            nothing.append(titles[name])
            continue
        more = f"{'at least ' if part.at_least else ''}{part.more:,} more" if part.more else ""
        lines = rows(maker, found, notes, brief)
        sections.append(Section(name, titles[name], lines, more, commands[name] if more else ""))
    return Sheet(
        title=f"{wording.party(brief.one)} – {wording.party(brief.other)}",
        subtitle=_subtitle(brief),
        facts=_facts(brief),
        sections=tuple(sections),
        nothing=_nothing(brief, nothing),
        about=_about(brief),
        notes=notes.notes(),
    )


def _by_due(one: Item) -> str:
    return one.due.isoformat() if one.due else "9999"


def _titles(brief: Brief) -> dict[str, str]:
    us, them = party(brief.one), party(brief.other)
    met = day_words(brief.met)
    return {
        "contacts": "Last contacts",
        "since": f"Since the last meeting, {met}" if met else "Since the last meeting (none is known)",
        "ahead": "Meetings ahead",
        "due": "Due soon, and overdue with nothing found",
        "agreements": "Where each agreement stands",
        "ours": f"Open: what {us} (we) owe",
        "theirs": f"Open: what {them} (they) owe",
        "both": "Open: what both owe",
        "waiting": "Waiting on an event",
        "money": "Money between the two",
        "disputed": "Disputed, or told by one side only",
        "wording": f"Wording to expect from {them}",
    }


def _commands(brief: Brief) -> dict[str, str]:
    """The command that shows all of a section."""
    us, them = _quoted(brief.one), _quoted(brief.other)
    pair, day = f"--party {us} --party {them}", f"--as-of {brief.as_of}"
    vows = "servanda list commitments"
    return {
        "contacts": f"servanda list meetings {pair} --status held {day}",
        "since": f"servanda list acts {pair}{f' --since {brief.met}' if brief.met else ''} {day}",
        "ahead": f"servanda list meetings {pair} --status scheduled {day}",
        "due": f"servanda due {pair} --within {rules().near}d {day}",
        "agreements": f"servanda list agreements {pair} {day}",
        "ours": f"{vows} --party {us} --counterpart {them} --still-open {day}",
        "theirs": f"{vows} --party {them} --counterpart {us} --still-open {day}",
        "both": f"{vows} {pair} --still-open {day}",
        "waiting": f"{vows} {pair} --status waiting {day}",
        "money": f"servanda money --party {us} --counterpart {them} {day}",
        "disputed": "servanda review",
        "wording": f"servanda list acts --party {them} --counterpart {us} {day}",
    }


def _quoted(code: str) -> str:
    """A code as a word of a command line."""
    return code if code.replace("-", "").isalnum() else "'" + code.replace("'", "'\\''") + "'"


def _subtitle(brief: Brief) -> str:
    meeting = f"for the meeting on {day_words(brief.for_)}" if brief.for_ else ""
    return ", ".join(
        filter(None, [f"Brief for {party(brief.one)}", meeting, f"as of {day_words(brief.as_of)}"])
    )


def _facts(brief: Brief) -> tuple[tuple[str, str], ...]:
    """What matters most, in a few words each."""
    held = brief.contacts.rows[:1]
    ahead = [one for one in brief.ahead.rows if one.status == "scheduled"][:1]
    stages = Counter(told(one.stage) for one in brief.stages)
    late = sum(one.status == "overdue_nothing_found" for one in brief.due.rows)
    facts = (
        ("Last met", " ".join(_where(one.day, one.until, one.place) for one in held)),
        ("Next", " ".join(_where(one.day, one.until, one.place) for one in ahead)),
        ("Agreements", ", ".join(f"{count} {stage}" for stage, count in stages.most_common(4))),
        ("Open promises", _open(brief)),
        ("Overdue, nothing found", str(late) if late else ""),
        ("Due soon", str(len(brief.due) - late) if len(brief.due) > late else ""),
    )
    return tuple((name, value) for name, value in facts if value)


def _where(day: str | None, until: str | None, place: str | None) -> str:
    return ", ".join(
        filter(None, [stretch_words(day, until) or "no day told", wording.one_line(place or "")])
    )


def _open(brief: Brief) -> str:
    names = {"ours": party(brief.one), "theirs": party(brief.other), "both": "both"}
    counts = {name: len(brief.parts[key]) + brief.parts[key].more for key, name in names.items()}
    return ", ".join(f"{name} {count}" for name, count in counts.items() if count)


def _nothing(brief: Brief, titles: list[str]) -> str:
    """Of what nothing was found."""
    day = day_words(brief.as_of)
    if brief.empty:
        us, them = party(brief.one), party(brief.other)
        return (
            f"Nothing found on {us} and {them} together as of {day}, in the {brief.documents:,} "
            f"{'document' if brief.documents == 1 else 'documents'} that the ledger holds."
        )
    if not titles:
        return ""
    return f"Nothing found as of {day} under: {'; '.join(title[:1].lower() + title[1:] for title in titles)}."


def _about(brief: Brief) -> tuple[str, ...]:
    """As of when and from which documents, and what is meant."""
    heard = "; ".join(_heard(one) for one in brief.heard)
    return (
        f"As of {day_words(brief.as_of)}, from {brief.documents:,} "
        f"{'document' if brief.documents == 1 else 'documents'} in the ledger: {heard}.",
        "“Nothing found” means that no document in the ledger tells of it, not that it was not done. "
        "Words in quotation marks are the documents’ own; numbers point to the sources.",
    )


def _heard(one: Heard) -> str:
    who = f"of {party(one.publisher)} on {party(one.party)}"
    return f"{one.documents:,} {who}, the last of {day_words(one.last)}" if one.documents else f"none {who}"
