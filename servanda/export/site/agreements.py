"""The page of an agreement: where it stands and what proves it, its drawn course, what is promised on it."""

from collections.abc import Iterator
from datetime import date

from servanda.export import wording
from servanda.export.ledger_columns import binding, told
from servanda.export.ledger_items import Cited, cited, count
from servanda.export.site.dates import plain_day, written
from servanda.export.site.frame import Page, text
from servanda.export.site.links import Links, path_of
from servanda.export.site.pieces import (
    agreement_row,
    anchor,
    commitment_row,
    facts,
    parties,
    quotation,
    rows,
    stage,
)
from servanda.export.timeline_svg import drawing
from servanda.export.timeline_svg import style as drawing_style
from servanda.views import AgreementDetail, AgreementRow, LedgerView, StageRow, showing
from servanda.views.finding import Found

#: Documents that name an agreement, told one by one.
NAMED_IN = 50


def page(view: LedgerView, id: str, links: Links) -> Page:
    """The page of the agreement `id`."""
    detail = showing.detail(view.connection, Found("agreement", id), view.as_of)
    assert isinstance(detail, AgreementDetail)
    row, sources = detail.row, cited(detail.sources)
    since = f" since {written(row.stage_date)}" if row.stage_date else ""
    body = [
        '<p class="kind">Agreement</p>',
        f"<h1>{text(row.name)}</h1>",
        f'<p class="lead">{stage(row)}{since} · {parties(row.parties, links, "parties not told")}</p>',
        _facts(detail),
        *_course(view, detail, sources, links),
        *_promised(detail, links),
        *_kin(detail, links),
        *_named_in(detail, sources, links),
        f'<p class="small">{text(row.id)}</p>',
    ]
    stands = f"stands at {told(row.stage)}" if row.stage else "no stage is told"
    about = f"{row.name} ({wording.parties(row.parties)}): {stands}, as of {plain_day(view.as_of)}"
    return Page(path_of("agreement", id), row.name, "\n".join(body), about, (drawing_style(),))


def _facts(detail: AgreementDetail) -> str:
    row = detail.row
    bound = "disputed: documents differ" if row.disputed else binding(row.binding) or "not told"
    return facts(
        (
            ("kind", text(told(row.kind))),
            ("binds", bound),
            ("also called", "; ".join(text(name) for name in row.names if name != row.name)),
            ("topics", text(", ".join(map(told, row.topics)))),
            ("told of", f"{_between(row)}, in {count(row.documents, 'document')}"),
        )
    )


def _between(row: AgreementRow) -> str:
    days = dict.fromkeys(written(one) for one in (row.first, row.last))
    return " to ".join(days)


def _course(view: LedgerView, detail: AgreementDetail, sources: Cited, links: Links) -> Iterator[str]:
    timeline = view.timeline([detail.row.id])
    yield "<h2>Course</h2>"
    yield f'<div class="drawn">{drawing(timeline, headed=False)}</div>'
    steps = [*detail.row.stages, *detail.row.sides]
    if not steps:
        yield '<p class="none">No document in this ledger proves a stage.</p>'
        return
    yield '<ol class="steps">'
    for one in detail.row.stages:
        yield _step(one, sources, links)
    yield "</ol>"
    if detail.row.sides:
        yield "<h3>What single parties did</h3>"
        yield '<ol class="steps">'
        for one in detail.row.sides:
            yield _step(one, sources, links)
        yield "</ol>"


def _step(one: StageRow, sources: Cited, links: Links) -> str:
    who = f" by {text(wording.party(one.party))}" if one.party else ""
    if one.implied:
        return f'<li><span class="when">{told(one.stage)}{who}</span>: implied, date unknown</li>'
    when = plain_day(one.date) if one.date else "date unknown"
    when = {"by": f"by {when}", "published": f"{when} (day of the document)"}.get(one.dated or "", when)
    source = sources.get(one.document or "")
    quote = quotation(one.quote, source, links, act=one.act, start=one.start) if one.quote else ""
    return f'<li><span class="when">{told(one.stage)}{who}</span>, {text(when)}{quote}</li>'


def _promised(detail: AgreementDetail, links: Links) -> Iterator[str]:
    shown = [row for row in detail.commitments if links.to("commitment", row.id)]
    if shown:
        yield "<h2>What is promised on it</h2>"
        yield rows(commitment_row(row, links) for row in shown)


def _kin(detail: AgreementDetail, links: Links) -> Iterator[str]:
    if detail.kin:
        yield "<h2>Tied to</h2>"
        items = []
        for tie, other in detail.kin:
            item = agreement_row(other, links)
            items.append(item.replace('<p class="head">', f'<p class="head">{told(tie.kind)} ', 1))
        yield rows(items)


def _named_in(detail: AgreementDetail, sources: Cited, links: Links) -> Iterator[str]:
    yield "<h2>Documents that name it</h2>"
    newest = sorted(detail.accounts, key=lambda one: (one.source.published or date.min, one.id), reverse=True)
    items = []
    for one in newest[:NAMED_IN]:
        source = sources.get(one.source.document, one.source)
        place = one.first.start if one.first else None
        href = links.quoted(source.document, None, place)
        issuer = wording.party(source.publisher) if source.publisher else "issuer unknown"
        names = f"“{text('”, “'.join(one.names))}”" if one.names else "without a name"
        items.append(
            f'<li><p class="head">{anchor(href, source.title or source.document)}</p>'
            f'<p class="about">{text(issuer)} · {written(source.published)} · {names}</p></li>'
        )
    yield rows(items)
    if len(newest) > NAMED_IN:
        yield f'<p class="small">And {len(newest) - NAMED_IN} older ones.</p>'
