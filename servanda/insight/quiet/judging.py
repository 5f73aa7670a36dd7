"""`at_sight` and `judged`: one silence from the days of an issuer and of its telling of one party."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from servanda.insight.quiet import rhythm
from servanda.insight.quiet.answer import Issuer, Silence, Verdict
from servanda.insight.quiet.days import Pair
from servanda.insight.quiet.rules import Rules


class Standing(NamedTuple):
    """A silence at first sight: how long, how many times the usual gap, and whether it stands out."""

    gap: int
    times: float | None
    out: bool


def at_sight(days: Sequence[int], today: int, least: int, rules: Rules) -> Standing:
    """The silence since the last of `days` (sorted ordinals), without a look at what the ledger covers."""
    gap, lengths = today - days[-1], rhythm.gaps(days)
    usual = rhythm.usual(lengths, least)
    if usual is None:
        return Standing(gap, None, out=False)
    out = gap >= rules.shortest and _stands_out(gap, lengths, usual, rules)
    return Standing(gap, gap / usual, out)


def judged(
    pair: Pair, days: Sequence[int], issuer: Sequence[int], as_of: date, least: int, rules: Rules
) -> Silence:
    """The silence of a pair, measured; `days` are those of telling, `issuer` those of publishing, sorted."""
    today, last = as_of.toordinal(), days[-1]
    lengths = rhythm.gaps(days)
    usual = rhythm.usual(lengths, least)
    reach = rhythm.reach(issuer, days, least, rules.vouches)
    covered = rhythm.covered(issuer, last, today, reach)
    return Silence(
        publisher=pair[0],
        party=pair[1],
        verdict=_verdict(at_sight(days, today, least, rules), covered, lengths, usual, rules),
        first=date.fromordinal(days[0]),
        last=date.fromordinal(last),
        gap=today - last,
        gaps=len(lengths),
        usual=usual,
        longest=max(lengths, default=None),
        covered=covered,
        releases=len(issuer) - bisect_right(issuer, last),
        share=covered / (today - last) if today > last else 1.0,
        ratio=covered / usual if usual else None,
    )


def _verdict(
    seen: Standing, covered: int, lengths: Sequence[int], usual: float | None, rules: Rules
) -> Verdict:
    if usual is None or seen.times is None:
        return Verdict.NO_RHYTHM
    if not seen.out:
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
