"""JSON Schema of the codebook's own files, for editors that check YAML while it is written."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from servanda.codebook.stages import StageFile
from servanda.codebook.topics import TopicFile
from servanda.codebook.types import TypeFile

#: Files with a schema, by the place below `codebook/data`; `*` stands for any name.
FILES: Mapping[str, Any] = MappingProxyType(
    {
        "types/*.yaml": TypeFile,
        "stages.yaml": StageFile,
        "topics.yaml": TopicFile,
        "words/verbs.yaml": dict[str, list[str]],
        "words/nouns.yaml": dict[str, list[str]],
        "words/act_nouns.yaml": list[str],
    }
)


def file_schema(place: str = "types/*.yaml") -> dict[str, Any]:
    """The JSON Schema (2020-12) of the files at `place`. Raises KeyError for a place without one."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(FILES[place])}


def schemas() -> dict[str, dict[str, Any]]:
    """All schemas by place."""
    return {place: file_schema(place) for place in FILES}
