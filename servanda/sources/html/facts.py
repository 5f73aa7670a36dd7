"""Title, publisher, dates, language … of a page, each with where it came from: markup first, then text."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from urllib.parse import urljoin, urlsplit

from lxml import etree

from servanda.model import BlockKind
from servanda.sources.dating import iso_day, parse_day
from servanda.sources.headline import Headline, from_lines, kind_of_label, kind_of_title
from servanda.sources.html.chunks import Chunk
from servanda.sources.html.markup import Said, said_by
from servanda.sources.html.spacing import squeeze
from servanda.sources.page import Fact, Facts, Hints, Raw
from servanda.sources.publishers import of_address, of_name
from servanda.sources.text import fact, language_fact
from servanda.sources.words import words

_SITE_END = re.compile(r"\s+[|–—·»-]+\s+|_(?=[A-Z])")
#: A top heading of so many words is a title whatever the window is called.
_TITLE_WORDS = 4
#: Blocks from the top of a page in which its site may name itself among the menus.
_HEADER = 6
#: Characters of a title that are kept.
_LONGEST = 500
#: No date is written in more characters than this.
_DATE_LENGTH = 100
#: Headings from the top among which the title is looked for.
_HEADINGS = 6
#: What follows a bar and is no longer than this is a site's name.
_SITE_LENGTH = 40
_IN_ADDRESS = re.compile(r"/(\d{4})[/-](\d{2})[/-](\d{2})(?:/|-|$)")
_PUBLISHED_CLASS = re.compile(r"publi|entry-date|posted|issued", re.IGNORECASE)
_TEXT = frozenset((BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTATION))
_MASTHEAD = frozenset((BlockKind.FURNITURE, BlockKind.TABLE, BlockKind.HEADING))
_SHOWN = frozenset(
    (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING, BlockKind.QUOTATION, BlockKind.TABLE)
)


def page_facts(root: etree._Element, chunks: Sequence[Chunk], raw: Raw, hints: Hints) -> Facts:
    """All that a page tells about itself."""
    said = said_by(root)
    address = _address(said, raw)
    site = _first(said, "sites")
    title = _title(said, chunks, site.value if site else None)
    head = _headline(chunks, title)
    return Facts(
        title=title,
        publisher=_publisher(said, address, chunks, hints),
        published=fact(hints.published, "given") or _published(root, said, chunks, head, address),
        updated=_dated(said, "updated"),
        place=fact(head.place, "text:place line"),
        language=_language(root, said, chunks, hints),
        kind=_kind(said, chunks, title, head),
        address=address,
    )


def _named(said: Sequence[Said], name: str) -> Iterable[Said]:
    """What is said under the keys that words/markup.yaml lists for `name`, best key first."""
    for key in words("markup")[name]:
        yield from (item for item in said if item.key == key)


def _first(said: Sequence[Said], name: str) -> Said | None:
    return next(iter(_named(said, name)), None)


def _address(said: Sequence[Said], raw: Raw) -> Fact[str] | None:
    for item in _named(said, "addresses"):
        value = urljoin(raw.address or "", item.value)
        if urlsplit(value).scheme in ("http", "https") and urlsplit(value).path.strip("/"):
            return Fact(value, item.origin)
    return fact(raw.address, "fetched")


def _title(said: Sequence[Said], chunks: Sequence[Chunk], site: str | None) -> Fact[str] | None:
    """The page's top heading where markup agrees with it, else what markup says without the site's name."""
    marked = [Fact(_without_site(item.value, site), item.origin) for item in _named(said, "titles")]
    marked = [item for item in marked if _says_something(item.value)]
    shown = [c for c in chunks if c.kind is BlockKind.HEADING]
    for chunk in sorted(shown[:_HEADINGS], key=lambda c: c.level):
        if any(_same(squeeze(chunk.text), item.value) for item in marked):
            return Fact(squeeze(chunk.text), f"h{chunk.level}")
    headings = [squeeze(c.text) for c in shown if c.level == 1]
    by_window = all(item.origin == "title" for item in marked)
    if marked and not (by_window and headings and len(headings[0].split()) >= _TITLE_WORDS):
        return marked[0]
    labelled = _labelled_title(chunks)
    if labelled or headings:
        return fact(labelled, "text:title label") or Fact(headings[0], "h1")
    return fact(squeeze(shown[0].text) if shown else None, "heading")


def _says_something(title: str) -> bool:
    return bool(title) and title.lower() not in words("markup")["titles_of_nothing"]


def _labelled_title(chunks: Sequence[Chunk]) -> str | None:
    """What stands behind a cell that says "Title"."""
    labels = words("markup")["title_labels"]
    for chunk, following in pairwise(chunks):
        label, bar, value = chunk.text.partition(" | ")
        if label.strip(" :").lower() in labels:
            return squeeze(value.split(" | ")[0] if bar else following.text)
    return None


def _without_site(title: str, site: str | None) -> str:
    """A title like "Talks open | Government of Canada" without the bar and the site's name behind it."""
    title = title[:_LONGEST].strip()
    while bars := list(_SITE_END.finditer(title)):
        bar = bars[-1]
        tail = title[bar.end() :]
        if not (_is_site(tail, site) or ("|" in bar[0] and len(tail) < _SITE_LENGTH)):
            break
        title = title[: bar.start()]
    return title


def _is_site(part: str, site: str | None) -> bool:
    return bool(site and (part.lower() in site.lower() or site.lower() in part.lower())) or bool(
        of_name(part)
    )


