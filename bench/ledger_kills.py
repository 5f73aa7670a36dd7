"""Kill -9 at random moments of entering documents, on a file or a PostgreSQL server: is the ledger whole?

    PYTHONPATH=. python bench/ledger_kills.py --times 200 [--ledger ADDRESS]

Each time the ledger is verified: chain, quotations, pages, folded tables; nothing half-written or twice.
At the end an undisturbed run completes it.
"""

import argparse
import tempfile
import time
from pathlib import Path

from tests.ledger.processes import finish, kill_often, look, start


def main() -> None:
    """Kill, look, complete, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200, help="how often to kill")
    parser.add_argument("--ledger", help="a path or postgresql:// address, a new file unless told")
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
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
