"""`CurrencyBook`: which currency a sign or a word means in a text of a given publisher."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import msgspec

from servanda.codebook.yamlio import CodebookError, load_data


@dataclass(frozen=True, slots=True)
class Currency:
    """One currency: ISO 4217 `code`, the words and signs for it, and the publishers whose own it is."""

    code: str
    units: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    past: bool = False


class _CurrencyRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    units: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    past: bool = False


class _CurrencyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    defaults: dict[str, str]
    units: dict[str, tuple[str, ...]]
    currencies: tuple[_CurrencyRow, ...]


class CurrencyBook:
    """Looks up currencies by sign and by words. Build it with `CurrencyBook.load()`."""

    def __init__(
        self, currencies: tuple[Currency, ...], units: dict[str, tuple[str, ...]], defaults: dict[str, str]
    ) -> None:
        self._by_code = {currency.code: currency for currency in currencies}
        self._own = {state: currency.code for currency in currencies for state in currency.states}
        self._defaults = defaults
        self._symbols: dict[str, list[str]] = defaultdict(list)
        self._local: dict[str, list[str]] = defaultdict(list)
        self._words: dict[str, list[str]] = defaultdict(list)
        self._unit_of = {form.lower(): unit for unit, forms in units.items() for form in forms}
        for currency in currencies:
            self._enter(currency, units)

    @staticmethod
    def load() -> "CurrencyBook":
        """The book of the codebook's own data, read once. Raises CodebookError where the data is wrong."""
        return _load()

    @property
    def codes(self) -> tuple[str, ...]:
        """All ISO codes, sorted."""
        return tuple(sorted(self._by_code))

    @property
    def symbols(self) -> tuple[str, ...]:
        """All signs, longest first: what a grammar may meet before or after a number."""
        return tuple(sorted({*self._symbols, *self._local}, key=lambda sign: (-len(sign), sign)))

    @property
    def words(self) -> tuple[str, ...]:
        """All names and unit words in lower case, longest first ("new zealand dollars", "euro")."""
        return tuple(sorted(self._words, key=lambda word: (-len(word), word)))

    def get(self, code: str) -> Currency:
        """The currency with that ISO code. Raises KeyError where it is unknown."""
        return self._by_code[code]

    def currency_of(self, publisher: str | None) -> str | None:
        """The own currency of a state (alpha-3) or the EU, None where unknown."""
        return self._own.get(publisher or "")

    def by_symbol(self, symbol: str, publisher: str | None = None) -> str | None:
        """The currency of a sign or ISO code in a text of `publisher`; None where it stays open."""
        sign = symbol.strip()
        if sign in self._by_code:
            return sign
        own = self.currency_of(publisher)
        if own is not None and own in self._local.get(sign, ()):
            return own
        return self._choose(self._symbols.get(sign, ()), sign, own)

    def by_name(self, words: str, publisher: str | None = None) -> str | None:
        """The currency of a name, unit word or ISO code, in any case; None where it stays open."""
        name = " ".join(words.split())
        if name in self._by_code:
            return name
        key = name.lower()
        return self._choose(
            self._words.get(key, ()), self._unit_of.get(key, key), self.currency_of(publisher)
        )

    def _choose(self, candidates: Sequence[str], key: str, own: str | None) -> str | None:
        """One candidate is taken; of several, the publisher's own, else the default, else none."""
        if len(candidates) == 1:
            return candidates[0]
        if own is not None and own in candidates:
            return own
        return self._defaults.get(key) if candidates else None

    def _enter(self, currency: Currency, units: dict[str, tuple[str, ...]]) -> None:
        """Enter the signs and words of one currency."""
        for sign in currency.symbols:
            self._symbols[sign].append(currency.code)
        for sign in currency.local:
            self._local[sign].append(currency.code)
        words = list(currency.names)
        for unit in currency.units:
            words += units[unit]
            words += [f"{adjective} {form}" for adjective in currency.adjectives for form in units[unit]]
        for word in dict.fromkeys(word.lower() for word in words):
            self._words[word].append(currency.code)


@cache
def _load() -> CurrencyBook:
    file = load_data("currencies.yaml", _CurrencyFile)
    currencies = tuple(Currency(**msgspec.structs.asdict(row)) for row in file.currencies)
    _check(currencies, file)
    return CurrencyBook(currencies, file.units, file.defaults)


def _check(currencies: tuple[Currency, ...], file: _CurrencyFile) -> None:
    """Raises CodebookError where the file contradicts itself."""
    codes = [currency.code for currency in currencies]
    states = [state for currency in currencies for state in currency.states]
    for what, values in (("code", codes), ("state", states)):
        twice = sorted({value for value in values if values.count(value) > 1})
        if twice:
            raise CodebookError(f"currencies.yaml: {what} entered twice: {', '.join(twice)}")
    unknown = sorted({unit for currency in currencies for unit in currency.units} - set(file.units))
    unknown += sorted(set(file.defaults.values()) - set(codes))
    if unknown:
        raise CodebookError(f"currencies.yaml: not declared: {', '.join(unknown)}")
