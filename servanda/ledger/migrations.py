"""Migrations: ordered named functions, run once each when a ledger is opened. The last one's number is the
version."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text, insert, inspect, select

from servanda.ledger import guards, search_schema
from servanda.ledger.problems import Damaged, LedgerError
from servanda.ledger.renewing import make_folded
from servanda.ledger.tables import metadata

#: "SRVD": how an SQLite file says that it is a ledger.
APPLICATION = 0x53525644

#: Which migrations have run. Apart from the other tables, since it says which of them there are.
schema_version = Table(
    "schema_version",
    MetaData(),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Migration:
    """One step from a version of the tables to the next; it runs in one transaction with those beside it."""

    name: str
    run: Callable[[Connection], None]


def _entries_and_folded_tables(connection: Connection) -> None:
    metadata.create_all(connection, checkfirst=False)
    guards.put_up(connection)
    search_schema.put_up(connection)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION}")


def _tables_for_questions(connection: Connection) -> None:
    """Deadlines' kinds, triggers, offices, shares of money, who is heard of: all folded from the entries.

    In an older ledger the folded tables are left empty, to be filled anew (`Store.unfolded`).
    """
    columns = {column["name"] for column in inspect(connection).get_columns("matter")}
    if "trigger" not in columns:
        make_folded(connection)


#: In order; only ever added to.
MIGRATIONS: Sequence[Migration] = (
    Migration("entries and folded tables", _entries_and_folded_tables),
    Migration("tables for questions", _tables_for_questions),
)


def version_of(connection: Connection) -> int:
    """The version of a ledger, 0 where there are no tables yet.

    Raises LedgerError where the database holds something else, Damaged where its list of migrations has gaps.
    """
    names = set(inspect(connection).get_table_names())
    if schema_version.name not in names:
        strange = names if connection.dialect.name == "sqlite" else names & set(metadata.tables)
        if strange:
            raise LedgerError(f"is no ledger: the database holds something else (table {min(strange)})")
        return 0
    versions = list(connection.scalars(select(schema_version.c.version).order_by(schema_version.c.version)))
    if versions != list(range(1, len(versions) + 1)):
        raise Damaged("is damaged: its table schema_version has gaps")
    return len(versions)


def refuse_newer(version: int) -> None:
    """Raise LedgerError where a ledger is of a later version than this program knows."""
    if version > len(MIGRATIONS):
        raise LedgerError(
            f"was written by a newer version (tables {version}, known here {len(MIGRATIONS)}): "
            "pip install --upgrade servanda"
        )


def migrate(connection: Connection) -> None:
    """Bring the tables to the newest version. To be called in a writing transaction."""
    version = version_of(connection)
    refuse_newer(version)
    if version == 0:
        schema_version.create(connection)
    for number, migration in enumerate(MIGRATIONS[version:], version + 1):
        migration.run(connection)
        connection.execute(insert(schema_version).values(version=number, name=migration.name))
