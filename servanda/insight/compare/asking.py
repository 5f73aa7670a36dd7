"""`compare`: two documents side by side, or the documents of one meeting."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from servanda.insight.aligning import Alone, Clause, Pair, Told, aligned, as_told, clauses_of
from servanda.insight.compare.answer import Comparison, Kind, LeftOut, Line, Telling
from servanda.insight.compare.assurances import attributed, other_sides, says_for_other, unread
from servanda.insight.compare.differences import differences
from servanda.insight.compare.head import main_meeting, side_of
from servanda.insight.compare.rules import compare_rules
from servanda.insight.outcome import outcome_rules
from servanda.model import ActType, Flag
from servanda.views import LedgerView

_A, _B = "a", "b"
COURTESIES, BACKGROUND, AGAIN, SCENES = "courtesies", "background", "the meeting told again", "scenes"


def compare(view: LedgerView | date, a: Told | str, b: Told | str) -> Comparison:
    """What two documents tell alike, what only one tells, and what one says of the other.

    A document of the ledger is named by its id; any other is given as `Told`, which holds a reading. Where
    neither is of a ledger, the day of the answer will do for a view. Raises ViewError at an unknown id.
    """
    a, b = as_told(view, a), as_told(view, b)
    ours, theirs = _clauses(a, b, _A), _clauses(b, a, _B)
    found = aligned(ours, theirs)
    reasons: dict[str, Counter[str]] = {_A: Counter(), _B: Counter()}
    lines = [_pair_line(one) for one in found.pairs]
    for side, alone, one_side, partner in ((_A, found.only_a, a, b), (_B, found.only_b, b, a)):
        others = other_sides(one_side, partner)
        main = main_meeting(one_side, ours if side == _A else theirs)
        for one in alone:
            reason = _no_line(one.clause, main)
            if reason is None:
                lines.append(_alone_line(one, side, others))
            else:
                reasons[side][reason] += 1
    return Comparison(
        as_of=view if isinstance(view, date) else view.as_of,
        a=side_of(a, ours, [one.a.words for one in lines if one.a]),
        b=side_of(b, theirs, [one.b.words for one in lines if one.b]),
        lines=tuple(_numbered(lines)),
        left_out=tuple(_left_out(reasons)),
        sources=tuple(dict.fromkeys((a.source, b.source))),
    )


def _clauses(told: Told, partner: Told, side: str) -> list[Clause]:
    """The acts of a document, and its sentences that speak for the other side, in the order of the text."""
    others = other_sides(told, partner)
    found = [attributed(one, others) for one in clauses_of(told, side)]
    return sorted([*found, *unread(told, others, side)], key=lambda one: one.act.span)


def _no_line(clause: Clause, main: Clause | None) -> str | None:
    """Why an act that the other does not tell is no line of its own."""
    act = clause.act
    if Flag.RECAP in act.flags:
        return BACKGROUND
    if act.type is ActType.ENDORSE and outcome_rules().courtesies.search(act.quote):
        return COURTESIES
    if act.type is ActType.MEET and main is not None and act.id != main.act.id:
        if compare_rules().again.match(act.quote):
            return AGAIN
        if len(clause.node.parties) < 2 <= len(main.node.parties):
            return SCENES
    return None


def _pair_line(pair: Pair) -> Line:
    unlike = differences(pair.a, pair.b)
    return Line(
        number=0,
        kind=Kind.DIFFERS if unlike else Kind.BOTH,
        a=telling(pair.a),
        b=telling(pair.b),
        differences=unlike,
        score=pair.likeness.score,
        features=pair.likeness.features,
    )


def _alone_line(one: Alone, side: str, others: Collection[str]) -> Line:
    kinds = {
        _A: (Kind.ATTRIBUTED_A, Kind.ONLY_A),
        _B: (Kind.ATTRIBUTED_B, Kind.ONLY_B),
    }[side]
    kind = kinds[0] if says_for_other(one.clause, others) else kinds[1]
    words = telling(one.clause)
    return Line(
        number=0,
        kind=Kind.UNCLEAR if one.unclear else kind,
        a=words if side == _A else None,
        b=words if side == _B else None,
        near=one.near.quotation if one.near else None,
    )


def telling(clause: Clause) -> Telling:
    """An act as its document tells it."""
    act = clause.act
    return Telling(act.id, act.type.value, act.modality.value, clause.doers, clause.quotation, clause.assured)


def _numbered(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines in the order of the first text, then what only the second tells, numbered."""

    def place(line: Line) -> tuple[bool, int, int]:
        words = line.a or line.b
        assert words is not None
        return line.a is None, words.words.start, words.words.end

    for number, line in enumerate(sorted(lines, key=place), start=1):
        yield Line(number, line.kind, line.a, line.b, line.differences, line.near, line.score, line.features)


def _left_out(reasons: dict[str, Counter[str]]) -> Iterator[LeftOut]:
    for reason in sorted({*reasons[_A], *reasons[_B]}):
        yield LeftOut(reason, reasons[_A][reason], reasons[_B][reason])
