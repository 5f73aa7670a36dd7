"""What was done since the last meeting: agreements moved, promises kept, deeds."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sqlalchemy import Connection, select

from servanda.insight.brief.answer import News, Part
from servanda.insight.brief.pair import Vow
from servanda.insight.brief.rules import rules
from servanda.ledger.rows import among
from servanda.ledger.tables import act, matter, matter_act
from servanda.model import ActType, Modality
from servanda.views import ActRow, AgreementRow, LedgerView
from servanda.views.acts import act_rows_by_id
from servanda.views.dates import stretch

#: A place in a document, by which the same news is told once.
Place = tuple[str, int]


def news_since(
    view: LedgerView,
    met: date,
    agreements: Sequence[AgreementRow],
    vows: Sequence[Vow],
    acts: Iterable[ActRow],
    cut: bool,
) -> Part[News]:
    """News after the day `met`, the newest first. `acts` are the pair's, the newest first."""
    found: dict[Place, News] = {}
    for one in _kept(view.connection, met, vows):
        found.setdefault(_place(one), one)
    for one in _moved(agreements, met):
        found.setdefault(_place(one), one)
    told = {(one.quotations[0].document, one.type) for one in found.values()}
    for one in _deeds(acts, met):
        kind = (one.quotations[0].document, one.type)
        if kind not in told:
            found.setdefault(_place(one), one)
        told.add(kind)
    every = sorted(found.values(), key=lambda one: (one.day, one.id), reverse=True)
    lines = rules().lines.since
    return Part(tuple(every[:lines]), max(0, len(every) - lines), cut)


def _place(one: News) -> Place:
    return one.quotations[0].document, one.quotations[0].start


def _kept(connection: Connection, met: date, vows: Sequence[Vow]) -> Iterator[News]:
    """Acts that tell, after the day, what came of a commitment."""
    query = (
        select(matter_act.c.act, matter.c.title)
        .join(act, act.c.id == matter_act.c.act)
        .join(matter, matter.c.id == matter_act.c.matter)
        .where(matter_act.c.role == "evidence", act.c.told > met.isoformat())
    )
    rows = among(connection, query, matter_act.c.matter, [vow.id for vow in vows])
    titles = {row.act: row.title for row in rows}
    for one in act_rows_by_id(connection, sorted(titles)):
        if one.told and one.modality == Modality.DONE:
            yield News(one.id, one.told, one.type, False, one.actors, titles[one.id], (one.words,))


def _moved(agreements: Iterable[AgreementRow], met: date) -> Iterator[News]:
    """Stages that agreements, or one side with them, reached after the day."""
    for row in agreements:
        for stage in (*row.stages, *row.sides):
            reached = stretch(stage.date)
            if stage.implied or stage.quote is None or reached is None or reached[0] <= met:
                continue
            words = stage.words
            if words is not None:
                sides = (stage.party,) if stage.party else row.parties
                yield News(row.id, reached[0], stage.stage, True, sides, None, (words,))


def _deeds(acts: Iterable[ActRow], met: date) -> Iterator[News]:
    """Deeds told after the day; older ones that are only told again are none."""
    for one in acts:
        told_after = one.told is not None and one.told > met
        if one.modality != Modality.DONE or not told_after or {"recap", "negated"} & set(one.flags):
            continue
        if ActType(one.type) in rules().deeds and one.agreement is None and one.told:
            yield News(one.id, one.told, one.type, False, one.actors, None, (one.words,))
