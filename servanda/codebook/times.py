"""`TimeBook`: the words and rules of time in diplomatic prose (`data/times.yaml`), compiled once."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from servanda.codebook.numbers import longest_first, numbers
from servanda.codebook.yamlio import CodebookError, load_data


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a longer stretch: which months of a year, days of a month, years of a decade, which third."""

    words: tuple[str, ...]
    year: tuple[int, int]
    month: tuple[int, int]
    decade: tuple[int, int]
    third: int


class FiscalYear(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An issuer's fiscal year: its first month, and whether it is named after its `start` or `end`."""

    month: int
    named: str


class Events(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of gatherings and passages; see the data file."""

    heads: tuple[str, ...]
    numbered: str
    ahead: tuple[str, ...]
    during: tuple[str, ...]
    after: tuple[str, ...]
    weak: tuple[str, ...]
    bodies: tuple[str, ...]
    looking_ahead: tuple[str, ...]
    stops: tuple[str, ...]
    travel: tuple[str, ...]
    definite: tuple[str, ...]


class _RuleRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"as_": "as", "not_": "not"}):
    pattern: str
    examples: tuple[str, ...]
    not_: tuple[str, ...] = ()
    as_: str = ""
    bare: bool = True
    not_after: str = ""
    only_after: str = ""
    only_with: str = ""
    most_years: int = 0


class _TimesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    months: dict[str, int]
    verbs: tuple[str, ...]
    weekdays: dict[str, int]
    short_weekdays: dict[str, int]
    seasons: dict[str, int]
    southern: tuple[str, ...]
    units: dict[str, str]
    ordinals: dict[str, int]
    holidays: dict[str, tuple[int, int]]
    fiscal: dict[str, FiscalYear]
    parts: dict[str, Part]
    rest: tuple[str, ...]
    so_far: tuple[str, ...]
    whole: tuple[str, ...]
    week_of: tuple[str, ...]
    operators: dict[str, tuple[str, ...]]
    hedges: tuple[str, ...]
    open_tails: tuple[str, ...]
    close_tails: tuple[str, ...]
    ahead_words: tuple[str, ...]
    year_names_before: tuple[str, ...]
    year_names_after: tuple[str, ...]
    slots: dict[str, str]
    points: dict[str, _RuleRow]
    again: dict[str, _RuleRow]
    spans: dict[str, _RuleRow]
    steps: tuple[str, ...]
    workdays: tuple[str, ...]
    events: Events
    conditions: dict[str, _RuleRow]
    clause: str
    continuing: dict[str, _RuleRow]


@dataclass(frozen=True, slots=True)
class Rule:
    """One compiled rule. `regex` matches folded text; the other fields are told in the data file."""

    name: str
    regex: re.Pattern[str]
    kind: str
    bare: bool
    not_after: re.Pattern[str] | None
    only_after: re.Pattern[str] | None
    only_with: re.Pattern[str] | None
    most_years: int
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Rules that are tried together, the first that fits at a place wins."""

    rules: tuple[Rule, ...]
    scanner: re.Pattern[str]

    def find(self, folded: str) -> Iterable[tuple[Rule, re.Match[str]]]:
        """All matches in `folded`, left to right, none overlapping another."""
        for hit in self.scanner.finditer(folded):
            rule = self.rules[(hit.lastindex or 1) - 1]
            match = rule.regex.match(folded, hit.start())
            if match is not None:
                yield rule, match


@dataclass(frozen=True, slots=True)
class TimeBook:
    """The words of `data/times.yaml` and the rules made of them. All words are in folded form."""

    months: Mapping[str, int]
    verbs: tuple[str, ...]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, int]
    southern: frozenset[str]
    units: Mapping[str, str]
    ordinals: Mapping[str, int]
    holidays: Mapping[str, tuple[int, int]]
    fiscal: Mapping[str, FiscalYear]
    parts: Mapping[str, Part]
    part_of: Mapping[str, str]
    operator_of: Mapping[str, str]
    before_date: re.Pattern[str]
    after_date: re.Pattern[str]
    open_tails: frozenset[str]
    ahead: re.Pattern[str]
    named_year: re.Pattern[str]
    points: RuleSet
    again: RuleSet
    spans: RuleSet
    conditions: RuleSet
    continuing: RuleSet
    events: Events
    event: re.Pattern[str]


@cache
def times() -> TimeBook:
    """The time book that ships with the codebook. Raises CodebookError where the data is wrong."""
    file = load_data("times.yaml", _TimesFile)
    slots = _slots(file)
    words = [(name, word) for name, part in file.parts.items() for word in part.words]
    for name in ("rest", "so_far", "whole", "week_of"):
        words += [(name, word) for word in getattr(file, name)]
    return TimeBook(
        months=file.months,
        verbs=file.verbs,
        weekdays={**file.weekdays, **file.short_weekdays},
        seasons=file.seasons,
        southern=frozenset(file.southern),
        units=_plurals(file.units),
        ordinals=file.ordinals,
        holidays=file.holidays,
        fiscal=file.fiscal,
        parts=file.parts,
        part_of={word: name for name, word in words},
        operator_of={word: name for name, all_ in file.operators.items() for word in all_},
        before_date=_before_date(file, [word for _, word in words]),
        after_date=re.compile(rf",? (?P<tail>{_words([*file.open_tails, *file.close_tails])})\b"),
        open_tails=frozenset(file.open_tails),
        ahead=re.compile(rf"\b(?:{_words(file.ahead_words)})\b[^.!?;]*$"),
        named_year=re.compile(rf"\b(?:{_words(file.year_names_before)}) $"),
        points=_rule_set(file.points, slots, "points"),
        again=_rule_set(file.again, slots, "again"),
        spans=_rule_set(file.spans, slots, "spans"),
        conditions=_rule_set(file.conditions, slots, "conditions"),
        continuing=_rule_set(file.continuing, slots, "continuing"),
        events=file.events,
        event=_event(file.events),
    )


def _words(words: Iterable[str]) -> str:
    return longest_first(words).replace(r"\s{1,4}", " {1,4}")


def _plurals(units: Mapping[str, str]) -> dict[str, str]:
    return {**units, **{plural: plural for plural in units.values()}}


def _slots(file: _TimesFile) -> dict[str, str]:
    """What stands for `{name}` in a pattern."""
    book = numbers()
    found = {
        "month": _words(file.months),
        "weekday": _words(file.weekdays),
        "short_weekday": _words(file.short_weekdays),
        "season": _words(file.seasons),
        "ordinal": _words(file.ordinals),
        "holiday": _words(file.holidays),
        "units": _words(_plurals(file.units)),
        "single": _words(file.units),
        "plural": _words(file.units.values()),
        "number": rf"(?:\d{{1,4}}|{book.words})".replace(r"\s", " "),
        "vague": rf"(?:an? )?(?:{_words(book.vague)})",
        "step": _words(file.steps),
        "workday": _words(file.workdays),
        "year_name_after": _words(file.year_names_after),
        "clause": file.clause,
    }
    return {name: f"(?:{text})" for name, text in found.items()} | file.slots


def _compiled(pattern: str, slots: Mapping[str, str], where: str) -> str:
    """`pattern` as a regular expression: slots filled, spaces widened. Raises CodebookError."""

    def fill(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in slots:
            raise CodebookError(f"times.yaml, {where}: there is no slot {{{name}}}")
        return slots[name]

    for _ in range(3):
        pattern = re.sub(r"\{([a-z_][a-z_0-9]*)\}", fill, pattern)
    return re.sub(r" (?!\{1,4\}|\?|\])", " {1,4}", pattern).replace(" ?", " {0,4}")


def _rule_set(rows: Mapping[str, _RuleRow], slots: Mapping[str, str], where: str) -> RuleSet:
    rules, branches = [], []
    for name, row in rows.items():
        text = f"(?:{_compiled(row.pattern, slots, where + '.' + name)})" + r"(?!\w)"
        branches.append("(" + re.sub(r"\(\?P<\w+>", "(?:", text) + ")")
        rules.append(
            Rule(
                name=name,
                regex=re.compile(text),
                kind=row.as_,
                bare=row.bare,
                not_after=_optional(row.not_after, slots),
                only_after=_optional(row.only_after, slots),
                only_with=_optional(row.only_with, slots),
                most_years=row.most_years,
                examples=row.examples,
                counter_examples=row.not_,
            )
        )
    return RuleSet(tuple(rules), re.compile(r"\b(?:" + "|".join(branches) + ")"))


def _optional(pattern: str, slots: Mapping[str, str]) -> re.Pattern[str] | None:
    return re.compile(_compiled(pattern, slots, pattern)) if pattern else None


def _before_date(file: _TimesFile, parts: list[str]) -> re.Pattern[str]:
    """What may stand before a date, read up to the end of the stretch that is searched."""
    operator = _words(word for words in file.operators.values() for word in words)
    hedge, part = _words(file.hedges), _words(parts)
    return re.compile(
        rf"(?:\b(?P<operator>{operator}) {{1,4}})?(?:\b(?:{hedge}) {{1,4}})?"
        rf"(?P<rest>(?:\bthe {{1,4}})?(?:\b(?P<part>{part})(?:-| {{1,4}}(?:the {{1,4}})?))?)$"
    )


def _event(events: Events) -> re.Pattern[str]:
    """An opener and the noun phrase of an event, over folded text."""
    word = rf"(?!(?:{_words(events.stops)})\b)(?:(?:[a-z]\.)+[\w-]*|[\w'&/-]+) {{1,4}}"
    opener = _words([*events.ahead, *events.during, *events.after])
    head = rf"{events.numbered}|{_words(events.heads)}"
    return re.compile(rf"\b(?P<opener>{opener}) {{1,4}}(?P<words>(?:{word}){{0,7}})(?P<head>{head})(?!\w|-)")
