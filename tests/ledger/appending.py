"""A process of its own that enters documents: `appending.py WHERE FIRST STEP COUNT BATCH`.

It enters `COUNT` documents, numbered from `FIRST` by `STEP`, `BATCH` in a transaction, and passes over those
that are there. It prints "open" when it has opened the ledger, "begin" in each transaction and "kept" behind
it.
"""

import sys

from servanda.ledger.store import Store
from tests.ledger.samples import enter, sample


def main(where: str, first: int, step: int, count: int, batch: int) -> None:
    """Enter the documents."""
    with Store.open(where) as store:
        print("open", flush=True)
        numbers = range(first, first + step * count, step)
        for start in range(0, count, batch):
            with store.writing() as writer:
                print("begin", flush=True)
                for number in numbers[start : start + batch]:
                    enter(writer, sample(number))
            print("kept", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], *(int(one) for one in sys.argv[2:]))