def _same(one: str, other: str) -> bool:
    """Whether two titles are the same but for case, signs and what a site adds."""
    a, b = ("".join(ch for ch in text.lower() if ch.isalnum()) for text in (one, other))
    return bool(a) and bool(b) and (a == b or a.startswith(b) or b.startswith(a) or (len(a) > 20 and a in b))


def _headline(chunks: Sequence[Chunk], title: Fact[str] | None) -> Headline:
    """What the first shown lines say, without the title."""
    shown = [squeeze(c.text) for c in chunks if c.kind in _SHOWN]
    rest = [line for line in shown if title is None or not _same(line, title.value)]
    return from_lines(rest[:10], more=True)


def _publisher(
    said: Sequence[Said], address: Fact[str] | None, chunks: Sequence[Chunk], hints: Hints
) -> Fact[str] | None:
    if hints.publisher:
        return Fact(hints.publisher, "given")
    code = of_address(address.value) if address else None
    if code:
        return Fact(code, "host")
    for item in _named(said, "publishers"):
        name = _site_part(item.value) if item.key == "window:title" else item.value
        if name and (code := of_name(name)):
            return Fact(code, item.origin)
    for number, chunk in enumerate(chunks):
        beside = chunk.kind is BlockKind.FURNITURE or (
            number < _HEADER and chunk.kind is BlockKind.NAVIGATION
        )
        lines = chunk.text.split("\n") if beside and len(chunk.text) < 160 else ()
        named = next((code for line in lines if (code := of_name(line, mostly=True))), None)
        if named:
            return Fact(named, "text:masthead")
    return None


def _site_part(title: str) -> str | None:
    """What stands behind the last bar of a window title: the rest is about the page, not its site."""
    bars = list(_SITE_END.finditer(title))
    return title[bars[-1].end() :] if bars else None


def _dated(said: Sequence[Said], name: str) -> Fact[date] | None:
    for item in _named(said, name):
        day = iso_day(item.value) or parse_day(item.value[:_DATE_LENGTH])
        if day:
            return Fact(day, item.origin)
    return None


def _published(
    root: etree._Element,
    said: Sequence[Said],
    chunks: Sequence[Chunk],
    head: Headline,
    address: Fact[str] | None,
) -> Fact[date] | None:
    return (
        _dated(said, "published")
        or _by_named_element(root)
        or _by_masthead(chunks)
        or fact(head.day, "text:place line")
        or _by_time(root)
        or _by_address(address)
    )


def _by_named_element(root: etree._Element) -> Fact[date] | None:
    """An element that is named as the publication date."""
    for node in root.iter():
        if node.get("itemprop") == "datePublished" and (day := _element_day(node)):
            return Fact(day, "itemprop:datePublished")
    for node in root.iter("time"):
        name = f"{node.get('class') or ''} {'published' if node.get('pubdate') is not None else ''}"
        if _PUBLISHED_CLASS.search(name) and (day := _element_day(node)):
            return Fact(day, "time:published")
    return None


def _by_time(root: etree._Element) -> Fact[date] | None:
    """The page's time elements, where they all tell one day."""
    days = {day for node in root.iter("time") if (day := _element_day(node))}
    return fact(days.pop(), "time") if len(days) == 1 else None


def _element_day(node: etree._Element) -> date | None:
    shown = squeeze("".join(map(str, node.itertext())))
    given = node.get("datetime") or node.get("content") or ""
    return iso_day(given) or parse_day(given) or parse_day(shown)


def _by_masthead(chunks: Sequence[Chunk]) -> Fact[date] | None:
    """A date among the short lines above the first paragraph, the later ones before what a menu holds."""
    body = next((n for n, c in enumerate(chunks) if c.kind in _TEXT and len(c.text) >= 90), len(chunks))
    above = [c for c in chunks[:body] if c.kind in _MASTHEAD and len(c.text) < 160 and not _is_update(c.text)]
    for chunk in reversed(above):
        if day := parse_day(chunk.text):
            return Fact(day, "text:masthead")
    return None


def _is_update(line: str) -> bool:
    return bool(re.search(r"modif|updat|review", line, re.IGNORECASE))


def _by_address(address: Fact[str] | None) -> Fact[date] | None:
    match = _IN_ADDRESS.search(urlsplit(address.value).path) if address else None
    return fact(iso_day("-".join(match.groups())), "address") if match else None


def _language(root: etree._Element, said: Sequence[Said], chunks: Sequence[Chunk], hints: Hints) -> Fact[str]:
    """The main text's words go before the page's own word: many a translated page keeps lang="en"."""
    words_fact = language_fact(" ".join(c.text for c in chunks if c.kind in _SHOWN), hints)
    if words_fact.origin != "assumed":
        return words_fact
    declared = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    if declared:
        return Fact(declared.split("-")[0].lower(), "html:lang")
    item = _first(said, "languages")
    return Fact(re.split("[-_]", item.value)[0].lower()[:2], item.origin) if item else words_fact


def _kind(
    said: Sequence[Said], chunks: Sequence[Chunk], title: Fact[str] | None, head: Headline
) -> Fact[str] | None:
    by_title = kind_of_title(title.value) if title else None
    if by_title:
        return Fact(by_title, "title")
    labels = (kind_of_label(c.text) for c in chunks if c.kind is BlockKind.FURNITURE)
    by_label = next((kind for kind in labels if kind), None)
    if by_label:
        return Fact(by_label, "text:label")
    for item in _named(said, "kinds"):
        if kind := kind_of_label(item.value) or kind_of_title(item.value):
            return Fact(kind, item.origin)
    return fact(head.kind, "text:label")
