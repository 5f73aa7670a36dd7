"""`MeetingRules`: weights and words by which meetings are linked (`data/meetings.yaml`)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from servanda.linking.rulebook import pattern, read_rules, see_thresholds, see_weights
from servanda.model.meeting import MeetingForm

_NAME = "meetings.yaml"
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
    no_names_lower: frozenset[str]


@cache
def meeting_rules() -> MeetingRules:
    """The rules that ship. Raises CodebookError where the file is wrong."""
    return checked(read_rules(_NAME, MeetingFile))


def checked(file: MeetingFile) -> MeetingRules:
    """`file` compiled. Raises CodebookError for thresholds or weights that do not fit together."""
    see_thresholds(_NAME, file.floor, file.join)
    see_weights(_NAME, file.weights, FEATURES)
    return MeetingRules(
        floor=file.floor,
        join=file.join,
        margin=file.margin,
        weights=file.weights,
        late=file.late,
        ahead=file.ahead,
        beside=pattern(file.beside),
        forms=tuple((form, pattern(words)) for form, words in file.forms.items()),
        levels=tuple((level, pattern(words)) for level, words in file.levels.items()),
        no_names=frozenset(file.no_names),
        no_names_lower=frozenset(map(str.lower, file.no_names)),
    )
