"""`servanda changes` as people call it: text, Markdown, JSON, the page, and questions that are wrong."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from servanda.api.ledger import Ledger, open_ledger
from servanda.cli import main
from tests.insight.compare_making import nodes
from tests.insight.conftest import EXAMPLES

TODAY = ("--as-of", "2026-03-15")
OLD, NEW = "2024-08-20-australia-fiji-statement", "2025-08-19-australia-fiji-statement"


def call(ledger: Ledger, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["changes", "--ledger", ledger.store.name, *TODAY, *arguments])


def words(result: Result) -> str:
    """What was written, on one line."""
    assert result.exit_code == 0, result.stderr
    return " ".join(result.stdout.split())


def test_what_is_weaker_comes_first(readouts: Ledger) -> None:
    said = words(call(readouts, OLD, NEW))
    assert "3 weaker, 2 not said again, 4 stronger, 2 new, 2 unchanged since" in said
    assert "deadline later: by 30 June 2026 →" in said
    assert said.index(" Weaker ") < said.index(" Not said again ") < said.index(" Stronger ")
    assert "Compared with the last statement of the same series" not in said


def test_the_earlier_statement_is_found_and_named(readouts: Ledger) -> None:
    said = words(call(readouts, NEW))
    assert "Compared with the last statement of the same series: Joint Statement" in said
    assert f"Australia and Fiji 2024 (2024-08-20, {OLD})" in said


def test_where_none_is_known_that_is_said(readouts: Ledger) -> None:
    said = words(call(readouts, "2025-03-11"))
    assert "No earlier statement of the same series is known (1 earlier document of the same parties" in said


def test_a_narrow_terminal_gets_lines(readouts: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    result = call(readouts, OLD, NEW)
    assert max(map(len, result.stdout.splitlines())) <= 60
    assert "2024-08-20: “Australia will train 200 Fijian nurses a year”" in words(result)


def test_markdown_and_json(readouts: Ledger) -> None:
    rows = call(readouts, OLD, NEW, "--format", "md").stdout.splitlines()
    assert any(row.startswith("| 7 | figure gone: 200 | “Australia will train 200") for row in rows)
    (line,) = call(readouts, OLD, NEW, "--format", "json").stdout.splitlines()
    found = {one["kind"] for one in json.loads(line)["lines"]}
    assert found == {"new", "stronger", "weaker", "dropped", "unchanged"}


def test_the_page_is_well_formed_and_shows_both_texts(readouts: Ledger) -> None:
    root = etree.fromstring(call(readouts, NEW, "--format", "html").stdout.encode())
    ids = nodes(root, "//@id")
    assert len(ids) == len(set(ids))
    assert [one for one in nodes(root, "//a/@href") if one.startswith("#") and one[1:] not in ids] == []
    assert len(nodes(root, "//div[@class='text']")) == 2
    (plastic,) = nodes(root, "//article[.//a[contains(., 'strive')]]")
    assert nodes(plastic, ".//span[@class='tag']/i/text()") == ["less firm", "reservation added"]
    assert nodes(plastic, ".//blockquote//b/text()") == [
        "will ban",
        "will strive to ban",
        "where appropriate",
    ]


def test_files_need_no_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files = [
        EXAMPLES / "2013-10-18-eu-canada-agreement-in-principle.txt",
        EXAMPLES / "2014-09-26-canada-eu-talks-concluded.txt",
    ]
    issuers = ["--publisher", "EU", "--publisher", "CAN"]
    said = words(CliRunner().invoke(main, ["changes", *map(str, files), *issuers, *TODAY]))
    assert "1 stronger" in said
    assert "firmer: hopes to conclude" in said


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        ((NEW, OLD), 2, "name the earlier one first"),
        ((NEW, OLD, NEW), 2, "name one statement, or two: the earlier and the later"),
        (("nothing-of-the-kind",), 2, "nothing has the id 'nothing-of-the-kind'"),
        (("2025-0",), 2, "'2025-0' is the beginning of 2025-03-11-australia-fiji-defence"),
    ],
)
def test_wrong_questions(readouts: Ledger, arguments: tuple[str, ...], code: int, sentence: str) -> None:
    result = call(readouts, *arguments)
    assert result.exit_code == code
    assert sentence in result.stderr
    assert result.stdout == ""


def test_an_empty_ledger_says_what_to_do(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "empty.db") as ledger:
        result = call(ledger, "one")
    assert result.exit_code == 2
    assert "'servanda add' fills it" in result.stderr
