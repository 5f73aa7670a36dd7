"""`servanda codebook`: the act types and their cues, shown and proven by their own examples."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from servanda.codebook.types import Cue, TypeEntry


@click.group("codebook")
def command() -> None:
    """Show and prove the act types and their cues."""


@command.command("list")
def list_types() -> None:
    """List the act types with their PLOVER counterpart and number of cues."""
    from rich import box
    from rich.table import Table

    from servanda.codebook import load
    from servanda.export.console import console

    table = Table(box=box.SIMPLE_HEAD)
    for head in ("type", "PLOVER", "stage", "cues", "is"):
        table.add_column(head, justify="right" if head == "cues" else "left")
    for entry in load().types.values():
        known = (entry.type, entry.plover or "none", entry.stage or "")
        table.add_row(*known, str(len(entry.cues)), entry.definition)
    console().print(table)


@command.command("show")
@click.argument("type_", metavar="TYPE")
def show(type_: str) -> None:
    """Print TYPE with its definition, PLOVER counterpart, cues, examples and counter-examples."""
    from servanda.codebook import load
    from servanda.model import ActType

    if type_ not in set(ActType):
        raise click.UsageError(f"there is no act type {type_!r}: `servanda codebook list` names them.")
    entry = load().types[ActType(type_)]
    click.echo("\n".join([*_head(entry), *(line for cue in entry.cues for line in _cue(cue))]))


@command.command("check")
def check_cues() -> int:
    """Prove cues and topics: each matches its examples and none of its counter-examples."""
    from servanda.codebook import load
    from servanda.codebook.topics import topic_book
    from servanda.reading.accounts.checking import check_instruments
    from servanda.reading.checking import check

    cues, book = load().cues, topic_book()
    failed = [(one.cue_id, one.sentence, one.expected) for one in check(cues)]
    sentences = sum(len(cue.examples) + len(cue.counter_examples) for cue in cues)
    click.echo(f"{len(cues)} cues, {sentences} sentences, {len(failed)} failed")
    topics = [(one.topic, one.sentence, one.expected) for one in book.check()]
    click.echo(f"{len(book.topics)} topics, {len(topics)} failed")
    instruments = [(one.cue_id, one.sentence, one.expected) for one in check_instruments()]
    click.echo(f"cues of instruments: {len(instruments)} failed")
    return 1 if _tell([*failed, *topics, *instruments]) else 0


def _tell(failures: Sequence[tuple[str, str, bool]]) -> bool:
    """Name each (cue or topic, sentence, whether it should have held); whether there is any."""
    from servanda.cli.root import complain

    for name, sentence, expected in failures:
        verb = "misses its example" if expected else "matches its counter-example"
        complain(f"{name} {verb}: “{sentence}”", "servanda codebook check")
    return bool(failures)


@command.command("topics")
def list_topics() -> None:
    """List the topics with the words that tell them."""
    from rich import box
    from rich.table import Table

    from servanda.codebook.topics import topic_book
    from servanda.export.console import console

    table = Table(box=box.SIMPLE_HEAD)
    for head in ("topic", "name", "told by"):
        table.add_column(head)
    for topic in topic_book().topics:
        table.add_row(topic.id, topic.name, ", ".join(topic.words))
    console().print(table)


@command.command("schema")
def schema() -> None:
    """Print the JSON Schemas of the codebook's files, by their place."""
    import msgspec

    from servanda.codebook import load

    click.echo(msgspec.json.format(msgspec.json.encode(load().schema()), indent=2).decode())


def _head(entry: "TypeEntry") -> list[str]:
    return [
        entry.type.value,
        f"  is: {entry.definition}",
        f"  is not: {entry.not_this}",
        f"  PLOVER: {entry.plover or 'none'}",
        f"  stage when done: {entry.stage or 'none'}",
        "",
    ]


def _cue(cue: "Cue") -> list[str]:
    slots = {
        "kind": (cue.kind,) if cue.kind else (),
        "head": cue.head,
        "object": cue.object,
        "modifier": cue.modifier,
        "complement": cue.complement,
        "governor": cue.governor,
        "prep": cue.prep,
        "form": cue.form,
        "without": cue.without,
    }
    return [
        f"  {cue.id}",
        *(f"    {name}: {', '.join(words)}" for name, words in slots.items() if words),
        *(f"    + {sentence}" for sentence in cue.examples),
        *(f"    - {sentence}" for sentence in cue.counter_examples),
        "",
    ]
