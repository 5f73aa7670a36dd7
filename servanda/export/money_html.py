"""Money as one self-contained page: the answer, bars of headline against new money, sums, envelopes."""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files
from typing import TextIO

from servanda.export import money_bars, wording
from servanda.export import money_words as words
from servanda.export.ledger_items import Cited, cited
from servanda.insight.money import Envelope, Money, Told

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
<h1>{title}</h1>
<p class="answer">{answer}</p>
{rest}
</body>
</html>
"""


def write(answer: Money, out: TextIO) -> None:
    """The page."""
    style = "".join(
        (files("servanda.export") / "page" / name).read_text(encoding="utf-8")
        for name in ("timeline_page.css", "money.css")
    )
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    rest = _rest(answer) if answer.envelopes else ""
    out.write(
        PAGE.format(
            policy=policy,
            title=_text(words.often(answer)),
            style=style,
            answer=_text(words.fresh(answer)),
            rest=rest,
        )
    )


def _rest(answer: Money) -> str:
    sources = cited(answer.sources)
    notes = (words.more_lines(answer), words.joint(answer), f"as of {answer.as_of}; {words.NOTE}")
    drawn = money_bars.drawing(answer)
    parts = [
        f'<div class="scroll">{drawn}</div>' if drawn else "",
        _table(words.HEADS, map(words.cells, answer.sums)),
        _table((answer.by or "", *words.HEADS), ((name, *row) for name, row in words.rows(answer)))
        if answer.lines
        else "",
        *(f"<p>{_text(note)}</p>" for note in notes if note),
        f"<h2>{_text(words.listed(answer))}</h2>",
        *(_envelope(one, sources) for one in answer.listed),
        f"<p>{_text(words.more(answer) or '')}</p>",
    ]
    return "\n".join(part for part in parts if part)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    words_ = len(heads) - len(words.HEADS) + 1

    def cells(row: Sequence[str], tag: str) -> str:
        kinds = ["" if place < words_ else ' class="n"' for place in range(len(row))]
        return "".join(f"<{tag}{kind}>{_text(cell)}</{tag}>" for kind, cell in zip(kinds, row, strict=True))

    body = "".join(f"<tr>{cells(row, 'td')}</tr>\n" for row in rows)
    head = cells(heads, "th")
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _envelope(one: Envelope, sources: Cited) -> str:
    told = "".join(_told(each, one.currency, sources) for each in one.announcements)
    rest = f"<p>{_text(words.left(one) or '')}</p>" if one.left else ""
    about = f"{words.account(one)} · {one.id}"
    return f"<h2>{_text(words.head(one))}</h2><p>{_text(about)}</p><ol>{told}</ol>{rest}"


def _told(one: Told, currency: str | None, sources: Cited) -> str:
    return (
        f'<li class="{words.STYLES.get(one.role, "plain")}"><p>{_text(words.told(one, currency))}</p>'
        f"<q>{_text(one.quotation.quote)}</q>{_cite(one, sources)}</li>"
    )


def _cite(one: Told, sources: Cited) -> str:
    """Where the words stand; an address that is one of the web is a link."""
    where = one.quotation
    source = sources.get(where.document)
    address = (source.address if source else None) or where.document
    shown = _text(address)
    if address.startswith(("https://", "http://")):
        shown = f'<a href="{shown}" rel="noreferrer">{shown}</a>'
    title = f"{_text(source.title)} · " if source and source.title else ""
    return f'<div class="about">{title}{shown} · characters {where.start}–{where.end}</div>'


def _text(text: str) -> str:
    return escape(wording.one_line(text))
