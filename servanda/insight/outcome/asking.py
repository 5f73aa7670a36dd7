"""`outcome`: what came out of a meeting, of a visit or of a document, then and since."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from servanda.insight.outcome.agreements import moved
from servanda.insight.outcome.answer import Kind, LeftOut, Line, Outcome
from servanda.insight.outcome.finding import looked_at
from servanda.insight.outcome.promises import pledged, promised
from servanda.insight.outcome.rules import outcome_rules
from servanda.insight.outcome.subject import Subject, subject_between, subject_of
from servanda.views import ActRow, Filter, LedgerView, MeetingRow, ViewError
from servanda.views.dates import stretch

#: Lines of an answer, unless told, and meetings that followed.
LINES, FOLLOWING = 100, 5
#: Meetings told of after it that are looked through for those that followed.
LOOKED_THROUGH = 200

#: Meetings that took place, or still can.
_FOLLOWS = frozenset({"held", "scheduled", "invited"})
_BACKGROUND = "told as background"
_COURTESIES = "courtesies"
_OTHERS = "of other meetings"
#: Types of acts that are a meeting, or fix one.
_MEETINGS = frozenset({"meet", "schedule"})


def outcome(
    view: LedgerView,
    id: str | None = None,
    *,
    party: str | None = None,
    counterpart: str | None = None,
    on: date | None = None,
    limit: int = LINES,
) -> Outcome:
    """What came out of the meeting or document `id`, or of the meeting of two parties, on a day.

    A document stands for the meetings that it tells of as news; one that closes a visit, for all of the
    visit; one that tells of none, for what it brings itself. Raises ViewError where there is no such thing,
    or where several meetings fit, with them.
    """
    subject = _subject(view, id, party, counterpart, on)
    acts, left_out = _belonging(subject)
    lines = _lines(view, subject, acts)
    shown = lines[:limit]
    cited = set(subject.readouts) | set(_cited(shown))
    return Outcome(
        as_of=view.as_of,
        title=subject.title,
        document=subject.document,
        meetings=subject.meetings,
        parties=subject.parties,
        first=subject.first,
        last=subject.last,
        readouts=view.sources(subject.readouts),
        lines=tuple(shown),
        more=len(lines) - len(shown),
        next=tuple(_following(view, subject)),
        looked=looked_at(
            view.connection, subject.parties, subject.tellers, subject.numbers, subject.last, view.as_of
        ),
        left_out=left_out,
        unheard=tuple(line.id for line in shown if line.unheard),
        sources=view.sources(cited),
    )


def _subject(
    view: LedgerView, id: str | None, party: str | None, counterpart: str | None, on: date | None
) -> Subject:
    if id is not None:
        return subject_of(view, id)
    if party is None or counterpart is None:
        raise ViewError(
            "an outcome is asked of a meeting or document by its id, or of a meeting by its two parties: "
            "--party and --counterpart"
        )
    return subject_between(view, party, counterpart, on)


def _belonging(subject: Subject) -> tuple[list[ActRow], tuple[LeftOut, ...]]:
    """The acts that are news of these meetings, and what is left out for which reason."""
    reasons: Counter[str] = Counter()
    acts = []
    for one in subject.acts:
        reason = _not_news(one, subject)
        if reason is None:
            acts.append(one)
        else:
            reasons[reason] += 1
    return acts, tuple(LeftOut(reason, many) for reason, many in sorted(reasons.items()))


def _not_news(one: ActRow, subject: Subject) -> str | None:
    """Why an act is no outcome, None where it may be one."""
    if "recap" in one.flags or _before(one, subject):
        return _BACKGROUND
    if one.type == "endorse" and outcome_rules().courtesies.search(one.quote):
        return _COURTESIES
    if one.document in subject.mixed:
        told = {*one.actors, *one.recipients} - {one.publisher}
        if told and not told & set(subject.parties):
            return _OTHERS
    return None


def _before(one: ActRow, subject: Subject) -> bool:
    """Whether a document of before the meeting tells it."""
    return one.told is not None and subject.first is not None and one.told < subject.first


def _lines(view: LedgerView, subject: Subject, acts: Sequence[ActRow]) -> list[Line]:
    """All lines: by kind, then in the order of the documents."""
    lines: list[Line] = []
    used: set[str] = set()
    for line, told in moved(view, subject, acts):
        lines.append(line)
        used |= {
            one.id for one in acts if one.id in told and not one.commitment and one.type not in _MEETINGS
        }
    money = list(pledged(view, subject, [one for one in acts if one.money or one.type == "deliver_funds"]))
    spoken = {(words.document, words.start) for line in money for words in line.then}
    vows = promised(view, subject, [one for one in acts if (one.document, one.start) not in spoken])
    lines += _innermost(list(vows))
    lines += money
    rest = [one for one in acts if not one.commitment and one.id not in used and one.type != "meet"]
    rest = [one for one in rest if (one.document, one.start) not in spoken and not _within(one, lines)]
    lines += filter(None, map(_told, rest))
    order = list(Kind)
    places = {id: at for at, id in enumerate(dict.fromkeys(one.document for one in subject.acts))}

    def place(line: Line) -> tuple[int, int, int, str]:
        first = line.then[0] if line.then else None
        at = places.get(first.document, len(places)) if first else len(places)
        return order.index(line.kind), at, first.start if first else 0, line.id

    return sorted(lines, key=place)


def _innermost(lines: list[Line]) -> list[Line]:
    """Commitments without those in whose words another of the same party stands, which is then the same.

    "Chile reaffirmed that it will publish the study" says no more than "it will publish the study".
    """

    def outer(line: Line) -> bool:
        return any(
            words.document == inner.document and (words.start, words.end) != (inner.start, inner.end)
            and words.start <= inner.start and inner.end <= words.end
            for other in lines
            if other is not line and set(other.actors) == set(line.actors)
            for inner in other.then
            for words in line.then
        )  # fmt: skip

    return [line for line in lines if not outer(line)]


def _within(one: ActRow, lines: Iterable[Line]) -> bool:
    """Whether the words that prove a stage stand in an act, which then only tells of it."""
    if one.modality != "done" or one.type == "raise":
        return False
    agreements = (line for line in lines if line.kind is Kind.AGREEMENT)
    return any(
        words.document == one.document and one.start <= words.start and words.end <= one.end
        for line in agreements
        for words in line.then
    )


def _told(one: ActRow) -> Line | None:
    """An act that is neither agreement, commitment nor money."""
    kind = outcome_rules().kind_of(one.type, one.modality, one.quote)
    if kind is None:
        return None
    return Line(
        kind=kind,
        id=one.id,
        title=one.quote,
        actors=one.actors,
        recipients=one.recipients,
        what=one.type,
        then=(one.words,),
        deadline=one.deadline,
        due=one.due,
    )


def _following(view: LedgerView, subject: Subject) -> Iterator[MeetingRow]:
    """The next meetings of two of the parties, those soonest after first."""
    if len(subject.parties) < 2 or subject.last is None or not subject.meetings:
        return
    pairs: set[tuple[str, ...]] = {row.parties for row in subject.meetings if len(row.parties) == 2}
    wanted = pairs or {subject.parties[:2]}
    known = {row.id for row in subject.meetings}
    found: dict[str, tuple[date, MeetingRow]] = {}
    for pair in sorted(wanted)[:FOLLOWING]:
        since = subject.last - timedelta(days=1)
        for row in view.meetings(Filter(parties=pair, since=since), limit=LOOKED_THROUGH).rows:
            days = stretch(row.start)
            if row.id not in known and days and days[1] > subject.last and row.status in _FOLLOWS:
                found[row.id] = (days[0], row)
    ordered = sorted(found.values(), key=lambda one: (one[0], one[1].id))
    yield from (row for _, row in ordered[:FOLLOWING])


def _cited(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        yield from (words.document for words in line.then)
        yield from (one.words.document for one in line.since if one.words)
