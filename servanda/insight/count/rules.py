"""`Rule`: what counts as one commitment, and what is left out for which reason (`data/counting.yaml`)."""

from dataclasses import dataclass
from functools import cache

import msgspec

from servanda.codebook.yamlio import CodebookError, load_packaged
from servanda.linking.commitments.telling import bits_of

_PATH = "data/counting.yaml"


class _Reason(msgspec.Struct, forbid_unknown_fields=True):
    reason: str
    means: str
    any: list[str]
    unless: list[str] = []
    once: bool = False
    examples: list[str] = []
    counter: list[str] = []


class _RuleRow(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    title: str
    counts: str
    reading: str
    leaves_out: list[_Reason]


class CountingFile(msgspec.Struct, forbid_unknown_fields=True):
    """The schema of the file."""

    rules: list[_RuleRow]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a telling does not count: it has a trait of `any` and none of `unless`, both bits.

    `examples` are sentences left out for it, `counter` some that are not.
    """

    reason: str
    means: str
    any: int
    unless: int
    once: bool
    examples: tuple[str, ...]
    counter: tuple[str, ...]

    def fits(self, traits: int) -> bool:
        """Whether a telling with these traits is left out for it."""
        return bool(traits & self.any) and not traits & self.unless


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of counting, with its explanation for people."""

    name: str
    title: str
    counts: str
    reading: str
    leaves_out: tuple[Reason, ...]

    def why_not(self, traits: int, *, of_document: bool = False) -> str | None:
        """The reason for which a telling does not count, None where it does."""
        for one in self.leaves_out:
            if one.fits(traits) and not (one.once and of_document):
                return one.reason
        return None


@cache
def rules() -> tuple[Rule, ...]:
    """The rules that ship. Raises CodebookError where the file is wrong."""
    return checked(load_packaged("servanda.insight", "counting.yaml", CountingFile))


def checked(file: CountingFile) -> tuple[Rule, ...]:
    """The rules of `file`. Raises CodebookError where a rule or reason stands twice or a trait is none."""
    reasons = [[one.reason for one in row.leaves_out] for row in file.rules]
    for names in ([row.name for row in file.rules], *reasons):
        if len(set(names)) < len(names):
            raise CodebookError(f"{_PATH}: each rule, and each reason of a rule, must stand once")
    return tuple(
        Rule(row.name, row.title, row.counts, row.reading, tuple(map(_reason, row.leaves_out)))
        for row in file.rules
    )


def _bits(names: list[str]) -> int:
    try:
        return bits_of(names)
    except KeyError as unknown:
        raise CodebookError(f"{_PATH}: there is no trait {unknown}") from unknown


def _reason(row: _Reason) -> Reason:
    return Reason(
        row.reason,
        row.means,
        _bits(row.any),
        _bits(row.unless),
        row.once,
        tuple(row.examples),
        tuple(row.counter),
    )
