"""Kill -9 at random moments of entering documents, on a file or a PostgreSQL server: is the ledger whole?

    PYTHONPATH=. python bench/ledger_kills.py --times 200 [--ledger ADDRESS] [--fold]

Each time the ledger is verified: chain, quotations, pages, folded tables; nothing half-written or twice.
At the end an undisturbed run completes it. With `--fold`, documents are added as `servanda add` does it,
linked and grouped, and every table is compared with a fold from nothing; each ten kills begin a new file.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from servanda.engine.rebuilding import differences
from tests.ledger.processes import finish, kill_often, look, start

#: Kills of one ledger with `--fold`: to fold it from nothing takes longer the more it holds.
PER_LEDGER = 10


def kill_adding(times: int, seed: int) -> int:
    """Kill a process that adds documents, `times` times; gives how many documents were kept in all."""
    random, kept = Random(seed), 0
    for first in range(0, times, PER_LEDGER):
        with tempfile.TemporaryDirectory() as folder:
            where, held = str(Path(folder) / "ledger.db"), 0
            for _ in range(min(PER_LEDGER, times - first)):
                kill_one_adding(where, max(0, held - 5), random.uniform(0, 2.5))
                held = look(where, differences=differences)
            kept += held
    return kept


def kill_one_adding(where: str, first: int, after: float) -> None:
    """Start a process that adds, and kill it so many seconds after it has opened the ledger."""
    command = [sys.executable, "bench/entering.py", where, str(first)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(after)
    assert process.poll() is None, "it ended before it was killed"
    process.kill()
    process.communicate()


def main() -> None:
    """Kill, look, complete, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200, help="how often to kill")
    parser.add_argument("--ledger", help="a path or postgresql:// address, a new file unless told")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fold", action="store_true", help="add as `servanda add` does")
    told = parser.parse_args()
    if told.fold:
        print(
            f"killed {told.times} times while adding: {kill_adding(told.times, told.seed)} documents, whole"
        )
        return
    with tempfile.TemporaryDirectory() as folder:
        where = told.ledger or str(Path(folder) / "ledger.db")
        began = time.monotonic()
        killed = kill_often(where, told.times, told.seed)
        held = killed.documents
        finish(start(where, count=held + 100))
        look(where, documents=held + 100)
        took = time.monotonic() - began
    print(
        f"killed {killed.kills} times, {killed.inside} of them within a transaction:"
        f" {held} documents, whole each time"
    )
    print(f"the run after that completed it: {held + 100} documents, none twice ({took:.0f} s)")


if __name__ == "__main__":
    main()
