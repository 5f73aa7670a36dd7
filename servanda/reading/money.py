"""Sums of money in diplomatic prose, with their currency: "up to US$ 200m", "half a billion euros"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from servanda.codebook.currencies import CurrencyBook
from servanda.codebook.numbers import NumberBook, longest_first, numbers
from servanda.model import Money, Span

#: Longest sign ("Bds$"), longest name in words ("Trinidad and Tobago dollars"), longest hedge in characters.
_SIGN, _NAME_WORDS, _HEDGE = 6, 4, 32
#: More digits are no sum.
_DIGITS = 24
_BLANKS = " \u00a0\u202f\u2009\n"
_LINK = re.compile(r"\s{0,2}[-–—‑]\s{0,2}|\s{1,3}(?:to|and|or)\s{1,3}")
_BETWEEN = re.compile(r"(?i:\bbetween\s{1,3})$")
_WORD = re.compile(r"[\s-]{1,3}([^\W\d_][\w.'’]*)")
_CLOSED = re.compile(r"\s{0,2}\(([A-Z][\w. ]{1,20})\)")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class _Sum:
    """One number that may be a sum: figures or words, with what stands around them.

    `[start, end)` covers sign, number, magnitude and unit; `number_end` is where the magnitude ends.
    `scale` is 1 and `scaled` false where no magnitude is told.
    """

    start: int
    end: int
    number_end: int
    value: Decimal
    scale: Decimal
    scaled: bool
    currency: str | None
    sign: str
    unit: str

    @property
    def told(self) -> bool:
        """Whether a sign or a unit makes it money."""
        return bool(self.sign or self.unit)


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The compiled patterns and the words that are looked up."""

    number: re.Pattern[str]
    hedge: re.Pattern[str]
    rate: re.Pattern[str]
    signs: frozenset[str]
    names: frozenset[str]
    book: CurrencyBook
    numbers: NumberBook


def find_money(text: str, publisher: str | None, *, offset: int = 0) -> tuple[Money, ...]:
    """Every sum in `text` whose amount is told, in order of place.

    A bare "$" or "pounds" is the publisher's own (a party code) where that has such a currency. Of a range
    the upper amount is taken; `text` has the words "up to" or "more than" before the sum and "a year"
    after it. `offset` is added to the spans.
    """
    grammar = _grammar()
    found = []
    for one in _ranged(text, _sums(text, publisher, grammar)):
        start, end = _with_words(text, one, grammar)
        amount = float(one.value * one.scale)
        found.append(Money(Span(start + offset, end + offset), text[start:end], amount, one.currency))
    return tuple(found)


def _sums(text: str, publisher: str | None, grammar: _Grammar) -> Iterator[_Sum]:
    """All numbers with what makes them money, also those that nothing does: a range may."""
    for match in grammar.number.finditer(text):
        figures, words = match["figures"], match["words"]
        told = next((match[name] for name in ("far", "close", "short", "word") if match[name]), "")
        scale = grammar.numbers.scale(told)
        value = _figures(figures, scaled=scale is not None) if figures else _words(words, grammar.numbers)
        if value is None:
            continue
        one = _Sum(
            start=match.start(),
            end=match.end(),
            number_end=match.end(),
            value=value,
            scale=Decimal(int(scale or 1)),
            scaled=scale is not None,
            currency=None,
            sign="",
            unit="",
        )
        yield _priced(
            text, one, publisher, grammar, grouped=bool(figures) and bool(re.search(r"[,. ]", figures))
        )


def _priced(text: str, one: _Sum, publisher: str | None, grammar: _Grammar, *, grouped: bool) -> _Sum:
    """The number with the sign before it or the unit behind it."""
    sign, start = _sign_before(text, one.start, grammar)
    if sign and _is_sign(sign, one, publisher, grammar, grouped):
        state = text[max(0, start - 3) : start]  # "AUS$5 million"
        if sign == "$" and state.isupper() and grammar.book.currency_of(state):
            start, publisher = start - 3, state
        priced = replace(one, start=start, sign=sign, currency=grammar.book.by_symbol(sign, publisher))
        return _told_again(text, priced, publisher, grammar)
    if one.start and text[one.start - 1].isalnum():
        return one  # "COP30", "A320": no number of its own
    unit, end, currency = _unit_behind(text, one, publisher, grammar, grouped)
    return replace(one, end=end, unit=unit, currency=currency) if unit else one


