"""How the other side puts it: its positions, calls, refusals and promises in its own words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from servanda.insight.brief.answer import Part, Wording
from servanda.insight.brief.rules import rules
from servanda.insight.brief.weighing import freshness
from servanda.model import ActType
from servanda.views import ActRow

#: A place in a document.
Place = tuple[str, int]


def wording_of(
    acts: Iterable[ActRow], one: str, other: str, as_of: date, told: set[Place], cut: bool
) -> Part[Wording]:
    """What `other` may say again, the newest first. `told` are places that other sections quote."""
    weighed: list[tuple[float, ActRow]] = []
    seen: set[str] = set()
    for act in acts:
        weight = _weight(act, one, other, as_of)
        words = " ".join(act.quote.split()).casefold()
        if weight is not None and (act.document, act.start) not in told and words not in seen:
            weighed.append((weight, act))
            seen.add(words)
    lines = rules().lines.wording
    chosen = _varied(weighed, lines)
    shown = sorted(chosen, key=lambda act: (act.told or date.min, act.document, -act.start), reverse=True)
    rows = tuple(_wording(act, one) for act in shown)
    return Part(rows, len(weighed) - len(rows), cut)


def _weight(act: ActRow, one: str, other: str, as_of: date) -> float | None:
    """What a formulation weighs; None for what is no position of the other side.

    A promise with a day is none: it stands among what is owed, or is settled.
    """
    given = rules()
    weight = given.said(act.type, act.modality)
    together = one in act.actors
    if weight is None or other not in act.actors or "recap" in act.flags or _courtesy(act):
        return None
    if (act.type == ActType.RAISE and together) or (act.commitment and act.due):
        return None
    weight += given.weights.fresh * freshness(act.told, as_of) + given.together * together
    return weight if weight >= given.least else None


def _courtesy(act: ActRow) -> bool:
    words = act.quote.casefold()
    return act.type == ActType.ENDORSE and any(cue in words for cue in rules().courtesies)


def _varied(weighed: Sequence[tuple[float, ActRow]], lines: int) -> list[ActRow]:
    """The weightiest, each one weighing less for what is chosen already of its topics and type."""
    left, chosen = list(weighed), list[ActRow]()
    topics: Counter[str] = Counter()
    types: Counter[str] = Counter()
    again = rules().again

    def worth(pair: tuple[float, ActRow]) -> tuple[float, str]:
        weight, act = pair
        same = max((topics[topic] for topic in act.topics), default=0)
        return weight + again.topic * same + again.type * types[act.type], act.id

    while left and len(chosen) < lines:
        best = max(left, key=worth)
        left.remove(best)
        chosen.append(best[1])
        topics.update(best[1].topics)
        types[best[1].type] += 1
    return chosen


def _wording(act: ActRow, one: str) -> Wording:
    together = one in act.actors
    return Wording(
        act.id, act.told, act.type, act.modality, together, act.publisher, act.topics, (act.words,)
    )
