"""`servanda quiet` as people call it: text, Markdown and JSON, and questions that are wrong."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from servanda.api.ledger import Ledger, open_ledger
from servanda.cli import main

TODAY = ("--as-of", "2026-03-15")


def call(ledger: Ledger, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["quiet", "--ledger", ledger.store.name, *arguments])


def words(result: Result) -> str:
    """What was written, on one line."""
    assert result.exit_code == 0, result.stderr
    return " ".join(result.stdout.split())


def test_the_three_numbers_stand_in_the_text(two_years: Ledger) -> None:
    told = words(call(two_years, *TODAY))
    assert "Norway on Indonesia: 354 days of silence, 8.2 times the usual gap" in told
    assert "usually every 43 days (9 gaps known, the longest 69)" in told
    assert "the ledger covers 354 of the 354 days (100%): Norway published on 7 days of them" in told
    assert "releases by Indonesia last told of Norway on 2025-02-18" in told
    assert (
        "“Norway will submit a report on mangroves to Indonesia by 30 June 2025” Norway · 2025-03-26" in told
    )


def test_a_hole_is_said_to_be_one(two_years: Ledger) -> None:
    told = words(call(two_years, *TODAY))
    assert "New Zealand: nothing since 2025-03-11, 369 days, usually every 63" in told
    assert told.index("Not judged") < told.index("New Zealand on Japan: 369 days, usually 63")
    assert "1 pair quiet, 3 within their rhythm, 1 not judged, 6 without a known rhythm" in told


def test_where_nobody_is_quiet_that_is_said(samples: Ledger) -> None:
    told = words(call(samples, *TODAY))
    assert "no silence is found that stands out against its own rhythm" in told
    assert "0 pairs quiet" in told
    assert "no release that tells of such a pair" in words(call(samples, *TODAY, "--party", "Fiji"))


def test_what_lies_before_the_days_looked_at_is_said(two_years: Ledger) -> None:
    pair = ("--party", "NOR", "--counterpart", "IDN", "--since", "2025-06-01")
    assert "nothing told since 2025-06-01, last on 2025-03-26" in words(call(two_years, *TODAY, *pair))


def test_the_command_that_lists_the_rest_works(two_years: Ledger) -> None:
    told = words(call(two_years, *TODAY))
    shown = told.split("more: servanda ")[1].split(" Not judged")[0].split()
    listed = CliRunner().invoke(main, [*shown, "--ledger", two_years.store.name, *TODAY, "--format", "jsonl"])
    assert listed.exit_code == 0, listed.stderr
    count = int(told.split("not mentioned since: ")[1].split()[0])
    assert len(listed.stdout.splitlines()) == count > 4


def test_markdown_has_a_table(two_years: Ledger) -> None:
    told = call(two_years, *TODAY, "--format", "md", "--party", "Norway").stdout
    assert "| Norway on Indonesia | 2025-03-26 | 354 | 43 | 354 (100%) | 8.2 |" in told
    assert "- Norway on Chile: 60 days, usually 172; last told 2026-01-14: “" in told


def test_json_is_the_answer(two_years: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "quiet.json"
    assert call(two_years, *TODAY, "--format", "json", "-o", str(file)).exit_code == 0
    answer = json.loads(file.read_text(encoding="utf-8"))
    (silence,) = answer["quiet"]
    assert (silence["publisher"], silence["party"], silence["gap"], silence["usual"]) == (
        "NOR",
        "IDN",
        354,
        43,
    )
    assert {silence["quotation"]["document"]} <= {one["document"] for one in answer["sources"]}
    assert answer["counts"] == {"quiet": 1, "within": 3, "hole": 1, "no_rhythm": 6}


WRONG = [
    (("--party", "Norwegen"), 2, "did you mean"),
    (("--party", "NOR", "--counterpart", "norway"), 2, "is not its own counterpart"),
    (("--counterpart", "NOR"), 2, "a counterpart needs a party"),
    (("--since", "2026-03-16", *TODAY), 2, "since comes after the day asked about"),
    (("--since", "yesterday"), 2, "is not a day"),
    (("--limit", "0"), 2, "--limit"),
    (("--least", "0"), 2, "--least"),
    (("--format", "xml"), 2, "xml"),
]


@pytest.mark.parametrize(("arguments", "code", "said"), WRONG, ids=[" ".join(row[0]) for row in WRONG])
def test_a_wrong_question_is_one_sentence(
    two_years: Ledger, arguments: tuple[str, ...], code: int, said: str
) -> None:
    result = call(two_years, *arguments)
    assert result.exit_code == code
    assert said in result.stderr
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1


def test_an_empty_ledger_says_what_to_do(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "empty.db") as ledger:
        result = call(ledger, *TODAY)
    assert result.exit_code == 0
    assert "'servanda add' fills it" in result.stderr
    assert "no release that tells of such a pair" in " ".join(result.stdout.split())
