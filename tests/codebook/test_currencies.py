"""Which currency a sign or a word means, and for whom."""

import pytest

from servanda.codebook.currencies import CurrencyBook
from servanda.codebook.party_data import party_files

BOOK = CurrencyBook.load()

SYMBOLS = [
    ("$", "USA", "USD"),
    ("$", "AUS", "AUD"),
    ("$", "CAN", "CAD"),
    ("$", "NZL", "NZD"),
    ("$", "SGP", "SGD"),
    ("$", "FRA", "USD"),
    ("$", "OTHER:Acme", "USD"),
    ("$", None, "USD"),
    ("US$", "AUS", "USD"),
    ("A$", None, "AUD"),
    ("C$", None, "CAD"),
    ("C$", "NIC", "NIO"),
    ("CA$", None, "CAD"),
    ("NZ$", None, "NZD"),
    ("S$", None, "SGD"),
    ("HK$", None, "HKD"),
    ("NT$", None, "TWD"),
    ("R$", None, "BRL"),
    ("€", None, "EUR"),
    ("£", None, "GBP"),
    ("¥", None, "JPY"),
    ("¥", "CHN", "CNY"),
    ("₩", "KOR", "KRW"),
    ("₹", None, "INR"),
    ("Rs", None, "INR"),
    ("Rs", "PAK", "PKR"),
    ("kr", "NOR", "NOK"),
    ("kr", "SWE", "SEK"),
    ("kr", None, None),
    ("R", "ZAF", "ZAR"),
    ("R", "USA", None),
    ("CHF", None, "CHF"),
    ("EUR", "USA", "EUR"),
    ("?", None, None),
]

NAMES = [
    ("dollars", "AUS", "AUD"),
    ("dollars", None, "USD"),
    ("US dollars", "AUS", "USD"),
    ("U.S. dollars", "CAN", "USD"),
    ("Canadian dollars", "USA", "CAD"),
    ("new  zealand\ndollars", None, "NZD"),
    ("euros", None, "EUR"),
    ("pounds sterling", "EGY", "GBP"),
    ("pounds", None, "GBP"),
    ("pounds", "EGY", "EGP"),
    ("yen", None, "JPY"),
    ("won", None, "KRW"),
    ("rupees", "LKA", "LKR"),
    ("shekels", None, "ILS"),
    ("kronor", "SWE", "SEK"),
    ("krone", None, None),
    ("Danish crowns", None, "DKK"),
    ("francs", None, None),
    ("francs", "CHE", "CHF"),
    ("Swiss francs", None, "CHF"),
    ("CFA francs", "CMR", "XAF"),
    ("CFA francs", "SEN", "XOF"),
    ("riyals", "SAU", "SAR"),
    ("special drawing rights", None, "XDR"),
    ("bananas", None, None),
]


@pytest.mark.parametrize(("symbol", "publisher", "code"), SYMBOLS)
def test_by_symbol(symbol: str, publisher: str | None, code: str | None) -> None:
    assert BOOK.by_symbol(symbol, publisher) == code


@pytest.mark.parametrize(("words", "publisher", "code"), NAMES)
def test_by_name(words: str, publisher: str | None, code: str | None) -> None:
    assert BOOK.by_name(words, publisher) == code


def test_every_state_has_its_currency() -> None:
    without = {row.code for row in party_files().states.states if BOOK.currency_of(row.code) is None}
    assert without == {"ATA"}


def test_every_holder_of_a_currency_is_a_party() -> None:
    known = {row.code for row in party_files().states.states} | {"EU"}
    assert {state for code in BOOK.codes for state in BOOK.get(code).states} <= known


def test_signs_and_words_come_longest_first() -> None:
    assert [len(sign) for sign in BOOK.symbols] == sorted(map(len, BOOK.symbols), reverse=True)
    assert BOOK.words.index("new zealand dollars") < BOOK.words.index("dollars")
    with pytest.raises(KeyError):
        BOOK.get("no such code")
