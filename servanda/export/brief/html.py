"""A brief as one self-contained page, which prints on two sheets of A4."""

import base64
import hashlib
import re
from collections.abc import Sequence
from html import escape
from importlib.resources import files
from typing import TextIO

from servanda.export import wording
from servanda.export.brief.drawings import Drawing
from servanda.export.brief.sheet import Note, Row, Section, Sheet

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
<header><p class="kind">Briefing note</p><h1>{title}</h1><p>{subtitle}</p></header>
{facts}
{pictures}
<main>{sections}</main>
{nothing}
{notes}
<footer>{about}</footer>
</body>
</html>
"""

_NUMBER = re.compile(r"\d+")


def write(sheet: Sheet, pictures: Sequence[Drawing], out: TextIO) -> None:
    """The page, with its pictures."""
    style = (files("servanda.export") / "page" / "brief.css").read_text(encoding="utf-8")
    facts = "".join(
        f"<div><dt>{_text(name)}</dt><dd>{_text(value)}</dd></div>" for name, value in sheet.facts
    )
    drawn = "".join(
        f"<figure>{one.svg}<figcaption>{_text(one.caption)}</figcaption></figure>" for one in pictures
    )
    out.write(
        PAGE.format(
            policy=_policy(style),
            style=style,
            title=_text(sheet.title),
            subtitle=_text(sheet.subtitle),
            facts=f'<dl class="facts">{facts}</dl>' if facts else "",
            pictures=drawn,
            sections="".join(map(_section, sheet.sections)),
            nothing=f'<p class="nothing">{_text(sheet.nothing)}</p>' if sheet.nothing else "",
            notes=_notes(sheet.notes),
            about="".join(f"<p>{_text(line)}</p>" for line in sheet.about),
        )
    )


def _section(section: Section) -> str:
    more = (
        f'<p class="more">{_text(section.more)}: <code>{_text(section.command)}</code></p>'
        if section.more
        else ""
    )
    return (
        f'<section id="{section.name}"><h2>{_text(section.title)}</h2>'
        f"<table><tbody>{''.join(map(_row, section.rows))}</tbody></table>{more}</section>\n"
    )


def _row(row: Row) -> str:
    quotes = " ".join(f"<q>{_text(one.words)}</q>{_cite(one.cite)}" for one in row.quotes)
    marks = f'<span class="mark">{_text("; ".join(row.marks))}</span>' if row.marks else ""
    lead = f"<b>{_text(row.lead)}</b>" if row.lead else ""
    words = " ".join(filter(None, [lead, _text(row.text), quotes, marks, "".join(map(_cite, row.cites))]))
    kinds = " ".join(name for name, there in (("grave", row.grave), ("soft", row.soft)) if there)
    return f'<tr class="{kinds}"><td class="when">{_text(row.when)}</td><td>{words}</td></tr>\n'


def _cite(cite: str) -> str:
    number = _NUMBER.match(cite)
    return f'<sup><a href="#source{number.group() if number else ""}">{_text(cite)}</a></sup>'


def _notes(notes: tuple[Note, ...]) -> str:
    if not notes:
        return ""
    return f'<section class="notes"><h2>Sources</h2><ol>{"".join(map(_note, notes))}</ol></section>'


def _note(note: Note) -> str:
    address = _text(note.address)
    if note.link:
        address = f'<a href="{address}" rel="noreferrer">{address}</a>'
    quotes = "".join(f" <b>{_text(one.cite)}</b> <q>{_text(one.words)}</q>" for one in note.quotes)
    return f'<li id="source{note.number}" value="{note.number}">{_text(note.head)}. {address}{quotes}</li>\n'


def _text(text: str) -> str:
    return escape(wording.one_line(text))


def _policy(style: str) -> str:
    """A content security policy that lets in the page's own style, by its digest, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'"
