"""A process of its own that adds synthetic documents to a ledger: `entering.py WHERE FIRST`.

It goes on until it is killed, and passes over documents that are there. It prints "open" when it has opened
the ledger, and "kept" for each document that is in it for good.
"""

import sys
from itertools import islice

from bench.synthetic import Generator
from servanda.engine.adding import Coder, add_readings
from servanda.ledger.store import Store

#: More than any run enters.
ENDLESS = 1_000_000


def main(where: str, first: int) -> None:
    """Add documents from number `first` on."""
    readings = islice(Generator(seed=1).readings(ENDLESS), first, None)
    with Store.open(where) as store:
        print("open", flush=True)
        add_readings(store, readings, Coder("synthetic", "1"), seen=lambda _: print("kept", flush=True))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
