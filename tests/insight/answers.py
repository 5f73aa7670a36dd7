"""Answers of `due` and `triggers` against those written by hand: items are known by words of a clause."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

Item = tuple[Hashable, ...]


def questions(name: str) -> list[dict[str, Any]]:
    """The questions of `expected/NAME.yaml` with their answers."""
    rows: list[dict[str, Any]] = yaml.safe_load(
        (Path(__file__).parent / "expected" / f"{name}.yaml").read_text(encoding="utf-8")
    )
    return rows


def known(quote: str, words: Iterable[str]) -> str:
    """Those of the expected words that a clause holds, the longest first; else the clause itself."""
    return next((one for one in sorted(words, key=len, reverse=True) if one in quote), quote)


def told_once(items: Iterable[Item]) -> Iterator[Item]:
    """The items, each further one of the same marked: what is told twice is one too many."""
    seen: Counter[Item] = Counter()
    for one in items:
        seen[one] += 1
        yield one if seen[one] == 1 else (*one, "again")


def without(items: Iterable[Item], either: Sequence[str]) -> list[Item]:
    """The items of which no part holds words that may be told or not."""
    return [one for one in items if not any(words in str(part) for words in either for part in one)]
