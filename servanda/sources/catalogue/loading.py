"""Reads catalogue files and finds what is wrong with them."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import yaml
from lxml import etree

from servanda.sources.catalogue.entries import ListingKind, SourceEntry
from servanda.sources.fetching.guard import clean
from servanda.sources.problem import SourceError
from servanda.sources.publishers import is_code, of_address

_NAME = re.compile(r"^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$")
#: Addresses of one's own machine, where no pace need be kept.
_LOCAL = re.compile(r"^https?://(?:localhost|127\.|\[::1\])")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load() -> dict[str, SourceEntry]:
    """The built-in sources by name. Raises SourceError where a file is wrong."""
    folder = files("servanda.sources.catalogue") / "data"
    named = sorted(
        (item for item in folder.iterdir() if item.name.endswith(".yaml")), key=lambda item: item.name
    )
    entries = [_entry(item.read_text(encoding="utf-8"), item.name) for item in named]
    return {entry.name: entry for entry in entries}


def load_file(path: Path) -> SourceEntry:
    """A source of the user's own. Raises SourceError where the file is missing or wrong."""
    try:
        return _entry(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"the source file {path} cannot be read ({error})") from None


def _entry(text: str, name: str) -> SourceEntry:
    try:
        entry = msgspec.convert(yaml.load(text, Loader=_Loader), SourceEntry)
    except (msgspec.ValidationError, yaml.YAMLError) as error:
        raise SourceError(f"{name} is no source: {' '.join(str(error).split())}") from None
    wrong = next(check_entry(entry), None)
    if wrong:
        raise SourceError(f"{name}: {wrong}")
    return entry


def check_entry(entry: SourceEntry) -> Iterator[str]:
    """What is wrong with a source, one sentence each."""
    if not _NAME.match(entry.name):
        yield f"the name {entry.name!r} is not in small letters and hyphens"
    if not is_code(entry.publisher):
        yield f"the publisher {entry.publisher!r} is no party code"
    known = of_address(entry.listing.address)
    if known and known != entry.publisher:
        yield f"the address belongs to {known}, the publisher is {entry.publisher}"
    if not 0 <= entry.expect.least <= entry.expect.most:
        yield "expects a least number above the most"
    if entry.pace < 1 and not _LOCAL.match(entry.listing.address):
        yield "has a pace below one second"
    if len(entry.runbook.split()) < 10:
        yield "has no runbook to speak of"
    yield from _check_listing(entry)


def _check_listing(entry: SourceEntry) -> Iterator[str]:
    listing = entry.listing
    try:
        clean(listing.address)
    except SourceError as error:
        yield f"the listing {listing.address!r} {error.message}"
    if (listing.kind is ListingKind.INDEX) != (listing.items is not None):
        yield "needs 'items' for an index page, and for nothing else"
    try:
        re.compile(listing.match or "")
    except re.error as error:
        yield f"'match' is no regular expression: {error}"
    for name, path in (("items", listing.items), ("next", listing.next), ("selector", entry.selector)):
        try:
            etree.XPath(path or ".")
        except etree.XPathSyntaxError as error:
            yield f"{name!r} is no XPath: {error}"
