"""Sheets as one self-contained page."""

import base64
import hashlib
from collections.abc import Iterable
from html import escape
from importlib.resources import files
from typing import TextIO

from servanda.export.ledger_sheet import Item, Section, Sheet

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
{sheets}
</body>
</html>
"""


def write(sheets: Iterable[Sheet], out: TextIO) -> None:
    """The page: each sheet with its facts, its sections, and quotations with their places."""
    style = (files("servanda.export") / "page" / "sheet.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    every = list(sheets)
    title = escape(every[0].title if every else "Servanda")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    out.write(PAGE.format(policy=policy, title=title, style=style, sheets="\n".join(map(_sheet, every))))


def _sheet(sheet: Sheet) -> str:
    facts = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value, _ in sheet.facts if value
    )
    told = escape(f"{sheet.kind} {sheet.id}".strip())
    sections = "".join(map(_section, sheet.sections))
    head = f'<h1>{escape(sheet.title)}</h1><p class="id">{told}</p><dl>{facts}</dl>'
    return f"<article>{head}{sections}</article>"


def _section(section: Section) -> str:
    items = "".join(map(_item, section.items))
    note = f'<p class="note">{escape(section.note)}</p>' if section.note else ""
    listed = f"<ul>{items}</ul>" if items else ""
    return f"<section><h2>{escape(section.title)}</h2>{listed}{note}</section>"


def _item(item: Item) -> str:
    lines = "".join(f'<p class="line">{escape(line)}</p>' for line in item.lines)
    quote = f"<blockquote>{escape(item.quote)}</blockquote>" if item.quote else ""
    cite = f"<cite>{escape(item.cite)}</cite>" if item.cite else ""
    style = escape(item.style or "plain", quote=True)
    return f'<li class="{style}"><p>{escape(item.head)}</p>{lines}{quote}{cite}</li>'
