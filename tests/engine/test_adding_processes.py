"""Processes that add: killed at any moment, and many at once; nothing is lost, nothing stands twice."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from servanda.api import open_ledger
from servanda.model import EntryKind
from tests.engine.adding import add_some
from tests.ledger.conftest import server, where
from tests.linking.folding import ROOT, add, new_ledger, see_same, state, synthetic_readings

#: The fixtures of ledgers on each database.
__all__ = ["server", "where"]

#: Documents of the corpus: reading them takes longer than one transaction of the command.
DOCUMENTS = 150
KILLS = 10
PROCESSES = 8
COUNT = 32


def _start(*command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def _finish(process: subprocess.Popen[str]) -> None:
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors


def _see_whole(where: str) -> int:
    """See that a ledger is sound and holds every document once, with its coding; gives how many."""
    with open_ledger(where) as ledger:
        assert [str(one) for one in ledger.verify().findings] == []
        entered = Counter(one.subject for one in ledger.store.entries(kind=EntryKind.DOCUMENT))
        coded = Counter(one.subject for one in ledger.store.entries(kind=EntryKind.CODING))
    assert entered == coded
    assert set(entered.values()) <= {1}
    return len(entered)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of short documents."""
    folder = tmp_path_factory.mktemp("corpus")
    for number in range(DOCUMENTS):
        words = f"Canada will send {number + 2} doctors to Ghana by {number % 28 + 1} June 2026.\n"
        (folder / f"{number:03}.txt").write_text(words)
    return folder


def test_killed_at_random_moments_the_next_run_completes_it(corpus: Path, tmp_path: Path) -> None:
    random = Random(11)
    command = ("-m", "servanda", "add", str(corpus), "--publisher", "CAN", "--ledger")
    path = tmp_path / "ledger.db"
    killed, whole = 0, 3.0
    for number in range(3 * KILLS):
        begun = time.monotonic()
        process = _start(*command, str(path))
        with suppress(subprocess.TimeoutExpired):
            process.wait(random.uniform(0.3, 1.0) * whole)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            killed += 1
        else:
            # It was too quick for the moment: the next ones are chosen from as long as it took.
            whole = min(whole, time.monotonic() - begun)
        process.communicate()
        held = _see_whole(str(path)) if path.exists() else 0
        if killed == KILLS:
            break
        if held == DOCUMENTS:
            path = tmp_path / f"ledger-{number}.db"
    assert killed == KILLS
    _finish(_start(*command, str(path)))
    assert _see_whole(str(path)) == DOCUMENTS


@pytest.mark.parametrize("same", [False, True], ids=["different documents", "the same documents"])
def test_eight_processes_at_once(where: str, same: bool) -> None:
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["tests.engine.adding"])
    step = 1 if same else PROCESSES
    running = [
        processes.Process(target=add_some, args=(where, 0 if same else number, step, COUNT, 3))
        for number in range(PROCESSES)
    ]
    for process in running:
        process.start()
    for process in running:
        process.join(timeout=300)
        assert process.exitcode == 0
    assert _see_whole(where) == COUNT
    with new_ledger() as alone, open_ledger(where) as together:
        add(alone, *synthetic_readings(COUNT))
        see_same(state(alone.store), state(together.store))
