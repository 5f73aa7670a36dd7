"""`Commitments`: which acts say the same commitment, and which later acts tell what came of one."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from servanda.linking.acts import ActNode
from servanda.linking.commitments.evidence import evidence_link, is_witness
from servanda.linking.commitments.features import again_features, cannot_be_same, linked
from servanda.linking.commitments.rules import rules
from servanda.linking.grouping import grouped
from servanda.linking.matter import Grouping, Link, Question, Rulings
from servanda.linking.meetings.keys import meeting_keys
from servanda.linking.meetings.matching import meeting_link, never_one_meeting
from servanda.linking.stems import wording
from servanda.model import ActType
from servanda.model.act import DEEDS

#: Parties that get keys of their own; a longer list counts as one party.
_FEW = 3
#: Rare stems that enter keys, by number of parties: keys stay few.
_STEMS = {1: 5, 2: 4, 3: 3}
#: Words of a named text that enter keys.
_WORDS = 4
_TEXTS = frozenset(DEEDS) - {ActType.DELIVER_FUNDS, ActType.DELIVER_MEANS, ActType.DOMESTIC_STEP}


class Commitments:
    """The matter of commitments, over binding acts and the done acts that can be evidence."""

    name = "commitment"

    def keys(self, node: ActNode) -> tuple[str, ...]:
        """Who is bound with two rare words, or the sum and a word; all parties with a word of the text."""
        if node.act.type in (ActType.SCHEDULE, ActType.MEET):
            return meeting_keys(node) if node.act.commitment or is_witness(node) else ()
        if not (node.act.commitment or is_witness(node)):
            return ()
        actors = _actors(node)
        stems = node.rare[: _STEMS.get(len(actors), 3)]
        found = [f"{who}|{a}|{b}" for who in actors for a, b in combinations(sorted(stems), 2)]
        money, named = node.act.money, node.act.instrument
        if money is not None:
            about = node.act.recipients[:2] or stems[:2] or ("",)
            found += [f"{who}|{money.currency}|{money.amount:g}|{what}" for who in actors for what in about]
        elif len(stems) == 1 and node.figures:
            found += [f"{who}|{stems[0]}|{figure}" for who in actors for figure in sorted(node.figures)[:2]]
        elif len(stems) == 1:
            found += [f"{who}|{stems[0]}|{node.act.type}" for who in actors]
        if named and node.act.type in _TEXTS:
            parties = "+".join(sorted(node.parties))
            words = sorted(node.instrument_stems, key=lambda one: (wording().weight(one) < 1, one))
            found += [f"{parties}|{word}|{node.act.type}" for word in words[:_WORDS]]
        return tuple(dict.fromkeys(found))

    def is_evidence(self, node: ActNode, /) -> bool:
        """What does not bind tells of what does."""
        return not node.act.commitment

    def compare(self, a: ActNode, b: ActNode) -> Link | None:
        """How alike two acts are: both binding, or one binding and the other later and done."""
        a, b = sorted((a, b), key=lambda node: node.id)
        if not (a.act.commitment and b.act.commitment):
            return evidence_link(a, b)
        if ActType.SCHEDULE in (a.act.type, b.act.type):
            return meeting_link(a, b) if a.act.type is b.act.type else None
        if cannot_be_same(a, b):
            return None
        return linked(a.id, b.id, again_features(a, b), rules().again)

    def group(self, nodes: Sequence[ActNode], links: Sequence[Link], rulings: Rulings) -> Grouping:
        """Binding acts in groups; each piece of evidence with the one group that it clearly tells of."""
        by_id = {node.id: node for node in nodes}
        bound = sorted(one for one in by_id if by_id[one].act.commitment)
        between = [link for link in links if _binding(by_id, link)]

        def clash(a: str, b: str) -> bool:
            return _apart(by_id[a], by_id[b])

        said = grouped(bound, between, rulings, clash, join=rules().join, margin=rules().again.margin)
        return _with_evidence(by_id, said, links, rulings)


def _actors(node: ActNode) -> tuple[str, ...]:
    actors = tuple(sorted(set(node.act.actors)))
    return actors if len(actors) <= _FEW else ("+".join(actors),)


def _binding(by_id: Mapping[str, ActNode], link: Link) -> bool:
    return all(one in by_id and by_id[one].act.commitment for one in (link.a, link.b))


def _apart(a: ActNode, b: ActNode) -> bool:
    if ActType.SCHEDULE in (a.act.type, b.act.type):
        return a.act.type is not b.act.type or never_one_meeting(a, b)
    return cannot_be_same(a, b)


def _with_evidence(
    by_id: Mapping[str, ActNode], said: Grouping, links: Sequence[Link], rulings: Rulings
) -> Grouping:
    """Each other node put with the group that it fits best, alone where none or two fit."""
    home = {one: group for group in said.groups for one in group}
    fits: dict[str, dict[tuple[str, ...], float]] = {one: {} for one in by_id if one not in home}
    for link in links:
        for one, other in ((link.a, link.b), (link.b, link.a)):
            if one in fits and other in home and (link.a, link.b) not in rulings.different:
                best = fits[one].get(home[other], 0.0)
                fits[one][home[other]] = max(best, link.score)
    for a, b in rulings.same:
        for one, other in ((a, b), (b, a)):
            if one in fits and other in home:
                fits[one] = {home[other]: float("inf")}
    grown = {group: list(group) for group in said.groups}
    alone: list[tuple[str, ...]] = []
    questions = list(said.questions)
    for one in sorted(fits):
        ranked = sorted(fits[one].items(), key=lambda fit: (-fit[1], fit[0]))
        if not ranked:
            alone.append((one,))
        elif len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= rules().evidence.margin:
            grown[ranked[0][0]].append(one)
        else:
            near = tuple(sorted(group[0] for group, score in ranked if _near(ranked[0][1], score)))
            alone.append((one,))
            questions.append(Question(one, near, "it may tell what came of several commitments"))
    groups = sorted([*(tuple(sorted(group)) for group in grown.values()), *alone])
    return Grouping(tuple(groups), tuple(sorted(questions, key=lambda q: (q.subject, q.others))))


def _near(best: float, score: float) -> bool:
    return best - score < rules().evidence.margin
