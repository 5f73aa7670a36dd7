"""`servanda outcome` and `servanda count` as people call them: every format, and questions that are wrong."""

import csv
import io
import json
from html.parser import HTMLParser

import pytest
from click.testing import CliRunner, Result

from servanda.api.ledger import Ledger
from servanda.cli import main

TODAY = ("--as-of", "2026-03-15")
MEETING = "2025-10-30-canada-korea-joint-statement"


def call(ledger: Ledger, *arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "110"}).invoke(main, [*arguments, "--ledger", ledger.store.name, *TODAY])


def words(result: Result) -> str:
    """What was written, on one line."""
    assert result.exit_code == 0, result.stderr
    return " ".join(result.stdout.split())


def test_then_and_since_stand_in_the_text(samples: Ledger) -> None:
    told = words(call(samples, "outcome", MEETING))
    assert "concluded: Agreement between the Republic of Korea and Canada" in told
    assert "since: reached partly approved, 2026-01-27" in told
    assert "open, due 2026-12-31 · Canada → South Korea" in told
    assert "“a Team Canada Trade Mission will travel to Korea in 2026”" in told
    assert "1 of South Korea on Canada" in told
    assert "Nothing found in them does not mean not done." in told


def test_markdown_and_json_say_the_same(samples: Ledger) -> None:
    told = words(call(samples, "outcome", MEETING, "--format", "md"))
    assert told.startswith("## ")
    answer = json.loads(call(samples, "outcome", MEETING, "--format", "json").stdout)
    lines = {line["id"]: line for line in answer["lines"]}
    assert set(answer["unheard"]) <= lines.keys()
    for line in answer["lines"]:
        assert line["then"][0]["quote"].split()[0] in told
    assert {one["document"] for one in answer["readouts"]} <= {one["document"] for one in answer["sources"]}


def test_the_page_is_whole(samples: Ledger) -> None:
    page = call(samples, "outcome", MEETING, "--format", "html").stdout
    opened: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert not {name for name, _ in attrs} & {"src", "onclick"}
            opened.append(tag)

        def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert tag in ("meta", "br"), attrs

        def handle_endtag(self, tag: str) -> None:
            assert opened.pop() == tag

    Reader().feed(page)
    assert not opened
    assert "Nothing heard since" in page


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("outcome",), "--party and --counterpart"),
        (("outcome", "--party", "CAN", "--counterpart", "Ecuador"), "is told to have taken place"),
        (("count", "--by", "partner"), "--party"),
        (("count", "--party", "Canadia"), "did you mean Canada"),
        (("count", "--since", "2025-02-01", "--until", "2025-01-01"), "since comes after until"),
    ],
)
def test_bad_questions_end_with_one_sentence(samples: Ledger, arguments: tuple[str, ...], says: str) -> None:
    result = call(samples, *arguments)
    assert result.exit_code in (2, 3)
    assert says in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_several_meetings_are_listed_with_their_days(two_years: Ledger) -> None:
    result = call(two_years, "outcome", "--party", "Norway", "--counterpart", "Indonesia")
    assert result.exit_code == 2
    assert "several meetings of Norway and Indonesia are told: name one of mee_" in result.stderr
    assert "(2024-04-16: " in result.stderr


def test_the_rule_is_named_and_explained(samples: Ledger) -> None:
    told = words(call(samples, "count", "--rule", "toronto", "--by", "subject", "--party", "Canada"))
    assert "Commitments of Canada, by subject" in told
    assert "counted by the rule “toronto”: in the manner of the G7 and G20 Research Groups" in told
    assert "This is our reading" in told
    assert "one side: only one party is bound" in told
    assert "The same texts by each rule: toronto" in told


def test_numbers_go_out_as_csv_json_and_markdown(samples: Ledger) -> None:
    asked = ("count", "--by", "party", "--document", MEETING)
    rows = list(csv.DictReader(io.StringIO(call(samples, *asked, "--format", "csv").stdout)))
    assert {row["value"]: row["count"] for row in rows} == {"CAN": "3", "KOR": "3"}
    answer = json.loads(call(samples, *asked, "--format", "json").stdout)
    assert answer["total"] == 3
    assert [line["value"] for line in answer["lines"]] == ["CAN", "KOR"]
    assert "| Canada | 3 |" in call(samples, *asked, "--format", "md").stdout


def test_each_telling_is_listed_with_its_reason(samples: Ledger) -> None:
    asked = ("count", "--rule", "toronto", "--document", MEETING, "--items", "10", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(call(samples, *asked).stdout)))
    assert sorted((row["counted"], row["left_out"]) for row in rows) == [
        ("false", "vague"), ("true", ""), ("true", "")
    ]  # fmt: skip


def test_nothing_to_count_is_said(samples: Ledger) -> None:
    told = words(call(samples, "count", "--party", "Fiji", "--by", "subject"))
    assert "nothing found as of 2026-03-15" in told
