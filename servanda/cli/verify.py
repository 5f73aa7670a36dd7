"""`servanda verify`: whether a ledger still holds what was entered."""

import os
from typing import TYPE_CHECKING

import click

from servanda.cli.asking import form_option, ledger_option, plainly
from servanda.cli.root import complain

if TYPE_CHECKING:
    from servanda.ledger.verify import Report

#: The exit code of a ledger that does not hold what was entered.
BROKEN = 1


class Head(click.ParamType[tuple[int, str]]):
    """A head that was noted: the number of an entry, a colon, its hash."""

    name = "NUMBER:HASH"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, str]:
        """The number and the hash; fails with one sentence where `value` is none."""
        number, mark, hash_ = str(value).partition(":")
        if not mark or not number.isdecimal() or not hash_:
            self.fail(f"{value!r} is not NUMBER:HASH, as an earlier 'servanda verify' prints it", param, ctx)
        return int(number), hash_


@click.command("verify")
@ledger_option
@click.option("--head", type=Head(), help="The head that an earlier verify printed: it must still be there.")
@form_option("table", "json")
def command(where: str, head: tuple[int, str] | None, form: str) -> int:
    """Check that a ledger holds what was entered.

    Every hash is computed anew, every quotation cut anew from its document, and the folded tables are
    compared with the entries. What is wrong is named by its entry, table or page; the exit code is then 1.
    """
    report = _report(where, head)
    if form == "json":
        import msgspec

        click.echo(msgspec.json.encode(report).decode())
    else:
        click.echo(f"{report.name}: {report.entries:,} entries, {report.quotations:,} quotations")
        click.echo(f"head {report.head[0]}:{report.head[1]}")
        for one in report.unchecked:
            click.echo(f"not checked: {one}")
        click.echo("nothing is wrong" if report.ok else f"{len(report.findings):,} findings")
    for finding in report.findings:
        complain(str(finding), "servanda verify")
    return 0 if report.ok else BROKEN


def _report(where: str, head: tuple[int, str] | None) -> "Report":
    """What is found; of a ledger too damaged to be opened, that it is."""
    from servanda.cli.progress import counted
    from servanda.engine.rebuilding import differences
    from servanda.ledger.problems import Damaged
    from servanda.ledger.store import Store
    from servanda.ledger.verify import verify, verify_at

    with plainly(where):
        try:
            with (
                Store.open(where, create=False, read_only=_protected(where)) as store,
                counted("checking", store.head()[0], "entries") as advance,
            ):
                return verify(store, advance, folded_differences=differences, known_head=head)
        except Damaged:
            return verify_at(where, folded_differences=differences)


def _protected(where: str) -> bool:
    """Whether the file of a ledger may only be read."""
    from servanda.ledger.address import address_of

    path = address_of(where).path
    return path is not None and path.exists() and not os.access(path, os.W_OK)
