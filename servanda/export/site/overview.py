"""The pages that lead to others: the overview, the deadlines, and the lists."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from servanda.export import wording
from servanda.export.ledger_records import PART
from servanda.export.site.dates import plain_day, written
from servanda.export.site.frame import Page, text
from servanda.export.site.links import Links
from servanda.export.site.parties import documents_by_id
from servanda.export.site.pieces import (
    agreement_row,
    anchor,
    commitment_row,
    document_row,
    meeting_row,
    paged,
    rows,
)
from servanda.export.site.selection import COMING, OVERDUE, WAITING, Selection
from servanda.ledger.rows import chunks
from servanda.views import LedgerView
from servanda.views.matters import meeting_rows

#: Rows of each part of the overview, and parties.
SHOWN, PARTIES = 8, 24

#: Rows of each part of the page of deadlines; all of them are on pages of their own.
DUE = 40

_DUE_PARTS = {
    COMING: ("Still to come", "deadlines-coming"),
    OVERDUE: ("Day passed, nothing found", "deadlines-passed"),
    WAITING: ("Waiting on an event or condition", "deadlines-waiting"),
}


def overview(view: LedgerView, selection: Selection, title: str, scope: str) -> Page:
    """The first page."""
    links = Links(selection, 0)
    narrowed = f"This ledger is narrowed to {text(scope)}. " if scope else ""
    coming = view.commitments_by_id(list(selection.due(COMING, SHOWN)))
    passed = view.commitments_by_id(list(selection.due(OVERDUE, SHOWN)))
    agreements = view.agreements_by_id(list(selection.ids("agreement", SHOWN)))
    body = [
        f"<h1>{text(title)}</h1>",
        '<p class="lead">What governments agreed, promised and did, with whom and by when, each proven by '
        f"the words of an official document. {narrowed}As of {written(view.as_of)}.</p>",
        _numbers(selection),
        "<h2>Due next</h2>",
        rows((commitment_row(row, links) for row in coming), "No deadline lies ahead."),
        "<h2>Day passed, nothing found</h2>",
        rows((commitment_row(row, links) for row in passed), "No deadline has passed without a word."),
        "<h2>Agreements told of last</h2>",
        rows((agreement_row(row, links) for row in agreements), "No agreement is named."),
        "<h2>Parties</h2>",
        _chips(selection, links),
        "<h2>Newest documents</h2>",
        rows(
            (document_row(row, links) for row in documents_by_id(view, selection.ids("document", SHOWN))),
            "There is no document.",
        ),
    ]
    about = f"{selection.count('commitment'):,} commitments and {selection.count('agreement'):,} agreements "
    about += f"from {selection.count('document'):,} official documents, as of {plain_day(view.as_of)}"
    return Page("index.html", title, "\n".join(body), about)


def _numbers(selection: Selection) -> str:
    tiles = (
        ("agreements/index.html", selection.count("agreement"), "agreements", "plain"),
        ("commitments/index.html", selection.count("commitment"), "commitments", "plain"),
        ("deadlines.html", selection.count_due(COMING), "deadlines to come", "plain"),
        ("deadlines.html#passed", selection.count_due(OVERDUE), "passed, nothing found", "late"),
        ("meetings/index.html", selection.count("meeting"), "meetings", "plain"),
        ("documents/index.html", selection.count("document"), "documents", "plain"),
    )
    items = "".join(
        f'<li class="{look}"><a href="{href}"><b>{number:,}</b>{words}</a></li>'
        for href, number, words, look in tiles
    )
    return f'<ul class="numbers">{items}</ul>'


def _chips(selection: Selection, links: Links) -> str:
    items = "".join(
        f"<li>{anchor(links.to('party', code), wording.party(code).removeprefix('OTHER:'))}"
        f" <span>{number:,}</span></li>"
        for code, number in selection.parties(PARTIES)
    )
    return f'<ul class="chips">{items}</ul>' if items else '<p class="none">No party is named.</p>'


def deadlines(view: LedgerView, selection: Selection) -> Iterator[Page]:
    """The page of deadlines, and a list of each of its parts that does not fit on it."""
    links = Links(selection, 0)
    lead = (
        '<p class="lead">“Nothing found” says that no document in this ledger tells of it, '
        "not that it was not done.</p>\n"
    )
    body = ["<h1>Deadlines</h1>", lead]
    for part, (title, base) in _DUE_PARTS.items():
        found, ids = selection.count_due(part), list(selection.due(part, DUE))
        body.append(f'<h2 id="{base.partition("-")[2]}">{title} ({found:,})</h2>')
        body.append(rows((commitment_row(row, links) for row in view.commitments_by_id(ids)), "None."))
        if found > DUE:
            body.append(f'<p><a href="{links.list(base)}">All {found:,}</a></p>')
    about = (
        f"{selection.count_due(COMING):,} deadlines to come, {selection.count_due(OVERDUE):,} passed with "
    )
    yield Page(
        "deadlines.html", "Deadlines", "\n".join(body), f"{about}nothing found, as of {plain_day(view.as_of)}"
    )
    for part, (title, base) in _DUE_PARTS.items():
        if selection.count_due(part) <= DUE:
            continue
        items = _made(view.commitments_by_id, commitment_row, selection.due(part), links)
        about = f"Commitments: {title.lower()}, as of {plain_day(view.as_of)}"
        yield from paged(base, title, about, items, lead=lead, total=selection.count_due(part))


def lists(view: LedgerView, selection: Selection, links: Links) -> Iterator[Page]:
    """The lists of agreements, commitments, meetings, documents and parties."""
    kinds: tuple[tuple[str, str, str, Callable[[Sequence[str]], Sequence[Any]], Callable[..., str]], ...] = (
        ("agreement", "agreements/", "Agreements", view.agreements_by_id, agreement_row),
        ("commitment", "commitments/", "Commitments", view.commitments_by_id, commitment_row),
        ("meeting", "meetings/", "Meetings", _meetings(view), meeting_row),
        ("document", "documents/", "Documents", lambda ids: documents_by_id(view, ids), document_row),
    )
    for kind, base, title, fetch, row in kinds:
        items = _made(fetch, row, selection.ids(kind), links)
        about = f"{title}, the newest first, as of {plain_day(view.as_of)}"
        yield from paged(base, title, about, items, total=selection.count(kind))
    yield from _party_list(view, selection, links)


def _meetings(view: LedgerView) -> Callable[[Sequence[str]], Sequence[Any]]:
    return lambda ids: meeting_rows(view.connection, ids, view.as_of)


def _made(
    fetch: Callable[[Sequence[str]], Sequence[Any]],
    row: Callable[..., str],
    ids: Iterator[str],
    links: Links,
) -> Iterator[str]:
    return (row(one, links) for part in chunks(ids, PART) for one in fetch(part))


def _party_list(view: LedgerView, selection: Selection, links: Links) -> Iterator[Page]:
    items = (
        f'<li><p class="head">{anchor(links.to("party", code), wording.party(code).removeprefix("OTHER:"))}'
        f'</p><p class="about">in {number:,} agreements, commitments and documents</p></li>\n'
        for code, number in selection.parties()
    )
    about = f"Parties, those told of most first, as of {plain_day(view.as_of)}"
    yield from paged("parties/", "Parties", about, items, total=selection.count("party"))
