"""The outcome of a meeting as a sheet: what came out of it, then and since, and what nobody has mentioned."""

from servanda.export import outcome_words as words
from servanda.export import wording
from servanda.export.ledger_items import Cited, cite, cited, count, filled, optional
from servanda.export.ledger_sheet import Item, Section, Sheet
from servanda.insight.outcome import Kind, Outcome


def outcome_sheet(answer: Outcome) -> Sheet:
    """The sheet."""
    sources = cited((*answer.sources, *answer.readouts))
    sections = [
        optional("Meetings", map(words.meeting, answer.meetings if len(answer.meetings) > 1 else ())),
        Section("Told by", tuple(_readout(one.document, sources) for one in answer.readouts)),
        *(_section(answer, kind, sources) for kind in Kind),
        optional("Meetings that followed", map(words.meeting, answer.next)),
        _unheard(answer),
        Section("Left out", (), words.left_out(answer)) if answer.left_out else Section(""),
    ]
    kind = "document" if not answer.meetings else "meeting" if len(answer.meetings) == 1 else "meetings"
    id = answer.document or (answer.meetings[0].id if answer.meetings else "")
    return Sheet(
        wording.one_line(answer.title), f"outcome of the {kind}", id, _facts(answer), filled(sections)
    )


def _section(answer: Outcome, kind: Kind, sources: Cited) -> Section:
    listed = tuple(item for line in answer.of(kind) for item in words.items(line, sources))
    return Section(words.TITLES[kind], listed)


def _unheard(answer: Outcome) -> Section:
    found = tuple(Item(words.unheard(line), lines=(line.id,)) for line in answer.lines if line.unheard)
    if not found:
        return Section("")
    return Section(f"Nothing heard since ({len(found)})", found, words.looked(answer))


def _facts(answer: Outcome) -> tuple[tuple[str, str, str], ...]:
    place = answer.meetings[0].place if len(answer.meetings) == 1 else None
    more = f"… {count(answer.more, 'more line')}: --limit {len(answer.lines) + answer.more}"
    return (
        ("when", words.when(answer), ""),
        ("where", wording.one_line(place or ""), ""),
        ("parties", wording.parties(answer.parties), ""),
        ("outcome", words.summary(answer), ""),
        ("shown", more if answer.more else "", "dim"),
        ("as of", str(answer.as_of), ""),
        ("note", "" if answer.meetings else "it tells of no meeting: this is what it brings itself", "dim"),
    )


def _readout(document: str, sources: Cited) -> Item:
    source = sources[document]
    return Item(wording.one_line(source.title or document), cite=cite(document, None, None, sources))
