"""Triggers that keep `entry` append-only: no row is altered or deleted, and each new one follows the last.

The store never tries any of it; the triggers are for every other program that can reach the database.
"""

from sqlalchemy import Connection, text

from servanda.ledger.chain import GENESIS

_NEVER = "an entry of a ledger is never altered or deleted"
_FOLLOWS = "an entry of a ledger must follow the last one"

SQLITE = {
    "entry_never_altered": f"""CREATE TRIGGER entry_never_altered BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, '{_NEVER}'); END""",
    "entry_never_deleted": f"""CREATE TRIGGER entry_never_deleted BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, '{_NEVER}'); END""",
    # Holds for INSERT OR REPLACE too, whose deletions other programs' connections may keep from triggers.
    "entry_follows": f"""CREATE TRIGGER entry_follows BEFORE INSERT ON entry
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM entry)
  OR NEW.previous IS NOT coalesce((SELECT hash FROM entry ORDER BY seq DESC LIMIT 1), '{GENESIS}')
BEGIN SELECT RAISE(ABORT, '{_FOLLOWS}'); END""",
}

#: Functions by name: the body of each.
POSTGRES_FUNCTIONS = {
    "servanda_never": f"BEGIN RAISE EXCEPTION '{_NEVER}'; END",
    "servanda_follows": f"""
DECLARE
  last record;
BEGIN
  SELECT seq, hash INTO last FROM entry ORDER BY seq DESC LIMIT 1;
  IF NEW.seq IS DISTINCT FROM coalesce(last.seq, 0) + 1
     OR NEW.previous IS DISTINCT FROM coalesce(last.hash, '{GENESIS}') THEN
    RAISE EXCEPTION '{_FOLLOWS}';
  END IF;
  RETURN NEW;
END""",
}

#: Triggers by name: when each fires, and what it calls.
POSTGRES = {
    "entry_never_altered": ("BEFORE UPDATE OR DELETE", "ROW", "servanda_never"),
    "entry_never_emptied": ("BEFORE TRUNCATE", "STATEMENT", "servanda_never"),
    "entry_follows": ("BEFORE INSERT", "ROW", "servanda_follows"),
}


def put_up(connection: Connection) -> None:
    """Make the triggers."""
    if connection.dialect.name == "sqlite":
        for sql in SQLITE.values():
            connection.exec_driver_sql(sql)
        return
    for name, body in POSTGRES_FUNCTIONS.items():
        connection.execute(
            text(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $servanda${body}$servanda$")
        )
    for name, (when, each, function) in POSTGRES.items():
        connection.exec_driver_sql(
            f"CREATE TRIGGER {name} {when} ON entry FOR EACH {each} EXECUTE FUNCTION {function}()"
        )
        # ALWAYS: also in sessions that play the part of a replica, where others keep still.
        connection.exec_driver_sql(f"ALTER TABLE entry ENABLE ALWAYS TRIGGER {name}")
