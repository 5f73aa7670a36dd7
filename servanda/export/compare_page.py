"""The frame of pages that show two texts next to each other: head, policy, style and script."""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from importlib.resources import files

from servanda.export import wording
from servanda.export.compare_marks import Mark, bold, marked, places, shown
from servanda.export.ledger_columns import day
from servanda.views import Source

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta http-equiv="Content-Security-Policy" content="{policy}" />
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{body}
<script>{script}</script>
</body>
</html>
"""


def page(title: str, body: str) -> str:
    """A whole page. Its policy names its own style and script by their digests, and lets in nothing else."""
    style, script = _assets()
    sums = [base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in (style, script)]
    policy = (
        f"default-src 'none'; style-src 'sha256-{sums[0]}'; script-src 'sha256-{sums[1]}';"
        " base-uri 'none'; form-action 'none'"
    )
    return PAGE.format(policy=policy, title=shown(title), style=style, script=script, body=body)


def _assets() -> tuple[str, str]:
    folder = files("servanda.export") / "page"
    return (folder / "compare.css").read_text("utf-8"), (folder / "compare.js").read_text("utf-8")


def chips(counts: Iterable[tuple[str, str, str, int]]) -> str:
    """Counts that lead to their sections: (anchor, colour, label, how many); what is none is left out."""
    items = "".join(
        f'<li><a class="chip {colour}" href="#{anchor}"><b>{many}</b> {shown(label)}</a></li>'
        for anchor, colour, label, many in counts
        if many
    )
    return f'<ul class="chips">{items}</ul>' if items else ""


def texts(columns: Iterable[str]) -> str:
    """The two texts next to each other; the script draws threads between them."""
    return (
        '<section id="texts"><h2>The two texts</h2>'
        '<p class="note">The same act has the same number and colour in both. Point at one to see the other;'
        " click to bring both to one height.</p>"
        f'<div class="texts">{"".join(columns)}<svg id="threads" aria-hidden="true"></svg></div></section>\n'
    )


def column(letter: str, name: str, source: Source, text: str, marks: Sequence[Mark]) -> str:
    """One text with its marks under the name of its side."""
    return (
        f'<div class="column" data-side="{letter}"><h3>{shown(name)}</h3>{source_line(source)}'
        f'<div class="text">{marked(text, marks, letter)}</div></div>'
    )


def tag(label: str, values: Sequence[str], sign: str) -> str:
    """What is unlike: "rate 4% ≠ 6%"."""
    told = f' <span class="or">{sign}</span> '.join(f"<b>{shown(one)}</b>" for one in values)
    return f'<span class="tag"><i>{shown(label)}</i> {told}</span>'


def figure(caption: str, quote: str, strong: Iterable[str | None], link: str | None) -> str:
    """The words of one side under its name, with some set in bold; `link` leads to their place."""
    body = bold(quote, places(quote, 0, strong))
    body = f'<a href="#{link}">{body}</a>' if link else body
    said = f"<figcaption>{shown(caption)}</figcaption>" if caption else ""
    return f"<figure>{said}<blockquote>{body}</blockquote></figure>"


def silence(caption: str, near: str | None) -> str:
    """That one side does not say it, with what comes nearest."""
    quote = f"<blockquote>{shown(wording.one_line(near))}</blockquote>" if near else ""
    return f'<figure class="silent"><figcaption>{shown(caption)}</figcaption>{quote}</figure>'


def line(number: int, colour: str, head: str, told: Sequence[str], *, side_by_side: bool) -> str:
    """One act: its number and what is said of it, then the words."""
    duo = " duo" if side_by_side else ""
    return (
        f'<article class="line {colour}" id="l{number}" data-n="{number}">'
        f'<p class="head"><span class="n">{number}</span>{head}</p>'
        f'<div class="told{duo}">{"".join(told)}</div></article>\n'
    )


def section(anchor: str, heading: str, lines: Sequence[str], note: str = "", *, folded: bool = False) -> str:
    """Lines under a heading with their number; folded away where they matter least."""
    if not lines:
        return ""
    head = f"<h2>{shown(heading)} <span>{len(lines)}</span></h2>"
    said = f'<p class="note">{shown(note)}</p>' if note else ""
    if folded:
        body = f"<details><summary>{head}</summary>{said}{''.join(lines)}</details>"
    else:
        body = f"{head}{said}{''.join(lines)}"
    return f'<section id="{anchor}">{body}</section>\n'


def facts(names: tuple[str, str], rows: Iterable[tuple[str, str, str]]) -> str:
    """What both tell, by name, in two columns; what is the same in both stands once."""
    heads = "".join(f'<th scope="col">{shown(name)}</th>' for name in names)
    body = "".join(_fact(*row) for row in rows)
    return f'<table class="facts"><thead><tr><td></td>{heads}</tr></thead><tbody>{body}</tbody></table>'


def _fact(name: str, one: str, other: str) -> str:
    if one == other:
        return f'<tr><th scope="row">{shown(name)}</th><td colspan="2">{shown(one)}</td></tr>'
    return f'<tr><th scope="row">{shown(name)}</th><td>{shown(one)}</td><td>{shown(other)}</td></tr>'


def source_line(source: Source) -> str:
    """Title, day and address of a document; an address of the web is a link."""
    address = wording.one_line(source.address or source.document)
    link = shown(address)
    if address.startswith(("https://", "http://")):
        link = f'<a href="{link}" rel="noreferrer">{link}</a>'
    return f'<p class="source">{day(source.published)} · {link}</p>'
