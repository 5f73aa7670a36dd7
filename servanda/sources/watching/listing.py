"""What a source lists: feeds, sitemaps and index pages to items, newest as the source has them."""

import gzip
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from servanda.sources.catalogue import Listing, SourceEntry
from servanda.sources.catalogue.entries import ListingKind
from servanda.sources.dating import iso_day, parse_day
from servanda.sources.decoding import MAX_BYTES
from servanda.sources.fetching import Fetched, Fetcher
from servanda.sources.fetching.guard import clean
from servanda.sources.html.parsing import parse
from servanda.sources.problem import BAD_INPUT, SourceError

#: Sitemaps that one sitemap index may lead to.
_SITEMAPS = 50


@dataclass(frozen=True, slots=True)
class Item:
    """One document that a source lists. `updated` is its own word for the version, None where it has none."""

    address: str
    title: str | None = None
    published: date | None = None
    updated: str | None = None


def list_items(entry: SourceEntry, fetcher: Fetcher) -> list[Item]:
    """The items of a source, each address once. Raises SourceError where the list cannot be had or read."""
    listed = {
        ListingKind.FEED: _feed,
        ListingKind.SITEMAP: _sitemap,
        ListingKind.INDEX: _index,
    }[entry.listing.kind](entry.listing, fetcher, entry.name)
    wanted = re.compile(entry.listing.match or "")
    found: dict[str, Item] = {}
    for item in listed:
        try:
            address = clean(item.address)
        except SourceError:
            continue
        if wanted.search(address):
            found.setdefault(address, Item(address, item.title, item.published, item.updated))
    return list(found.values())


def _feed(listing: Listing, fetcher: Fetcher, source: str) -> Iterator[Item]:
    import feedparser

    got = fetcher.fetch(listing.address, source=source)
    feed = feedparser.parse(got.data, response_headers={"content-location": got.final}, sanitize_html=False)
    if not feed.entries and (feed.bozo or not feed.get("version")):
        raise SourceError(f"the feed {listing.address} is no RSS or Atom ({_kind(got)})", BAD_INPUT)
    for entry in feed.entries:
        link = entry.get("link") or entry.get("id") or ""
        title = " ".join(re.sub(r"<[^>]+>", "", entry.get("title", "")).split()) or None
        # dict.get: the feed parser itself would give one moment under the name of the other.
        moments = [dict.get(entry, f"{name}_parsed") for name in ("published", "updated")]
        day = _parsed(moments[0]) or _parsed(moments[1])
        yield Item(urljoin(got.final, link), title, day, dict.get(entry, "updated") or None)


def _parsed(moment: Any) -> date | None:
    try:
        return date(*moment[:3]) if moment else None
    except (TypeError, ValueError):
        return None


def _sitemap(listing: Listing, fetcher: Fetcher, source: str) -> Iterator[Item]:
    """The pages of a sitemap, and of those that a sitemap index names."""
    waiting, read = [listing.address], 0
    while waiting and read < _SITEMAPS:
        got = fetcher.fetch(waiting.pop(0), source=source)
        read += 1
        root = _xml(got)
        if root is None:
            raise SourceError(f"the sitemap {got.final} is no XML ({_kind(got)})", BAD_INPUT)
        for node in root:
            place = _child(node, "loc")
            if place and etree.QName(root).localname == "sitemapindex":
                waiting.append(urljoin(got.final, place))
            elif place:
                changed = _child(node, "lastmod")
                yield Item(urljoin(got.final, place), None, iso_day(changed or ""), changed)


def _xml(got: Fetched) -> Any:
    data = got.data
    if data[:2] == b"\x1f\x8b":
        with gzip.open(io.BytesIO(data)) as packed:
            data = packed.read(MAX_BYTES)
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, recover=False))
    except (etree.XMLSyntaxError, ValueError):
        return None


def _child(node: Any, name: str) -> str | None:
    if not isinstance(node.tag, str):
        return None
    named = [child for child in node if isinstance(child.tag, str) and etree.QName(child).localname == name]
    return (named[0].text or "").strip() or None if named else None


def _index(listing: Listing, fetcher: Fetcher, source: str) -> Iterator[Item]:
    """The links of an index page and of the pages after it."""
    place: str | None = listing.address
    seen: set[str] = set()
    for _ in range(listing.pages):
        if place is None or place in seen:
            return
        seen.add(place)
        got = fetcher.fetch(place, source=source)
        root = parse(got.data, got.media_type)
        for link in _nodes(root, listing.items):
            if link.get("href"):
                title = " ".join("".join(map(str, link.itertext())).split()) or None
                yield Item(urljoin(got.final, link.get("href")), title, _date(link, listing.dates))
        following = [node.get("href") for node in _nodes(root, listing.next)] if listing.next else []
        place = urljoin(got.final, following[0]) if following and following[0] else None


def _nodes(root: Any, path: str | None) -> list[Any]:
    found = root.xpath(path or "//a")
    return [node for node in found if hasattr(node, "get")] if isinstance(found, list) else []


def _date(link: Any, path: str | None) -> date | None:
    if not path:
        return None
    found = link.xpath(path)
    words = [
        str(node) if isinstance(node, str) else node.get("datetime") or "".join(map(str, node.itertext()))
        for node in (found if isinstance(found, list) else [])
    ]
    return next((day for text in words if (day := iso_day(text) or parse_day(text))), None)


def _kind(got: Fetched) -> str:
    return got.media_type or "of no named type"
