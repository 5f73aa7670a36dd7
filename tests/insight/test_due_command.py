"""`servanda due` as people call it: text, page, JSON, calendar, feed, and questions that are wrong."""

import json
import sys
from pathlib import Path

import feedparser
import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar

from servanda.api.ledger import Ledger, open_ledger
from servanda.cli import main

TODAY = ("--as-of", "2026-03-15")


def call(ledger: Ledger, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["due", "--ledger", ledger.store.name, *arguments])


def words(result: Result) -> str:
    """What was written, on one line."""
    assert result.exit_code == 0, result.stderr
    return " ".join(result.stdout.split())


def test_the_four_parts_stand_in_the_text(two_years: Ledger) -> None:
    told = words(call(two_years, *TODAY))
    parts = ("Due by 2026-06-13 (2)", "Overdue, nothing found", "Comes round again (7)", "Waits")
    places = [told.index(part) for part in parts]
    assert places == sorted(places)
    assert (
        "2026-03-31 (in 16 days) · Norway → Kenya due soon “Norway will publish a report on those rights"
        in told
    )
    assert "that nothing was found does not say that nothing was done" in told
    assert "by 2026-03-26 · every year · Indonesia, Norway" in told


def test_what_was_looked_at_is_said_of_each(two_years: Ledger) -> None:
    told = words(call(two_years, *TODAY, "--party", "Tanzania"))
    assert (
        "2026-03-01 (14 days ago) · Kenya, Norway, Tanzania nothing found since 2025-10-29 "
        "in 1 document by Kenya, newest 2026-02-18; 3 documents by Norway, newest 2026-02-25; "
        "no document by Tanzania"
    ) in told


def test_an_estimate_is_said_to_be_one(two_years: Ledger) -> None:
    told = words(call(two_years, *TODAY))
    assert (
        "about 2026-08-20 · twice a year · Chile, Norway counted from 2024-08-20, when it was told; "
        "3 times passed" in told
    )


def test_what_has_come_about_is_said(samples: Ledger) -> None:
    told = words(call(samples, *TODAY, "--party", "EU"))
    assert "conclusion of Comprehensive Economic and Trade Agreement" in told
    assert "has come about (concluded 2014-09" in told


def test_where_nothing_is_due_that_is_said(two_years: Ledger) -> None:
    told = words(call(two_years, *TODAY, "--party", "Fiji"))
    assert "What is due of Fiji, as of 2026-03-15" in told
    for nothing in ("nothing falls due in this time", "nothing is overdue", "nothing comes round again"):
        assert nothing in told
    assert "nothing waits on an event" in told


def test_what_is_left_out_is_said(two_years: Ledger) -> None:
    assert "2 of 7 are shown: --limit shows more" in words(call(two_years, *TODAY, "--limit", "2"))


def test_the_length_of_time_counts(two_years: Ledger) -> None:
    assert "60 Chilean pilots" not in words(call(two_years, *TODAY))
    assert "60 Chilean pilots" in words(call(two_years, *TODAY, "--within", "6m"))


def test_a_calendar_can_be_read(two_years: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "due.ics"
    assert call(two_years, *TODAY, "--format", "ics", "--party", "Kenya", "-o", str(file)).exit_code == 0
    raw = file.read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n") > 20
    calendar = Calendar.from_ical(raw)
    assert str(calendar["X-WR-CALNAME"]) == "Deadlines of Kenya"
    assert any("Oslo on 19 May 2026" in str(one["summary"]) for one in calendar.walk("VEVENT"))


def test_without_icalendar_one_sentence_says_what_to_do(
    two_years: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    result = call(two_years, *TODAY, "--format", "ics")
    assert result.exit_code == 2
    assert "pip install 'servanda[calendar]'" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_feed_can_be_read(two_years: Ledger) -> None:
    result = call(two_years, *TODAY, "--format", "atom", "--party", "Tanzania")
    read = feedparser.parse(result.stdout)
    assert not read.bozo
    assert read.feed.title == "Commitments and agreements of Tanzania"
    assert {"Overdue, nothing found", "New commitment"} <= {one.title.split(":")[0] for one in read.entries}


def test_markdown_and_page_hold_the_quotations(two_years: Ledger) -> None:
    for form in ("md", "html"):
        told = call(two_years, *TODAY, "--format", form, "--party", "Chile", "--within", "1y").stdout
        assert "train 60 Chilean pilots" in told


def test_json_is_the_answer(two_years: Ledger) -> None:
    answer = json.loads(call(two_years, *TODAY, "--format", "json", "--party", "TZA").stdout)
    assert [one["commitment"]["due"] for one in answer["overdue"]][:1] == ["2026-03-01"]
    assert answer["overdue"][0]["said"]["document"] in {one["document"] for one in answer["sources"]}
    assert answer["parties"] == ["TZA"]


WRONG = [
    (("--party", "Norwegen"), "did you mean"),
    (("--counterpart", "NOR"), "a counterpart needs a party"),
    (("--within", "soon"), "write 90d, 12w, 6m or 1y"),
    (("--limit", "0"), "--limit"),
    (("--as-of", "today"), "is not a day"),
    (("--format", "xml"), "xml"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG, ids=[" ".join(row[0]) for row in WRONG])
def test_a_wrong_question_is_one_sentence(two_years: Ledger, arguments: tuple[str, ...], said: str) -> None:
    result = call(two_years, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1


def test_an_empty_ledger_says_what_to_do(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "empty.db") as ledger:
        result = call(ledger, *TODAY)
    assert result.exit_code == 0
    assert "'servanda add' fills it" in result.stderr
    assert "nothing falls due in this time" in " ".join(result.stdout.split())
