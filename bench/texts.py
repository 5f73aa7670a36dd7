"""The texts that are measured: our own samples, varied so that no two are the same, or a folder of yours."""

import json
import random
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import yaml

from servanda.model import Document
from servanda.sources import Problem, open_documents

ROOT = Path(__file__).parent.parent
_DIGITS = re.compile(r"\d")
_SYLLABLES = ("ba", "do", "fen", "gri", "ko", "lum", "mar", "nes", "or", "pel", "ros", "tan", "vel")


def originals(folder: Path | None) -> list[Document]:
    """The documents of `folder`; without one, the examples and training documents of the project."""
    if folder:
        found = list(open_documents([str(folder)], on_problem=_fail))
    else:
        samples = [str(ROOT / "examples")] if (ROOT / "examples").is_dir() else []
        found = [*open_documents(samples, on_problem=_fail), *_training()]
    return sorted(found, key=lambda document: document.id)


def varied(documents: list[Document], number: int) -> Iterator[Document]:
    """`number` documents made from the originals in turn, with other digits, another order and a new name.

    The dice are seeded with the place of the document: the stream is the same in every run.
    """
    for place in range(number):
        original = documents[place % len(documents)]
        yield original if place < len(documents) else _variant(original, place)


def save(documents: Iterator[Document], path: Path) -> None:
    """Write documents as JSON Lines."""
    with path.open("w", encoding="utf-8") as out:
        for document in documents:
            row = {"id": document.id, "text": document.text, "publisher": document.publisher}
            published = document.published.isoformat() if document.published else None
            out.write(json.dumps({**row, "title": document.title, "published": published}) + "\n")


def _variant(original: Document, place: int) -> Document:
    dice = random.Random(place)
    paragraphs = original.text.split("\n\n")
    dice.shuffle(paragraphs)
    name = "".join(dice.choices(_SYLLABLES, k=4)).capitalize()
    paragraphs.append(f"The talks in {name} were attended by Minister {name}son.")
    text = _DIGITS.sub(lambda _: str(dice.randint(1, 9)), "\n\n".join(paragraphs))
    return Document(
        id=f"{original.id}#{place}",
        text=text,
        publisher=original.publisher,
        title=original.title,
        published=original.published,
    )


def _training() -> Iterator[Document]:
    for path in sorted((ROOT / "training" / "documents").glob("*.yaml")):
        row = yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        published = row["published"]
        day = published if isinstance(published, date) else date.fromisoformat(published)
        yield Document(row["id"], row["text"], publisher=row["publisher"], title=row["title"], published=day)


def _fail(problem: Problem) -> None:
    raise SystemExit(f"bench: {problem}")
