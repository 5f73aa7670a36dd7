"""What a page's markup says about it: JSON-LD, OpenGraph, meta tags, time elements, as named strings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from lxml import etree

from servanda.sources.html.spacing import squeeze

#: A page's JSON-LD may nest; deeper than this nobody describes a release.
_DEPTH = 6
_RELEASES = (
    "article",
    "newsarticle",
    "report",
    "webpage",
    "pressrelease",
    "governmentservice",
    "blogposting",
)


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that markup says, and where: `key` is the name used there, in lower case."""

    key: str
    value: str
    origin: str


def said_by(root: etree._Element) -> list[Said]:
    """All that a page's markup says of it, JSON-LD first."""
    found = list(_json_ld(root))
    for meta in root.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop")
        value = squeeze(meta.get("content") or "")
        if key and value:
            found.append(Said(key.strip().lower(), value, f"meta:{key.strip()}"))
    window = root.find(".//title")
    if window is not None and squeeze(window.text or ""):
        found.append(Said("window:title", squeeze(window.text or ""), "title"))
    links = [link for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    found += [Said("canonical", (link.get("href") or "").strip(), "link:canonical") for link in links]
    return found


def _json_ld(root: etree._Element) -> Iterator[Said]:
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json" and script.text:
            try:
                yield from _node(msgspec.json.decode(script.text.strip().encode()), 0)
            except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
                continue


def _node(node: Any, depth: int) -> Iterator[Said]:
    if depth > _DEPTH:
        return
    if isinstance(node, list):
        for item in node:
            yield from _node(item, depth + 1)
    elif isinstance(node, Mapping):
        if _is_release(node.get("@type")):
            yield from _release(node)
        yield from _node(node.get("@graph"), depth + 1)


def _is_release(types: Any) -> bool:
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and name.lower() in _RELEASES for name in names)


def _release(node: Mapping[str, Any]) -> Iterator[Said]:
    for key in ("headline", "name", "datePublished", "dateModified", "inLanguage", "url"):
        value = node.get(key)
        if isinstance(value, str) and value.strip():
            yield Said(f"ld:{key.lower()}", squeeze(value), f"json-ld:{key}")
    for key in ("publisher", "author", "sourceOrganization"):
        for maker in node[key] if isinstance(node.get(key), list) else [node.get(key)]:
            name = maker.get("name") if isinstance(maker, Mapping) else None
            if isinstance(name, str) and name.strip():
                yield Said(f"ld:{key.lower()}", squeeze(name), f"json-ld:{key}.name")
