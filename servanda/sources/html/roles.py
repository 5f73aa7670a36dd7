"""Which role markup and words give a stretch of a page: cookie note, menu, contacts … (words/layout.yaml)."""

import re
from functools import cache, lru_cache

from lxml import etree

from servanda.model import BlockKind
from servanda.sources.words import words

_TAGS = {
    "nav": BlockKind.NAVIGATION,
    "aside": BlockKind.RELATED,
    "form": BlockKind.FURNITURE,
    "dialog": BlockKind.NOTICE,
    "footer": BlockKind.FURNITURE,
    "address": BlockKind.CONTACT,
}
_ROLES = {
    "navigation": BlockKind.NAVIGATION,
    "banner": BlockKind.NAVIGATION,
    "menu": BlockKind.NAVIGATION,
    "menubar": BlockKind.NAVIGATION,
    "tablist": BlockKind.NAVIGATION,
    "search": BlockKind.FURNITURE,
    "contentinfo": BlockKind.FURNITURE,
    "toolbar": BlockKind.FURNITURE,
    "complementary": BlockKind.RELATED,
    "dialog": BlockKind.NOTICE,
    "alertdialog": BlockKind.NOTICE,
}
_WORD_ENDS = re.compile(r"(?<=[a-z])(?=[A-Z])|[^A-Za-z0-9]+")


def region_kind(element: etree._Element, tag: str) -> BlockKind | None:
    """The role that an element's tag, role, class or id gives it, or None."""
    by_tag = _TAGS.get(tag)
    if by_tag:
        return by_tag
    role = element.get("role")
    if role and role in _ROLES:
        return _ROLES[role]
    name = element.get("class") or ""
    ident = element.get("id")
    kind = name_kind(f"{name} {ident}" if ident else name) if name or ident else None
    # A lone paragraph called "teaser" is the lead of the text; what is related comes in containers.
    return None if tag == "p" and kind in (BlockKind.RELATED, BlockKind.NAVIGATION) else kind


@lru_cache(maxsize=4096)
def name_kind(names: str) -> BlockKind | None:
    """The role that class and id names give an element."""
    flat = " " + " ".join(_WORD_ENDS.split(names)).lower() + " "
    return next((kind for kind, pattern in _regions() if pattern.search(flat)), None)


def section_kind(heading: str) -> BlockKind | None:
    """The role of the section that a heading opens."""
    flat = heading.strip(" :.\u2019'\u2013-").lower().replace("\u2019", "'")
    return next((kind for kind, pattern in _sections() if pattern.fullmatch(flat)), None)


def line_kind(text: str) -> BlockKind | None:
    """The role of a block that says nothing but "Share this page", "-30-", an address …"""
    if len(text) > 220:
        return None
    flat = text.strip().lower()
    return next((kind for kind, pattern in _lines() if pattern.fullmatch(flat)), None)


@cache
def _regions() -> tuple[tuple[BlockKind, re.Pattern[str]], ...]:
    listed = words("layout")["regions"].items()
    return tuple((BlockKind(kind), re.compile(f" (?:{'|'.join(entry['words'])}) ")) for kind, entry in listed)


@cache
def _sections() -> tuple[tuple[BlockKind, re.Pattern[str]], ...]:
    listed = words("layout")["sections"].items()
    return tuple((BlockKind(kind), re.compile("|".join(f"(?:{p})" for p in pats))) for kind, pats in listed)


@cache
def _lines() -> tuple[tuple[BlockKind, re.Pattern[str]], ...]:
    listed = words("layout")["lines"].items()
    return tuple(
        (BlockKind(kind), re.compile("|".join(f"(?:{p})" for p in pats), re.DOTALL)) for kind, pats in listed
    )
