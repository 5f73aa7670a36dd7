"""Checks of a static site: every link leads somewhere, nothing is loaded, nothing runs."""

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote

from lxml import html

#: Elements that run something or load something.
LOADING = "//script|//iframe|//object|//embed|//img|//link|//form|//base|//audio|//video|//source"


def faults(root: Path) -> list[str]:
    """What is wrong with the pages of a site, each in a sentence."""
    pages = {path: html.fromstring(path.read_bytes()) for path in sorted(root.rglob("*.html"))}
    anchors = {path.resolve(): [str(one) for one in page.xpath("//@id")] for path, page in pages.items()}
    found: list[str] = []
    for path, page in pages.items():
        name = path.relative_to(root)
        ids = anchors[path.resolve()]
        if len(ids) != len(set(ids)):
            found.append(f"{name}: an id stands twice")
        found += [f"{name}: holds a {one.tag}" for one in page.xpath(LOADING)]
        handlers = page.xpath("//@*[starts-with(name(), 'on')]")
        found += [f"{name}: runs {one}" for one in handlers]
        found += [f"{name}: {one}" for one in _broken(path, page, root, anchors)]
    return found + [f"nothing leads to {path.relative_to(root)}" for path in _lost(pages)]


def _broken(path: Path, page: html.HtmlElement, root: Path, anchors: dict[Path, list[str]]) -> Iterable[str]:
    here = path.resolve()
    for href in sorted(set(map(str, page.xpath("//@href")))):
        if href.startswith(("https://", "http://")):
            continue
        where, _, anchor = href.partition("#")
        target = (here.parent / unquote(where)).resolve() if where else here
        if root.resolve() not in target.parents or target not in anchors:
            yield f"{href} leads nowhere"
        elif anchor and anchor not in anchors[target]:
            yield f"{href} leads to no place in its page"


def _lost(pages: dict[Path, html.HtmlElement]) -> Iterable[Path]:
    links = {
        (path.parent, str(href).partition("#")[0])
        for path, page in pages.items()
        for href in page.xpath("//@href")
        if not str(href).startswith(("https://", "http://", "#"))
    }
    led_to = {(folder / unquote(where)).resolve() for folder, where in links}
    return [path for path in pages if path.resolve() not in led_to]


def words(path: Path) -> str:
    """The text of a page with single blanks, as a reader sees it."""
    return " ".join(html.fromstring(path.read_bytes()).text_content().split())
