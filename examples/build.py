"""The samples as documents and as coded documents; run as a script, it writes `documents.jsonl`.

usage: python examples/build.py [--check]
"""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from servanda.evaluation.coded import CodedAct, CodedDeadline, CodedDocument, CodedMoney
from servanda.model import ActType, DeadlineKind, Document, Flag, Modality
from servanda.sources import Problem, SourceError, open_documents

HERE = Path(__file__).resolve().parent
LINES = HERE / "documents.jsonl"


def rows() -> list[dict[str, Any]]:
    """What `acts.yaml` holds: one row a sample, in the order of their dates and names."""
    loaded = yaml.safe_load((HERE / "acts.yaml").read_text(encoding="utf-8"))
    return sorted(loaded, key=lambda row: str(row["id"]))


def file_of(name: str) -> Path:
    """The file of the sample called `name`. Raises FileNotFoundError where there is none."""
    for suffix in (".txt", ".html"):
        path = HERE / (name + suffix)
        if path.is_file():
            return path
    raise FileNotFoundError(f"examples/{name}: neither .txt nor .html; is its id in acts.yaml right?")


def documents() -> Iterator[Document]:
    """Every sample as it is read from its file, with its id and, for plain text, its publisher.

    Raises SourceError where a file cannot be read.
    """

    def fail(problem: Problem) -> None:
        raise SourceError(str(problem), problem.exit_code)

    for row in rows():
        path = file_of(row["id"])
        # A page names its publisher itself; a plain text says nothing that could be relied on.
        publisher = row["publisher"] if path.suffix == ".txt" else None
        (read,) = open_documents([str(path)], publisher=publisher, on_problem=fail)
        yield replace(read, id=row["id"], source=path.name)


def coded_documents() -> Iterator[CodedDocument]:
    """Every sample with the acts coded for it.

    Raises ValueError where a clause or trigger does not stand in the text.
    """
    for row, document in zip(rows(), documents(), strict=True):
        yield CodedDocument(document, tuple(_placed(act, document) for act in row["acts"]))


def _placed(act: dict[str, Any], document: Document) -> CodedAct:
    start = document.text.find(act["clause"])
    inside = act["clause"].find(act["trigger"])
    if start < 0 or inside < 0:
        raise ValueError(f"{document.id}: the clause or trigger does not stand in the text: {act['clause']}")
    due, money = act["deadline"], act["money"]
    return CodedAct(
        type=ActType(act["type"]),
        modality=Modality(act["modality"]),
        start=start,
        end=start + len(act["clause"]),
        trigger=(start + inside, start + inside + len(act["trigger"])),
        actors=tuple(act["actors"]),
        recipients=tuple(act["recipients"]),
        flags=tuple(map(Flag, act["flags"])),
        instrument=act["instrument"],
        deadline=CodedDeadline(DeadlineKind(due["kind"]), _iso(due["to"])) if due else None,
        money=CodedMoney(money["amount"], money["currency"]) if money else None,
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def lines() -> str:
    """The plain-text samples as JSON Lines."""
    plain = (document for document in documents() if str(document.source).endswith(".txt"))
    return "".join(json.dumps(_line(document), ensure_ascii=False) + "\n" for document in plain)


def _line(document: Document) -> dict[str, str | None]:
    return {
        "id": document.id,
        "publisher": document.publisher,
        "published": document.published.isoformat() if document.published else None,
        "title": document.title,
        "text": document.text,
    }


def main() -> int:
    """Write `documents.jsonl`, or with `--check` say whether it is up to date (exit code 1 where not)."""
    parser = argparse.ArgumentParser(description="Write examples/documents.jsonl from the sample texts.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where out of date")
    check = parser.parse_args().check
    made = lines()
    if check:
        if LINES.is_file() and LINES.read_text(encoding="utf-8") == made:
            return 0
        print("examples/documents.jsonl is out of date: run python examples/build.py", file=sys.stderr)
        return 1
    LINES.write_text(made, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