def _sign_before(text: str, start: int, grammar: _Grammar) -> tuple[str, int]:
    """The longest sign or code that ends before `start`, and where it begins; blanks may lie between."""
    end = start
    while end and start - end < 2 and text[end - 1] in _BLANKS + "-":
        end -= 1
    for length in range(min(_SIGN, end), 0, -1):
        sign = text[end - length : end]
        if sign in grammar.signs:
            at = end - length
            if not (sign[0].isalnum() and at and text[at - 1].isalnum()):
                return sign, at
    return "", start


def _is_sign(sign: str, one: _Sum, publisher: str | None, grammar: _Grammar, grouped: bool) -> bool:
    """Whether letters before a number are a currency: "Le 15", "ALL 27" and "COP 28" are none."""
    if not sign.replace(".", "").isalpha():
        return True
    currency = grammar.book.by_symbol(sign, publisher)
    if currency is None:
        return False
    if currency == grammar.book.currency_of(publisher):
        return True
    return one.scaled or grouped or (len(sign) > 2 and sign not in grammar.numbers.sums.not_codes)


def _told_again(text: str, one: _Sum, publisher: str | None, grammar: _Grammar) -> _Sum:
    """A currency that is told behind the number as well settles the sign: "$5 million (US)", "$5m USD"."""
    closed = _CLOSED.match(text, one.end)
    words = closed.group(1) if closed else ""
    for name in (words, f"{words} dollars"):
        currency = grammar.book.by_name(name, publisher) if words else None
        if currency:
            return replace(one, end=closed.end() if closed else one.end, currency=currency)
    unit, end, currency = _unit_behind(text, one, publisher, grammar, grouped=False)
    if not unit:
        return one
    exact = " " in unit or unit in grammar.book.codes  # "dollars" alone says less than the sign
    return replace(one, end=end, currency=currency if exact and currency else one.currency)


def _unit_behind(
    text: str, one: _Sum, publisher: str | None, grammar: _Grammar, grouped: bool
) -> tuple[str, int, str | None]:
    """The unit behind a number with its end and currency; an empty unit where there is none."""
    for length in range(3, 0, -1):
        at = one.end + (text[one.end : one.end + 1] in _BLANKS and one.end < len(text))
        sign = text[at : at + length]
        if len(sign) == length and sign in grammar.signs and not sign.isalnum() and not sign[0].isalpha():
            return sign, at + length, grammar.book.by_symbol(sign, publisher)
    best: tuple[str, int, str | None] = ("", one.end, None)
    words: list[str] = []
    place = one.end
    while len(words) < _NAME_WORDS and (match := _WORD.match(text, place)):
        place = match.end()
        words.append(match.group(1).rstrip(".") if match.group(1).count(".") == 1 else match.group(1))
        name = " ".join(words)
        if _is_unit(name, one, publisher, grammar, grouped):
            end = place - (len(match.group(1)) - len(words[-1]))
            best = (name, end, grammar.book.by_name(name, publisher))
    return best


def _is_unit(name: str, one: _Sum, publisher: str | None, grammar: _Grammar, grouped: bool) -> bool:
    sums = grammar.numbers.sums
    if name in grammar.book.codes:
        return one.scaled or grouped or name not in sums.not_codes
    if name in grammar.signs and (own := grammar.book.currency_of(publisher)):
        return grammar.book.by_symbol(name, publisher) == own  # "500 kr" in a Danish text
    if name.lower() not in grammar.names:
        return False
    return one.scaled or (name.lower() not in sums.weak_units and not _YEAR.fullmatch(str(one.value)))


def _ranged(text: str, sums: Iterator[_Sum]) -> Iterator[_Sum]:
    """Sums, with "$2 to 3 billion" as one of the upper amount."""
    before: _Sum | None = None
    for one in sums:
        pair = _pair(text, before, one) if before else None
        if before and before.told and pair is None:
            yield before
        before = pair or one
    if before and before.told:
        yield before


