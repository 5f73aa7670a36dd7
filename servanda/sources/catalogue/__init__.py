"""The catalogue: who publishes where, one YAML file a source under `data/`, checked when read.

In: YAML. Out: `SourceEntry`. `servanda sources` and `servanda watch` call it; adding a source needs no code.
Tests check the files and never the sites: that is what `servanda sources check --live` is for.
"""

from servanda.sources.catalogue.entries import Expect, Listing, SourceEntry
from servanda.sources.catalogue.loading import check_entry, load, load_file

__all__ = ["Expect", "Listing", "SourceEntry", "check_entry", "load", "load_file"]
