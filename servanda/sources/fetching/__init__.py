"""Fetching: an address to bytes, politely, bounded, with every request on record.

In: addresses and rules. Out: bodies in an archive and lines in a log. `sources.opening` and
`sources.watching` call it.
"""

from servanda.sources.fetching.archive import Archive
from servanda.sources.fetching.fetcher import Fetched, Fetcher
from servanda.sources.fetching.log import Entry, FetchLog
from servanda.sources.fetching.rules import Rules

__all__ = ["Archive", "Entry", "FetchLog", "Fetched", "Fetcher", "Rules"]
