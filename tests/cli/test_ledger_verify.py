"""`servanda verify`: what it prints, and its exit code."""

import json
import re
import sqlite3

import pytest

from tests.views import facts


@pytest.fixture
def ledger(tmp_path, monkeypatch):
    """The small ledger, whose folded tables were filled by hand and are not compared here."""
    monkeypatch.setattr("servanda.engine.rebuilding.differences", lambda _: [], raising=False)
    return facts.build(tmp_path / "facts.db")


def test_a_whole_ledger_has_nothing_wrong(run, ledger):
    result = run("verify", "--ledger", ledger)
    assert (result.exit_code, result.stderr) == (0, "")
    assert f"{ledger}: 9 entries" in result.stdout
    assert result.stdout.endswith("nothing is wrong\n")


def test_an_altered_entry_is_named(run, ledger):
    with sqlite3.connect(ledger) as raw:
        raw.execute("PRAGMA writable_schema=ON")
        for (name,) in raw.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'entry'"
        ):
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute("UPDATE entry SET body = replace(body, 'Cabinet', 'cabinet') WHERE seq = 3")
    result = run("verify", "--ledger", ledger)
    assert result.exit_code == 1
    assert "servanda verify: entry 3: " in result.stderr
    assert "findings" in result.stdout


def test_the_head_that_was_noted_is_looked_for(run, ledger):
    head = re.search(r"^head (\d+:\w+)$", run("verify", "--ledger", ledger).stdout, re.MULTILINE)[1]
    assert run("verify", "--ledger", ledger, "--head", head).exit_code == 0
    result = run("verify", "--ledger", ledger, "--head", f"99:{head.split(':')[1]}")
    assert result.exit_code == 1
    assert "entry 99" in result.stderr
    wrong = run("verify", "--ledger", ledger, "--head", "abc")
    assert (wrong.exit_code, wrong.stderr.count("\n")) == (2, 1)


def test_the_report_as_json(run, ledger):
    told = json.loads(run("verify", "--ledger", ledger, "--format", "json").stdout)
    assert (told["entries"], told["findings"]) == (9, [])


def test_a_file_that_is_cut_short_is_told(run, ledger):
    whole = ledger.read_bytes()
    ledger.write_bytes(whole[: len(whole) // 3])
    result = run("verify", "--ledger", ledger)
    assert result.exit_code == 1
    assert "Traceback" not in result.stderr


def test_no_ledger_is_bad_input(run, tmp_path, monkeypatch):
    monkeypatch.setattr("servanda.engine.rebuilding.differences", lambda _: [], raising=False)
    result = run("verify", "--ledger", tmp_path / "none.db")
    assert (result.exit_code, result.stderr.count("\n")) == (3, 1)
