"""`servanda money` as people call it: text, Markdown, CSV, JSON and pages, and questions that are wrong."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import html

from servanda.api.ledger import Ledger, open_ledger
from servanda.cli import main

TODAY = ("--as-of", "2026-03-15")


def call(ledger: Ledger, *arguments: str) -> Result:
    asked = ["money", "--ledger", ledger.store.name, *arguments]
    return CliRunner(env={"COLUMNS": "110"}).invoke(main, asked)


def lines(result: Result) -> list[str]:
    assert result.exit_code == 0, result.stderr
    return result.stdout.splitlines()


def words(result: Result) -> str:
    """What was written, on one line."""
    return " ".join(" ".join(lines(result)).split())


def envelope(ledger: Ledger, *narrowed: str) -> str:
    """The id of the only envelope that is found."""
    (line,) = lines(call(ledger, *TODAY, *narrowed, "--format", "json"))
    (one,) = json.loads(line)["listed"]
    return str(one["id"])


def test_the_first_two_lines_are_the_answer(money_file: Ledger) -> None:
    told = lines(call(money_file, *TODAY, "--donor", "European Union"))
    assert told[0] == "Money of European Union: 1 sum, announced 4 times"
    assert told[1] == "New is EUR 500 million of 1.05 billion"
    told = lines(call(money_file, *TODAY, "--party", "Jordan"))
    assert told[0] == "Money of or for Jordan: 2 sums, announced 3 times"
    assert told[1] == "New is JPY 2 billion of 4 billion; nothing of CAD 45 million (45 million unclear)"


def test_what_is_told_again_in_the_days_asked_for_is_not_new(money_file: Ledger) -> None:
    told = lines(call(money_file, *TODAY, "--donor", "AUS", "--since", "2025-01-01"))
    assert told[:2] == [
        "Money of Australia since 2025-01-01: 1 sum, announced once",
        "New is nothing of AUD 30 million",
    ]
    all_ = " ".join(told)
    assert "Australia: new, 120 million (outside of what was asked)" in all_
    assert "Australia: a part of it, 30 million, paid" in all_


def test_currencies_are_kept_apart_in_the_table(money_file: Ledger) -> None:
    told = lines(call(money_file, *TODAY, "--donor", "Canada", "--by", "recipient"))
    rows = [" ".join(line.split()) for line in told]
    assert "Ghana CAD 2 100 million 100 million" in rows
    assert "USD 1 58 million 58 million" in rows
    assert "Jordan CAD 1 45 million 45 million" in rows
    assert "nothing is converted, nor added up across currencies" in " ".join(told)


def test_joint_donors_are_said_to_count_for_each(money_file: Ledger) -> None:
    assert "a sum of several counts for each of them" in words(call(money_file, *TODAY, "--by", "donor"))
    assert "a sum of several" not in words(call(money_file, *TODAY, "--donor", "JPN", "--by", "donor"))


def test_one_sum_tells_why_each_announcement_is_what_it_is(money_file: Ledger) -> None:
    told = words(call(money_file, envelope(money_file, "--recipient", "Ghana"), *TODAY))
    assert told.index("why: no earlier document") < told.index("why: one sum in two currencies")
    assert "“C$80 million (US$58 million)”, told on 2024-04-18 by Canada" in told
    assert "why: its word is “additional”; money for the same purpose was told on 2024-04-18" in told
    assert "“Canada pledged US$58 million for farmers’ cooperatives in northern Ghana”" in told
    assert "announced 3 times, as of 2026-03-15" in told


def test_nothing_found_is_not_nothing_given(money_file: Ledger, samples: Ledger) -> None:
    told = words(call(money_file, *TODAY, "--party", "Viet Nam"))
    assert "Money of or for Vietnam: nothing found" in told
    assert "nothing found as of 2026-03-15 in 20 documents; that is not to say" in told
    assert "nothing found as of 2026-03-15 in 17 documents" in words(call(samples, *TODAY))
    for form in ("json", "csv", "md", "html"):
        assert call(samples, *TODAY, "--format", form).exit_code == 0


def test_csv_has_a_line_an_announcement_or_a_sum(money_file: Ledger) -> None:
    told = call(money_file, *TODAY, "--donor", "AUS", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(told)))
    assert [row["role"] for row in rows] == ["new", "repeat", "repeat", "tranche_of", "new"]
    assert sum(int(row["amount"]) for row in rows) == 408_000_000
    assert sum(int(row["new"]) for row in rows) == 138_000_000
    told = call(money_file, *TODAY, "--by", "year", "--currency", "euros", "--format", "csv").stdout
    assert [list(row.values()) for row in csv.DictReader(io.StringIO(told))] == [
        ["year", "2024", "2024", "EUR", "2", "650000000", "500000000", "0", "150000000"],
        ["year", "2025", "2025", "EUR", "4", "520000000", "60000000", "0", "200000000"],
    ]


def test_markdown_has_the_tables_and_the_words(money_file: Ledger) -> None:
    told = call(money_file, *TODAY, "--donor", "JPN", "--by", "recipient", "--format", "md").stdout
    assert "**New is JPY 62 billion of 94 billion**" in told
    assert "| Philippines | JPY | 3 | 90 billion | 60 billion |  | 30 billion |  |" in told
    assert "> “Japan will lend the Philippines 30 billion yen for flood gates" in told


def test_the_page_draws_every_donor_to_the_scale_of_its_currency(money_file: Ledger) -> None:
    page = html.fromstring(call(money_file, *TODAY, "--format", "html").stdout)
    assert not page.xpath("//script | //@style | //link | //img")
    told, new = (
        [float(one) for one in page.xpath(f"//rect[@class='{kind}']/@width")][1:] for kind in ("told", "new")
    )
    assert len(told) == 8  # donors, once for each of their currencies
    assert len(new) == 7  # the US$58 million were told before
    assert max(told) == 300.0
    assert new[0] == pytest.approx(300 * 500 / 1050, abs=0.1)
    assert page.xpath("//title[@id='money-title']/text()") == [
        "Money, by donor: what was announced, and how much of it is new"
    ]
    quoted = {one.strip() for one in page.xpath("//q/text()")}
    assert "Japan has pledged a loan of 30 billion yen for the flood gates on the Cagayan River" in quoted


def test_what_a_document_says_cannot_steer_the_page(tmp_path: Path) -> None:
    hostile = (
        "Norway will provide <b>10 million euros</b> & more to Kenya for wells <script>alert(1)</script>."
    )
    line = {"id": "a<b>", "publisher": "NOR", "published": "2024-01-01", "title": "<i>x", "text": hostile}
    file = tmp_path / "one.jsonl"
    file.write_text(json.dumps(line) + "\n", encoding="utf-8")
    with open_ledger(tmp_path / "hostile.db") as ledger:
        ledger.add(file)
        told = call(ledger, "--format", "html").stdout
    assert "10 million" in told
    assert not re.search(r"<(script|b|i)\b", told)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("--party", "Kanada"), 2, "did you mean Canada"),
        (("--since", "2025-01-02", "--until", "2025-01-01"), 2, "since comes after until"),
        (("--currency", "shells"), 2, "no currency is called 'shells'"),
        (("env_",), 2, "is the beginning of env_"),
        (("nothing-like-this",), 2, "nothing has the id 'nothing-like-this'"),
        (("2025-09-09-australia-viet-nam-trade",), 2, "not an envelope of money"),
        (("env_1", "--by", "donor"), 2, "leave out --by, or the id"),
        (("--by", "moon"), 2, "moon"),
    ],
)
def test_bad_questions_are_told_in_a_sentence(
    money_file: Ledger, arguments: tuple[str, ...], code: int, says: str
) -> None:
    result = call(money_file, *arguments)
    assert result.exit_code == code
    assert says in result.stderr
    assert result.stderr.count("\n") <= 2 or "Usage" in result.stderr


def test_an_empty_ledger_says_what_to_do(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "empty.db") as ledger:
        result = call(ledger)
    assert result.exit_code == 0
    assert "'servanda add' fills it" in result.stderr
    assert "nothing found" in result.stdout


def test_sides_that_tell_other_sums_are_told_beside_each_other(readouts: Ledger) -> None:
    told = words(call(readouts, envelope(readouts, "--recipient", "Brazil"), *TODAY))
    assert "2025-05-14 · Canada: new, 40 million" in told
    assert "2025-05-14 · Brazil: unclear whether new, 25 million" in told
    assert "why: another sum than was told on 2025-05-14 by Canada, told neither as a part of it" in told
