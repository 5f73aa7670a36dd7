"""Money in the sample files, against answers written by hand (`expected/money.yaml`)."""

import json
from collections.abc import Hashable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from servanda.api.ledger import Ledger
from servanda.insight.money import Envelope, Money, Sums, money, one_envelope
from servanda.views import LedgerView, ViewError
from tests.insight.conftest import EXAMPLES, score

ROWS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "expected" / "money.yaml").read_text(encoding="utf-8")
)
ASKED = ("party", "counterpart", "donor", "recipient", "since", "until", "currency", "topic")
TEXTS: dict[str, str] = {
    one["id"]: one["text"]
    for line in (EXAMPLES / "questions" / "money.jsonl").read_text(encoding="utf-8").splitlines()
    for one in [json.loads(line)]
}
Facts = set[tuple[Hashable, ...]]


@pytest.fixture(scope="session")
def files(request: pytest.FixtureRequest) -> dict[str, Ledger]:
    """The sample files that are asked about, by name."""
    return {name: request.getfixturevalue(name) for name in sorted({row["file"] for row in ROWS})}


@pytest.fixture
def view(money_file: Ledger) -> Iterator[LedgerView]:
    """The file of money, as of the day on which all questions are asked."""
    with money_file.view(ROWS[0]["as_of"]) as view:
        yield view


def ask(files: dict[str, Ledger], row: dict[str, Any], **more: Any) -> Money:
    with files[row["file"]].view(row["as_of"]) as view:
        return money(view, **{name: row[name] for name in ASKED if name in row}, limit=50, **more)


def wanted(row: dict[str, Any]) -> Facts:
    """One fact for each field of each envelope, under the words by which the envelope is known."""
    found: Facts = set()
    for one in row["envelopes"]:
        key = one["words"]
        found |= {(key, "donors", *one["donors"]), (key, "recipients", *one["recipients"])}
        found |= {(key, "amount", float(one["amount"]), one["currency"]), (key, "roles", *one["roles"])}
        found |= {(key, "headline", unit, float(sum_)) for unit, sum_ in one["headline"].items()}
        found |= {(key, "unclear", float(one["unclear"])), (key, "paid", float(one["paid"]))}
    return found


def got(row: dict[str, Any], listed: Iterable[Envelope]) -> Facts:
    found: Facts = set()
    for one in listed:
        first = one.announcements[0].quotation.quote
        key = next((each["words"] for each in row["envelopes"] if each["words"] in first), first)
        found |= {(key, "donors", *one.donors), (key, "recipients", *one.recipients)}
        found |= {(key, "amount", one.amount, one.currency), (key, "unclear", one.unclear)}
        found |= {(key, "roles", *(told.role for told in one.announcements)), (key, "paid", one.paid)}
        found |= {(key, "headline", sums.currency, sums.headline) for sums in one.sums}
    return found


def table(totals: dict[str, list[Any]]) -> Facts:
    return {(unit, *map(float, numbers)) for unit, numbers in totals.items()}


def summed(sums: Iterable[Sums]) -> Facts:
    return {
        (one.currency, float(one.announcements), one.headline, one.new, one.unclear, one.paid) for one in sums
    }


IDS = [f"{at}-{row['file']}" for at, row in enumerate(ROWS)]


@pytest.mark.parametrize("file", sorted({row["file"] for row in ROWS}))
def test_envelopes(file: str, files: dict[str, Ledger]) -> None:
    rows = [(at, row) for at, row in enumerate(ROWS) if row["file"] == file]
    expected = {(at, *fact) for at, row in rows for fact in wanted(row)}
    found = {(at, *fact) for at, row in rows for fact in got(row, ask(files, row).listed)}
    told = score(expected, found)
    print(f"{file}: precision {told.precision:.3f}, recall {told.recall:.3f}", told.missing, told.extra)
    assert told.good, told


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_envelopes_are_counted(row: dict[str, Any], files: dict[str, Ledger]) -> None:
    answer = ask(files, row)
    assert answer.envelopes == len(row["envelopes"]) == len(answer.listed)


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_totals_by_currency(row: dict[str, Any], files: dict[str, Ledger]) -> None:
    answer = ask(files, row)
    assert summed(answer.sums) == table(row["totals"])
    assert answer.announcements == sum(numbers[0] for numbers in row["totals"].values())


def test_totals_by_what_is_asked(files: dict[str, Ledger]) -> None:
    row = ROWS[0]
    expected: Facts = set()
    found: Facts = set()
    for by in ("donor", "recipient", "year"):
        expected |= {(by, value, *one) for value, totals in row["by"][by].items() for one in table(totals)}
        answer = ask(files, row, by=by)
        found |= {(by, line.value, *one) for line in answer.lines for one in summed(line.sums)}
    told = score(expected, found)
    assert told.good, told


