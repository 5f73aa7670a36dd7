"""`OfficeBook`: titles of those who act for a party, and words for several of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec

from servanda.codebook.phrases import Hit, PhraseIndex, any_of, unaccented
from servanda.codebook.yamlio import load_data
from servanda.model import Span

OfficeKind = Literal[
    "head_of_state",
    "head_of_government",
    "deputy",
    "foreign_minister",
    "defence_minister",
    "trade_minister",
    "minister",
    "envoy",
    "spokesperson",
    "official",
    "legislator",
    "monarch",
    "organisation_head",
    "military",
    "subnational",
    "leaders",
    "collective",
]


@dataclass(frozen=True, slots=True)
class OfficeMention:
    """A title or a word for several people.

    `title` is the title in the singular with its portfolio ("Minister of Trade"), or the words of a
    collective. `kind` is "leaders" for titles in the plural ("Prime Ministers"), whose `rank` then tells the
    kind of each; otherwise `rank` equals `kind`. `codes` names the parties that have such an office where
    only some have it: one code identifies the party. `former` says that the holder is out of office.
    """

    span: Span
    title: str
    kind: OfficeKind
    codes: tuple[str, ...]
    rank: OfficeKind
    text: str
    former: bool = False


class _Office(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    kind: OfficeKind
    codes: tuple[str, ...] = ()
    certain: bool = True
    plural: str | None = None
    small: bool = True
    portfolio: bool = False
    junior: bool = False
    portfolio_codes: tuple[str, ...] = ()
    home_kind: dict[str, OfficeKind] = {}


class _Portfolio(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: OfficeKind
    words: tuple[str, ...]


class _OfficeFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    offices: tuple[_Office, ...]
    portfolios: tuple[_Portfolio, ...]
    openers: tuple[str, ...]
    lesser: tuple[str, ...]
    not_titles: tuple[str, ...]
    collectives: tuple[str, ...]
    former: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a phrase is: an office, singular or plural; a collective (no office); or no title (silent)."""

    office: _Office | None
    plural: bool = False
    silent: bool = False


class OfficeBook:
    """All known titles. Build it with `OfficeBook.load()`."""

    def __init__(self, file: _OfficeFile) -> None:
        self._index = PhraseIndex(_phrases(file))
        self._portfolios = [(row.kind, _any_word(row.words)) for row in file.portfolios]
        words = [word for row in file.portfolios for word in row.words]
        self._around = {
            make: _Around(
                [make(word) for word in words], [make(word) for word in words if word not in file.openers]
            )
            for make in (_same, str.lower, str.upper)
        }
        self._lesser = re.compile(rf"(?<![\w-]){any_of([*file.lesser, *map(str.lower, file.lesser)])}\s+\Z")
        self._former = re.compile(rf"(?<!\w){any_of(file.former)}\s*(?:[A-Z]\S*\s+)?\Z")

    @staticmethod
    def load() -> "OfficeBook":
        """The book of the codebook's own data, read once. Raises CodebookError where the data is wrong."""
        return _load()

    def find(self, text: str, *, publisher: str | None = None) -> tuple[OfficeMention, ...]:
        """All titles and collective words in `text`, from left to right, none overlapping another.

        `publisher` is the code of the issuer: it settles titles that several parties use.
        """
        found: list[OfficeMention] = []
        limit = 0
        for hit in self._index.scan(text):
            if hit.start < limit or hit.value.silent:
                continue
            mention = self._mention(hit, text, limit, publisher)
            found.append(mention)
            limit = mention.span.end
        return tuple(found)

    def _mention(self, hit: Hit[_Entry], text: str, limit: int, publisher: str | None) -> OfficeMention:
        office, plural = hit.value.office, hit.value.plural
        if office is None:
            span = Span(hit.start, hit.end)
            return OfficeMention(span, hit.phrase.lower(), "collective", (), "collective", span.of(text))
        start, end = hit.start, hit.end
        if office.portfolio:
            start, end = self._with_portfolio(hit, text, limit)
        field = (text[start : hit.start] + " " + text[hit.end : end]).strip()
        rank = self._rank(office, field, publisher)
        if rank.endswith("minister") and (lesser := self._lesser.search(text, max(limit, start - 15), start)):
            start, rank = lesser.start(), "minister"
        title = " ".join((text[start : hit.start] + office.title + text[hit.end : end]).split())
        codes = office.portfolio_codes if field else ()
        codes = codes or (() if publisher in office.home_kind else _codes(office, publisher))
        kind: OfficeKind = "leaders" if plural else rank
        former = self._former.search(text, max(0, start - 30), start) is not None
        return OfficeMention(Span(start, end), title, kind, codes, rank, text[start:end], former)

    def _with_portfolio(self, hit: Hit[_Entry], text: str, limit: int) -> tuple[int, int]:
        """The title with its portfolio: "Trade and Energy Minister", "Minister of Trade"."""
        words = text[hit.start : hit.end]
        around = self._around[str.upper if words.isupper() else str.lower if words.islower() else _same]
        after = around.after.match(text, hit.end)
        if after is not None:
            return hit.start, after.end()
        before = around.before.search(text, max(limit, hit.start - 60), hit.start)
        return (before.start() if before else hit.start), hit.end

    def _rank(self, office: _Office, field: str, publisher: str | None) -> OfficeKind:
        """The kind of an office, told by its portfolio where that says more, or by the publisher."""
        if publisher in office.home_kind:
            return office.home_kind[publisher]
        if field and not office.junior and (office.kind == "minister" or office.portfolio_codes):
            for kind, words in self._portfolios:
                if words.search(field):
                    return kind
        return office.kind


