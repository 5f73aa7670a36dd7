"""A full disk: one sentence, exit code 1, and all that was kept before is still there."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from servanda.ledger.problems import FAILED, LedgerError
from servanda.ledger.store import Store
from servanda.ledger.verify import verify
from tests.ledger.samples import enter, make, sample


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a megabyte and a half, where this machine lets us have one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1500k", "none", str(folder)]
    if os.getuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no small disk can be mounted here: needs root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _until_it_fails(store: Store) -> tuple[LedgerError, int]:
    """Enter batches until it fails: the error, and how many documents were kept before."""
    kept = 0
    for batch in range(200):
        try:
            with store.writing() as writer:
                for number in range(batch * 10, batch * 10 + 10):
                    enter(writer, sample(number, words=200))
        except LedgerError as error:
            return error, kept
        kept += 10
    raise AssertionError("it never failed")


def test_a_full_disk_loses_nothing_that_was_kept(small_disk: Path) -> None:
    path = small_disk / "ledger.db"
    with Store.open(path) as store:
        error, kept = _until_it_fails(store)
    assert "disk is full" in error.message
    assert error.exit_code == FAILED
    assert kept > 0
    with Store.open(path) as store:
        assert store.head()[0] == 2 * kept
        assert verify(store).ok


def test_a_file_that_may_not_grow_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    make(path, 10)
    with Store.open(path) as store:
        with store._engine.connect() as connection:  # the pool gives the same connection again
            connection.exec_driver_sql("PRAGMA max_page_count = 300")
        error, kept = _until_it_fails(store)
    assert "disk is full" in error.message
    assert kept > 0
    with Store.open(path) as store:
        assert verify(store).ok
        assert store.head()[0] == 2 * max(kept, 10)
