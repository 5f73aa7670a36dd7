"""A run: the acts that a coder gave for the documents of a gold folder, made, saved and scored."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from servanda.evaluation.coded import ActsRow, CodedAct, CodedDeadline, CodedError, CodedMoney, Gold
from servanda.evaluation.tally import Scored, score
from servanda.model import Act

if TYPE_CHECKING:
    from servanda.reading.weights import Weights

#: A run: document id to the acts given for it.
Run = Mapping[str, tuple[CodedAct, ...]]


def read_gold(gold: Gold, *, weights: Path | None = None) -> Run:
    """The acts that the built-in reader finds, with the trained weights of a file where given.

    Raises CodedError where the file holds no weights.
    """
    from servanda.reading import Reader

    documents = [item.document for item in gold.documents]
    reader = Reader(weights=_loaded(weights)) if weights else Reader()
    return {done.document.id: tuple(map(coded, done.acts)) for done in reader.read_many(documents)}


def _loaded(path: Path) -> "Weights":
    from servanda.reading.weights import Weights

    try:
        return Weights.load(path)
    except (OSError, ValueError, KeyError) as error:
        raise CodedError(f"{path}: holds no weights of the reader: {error}") from error


def score_run(gold: Gold, run: Run) -> list[Scored]:
    """Each gold document against the run; a document that the run lacks counts as read without acts."""
    return [score(item, run.get(item.document.id, ())) for item in gold.documents]


def save_run(path: Path, run: Run) -> None:
    """Write a run as JSON Lines of `id` and `acts`, the form that `load_acts` reads."""
    lines = (msgspec.json.encode(ActsRow(name, acts)) + b"\n" for name, acts in run.items())
    path.write_bytes(b"".join(lines))


def coded(act: Act) -> CodedAct:
    """An act of the reader as a coded act."""
    due, money = act.deadline, act.money
    return CodedAct(
        type=act.type,
        modality=act.modality,
        start=act.span.start,
        end=act.span.end,
        trigger=(act.trigger.start, act.trigger.end),
        actors=act.actors,
        recipients=act.recipients,
        flags=act.flags,
        instrument=act.instrument,
        deadline=CodedDeadline(due.kind, due.end.isoformat() if due.end else None) if due else None,
        money=CodedMoney(money.amount, money.currency) if money else None,
        quote=act.quote,
        because=act.because,
    )
