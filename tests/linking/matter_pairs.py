"""Acts and pairs of acts for the tests of matters, from short rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from servanda.linking.acts import ActNode
from servanda.linking.matter import Grouping, Link, Matter, Rulings
from servanda.model import Act, ActType, Deadline, DeadlineKind, Flag, Modality, Money, Span, act_id, digest

_PLACE = Path(__file__).parent / "pairs"


@dataclass(frozen=True)
class Pair:
    """Two acts and whether they belong together; `more` are further expectations of the row."""

    why: str
    same: bool
    a: ActNode
    b: ActNode
    more: Mapping[str, Any]


def pairs(name: str) -> list[Pair]:
    """The pairs of `pairs/NAME.yaml`."""
    rows = yaml.safe_load((_PLACE / f"{name}.yaml").read_text(encoding="utf-8"))
    return [
        Pair(
            row["why"],
            row["same"],
            node(at * 2, **row["a"]),
            node(at * 2 + (row["b"].get("doc") is None), salt="b", **row["b"]),
            {key: row[key] for key in ("kind", "says", "role") if key in row},
        )
        for at, row in enumerate(rows)
    ]


def node(at: int = 0, *, salt: str = "a", doc: str | None = None, **row: Any) -> ActNode:
    """An act node from a row. `at` and `doc` make the document's id; acts of one document share it."""
    quote = row["quote"]
    document = f"doc-{at}" if doc is None else f"doc-{doc}"
    span = Span(0, len(quote))
    due, money = row.get("due"), row.get("money")
    act = Act(
        id=act_id(digest(f"{document}{salt}{row}"), row["do"], span, span),
        type=ActType(row["do"]),
        modality=Modality(row["how"]),
        span=span,
        trigger=Span(0, 1),
        quote=quote,
        actors=tuple(row["who"]),
        recipients=tuple(row.get("to", ())),
        flags=tuple(Flag(flag) for flag in row.get("flags", ())),
        instrument=row.get("instrument"),
        stage=row.get("stage"),
        deadline=Deadline(DeadlineKind(due[0]), span, due[1], *due[2:]) if due else None,
        money=Money(span, money[0], float(money[1]), money[2]) if money else None,
    )
    told = row.get("day")
    return ActNode(act, document, row.get("by"), told if isinstance(told, date) else None)


def grouping(matter: Matter[ActNode], nodes: Sequence[ActNode], rulings: Rulings | None = None) -> Grouping:
    """The nodes linked over their keys and grouped, as a ledger does it."""
    return matter.group(nodes, links(matter, nodes), rulings or Rulings())


def links(matter: Matter[ActNode], nodes: Iterable[ActNode]) -> list[Link]:
    """The links between nodes that share a key."""
    found = []
    keyed = [(one, set(matter.keys(one))) for one in nodes]
    for (a, ours), (b, theirs) in combinations(keyed, 2):
        if ours & theirs and (link := matter.compare(a, b)) is not None:
            found.append(link)
    return found


def together(matter: Matter[ActNode], pair: Pair) -> bool:
    """Whether the two acts of a pair come into one group."""
    return len(grouping(matter, [pair.a, pair.b]).groups) == 1


@dataclass(frozen=True)
class Score:
    """How well pairs were told apart."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of the pairs put together that belong together."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of the pairs that belong together that were put together."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def score(matter: Matter[ActNode], rows: Iterable[Pair]) -> Score:
    """The score over pairs."""
    right = wrong = missed = 0
    for pair in rows:
        found = together(matter, pair)
        right += found and pair.same
        wrong += found and not pair.same
        missed += pair.same and not found
    return Score(right, wrong, missed)
