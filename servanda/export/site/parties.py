"""The pages of a party: what it promised, what was promised to it, its agreements, its documents."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from servanda.export import wording
from servanda.export.ledger_records import PART
from servanda.export.site.dates import plain_day
from servanda.export.site.frame import Page, text
from servanda.export.site.links import Links, file_name, list_path
from servanda.export.site.pieces import agreement_row, commitment_row, document_row, paged, rows
from servanda.export.site.selection import AGREEMENT, ISSUED, PROMISED, RECEIVED, Selection
from servanda.ledger.rows import among, chunks
from servanda.ledger.tables import document
from servanda.views import DocumentRow, LedgerView
from servanda.views.documents import document_rows

#: Rows of each part on the party's own page; all of them are on pages of their own.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class _Part:
    """A list of a party: its role in the selection, its title, and how its rows are made."""

    role: str
    title: str
    short: str
    rows: Callable[[LedgerView, Sequence[str]], Sequence[Any]]
    row: Callable[[Any, Links], str]


_PARTS = (
    _Part(
        PROMISED,
        "What it promised",
        "promised",
        lambda view, ids: view.commitments_by_id(ids),
        commitment_row,
    ),
    _Part(
        RECEIVED,
        "What was promised to it",
        "promised to it",
        lambda view, ids: view.commitments_by_id(ids),
        commitment_row,
    ),
    _Part(
        AGREEMENT, "Its agreements", "agreements", lambda view, ids: view.agreements_by_id(ids), agreement_row
    ),
    _Part(ISSUED, "Its documents", "documents", lambda view, ids: documents_by_id(view, ids), document_row),
)


def pages(view: LedgerView, code: str, selection: Selection, links: Links) -> Iterator[Page]:
    """The page of a party, and pages of whatever lists do not fit on it."""
    name = wording.party(code).removeprefix("OTHER:")
    base = f"parties/{file_name('party', code)}"
    counts = {part.role: selection.count_tied(code, part.role) for part in _PARTS}
    body = ['<p class="kind">Party</p>', f"<h1>{text(name)}</h1>", _tiles(counts)]
    for part in _PARTS:
        if not counts[part.role]:
            continue
        ids = list(selection.tied(code, part.role, SHOWN))
        body.append(f'<h2 id="{part.role}">{part.title}</h2>')
        body.append(rows(part.row(row, links) for row in part.rows(view, ids)))
        if counts[part.role] > SHOWN:
            href = links.list(f"{base}-{part.role}")
            body.append(f'<p><a href="{href}">All {counts[part.role]:,}</a></p>')
    told_of = f"{counts[PROMISED]:,} commitments, {counts[AGREEMENT]:,} agreements"
    about = f"{name}: {told_of}, as of {plain_day(view.as_of)}"
    yield Page(list_path(base, 1), name, "\n".join(body), about)
    for part in _PARTS:
        if counts[part.role] > SHOWN:
            yield from _all(view, code, name, part, selection, links)


def _tiles(counts: Mapping[str, int]) -> str:
    """How many of each, with a link to where they stand on the page."""
    items = "".join(
        f'<li><a href="#{part.role}"><b>{counts[part.role]:,}</b>{part.short}</a></li>'
        for part in _PARTS
        if counts[part.role]
    )
    return f'<ul class="numbers">{items}</ul>'


def _all(
    view: LedgerView, code: str, name: str, part: _Part, selection: Selection, links: Links
) -> Iterator[Page]:
    title = f"{name}: {part.title[0].lower()}{part.title[1:]}"
    back = f'<p><a href="{file_name("party", code)}.html">{text(name)}</a></p>\n'
    items = (
        part.row(row, links)
        for ids in chunks(selection.tied(code, part.role), PART)
        for row in part.rows(view, ids)
    )
    base = f"parties/{file_name('party', code)}-{part.role}"
    total = selection.count_tied(code, part.role)
    yield from paged(base, title, f"{title}, as of {plain_day(view.as_of)}", items, lead=back, total=total)


def documents_by_id(view: LedgerView, ids: Iterable[str]) -> list[DocumentRow]:
    """The rows of documents in their newest versions, in the order given."""
    wanted = list(ids)
    query = select(document.c.id, document.c.no).where(document.c.current == 1)
    numbers = {row.id: row.no for row in among(view.connection, query, document.c.id, wanted)}
    return document_rows(view.connection, [numbers[id] for id in wanted if id in numbers])
