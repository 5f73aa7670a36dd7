"""`python -m training.compare GOLD_DIR`: ways of typing measured on `dev` and across issuers.

Across issuers means: weights from the American documents of `train` and our own, tested on the Australian
documents of `train` and `dev`. Writes `eval/comparison.json` and
`eval/errors.json`, from which the docs take their tables.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from servanda.evaluation.assess import assess
from servanda.evaluation.coded import Gold, load_gold
from servanda.evaluation.run import coded
from servanda.model import ActType, Modality
from servanda.reading.candidates import Candidate
from servanda.reading.reader import Reader
from servanda.reading.typing import Typed, Typist
from training.__main__ import OWN_WEIGHT
from training.coded import gold, own
from training.examples import Example, examples
from training.fit import fit

EVAL = Path(__file__).parent.parent / "eval"
_WILL = frozenset({"form=will", "form=to", "form=bare"})


class CueTypist(Typist):
    """Types by the codebook's cues alone; a future form is a promise."""

    def choose(self, candidates: Sequence[Candidate]) -> list[tuple[Candidate, Typed]]:
        """Every candidate that a cue names, with the first cue's type."""
        return [(c, _cued(c)) for c in candidates if c.setting.cues]


class NoCues(Typist):
    """The shipped way, blind to cues."""

    def choose(self, candidates: Sequence[Candidate]) -> list[tuple[Candidate, Typed]]:
        """As the typist does, from features that name no cue."""
        return super().choose([_blind(candidate) for candidate in candidates])


def main() -> int:
    """Measure every way, print a table, keep it."""
    parser = argparse.ArgumentParser(prog="python -m training.compare", description=__doc__)
    parser.add_argument("gold", type=Path, help="the gold folder that holds train/ and dev/")
    folder = parser.parse_args().gold
    reader = Reader()
    train, dev = list(gold(folder / "train")), list(gold(folder / "dev"))
    american = [item for item in train if item.document.publisher == "USA"]
    far = [item for item in (*train, *dev) if item.document.publisher == "AUS"]
    ours = list(examples(reader, own(), OWN_WEIGHT))
    near = list(examples(reader, train, 1.0))
    alone = list(examples(reader, american, 1.0))
    tests = (load_gold(folder / "dev"), australian(folder, {item.document.id for item in far}))
    rows = list(_rows(near, alone, ours, tests))
    (EVAL / "comparison.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    classes = _classes(tests[0])
    (EVAL / "errors.json").write_text(json.dumps(classes, indent=1) + "\n", encoding="utf-8")
    for row in rows:
        print(f"{row['name']:52} {row['dev_detect']:.3f} {row['dev_typed']:.3f} {row['cross_typed']:.3f}")
    return 0


def _rows(
    near: list[Example], alone: list[Example], ours: list[Example], tests: tuple[Gold, Gold]
) -> Iterator[dict[str, object]]:
    """One row for each way of typing: its figures on both tests."""
    none = fit(near + ours, {}, forests=False)
    yield _row("cues alone", CueTypist(none), CueTypist(none), tests)
    far = fit(alone + ours, {}, forests=False)
    yield _row("linear weights", Typist(none), Typist(far), tests)
    blind = [_without_cues(example) for example in (*near, *ours)]
    blind_far = [_without_cues(example) for example in (*alone, *ours)]
    full, full_far = fit(near + ours, {}), fit(alone + ours, {})
    yield _row("linear weights and trees, no cues", NoCues(fit(blind, {})), NoCues(fit(blind_far, {})), tests)
    yield _row("linear weights and trees, with cues (shipped)", Typist(full), Typist(full_far), tests)
    yield _row("the same without our own documents", Typist(fit(near, {})), Typist(fit(alone, {})), tests)


def _row(name: str, typist: Typist, far: Typist, tests: tuple[Gold, Gold]) -> dict[str, object]:
    here, there = figures(typist, tests[0]), figures(far, tests[1])
    return {
        "name": name,
        "dev_detect": here["detect"],
        "dev_typed": here["typed"],
        "cross_detect": there["detect"],
        "cross_typed": there["typed"],
        "note": "",
    }


def figures(typist: Typist, test: Gold) -> dict[str, float]:
    """Every figure of reading `test` with `typist`, in thousandths."""
    reader = Reader()
    reader.__dict__["typist"] = typist
    documents = [item.document for item in test.documents]
    run = {done.document.id: tuple(map(coded, done.acts)) for done in reader.read_many(documents)}
    return {figure.name: round(figure.value, 3) for figure in assess(test, run).figures}


def _classes(test: Gold) -> list[dict[str, object]]:
    """The errors of the shipped reader on `test`, counted by class; the largest types of each are named."""
    run = {
        done.document.id: tuple(map(coded, done.acts))
        for done in Reader().read_many([item.document for item in test.documents])
    }
    found = assess(test, run, list_errors=True).findings
    rows: list[dict[str, object]] = []
    for kind in dict.fromkeys(finding.kind for finding in found):
        types = Counter(finding.act.type.value for finding in found if finding.kind is kind)
        most = ", ".join(f"{name} {count}" for name, count in types.most_common(4))
        rows.append({"class": kind.value, "count": sum(types.values()), "example": f"by type: {most}"})
    return rows


def australian(folder: Path, ids: set[str]) -> Gold:
    """The documents of `train` and `dev` with these ids as one gold."""
    whole = [load_gold(folder / name) for name in ("train", "dev")]
    documents = tuple(item for part in whole for item in part.documents if item.document.id in ids)
    return replace(whole[0], documents=documents)


def _cued(candidate: Candidate) -> Typed:
    act_type = ActType(candidate.setting.cues[0].split(".")[0])
    modality = Modality.PROMISED if _WILL & set(candidate.features) else Modality.DONE
    return Typed(act_type, modality, (), 1.0, 1.0, candidate.setting.cues)


def _blind(candidate: Candidate) -> Candidate:
    return replace(candidate, features=tuple(n for n in candidate.features if not n.startswith("cue:")))


def _without_cues(example: Example) -> Example:
    return replace(example, candidate=_blind(example.candidate))


if __name__ == "__main__":
    sys.exit(main())
