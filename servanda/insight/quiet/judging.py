"""`judged`: one silence from the days of an issuer and of its telling of one party."""

from collections.abc import Sequence
from datetime import date

from servanda.insight.quiet import rhythm
from servanda.insight.quiet.answer import Issuer, Silence, Verdict
from servanda.insight.quiet.days import Pair
from servanda.insight.quiet.rules import Rules


def judged(
    pair: Pair, days: Sequence[int], issuer: Sequence[int], as_of: date, least: int, rules: Rules
) -> Silence:
    """The silence of a pair; `days` are those of telling, `issuer` those of publishing, sorted ordinals."""
    today, last = as_of.toordinal(), days[-1]
    lengths = rhythm.gaps(days)
    usual = rhythm.usual(lengths, least)
    reach = rhythm.reach(issuer, days, least, rules.vouches)
    covered = rhythm.covered(issuer, last, today, reach)
    return Silence(
        publisher=pair[0],
        party=pair[1],
        verdict=_verdict(today - last, covered, lengths, usual, rules),
        first=date.fromordinal(days[0]),
        last=date.fromordinal(last),
        gap=today - last,
        gaps=len(lengths),
        usual=usual,
        longest=max(lengths, default=None),
        covered=covered,
        releases=sum(day > last for day in issuer),
        share=covered / (today - last) if today > last else 1.0,
        ratio=covered / usual if usual else None,
    )


def _verdict(gap: int, covered: int, lengths: Sequence[int], usual: float | None, rules: Rules) -> Verdict:
    if usual is None:
        return Verdict.NO_RHYTHM
    if gap < rules.shortest or not _stands_out(gap, lengths, usual, rules):
        return Verdict.WITHIN
    enough = covered >= rules.shortest and _stands_out(covered, lengths, usual, rules)
    return Verdict.QUIET if enough else Verdict.HOLE


def _stands_out(length: int, lengths: Sequence[int], usual: float, rules: Rules) -> bool:
    return rhythm.stands_out(length, lengths, usual, rules.times, rules.longer_than)


def silent_issuer(
    publisher: str, days: Sequence[int], as_of: date, least: int, rules: Rules, unjudged: int
) -> Issuer | None:
    """The issuer, if the ledger has held nothing of it for much longer than usual."""
    lengths = rhythm.gaps(days)
    usual = rhythm.usual(lengths, least)
    gap = as_of.toordinal() - days[-1]
    if usual is None or gap < rules.shortest or not _stands_out(gap, lengths, usual, rules):
        return None
    return Issuer(publisher, date.fromordinal(days[-1]), gap, usual, unjudged)
