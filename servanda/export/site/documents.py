"""The page of a document: its text with the acts marked in it, and what each act says."""

from collections.abc import Sequence
from html import escape

from sqlalchemy import select

from servanda.export import wording
from servanda.export.families import FAMILY_OF
from servanda.export.ledger_columns import told
from servanda.export.marking import Piece, pieces
from servanda.export.site.dates import plain_day, written
from servanda.export.site.frame import Page, text
from servanda.export.site.links import Links, path_of
from servanda.export.site.picking import Telling, telling_of
from servanda.export.site.pieces import anchor, facts, outside, parties
from servanda.ledger.rows import among
from servanda.ledger.tables import document as documents
from servanda.model import Act, Document
from servanda.views import LedgerView, Source
from servanda.views.sources import text_of


def page(view: LedgerView, id: str, links: Links) -> Page:
    """The page of the newest version of the document `id`."""
    query = select(documents.c.no).where(documents.c.current == 1)
    (row,) = among(view.connection, query, documents.c.id, [id])
    document, telling = text_of(view.connection, row.no), telling_of(view.connection, id)
    title = document.title or id
    issuer = parties([document.publisher], links) if document.publisher else "issuer unknown"
    source = Source(id, document.title, document.publisher, document.published, document.source)
    where = outside(source)
    body = (
        f'<p class="kind">Document</p>\n<h1>{text(title)}</h1>\n'
        f'<p class="lead">{issuer} · {written(document.published)}{f" · {where}" if where else ""}</p>\n'
        + facts((("names", _named(view, telling, links)), ("id", text(id))))
        + f'<div class="pair"><div class="text" dir="auto" lang="{escape(document.language or "")}">'
        f"{marked(document, telling)}</div>\n{_acts(telling, links)}</div>\n"
    )
    who = wording.party(document.publisher) if document.publisher else "issuer unknown"
    about = (
        f"{who}, {plain_day(document.published)}: {title}, with {len(telling.acts)} acts marked in the text"
    )
    return Page(path_of("document", id), title, body, about)


def _named(view: LedgerView, telling: Telling, links: Links) -> str:
    rows = view.agreements_by_id(telling.agreements)
    return "; ".join(anchor(links.to("agreement", row.id), row.name) for row in rows)


def marked(document: Document, telling: Telling) -> str:
    """The text with its acts marked and numbered. Places that other pages quote have anchors."""
    length, parts = len(document.text), []
    anchors = sorted(place for place in telling.anchors if place <= length)
    for piece in pieces(length, telling.acts):
        inside = [place for place in anchors if piece.start <= place < piece.end]
        parts.append(_piece(piece, document.text, telling.acts, inside))
    return "".join(parts)


def _piece(piece: Piece, whole: str, acts: Sequence[Act], anchors: Sequence[int]) -> str:
    numbers = "".join(
        f'<a class="n" id="{escape(acts[place].id)}" href="#about-{escape(acts[place].id)}"'
        f' aria-label="act {place + 1}">{place + 1}</a>'
        for place in piece.opens
    )
    words, at = "", piece.start
    for place in anchors:
        words += f'{_clean(whole[at:place])}<span id="at-{place}"></span>'
        at = place
    words += _clean(whole[at : piece.end])
    if piece.triggers:
        words = f"<b>{words}</b>"
    if not piece.covering:
        return numbers + words
    family = FAMILY_OF[acts[piece.covering[0]].type]
    deep = " deep" if len(piece.covering) > 1 else ""
    return f'{numbers}<mark class="{family}{deep}">{words}</mark>'


def _clean(words: str) -> str:
    return escape(wording.clean(words))


def _acts(telling: Telling, links: Links) -> str:
    if not telling.acts:
        return '<p class="none">No act was read in it.</p>'
    items = (_item(number, act, telling, links) for number, act in enumerate(telling.acts, 1))
    return f'<ol class="acts" aria-label="Acts">{"".join(items)}</ol>'


def _item(number: int, act: Act, telling: Telling, links: Links) -> str:
    promised = [links.to("commitment", one) for one in telling.commitments.get(act.id, ())]
    moved = telling.moved.get(act.id)
    more = [
        text(wording.how_far(act)),
        text(wording.due(act.deadline)),
        text(wording.money(act.money)),
        *(f'<a href="{escape(href)}">commitment</a>' for href in promised if href),
    ]
    href = links.to("agreement", moved) if moved else None
    if href:
        more.append(f'<a href="{escape(href)}">agreement</a>')
    who = parties(act.actors, links, "not said")
    if act.recipients:
        who += f' <span class="to">to</span> {parties(act.recipients, links)}'
    return (
        f'<li id="about-{escape(act.id)}" class="{FAMILY_OF[act.type]}">'
        f'<p><a class="n" href="#{escape(act.id)}">{number}</a> '
        f"<strong>{text(told(act.type.value))}</strong> {who}</p>"
        f'<p class="about">{" · ".join(filter(None, more))}</p></li>\n'
    )
