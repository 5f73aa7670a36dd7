"""The form of a catalogue file. Unknown keys are errors, so that no slip is a silent default."""

from enum import StrEnum

import msgspec


class ListingKind(StrEnum):
    """How a source lists its documents."""

    FEED = "feed"
    SITEMAP = "sitemap"
    INDEX = "index"


class Listing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the documents of a source are listed.

    `match` is a regular expression that wanted addresses contain. For an index page, `items` is the XPath of
    its links and `next` that of the link to the next page, of which `pages` are read at most; `dates` is the
    XPath of a date relative to a link, where the page shows one.
    """

    kind: ListingKind
    address: str
    match: str | None = None
    items: str | None = None
    next: str | None = None
    dates: str | None = None
    pages: int = 1


class Expect(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many items a run should list. Fewer or more is reported: the source has changed."""

    least: int
    most: int


class SourceEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One source. `pace` is in seconds; `recheck` the days in which pages are looked at anew.

    `selector` is the XPath of the main text, where pages need one. `runbook` says what to do when it fails.
    """

    name: str
    title: str
    publisher: str
    listing: Listing
    expect: Expect
    runbook: str
    language: str = "en"
    home: str | None = None
    selector: str | None = None
    pace: float = 2.0
    recheck: int = 14
