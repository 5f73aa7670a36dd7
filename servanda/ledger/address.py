"""`Address`: where a ledger lies, an SQLite file or a PostgreSQL database, and how it is named to people."""

import re
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from servanda.ledger.problems import USAGE, LedgerError

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
#: Settings in an address that are secrets.
_SECRET = re.compile(r"password|passfile|key", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """Exactly one of `path` and `url` is set. `name` can be shown: it holds no password."""

    name: str
    path: Path | None = None
    url: URL | None = None


def address_of(where: str | Path) -> Address:
    """Where `where` points: a path, `sqlite:///PATH` or `postgresql://USER@HOST/DATABASE`.

    Raises LedgerError for any other address.
    """
    if isinstance(where, Path) or not _SCHEME.match(where):
        if not str(where):
            raise LedgerError("a ledger needs a path or an address", USAGE)
        return Address(str(where), path=Path(where))
    scheme = where.split(":", 1)[0].lower()
    if scheme == "sqlite":
        path = where.removeprefix("sqlite:///")
        return Address(path, path=Path(path))
    if scheme not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise LedgerError(f"a ledger is a file or a postgresql:// address, not {scheme}://", USAGE)
    try:
        url = make_url(where).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):
        raise LedgerError("the address is not of the form postgresql://USER@HOST/DATABASE", USAGE) from None
    return Address(_shown(url), url=url)


def _shown(url: URL) -> str:
    """The address without its secrets."""
    plain = url.set(drivername="postgresql")
    for key in plain.query:
        if _SECRET.search(key):
            plain = plain.update_query_dict({key: "***"})
    return plain.render_as_string(hide_password=True)
