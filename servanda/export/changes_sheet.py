"""What changed from one statement to the next, as a sheet."""

from collections.abc import Iterable

from servanda.export import wording
from servanda.export.ledger_columns import told
from servanda.export.ledger_items import Cited, cite, cited, count
from servanda.export.ledger_sheet import Item, Section, Sheet
from servanda.insight.changes import Changes, Kind, Line, Reason, Wording
from servanda.views import Quotation, Source

HEADINGS = (
    (Kind.NEW, "New", "green"),
    (Kind.STRONGER, "Stronger", "green"),
    (Kind.WEAKER, "Weaker", "red"),
    (Kind.CHANGED, "Changed", "yellow"),
    (Kind.DROPPED, "Not said again", "red"),
    (Kind.UNCHANGED, "Unchanged", ""),
    (Kind.UNCLEAR, "Fits several", "dim"),
)


def changes_sheet(answer: Changes) -> Sheet:
    """The sheet."""
    title = f"What changed: {wording.one_line(answer.after.title or answer.after.document)}"
    after = ("after", _of(answer.after), "")
    if answer.before is None:
        return Sheet(title, f"as of {answer.as_of}", "", (after,), (_candidates(answer),))
    sources = cited((*answer.sources, answer.before, answer.after))
    found = "; found by itself, as the last of the same series" if answer.found else ""
    facts = (("before", _of(answer.before) + found, ""), after, ("in short", _in_short(answer), ""))
    sections = tuple(
        Section(f"{heading} ({len(lines)})", tuple(_items(lines, style, sources)))
        for kind, heading, style in HEADINGS
        if (lines := answer.of(kind))
    )
    nothing = (Section("Nothing to compare", (), "neither statement tells of a commitment or position"),)
    return Sheet(title, f"as of {answer.as_of}", "", facts, sections or nothing)


def _in_short(answer: Changes) -> str:
    counts = ((heading.lower(), len(answer.of(kind))) for kind, heading, _ in HEADINGS)
    return ", ".join(f"{many} {what}" for what, many in counts if many) or "nothing"


def _candidates(answer: Changes) -> Section:
    """What it may follow, where that is not clear."""
    items = tuple(Item(_of(one.source), lines=(one.source.document,)) for one in answer.candidates)
    if items:
        return Section("It may follow", items, "name the one that is meant: servanda changes BEFORE AFTER")
    looked = f"looked for among {count(answer.looked_at, 'earlier document')}"
    return Section("It may follow", (), f"no earlier statement of the same series is known; {looked}")


def _of(source: Source) -> str:
    issuer = wording.party(source.publisher) if source.publisher else "issuer unknown"
    title = wording.one_line(source.title or source.document)
    return f"{source.published or 'day unknown'} · {issuer} · {title}"


def _items(lines: Iterable[Line], style: str, sources: Cited) -> Iterable[Item]:
    for line in lines:
        reasons = tuple(_reason(one) for one in line.reasons)
        kind = "position" if line.position else "commitment"
        last = line.after or line.before
        assert last is not None
        head = f"{line.number}. {wording.parties(last.who) or 'not said'}: {told(last.type)} ({kind})"
        if line.before is not None and line.after is not None:
            yield Item(head, style, reasons)
            yield Item(f"before ({told(line.before.modality)})", "dim", (), *_words(line.before, sources))
            yield Item(f"after ({told(line.after.modality)})", style, (), *_words(line.after, sources))
        else:
            yield Item(head, style, reasons, *_words(last, sources))
        if line.near is not None:
            yield Item("nearest in the other", "dim", (), *_quoted(line.near, sources))


def _reason(one: Reason) -> str:
    words = f"“{one.before or '–'}” → “{one.after or '–'}”" if one.before or one.after else ""
    return f"{told(one.what)} {one.how}: {words}".rstrip(": ")


def _words(one: Wording, sources: Cited) -> tuple[str, str]:
    return _quoted(one.words, sources)


def _quoted(words: Quotation, sources: Cited) -> tuple[str, str]:
    return wording.one_line(words.quote), cite(words.document, words.start, words.end, sources)