def _pair(text: str, one: _Sum, two: _Sum) -> _Sum | None:
    """The range that two neighbours tell, None where they are two sums or no sum at all."""
    link = _LINK.fullmatch(text, one.end, max(one.end, two.start))
    if (
        link is None
        or not (one.told or two.told)
        or (one.currency and two.currency not in (None, one.currency))
    ):
        return None
    between = _BETWEEN.search(text, max(0, one.start - 12), one.start)
    if "and" in link.group() and not between:
        return None
    if one.scaled and not two.scaled:
        return None
    apart = link.group().strip().isalpha() and one.scaled and not two.told
    if apart and one.told:  # "$5 million to 10 million people"
        return None
    lower = one.value * (one.scale if one.scaled else two.scale)
    if lower > two.value * two.scale:
        return None
    start = between.start() if between else one.start
    return replace(two, start=start, sign=one.sign or two.sign, currency=two.currency or one.currency)


def _with_words(text: str, one: _Sum, grammar: _Grammar) -> tuple[int, int]:
    """Where the sum stands together with its hedge and its rate."""
    left = max(0, one.start - _HEDGE)
    hedge = grammar.hedge.search(text[left : one.start])
    rate = grammar.rate.match(text, one.end)
    return left + hedge.start() if hedge else one.start, rate.end() if rate else one.end


def _figures(figures: str, *, scaled: bool) -> Decimal | None:
    """What figures are worth in English or continental use: "1,500", "1.500.000", "1,5", "1 500"."""
    plain = re.sub(r"[\s']", "", figures)
    if len(plain) > _DIGITS:
        return None
    comma, point = plain.rfind(","), plain.rfind(".")
    if comma >= 0 and point >= 0:
        decimal = max(comma, point)
    else:
        decimal = max(comma, point)
        many = plain.count(plain[decimal]) > 1 if decimal >= 0 else False
        thousand = len(plain) - decimal - 1 == 3 and (plain[decimal] == "," or not scaled)
        if many or thousand:
            decimal = -1
    whole = re.sub(r"[.,]", "", plain[:decimal] if decimal >= 0 else plain)
    return Decimal(f"{whole}.{plain[decimal + 1 :]}" if decimal >= 0 else whole)


def _words(words: str, book: NumberBook) -> Decimal | None:
    """What number words are worth: "half a" is 0.5, "two and a half" 2.5, "three hundred" 300."""
    plain = re.sub(r"[\s]+", " ", words.lower()).strip()
    hundred = plain.endswith(" hundred")
    plain = plain.removesuffix(" hundred")
    for fraction in sorted(book.fractions, key=len, reverse=True):
        if re.fullmatch(rf"{fraction}(?: of)?(?: an?)?", plain):
            return Decimal(str(book.fractions[fraction]))
    whole, half = re.subn(r" and a half$", "", plain)
    count = book.count(whole)
    if count is None:
        return None
    return (Decimal(count) + (Decimal("0.5") if half else 0)) * (100 if hundred else 1)


@cache
def _grammar() -> _Grammar:
    book, currencies = numbers(), CurrencyBook.load()
    word_scale = longest_first(word for word in book.magnitudes if word != "hundred")
    near = longest_first(book.letters)
    apart = longest_first(word for word in book.letters if len(word) > 1 or word == "m")
    figures = (
        r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?(?![\d,])|\d{1,3}(?:[.]\d{3})+(?:,\d+)?(?!\d|[.,]\d)"
        r"|\d{1,3}(?:[ \u00a0\u202f']\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?"
    )
    fractions = longest_first(book.fractions)
    counted = rf"(?:{fractions})(?:\sof)?(?:\san?)?|{book.words}(?:\sand\sa\shalf)?(?:\shundred)?"
    number = (
        rf"(?<![\d.,])(?P<figures>{figures})"
        rf"(?:[\s-]{{0,3}}(?P<far>(?i:{word_scale}))(?!\w)|(?P<close>(?i:{near}))(?!\w)|\s(?P<short>(?i:{apart}))(?!\w))?"
        rf"|\b(?P<words>(?i:{counted}))[\s-]{{1,3}}(?P<word>(?i:{word_scale}))(?!\w)"
    )
    return _Grammar(
        number=re.compile(number),
        hedge=re.compile(rf"(?:\b(?i:{longest_first(book.sums.hedges)})\s{{1,3}}){{1,2}}$"),
        rate=re.compile(rf"\s{{1,3}}(?:{longest_first(book.sums.rates)})(?!\w)"),
        signs=frozenset(currencies.symbols) | frozenset(currencies.codes),
        names=frozenset(currencies.words),
        book=currencies,
        numbers=book,
    )
