"""`Instruments`: the Matter that decides which designations are the same instrument."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from servanda.linking.grouping import grouped
from servanda.linking.instruments.designation import ACCESSION, Designation
from servanda.linking.instruments.features import COVERS, features
from servanda.linking.instruments.likeness import cannot, covers, states_of, view
from servanda.linking.instruments.vocabulary import vocabulary
from servanda.linking.matter import Feature, Grouping, Link, Rulings

#: Party lists longer than this give no key of their own.
_FEW = 3
#: What fits many texts: two of the same kind between the same parties in one season may well be different.
_CIRCUMSTANCES = frozenset({"parties", "kind", "time", "year"})


class Instruments:
    """Designations linked by names, words, parties and kind."""

    name = "instrument"

    def keys(self, node: Designation) -> tuple[str, ...]:
        """A name, a short form, or parties with a word: never parties alone."""
        voc = vocabulary()
        seen = view(node)
        found = [f"n:{name}" for name in node.names]
        found += [f"a:{acronym}" for acronym in node.acronyms]
        rare = sorted(word for word in seen.words.union(node.target) if word not in voc.common)
        sides = states_of(seen.sides) or seen.sides
        if 2 <= len(sides) <= _FEW:
            pair = ",".join(sorted(sides))
            found += [f"p:{pair}:{word}" for word in rare]
            found += [f"s:{pair}:{subject}" for subject in sorted(seen.subjects)]
            found += [f"d:{pair}:{node.kind}:{month}" for month in _months(node.told)]
            if node.relation or node.kind == ACCESSION:
                found.append(f"r:{pair}:{'accession' if node.kind == ACCESSION else 'tie'}")
        found += [f"w:{a} {b}" for i, a in enumerate(rare[:8]) for b in rare[i + 1 : 8]]
        found += [f"w:{word}" for word in rare] if len(rare) == 1 else []
        return tuple(dict.fromkeys(found))

    def is_evidence(self, _: Designation, /) -> bool:
        """None is: each tells of an instrument itself."""
        return False

    def compare(self, a: Designation, b: Designation) -> Link | None:
        """How alike two designations are; None for those that cannot be one, and below the floor."""
        if a.id > b.id:
            a, b = b, a
        if covers(a, b) or covers(b, a):
            tie = Feature(COVERS, 1.0, vocabulary().weights[COVERS])
            return Link(a.id, b.id, tie.contribution, (tie,))
        if cannot(a, b) is not None:
            return None
        found = features(a, b)
        if not any(one.value > 0 and one.name not in _CIRCUMSTANCES for one in found):
            return None
        score = round(sum(one.contribution for one in found), 4)
        return Link(a.id, b.id, score, found) if score >= vocabulary().floor else None

    def group(self, nodes: Sequence[Designation], links: Sequence[Link], rulings: Rulings) -> Grouping:
        """The designations of one connected part as instruments; what fits two is put up for review."""
        voc = vocabulary()
        by_id = {node.id: node for node in nodes}
        grouping = grouped(
            sorted(by_id),
            links,
            rulings,
            lambda one, other: cannot(by_id[one], by_id[other]) is not None,
            join=voc.join,
            margin=voc.margin,
        )
        return replace(grouping, shared=_shared(by_id, links, rulings))


def _shared(
    nodes: Mapping[str, Designation], links: Iterable[Link], rulings: Rulings
) -> tuple[tuple[str, str], ...]:
    """What stands for several, with each of these, unless a person keeps the two apart."""
    ties = {
        (one.a, one.b) if nodes[one.a].related else (one.b, one.a)
        for one in links
        if any(feature.name == COVERS for feature in one.features)
    }
    return tuple(sorted(tie for tie in ties if tuple(sorted(tie)) not in rulings.different))


def _months(told: str | None) -> tuple[str, ...]:
    """The month of a description and the next: those a month apart share one."""
    if not told:
        return ()
    count = int(told[:4]) * 12 + int(told[5:7]) - 1
    return tuple(f"{month // 12}-{month % 12 + 1:02}" for month in (count, count + 1))
