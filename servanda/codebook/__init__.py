"""The codebook: every word list and pattern that reading goes by, as data with examples.

In: the YAML files of `codebook/data`. Out: typed, checked entries. Reading and the command call it; it knows
only the nouns of `servanda.model`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from servanda.codebook.lexicon import Lexicon, lexicon
from servanda.codebook.schema import schemas
from servanda.codebook.stages import StageTable, stage_table
from servanda.codebook.types import Cue, TypeEntry, type_entries
from servanda.model import ActType


@dataclass(frozen=True, slots=True)
class Codebook:
    """Act types with their cues, the words those cues name, and the stages that acts bring."""

    types: Mapping[ActType, TypeEntry]
    lexicon: Lexicon
    stages: StageTable

    @property
    def cues(self) -> tuple[Cue, ...]:
        """All cues, in the order of types and files."""
        return tuple(cue for entry in self.types.values() for cue in entry.cues)

    def schema(self) -> dict[str, dict[str, Any]]:
        """The JSON Schema of each kind of file, by its place below `codebook/data`."""
        return schemas()


def load() -> Codebook:
    """The codebook that ships with Servanda. Raises CodebookError where a file of it is wrong."""
    return Codebook(type_entries(), lexicon(), stage_table())


__all__ = ["Codebook", "load"]
