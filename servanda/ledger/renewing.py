"""Renewing: everything around the entries made anew and empty, to be filled by folding."""

from sqlalchemy import Connection, Table

from servanda.ledger import search_schema
from servanda.ledger.tables import FOLDED, metadata


def empty_folded(connection: Connection) -> None:
    """Empty the folded tables, in a writing transaction, also where they or their indexes are damaged.

    On SQLite they are made anew, with triggers and search indexes, and so are the indexes of the entries.
    """
    if connection.dialect.name != "sqlite":
        names = ", ".join(f'"{table.name}"' for table in FOLDED)
        connection.exec_driver_sql(f"TRUNCATE {names}")
        return
    make_folded(connection)
    connection.exec_driver_sql("REINDEX entry")


def make_folded(connection: Connection) -> None:
    """Make the folded tables anew as this version knows them, with triggers and search indexes, empty."""
    search_schema.take_down(connection)
    folded: list[Table] = list(FOLDED)
    metadata.drop_all(connection, folded)
    metadata.create_all(connection, folded, checkfirst=False)
    search_schema.put_up_folded(connection)
