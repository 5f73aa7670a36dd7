"""By what words one side speaks for the other (`data/compare.yaml`)."""

import re
from dataclasses import dataclass
from functools import cache

import msgspec

from servanda.codebook.phrases import any_of, phrase_pattern, plain
from servanda.codebook.yamlio import load_packaged
from servanda.linking.rulebook import pattern

#: Stands for a mention of the other side.
OTHER = "\ue000"


class CueRow(msgspec.Struct, forbid_unknown_fields=True):
    """One line of cues; each example says in brackets who the other side is."""

    words: list[str]
    examples: list[str]
    counter_examples: list[str]
    turns: bool = False


class CompareFile(msgspec.Struct, forbid_unknown_fields=True):
    """The schema of the file."""

    assurances: list[CueRow]
    wishes: list[CueRow]
    gap: int
    joint: list[str]
    joint_examples: list[str]
    joint_counter_examples: list[str]
    again: list[str]


@dataclass(frozen=True, slots=True)
class Cue:
    """Words by which one side speaks for the other. `turns`: the deed is the other's, whoever speaks."""

    pattern: re.Pattern[str]
    turns: bool
    wish: bool


@dataclass(frozen=True, slots=True)
class CompareRules:
    """The rules, compiled."""

    cues: tuple[Cue, ...]
    joint: re.Pattern[str]
    again: re.Pattern[str]


def compare_file() -> CompareFile:
    """The file as it stands, with its examples."""
    return load_packaged("servanda.insight", "compare.yaml", CompareFile)


@cache
def compare_rules() -> CompareRules:
    """The rules that ship. Raises CodebookError where the file is wrong."""
    file = compare_file()
    cues = [cue_of(row, file.gap, wish=False) for row in file.assurances]
    cues += [cue_of(row, file.gap, wish=True) for row in file.wishes]
    again = re.compile(rf"{any_of(file.again)}(?!\w)", re.IGNORECASE)
    return CompareRules(tuple(cues), pattern(file.joint), again)


def cue_of(row: CueRow, gap: int, *, wish: bool) -> Cue:
    """One line of cues, compiled: any of its words, with the other side in its place."""
    return Cue(re.compile("|".join(_pattern(one, gap) for one in row.words), re.IGNORECASE), row.turns, wish)


def _pattern(words: str, gap: int) -> str:
    """Words with the other side in its place: a few characters around it, more where "…" stands."""
    near, far = rf"[^.;:\n{OTHER}]{{0,{gap}}}?", rf"\s[^.;:\n{OTHER}]{{1,{3 * gap}}}?\s"
    before, after = (_phrases(part, far) for part in words.split("{other}"))
    head = rf"(?<!\w){before}\s{near}{OTHER}" if before else OTHER
    if not after:
        return rf"{head}(?!\w)"
    return rf"{head}{after}(?!\w)" if after.startswith("[") else rf"{head}{near}(?<!\w){after}(?!\w)"


def _phrases(part: str, far: str) -> str:
    return far.join(phrase_pattern(plain(one.strip())) for one in part.split("…")) if part.strip() else ""
