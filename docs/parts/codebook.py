"""The codebook page: how much it knows, and each act type with its cues."""

from importlib.resources import files

import yaml

from docs.parts.tables import table
from servanda.codebook import load
from servanda.codebook.parties import PartyBook
from servanda.codebook.types import TypeEntry


def counts() -> str:
    """How many of each kind of entry there are."""
    book, parties = load(), PartyBook.load()
    states = sum(parties.is_state(code) for code in parties.codes)
    rows = [
        ("act types", len(book.types)),
        ("cues", len(book.cues)),
        ("sentences that prove the cues", sum(len(c.examples) + len(c.counter_examples) for c in book.cues)),
        ("states and territories, present and former", states),
        ("organisations and groups of states", len(parties.codes) - states),
        ("offices and titles", _offices()),
    ]
    return table(("entries", "number"), ((name, f"{number:,}") for name, number in rows))


def _offices() -> int:
    data = (files("servanda.codebook") / "data" / "offices.yaml").read_text(encoding="utf-8")
    return len(yaml.safe_load(data)["offices"])


def types() -> str:
    """Every act type in the order of the codebook."""
    return "\n\n".join(map(_type, load().types.values()))


def _type(entry: TypeEntry) -> str:
    stage = (entry.stage or "none").replace("_", " ")
    cues = table(
        ("cue", "example"),
        ((f"`{cue.id}`", f"“{cue.examples[0]}”") for cue in entry.cues),
    )
    return (
        f"### {entry.type.value}\n\n{entry.definition.strip()}\n\n"
        f"Not: {entry.not_this.strip()}\n\n"
        f"PLOVER: {entry.plover or 'none'}. Stage when done: {stage}.\n\n{cues}"
    )
