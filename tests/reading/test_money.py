"""Sums of money, against tables made by hand."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.codebook.currencies import CurrencyBook
from servanda.codebook.numbers import numbers
from servanda.model import Money, Span
from servanda.reading.money import find_money

# Text with its only sum between angle brackets, publisher, amount, currency.
SUMS = [
    ("a grant of <$544 million>", "USA", 544e6, "USD"),
    ("a grant of <$544 million>", "AUS", 544e6, "AUD"),
    ("a grant of <$544 million>", "CAN", 544e6, "CAD"),
    ("a grant of <$544 million>", "NZL", 544e6, "NZD"),
    ("a grant of <$544 million>", "CHE", 544e6, "USD"),
    ("a grant of <$544 million>", None, 544e6, "USD"),
    ("We give <more than $266 million> in aid", "USA", 266e6, "USD"),
    ("It will provide <up to $7.5 million> over three years", "USA", 7.5e6, "USD"),
    ("and leverage <at least $22.5million> from banks", "USA", 22.5e6, "USD"),
    ("<over $2.9 billion> in new help", "USA", 2.9e9, "USD"),
    ("<approximately $75 million> goes out", "USA", 75e6, "USD"),
    ("support of <no less than $1.45 billion per year> to Jordan", "USA", 1.45e9, "USD"),
    ("an additional <$130 million> in help", "USA", 130e6, "USD"),
    ("<nearly $3 billion> in loans", "USA", 3e9, "USD"),
    ("a <$10 million> programme", "AUS", 10e6, "AUD"),
    ("pay <$10 million a year> to it", "USA", 10e6, "USD"),
    ("pay <€20 million annually> to it", "FRA", 20e6, "EUR"),
    ("a loan of <US$ 200m>", "CHE", 200e6, "USD"),
    ("a loan of <US$200 million>", "AUS", 200e6, "USD"),
    ("a loan of <$US40,000>", "AUS", 40000, "USD"),
    ("a loan of <A$1.5bn>", "GBR", 1.5e9, "AUD"),
    ("a loan of <AUS$5 million>", "CAN", 5e6, "AUD"),
    ("a loan of <C$2.5B>", "USA", 2.5e9, "CAD"),
    ("a loan of <NZ$ 40 million>", None, 40e6, "NZD"),
    ("a loan of <€ 1.2 billion>", None, 1.2e9, "EUR"),
    ("a loan of <€1.500.000>", None, 1_500_000, "EUR"),
    ("a loan of <1,5 million euros>", None, 1.5e6, "EUR"),
    ("a loan of <2,5 Mrd. Euro>", None, 2.5e9, "EUR"),
    ("a loan of <100 M€>", None, 100e6, "EUR"),
    ("a loan of <1 500 000 €>", None, 1_500_000, "EUR"),
    ("a loan of <EUR 5 bn>", None, 5e9, "EUR"),
    ("a loan of <5 bn EUR>", None, 5e9, "EUR"),
    ("a loan of <EUR 500>", None, 500, "EUR"),
    ("a loan of <USD 20 million>", None, 20e6, "USD"),
    ("a loan of <USD20m>", None, 20e6, "USD"),
    ("a loan of <20 million US dollars>", "AUS", 20e6, "USD"),
    ("a loan of <300 million New Zealand dollars>", "AUS", 300e6, "NZD"),
    ("a loan of <20 million dollars>", "AUS", 20e6, "AUD"),
    ("a loan of <US$5 million dollars>", "AUS", 5e6, "USD"),
    ("a loan of <$5 million (US)>", "AUS", 5e6, "USD"),
    ("a loan of <$3.5 million USD>", "CAN", 3.5e6, "USD"),
    ("a loan of <half a billion dollars>", "USA", 0.5e9, "USD"),
    ("a loan of <two and a half billion euros>", None, 2.5e9, "EUR"),
    ("a loan of <one million dollars>", "USA", 1e6, "USD"),
    ("a loan of <a billion dollars>", "USA", 1e9, "USD"),
    ("a loan of <three hundred million euro>", None, 300e6, "EUR"),
    ("a loan of <twenty-five thousand euros>", None, 25000, "EUR"),
    ("a loan of <¥100 billion>", "JPN", 100e9, "JPY"),
    ("a loan of <3 trillion yen>", None, 3e12, "JPY"),
    ("a loan of <CHF 10m>", None, 10e6, "CHF"),
    ("a loan of <200 million Swiss francs>", None, 200e6, "CHF"),
    ("a loan of <Rs 500 crore>", "IND", 5e9, "INR"),
    ("a loan of <Rs 1,00,000>", "IND", 100_000, "INR"),
    ("a loan of <₹ 2 lakh crore>", "IND", 2e12, "INR"),
    ("a loan of <£20m>", "GBR", 20e6, "GBP"),
    ("a loan of <5 million pounds>", "GBR", 5e6, "GBP"),
    ("a loan of <40 billion won>", "KOR", 40e9, "KRW"),
    ("a loan of <R 5 million>", "ZAF", 5e6, "ZAR"),
    ("a loan of <500 kronor>", "SWE", 500, "SEK"),
    ("cars of <35,000 CAD> or less", "CAN", 35000, "CAD"),
    ("a loan of <$500,000>", "USA", 500_000, "USD"),
    ("a loan of <$1,200.50>", "USA", 1200.5, "USD"),
    ("a loan of <$1.234 billion>", "USA", 1.234e9, "USD"),
    ("a loan of <$1,450 million>", "USA", 1.45e9, "USD"),
    ("a <$100-million> fund", "CAN", 100e6, "CAD"),
    ("worth <$2-3 billion>", "USA", 3e9, "USD"),
    ("worth <$2 to 3 billion>", "USA", 3e9, "USD"),
    ("worth <between $2 and $3 billion>", "USA", 3e9, "USD"),
    ("worth <$2 billion to $3 billion>", "USA", 3e9, "USD"),
    ("worth <€500–600 million>", None, 600e6, "EUR"),
    ("worth <£1.2bn-£1.5bn>", "GBR", 1.5e9, "GBP"),
    ("worth <2 to 3 million euros>", None, 3e6, "EUR"),
    ("<$5 million> to 10 million people", "USA", 5e6, "USD"),
    ("<$5 million> for 12 schools in 2026", "USA", 5e6, "USD"),
    ("<$5 million> and 3 million doses", "USA", 5e6, "USD"),
    ("a target of\n\n<$10\n\nmillion> in all", "AUS", 10e6, "AUD"),
]

NO_SUMS = [
    "COP 28 and ALL 27 members of the TOP 10",
    "le texte: Le 15 mai",
    "G20, A320 and 5 million people",
    "200 pounds of rice",
    "In 2025 won the team its cup",
    "in 2021 dollars",
    "tens of millions of dollars and millions in funding",
    "2.5 percent of GDP, 500 MW and 40 km",
    "Resolution 2231 (2015)",
    "$ and € alone",
]

TWO = [
    ("€1 million (USD 1.1 million)", [(1e6, "EUR"), (1.1e6, "USD")]),
    ("$2 million and $3 million", [(2e6, "USD"), (3e6, "USD")]),
    ("cut from $5 million, to €3 million", [(5e6, "USD"), (3e6, "EUR")]),
    ("$5 million, 2 million yen", [(5e6, "USD"), (2e6, "JPY")]),
]


@pytest.mark.parametrize(("marked", "publisher", "amount", "currency"), SUMS)
def test_sum(marked: str, publisher: str | None, amount: float, currency: str) -> None:
    span = Span(marked.index("<"), marked.index(">") - 1)
    text = marked.replace("<", "").replace(">", "")
    assert find_money(text, publisher) == (Money(span, span.of(text), amount, currency),)


@pytest.mark.parametrize("text", NO_SUMS)
def test_no_sum(text: str) -> None:
    assert find_money(text, "USA") == ()


@pytest.mark.parametrize(("text", "expected"), TWO)
def test_two_sums(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(one.amount, one.currency) for one in find_money(text, "USA")] == expected


def test_offset_moves_the_span_only() -> None:
    (found,) = find_money("a grant of $5m", "USA", offset=100)
    assert (found.span, found.text) == (Span(111, 114), "$5m")


def test_a_shared_sign_without_a_known_owner_stays_open() -> None:
    (found,) = find_money("500 million krone", "USA")
    assert (found.amount, found.currency) == (500e6, None)


def _pieces() -> list[str]:
    book = CurrencyBook.load()
    scales = [*numbers().magnitudes, *numbers().letters, *numbers().fractions, *numbers().counts]
    words = [
        "$",
        "€",
        "1,5",
        "2.000",
        "1 000",
        "19",
        "-",
        "–",
        " to ",
        "between ",
        " and ",
        "(US)",
        "up to ",
        "٣",
    ]
    return [*words, *scales, *book.symbols, *book.codes[:40], *book.words[:40], " ", " "]


@given(
    st.one_of(st.text(max_size=200), st.lists(st.sampled_from(_pieces()), max_size=40).map("".join)),
    st.sampled_from([None, "USA", "AUS", "IND", "ZAF", "XYZ"]),
    st.integers(0, 1000),
)
def test_any_text(text: str, publisher: str | None, offset: int) -> None:
    end = 0
    for one in find_money(text, publisher, offset=offset):
        here = Span(one.span.start - offset, one.span.end - offset)
        assert here.of(text) == one.text != ""
        assert here.start >= end
        assert one.amount >= 0
        end = here.end


@pytest.mark.parametrize(
    "unit", ["$5 ", "5 - ", "1,", "a million ", "over ", "$", "million ", "5 dollars to "]
)
def test_long_texts_take_their_time_in_proportion(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        start = time.process_time()
        find_money(text, "USA")
        return time.process_time() - start

    seconds(1000)
    # Eight times the text: a search that is quadratic takes sixty-four times as long.
    assert seconds(80_000) < 20 * seconds(10_000) + 0.1


def test_gold_sums_are_found(gold_root: Path) -> None:
    documents = {row["id"]: row for row in map(json.loads, (gold_root / "train" / "docs.jsonl").open())}
    total = hits = 0
    for row in map(json.loads, (gold_root / "train" / "acts.jsonl").open()):
        document = documents[row["id"]]
        found = find_money(document["text"], document["publisher"])
        for act in row["acts"]:
            if act["money"] is None:
                continue
            total += 1
            hits += any(
                (one.amount, one.currency) == (act["money"]["amount"], act["money"]["currency"])
                and act["start"] <= one.span.start < act["end"]
                for one in found
            )
    assert total > 40
    assert hits / total >= 0.9
