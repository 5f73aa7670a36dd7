"""Wrong questions and ledgers that cannot be used: one sentence, the right exit code, no trace."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from servanda.ledger.store import Store
from tests.views import facts
from tests.views.facts import PACT

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """The file of the small ledger."""
    return facts.build(tmp_path_factory.mktemp("facts") / "facts.db")


#: arguments, exit code, words of the sentence
WRONG = [
    (("show", "act_sing"), 2, "did you mean act_sign?"),
    (("show", "agr_"), 2, "is the beginning of agr_"),
    (("show", "nothing at all"), 2, "nothing has the id 'nothing at all'"),
    (("timeline", "Canadia"), 2, "nothing has the id 'Canadia'"),
    (("timeline", "CAN", PACT), 2, "not of both"),
    (("timeline", "chn-2026"), 2, "of the kind document"),
    (("history", "xyz"), 2, "nothing has the id 'xyz'"),
    (("explain", "xyz"), 2, "nothing has the id 'xyz'"),
    (("list", "acts", "--party", "Canadia"), 2, "did you mean Canada (CAN)"),
    (("list", "acts", "--type", "promises"), 2, "did you mean 'promise'"),
    (("list", "commitments", "--status", "late"), 2, "there is no status 'late'"),
    (("list", "acts", "--counterpart", "CAN"), 2, "needs a party"),
    (("list", "acts", "--since", "yesterday"), 2, "'yesterday' is not a day: write YYYY-MM-DD"),
    (("list", "acts", "--as-of", "2026-13-01"), 2, "is not a day"),
    (("list", "acts", "--limit", "0"), 2, "--limit"),
    (("list", "treaties"), 2, "No such command"),
    (("undo", "1", "--as", "Ana"), 2, "entry 1 is no verdict"),
    (("undo", "999", "--as", "Ana"), 2, "entry 999 is no verdict"),
    (("accept", "act_sign"), 2, "--as"),
    (("accept", "act_sign", "--as", " "), 2, "needs the name"),
    (("accept", "com_cars", "--as", "Ana"), 3, "com_cars"),
    (("correct", "act_sign", "--set", "modality", "--as", "Ana"), 2, "is not FIELD=VALUE"),
    (("correct", "act_sign", "--set", "colour=red", "--as", "Ana"), 3, "colour cannot be corrected"),
    (("correct", "act_sign", "--set", "type=promises", "--as", "Ana"), 3, "promises"),
    (("merge", PACT, "com_cars", "--as", "Ana"), 3, "of another"),
    (("merge", PACT, PACT, "--as", "Ana"), 3, "together already"),
    (("add",), 2, "name what to add"),
]


@pytest.mark.parametrize(("args", "code", "words"), WRONG)
def test_a_wrong_question(run, ledger, args, code, words):
    where = [] if args[:2] == ("list", "treaties") else ["--ledger", ledger]
    result = run(*args, *where)
    assert result.exit_code == code
    assert words in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


ASKED = (
    ("list", "acts"),
    ("show", "x"),
    ("timeline", "CAN"),
    ("history", "x"),
    ("explain", "x"),
    ("review",),
    ("rebuild",),
    ("undo", "1", "--as", "Ana"),
    ("merge", "a", "b", "--as", "Ana"),
)


@pytest.mark.parametrize("args", ASKED)
def test_no_such_ledger(run, tmp_path, args):
    result = run(*args, "--ledger", tmp_path / "none.db")
    assert result.exit_code == 3
    assert "there is no ledger here: `servanda add` makes one" in result.stderr
    assert result.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("args", ASKED)
def test_no_ledger_but_another_file(run, tmp_path, args):
    path = tmp_path / "notes.txt"
    path.write_text("no database at all " * 100)
    result = run(*args, "--ledger", path)
    assert result.exit_code == 3
    assert f"{path} is no ledger" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_folder_and_a_strange_address(run, tmp_path):
    assert (run("list", "acts", "--ledger", tmp_path).exit_code) == 3
    strange = run("list", "acts", "--ledger", "mysql://user:secret@host/db")
    assert strange.exit_code == 2
    assert "secret" not in strange.stderr


def test_nothing_that_can_be_read_makes_no_ledger(run, tmp_path):
    result = run("add", tmp_path / "missing.txt", "--ledger", tmp_path / "new.db")
    assert result.exit_code == 3
    assert "there is no such file" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def empty(tmp_path):
    with Store.open(tmp_path / "empty.db"):
        pass
    return tmp_path / "empty.db"


def test_an_empty_ledger_says_how_to_fill_it(run, empty):
    listed = run("list", "agreements", "--format", "jsonl", "--ledger", empty)
    assert (listed.exit_code, listed.stdout) == (0, "")
    assert f"the ledger {empty} is empty: 'servanda add' fills it" in listed.stderr
    shown = run("show", "agr_1", "--ledger", empty)
    assert shown.exit_code == 2
    assert "servanda add" in shown.stderr


def test_the_ledger_may_be_named_in_the_environment(run, ledger, monkeypatch):
    monkeypatch.setenv("SERVANDA_LEDGER", str(ledger))
    assert run("show", "act_sign").exit_code == 0


def servanda(*args: object, **more: object) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "servanda", *map(str, args)]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, **more
    )


def test_a_reader_that_closes_the_pipe_has_had_enough(ledger):
    with servanda("list", "acts", "--format", "jsonl", "--ledger", ledger) as ran:
        ran.stdout.close()
        complaint = ran.stderr.read()
        assert (ran.wait(60), complaint) == (0, b"")


def test_rows_leave_a_real_process_as_lines(ledger):
    with servanda("list", "commitments", "--format", "jsonl", "--ledger", ledger) as ran:
        out, complaint = ran.communicate(timeout=60)
    assert (ran.returncode, complaint) == (0, b"")
    assert len(out.splitlines()) == 4
