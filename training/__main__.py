"""`python -m training GOLD_DIR [--out FILE]`: make the weights that reading ships with."""

import argparse
import hashlib
import sys
from pathlib import Path

from servanda.reading.reader import Reader
from training.coded import OWN, Coded, gold, own
from training.examples import examples
from training.fit import fit

#: What an act of our own documents counts beside one of the gold: they are many and their style is ours.
#: Chosen on the gold's `dev` for detection among .35, .5 and .7 (.819, .819, .820: within noise).
OWN_WEIGHT = 0.7
WEIGHTS = Path(__file__).parent.parent / "servanda" / "reading" / "data" / "weights.bin"


def main() -> int:
    """Train on the gold's `train` folder and our own documents; print what was used and the size."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("gold", type=Path, help="the gold folder that holds train/")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where to write the weights")
    arguments = parser.parse_args()
    if not (arguments.gold / "train" / "docs.jsonl").is_file():
        print(f"{arguments.gold} holds no train/docs.jsonl: name the gold folder", file=sys.stderr)
        return 3
    coded = [*gold(arguments.gold / "train"), *own(OWN)]
    reader = Reader(weights=None)
    told = [*examples(reader, gold(arguments.gold / "train"), 1.0), *examples(reader, own(OWN), OWN_WEIGHT)]
    weights = fit(told, _provenance(coded))
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    size = weights.save(arguments.out)
    acts = sum(len(item.acts) for item in coded)
    print(f"{len(coded)} documents, {acts} acts, {len(weights.features)} features")
    print(f"{size:,} bytes in {arguments.out}")
    return 0


def _provenance(coded: list[Coded]) -> dict[str, str]:
    """What the weights were made of: counts and one digest of all texts and codings."""
    digest = hashlib.sha256()
    for item in coded:
        digest.update(f"{item.document.id}:{item.document.sha256}:{item.acts}".encode())
    ours = sum(item.document.id.startswith("ours:") for item in coded)
    return {
        "documents": str(len(coded)),
        "own_documents": str(ours),
        "acts": str(sum(len(item.acts) for item in coded)),
        "digest": digest.hexdigest(),
    }


if __name__ == "__main__":
    sys.exit(main())
