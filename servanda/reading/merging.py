"""Repeats within a document: an act told twice is kept once, in its fuller telling (manual, section 1)."""

from collections.abc import Sequence

from servanda.model import Act

#: An act is compared with so many earlier ones of the same kind: a repeat stands near or is rare.
REACH = 40


def merged(acts: Sequence[Act]) -> tuple[Act, ...]:
    """`acts` in reading order, without those that only repeat another of the same document."""
    kept: list[Act] = []
    alike: dict[tuple[str, str, tuple[str, ...]], list[int]] = {}
    for act in sorted(acts, key=_place):
        group = alike.setdefault((act.type, act.modality, act.actors), [])
        twin = next((at for at in reversed(group[-REACH:]) if _repeats(act, kept[at])), None)
        last = kept[-1] if kept else None
        if twin is None and last is not None and act.trigger.overlap(last.trigger):
            twin = len(kept) - 1
        if twin is None:
            group.append(len(kept))
            kept.append(act)
        elif len(act.quote) > len(kept[twin].quote):
            kept[twin] = act
    return tuple(sorted(kept, key=_place))


def _place(act: Act) -> tuple[int, int, str]:
    return act.span.start, act.trigger.start, act.type.value


def _repeats(act: Act, other: Act) -> bool:
    """Whether two acts of one kind are told in nearly the same words."""
    mine, theirs = _words(act.quote), _words(other.quote)
    shorter = min(len(mine), len(theirs))
    return shorter >= 4 and len(mine & theirs) >= 0.9 * shorter


def _words(quote: str) -> frozenset[str]:
    return frozenset(word.strip(".,;:()“”\"'’").lower() for word in quote.split() if len(word) > 3)
