"""The last statement of the same series: earlier documents of the same parties with a title alike.

The one invariant: where two may be it, none is chosen.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from servanda.codebook.parties import PartyBook
from servanda.insight.aligning import Told
from servanda.insight.changes.answer import Candidate
from servanda.insight.changes.rules import changes_rules
from servanda.insight.compare.rules import compare_rules
from servanda.ledger.rows import among
from servanda.ledger.tables import document, heard
from servanda.linking.matter import Feature
from servanda.linking.meetings.rules import meeting_rules
from servanda.linking.stems import stem
from servanda.views import Source
from servanda.views.values import day

_WORD = re.compile(r"[^\W\d_]{2,}")
#: Parties by whose documents the series is looked for.
_FEW = 4


@dataclass(frozen=True, slots=True)
class Series:
    """What was found: the one that is chosen, or those that may be it; and how many were looked at."""

    last: Candidate | None
    candidates: tuple[Candidate, ...]
    unsure: bool
    looked_at: int


def series_of(connection: Connection, told: Told) -> Series:
    """The last earlier document of the series of `told`, which need not be in the ledger."""
    rows = _earlier(connection, told)
    parties = _told_of(connection, [row.no for row in rows])
    found = sorted(
        (_candidate(told, row, parties[row.no]) for row in rows),
        key=lambda one: (-one.score, _day_of(one), one.source.document),
    )
    rules = changes_rules()
    likely = tuple(one for one in found if one.score >= rules.doubt)[: rules.named]
    best = found[0].score if found else 0.0
    if best < rules.sure:
        return Series(None, likely, bool(likely), len(rows))
    members = [one for one in found if one.score >= max(best - rules.margin, rules.sure)]
    newest = max(map(_day_of, members))
    last = [one for one in members if _day_of(one) == newest]
    own = [one for one in last if one.source.publisher == told.publisher] or last
    if len(own) > 1:
        return Series(None, tuple(own[: rules.named]), True, len(rows))
    return Series(own[0], tuple(one for one in likely if one != own[0]), False, len(rows))


def _earlier(connection: Connection, told: Told) -> list[Row[Any]]:
    """Earlier documents of one of the parties in which another is told of, the last first.

    Of one that names no partner, earlier documents of its issuer.
    """
    head = told.reading.document
    parties = told.parties[:_FEW]
    if head.published is None or not parties:
        return []
    day = head.published.isoformat()
    if len(parties) > 1:
        queries = [
            _query()
            .join(heard, heard.c.document == document.c.no)
            .where(heard.c.publisher == publisher, heard.c.party == _partner(publisher, parties))
            .where(heard.c.told < day, heard.c.told > "")
            .order_by(heard.c.told.desc(), document.c.no.desc())
            for publisher in parties
        ]
    else:
        before = (document.c.publisher == parties[0], document.c.published < day, document.c.published > "")
        queries = [_query().where(*before).order_by(document.c.published.desc(), document.c.no.desc())]
    found: dict[int, Row[Any]] = {}
    for query in queries:
        rows: Iterable[Row[Any]] = connection.execute(query.limit(changes_rules().looked))
        found.update((row.no, row) for row in rows if row.id != head.id)
    return list(found.values())


def _partner(publisher: str, parties: Sequence[str]) -> str:
    return next(one for one in parties if one != publisher)


def _query() -> Select[Any]:
    head = (document.c.id, document.c.title, document.c.publisher, document.c.published, document.c.source)
    return select(document.c.no, *head).where(document.c.current == 1)


def _told_of(connection: Connection, numbers: Sequence[int]) -> defaultdict[int, set[str]]:
    """Who is told of in each document."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for row in among(connection, select(heard.c.document, heard.c.party), heard.c.document, numbers):
        found[row.document].add(row.party)
    return found


def _candidate(told: Told, row: Row[Any], parties: Iterable[str]) -> Candidate:
    head = told.reading.document
    ours, theirs = head.title or "", row.title or ""
    mine = {*told.parties} - {row.publisher}
    found = {
        "title": _alike(title_words(ours), title_words(theirs)),
        "parties": len(mine & {*parties}) / len(mine) if mine else 1.0,
        "joint": _both(bool(compare_rules().joint.search(ours)), bool(compare_rules().joint.search(theirs))),
        "level": _level(ours, theirs),
        "publisher": float(head.publisher == row.publisher),
    }
    weights = changes_rules().weights
    features = tuple(Feature(name, round(value, 4), weights[name]) for name, value in found.items() if value)
    source = Source(row.id, row.title, row.publisher, day(row.published), row.source or row.id)
    return Candidate(source, round(sum(one.contribution for one in features), 4), features)


def title_words(title: str) -> frozenset[str]:
    """The words of a title that tell its series, without parties, numbers and days."""
    for mention in reversed(PartyBook.load().find(title)):
        title = f"{title[: mention.span.start]} {title[mention.span.end :]}"
    words = {word.lower() for word in _WORD.findall(title)} - changes_rules().title_stop
    return frozenset(map(stem, words))


def _alike(a: frozenset[str], b: frozenset[str]) -> float:
    """The mean of the shares in both and in the shorter: a first name more or less is no other series."""
    if not a or not b:
        return float(not a and not b)
    shared = len(a & b)
    return 0.5 * shared / len(a | b) + 0.5 * shared / min(len(a), len(b))


def _both(a: bool, b: bool) -> float:
    """1 where both are, or neither is; -1 where only one is."""
    return 1.0 if a is b else -1.0


def _level(a: str, b: str) -> float:
    """Whether the titles name people of one level; nothing where only one names any."""
    ours, theirs = (
        next((level for level, words in meeting_rules().levels if words.search(title)), None)
        for title in (a, b)
    )
    if ours == theirs:
        return 1.0
    return 0.0 if ours is None or theirs is None else -1.0


def _day_of(one: Candidate) -> date:
    return one.source.published or date.min
