"""One byte flipped anywhere in a ledger file: `verify` finds it and names the place, or it can do no harm."""

import os
import re
import shutil
import sqlite3
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import text

from servanda.ledger.problems import LedgerError
from servanda.ledger.store import Store
from servanda.ledger.verify import Report, verify_at
from servanda.model import Entry
from tests.ledger.samples import differences, make
from tests.ledger.server import Server

DOCUMENTS = 12
RANDOM = int(os.environ.get("SERVANDA_FLIPS", "220"))
PAGE = 4096


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger at rest: one file, with long bodies too, and with pages that are free."""
    path = tmp_path_factory.mktemp("flips") / "ledger.db"
    make(path, DOCUMENTS, words=300)
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE passing AS SELECT * FROM entry")
    connection.execute("DROP TABLE passing")
    connection.commit()
    connection.close()
    return path


def _places(path: Path) -> list[int]:
    """Each byte of the file's header, the heads of all pages, and bytes anywhere."""
    size = path.stat().st_size
    random = Random(20260301)
    places = set(range(100))
    for page in range(size // PAGE):
        head = page * PAGE + (100 if page == 0 else 0)
        places |= {head + random.randrange(12), head + 8 + random.randrange(40)}
    places |= {random.randrange(size) for _ in range(RANDOM)}
    return sorted(places)


def _flipped(ledger: Path, place: int, bits: int, folder: Path) -> Path:
    copy = folder / "flipped.db"
    shutil.copyfile(ledger, copy)
    with copy.open("r+b") as file:
        file.seek(place)
        old = file.read(1)[0]
        file.seek(place)
        file.write(bytes([old ^ bits]))
    return copy


def _entries(where: str | Path, count: int = 2 * DOCUMENTS) -> dict[int, Entry | None]:
    """The entries that can be read, one by one."""
    found: dict[int, Entry | None] = {}
    with Store.open(where, create=False) as store:
        try:
            store.head()
        except LedgerError:  # the page of the newest entries is complained of with the first question
            found[count] = None
        for seq in range(1, count + 1 - len(found)):
            try:
                found[seq] = store.entry(seq)
            except LedgerError:
                found[seq] = None
    return found


def _named(report: Report) -> set[int]:
    """The numbers of the entries that findings name."""
    named: set[int] = set()
    for one in report.findings:
        numbers = [int(number) for number in re.findall(r"\d+", one.where)]
        if one.where.startswith("entries"):
            named |= set(range(numbers[0], numbers[1] + 1))
        elif one.where.startswith("entry"):
            named.add(numbers[0])
            if "behind" in one.where:
                named |= set(range(numbers[0], 2 * DOCUMENTS + 1))
    return named


def _wrong(ledger: Path, before: dict[int, Entry | None], place: int, bits: int, folder: Path) -> str:
    """What `verify` should have said of a flip and did not; "" where all is well."""
    copy = _flipped(ledger, place, bits, folder)
    report = verify_at(copy, folded_differences=differences)
    if any(one.where == "the ledger" for one in report.findings):
        return ""  # it cannot even be opened, and that is what the report says
    now = _entries(copy)
    changed = {seq for seq, one in now.items() if one != before[seq]}
    if changed and not changed & _named(report):
        return f"entries {sorted(changed)} changed, named: {[str(one) for one in report.findings]}"
    return ""


def test_a_flipped_byte_is_found_and_its_entry_named(ledger: Path, tmp_path: Path) -> None:
    assert verify_at(ledger, folded_differences=differences).ok
    before = _entries(ledger)
    random = Random(7)
    places = _places(ledger)
    assert len(places) > 300
    wrong: dict[int, str] = {}
    for place in places:
        bits = random.choice([1, 0x20, 0x80, 0xFF, 1 << random.randrange(8)])
        if told := _wrong(ledger, before, place, bits, tmp_path):
            wrong[place] = told
    assert wrong == {}


#: Flips in the file of a server's table, each in a database of its own.
TABLE_FLIPS = 14


def test_a_flipped_byte_in_a_server_is_found_and_its_entry_named(server: Server) -> None:
    random = Random(11)
    ledgers = []
    for _ in range(TABLE_FLIPS):
        where = server.fresh()
        entries = make(where, 4, words=20)
        with Store.open(where) as store, store.trying() as connection:
            file = connection.scalar(text("SELECT pg_relation_filepath('entry')"))
        ledgers.append((where, server.data / file, {one.seq: one for one in entries}))
    server.stop()
    for _, file, entries in ledgers:
        held = file.read_bytes()
        body = random.choice(list(entries.values())).hash.encode()
        place = held.index(body) - random.randrange(300)
        with file.open("r+b") as raw:
            raw.seek(place)
            raw.write(bytes([held[place] ^ (1 << random.randrange(8))]))
    server.start()
    for where, _, entries in ledgers:
        # With checksums the server refuses a whole page; without, it gives what it finds there.
        for address in (where, where + "&options=-c%20ignore_checksum_failure%3Don"):
            report = verify_at(address)
            now = _entries(address, len(entries))
            changed = {seq for seq, one in now.items() if one != entries[seq]}
            assert not changed or changed & _named(report), (changed, [str(one) for one in report.findings])
        assert not verify_at(where).ok
