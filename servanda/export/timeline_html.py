"""A drawn timeline as one self-contained page: the image, and all its events as a table with their words."""

import base64
import hashlib
from html import escape
from importlib.resources import files
from typing import TextIO

from servanda.export import wording
from servanda.export.ledger_columns import told
from servanda.export.ledger_items import Cited
from servanda.export.timeline_svg import drawing, style
from servanda.export.timeline_words import label
from servanda.views import Event, Lane, Timeline

COLUMNS = '<th scope="col">when</th><th scope="col">what</th><th scope="col">in the words</th>'

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta http-equiv="Content-Security-Policy" content="{policy}" />
<title>Timeline: {title}</title>
<style>{style}</style>
</head>
<body>
<h1>{title}</h1>
<p>as of {as_of}</p>
<div class="drawn">{drawing}</div>
<main>{lanes}</main>
</body>
</html>
"""


def write(timeline: Timeline, sources: Cited, out: TextIO) -> None:
    """The page. `sources` are the documents that its events cite."""
    page_style = (files("servanda.export") / "page" / "timeline_page.css").read_text(encoding="utf-8")
    out.write(
        PAGE.format(
            policy=_policy(page_style, style()),
            style=page_style,
            title=_text(timeline.title),
            as_of=timeline.as_of,
            drawing=drawing(timeline, headed=False),
            lanes="".join(_lane(lane, sources) for lane in timeline.lanes)
            or "<p>nothing is told of these</p>",
        )
    )


def _lane(lane: Lane, sources: Cited) -> str:
    head = " · ".join(filter(None, [wording.parties(lane.parties), told(lane.standing), lane.id]))
    rows = "".join(_row(event, sources) for event in lane.events)
    if not rows:
        return f"<h2>{_text(lane.title)}</h2><p>{_text(head)}</p><p>no date is told</p>"
    return (
        f"<h2>{_text(lane.title)}</h2><p>{_text(head)}</p>"
        f"<table><thead><tr>{COLUMNS}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(event: Event, sources: Cited) -> str:
    quote = f"<q>{_text(event.quote)}</q>" if event.quote else ""
    return (
        f'<tr><td class="when">{_text(event.when)}</td><td>{_text(label(event))}</td>'
        f"<td>{quote}{_cite(event, sources)}</td></tr>\n"
    )


def _cite(event: Event, sources: Cited) -> str:
    """Where the words stand; an address that is one of the web is a link."""
    if event.document is None:
        return ""
    source = sources.get(event.document)
    address = (source.address if source else None) or event.document
    issuer = wording.party(source.publisher) if source and source.publisher else ""
    shown = _text(address)
    if address.startswith(("https://", "http://")):
        shown = f'<a href="{shown}" rel="noreferrer">{shown}</a>'
    return f'<div class="about">{_text(issuer)}{" · " if issuer else ""}{shown}</div>'


def _text(text: str) -> str:
    return escape(wording.one_line(text))


def _policy(*styles: str) -> str:
    """A content security policy that lets in the page's own styles, by their digests, and nothing else."""
    sums = [base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() for style in styles]
    own = " ".join(f"'sha256-{one}'" for one in sums)
    return f"default-src 'none'; style-src {own}; base-uri 'none'"
