"""`servanda add`, the verdicts, `rebuild`: a ledger made from the sample releases, end to end."""

import json
import os
import pty
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner

from servanda.cli import main

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "examples" / "documents.jsonl"


def call(*args: object):
    return CliRunner().invoke(main, [str(arg) for arg in args])


def answer(*args: object) -> str:
    result = call(*args)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def rows(listed: str, ledger: Path, *more: object) -> list[dict]:
    out = answer("list", listed, "--ledger", ledger, "--format", "jsonl", *more)
    return [json.loads(line) for line in out.splitlines()]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A ledger of the sample releases, and what adding them printed."""
    path = tmp_path_factory.mktemp("made") / "samples.db"
    return path, answer("add", SAMPLES, "--ledger", path)


@pytest.fixture
def ledger(made, tmp_path):
    """A copy of that ledger, to be changed."""
    path = tmp_path / "samples.db"
    path.write_bytes(made[0].read_bytes())
    return path


def test_adding_says_what_came_in(made):
    path, said = made
    documents = sum(1 for line in SAMPLES.read_text().splitlines() if line.strip())
    assert re.search(rf"documents +{documents}\b", said)
    assert len(rows("documents", path)) == documents
    assert re.search(rf"acts +{len(rows('acts', path))}\b", said)
    assert re.search(rf"new agreements +{len(rows('agreements', path))}\b", said)


def test_adding_the_same_again_changes_nothing(ledger):
    before = ledger.read_bytes()
    said = json.loads(answer("add", SAMPLES, "--ledger", ledger, "--format", "json"))
    assert said["added"]["unchanged"] == len(rows("documents", ledger))
    assert said["added"]["new"] == said["added"]["acts"] == 0
    assert ledger.read_bytes() == before


def test_a_changed_document_is_a_new_version_with_its_difference(ledger, tmp_path):
    line = json.loads(SAMPLES.read_text().splitlines()[0])
    line["text"] += "\n\nThe two sides will meet again in Ottawa in May 2027.\n"
    (tmp_path / "changed.jsonl").write_text(json.dumps(line) + "\n")
    said = json.loads(answer("add", tmp_path / "changed.jsonl", "--ledger", ledger, "--format", "json"))
    assert said["added"]["versions"] == 1
    history = answer("history", line["id"], "--ledger", ledger)
    assert "+ The two sides will meet again in Ottawa in May 2027." in history
    assert "version 2, the newest" in answer("show", line["id"], "--ledger", ledger)


def test_what_is_bad_is_told_and_the_rest_is_added(ledger, tmp_path):
    (tmp_path / "empty.txt").write_text("")
    good = tmp_path / "note.txt"
    good.write_text("The Government of Canada announced the launch of free trade talks with Fiji today.\n")
    result = call("add", tmp_path / "empty.txt", good, "--publisher", "CAN", "--ledger", ledger)
    assert result.exit_code == 3
    assert "empty.txt" in result.stderr
    assert result.stderr.count("\n") == 1
    assert re.search(r"new +1\b", result.stdout)


def test_acts_of_another_coder_are_entered_under_his_name(tmp_path):
    read = answer("read", SAMPLES, "--format", "jsonl").splitlines()[0]
    coded = tmp_path / "coded.jsonl"
    coded.write_text(read + "\nnot json\n")
    ledger = tmp_path / "coded.db"
    result = call("add", SAMPLES, "--coded", coded, "--coder", "Ana Lind", "--ledger", ledger)
    assert result.exit_code == 3
    assert "coded.jsonl, line 2" in result.stderr
    assert {row["coder"] for row in rows("acts", ledger)} == {"Ana Lind"}
    assert len(rows("acts", ledger)) == len(json.loads(read)["acts"])


def ruled(*args: object) -> int:
    """The number of the entry that a verdict made."""
    said = re.match(r"entry (\d+): ", answer(*args, "--as", "Ana Lind", "--reason", "seen in the text"))
    assert said
    return int(said[1])


def test_two_agreements_are_merged_and_the_verdict_is_taken_back(ledger):
    before = rows("agreements", ledger)
    one, other = before[0], next(row for row in before[1:] if row["parties"] == before[0]["parties"])
    number = ruled("merge", one["id"][:14], other["id"], "--ledger", ledger)
    merged = rows("agreements", ledger)
    assert len(merged) == len(before) - 1
    together = next(row for row in merged if set(one["names"]) <= set(row["names"]))
    assert set(other["names"]) <= set(together["names"])
    undone = ruled("undo", number, "--ledger", ledger)
    assert rows("agreements", ledger) == before
    ruled("undo", undone, "--ledger", ledger)
    assert rows("agreements", ledger) == merged


def test_an_act_is_rejected_corrected_and_accepted(ledger):
    act = next(row for row in rows("acts", ledger) if row["commitment"])
    ruled("correct", act["id"], "--set", "modality=done", "--set", "actors=CAN,FJI", "--ledger", ledger)
    shown = json.loads(answer("show", act["id"], "--ledger", ledger, "--format", "json"))[0]
    assert (shown["row"]["modality"], shown["row"]["actors"]) == ("done", ["CAN", "FJI"])
    assert shown["row"]["verdict"] == "corrected"
    assert "modality=done" in answer("history", act["id"], "--ledger", ledger)
    ruled("reject", act["id"], "--ledger", ledger)
    assert "rejected" in answer("show", act["id"], "--ledger", ledger)


def test_rebuilding_gives_the_same(ledger):
    ask = ("agreements", "commitments", "acts", "meetings", "documents")
    before = [rows(listed, ledger) for listed in ask]
    assert re.match(r"\d+ entries folded anew\n", answer("rebuild", "--ledger", ledger))
    assert [rows(listed, ledger) for listed in ask] == before


def test_every_agreement_can_be_shown_and_drawn(made):
    for row in rows("agreements", made[0]):
        shown = " ".join(answer("show", row["id"], "--ledger", made[0]).split())
        assert f"agreement {row['id']}" in shown
        assert all(name in shown for name in row["names"])
        assert answer("timeline", row["id"], "--ledger", made[0], "--format", "svg").startswith("<?xml")


def _all_of(screen: int) -> str:
    """What is written on a terminal until the last writer has closed it."""
    told = b""
    while True:
        try:
            part = os.read(screen, 10_000)
        except OSError:  # so Linux says that nobody can write any more
            part = b""
        if not part:
            return told.decode(errors="replace")
        told += part


def test_progress_stands_on_a_terminal_and_not_in_the_output(tmp_path):
    """A real process whose stderr is a terminal and whose stdout is not."""
    screen, terminal = pty.openpty()
    command = [sys.executable, "-m", "servanda", "add", str(SAMPLES), "--ledger", str(tmp_path / "l.db")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=terminal) as ran:
        os.close(terminal)
        with ThreadPoolExecutor(1) as beside:  # a terminal that nobody reads holds up whoever writes to it
            seen = beside.submit(_all_of, screen)
            out = ran.stdout.read().decode()
            told = seen.result(timeout=120)
    os.close(screen)
    assert ran.returncode == 0
    assert "adding" in told
    assert out.startswith("Added")
    assert "\x1b" not in out
