"""`changes`: what changed in the wording from one statement of a series to the next."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from servanda.insight.aligning import Alone, Clause, Pair, Told, aligned, as_told, clauses_of, told_of
from servanda.insight.aligning.terms import ahead, deed
from servanda.insight.changes.answer import Changes, Kind, Line, Wording
from servanda.insight.changes.judging import kind_of, reasons
from servanda.insight.changes.rules import changes_rules
from servanda.insight.changes.series import series_of
from servanda.insight.outcome import outcome_rules
from servanda.model import ActType, Flag, Modality
from servanda.views import LedgerView, ViewError


def changes(view: LedgerView | date, *documents: Told | str) -> Changes:
    """What is new, stronger, weaker, dropped or unchanged in a statement since an earlier one.

    `documents` are the earlier and the later, or the later alone: then the last statement of the same series
    is found; where that is not clear, the answer names those that may be it. Those of the ledger are named by
    their ids, others given as `Told`; where none is of a ledger, the day of the answer will do for a view.
    Raises ViewError where an id is unknown, or the earlier document was published later.
    """
    *named, after = (as_told(view, one) for one in documents)
    if named:
        (before,) = named
        _see_order(before, after)
        return _changed(view, before, after)
    if isinstance(view, date):
        raise ViewError("the last statement of a series is looked for in a ledger: name both statements")
    return _since_last(view, after)


def _since_last(view: LedgerView, after: Told) -> Changes:
    series = series_of(view.connection, after)
    if series.last is not None:
        answer = _changed(view, told_of(view, series.last.source.document), after)
        return replace(answer, found=series.last, candidates=series.candidates, looked_at=series.looked_at)
    return Changes(
        as_of=view.as_of,
        before=None,
        after=after.source,
        lines=(),
        candidates=series.candidates,
        unsure=series.unsure,
        looked_at=series.looked_at,
        sources=(after.source,),
    )


def _see_order(before: Told, after: Told) -> None:
    first, second = before.reading.document.published, after.reading.document.published
    if first and second and first > second:
        raise ViewError(
            f"{before.id} was published on {first}, after {after.id} ({second}): name the earlier one first"
        )


def _changed(view: LedgerView | date, before: Told, after: Told) -> Changes:
    old = [one for one in clauses_of(before, "before") if _counts(one)]
    new = [one for one in clauses_of(after, "after") if _counts(one) or _done(one)]
    found = aligned(old, new)
    lines = [_pair_line(pair) for pair in found.pairs]
    lines += [_alone_line(one, Kind.DROPPED) for one in found.only_a]
    lines += [_alone_line(one, Kind.NEW) for one in found.only_b if _counts(one.clause)]
    return Changes(
        as_of=view if isinstance(view, date) else view.as_of,
        before=before.source,
        after=after.source,
        lines=tuple(_numbered(lines)),
        sources=tuple(dict.fromkeys((before.source, after.source))),
    )


def _counts(clause: Clause) -> bool:
    """Whether it is a commitment or a position: nothing retold, and no courtesy."""
    act = clause.act
    thanks = act.type is ActType.ENDORSE and outcome_rules().courtesies.search(act.quote) is not None
    if Flag.RECAP in act.flags or thanks:
        return False
    return ahead(clause) or act.type in changes_rules().positions


def _done(clause: Clause) -> bool:
    """Whether it is a deed, of today or retold, that may be what an earlier commitment has come to."""
    return deed(clause.act) and clause.act.modality is Modality.DONE


def _pair_line(pair: Pair) -> Line:
    found = reasons(pair.a, pair.b)
    return Line(
        number=0,
        kind=kind_of(found),
        position=not ahead(pair.a) and not ahead(pair.b),
        before=_wording(pair.a),
        after=_wording(pair.b),
        reasons=found,
        score=pair.likeness.score,
        features=pair.likeness.features,
    )


def _alone_line(one: Alone, kind: Kind) -> Line:
    words = _wording(one.clause)
    return Line(
        number=0,
        kind=Kind.UNCLEAR if one.unclear else kind,
        position=not ahead(one.clause),
        before=words if kind is Kind.DROPPED else None,
        after=words if kind is Kind.NEW else None,
        near=one.near.quotation if one.near else None,
    )


def _wording(clause: Clause) -> Wording:
    act = clause.act
    return Wording(act.id, act.type.value, act.modality.value, clause.doers, clause.quotation)


def _numbered(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines in the order of the later text, then what only the earlier one says, numbered."""

    def place(line: Line) -> tuple[bool, int, int]:
        words = line.after or line.before
        assert words is not None
        return line.after is None, words.words.start, words.words.end

    for number, line in enumerate(sorted(lines, key=place), start=1):
        yield replace(line, number=number)
