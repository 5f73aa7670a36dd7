"""Every command and every line of Python in the README runs as it stands there."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", README, re.DOTALL)
COMMANDS = [
    line for kind, body in BLOCKS if not kind for line in body.splitlines() if line.startswith("servanda ")
]
INLINE = [
    line
    for line in re.findall(r"`(servanda [^`]*)`", README)
    if "GOLD_DIR" not in line and "../shared" not in line
]
RELEASE = (
    "OTTAWA, 1 November 2025. Canada and Thailand agreed to launch negotiations on a trade agreement by 2026."
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder with the files that the README speaks of, and `servanda` on the path."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "examples", folder / "examples")
    (folder / "release.html").write_text(f"<html><body><main><p>{RELEASE}</p></main></body></html>")
    (folder / "corpus.jsonl").write_text('{"id": "a", "text": "' + RELEASE + '"}\n')
    script = folder / "bin" / "servanda"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m servanda "$@"\n')
    script.chmod(0o755)
    shutil.copytree(folder / "examples", folder / "releases")
    added = run(folder, "servanda", "add", "examples/documents.jsonl")
    assert added.returncode == 0, added.stderr
    return folder


def run(desk: Path, *command: str) -> subprocess.CompletedProcess[str]:
    paths = {"PATH": f"{desk / 'bin'}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    environment = {**os.environ, **paths}
    return subprocess.run(
        command, cwd=desk, env=environment, input=RELEASE, capture_output=True, text=True, timeout=300
    )


def test_there_are_commands_to_try():
    assert len(COMMANDS) >= 4


@pytest.mark.parametrize("command", [*COMMANDS, *INLINE])
def test_a_command_of_the_readme(desk, command):
    ran = run(desk, "sh", "-c", command)
    assert (ran.returncode, ran.stderr) == (0, "")
    written = re.search(r"(?:--output|>) (\S+)", command)
    assert (desk / written[1]).stat().st_size > 1000 if written else ran.stdout


def test_the_python_of_the_readme(desk):
    code = "\n".join(body for kind, body in BLOCKS if kind == "python")
    ran = run(desk, sys.executable, "-c", code)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "open_talks" in ran.stdout


GOLD = ROOT.parent / "shared" / "gold" / "dev"


@pytest.mark.skipif(not GOLD.is_dir(), reason="the gold is not beside the checkout")
def test_the_figures_of_the_readme_are_those_of_today():
    from servanda.evaluation.assess import assess
    from servanda.evaluation.coded import load_gold
    from servanda.evaluation.run import read_gold

    gold = load_gold(GOLD)
    figures = [round(figure.value, 3) for figure in assess(gold, read_gold(gold)).figures]
    told = [float(value) for value, *_ in _table()]
    assert len(told) == 8
    assert [value for value in told if value not in figures] == []


def test_the_figures_for_another_issuer_are_those_that_were_measured():
    measured = json.loads((ROOT / "eval" / "across.json").read_text())
    for column, name in enumerate(("with_own", "american_alone"), start=1):
        told = [float(row[column]) for row in _table()]
        assert [value for value in told if value not in measured[name].values()] == []


def _table():
    """The rows of figures."""
    return re.findall(r"^\| [^|]+ \| ([.\d]+) \| ([.\d]+) \| ([.\d]+) \|$", README, re.M)
