"""`python -m training.across GOLD_DIR`: every figure once more for an issuer that was not trained on.

Weights from the American documents of `train` alone, and from these and our own, are tested on the Australian
documents of `train` and `dev`. Writes `eval/across.json`, from which the README and the docs take a column.
"""

import argparse
import json
import sys
from pathlib import Path

from servanda.reading.reader import Reader
from servanda.reading.typing import Typist
from training.__main__ import OWN_WEIGHT
from training.coded import gold, own
from training.compare import EVAL, australian, figures
from training.examples import examples
from training.fit import fit


def main() -> int:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(prog="python -m training.across", description=__doc__)
    parser.add_argument("gold", type=Path, help="the gold folder that holds train/ and dev/")
    folder = parser.parse_args().gold
    reader = Reader()
    documents = [item for part in ("train", "dev") for item in gold(folder / part)]
    test = australian(folder, {item.document.id for item in documents if item.document.publisher == "AUS"})
    american = [item for item in gold(folder / "train") if item.document.publisher == "USA"]
    near, ours = list(examples(reader, american, 1.0)), list(examples(reader, own(), OWN_WEIGHT))
    columns = {"with_own": near + ours, "american_alone": near}
    told = {name: figures(Typist(fit(some, {})), test) for name, some in columns.items()}
    (EVAL / "across.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    for figure in told["with_own"]:
        print(f"{figure:20}", *(f"{values[figure]:7.3f}" for values in told.values()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
