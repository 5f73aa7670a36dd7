"""`MeetingRules`: weights and words by which meetings are linked (`data/meetings.yaml`)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec

from servanda.codebook.phrases import any_of, plain
from servanda.codebook.yamlio import CodebookError, parse
from servanda.model.meeting import MeetingForm

_NAME = "data/meetings.yaml"
FEATURES = frozenset({"days", "parties", "form", "place", "names", "level", "event"})


class MeetingFile(msgspec.Struct, forbid_unknown_fields=True):
    """The schema of the file."""

    floor: float
    join: float
    margin: float
    weights: dict[str, float]
    late: int
    ahead: int
    beside: list[str]
    forms: dict[MeetingForm, list[str]]
    levels: dict[str, list[str]]
    no_names: list[str]


@dataclass(frozen=True, slots=True)
class MeetingRules:
    """The rules, compiled."""

    floor: float
    join: float
    margin: float
    weights: Mapping[str, float]
    late: int
    ahead: int
    beside: re.Pattern[str]
    forms: tuple[tuple[MeetingForm, re.Pattern[str]], ...]
    levels: tuple[tuple[str, re.Pattern[str]], ...]
    no_names: frozenset[str]


@cache
def meeting_rules() -> MeetingRules:
    """The rules that ship. Raises CodebookError where the file is wrong."""
    text = (files("servanda.linking") / _NAME).read_text(encoding="utf-8")
    return checked(parse(text, MeetingFile, _NAME))


def checked(file: MeetingFile) -> MeetingRules:
    """`file` compiled. Raises CodebookError for thresholds or weights that do not fit together."""
    if not 0 < file.floor <= file.join:
        raise CodebookError(f"{_NAME}: floor must be above 0 and not above join")
    wrong = sorted(FEATURES ^ set(file.weights))
    if wrong:
        raise CodebookError(f"{_NAME}: weights must name each feature once; look at {wrong[0]}")
    return MeetingRules(
        floor=file.floor,
        join=file.join,
        margin=file.margin,
        weights=file.weights,
        late=file.late,
        ahead=file.ahead,
        beside=_pattern(file.beside),
        forms=tuple((form, _pattern(words)) for form, words in file.forms.items()),
        levels=tuple((level, _pattern(words)) for level, words in file.levels.items()),
        no_names=frozenset(file.no_names),
    )


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(plain(phrase) for phrase in phrases)}(?!\w)", re.IGNORECASE)
