"""Agreements that were moved at a meeting: to which stage, and which stages were reached since."""

from collections.abc import Collection, Iterator, Sequence

from servanda.insight.outcome.answer import Kind, Later, Line
from servanda.insight.outcome.rules import outcome_rules
from servanda.insight.outcome.subject import Subject
from servanda.views import ActRow, AgreementRow, LedgerView, Quotation, StageRow
from servanda.views.dates import stretch

#: How many agreements are looked at.
MOST = 60


def moved(view: LedgerView, subject: Subject, acts: Sequence[ActRow]) -> Iterator[tuple[Line, set[str]]]:
    """A line for each agreement that the acts move, with the ids of the acts that tell it.

    `acts` are those that belong to the meeting; what they only recall moves nothing.
    """
    ids = list(dict.fromkeys(one.agreement for one in subject.acts if one.agreement))
    recalled = {one.id for one in subject.acts} - {one.id for one in acts}
    for row in view.agreements_by_id(ids[:MOST]):
        if not _between(row, subject):
            continue
        done = [one for one in acts if one.agreement == row.id and _news(one, row, subject)]
        stages = [one for one in row.stages if _then(one, subject, recalled, done)]
        if not done and not stages:
            continue
        reached = _reached(row, done, stages)
        if reached is None:
            continue
        yield _line(row, subject, reached, stages, done), {one.id for one in done}


def since_of(row: AgreementRow, subject: Subject) -> tuple[Later, ...]:
    """The stages that an agreement reached after the meeting, as later documents tell."""
    place = {id: at for at, id in enumerate(_order(row))}
    later = [one for one in row.stages if _since(one, subject)]
    told = {(one.document, one.date) for one in later}
    later += [one for one in row.sides if _since(one, subject) and (one.document, one.date) not in told]
    later.sort(key=lambda one: (one.date or "", place.get(one.stage, len(place))))
    return tuple(map(_later, later))


def _line(
    row: AgreementRow,
    subject: Subject,
    reached: str,
    stages: Sequence[StageRow],
    told: Sequence[ActRow],
) -> Line:
    words = [one.words for one in told]
    words += [one.words for one in stages if one.words is not None]
    since = since_of(row, subject)
    return Line(
        kind=Kind.AGREEMENT,
        id=row.id,
        title=row.name,
        actors=row.parties,
        recipients=(),
        what=reached,
        then=_apart(words),
        since=since,
        status=row.stage,
        settled=(row.stage or reached) in outcome_rules().final,
    )


def _news(one: ActRow, row: AgreementRow, subject: Subject) -> bool:
    """Whether an act tells a stage that was not reached before the meeting."""
    stage = _stage(one)
    if stage is None:
        return False
    known = next((known for known in row.stages if known.stage == stage), None)
    return known is None or not _before(known, subject)


def _before(one: StageRow, subject: Subject) -> bool:
    days = stretch(one.date)
    return days is not None and subject.first is not None and days[1] < subject.first


def _stage(one: ActRow) -> str | None:
    """The stage that an act brings, where it brings one."""
    if one.modality != "done" or "negated" in one.flags:
        return None
    return one.stage or outcome_rules().stages.get(one.type)


def _then(one: StageRow, subject: Subject, recalled: Collection[str], done: Sequence[ActRow]) -> bool:
    """Whether the readouts prove the stage as news.

    A stage that is only true by the day of the document, and that no act of the meeting tells, is background.
    """
    if one.implied or one.document not in subject.readouts or one.act in recalled:
        return False
    if _before(one, subject):
        return False
    return one.dated != "by" or any(_stage(act) == one.stage for act in done) or one.act is not None


def _since(one: StageRow, subject: Subject) -> bool:
    if one.document is None or one.document in subject.readouts or one.implied:
        return False
    days = stretch(one.date)
    return days is not None and subject.last is not None and days[1] > subject.last


def _reached(row: AgreementRow, done: Sequence[ActRow], stages: Sequence[StageRow]) -> str | None:
    """The furthest stage that was told, in the order of the course."""
    told = [stage for one in done if (stage := _stage(one))] + [one.stage for one in stages]
    order = _order(row)
    return max(told, key=lambda stage: order.index(stage) if stage in order else -1) if told else None


def _order(row: AgreementRow) -> list[str]:
    return [one.stage for one in row.stages]


def _between(row: AgreementRow, subject: Subject) -> bool:
    """Whether the agreement is one of those who met: what others agree on is background."""
    if not row.parties or not subject.meetings:
        return True
    ours = set(row.parties) & set(subject.parties)
    return len(ours) >= min(2, len(row.parties))


def _apart(words: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """The quotations without those that stand within another."""
    found: list[Quotation] = []
    for one in sorted(words, key=lambda one: (one.document, one.start, -one.end)):
        last = found[-1] if found else None
        if last is None or last.document != one.document or one.end > last.end:
            found.append(one)
    return tuple(found)


def _later(one: StageRow) -> Later:
    return Later(one.stage, one.date, one.words, moves=True)
