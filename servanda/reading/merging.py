"""Repeats within a document: an act told twice is kept once, in its fuller telling (manual, section 1)."""

from collections.abc import Sequence

from servanda.model import Act, Document


def merged(document: Document, acts: Sequence[Act]) -> tuple[Act, ...]:
    """`acts` in reading order, without those that only repeat another of the same document."""
    kept: list[Act] = []
    for act in sorted(acts, key=lambda a: (a.span.start, a.trigger.start, a.type.value)):
        twin = next((i for i, other in enumerate(kept) if _same(act, other)), None)
        if twin is None:
            kept.append(act)
        elif len(act.quote) > len(kept[twin].quote):
            kept[twin] = act
    return tuple(sorted(kept, key=lambda a: (a.span.start, a.trigger.start, a.type.value)))


def _same(one: Act, other: Act) -> bool:
    """Same deed by the same side in the same words, or two readings of one trigger."""
    if one.trigger.overlap(other.trigger):
        return True
    if one.type is not other.type or one.modality is not other.modality or one.actors != other.actors:
        return False
    mine, theirs = _words(one.quote), _words(other.quote)
    shorter = min(len(mine), len(theirs))
    return shorter >= 4 and len(mine & theirs) >= 0.9 * shorter


def _words(quote: str) -> frozenset[str]:
    return frozenset(word.strip(".,;:()“”\"'’").lower() for word in quote.split() if len(word) > 3)
