"""Rhythms: gaps between days, what is usual among them, and how much of a silence the releases cover."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from statistics import median


def gaps(days: Sequence[int]) -> list[int]:
    """The gaps between sorted distinct days (ordinals)."""
    return [later - earlier for earlier, later in pairwise(days)]


def usual(lengths: Sequence[int], least: int) -> float | None:
    """The median of gaps; None where fewer than `least` are known."""
    return float(median(lengths)) if len(lengths) >= max(least, 1) else None


def reached(lengths: Sequence[int], share: float) -> int:
    """The gap that at least this share of the gaps do not exceed; there is at least one."""
    return sorted(lengths)[math.ceil(share * len(lengths)) - 1]


def stands_out(length: int, lengths: Sequence[int], usual: float, times: float, share: float) -> bool:
    """Whether a gap is `times` the usual one, and longer than at least this share of those before it."""
    return length >= times * usual and sum(one < length for one in lengths) >= share * len(lengths)


def reach(issuer: Sequence[int], pair: Sequence[int], least: int, share: float) -> int:
    """For how many days a release of the issuer vouches that the collection had not stopped.

    Judged by its releases up to the last of the pair's days: by those that tell nothing of the party where
    there are enough, since of such the silence consists, else by all. Both are sorted ordinals.
    """
    before = issuer[: bisect_right(issuer, pair[-1])]
    told = set(pair)
    others = gaps([day for day in before if day not in told])
    lengths = others if len(others) >= max(least, 1) else gaps(before)
    return reached(lengths, share) if lengths else 0


def covered(issuer: Sequence[int], start: int, end: int, reach: int) -> int:
    """The days after `start` and up to `end` for which releases vouch, each for `reach` days at most."""
    inside = issuer[bisect_left(issuer, start) : bisect_left(issuer, end)]
    return sum(min(following - day, reach) for day, following in pairwise([*inside, end]))
