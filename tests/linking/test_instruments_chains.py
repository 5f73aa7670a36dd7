"""Instruments followed through documents of several issuers: every stage as the facts have it, no other."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from servanda.linking.instruments import ToldAccount, fold_instrument
from servanda.model import Document
from servanda.model.agreement import Instrument
from servanda.reading.reader import Reader
from tests.linking.in_memory import together

CHAINS = sorted((Path(__file__).parent / "chains").glob("*.yaml"))


@cache
def _reader() -> Reader:
    return Reader()


@cache
def _chain(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


@cache
def _groups(path: Path) -> tuple[tuple[ToldAccount, ...], ...]:
    told = []
    for row in _chain(path)["documents"]:
        document = Document(row["id"], row["text"], row["publisher"], row["title"], _day(row["published"]))
        accounts = _reader().read(document).accounts
        told += [ToldAccount(one, document.id, document.published, document.publisher) for one in accounts]
    return together(told)[0]


def _day(value: object) -> date:
    assert isinstance(value, date)
    return value


def _named(path: Path, words: str) -> tuple[tuple[ToldAccount, ...], Instrument]:
    """The one group with a name that holds `words`."""
    low = words.lower()
    hits = [
        group
        for group in _groups(path)
        if any(low in name.lower() for one in group for name in one.account.names)
    ]
    assert len(hits) == 1, f"{words} stands in {len(hits)} instruments"
    return hits[0], fold_instrument(hits[0])


ROWS = [(path, row) for path in CHAINS for row in _chain(path)["instruments"]]


@pytest.mark.parametrize(("path", "row"), ROWS, ids=lambda x: x.stem if isinstance(x, Path) else x["mention"])
def test_every_stage_as_it_was(path: Path, row: dict[str, Any]) -> None:
    group, instrument = _named(path, row["mention"])
    assert set(row["documents"]) <= {one.document for one in group}
    records = [[r.stage.value, r.date] for r in instrument.course.records if not r.implied]
    assert records == row["records"]
    assert instrument.course.stage == row["stage"]


@pytest.mark.parametrize("path", CHAINS, ids=lambda path: path.stem)
def test_what_is_another_text_stays_apart(path: Path) -> None:
    for one, other in _chain(path).get("apart", []):
        assert not {a.account.id for a in _named(path, one)[0]} & {
            a.account.id for a in _named(path, other)[0]
        }


@pytest.mark.parametrize("path", CHAINS, ids=lambda path: path.stem)
def test_nothing_has_ended(path: Path) -> None:
    for group in _groups(path):
        assert fold_instrument(group).course.stage not in ("ended", "abandoned", "suspended")
