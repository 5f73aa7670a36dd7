"""The frame of every page: head, navigation, foot, and the style sheet, which stands in the page itself."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from importlib.resources import files

from servanda.export import wording

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta http-equiv="Content-Security-Policy" content="{policy}" />
<meta name="referrer" content="no-referrer" />
<meta name="description" content="{about}" />
<meta property="og:title" content="{title}" />
<meta property="og:description" content="{about}" />
<title>{title} · {site}</title>
<style>{style}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header><p class="site"><a href="{root}index.html">{site}</a></p>
<nav aria-label="Parts of the site"><ul>{nav}</ul></nav></header>
<main id="content">
{body}
</main>
<footer>
<p>As of {as_of}{scope}. Every statement here rests on a quotation from an official document; follow it to
read it where it stands. “Nothing found” says that these documents do not tell of it, not that it was not
done.</p>
<p>Made with Servanda, a cited ledger of what governments did and promised.</p>
</footer>
</body>
</html>
"""

#: The parts of a site: what each is called, and where its first page lies.
PARTS = {
    "index.html": "Overview",
    "deadlines.html": "Deadlines",
    "agreements/index.html": "Agreements",
    "commitments/index.html": "Commitments",
    "meetings/index.html": "Meetings",
    "parties/index.html": "Parties",
    "documents/index.html": "Documents",
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page at `path` from the root. `about` is one sentence for search engines and previews of links.

    `styles` are further style sheets in its body, which the policy must let in.
    """

    path: str
    title: str
    body: str
    about: str
    styles: Sequence[str] = field(default=())


@dataclass(frozen=True, slots=True)
class Frame:
    """What all pages of a site share: its name, its day, and in words what it is narrowed to."""

    site: str
    as_of: str
    scope: str = ""

    def html(self, page: Page) -> str:
        """The whole page."""
        root = "../" * page.path.count("/")
        scope = f", narrowed to {self.scope}" if self.scope else ""
        return PAGE.format(
            policy=_policy(style(), *page.styles),
            about=text(page.about),
            title=text(page.title),
            site=text(self.site),
            style=style(),
            root=root,
            nav=_nav(page.path, root),
            body=page.body,
            as_of=self.as_of,
            scope=text(scope),
        )


def text(words: str) -> str:
    """Words as they may stand in a page: on one line, cleaned, escaped."""
    return escape(wording.one_line(words))


def _nav(path: str, root: str) -> str:
    items = []
    for part, name in PARTS.items():
        same = part == path or ("/" in part and part.split("/")[0] == path.split("/")[0])
        here = ' aria-current="page"' if part == path else ' aria-current="true"' if same else ""
        items.append(f'<li><a href="{root}{part}"{here}>{name}</a></li>')
    return "".join(items)


@cache
def style() -> str:
    """The style sheet."""
    return (files("servanda.export") / "site" / "site.css").read_text(encoding="utf-8")


@cache
def _digest(sheet: str) -> str:
    return base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()


def _policy(*sheets: str) -> str:
    """Lets in the page's own style sheets, by their digests, and nothing else."""
    own = " ".join(f"'sha256-{_digest(sheet)}'" for sheet in sheets)
    return f"default-src 'none'; style-src {own}; base-uri 'none'; form-action 'none'"
