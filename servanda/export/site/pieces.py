"""Pieces of pages: rows of lists, badges, quotations with their source, paged lists."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from itertools import count

from servanda.export import wording
from servanda.export.ledger_columns import binding, told
from servanda.export.site.dates import plain_day, written
from servanda.export.site.frame import Page, text
from servanda.export.site.links import Links, list_path
from servanda.export.timeline_svg import GROUP_OF
from servanda.ledger.rows import chunks
from servanda.views import AgreementRow, CommitmentRow, DocumentRow, MeetingRow, Source

#: Rows on a page of a list.
ROWS = 100

#: How a status looks: late, kept, soon, waiting; others are plain.
LOOKS = {
    "overdue_nothing_found": "late",
    "missed": "late",
    "passed_nothing_found": "late",
    "delivered": "kept",
    "partly_delivered": "kept",
    "held": "kept",
    "due_soon": "soon",
    "in_progress": "soon",
    "waiting": "waits",
    "dropped": "off",
    "superseded": "off",
    "called_off": "off",
}

#: Statuses in words that no reader takes for more than they say.
STATUSES = {
    "overdue_nothing_found": "day passed, nothing found",
    "passed_nothing_found": "day passed, nothing found",
    "due_soon": "due soon",
}


def status(word: str) -> str:
    """A badge for a status."""
    look = LOOKS.get(word, "plain")
    return f'<span class="badge {look}">{STATUSES.get(word, told(word))}</span>'


def stage(row: AgreementRow) -> str:
    """A badge for where an agreement stands."""
    if row.stage is None:
        return '<span class="badge plain">no stage told</span>'
    disputed = ' <span class="badge late">disputed</span>' if row.disputed else ""
    return f'<span class="badge {GROUP_OF.get(row.stage, "plain")}">{told(row.stage)}</span>{disputed}'


def anchor(href: str | None, words: str) -> str:
    """A link where there is a page, else the words alone."""
    return f'<a href="{escape(href)}">{text(words)}</a>' if href else text(words)


def parties(codes: Sequence[str], links: Links, nobody: str = "") -> str:
    """Parties with links to their pages."""
    named = [anchor(links.to("party", code), wording.party(code).removeprefix("OTHER:")) for code in codes]
    return ", ".join(named) or nobody


def sides(row: CommitmentRow, links: Links) -> str:
    """Who, and toward whom."""
    actors = parties(row.actors, links, "not said")
    if not row.recipients:
        return actors
    return f'{actors} <span class="to">to</span> {parties(row.recipients, links)}'


def agreement_row(row: AgreementRow, links: Links) -> str:
    """An agreement in a list."""
    since = f"since {written(row.stage_date)}" if row.stage_date else ""
    about = _dotted(
        parties(row.parties, links), since, binding(row.binding), f"last told {written(row.last)}"
    )
    return _row(anchor(links.to("agreement", row.id), row.name), stage(row), about)


def commitment_row(row: CommitmentRow, links: Links) -> str:
    """A commitment in a list."""
    due = f"<b>due {written(row.due)}</b>" if row.due else text(row.deadline or "")
    about = _dotted(due, sides(row, links), f"said {written(row.first)}")
    return _row(anchor(links.to("commitment", row.id), row.title), status(row.status), about)


def document_row(row: DocumentRow, links: Links) -> str:
    """A document in a list."""
    issuer = parties([row.publisher], links) if row.publisher else "issuer unknown"
    acts = f"{row.acts} {'act' if row.acts == 1 else 'acts'}"
    about = _dotted(issuer, written(row.published), acts)
    return _row(anchor(links.to("document", row.id), row.title or row.id), "", about)


def meeting_row(row: MeetingRow, links: Links) -> str:
    """A meeting in a list, with its readouts."""
    when = " to ".join(dict.fromkeys(plain_day(one) for one in (row.start, row.end) if one)) or "day not told"
    readouts = [links.to("document", one) for one in row.documents]
    told_in = ", ".join(
        f'<a href="{escape(href)}">readout {number}</a>' for number, href in enumerate(readouts, 1) if href
    )
    about = _dotted(text(when), text(row.place or ""), parties(row.parties, links), told_in)
    return _row(text(row.title), status(row.status), about)


def _row(head: str, badge: str, about: str) -> str:
    return f'<li><p class="head">{head} {badge}</p><p class="about">{about}</p></li>\n'


def _dotted(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def rows(items: Iterable[str], nothing: str = "") -> str:
    """A list, or a sentence where it is empty."""
    inside = "".join(items)
    return f'<ul class="rows">\n{inside}</ul>\n' if inside else f'<p class="none">{nothing}</p>\n'


def quotation(
    quote: str, source: Source | None, links: Links, *, act: str | None = None, start: int | None = None
) -> str:
    """Quoted words and where they stand, with a link to them in the text of the document."""
    if source is None:
        return f'<blockquote dir="auto"><p>“{text(quote)}”</p></blockquote>'
    href = links.quoted(source.document, act, start)
    issuer = wording.party(source.publisher) if source.publisher else "issuer unknown"
    where = anchor(href, source.title or source.document)
    cited = _dotted(text(issuer), written(source.published), where, outside(source))
    return f'<blockquote dir="auto"><p>“{text(quote)}”</p><footer>{cited}</footer></blockquote>'


def outside(source: Source) -> str:
    """A link to the document at its issuer's, where its address is one of the web."""
    address = source.address or ""
    if not address.startswith(("https://", "http://")):
        return ""
    return f'<a href="{text(address)}" rel="noreferrer">original</a>'


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Names and values, without those that have none. Values are HTML."""
    inside = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in pairs if value)
    return f'<dl class="facts">{inside}</dl>'


def paged(
    base: str, title: str, about: str, items: Iterable[str], *, lead: str = "", total: int | None = None
) -> Iterator[Page]:
    """A list over as many pages as it needs; an empty one has a page that says so."""
    numbers = count(1)
    parts = iter(chunks(items, ROWS))
    part: list[str] | None = next(parts, [])
    while part is not None:
        following, number = next(parts, None), next(numbers)
        of = f" · page {number}" if number > 1 else ""
        how_many = f'<p class="count">{total:,} in all</p>' if total is not None and number == 1 else ""
        body = f"<h1>{text(title)}</h1>\n{lead if number == 1 else ''}{how_many}"
        body += rows(part, "Nothing of the kind is told.") + _pager(base, number, following is not None)
        yield Page(list_path(base, number), f"{title}{of}", body, about)
        part = following


def _pager(base: str, number: int, more: bool) -> str:
    """Links to the pages before and after. They lie in the same folder."""
    name: Callable[[int], str] = lambda one: list_path(base, one).rpartition("/")[2]  # noqa: E731
    before = f'<a rel="prev" href="{name(number - 1)}">Newer</a>' if number > 1 else ""
    after = f'<a rel="next" href="{name(number + 1)}">Older</a>' if more else ""
    if not before and not after:
        return ""
    return f'<nav class="pager" aria-label="Pages">{before}<span>page {number}</span>{after}</nav>'
