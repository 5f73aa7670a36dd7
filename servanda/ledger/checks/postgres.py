"""What can be wrong with a PostgreSQL ledger around its entries: tables, and the triggers that keep them."""

from collections.abc import Iterator

from sqlalchemy import Connection, inspect, text

from servanda.ledger import guards
from servanda.ledger.checks.finding import REBUILD, Finding
from servanda.ledger.tables import metadata

_TRIGGERS = text(
    "SELECT t.tgname, t.tgenabled, p.proname, p.prosrc, pg_get_triggerdef(t.oid) FROM pg_trigger t"
    " JOIN pg_proc p ON p.oid = t.tgfoid WHERE t.tgrelid = 'entry'::regclass AND NOT t.tgisinternal"
)


def check_tables(connection: Connection) -> Iterator[Finding]:
    """Tables and their columns against what the migrations make."""
    look = inspect(connection)
    there = set(look.get_table_names())
    for name, table in metadata.tables.items():
        if name not in there:
            yield Finding(f"table {name}", "missing", REBUILD)
            continue
        columns = {column["name"] for column in look.get_columns(name)}
        for column in table.columns:
            if column.name not in columns:
                yield Finding(f"table {name}", f"its column {column.name} is missing", REBUILD)


def check_triggers(connection: Connection) -> Iterator[Finding]:
    """The triggers of `entry`: there, switched on for every session, and as they were made."""
    found = {row[0]: row[1:] for row in connection.execute(_TRIGGERS)}
    for name, (when, each, function) in guards.POSTGRES.items():
        where = f"trigger {name}"
        if name not in found:
            yield Finding(where, "missing", REBUILD)
            continue
        enabled, called, source, definition = found[name]
        if enabled not in ("A", b"A"):
            yield Finding(where, "switched off", f"ALTER TABLE entry ENABLE ALWAYS TRIGGER {name}")
        moments = set(when.replace("BEFORE ", "").split(" OR "))
        told = definition.split(" ON ")[0].split("BEFORE ")[-1]
        same = called == function and source == guards.POSTGRES_FUNCTIONS[function]
        if not same or set(told.split(" OR ")) != moments or f"FOR EACH {each}" not in definition:
            yield Finding(where, "not as it was made", REBUILD)
    for name in found.keys() - guards.POSTGRES.keys():
        yield Finding(f"trigger {name}", "none of the ledger's own", "remove it with DROP TRIGGER")
