"""`Subject`: the meetings whose outcome is asked for, and the documents that tell of them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from servanda.insight.outcome.finding import acts_in, beside, document_number, meetings_told
from servanda.insight.outcome.parties import completed, without_events
from servanda.insight.outcome.rules import outcome_rules
from servanda.views import ActRow, Filter, LedgerView, MatterDetail, MeetingRow, ViewError
from servanda.views.dates import stretch
from servanda.views.parties import party_name

#: Meetings that are looked through where one is asked for by its parties, or those of a visit are gathered.
LOOKED_THROUGH = 200
#: Meetings that are looked at one by one, whether they are told of apart.
SIFTED = 24
#: Meetings that are named where several fit.
NAMED = 8


@dataclass(frozen=True, slots=True)
class Subject:
    """The meetings with what their readouts tell.

    `document` is set where a document was asked for. `acts` are all acts of the readouts, whether they belong
    to these meetings or not. `mixed` are readouts that tell of other meetings, too. `first` and `last` bound
    the days, None where no meeting is told or its day is not known. `numbers` are of the readouts.
    """

    title: str
    document: str | None
    meetings: tuple[MeetingRow, ...]
    parties: tuple[str, ...]
    first: date | None
    last: date | None
    acts: tuple[ActRow, ...]
    mixed: frozenset[str]
    numbers: frozenset[int]

    @property
    def tellers(self) -> tuple[str, ...]:
        """The codes of those who issued the readouts."""
        return tuple(dict.fromkeys(one.publisher for one in self.acts if one.publisher))

    @property
    def readouts(self) -> tuple[str, ...]:
        """The ids of the documents that tell of it."""
        return tuple(dict.fromkeys(one.document for one in self.acts))


def subject_of(view: LedgerView, id: str) -> Subject:
    """The meeting, or the meetings of the document, with this id or beginning of one. Raises ViewError."""
    found = view.find(id)
    if found.kind == "meeting":
        return _gathered(view, [found.id])
    if found.kind != "document":
        raise ViewError(
            f"{found.id} is of the kind {found.kind}: an outcome is asked of a meeting or document"
        )
    number = document_number(view.connection, found.id)
    acts = acts_in(view.connection, [number])
    met = meetings_told(view.connection, [one for one in acts if _tells_of_meeting(one)])
    if met:
        return _gathered(view, met, document=found.id)
    (head,) = view.sources([found.id])
    parties = tuple(sorted({party for one in acts for party in one.actors}))
    day = head.published
    return Subject(
        head.title or found.id, found.id, (), parties, day, day, tuple(acts), frozenset(), frozenset({number})
    )


def subject_between(view: LedgerView, party: str, counterpart: str, on: date | None) -> Subject:
    """The meeting of two parties, on a day where one is told.

    Several of one day are taken together. Raises ViewError where none is known, or where several days fit:
    with the meetings.
    """
    wanted = Filter(parties=(party, counterpart)).checked("meetings")
    rows = [row for row in view.meetings(wanted, limit=LOOKED_THROUGH).rows if row.status == "held"]
    names = " and ".join(party_name(code) for code in wanted.parties)
    when = f" on {on}" if on else ""
    fitting = [row for row in rows if on is None or _covers(row, on)]
    fitting = fitting or _half_told(view, wanted.parties, on)
    if not fitting:
        known = f"; known are {_listed(rows)}" if rows else ""
        raise ViewError(f"no meeting of {names}{when} is told to have taken place{known}")
    several = f"several meetings of {names}{when} are told: name one of"
    if len(fitting) > SIFTED:
        raise ViewError(f"{several} {_listed(fitting)}")
    told = {row.id: _readouts(view, row.id) for row in fitting}
    if not any(told.values()):
        raise ViewError(
            f"no meeting of {names}{when} is told to have taken place but in passing: {_listed(fitting)}"
        )
    fitting = [row for row in fitting if told[row.id]]
    apart = [row for row in fitting if not any(_within(told, row, other) for other in fitting)]
    # Those that began on one day are one visit.
    if len(apart) > 1 and (len({row.start for row in apart}) > 1 or apart[0].start is None):
        raise ViewError(f"{several} {_listed(apart)}")
    return _gathered(view, [row.id for row in fitting])


def _half_told(view: LedgerView, parties: Sequence[str], on: date | None) -> list[MeetingRow]:
    """Meetings of which the words name one side, where their readout tells who the other was."""
    found = []
    for code in parties:
        page = view.meetings(Filter(parties=(code,), since=on), limit=LOOKED_THROUGH)
        held = [row for row in page.rows if row.status == "held" and len(row.parties) < 2]
        fitting = [row for row in held if on is None or _covers(row, on)][:SIFTED]
        whole = (_told_fully(view, row.id) for row in fitting)
        found += [row for row in whole if set(row.parties) == set(parties)]
    return found


def _within(told: dict[str, set[str]], row: MeetingRow, other: MeetingRow) -> bool:
    """Whether a meeting is a part of another: told by the same document or documents, among others."""
    mine, theirs = told[row.id], told[other.id]
    return row.id != other.id and mine <= theirs and (mine < theirs or row.id > other.id)


def _readouts(view: LedgerView, id: str) -> set[str]:
    return {one.document for one in _detail(view, id).said if _tells_of_meeting(one)}


def _listed(rows: Sequence[MeetingRow]) -> str:
    some = "; ".join(f"{row.id} ({row.start or 'undated'}: {row.title})" for row in rows[:NAMED])
    return some + (" and more" if len(rows) > NAMED else "")


def _covers(row: MeetingRow, day: date) -> bool:
    days = _days(row)
    return days is not None and days[0] <= day <= days[1]


def _gathered(view: LedgerView, ids: Sequence[str], document: str | None = None) -> Subject:
    """The meetings with their readouts; with a document also those of the visit that it closes."""
    rows = [_told_fully(view, id) for id in ids]
    if document is not None:
        rows += [_told_fully(view, id) for id in _of_visit(view, rows)]
        rows += [_told_fully(view, id) for id in _same_told_elsewhere(view, rows)]
    numbers = {no for row in rows for no in _numbers(view, row)}
    rows = _apart(view, {row.id: row for row in rows}.values())
    days = [pair for row in rows if (pair := _days(row))]
    first = min((pair[0] for pair in days), default=None)
    last = max((pair[1] for pair in days), default=None)
    parties = tuple(sorted({party for row in rows for party in row.parties}))
    acts = tuple(acts_in(view.connection, numbers))
    published = [one.told for one in acts if one.told]
    if published and last is not None:
        last = min(last, max(published))
    return Subject(
        _title(rows),
        document,
        tuple(rows),
        parties,
        first,
        last,
        acts,
        _mixed(acts, rows),
        frozenset(numbers),
    )


def _apart(view: LedgerView, rows: Collection[MeetingRow]) -> list[MeetingRow]:
    """The meetings in order, without tellings that add nothing to another of the same parties.

    Either these leave open on which of several days it was, or a document of several that tell of the
    meeting tells of it twice ("The talks were held in a friendly spirit").
    """
    told = {row.id: _readouts(view, row.id) for row in rows}

    def adds_nothing(row: MeetingRow, other: MeetingRow) -> bool:
        mine, theirs = _days(row), _days(other)
        if row.id == other.id or set(row.parties) != set(other.parties) or mine is None or theirs is None:
            return False
        within = mine[0] <= theirs[0] and theirs[1] <= mine[1] and mine != theirs
        near = abs((mine[0] - theirs[0]).days) <= 1
        return (row.form != "visit" and within) or (near and told[row.id] < told[other.id])

    kept = [row for row in rows if not any(adds_nothing(row, other) for other in rows)]
    return sorted(kept, key=lambda row: (row.start or "", row.id))


def _told_fully(view: LedgerView, id: str) -> MeetingRow:
    """A meeting with all its parties, as far as its readouts tell them."""
    detail = _detail(view, id)
    assert isinstance(detail.row, MeetingRow)
    parties = without_events(detail.row.parties)
    if len(parties) < 2:
        numbers = [document_number(view.connection, one) for one in _readouts(view, id)]
        parties = completed(parties, acts_in(view.connection, numbers))
    return replace(detail.row, parties=parties)


def _numbers(view: LedgerView, row: MeetingRow) -> list[int]:
    """The numbers of the readouts of a meeting, with joint statements of its days and parties."""
    numbers = [document_number(view.connection, id) for id in _readouts(view, row.id)]
    days = _days(row)
    if days is None or len(row.parties) < 2:
        return numbers
    rules = outcome_rules()
    told = beside(view.connection, row.parties, days[0], days[1], after=rules.after)
    return numbers + [no for no, title in told if rules.joint.search(title)]


def _of_visit(view: LedgerView, rows: Sequence[MeetingRow]) -> list[str]:
    """Meetings of the visitor with its hosts on the days of a visit that lasted longer than one."""
    found: list[str] = []
    for row in rows:
        days = _days(row)
        if row.form != "visit" or days is None or days[0] == days[1] or len(row.parties) < 2:
            continue
        found += _held_between(view, row.parties, days)
    return found


def _same_told_elsewhere(view: LedgerView, rows: Sequence[MeetingRow]) -> list[str]:
    """Meetings of the same two parties on the same days, where there is just one that others tell of."""
    known = {row.id for row in rows}
    found: list[str] = []
    for row in rows:
        days = _days(row)
        if days is None or len(row.parties) != 2 or len(row.documents) > 1:
            continue
        others = [id for id in _held_between(view, row.parties, days, all_of=True) if id not in known]
        mine = {one.publisher for one in _detail(view, row.id).said}
        same = [id for id in others if mine & {one.publisher for one in _detail(view, id).said}]
        found += same if len(same) == 1 else []
    return found


def _held_between(
    view: LedgerView, parties: Iterable[str], days: tuple[date, date], *, all_of: bool = False
) -> list[str]:
    """Meetings held on these days by two of `parties`, or by all of them."""
    least = tuple(parties) if all_of else tuple(parties)[:1]
    page = view.meetings(Filter(parties=least, since=days[0]), limit=LOOKED_THROUGH)
    found = []
    for row in page.rows:
        other = _days(row)
        if row.status != "held" or other is None or other[1] < days[0] or other[0] > days[1]:
            continue
        if len(set(row.parties) & set(parties)) > 1:
            found.append(row.id)
    return found


def _mixed(acts: Sequence[ActRow], rows: Sequence[MeetingRow]) -> frozenset[str]:
    """Documents that tell of meetings of others, too."""
    telling = [one for one in acts if _tells_of_meeting(one)]
    ours = {party for row in rows for party in row.parties}
    return frozenset(one.document for one in telling if not set(without_events(one.actors)) <= ours)


def _tells_of_meeting(one: ActRow) -> bool:
    """Whether an act tells as news that a meeting took place."""
    return one.type == "meet" and one.modality == "done" and not {"recap", "negated"} & set(one.flags)


def _detail(view: LedgerView, id: str) -> MatterDetail:
    detail = view.get(id)
    assert isinstance(detail, MatterDetail)
    return detail


def _days(row: MeetingRow) -> tuple[date, date] | None:
    start = stretch(row.start)
    return (start[0], (stretch(row.end) or start)[1]) if start else None


def _title(rows: Sequence[MeetingRow]) -> str:
    """The only meeting's own title, or who met."""
    if len(rows) == 1:
        return rows[0].title
    names = dict.fromkeys(party_name(code) for row in rows for code in row.parties)
    return f"Meetings of {', '.join(names)}"
