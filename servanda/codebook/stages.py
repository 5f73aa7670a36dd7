"""`StageTable`: the stages of an instrument and the moves between them (`data/stages.yaml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from servanda.codebook.yamlio import CodebookError, load_data


@dataclass(frozen=True, slots=True)
class StageTable:
    """Which stage may follow which. `moves` names every stage once, in the order of a usual life."""

    moves: Mapping[str, tuple[str, ...]]

    @property
    def stages(self) -> tuple[str, ...]:
        """All stages, in the order of the table."""
        return tuple(self.moves)

    def allows(self, start: str, goal: str) -> bool:
        """Whether an act may move an instrument from `start` to `goal`. Raises KeyError for unknown ones."""
        if goal not in self.moves:
            raise KeyError(goal)
        return goal in self.moves[start]


class StageFile(msgspec.Struct, forbid_unknown_fields=True):
    """The schema of `data/stages.yaml`."""

    moves: dict[str, list[str]]


@cache
def stage_table() -> StageTable:
    """The table that ships with the codebook. Raises CodebookError where it is wrong."""
    return checked(load_data("stages.yaml", StageFile), "stages.yaml")


def checked(file: StageFile, name: str) -> StageTable:
    """`file` as a table. Raises CodebookError where a move goes nowhere new, or stands twice."""
    for start, goals in file.moves.items():
        unknown = [goal for goal in goals if goal not in file.moves]
        if unknown:
            raise CodebookError(f"{name}: {start} moves to {unknown[0]}, which is no stage of the table")
        if start in goals:
            raise CodebookError(f"{name}: {start} moves to itself")
        if len(set(goals)) != len(goals):
            raise CodebookError(f"{name}: {start} names a move twice")
    return StageTable({start: tuple(goals) for start, goals in file.moves.items()})
