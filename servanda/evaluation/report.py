"""A report of an evaluation, as tables for people or as one JSON object."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from servanda.evaluation.assess import Assessment
from servanda.evaluation.figures import Figure, TypeRow
from servanda.evaluation.findings import Finding

Intervals = Mapping[str, tuple[float, float]]


def as_json(told: Assessment) -> dict[str, Any]:
    """The whole report as plain values."""
    gold = told.gold
    return {
        "gold": {"name": gold.name, "digest": gold.digest, "documents": len(gold.documents)},
        "acts": {"gold": int(told.tally.gold), "predicted": int(told.tally.predicted)},
        "figures": {figure.name: _figure_values(figure, told.intervals) for figure in told.figures},
        "types": {row.type: _type_values(row) for row in told.types},
        "findings": [_finding_values(finding) for finding in told.findings],
    }


def print_figures(console: Console, told: Assessment) -> None:
    """The table of figures, with their intervals where there are any."""
    counts = f"{told.tally.gold:.0f} gold acts, {told.tally.predicted:.0f} predicted"
    title = f"{told.gold.name}: {len(told.gold.documents)} documents, {counts}"
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    for head in ("figure", "value", "precision", "recall", "95 % interval")[: 5 if told.intervals else 4]:
        table.add_column(head, justify="left" if head == "figure" else "right")
    for figure in told.figures:
        cells = [figure.name, f"{figure.value:.3f}", _number(figure.precision), _number(figure.recall)]
        if figure.name in told.intervals:
            cells.append("{:.3f} to {:.3f}".format(*told.intervals[figure.name]))
        table.add_row(*cells)
    console.print(table)


def print_types(console: Console, rows: Iterable[TypeRow]) -> None:
    """One row for each act type."""
    table = Table(box=box.SIMPLE_HEAD)
    for head in ("type", "gold", "ours", "hit", "precision", "recall", "F1"):
        table.add_column(head, justify="left" if head == "type" else "right")
    for row in rows:
        figure = row.figure
        counts = (str(row.gold), str(row.predicted), str(row.hit))
        parts = (_number(figure.precision), _number(figure.recall), _number(figure.value))
        table.add_row(row.type, *counts, *parts)
    console.print(table)


def print_findings(console: Console, findings: Sequence[Finding]) -> None:
    """The number of acts in each class, the largest first, then each act with its sentence."""
    for kind, number in Counter(finding.kind for finding in findings).most_common():
        console.print(Text(f"{number:5} {kind}"))
    for finding in findings:
        act = finding.act
        actors = " ".join(act.actors) or "nobody"
        parts = [finding.kind, finding.document, f"{act.type} {act.modality}", actors, finding.detail]
        console.print(Text("\n" + " · ".join(filter(None, parts)), style="bold"))
        console.print(Text(f"  {finding.sentence}"))
        if finding.because:
            console.print(Text(f"  because: {'; '.join(finding.because)}", style="dim"))


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _figure_values(figure: Figure, ranges: Intervals) -> dict[str, Any]:
    values: dict[str, Any] = {"value": figure.value}
    if figure.precision is not None:
        values |= {"precision": figure.precision, "recall": figure.recall}
    if figure.name in ranges:
        values["interval"] = list(ranges[figure.name])
    return values


def _type_values(row: TypeRow) -> dict[str, Any]:
    return {"gold": row.gold, "predicted": row.predicted, "hit": row.hit, "f1": row.figure.value}


def _finding_values(finding: Finding) -> dict[str, Any]:
    act = finding.act
    return {
        "kind": finding.kind,
        "document": finding.document,
        "type": act.type,
        "modality": act.modality,
        "actors": list(act.actors),
        "start": act.start,
        "end": act.end,
        "sentence": finding.sentence,
        "detail": finding.detail,
        "because": list(finding.because),
    }
