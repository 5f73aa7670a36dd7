"""The four sample files as ledgers, and the measure of an answer against one written by hand."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from servanda.api.ledger import Ledger, open_ledger

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
#: When the ledgers learnt of the documents: before any day that is asked about.
LEARNT = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Score:
    """How an answer compares: what is missing from it, and what is too much."""

    precision: float
    recall: float
    missing: tuple[Hashable, ...]
    extra: tuple[Hashable, ...]

    @property
    def good(self) -> bool:
        """Whether both reach what is asked of every question."""
        return min(self.precision, self.recall) >= 0.95


def score(expected: Iterable[Hashable], found: Iterable[Hashable]) -> Score:
    """Compare without regard to order; an answer that must be empty, and is, scores 1."""
    wanted, got = set(expected), set(found)
    both = len(wanted & got)
    return Score(
        both / len(got) if got else 1.0,
        both / len(wanted) if wanted else 1.0,
        tuple(sorted(wanted - got, key=repr)),
        tuple(sorted(got - wanted, key=repr)),
    )


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The sample file."""
    yield from _ledger(tmp_path_factory, EXAMPLES / "documents.jsonl")


@pytest.fixture(scope="session")
def readouts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Readouts of one meeting with planted differences."""
    yield from _ledger(tmp_path_factory, EXAMPLES / "questions" / "readouts.jsonl")


@pytest.fixture(scope="session")
def money_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Sums that are announced again, paid in tranches, topped up."""
    yield from _ledger(tmp_path_factory, EXAMPLES / "questions" / "money.jsonl")


@pytest.fixture(scope="session")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Two years of releases with silences."""
    yield from _ledger(tmp_path_factory, EXAMPLES / "questions" / "two-years.jsonl")


def _ledger(factory: pytest.TempPathFactory, file: Path) -> Iterator[Ledger]:
    with open_ledger(factory.mktemp("insight") / f"{file.stem}.db") as ledger:
        ledger.add(file, at=LEARNT)
        yield ledger
