"""Ledgers that cannot be used: one sentence each, the right exit code, nothing lost, no password shown."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from servanda.ledger.migrations import MIGRATIONS
from servanda.ledger.problems import BAD_INPUT, UNREACHED, USAGE, Damaged, LedgerError
from servanda.ledger.store import Store
from tests.ledger.samples import enter, make, sample
from tests.ledger.server import PASSWORD, Server


def _refused(where: str | Path, **options: object) -> LedgerError:
    with pytest.raises(LedgerError) as caught:
        Store.open(where, **options).close()  # type: ignore[arg-type]
    told = caught.value
    assert PASSWORD not in f"{told} {told.__cause__}"
    assert "\n" not in told.message
    assert not told.message.endswith(".")
    return told


def _write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _other_database(path: Path) -> Path:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes (name)")
    connection.close()
    return path


def _newer(path: Path) -> Path:
    make(path, 1)
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO schema_version VALUES (?, 'from tomorrow')", (len(MIGRATIONS) + 1,))
    connection.commit()
    connection.close()
    return path


def _older(path: Path) -> Path:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE schema_version (version INTEGER PRIMARY KEY, name TEXT)")
    connection.commit()
    connection.close()
    return path


def _cut(path: Path) -> Path:
    make(path, 3)
    return _write(path, path.read_bytes()[:9000])


def _gap(path: Path) -> Path:
    make(path, 1)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE schema_version SET version = version + 7 WHERE version = 1")
    connection.commit()
    connection.close()
    return path


#: How a file comes to be no ledger, how it is opened, and the words and exit code of the refusal.
FILES: list[tuple[str, Callable[[Path], Path], dict[str, object], str, int]] = [
    ("nothing there", lambda p: p, {"create": False}, "no ledger here: `servanda add` makes one", BAD_INPUT),
    ("nothing to read", lambda p: p, {"read_only": True}, "no ledger here", BAD_INPUT),
    ("no folder", lambda p: p / "b" / "c.db", {}, "does not exist", BAD_INPUT),
    ("a folder", lambda p: p.parent, {}, "is a folder", BAD_INPUT),
    ("a folder that is a file", lambda p: _write(p, b"") / "x.db", {}, "cannot be read", BAD_INPUT),
    ("a text", lambda p: _write(p, b"Dear Sir or Madam, " * 9), {}, "not an SQLite database", BAD_INPUT),
    ("a short text", lambda p: _write(p, b"hi"), {}, "not an SQLite database", BAD_INPUT),
    ("noise", lambda p: _write(p, b"SQLite format 3\0" + b"\x9f" * 9000), {}, "damaged", BAD_INPUT),
    ("a cut file", _cut, {}, "damaged", BAD_INPUT),
    ("a gap", _gap, {}, "schema_version has gaps", BAD_INPUT),
    ("an empty file", lambda p: _write(p, b""), {"create": False}, "no ledger here", BAD_INPUT),
    ("another database", _other_database, {}, "something else (table recipes)", BAD_INPUT),
    ("a newer ledger", _newer, {}, "written by a newer version", BAD_INPUT),
    ("an older ledger", _older, {"read_only": True}, "no ledger here", BAD_INPUT),
]


@pytest.mark.parametrize(
    ("prepare", "options", "words", "exit_code"), [one[1:] for one in FILES], ids=[one[0] for one in FILES]
)
def test_a_file_that_is_no_ledger_is_refused(
    prepare: Callable[[Path], Path], options: dict[str, object], words: str, exit_code: int, tmp_path: Path
) -> None:
    path = prepare(tmp_path / "ledger.db")
    before = path.read_bytes() if path.is_file() else None
    told = _refused(path, **options)
    assert words in told.message
    assert told.exit_code == exit_code
    assert (path.read_bytes() if path.is_file() else None) == before


ADDRESSES = [
    ("mysql://root@localhost/ledger", "a ledger is a file or a postgresql:// address", USAGE),
    ("", "needs a path", USAGE),
    ("postgresql://u:{password}@host:notaport/x", "not of the form", USAGE),
    ("postgresql://u:{password}@/x?host=/nowhere/at/all", "no server listens there", UNREACHED),
    ("postgresql://u:{password}@127.0.0.1:1/x", "no server listens there", UNREACHED),
]


@pytest.mark.parametrize(("address", "words", "exit_code"), ADDRESSES)
def test_a_wrong_address_is_refused(address: str, words: str, exit_code: int) -> None:
    pytest.importorskip("psycopg")
    told = _refused(address.format(password=PASSWORD))
    assert words in told.message
    assert told.exit_code == exit_code


def test_a_server_that_refuses_says_why(server: Server) -> None:
    for address, words in [
        (server.address(password="wrong"), "does not let this user in"),
        (server.address(user="stranger"), "does not let this user in"),
        (server.address("nowhere"), "no database of this name"),
    ]:
        told = _refused(address)
        assert words in told.message
        assert told.exit_code == UNREACHED
        assert "wrong" not in told.message


def test_the_name_of_a_ledger_shows_no_password(server: Server) -> None:
    for address in (server.fresh(), server.fresh().replace(f":{PASSWORD}", "") + f"&password={PASSWORD}"):
        with Store.open(address) as store:
            assert PASSWORD not in store.name
            assert store.name.startswith("postgresql://ledger")


def test_a_database_in_another_encoding_is_refused(server: Server) -> None:
    server.run(
        "createdb", "-h", str(server.folder), "-U", "ledger", "-E", "LATIN1", "-T", "template0",
        "--locale=C", "latin", PGPASSWORD=PASSWORD,
    )  # fmt: skip
    assert "make one whose encoding is UTF8" in _refused(server.address("latin")).message


def test_a_database_whose_tables_are_others_is_refused(server: Server) -> None:
    import psycopg

    where = server.fresh()
    with psycopg.connect(where) as connection:
        connection.execute("CREATE TABLE document (name text)")
    assert "something else (table document)" in _refused(where).message


def test_a_server_ledger_of_a_newer_version_is_refused(server: Server) -> None:
    import psycopg

    where = server.fresh()
    make(where, 1)
    with psycopg.connect(where) as connection:
        connection.execute("INSERT INTO schema_version VALUES (99, 'x')")
        connection.execute(
            "INSERT INTO schema_version SELECT n, 'x' FROM generate_series(%s::int, 98) n",
            (len(MIGRATIONS) + 1,),
        )
    assert "written by a newer version" in _refused(where).message


def test_without_its_driver_postgresql_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    told = _refused("postgresql://u@/x")
    assert "pip install 'servanda[postgres]'" in told.message
    assert told.exit_code == USAGE


def test_a_locked_ledger_is_told_after_the_wait(where: str) -> None:
    make(where, 1)
    with Store.open(where) as one, Store.open(where, patience=0.3) as other:
        with one.writing() as writer:
            with pytest.raises(LedgerError, match="another process is writing") as caught, other.writing():
                pass
            assert caught.value.exit_code == UNREACHED
            enter(writer, sample(5))
        with other.writing() as writer:
            assert writer.head[0] == 4


def test_a_writer_waits_for_another(where: str) -> None:
    make(where, 1)
    inside, done = threading.Event(), []

    def second() -> None:
        inside.wait()
        with Store.open(where) as store, store.writing() as writer:
            enter(writer, sample(6))
            done.append(writer.head[0])

    thread = threading.Thread(target=second)
    thread.start()
    with Store.open(where) as store, store.writing() as writer:
        inside.set()
        enter(writer, sample(5))
        thread.join(0.3)
        assert thread.is_alive()
    thread.join()
    assert done == [6]


_READER = """
import os, sys
from pathlib import Path
from servanda.ledger.problems import LedgerError
from servanda.ledger.store import Store
os.setgroups([]) if os.getuid() == 0 else None
os.setgid(65534) if os.getuid() == 0 else None
os.setuid(65534) if os.getuid() == 0 else None
with Store.open(sys.argv[1], read_only=True) as store:
    print(store.head()[0], len(list(store.entries())))
try:
    with Store.open(sys.argv[1]) as store, store.writing() as writer:
        print("written")
except LedgerError as error:
    print(error.exit_code, error)
"""


def test_a_write_protected_ledger_can_be_read() -> None:
    folder = Path(os.environ.get("TMPDIR", "/tmp")) / f"protected-{os.getpid()}"
    folder.mkdir()
    try:
        path = folder / "ledger.db"
        make(path, 2)
        path.chmod(0o444)
        folder.chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", _READER, str(path)],
            capture_output=True, text=True, check=False, timeout=60,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        )  # fmt: skip
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)
    first, second = done.stdout.splitlines() or [done.stderr, ""]
    assert first == "4 4", done.stderr
    assert second.startswith(f"{BAD_INPUT} ")
    assert "write" in second


def test_damage_met_while_reading_is_told(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    make(path, 30, words=100)
    data = bytearray(path.read_bytes())
    for place in range(len(data) // 2, len(data), 50):
        data[place] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(Damaged, match="damaged"), Store.open(path) as store:
        list(store.entries())
