"""`LedgerError`: why a ledger cannot be used, in one sentence; and what drivers say, put into such words."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

#: Exit codes an error can carry (the command line's contract).
FAILED = 1
USAGE = 2
BAD_INPUT = 3
UNREACHED = 4


class LedgerError(Exception):
    """A ledger could not be used. `message` is one sentence for people, without the ledger's name."""

    def __init__(self, message: str, exit_code: int = BAD_INPUT) -> None:
        super().__init__(message)
        self.message = message
        self.exit_code = exit_code


class Damaged(LedgerError):
    """The file or a table does not hold what was written. `servanda verify` tells where."""


#: SQLite's primary result codes that speak of the ledger and not of the program.
_SQLITE = {
    5: LedgerError("is locked: another process is writing to it", UNREACHED),
    6: LedgerError("is locked: another process is writing to it", UNREACHED),
    8: LedgerError("may only be read: its file or folder is write-protected"),
    10: LedgerError("the disk failed to read or write: nothing of this change was kept", FAILED),
    11: Damaged("is damaged: `servanda verify` tells where"),
    13: LedgerError("the disk is full: nothing of this change was kept", FAILED),
    14: LedgerError("cannot be opened: see whether its folder exists and may be written to"),
    26: Damaged("is no ledger: the file is not an SQLite database, or its first page is damaged"),
}

#: PostgreSQL's error codes, by their first characters; the longest that fits is taken.
_POSTGRES = {
    "28": LedgerError("the server does not let this user in: see the name and the password", UNREACHED),
    "3D": LedgerError("the server has no database of this name: make it with `createdb`", UNREACHED),
    "42501": LedgerError("the server does not allow this user to do that: grant the right to it"),
    "25006": LedgerError("may only be read: the server is a standby or set to read-only"),
    "53100": LedgerError("the server's disk is full: nothing of this change was kept", FAILED),
    "53": LedgerError("the server has no room for another connection: try again later", UNREACHED),
    "55P03": LedgerError("is locked: another process is writing to it", UNREACHED),
    "57": LedgerError("the server is shutting down or starting: try again later", UNREACHED),
    "58": LedgerError("the server's disk failed to read or write: nothing of this change was kept", FAILED),
    "XX": Damaged("is damaged on the server: `servanda verify` tells where"),
}


#: What drivers raise over a damaged database; sqlite3 may even fail to decode its own message.
UNREADABLE = (DBAPIError, UnicodeDecodeError)


def words_of(error: BaseException) -> str:
    """What a driver says, on one line and not too long."""
    return " ".join(str(getattr(error, "orig", None) or error).split())[:150]


@contextmanager
def plainly() -> Iterator[None]:
    """Within, a driver's error that speaks of the ledger is raised as `LedgerError`; others stay."""
    try:
        yield
    except DBAPIError as error:
        told = told_of(error)
        if told is None:
            raise
        raise told from error


def told_of(error: DBAPIError) -> LedgerError | None:
    """What a driver's error means for people; None where it is a fault of the program."""
    original = error.orig
    code = getattr(original, "sqlite_errorcode", None)
    if code is not None:
        return _fresh(_SQLITE.get(code & 0xFF)) or _by_words(str(original))
    state = getattr(original, "sqlstate", None)
    if state is not None:
        fitting = [key for key in _POSTGRES if state.startswith(key)]
        return _fresh(_POSTGRES[max(fitting, key=len)]) if fitting else None
    if error.connection_invalidated or type(original).__name__ == "OperationalError":
        return _by_words(str(original))
    return None


def _fresh(error: LedgerError | None) -> LedgerError | None:
    """The same error anew: one that was raised before carries the trace of that time."""
    return type(error)(error.message, error.exit_code) if error else None


#: What drivers say in words alone: a part of their message, and what it means.
_WORDS = (
    ("unsupported file format", Damaged("is damaged: its first page is not as SQLite writes it")),
    ("could not decode to utf-8", Damaged("is damaged: a text in it is not UTF-8")),
    ("password authentication failed", _POSTGRES["28"]),
    ("no password supplied", _POSTGRES["28"]),
    ("role", _POSTGRES["28"]),
    ("database", _POSTGRES["3D"]),
    ("timeout expired", LedgerError("the server does not answer: see the address", UNREACHED)),
    ("resolve", LedgerError("there is no server of this name: see the address", UNREACHED)),
    ("refused", LedgerError("no server listens there: see the address, or start it", UNREACHED)),
    ("no such file", LedgerError("no server listens there: see the address, or start it", UNREACHED)),
    ("connection", LedgerError("the server cannot be reached, or closed the connection", UNREACHED)),
)


def _by_words(message: str) -> LedgerError | None:
    lowered = message.lower()
    return next((_fresh(error) for words, error in _WORDS if words in lowered), None)
