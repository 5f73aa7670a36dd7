"""`servanda merge`, `split`, `accept`, `reject`, `correct`, `undo`: a person's verdict, entered."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from servanda.cli.asking import ledger_option, opened_ledger
from servanda.cli.root import Sentence

if TYPE_CHECKING:
    from servanda.api.ledger import Ledger
    from servanda.model import Verdict

F = TypeVar("F", bound=Callable[..., Any])

_person = click.option(
    "--as",
    "person",
    envvar="SERVANDA_PERSON",
    required=True,
    metavar="NAME",
    show_envvar=True,
    help="Who gives the verdict.",
)
_reason = click.option("--reason", default="", metavar="TEXT", help="Why; it is kept with the verdict.")


def _ruled(command: F) -> F:
    """The options of every verdict."""
    for option in (ledger_option, _reason, _person):
        command = option(command)
    return command


@click.command("merge")
@click.argument("one")
@click.argument("other")
@_ruled
def merge(one: str, other: str, person: str, reason: str, where: str) -> None:
    """Say that two things are one.

    ONE and OTHER are agreements, commitments, meetings or tellings of them (acc_…, act_…) of the same kind.
    """
    _rule(where, "merge", one, person, reason, other=other)


@click.command("split")
@click.argument("telling")
@click.option("--from", "other", required=True, metavar="ID", help="What the telling does not belong to.")
@_ruled
def split(telling: str, other: str, person: str, reason: str, where: str) -> None:
    """Say that a telling does not belong to a thing.

    TELLING is what one document says (acc_… of an agreement, act_… of a commitment or meeting).
    """
    _rule(where, "split", telling, person, reason, other=other)


@click.command("accept")
@click.argument("id")
@_ruled
def accept(id: str, person: str, reason: str, where: str) -> None:
    """Say that an act, or a link, is right."""
    _rule(where, "accept", id, person, reason)


@click.command("reject")
@click.argument("id")
@_ruled
def reject(id: str, person: str, reason: str, where: str) -> None:
    """Say that an act, or a link, is wrong."""
    _rule(where, "reject", id, person, reason)


@click.command("correct")
@click.argument("id")
@click.option(
    "--set",
    "fields",
    multiple=True,
    required=True,
    metavar="FIELD=VALUE",
    help="A field and what it should be: modality=done, actors=CAN,KOR. Several may be given.",
)
@_ruled
def correct(id: str, fields: tuple[str, ...], person: str, reason: str, where: str) -> None:
    """Put the fields of an act right.

    FIELD is type, modality, actors, recipients, flags or instrument; lists are written with commas.
    """
    _rule(where, "correct", id, person, reason, fields=tuple(_pair(one) for one in fields))


@click.command("undo")
@click.argument("entry", type=click.IntRange(1))
@_ruled
def undo(entry: int, person: str, reason: str, where: str) -> None:
    """Take back a verdict.

    ENTRY is its number, which 'servanda history' and 'servanda show' print. An undoing can be undone too.
    """
    from servanda.model import Ruling, Verdict

    with opened_ledger(where) as ledger:
        verdict = ledger.store.entry(entry)
        if verdict is None or verdict.kind != "verdict":
            raise click.UsageError(
                f"entry {entry} is no verdict: 'servanda history ID' prints those on a thing"
            )
        _enter(ledger, Verdict(Ruling.UNDO, verdict.subject, person, reason, str(entry)), verdict.subject)


def _pair(text: str) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark or not name.strip():
        raise click.UsageError(f"{text!r} is not FIELD=VALUE")
    return name.strip(), value.strip()


def _rule(
    where: str,
    ruling: str,
    target: str,
    person: str,
    reason: str,
    *,
    other: str | None = None,
    fields: tuple[tuple[str, str], ...] = (),
) -> None:
    """Enter a verdict on the things that ids, or beginnings of ids, name."""
    from servanda.model import Ruling, Verdict

    with opened_ledger(where) as ledger:
        with ledger.view() as view:
            subject = view.find(target).id
            second = view.find(other).id if other else None
        _enter(ledger, Verdict(Ruling(ruling), subject, person, reason, second, fields), subject)


def _enter(ledger: "Ledger", verdict: "Verdict", subject: str) -> None:
    if not verdict.person.strip():
        raise click.UsageError("a verdict needs the name of who gives it: --as NAME")
    try:
        number = ledger.rule(verdict)
    except (LookupError, ValueError) as error:
        raise Sentence(str(error)) from error
    other = f" {verdict.other}" if verdict.other else ""
    click.echo(f"entry {number}: {verdict.ruling.value} {subject}{other}, by {verdict.person.strip()}")
    click.echo(f"'servanda undo {number}' takes it back")


COMMANDS: dict[str, click.Command] = {
    "merge": merge,
    "split": split,
    "accept": accept,
    "reject": reject,
    "correct": correct,
    "undo": undo,
}
