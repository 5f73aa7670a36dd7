"""The page of a commitment: who is bound to do what by when, in whose words, and what was heard of it."""

from collections.abc import Iterator

from servanda.export import wording
from servanda.export.ledger_columns import told
from servanda.export.ledger_items import Cited, cited, count
from servanda.export.site.dates import plain_day, written
from servanda.export.site.frame import Page, text
from servanda.export.site.links import Links, path_of
from servanda.export.site.pieces import anchor, facts, quotation, sides, status
from servanda.views import CommitmentDetail, CommitmentRow, LedgerView, showing
from servanda.views.finding import Found

#: Documents that were looked at, told one by one.
LOOKED_AT = 20


def page(view: LedgerView, id: str, links: Links) -> Page:
    """The page of the commitment `id`."""
    detail = showing.detail(view.connection, Found("commitment", id), view.as_of)
    assert isinstance(detail, CommitmentDetail)
    row, sources = detail.row, cited(detail.sources)
    body = [
        '<p class="kind">Commitment</p>',
        f"<h1>{text(row.title)}</h1>",
        f'<p class="lead">{sides(row, links)} {status(row.status)}</p>',
        _facts(detail, links),
        *_said(detail, sources, links),
        *_heard(detail, sources, links),
        *_looked_at(detail, sources, links),
        f'<p class="small">{text(row.id)}</p>',
    ]
    who = wording.parties(row.actors) or "A party"
    due = f", due {plain_day(row.due)}" if row.due else ""
    about = f"{who}: {row.title}{due}; {told(row.status)} as of {plain_day(view.as_of)}"
    return Page(path_of("commitment", id), row.title, "\n".join(body), about)


def _facts(detail: CommitmentDetail, links: Links) -> str:
    row, agreement = detail.row, detail.agreement
    to_stage = f", to bring it to {told(row.stage)}" if row.stage else ""
    on = anchor(links.to("agreement", agreement.id), agreement.name) + to_stage if agreement else ""
    return facts(
        (
            ("deadline", _deadline(row)),
            ("status", text(detail.why)),
            ("how far", text(", ".join(filter(None, [told(row.modality), *map(told, row.flags)])))),
            ("what", text(told(row.type))),
            ("money", text(row.money or "")),
            ("agreement", on),
            ("topics", text(", ".join(map(told, row.topics)))),
        )
    )


def _deadline(row: CommitmentRow) -> str:
    """The deadline as told, and its last day."""
    if not row.deadline and not row.due:
        return "none is told"
    last = f"last day {written(row.due)}" if row.due else "no day follows from it"
    return ", ".join(filter(None, [f"“{text(row.deadline)}”" if row.deadline else "", last]))


def _said(detail: CommitmentDetail, sources: Cited, links: Links) -> Iterator[str]:
    times = {1: "once", 2: "twice"}.get(len(detail.said), f"{len(detail.said)} times")
    yield f"<h2>Said {times}</h2>"
    for one in detail.said:
        yield quotation(one.quote, sources.get(one.document), links, act=one.id, start=one.start)


def _heard(detail: CommitmentDetail, sources: Cited, links: Links) -> Iterator[str]:
    yield "<h2>What was heard of it since</h2>"
    if not detail.evidence:
        documents = count(len(detail.looked_at), "document")
        yield (
            f'<p class="none">Nothing was found as of {written(detail.as_of)} in {documents} of the sides; '
            "that does not say that nothing was done.</p>"
        )
    for one in detail.evidence:
        says = f", says {told(one.says)}" if one.says else ""
        yield f"<h3>{text(told(one.kind) or 'heard')}{text(says)}</h3>"
        words = one.quotation
        if words.document:
            source = sources.get(words.document)
            yield quotation(words.quote or "", source, links, act=one.act, start=words.start)


def _looked_at(detail: CommitmentDetail, sources: Cited, links: Links) -> Iterator[str]:
    if not detail.looked_at:
        return
    yield "<h2>Looked at</h2>"
    yield '<ul class="rows">'
    for id in detail.looked_at[-LOOKED_AT:][::-1]:
        source = sources.get(id)
        title = (source.title if source else None) or id
        when = f" · {written(source.published)}" if source else ""
        yield f'<li><p class="about">{anchor(links.to("document", id), title)}{when}</p></li>'
    yield "</ul>"
    if len(detail.looked_at) > LOOKED_AT:
        yield f'<p class="small">And {len(detail.looked_at) - LOOKED_AT} older ones.</p>'
