"""A ledger as a static site: pages that link to each other, load nothing, and open from a folder.

In: a view, a filter, a folder that does not exist yet. Out: its pages. The command line calls it.
"""

import shutil
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from servanda.export import wording
from servanda.export.ledger_columns import told
from servanda.export.site import agreements, commitments, documents, overview, parties
from servanda.export.site.dates import plain_day
from servanda.export.site.frame import Frame, Page
from servanda.export.site.links import FOLDERS, Links
from servanda.export.site.selection import Selection, selected
from servanda.views import Filter, LedgerView
from servanda.views.view import EVERYTHING

TITLE = "Ledger of agreements and commitments"

#: A file by which a folder is known to be a site made here, which may be replaced.
MARK = ".servanda-site"


class NotASite(OSError):
    """The folder holds other things, which would be lost."""


def write(
    view: LedgerView,
    out: Path,
    wanted: Filter = EVERYTHING,
    *,
    title: str = TITLE,
    seen: Callable[[int], None] = lambda _: None,
) -> None:
    """The site in the folder `out`, which appears when it is complete and replaces an older site there.

    Raises NotASite where `out` holds something else, OSError where it cannot be written.
    """
    _check(out)
    part = out.with_name(f".{out.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    checked = wanted.checked("agreements")
    frame = Frame(title, plain_day(view.as_of), scope_of(checked))
    try:
        for name in dict.fromkeys(FOLDERS.values()):
            (part / name).mkdir(parents=True, exist_ok=True)
        with selected(view, wanted, seen) as selection:
            for page in _pages(view, selection, title, frame.scope):
                (part / page.path).write_text(frame.html(page), encoding="utf-8", newline="\n")
                seen(1)
        (part / MARK).write_text("made by servanda export site\n", encoding="utf-8", newline="\n")
        _replace(part, out)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def scope_of(wanted: Filter) -> str:
    """A filter in words: "South Korea with Canada, trade, told since 2025-01-01"."""
    who = " and ".join(wording.party(code) for code in wanted.parties)
    if wanted.counterpart:
        who = f"{who} with {wording.party(wanted.counterpart)}"
    since = f"told since {wanted.since}" if wanted.since else ""
    until = f"told until {wanted.until}" if wanted.until else ""
    words = f"the words {wanted.text}" if wanted.text else ""
    return ", ".join(filter(None, [who, told(wanted.topic), since, until, words]))


def _pages(view: LedgerView, selection: Selection, title: str, scope: str) -> Iterator[Page]:
    links = Links(selection)
    yield overview.overview(view, selection, title, scope)
    yield from chain(overview.deadlines(view, selection), overview.lists(view, selection, links))
    for kind, page in (
        ("agreement", agreements.page),
        ("commitment", commitments.page),
        ("document", documents.page),
    ):
        for id in selection.ids(kind):
            yield page(view, id, links)
    for code in selection.ids("party"):
        yield from parties.pages(view, code, selection, links)


def _check(out: Path) -> None:
    """Raises NotASite where something would be lost."""
    if out.is_dir():
        if any(out.iterdir()) and not (out / MARK).is_file():
            raise NotASite(f"{out} holds other files: name a folder that is new, empty or a site made here")
    elif out.exists():
        raise NotASite(f"{out} is a file: a site needs a folder")


def _replace(part: Path, out: Path) -> None:
    """Put the finished folder in the place of the older one."""
    older = out.with_name(f".{out.name}.old")
    shutil.rmtree(older, ignore_errors=True)
    if out.exists():
        out.rename(older)
    part.rename(out)
    shutil.rmtree(older, ignore_errors=True)
