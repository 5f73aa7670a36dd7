"""`servanda export`: its files, its failures in one sentence, its exit codes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas
import pytest

from servanda.api.ledger import Ledger
from servanda.cli import main

Run = Callable[..., tuple[int, str, str]]
KINDS = ["acts", "agreements", "commitments", "documents", "meetings", "money"]


@pytest.fixture
def run(samples: Ledger, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command on the sample file; gives exit code, stdout, stderr."""
    monkeypatch.setenv("SERVANDA_LEDGER", str(samples.store.name))

    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(["export", *arguments])
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return call


@pytest.mark.parametrize("form", ["jsonl", "graphml", "ftm", "plover", "ics", "atom"])
def test_a_file_has_what_stdout_has(run: Run, form: str, tmp_path: Path) -> None:
    code, out, _ = run(form)
    assert (code, bool(out)) == (0, True)
    assert run(form, "-o", str(tmp_path / "file"))[0] == 0
    assert (tmp_path / "file").read_bytes().decode() == out
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_folder_gets_a_file_for_each_kind(run: Run, form: str, tmp_path: Path) -> None:
    assert run(form, "-o", str(tmp_path / "all"))[0] == 0
    assert sorted(one.name for one in (tmp_path / "all").iterdir()) == [f"{kind}.{form}" for kind in KINDS]


def test_one_kind(run: Run, tmp_path: Path) -> None:
    code, out, err = run("csv", "--what", "acts", "--party", "Japan", "--since", "2016-01-01")
    assert (code, err) == (0, "")
    assert run("parquet", "--what", "acts", "--party", "Japan", "-o", str(tmp_path / "a.parquet"))[0] == 0
    frame = pandas.read_parquet(tmp_path / "a.parquet")
    assert len(frame) == out.count("\nact_") > 0
    assert all("JPN" in [*row.actors, *row.recipients] for row in frame.itertuples())


def test_what_plover_loses_is_counted(run: Run) -> None:
    _, _, err = run("plover")
    assert "without a target actor" in err
    assert "told only in the column lost" in err


def test_the_help_says_what_is_mapped_and_what_is_lost(run: Run) -> None:
    assert "ProjectParticipant" in run("ftm", "--help")[1]
    assert "Lost" in run("plover", "--help")[1]
    assert "bound_by" in run("graphml", "--help")[1]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["jsonl", "--party", "Kanada"], 2, "did you mean Canada (CAN)"),
        (["jsonl", "--counterpart", "CAN"], 2, "a counterpart needs a party"),
        (["jsonl", "--since", "2026-02-01", "--until", "2026-01-01"], 2, "since comes after until"),
        (["jsonl", "--since", "last week"], 2, "is not a day"),
        (["csv"], 2, "--what names the kind"),
        (["parquet"], 2, "not for a terminal"),
        (["csv", "--what", "treaties"], 2, "treaties"),
        (["jsonl", "-o", "/no/such/folder/file"], 3, "cannot be written"),
        (["parquet", "--what", "acts", "-o", "/no/such/folder/file"], 3, "cannot be written"),
        (["site"], 2, "--output"),
        (["atom", "--text", "trade"], 2, "cannot be narrowed by words"),
    ],
)
def test_bad_input_is_one_sentence(run: Run, arguments: list[str], code: int, words: str) -> None:
    found, out, err = run(*arguments)
    assert (found, out) == (code, "")
    assert words in err
    assert err.count("\n") == 1


def test_a_party_nobody_names_gives_nothing(run: Run) -> None:
    assert run("jsonl", "--party", "Brazil") == (0, "", "")


def test_an_empty_ledger_says_what_to_do(run: Run, tmp_path: Path) -> None:
    from servanda.api.ledger import open_ledger

    open_ledger(tmp_path / "empty.db").close()
    code, out, err = run("jsonl", "--ledger", str(tmp_path / "empty.db"))
    assert (code, out) == (0, "")
    assert "'servanda add' fills it" in err
    assert run("site", "--ledger", str(tmp_path / "empty.db"), "-o", str(tmp_path / "site"))[0] == 0
    assert (tmp_path / "site" / "index.html").is_file()


def test_a_missing_library_is_one_sentence(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("servanda.export.ledger_parquet.import_module", _missing)
    code, out, err = run("parquet", "-o", str(tmp_path / "all"))
    assert (code, out) == (2, "")
    assert "pip install 'servanda[frames]'" in err
    assert err.count("\n") == 1
    assert list((tmp_path / "all").iterdir()) == []


def _missing(name: str) -> Any:
    raise ImportError(name)


def test_a_failure_leaves_the_older_file(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "ledger.jsonl"
    file.write_text("older\n")

    def fails(*_: object, **__: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("servanda.export.ledger_jsonl.write", fails)
    assert run("jsonl", "-o", str(file))[0] == 1
    assert file.read_text() == "older\n"
    assert [one.name for one in tmp_path.iterdir()] == ["ledger.jsonl"]


def test_a_site_is_made_and_a_folder_of_other_files_is_not(run: Run, tmp_path: Path) -> None:
    assert run("site", "-o", str(tmp_path / "site"), "--title", "Promises")[0] == 0
    assert "Promises" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "file").write_text("mine")
    code, _, err = run("site", "-o", str(tmp_path / "other"))
    assert code == 3
    assert "holds other files" in err
