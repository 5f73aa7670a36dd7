"""The figures are those of the scorer that defines them, on gold disturbed in every way that it measures."""

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from servanda.evaluation.assess import assess
from servanda.evaluation.coded import load_acts, load_gold
from servanda.model import ActType, Modality

Rows = list[dict[str, Any]]


def shift(act: dict[str, Any], dice: random.Random) -> None:
    move = dice.randint(-40, 40)
    act["start"], act["end"] = max(0, act["start"] + move), max(1, act["end"] + move + dice.randint(0, 30))


def retrigger(act: dict[str, Any], dice: random.Random) -> None:
    start = dice.randint(act["start"], act["end"])
    act["trigger"] = [start, start + dice.randint(0, 12)]


def retype(act: dict[str, Any], dice: random.Random) -> None:
    act["type"] = dice.choice(list(ActType)).value


def remodal(act: dict[str, Any], dice: random.Random) -> None:
    act["modality"] = dice.choice(list(Modality)).value


def recast(act: dict[str, Any], dice: random.Random) -> None:
    act["actors"] = dice.sample(["CAN", "KOR", "USA", "AUS", *act["actors"]], k=dice.randint(0, 3))


def redate(act: dict[str, Any], dice: random.Random) -> None:
    dates = [None, {"kind": "absolute", "text": "x", "from": None, "to": dice.choice([None, "2030-12-31"])}]
    act["deadline"] = dice.choice(dates)


def resum(act: dict[str, Any], dice: random.Random) -> None:
    act["money"] = dice.choice([None, {"text": "x", "amount": dice.choice([1, 2.5e6]), "currency": "USD"}])


DISTURBANCES: list[Callable[[dict[str, Any], random.Random], None]] = [
    shift,
    retrigger,
    retype,
    remodal,
    recast,
    redate,
    resum,
]


def disturbed(rows: Rows, seed: int) -> Rows:
    """Acts dropped, doubled and altered, documents left out, by the dice of `seed`."""
    dice = random.Random(seed)
    out = []
    for row in rows:
        if dice.random() < 0.05:
            continue
        acts = []
        for act in json.loads(json.dumps(row["acts"])):
            if dice.random() < 0.15:
                continue
            for disturbance in DISTURBANCES:
                if dice.random() < 0.2:
                    disturbance(act, dice)
            acts.extend([act, json.loads(json.dumps(act))] if dice.random() < 0.1 else [act])
        dice.shuffle(acts)
        out.append({"id": row["id"], "acts": acts})
    return out


def by_the_scorer(scorer: Path, gold: Path, pred: Path) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """What the defining scorer prints: figures by name, and type rows by type."""
    command = [sys.executable, str(scorer), str(gold), str(pred), "--by"]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    plain = {line.split()[0]: line.split()[1:] for line in lines if " hit " not in line}
    types = {line.split()[0]: line.split()[1:] for line in lines if " hit " in line}
    return plain, types


@pytest.mark.parametrize("folder", ["dev", "train"])
@pytest.mark.parametrize("seed", [1, 2])
def test_equal_to_the_third_digit(gold_root: Path, tmp_path: Path, folder: str, seed: int) -> None:
    rows = [json.loads(line) for line in (gold_root / folder / "acts.jsonl").read_text().splitlines()]
    pred = tmp_path / "pred.jsonl"
    pred.write_text("".join(json.dumps(row) + "\n" for row in disturbed(rows, seed)))
    expected, types = by_the_scorer(gold_root / "score.py", gold_root / folder / "acts.jsonl", pred)
    told = assess(load_gold(gold_root / folder), load_acts(pred))

    ours = {figure.name: figure for figure in told.figures}
    assert 0.3 < ours["typed"].value < 0.95
    for name, printed in expected.items():
        if name in ("gold", "pred"):
            continue
        figure = ours[name]
        values = [figure.value] if len(printed) == 1 else [figure.precision, figure.recall, figure.value]
        assert [f"{value:.3f}" for value in values] == printed, name
    assert [int(told.tally.gold), int(told.tally.predicted)] == [
        int(*expected["gold"]),
        int(*expected["pred"]),
    ]
    assert {row.type: [str(row.gold), str(row.predicted), str(row.hit)] for row in told.types} == {
        kind: [cells[1], cells[3], cells[5]] for kind, cells in types.items()
    }