def test_lines_by_currency_are_the_totals(view: LedgerView) -> None:
    answer = money(view, by="currency", limit=50)
    assert [line.value for line in answer.lines] == [one.currency for one in answer.sums]
    assert [line.sums for line in answer.lines] == [(one,) for one in answer.sums]


def test_every_line_has_its_words(view: LedgerView) -> None:
    answer = money(view, by="donor", limit=50)
    quotations = [told.quotation for one in answer.listed for told in one.announcements]
    assert len(quotations) == answer.announcements
    quotations += [line.example for line in answer.lines if line.example]
    assert len(quotations) == answer.announcements + len(answer.lines)
    for one in quotations:
        assert TEXTS[one.document][one.start : one.end] == one.quote
    assert {one.document for one in quotations} == {one.document for one in answer.sources}


def test_the_words_that_tell_the_role_stand_in_the_clause_or_in_the_one_referred_to(view: LedgerView) -> None:
    answer = money(view, limit=50)
    told = {each.act: each for one in answer.listed for each in one.announcements}
    cued = [each for each in told.values() if each.cue]
    assert len(cued) == 6
    for each in cued:
        words = each.quotation.quote + (told[each.refers.act].quotation.quote if each.refers else "")
        assert each.cue and each.cue in words


@pytest.mark.parametrize(
    ("words", "role", "because", "cue", "refers"),
    [
        ("In March, Australia announced", "repeat", "same_sum", None, "2024-03-05-australia-vanuatu-wharves"),
        ("Canada pledged US$58 million", "converts", "equal", "C$80 million (US$58 million)",
         "2024-04-18-canada-ghana-cooperatives"),
        ("additional C$20 million", "top_up", "more", "additional", "2024-04-18-canada-ghana-cooperatives"),
        ("disbursed €200 million to Moldova today", "tranche_of", "told_as_part",
         "€200 million to the budget of Moldova this week, the second tranche of the €500 million",
         "2025-01-24-moldova-second-tranche"),
        ("transferred €200 million to the budget", "repeat", "same_part", None,
         "2025-01-22-eu-moldova-second-tranche"),
        ("its earlier pledge of C$45 million", "unclear", "retold", "reaffirmed", None),
    ],
)  # fmt: skip
def test_why_each_announcement_has_its_role(
    view: LedgerView, words: str, role: str, because: str, cue: str | None, refers: str | None
) -> None:
    told = [each for one in money(view, limit=50).listed for each in one.announcements]
    (one,) = [each for each in told if words in each.quotation.quote]
    assert (one.role, one.because, one.cue) == (role, because, cue)
    assert (one.refers.document if one.refers else None) == refers


def test_the_largest_of_each_currency_come_first(view: LedgerView) -> None:
    answer = money(view, sort="largest", limit=6)
    assert [one.currency for one in answer.listed] == ["EUR", "AUD", "JPY", "CAD", "SEK", "EUR"]
    assert [one.headline for one in answer.listed] == [1050e6, 390e6, 60e9, 100e6, 400e6, 120e6]


def test_the_newest_come_first(view: LedgerView) -> None:
    days = [one.last for one in money(view, limit=50).listed]
    assert days == sorted(days, key=str, reverse=True)
    assert len(money(view, limit=3).listed) == 3
    assert money(view, limit=3).listed == money(view, limit=50).listed[:3]


def test_one_envelope_by_its_id_or_an_act_of_it(view: LedgerView) -> None:
    listed = money(view, party="Vanuatu").listed[0]
    one = one_envelope(view, listed.id)
    assert [told.role for told in one.envelope.announcements] == ["new", "repeat", "repeat", "tranche_of"]
    assert one_envelope(view, listed.announcements[-1].act).envelope == one.envelope
    assert len(one.sources) == 4


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"party": "Kanada"}, "did you mean Canada"),
        ({"counterpart": "Ghana"}, "a counterpart needs a party"),
        ({"currency": "shells"}, "no currency is called 'shells'"),
        ({"topic": "knitting"}, "there is no topic 'knitting'"),
        ({"by": "moon"}, "there is no dimension 'moon'"),
        ({"sort": "oldest"}, "there is no order 'oldest'"),
        ({"since": date(2025, 1, 2), "until": date(2025, 1, 1)}, "since comes after until"),
    ],
)
def test_bad_questions_are_told_in_a_sentence(view: LedgerView, asked: dict[str, Any], says: str) -> None:
    with pytest.raises(ViewError, match=says):
        money(view, **asked)


def test_what_is_no_money_has_no_envelope(view: LedgerView) -> None:
    with pytest.raises(ViewError, match="not an envelope of money"):
        one_envelope(view, "2025-09-09-australia-viet-nam-trade")
