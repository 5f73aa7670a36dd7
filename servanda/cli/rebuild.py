"""`servanda rebuild`: agreements, commitments and meetings folded anew from the entries."""

import click

from servanda.cli.asking import ledger_option, opened_ledger
from servanda.cli.progress import counted


@click.command("rebuild")
@ledger_option
def command(where: str) -> None:
    """Fold all tables of a ledger anew from its entries.

    The entries are left as they are. It is done as a whole, or not at all.
    """
    with opened_ledger(where) as ledger:
        total = ledger.store.head()[0]
        with counted("folding", total, "entries") as advance:
            count = ledger.rebuild(advance)
        click.echo(f"{count:,} entries folded anew")
