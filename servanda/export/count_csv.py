"""Counts of commitments as CSV: a line a number, or a line a telling where these were asked for."""

import csv
from collections.abc import Callable
from typing import Any, TextIO

from servanda.insight.count import Count

LINES = ("rule", "by", "value", "name", "count", "document", "start", "end", "quote")
ITEMS = (
    "rule", "commitment", "act", "told", "actors", "recipients", "counted", "left_out",
    "document", "start", "end", "quote",
)  # fmt: skip


def write(answer: Count, out: TextIO) -> None:
    """A header and the lines; without a dimension one line holds the total."""
    sheet = csv.writer(out, lineterminator="\n")
    if answer.items:
        _items(answer, sheet.writerow)
        return
    sheet.writerow(LINES)
    if answer.by is None:
        sheet.writerow([answer.rule, "", "", "all", answer.total, "", "", "", ""])
    for line in answer.lines:
        told = line.example
        place = (told.document, told.start, told.end, told.quote) if told else ("", "", "", "")
        sheet.writerow([answer.rule, answer.by, line.value or "", line.name, line.count, *place])


def _items(answer: Count, put: Callable[[Any], Any]) -> None:
    put(ITEMS)
    for one in answer.items:
        words = one.quotation
        put(
            [
                answer.rule,
                one.commitment,
                one.act,
                one.told.isoformat() if one.told else "",
                ";".join(one.actors),
                ";".join(one.recipients),
                str(one.left_out is None).lower(),
                one.left_out or "",
                words.document,
                words.start,
                words.end,
                words.quote,
            ]
        )
