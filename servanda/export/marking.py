"""`Piece`: a stretch of text in which the same acts hold, so that acts that nest or overlap can be marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from servanda.model import Act


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch `[start, end)` of a text: the acts whose clause covers it, the innermost (shortest) first.

    `opens` are the acts that begin here, `triggers` those whose trigger covers the stretch.
    All are places in the list of acts.
    """

    start: int
    end: int
    covering: tuple[int, ...]
    opens: tuple[int, ...]
    triggers: tuple[int, ...]


def pieces(length: int, acts: Sequence[Act]) -> list[Piece]:
    """The text of `length` characters cut wherever an act or its trigger begins or ends.

    The pieces join without a gap. An act without characters opens at the piece after it.
    """
    cuts = {0, length}
    for act in acts:
        cuts.update((act.span.start, act.span.end, act.trigger.start, act.trigger.end))
    edges = sorted(cut for cut in cuts if 0 <= cut <= length)
    starts: dict[int, list[int]] = {}
    for place, act in enumerate(acts):
        starts.setdefault(act.span.start, []).append(place)
    cut_pieces = []
    live: list[int] = []
    for start, end in pairwise(edges):
        opens = starts.get(start, [])
        live = [place for place in [*live, *opens] if acts[place].span.end > start]
        covering = tuple(sorted(live, key=lambda place: (len(acts[place].span), place)))
        triggers = tuple(place for place in covering if _in_trigger(acts[place], start, end))
        cut_pieces.append(Piece(start, end, covering, tuple(opens), triggers))
    return cut_pieces


def _in_trigger(act: Act, start: int, end: int) -> bool:
    return act.trigger.start <= start and end <= act.trigger.end
