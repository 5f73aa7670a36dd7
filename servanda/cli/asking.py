"""What commands on a ledger share: which ledger, as of when, in what form, and how failures are told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from servanda.cli.options import DAY
from servanda.cli.root import complain

if TYPE_CHECKING:
    from servanda.api.ledger import Ledger
    from servanda.views import LedgerView

F = TypeVar("F", bound=Callable[..., Any])

ledger_option = click.option(
    "--ledger",
    "where",
    envvar="SERVANDA_LEDGER",
    default="servanda.db",
    show_default=True,
    show_envvar=True,
    metavar="PATH|URL",
    help="The ledger: a file, or postgresql://… for a database.",
)

as_of_option = click.option(
    "--as-of", type=DAY, help="Answer from what the ledger knew at the end of that day; today unless told."
)


def form_option(*forms: str) -> Callable[[F], F]:
    """The option --format with these choices, the first by default."""
    return click.option("--format", "form", type=click.Choice(forms), default=forms[0], show_default=True)


class Ended(click.ClickException):
    """A failure that knows its exit code."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code  # type: ignore[misc] # click keeps it with the class


@contextmanager
def opened_ledger(where: str, *, read_only: bool = False, create: bool = False) -> "Iterator[Ledger]":
    """The ledger, closed at the end; failures are told as `plainly` does."""
    from servanda.api.ledger import open_ledger

    with plainly(where), open_ledger(where, read_only=read_only, create=create) as ledger:
        yield ledger


@contextmanager
def plainly(where: str) -> Iterator[None]:
    """Within, what a ledger or a question lacks ends the command with one sentence and its exit code."""
    from servanda.ledger.problems import LedgerError
    from servanda.views.errors import ViewError

    try:
        yield
    except LedgerError as error:
        raise Ended(_about(where, error.message), error.exit_code) from error
    except ViewError as error:
        raise Ended(error.message, error.exit_code) from error


@contextmanager
def opened_view(where: str, as_of: date | None) -> "Iterator[LedgerView]":
    """A snapshot of the ledger as of a day. An empty ledger is said to be so."""
    with opened_ledger(where, read_only=True) as ledger, ledger.view(as_of) as view:
        if view.empty:
            day = f" as of {as_of}" if as_of else ""
            complain(f"the ledger {ledger.store.name} is empty{day}: 'servanda add' fills it")
        yield view


def _about(where: str, message: str) -> str:
    """A failure as a sentence on the ledger: some are told as what it is, some as what happened."""
    told_of_it = message.split(" ", 1)[0] in ("is", "was", "may", "cannot")
    return f"{_shown(where)} {message}" if told_of_it else f"{_shown(where)}: {message}"


def _shown(where: str) -> str:
    """Where the ledger lies, without a password."""
    from servanda.ledger.address import address_of
    from servanda.ledger.problems import LedgerError

    try:
        return address_of(where).name
    except LedgerError:
        return "the address of the ledger"
