"""What an addition brought, as a sheet: documents, acts, agreements new and moved, commitments closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from servanda.export import wording
from servanda.export.ledger_columns import STAGES, told
from servanda.export.ledger_sheet import Item, Section, Sheet
from servanda.views import LedgerView

#: Agreements and commitments that are named.
NAMED = 20


class Added(Protocol):
    """The report of an addition: counts, (agreement, stage before, stage after), commitments closed."""

    new: int
    versions: int
    addresses: int
    recoded: int
    unchanged: int
    acts: int
    agreements: int
    moved: list[tuple[str, str | None, str | None]]
    closed: list[str]

    @property
    def documents(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Moved:
    """An agreement that an addition moved, or a commitment that it closed: from where to where."""

    kind: str
    id: str
    title: str
    before: str | None
    after: str | None


def moved_rows(view: LedgerView, report: Added) -> list[Moved]:
    """What moved, by name; an agreement that moved twice is told once, from first to last."""
    first: dict[str, str | None] = {}
    for id, before, _ in report.moved:
        first.setdefault(id, before)
    rows = view.agreements_by_id(list(first))
    moved = [Moved("agreement", row.id, row.name, first[row.id], row.stage) for row in rows]
    closed = view.commitments_by_id(list(dict.fromkeys(report.closed)))
    return moved + [Moved("commitment", row.id, row.title, None, row.status) for row in closed]


def added_sheet(report: Added, moved: Sequence[Moved]) -> Sheet:
    """The counts, and the names of what moved."""
    facts = (
        ("documents", f"{report.documents:,}", "bold"),
        ("new", f"{report.new:,}" if report.new else "", ""),
        ("new versions", f"{report.versions:,}" if report.versions else "", ""),
        ("further addresses", f"{report.addresses:,}" if report.addresses else "", ""),
        ("coded anew", f"{report.recoded:,}" if report.recoded else "", ""),
        ("known already", f"{report.unchanged:,}" if report.unchanged else "", ""),
        ("acts", f"{report.acts:,}", ""),
        ("new agreements", f"{report.agreements:,}", ""),
    )
    agreements = [one for one in moved if one.kind == "agreement"]
    closed = [one for one in moved if one.kind == "commitment"]
    sections = [_section("Agreements that moved", agreements), _section("Commitments that closed", closed)]
    return Sheet("Added", "", "", facts, tuple(one for one in sections if one.items))


def _section(title: str, moved: Sequence[Moved]) -> Section:
    items = tuple(_item(one) for one in moved[:NAMED])
    rest = len(moved) - len(items)
    return Section(title, items, f"… {rest:,} more" if rest else None)


def _item(one: Moved) -> Item:
    before = f"{told(one.before)} → " if one.before else ""
    head = f"{before}{told(one.after) or 'no stage'}: {wording.one_line(one.title)}"
    return Item(head, STAGES.get(one.after or "", ""), (one.id,))
