"""How a commitment stands on a day: its standing, and what the calendar adds (`data/statuses.yaml`).

The one invariant: the function and the expression for queries are made from the same rules.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import msgspec
from sqlalchemy import ColumnElement, and_, case

from servanda.codebook.yamlio import parse
from servanda.linking.commitments.standing import standing_of
from servanda.model.commitment import Commitment, Evidence, Says, Standing, Status

_NAME = "data/statuses.yaml"


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule: from these standings, with the last day before or near the day asked about, this status."""

    status: Status
    standing: tuple[Standing, ...]
    due: Literal["before", "near"]


class StatusFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rules, the first that holds before the others; `near` in days."""

    near: int
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """An issuer whose documents were looked at, how many, and until when."""

    publisher: str
    documents: int
    last: date | None = None


@dataclass(frozen=True, slots=True)
class StatusReport:
    """The status of a commitment as of a day, what it rests on, and where it was looked for.

    `because` says it in words; `says` is who told the evidence that settles it, None where nothing was found
    or the stage of an agreement settles it. `due` is the last day to keep it in time.
    """

    status: Status
    because: str
    says: Says | None
    sources_looked_at: tuple[Source, ...]
    evidence: tuple[Evidence, ...]
    as_of: date
    due: date | None


@cache
def status_rules() -> StatusFile:
    """The rules that ship. Raises CodebookError where the file is wrong."""
    return parse((files("servanda.linking") / _NAME).read_text(encoding="utf-8"), StatusFile, _NAME)


def status_of(
    commitment: Commitment, as_of: date, sources: Iterable[Source] = (), near: int | None = None
) -> StatusReport:
    """How `commitment` stands on the day `as_of`: only what was told by then counts.

    `sources` are the issuers in whose documents news was looked for; `near` are the days from which on a last
    day counts as near, as in the rules by default. Nothing found is never taken for not done.
    """
    evidence = tuple(one for one in commitment.evidence if _known(one, as_of))
    standing = commitment.standing
    if evidence != commitment.evidence:
        waits, repeated = commitment.condition is not None, len(commitment.acts) > 1
        standing = standing_of(evidence, waits=waits, repeated=repeated)
    told = [one for one in commitment.deadlines if one.told is None or one.told <= as_of]
    last = told[-1] if told else commitment.deadline
    due = last.falls if last else None
    status = calendar_status(standing, due, as_of, near)
    settling = evidence[-1] if evidence else None
    return StatusReport(
        status=status,
        because=_because(status, standing, due, settling, as_of, commitment),
        says=settling.says if settling else None,
        sources_looked_at=tuple(sorted(sources, key=lambda one: one.publisher)),
        evidence=evidence,
        as_of=as_of,
        due=due,
    )


def calendar_status(standing: Standing, due: date | None, as_of: date, near: int | None = None) -> Status:
    """The status that the calendar makes of a standing. Pure; `status_sql` gives the same in a query."""
    rules = status_rules()
    soon = _soon(as_of, rules.near if near is None else near)
    for rule in rules.rules:
        if standing in rule.standing and due is not None:
            holds = due < as_of if rule.due == "before" else as_of <= due <= soon
            if holds:
                return rule.status
    return Status(standing.value)


def status_sql(standing: Any, due: Any, as_of: date, near: int | None = None) -> ColumnElement[str]:
    """The same as a CASE over a column of standings and one of last days (ISO text; null or "" for none)."""
    rules = status_rules()
    today = as_of.isoformat()
    soon = _soon(as_of, rules.near if near is None else near).isoformat()
    whens = []
    for rule in rules.rules:
        holds = and_(due > "", due < today) if rule.due == "before" else and_(due >= today, due <= soon)
        whens.append((and_(standing.in_([one.value for one in rule.standing]), holds), rule.status.value))
    return case(*whens, else_=standing)


def _soon(as_of: date, near: int) -> date:
    try:
        return as_of + timedelta(days=near)
    except OverflowError:
        return date.max


def _known(one: Evidence, as_of: date) -> bool:
    """Whether it had been told on that day; what has no date counts."""
    return one.date is None or one.date <= as_of.isoformat()[: len(one.date)]


_WORDS = {
    Standing.OPEN: "nothing was found that it was kept, dropped or changed",
    Standing.REAFFIRMED: "it was said again, and nothing was found that it was kept",
    Standing.WAITING: "what it waits for has not been told of",
    Standing.IN_PROGRESS: "work on it is told of",
    Standing.PARTLY_DELIVERED: "it is told that a part was kept",
    Standing.DELIVERED: "it is told that it was kept",
    Standing.MISSED: "it is told that it was not kept in time",
    Standing.DROPPED: "it is told that it was given up",
    Standing.SUPERSEDED: "another took its place",
}
_SAYS = {
    Says.SELF: "by the side that made it",
    Says.PARTNER: "by the other side",
    Says.THIRD_PARTY: "by a third party",
}


def _because(
    status: Status,
    standing: Standing,
    due: date | None,
    settling: Evidence | None,
    as_of: date,
    commitment: Commitment,
) -> str:
    parts = [_WORDS[standing]]
    if settling is not None and settling.says is not None:
        parts[0] += f" {_SAYS[settling.says]}"
    if settling is not None and settling.stage is not None:
        parts[0] += f": the agreement reached the stage {settling.stage.value}"
    if standing is Standing.WAITING and commitment.condition:
        parts.append(f"it waits: {commitment.condition}")
    if status is Status.OVERDUE_NOTHING_FOUND and due is not None:
        parts.append(f"its last day was {due.isoformat()}, {(as_of - due).days} days ago")
    elif status is Status.DUE_SOON and due is not None:
        parts.append(f"its last day is {due.isoformat()}")
    if commitment.moved:
        parts.append("its deadline was moved")
    return "; ".join(parts)
