"""Documents of a ledger: which ones a filter picks, and their rows. Only newest versions are listed."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, exists, func, select

from servanda.ledger.rows import among
from servanda.ledger.tables import act, act_party, act_topic, document
from servanda.views.filters import Filter
from servanda.views.listing import Condition, Driver, Key, Listing, Probe, in_table
from servanda.views.rows import DocumentRow
from servanda.views.texts import document_text
from servanda.views.values import day

CURRENT = document.c.current == 1
DATED = Driver(document.c.published, document.c.no, (document.c.published > "", CURRENT), unique=True)


def document_keys(
    connection: Connection,
    wanted: Filter,
    *,
    since: date | None,
    until: date | None,
    after: Key | None,
    limit: int,
) -> list[Key]:
    """The next `limit` documents: the dated ones, newest first, then those without a date."""
    keys: list[Key] = []
    if after is None or after.date:
        dated = Listing(DATED, [*_conditions(connection, wanted), *_publisher(wanted.publisher)])
        keys = dated.keys(connection, since=since, until=until, after=after, limit=limit)
    if len(keys) == limit or since or until:
        return keys
    undated = Listing(
        _undated(wanted.publisher), [_only_test(one) for one in _conditions(connection, wanted)]
    )
    behind = after if after and not after.date else None
    rest = limit - len(keys)
    return keys + undated.keys(connection, since=None, until=None, after=behind, limit=rest)


def _undated(publisher: str | None) -> Driver:
    where: list[ColumnElement[bool]] = [document.c.published.is_(None), CURRENT]
    if publisher:
        where.append(document.c.publisher == publisher)
    return Driver(func.coalesce(document.c.published, ""), document.c.no, tuple(where), unique=True)


def _only_test(condition: Condition) -> Condition:
    return Condition(condition.probe)


def _publisher(code: str | None) -> list[Condition]:
    if code is None:
        return []
    where = (document.c.publisher == code, document.c.published > "", CURRENT)
    driver = Driver(document.c.published, document.c.no, where, unique=True)
    return [Condition(in_table(document, "no", lambda t: t.c.publisher == code), driver)]


def _conditions(connection: Connection, wanted: Filter) -> list[Condition]:
    """Documents in which an act is told by or toward each party, of the type, on the topic."""
    conditions = [_told(act_party, "act", "party", code) for code in _all_parties(wanted)]
    if wanted.topic:
        conditions.append(_told(act_topic, "act", "topic", wanted.topic))
    if wanted.type:
        conditions.append(_told(act, "no", "type", wanted.type))
    if wanted.text:
        conditions.append(document_text(connection, wanted.text))
    return conditions


def _all_parties(wanted: Filter) -> list[str]:
    return [code for code in (*wanted.parties, wanted.counterpart) if code]


def _told(table: Any, number: str, name: str, value: str) -> Condition:
    """Documents with an act for which the column `name` of `table` has the value.

    Few such acts are looked up first; many stand in so many documents that walking along the dates meets them
    soon.
    """
    numbers = select(table.c[number]).where(table.c[name] == value)
    ones = select(act.c.document).where(act.c.no.in_(numbers))
    where = (document.c.no.in_(ones), document.c.published > "", CURRENT)
    driver = Driver(document.c.published, document.c.no, where, ordered=False, unique=True, counted=numbers)
    return Condition(_has_act(table, number, name, value), driver)


def _has_act(table: Any, number: str, name: str, value: str) -> Probe:
    """Whether a document has such an act: among those of its day, to which the index leads."""
    told, one = table.alias(), act.alias()

    def probe(date_: ColumnElement[Any], no: ColumnElement[Any]) -> ColumnElement[bool]:
        same_day = (told.c[name] == value, told.c.told == date_)
        if table is act:
            return exists().where(*same_day, told.c.document == no)
        return exists().where(*same_day, one.c.no == told.c[number], one.c.document == no)

    return probe


def document_rows(connection: Connection, numbers: Iterable[int]) -> list[DocumentRow]:
    """The rows of documents by number, in the order given; unknown numbers are left out."""
    wanted = list(numbers)
    found = among(connection, select(document), document.c.no, wanted)
    told = select(act.c.document, act.c.commitment)
    counts = Counter((row[0], row[1]) for row in among(connection, told, act.c.document, wanted))
    rows = {row.no: _row(row, counts[row.no, 0], counts[row.no, 1]) for row in found}
    return [rows[one] for one in wanted if one in rows]


def _row(row: Row[Any], others: int, commitments: int) -> DocumentRow:
    return DocumentRow(
        id=row.id,
        version=row.version,
        current=bool(row.current),
        title=row.title,
        publisher=row.publisher,
        published=day(row.published),
        language=row.language,
        source=row.source,
        sha256=row.sha256,
        learnt=row.learnt,
        acts=others + commitments,
        commitments=commitments,
    )
