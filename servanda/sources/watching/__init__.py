"""Watching: what a source lists, to the documents that are new or changed, each version kept.

In: catalogue entries and an archive. Out: `Seen` for each page looked at, and lines in the archive's record.
`servanda watch` calls it.
"""

from servanda.sources.watching.listing import Item, list_items
from servanda.sources.watching.versions import Version, Versions, read_archive
from servanda.sources.watching.watcher import Outcome, Seen, Tally, watch

__all__ = ["Item", "Outcome", "Seen", "Tally", "Version", "Versions", "list_items", "read_archive", "watch"]
