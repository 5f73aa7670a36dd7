"""Money as CSV: a line a sum where these were asked for by something, else a line an announcement."""

import csv
from collections.abc import Callable
from typing import Any, TextIO

from servanda.insight.money import Envelope, Money, OneEnvelope, Sums

LINES = ("by", "value", "name", "currency", "announcements", "headline", "new", "unclear", "paid")
TOLD = (
    "envelope", "donors", "recipients", "told", "publisher", "role", "amount", "currency", "new", "unclear",
    "paid", "because", "cue", "refers", "document", "start", "end", "quote",
)  # fmt: skip


def write(answer: Money, out: TextIO) -> None:
    """A header and the lines."""
    sheet = csv.writer(out, lineterminator="\n")
    if answer.by is None:
        _announcements(answer.listed, sheet.writerow)
        return
    sheet.writerow(LINES)
    for line in answer.lines:
        for one in line.sums:
            sheet.writerow([answer.by, line.value, line.name, *_sums(one)])


def write_one(answer: OneEnvelope, out: TextIO) -> None:
    """A header, and a line for each announcement of the envelope."""
    _announcements((answer.envelope,), csv.writer(out, lineterminator="\n").writerow)


def _announcements(listed: tuple[Envelope, ...], put: Callable[[Any], Any]) -> None:
    put(TOLD)
    for one in listed:
        sides = (one.id, ";".join(one.donors), ";".join(one.recipients))
        for told in one.announcements:
            words = told.quotation
            put(
                [
                    *sides,
                    told.told.isoformat() if told.told else "",
                    told.publisher or "",
                    told.role,
                    _number(told.amount),
                    told.currency or "",
                    _number(told.new),
                    _number(told.unclear),
                    _number(told.pays),
                    told.because,
                    told.cue or "",
                    told.refers.act if told.refers else "",
                    words.document,
                    words.start,
                    words.end,
                    words.quote,
                ]
            )


def _sums(one: Sums) -> list[Any]:
    numbers = (one.headline, one.new, one.unclear, one.paid)
    return [one.currency or "", one.announcements, *map(_number, numbers)]


def _number(value: float) -> float | int:
    return int(value) if value.is_integer() else value
