"""Coded documents for training: the gold's and our own (`training/documents/*.yaml`)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from servanda.model import Document, Span

OWN = Path(__file__).parent / "documents"


@dataclass(frozen=True, slots=True)
class CodedAct:
    """What a coder wrote of one act, as far as training needs it."""

    type: str
    modality: str
    flags: tuple[str, ...]
    span: Span
    trigger: Span
    actors: tuple[str, ...]
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """A document with the acts that its coder found."""

    document: Document
    acts: tuple[CodedAct, ...]


def gold(folder: Path) -> Iterator[Coded]:
    """The documents of a gold folder (`docs.jsonl`, `acts.jsonl`)."""
    with (folder / "acts.jsonl").open(encoding="utf-8") as lines:
        acts = {row["id"]: row["acts"] for row in map(json.loads, lines)}
    with (folder / "docs.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            published = date.fromisoformat(row["published"])
            document = Document(row["id"], row["text"], row["publisher"], row["title"], published)
            yield Coded(
                document,
                tuple(_act(act, Span(act["start"], act["end"]), act["trigger"]) for act in acts[row["id"]]),
            )


def own(folder: Path = OWN) -> Iterator[Coded]:
    """Our own documents, by file name. Raises ValueError where a clause or trigger does not stand there."""
    for path in sorted(folder.glob("*.yaml")):
        row = yaml.load(
            path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        )
        published = (
            row["published"] if isinstance(row["published"], date) else date.fromisoformat(row["published"])
        )
        document = Document(row["id"], row["text"], row["publisher"], row["title"], published)
        yield Coded(document, tuple(_placed(act, row["text"], path) for act in row["acts"] or ()))


def _placed(act: dict[str, Any], text: str, path: Path) -> CodedAct:
    at = -1
    for _ in range(act.get("nth", 1)):
        at = text.find(act["clause"], at + 1)
    inside = act["clause"].find(act["trigger"])
    if at < 0 or inside < 0:
        raise ValueError(
            f"{path.name}: the clause or trigger does not stand in the text: {act['clause'][:60]}"
        )
    trigger = (at + inside, at + inside + len(act["trigger"]))
    return _act(act, Span(at, at + len(act["clause"])), trigger)


def _act(act: dict[str, Any], span: Span, trigger: Any) -> CodedAct:
    return CodedAct(
        type=act["type"],
        modality=act["modality"],
        flags=tuple(act.get("flags") or ()),
        span=span,
        trigger=Span(*trigger),
        actors=tuple(act["actors"]),
        recipients=tuple(act.get("recipients") or ()),
    )
