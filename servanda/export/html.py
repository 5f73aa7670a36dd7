"""One self-contained page: the text of each document with its acts marked in it, and the list of acts.

It loads nothing from anywhere; its policy lets only its own style and script run.
"""

import base64
import hashlib
from collections.abc import Iterable
from html import escape
from importlib.resources import files
from typing import TextIO

from servanda.export import wording
from servanda.export.families import FAMILIES, FAMILY_OF
from servanda.export.marking import Piece, pieces
from servanda.model import Act, Reading

HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta http-equiv="Content-Security-Policy" content="{policy}" />
<title>Servanda: documents and their acts</title>
<style>{style}</style>
</head>
<body>
<header>
<h1>Servanda: documents and their acts</h1>
<ul aria-label="Colours">{legend}</ul>
<form hidden="hidden">
<label>Show <select name="type"><option value="">all acts</option>{options}</select></label>
<label><input type="checkbox" name="commitments" /> commitments only</label>
</form>
</header>
<main>
"""

TAIL = """</main>
<script>{script}</script>
</body>
</html>
"""


def write(readings: Iterable[Reading], out: TextIO, *, explain: bool = False) -> None:
    """The page, document by document as they are read; `explain` adds the reasons of each act."""
    style, script = _asset("page.css"), _asset("page.js")
    out.write(HEAD.format(policy=_policy(style, script), style=style, legend=_legend(), options=_options()))
    for number, reading in enumerate(readings, start=1):
        out.write(article(reading, f"d{number}", explain=explain))
    out.write(TAIL.format(script=script))


def article(reading: Reading, name: str, *, explain: bool = False) -> str:
    """One document as an article whose ids begin with `name`."""
    document = reading.document
    items = "".join(_item(name, place, act, explain) for place, act in enumerate(reading.acts, start=1))
    acts = f'<ol class="acts">{items}</ol>' if items else '<p class="none">no acts found</p>'
    return (
        f'<article id="{name}">\n<h2>{_text(wording.title(document))}</h2>\n'
        f'<p class="origin">{_text(wording.origin(document))} · {wording.counts(reading)}</p>\n'
        f'<div class="pair"><div class="text" lang="{_text(document.language)}">'
        f"{marked(reading, name)}</div>\n{acts}</div>\n</article>\n"
    )


def fragment(reading: Reading) -> str:
    """One document for a page that is not ours, such as a notebook: styled, without a script."""
    return f"<style>{_asset('page.css')}</style>{article(reading, reading.document.sha256[:8])}"


def marked(reading: Reading, name: str) -> str:
    """The text with its acts marked, each act numbered where it begins."""
    text, acts = reading.document.text, reading.acts
    return "".join(_piece(piece, text, acts, name) for piece in pieces(len(text), acts))


def _piece(piece: Piece, text: str, acts: tuple[Act, ...], name: str) -> str:
    numbers = "".join(
        f'<a class="n" id="{name}r{place + 1}" href="#{name}a{place + 1}"'
        f' aria-label="act {place + 1}: {_text(wording.what(acts[place]))}">{place + 1}</a>'
        for place in piece.opens
    )
    words = _text(text[piece.start : piece.end])
    if piece.triggers:
        words = f"<b>{words}</b>"
    if not piece.covering:
        return numbers + words
    family = FAMILY_OF[acts[piece.covering[0]].type]
    deep = " deep" if len(piece.covering) > 1 else ""
    names = " ".join(f"{name}a{place + 1}" for place in piece.covering)
    return f'{numbers}<mark class="{family}{deep}" data-acts="{names}">{words}</mark>'


def _item(name: str, place: int, act: Act, explain: bool) -> str:
    family, commitment = FAMILY_OF[act.type], "yes" if act.commitment else "no"
    told = [(label, value) for label, value in _fields(act, explain) if value]
    fields = "".join(f"<dt>{label}</dt><dd>{_text(value)}</dd>" for label, value in told)
    return (
        f'<li id="{name}a{place}" class="act {family}" data-type="{act.type}" data-family="{family}"'
        f' data-commitment="{commitment}"><p><a class="n" href="#{name}r{place}">{place}</a> '
        f"<strong>{_text(wording.what(act))}</strong> {_text(wording.sides(act))}</p><dl>{fields}</dl></li>\n"
    )


def _fields(act: Act, explain: bool) -> list[tuple[str, str]]:
    return [
        ("how far", wording.how_far(act) + (" (commitment)" if act.commitment else "")),
        ("deadline", wording.due(act.deadline)),
        ("money", wording.money(act.money)),
        ("text or body", wording.one_line(act.instrument or "")),
        ("stage", (act.stage or "").replace("_", " ")),
        ("sure", f"{act.confidence:.0%}"),
        ("because", "; ".join(map(wording.one_line, act.because)) if explain else ""),
    ]


def _text(text: str) -> str:
    return escape(wording.clean(text))


def _legend() -> str:
    return "".join(f'<li class="{family}">{family}</li>' for family in FAMILIES)


def _options() -> str:
    groups = []
    for family, kinds in FAMILIES.items():
        inside = "".join(f'<option value="{kind}">{kind.replace("_", " ")}</option>' for kind in kinds)
        groups.append(
            f'<optgroup label="{family}"><option value="{family}">all {family}</option>{inside}</optgroup>'
        )
    return "".join(groups)


def _asset(name: str) -> str:
    return (files("servanda.export") / "page" / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """A content security policy that names the page's own style and script by their digests."""
    sums = [base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() for body in (style, script)]
    return f"default-src 'none'; style-src 'sha256-{sums[0]}'; script-src 'sha256-{sums[1]}'; base-uri 'none'"
