"""The first page's release with its acts, as the reader finds them today."""

from functools import cache
from html import escape
from pathlib import Path

import servanda as sv
from servanda.export import html, wording
from servanda.export.families import FAMILY_OF
from servanda.model import Act, Reading

RELEASE = Path(__file__).resolve().parent.parent / "release.txt"


@cache
def _reading() -> Reading:
    return sv.read(RELEASE, publisher="CAN").reading


def marked_release() -> str:
    """The text with its acts marked, each numbered where it begins."""
    text = html.marked(_reading(), "r").strip().replace("\n", "<br>")
    return f'<div class="release">{text}</div>'


def act_table() -> str:
    """One row an act. The confidence is left out: its last digits differ between machines."""
    heads = "".join(f"<th>{head}</th>" for head in ("", "who → whom", "what", "how far", "deadline"))
    rows = "\n".join(_row(place, act) for place, act in enumerate(_reading().acts, start=1))
    inside = f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>"
    return f'<div class="acts"><table>\n{inside}\n</table></div>'


def _row(place: int, act: Act) -> str:
    named = [wording.one_line(act.instrument or ""), wording.money(act.money)]
    what = ", ".join([f"<strong>{wording.what(act)}</strong>", *map(escape, filter(None, named))])
    far = wording.how_far(act) + (", a commitment" if act.commitment else "")
    cells = [f'<a href="#rr{place}">{place}</a>', escape(wording.sides(act)), what, escape(far)]
    inside = "".join(f"<td>{cell}</td>" for cell in [*cells, escape(wording.due(act.deadline))])
    return f'<tr id="ra{place}" class="{FAMILY_OF[act.type]}">{inside}</tr>'
