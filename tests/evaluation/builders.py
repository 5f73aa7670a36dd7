"""Small coded documents for the tests of this folder."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from servanda.evaluation.coded import CodedAct, CodedDeadline, CodedDocument, CodedMoney
from servanda.model import ActType, DeadlineKind, Document, Modality

TEXT = "Canada and Korea met in Seoul. Canada will send 20 million won by 2027. Korea welcomed the offer."
MET = (0, 29)
SEND = (31, 70)
WELCOMED = (72, 95)


def act(
    type_: str,
    span: tuple[int, int],
    trigger: tuple[int, int],
    *,
    modality: str = "done",
    actors: Sequence[str] = (),
    **more: Any,
) -> CodedAct:
    """An act with the given place."""
    return CodedAct(ActType(type_), Modality(modality), *span, trigger, tuple(actors), **more)


def gold_document(
    text: str = TEXT, name: str = "one", acts: Sequence[CodedAct] | None = None
) -> CodedDocument:
    """The sample document with its three acts, or with `acts`."""
    return CodedDocument(
        Document(id=name, text=text, publisher="CAN"), tuple(gold_acts() if acts is None else acts)
    )


def gold_acts() -> list[CodedAct]:
    """The three acts of TEXT."""
    return [
        act("meet", MET, (17, 20), actors=["CAN", "KOR"]),
        act(
            "pledge_funds",
            SEND,
            (38, 47),
            modality="promised",
            actors=["CAN"],
            deadline=CodedDeadline(DeadlineKind.ABSOLUTE, "2027-12-31"),
            money=CodedMoney(20_000_000, "KRW"),
        ),
        act("endorse", WELCOMED, (78, 86), actors=["KOR"]),
    ]


def write_gold(folder: Path, documents: Mapping[str, tuple[str, list[dict[str, Any]]]]) -> Path:
    """A gold folder with the given texts and acts by document id."""
    folder.mkdir(parents=True, exist_ok=True)
    docs = [{"id": name, "text": text, "publisher": "CAN"} for name, (text, _) in documents.items()]
    acts = [{"id": name, "acts": coded} for name, (_, coded) in documents.items()]
    (folder / "docs.jsonl").write_text("".join(json.dumps(row) + "\n" for row in docs), encoding="utf-8")
    (folder / "acts.jsonl").write_text("".join(json.dumps(row) + "\n" for row in acts), encoding="utf-8")
    return folder