class _Around:
    """The portfolio after a title ("of Trade and Energy") and before it ("Trade and Energy ").

    After a title the last word must be one of `closing`: "of Public" is not yet a portfolio.
    A portfolio before a title stands in the same paragraph.
    """

    def __init__(self, words: list[str], closing: list[str]) -> None:
        word, last = any_of(words), any_of(closing)
        any_space = r"\s"
        run = rf"(?:{word}{_link(any_space)})*{last}"
        self.after = re.compile(rf"\s+(?i:responsible\s+for|of|for)\s+(?:(?i:the)\s+)?{run}(?![\w'’])")
        space = r"(?:[^\S\n]|\n(?!\s*\n))"
        self.before = re.compile(rf"(?<![\w-]){word}(?:{_link(space)}{word})*{space}+\Z")


def _link(space: str) -> str:
    """What may stand between two words of a portfolio."""
    return rf"(?:{space}*,{space}*(?:(?i:and){space}+)?|{space}+(?i:and){space}+|{space}*&{space}*|{space}+)"


def _same(word: str) -> str:
    return word


def _any_word(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(words)}(?!\w)", re.IGNORECASE)


def _codes(office: _Office, publisher: str | None) -> tuple[str, ...]:
    """The parties meant: the publisher if it has the office, else the first where that is certain."""
    if publisher in office.codes:
        return (publisher,) if publisher else ()
    return office.codes[:1] if office.certain else office.codes


def _phrases(file: _OfficeFile) -> dict[str, _Entry]:
    """Every spelling with its entry. Plurals in small letters are collectives, with capitals titles."""
    silent = _Entry(None, silent=True)
    found = {phrase: silent for words in file.not_titles for phrase in (words, words.upper())}
    for office in file.offices:
        for title, plural in ((office.title, False), (office.plural or _plural(office.title), True)):
            for phrase in _spellings(title, small=office.small):
                found.setdefault(phrase, _Entry(office, plural))
    for words in file.collectives:
        found[words] = _Entry(None)
        for phrase in (words[0].upper() + words[1:], words.title(), words.upper()):
            found.setdefault(phrase, _Entry(None))
    return found


def _spellings(title: str, *, small: bool) -> Iterator[str]:
    """A title as written, in capitals, in small letters, and without accents."""
    forms = [title, title.upper(), *([_lowered(title)] if small else [])]
    for form in forms:
        yield form
        yield unaccented(form)


def _lowered(title: str) -> str:
    """The title in small letters, abbreviations kept: "IMF managing director"."""
    return " ".join(
        word if word[1:].upper() == word[1:] and len(word) > 1 else word.lower() for word in title.split()
    )


def _plural(title: str) -> str:
    """The regular plural: of the word before "of" or "for" where there is one, else of the last."""
    link = re.search(r" (?:of|for|to) |,", title)
    head, rest = (title[: link.start()], title[link.start() :]) if link else (title, "")
    if head.endswith("man"):
        return head[:-3] + "men" + rest
    return (head[:-1] + "ies" if head.endswith("y") else head + "s") + rest


@cache
def _load() -> OfficeBook:
    return OfficeBook(load_data("offices.yaml", _OfficeFile))
