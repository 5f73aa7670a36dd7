"""Processes that enter documents, and killing them."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random

from servanda.ledger.store import Store
from servanda.ledger.verify import FoldedDifferences, verify
from servanda.model import EntryKind
from tests.ledger.samples import differences

ROOT = Path(__file__).parent.parent.parent
SCRIPT = Path(__file__).with_name("appending.py")


def start(
    where: str, first: int = 0, step: int = 1, count: int = 300, batch: int = 5
) -> subprocess.Popen[str]:
    """Start a process that enters documents; its first line says that it has opened the ledger."""
    return subprocess.Popen(
        [sys.executable, str(SCRIPT), where, *map(str, (first, step, count, batch))],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def finish(process: subprocess.Popen[str]) -> None:
    """Wait for a process to end well."""
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors


@dataclass(frozen=True, slots=True)
class Killed:
    """What killing came to: how often a process was killed, how often within a transaction, what was kept."""

    kills: int
    inside: int
    documents: int


def kill_often(where: str, times: int, seed: int) -> Killed:
    """Kill a process that enters documents, `times` times; look at the ledger each time.

    Each process begins a little before the end of what is there, so that it meets known documents too.
    """
    random = Random(seed)
    inside = held = 0
    for _ in range(times):
        process = start(where, first=max(0, held - 30), count=100_000, batch=random.choice([1, 5, 40]))
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(random.uniform(0, 0.25))
        assert process.poll() is None, "it ended before it was killed"
        process.send_signal(signal.SIGKILL)
        told, _ = process.communicate()
        inside += told.split()[-1:] == ["begin"]
        held = look(where)
    return Killed(times, inside, held)


def look(where: str, documents: int | None = None, differences: FoldedDifferences = differences) -> int:
    """See that a ledger is whole: nothing half-written, nothing twice; gives how many documents it holds."""
    with Store.open(where) as store:
        report = verify(store, folded_differences=differences)
        assert report.ok, [str(one) for one in report.findings]
        entered = [one.subject for one in store.entries(kind=EntryKind.DOCUMENT)]
        coded = [one.subject for one in store.entries(kind=EntryKind.CODING)]
    assert entered == coded
    twice = {one: many for one, many in Counter(entered).items() if many > 1}
    assert not twice
    assert documents is None or len(entered) == documents
    return len(entered)
