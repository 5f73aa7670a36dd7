"""The sources page: kinds of file that are read, and the catalogue of sites that can be watched."""

from docs.parts.tables import table
from servanda.export.wording import party
from servanda.sources.catalogue import load
from servanda.sources.kinds import SUFFIXES


def kinds() -> str:
    """Each kind of file with the endings that name it."""
    endings: dict[str, list[str]] = {}
    for suffix, kind in SUFFIXES.items():
        endings.setdefault(kind.value, []).append(f"`{suffix}`")
    return table(("kind", "endings"), ((kind, ", ".join(known)) for kind, known in endings.items()))


def catalogue() -> str:
    """Each source of the catalogue: its name for the commands, who publishes it, how it lists documents."""
    rows = [
        (f"`{entry.name}`", party(entry.publisher), entry.listing.kind.value, entry.title)
        for entry in load().values()
    ]
    return table(("name", "publisher", "listed by", "title"), rows)
