"""`servanda evaluate` from the outside: figures, floors, exit codes."""

import json

import pytest
from click.testing import CliRunner

from servanda.cli import main
from tests.evaluation.builders import write_gold

ACT = {"type": "meet", "modality": "done", "start": 0, "end": 8, "trigger": [5, 8], "actors": ["CAN"]}


@pytest.fixture
def folder(tmp_path):
    return write_gold(tmp_path / "dev", {"a": ("They met", [ACT]), "b": ("Sun shone", [])})


def evaluate(*args):
    return CliRunner().invoke(main, ["evaluate", *map(str, args)])


def perfect(folder):
    return [folder, "--pred", folder / "acts.jsonl"]


def nothing(folder):
    path = folder / "none.jsonl"
    path.write_text("")
    return [folder, "--pred", path]


def test_figures_as_a_table(folder):
    result = evaluate(*perfect(folder), "--by")
    assert result.exit_code == 0
    assert "typed" in result.stdout
    assert "1.000 to 1.000" not in result.stdout.split("full")[0].split("detect")[0]
    assert "dev: 2 documents, 1 gold acts, 1 predicted" in result.stdout


def test_figures_as_json(folder):
    result = evaluate(*perfect(folder), "--format", "json", "--bootstrap", "20")
    told = json.loads(result.stdout)
    assert told["figures"]["typed"]["value"] == 1.0
    assert len(told["figures"]["typed"]["interval"]) == 2
    assert told["types"]["meet"] == {"gold": 1, "predicted": 1, "hit": 1, "f1": 1.0}


def test_errors_and_changes_show_the_sentence(folder):
    result = evaluate(*nothing(folder), "--errors", "--against", folder / "acts.jsonl")
    assert "missed · a · meet done · CAN" in result.stdout
    assert "lost · a · meet done · CAN" in result.stdout
    assert "They met" in result.stdout


def test_the_life_of_a_floor(folder, tmp_path):
    floors = tmp_path / "floors.json"
    unset = evaluate(*perfect(folder), "--floors", floors)
    assert (unset.exit_code, "--raise-floors" in unset.stderr) == (1, True)
    assert evaluate(*perfect(folder), "--floors", floors, "--raise-floors").exit_code == 0
    assert evaluate(*perfect(folder), "--floors", floors).exit_code == 0

    broken = evaluate(*nothing(folder), "--floors", floors)
    assert broken.exit_code == 1
    assert "typed 0.0000 is below its floor 1.000" in broken.stderr

    assert evaluate(*nothing(folder), "--floors", floors, "--allow-lower", "a new manual").exit_code == 0
    kept = json.loads(floors.read_text())["dev"]
    assert kept["floors"]["typed"] == 0
    assert {entry["reason"] for entry in kept["lowered"]} == {"a new manual"}


def test_floors_of_another_gold_do_not_count(folder, tmp_path):
    floors = tmp_path / "floors.json"
    evaluate(*perfect(folder), "--floors", floors, "--raise-floors")
    write_gold(folder, {"a": ("They met", [ACT])})
    assert evaluate(*perfect(folder), "--floors", floors).exit_code == 1
    assert evaluate(*perfect(folder), "--floors", floors, "--allow-lower", "fewer documents").exit_code == 0


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["--raise-floors"], 2),
        (["--floors", "x.json", "--allow-lower", " "], 2),
        (["--bootstrap", "-1"], 2),
        (["--format", "xml"], 2),
    ],
)
def test_wrong_use_is_one_sentence(folder, args, code):
    result = evaluate(*perfect(folder), *args)
    assert result.exit_code == code
    assert result.stderr.count("\n") == 1


def test_gold_that_cannot_be_read_is_bad_input(tmp_path):
    result = evaluate(tmp_path)
    assert result.exit_code == 3
    assert result.stderr.count("\n") == 1
    assert "acts.jsonl" in result.stderr
