"""Commitments: the same said again, what came of them, and how they are folded."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.linking.acts import ActNode
from servanda.linking.commitments import Commitments, fold_commitment, target_of
from servanda.linking.commitments.evidence import cue_kind, evidence_link
from servanda.linking.commitments.rules import RulesFile, checked, rules
from servanda.linking.commitments.standing import fulfilling, stage_evidence, standing_of
from servanda.linking.matter import Rulings
from servanda.model import Stage
from servanda.model.commitment import Evidence, EvidenceKind, Says, Standing
from tests.linking.matter_pairs import Pair, grouping, links, node, pairs, score, together

PAIRS = pairs("commitments")
MATTER = Commitments()

#: Floors of what the pairs give; precision comes before recall.
PRECISION, RECALL = 0.97, 0.90


@pytest.mark.parametrize("pair", [one for one in PAIRS if not one.same], ids=lambda pair: pair.why)
def test_tempting_pairs_stay_apart(pair: Pair) -> None:
    assert not together(MATTER, pair)


def test_pairs_are_told_apart_well_enough() -> None:
    found = score(MATTER, PAIRS)
    print(f"commitments: {len(PAIRS)} pairs, precision {found.precision:.3f}, recall {found.recall:.3f}")
    assert found.precision >= PRECISION
    assert found.recall >= RECALL


@pytest.mark.parametrize("pair", [one for one in PAIRS if "kind" in one.more], ids=lambda pair: pair.why)
def test_what_came_of_it_and_who_says_so(pair: Pair) -> None:
    assert evidence_link(pair.a, pair.b) is not None
    (found,) = fold_commitment([pair.a, pair.b]).evidence
    assert (found.kind, found.says) == (pair.more["kind"], pair.more["says"])
    assert found.act == pair.b.id


@pytest.mark.parametrize("pair", [one for one in PAIRS if not one.same], ids=lambda pair: pair.why)
def test_nothing_came_of_what_is_told_of_others(pair: Pair) -> None:
    if not pair.b.act.commitment:
        assert evidence_link(pair.a, pair.b) is None


def test_every_feature_of_a_link_is_named_and_adds_up() -> None:
    for pair in PAIRS:
        link = MATTER.compare(pair.a, pair.b)
        if link is not None:
            assert link.a < link.b
            assert link.score == pytest.approx(sum(one.contribution for one in link.features), abs=1e-3)


def test_comparing_knows_no_first_and_second() -> None:
    for pair in PAIRS:
        assert MATTER.compare(pair.a, pair.b) == MATTER.compare(pair.b, pair.a)


NODES = [one for pair in PAIRS for one in (pair.a, pair.b)]


@settings(max_examples=25, deadline=None)
@given(st.permutations(NODES))
def test_groups_do_not_depend_on_the_order(shuffled: list[ActNode]) -> None:
    assert grouping(MATTER, shuffled) == grouping(MATTER, NODES)


def test_every_node_is_in_exactly_one_group() -> None:
    groups = grouping(MATTER, NODES).groups
    assert sorted(one for group in groups for one in group) == sorted({one.id for one in NODES})


def test_a_person_puts_together_and_takes_apart() -> None:
    same = next(one for one in PAIRS if one.same and one.b.act.commitment)
    other = next(one for one in PAIRS if not one.same)
    apart = Rulings(different=frozenset({_sorted(same)}))
    assert len(grouping(MATTER, [same.a, same.b], apart).groups) == 2
    put = Rulings(same=frozenset({_sorted(other)}))
    assert len(grouping(MATTER, [other.a, other.b], put).groups) == 1


def _sorted(pair: Pair) -> tuple[str, str]:
    return min(pair.a.id, pair.b.id), max(pair.a.id, pair.b.id)


SOLAR = {"do": "pledge_funds", "how": "promised", "who": ["DNK"], "to": ["MOZ"]}


def _pledge(at: int, words: str, day: date) -> ActNode:
    return node(at, by="DNK", day=day, quote=words, money=["40 million kroner", 4e7, "DKK"], **SOLAR)


def test_evidence_that_fits_two_commitments_goes_to_none() -> None:
    one = _pledge(1, "Denmark will give 40 million kroner for solar plants in Sofala", date(2022, 3, 1))
    # The same sum once more, for the wells of the same place: another promise, by other words.
    two = replace_act(one, "Denmark will give 40 million kroner for solar plants in Gaza province", 2)
    told = node(
        3,
        by="DNK",
        day=date(2023, 1, 1),
        do="deliver_funds",
        how="done",
        who=["DNK"],
        to=["MOZ"],
        quote="Denmark paid 40 million kroner for solar plants",
        money=["40 million kroner", 4e7, "DKK"],
    )
    apart = Rulings(different=frozenset({(min(one.id, two.id), max(one.id, two.id))}))
    found = MATTER.group([one, two, told], links(MATTER, [one, two, told]), apart)
    assert (told.id,) in found.groups
    assert [(question.subject, set(question.others)) for question in found.questions] == [
        (told.id, {one.id, two.id})
    ]


def replace_act(one: ActNode, quote: str, at: int) -> ActNode:
    """The same act in another document and other words."""
    return ActNode(
        replace(one.act, id=f"act_{at:016d}", quote=quote), f"doc-{at}", one.publisher, one.published
    )


def test_a_commitment_keeps_all_its_sayings_and_the_last_deadline_holds() -> None:
    pair = next(one for one in PAIRS if one.why.startswith("a moved deadline"))
    folded = fold_commitment([pair.b, pair.a])
    assert folded.acts == (pair.a.id, pair.b.id)
    assert (folded.first, folded.last) == (date(2022, 5, 1), date(2022, 11, 20))
    assert folded.deadline is not None
    assert folded.deadline.end == date(2023, 6, 30)
    assert [one.end for one in folded.deadlines] == [date(2022, 12, 31), date(2023, 6, 30)]
    assert folded.moved
    assert folded.standing is Standing.REAFFIRMED
    assert "environment" in folded.topics
    assert folded == fold_commitment([pair.a, pair.b])


def test_evidence_in_the_group_makes_the_standing() -> None:
    pair = next(one for one in PAIRS if one.more.get("kind") == "partly_kept")
    folded = fold_commitment([pair.a, pair.b])
    assert folded.acts == (pair.a.id,)
    assert folded.standing is Standing.PARTLY_DELIVERED
    assert [(one.act, one.says) for one in folded.evidence] == [(pair.b.id, Says.PARTNER)]


def test_a_later_promise_that_takes_its_place() -> None:
    old = node(
        1, by="CHL", day=date(2021, 4, 1), do="promise", how="promised", who=["CHL"],
        quote="Chile will cut methane emissions from landfills by 30 per cent",
    )  # fmt: skip
    new = node(
        2, by="CHL", day=date(2022, 4, 1), do="promise", how="promised", who=["CHL"],
        quote="Chile will cut methane from landfills by 45 per cent, which replaces the earlier target",
    )  # fmt: skip
    assert fold_commitment([old], beside=[new]).standing is Standing.SUPERSEDED
    assert fold_commitment([new], beside=[old]).standing is Standing.OPEN


def test_a_group_without_a_binding_act_is_no_commitment() -> None:
    done = next(one.b for one in PAIRS if not one.b.act.commitment)
    with pytest.raises(ValueError, match="binds"):
        fold_commitment([done])


@pytest.mark.parametrize(
    ("quote", "kind"),
    [
        ("The first tranche was paid", EvidenceKind.PARTLY_KEPT),
        ("Work has begun on the hospital", EvidenceKind.UNDER_WAY),
        ("The government failed to publish the plan", EvidenceKind.MISSED),
        ("It will no longer fund the railway", EvidenceKind.DROPPED),
        ("The new target replaces the one of 2020", EvidenceKind.SUPERSEDED),
        ("The money was paid", None),
        ("The partly elected assembly met", EvidenceKind.PARTLY_KEPT),
    ],
)
def test_cues_of_how_it_went(quote: str, kind: EvidenceKind | None) -> None:
    assert cue_kind(quote) is kind


def _told(kind: EvidenceKind, day: str) -> Evidence:
    return Evidence(kind, Says.SELF, day, act=f"act_{day}")


@pytest.mark.parametrize(
    ("kinds", "standing"),
    [
        ([], Standing.OPEN),
        (["under_way"], Standing.IN_PROGRESS),
        (["partly_kept", "under_way"], Standing.PARTLY_DELIVERED),
        (["under_way", "kept"], Standing.DELIVERED),
        (["missed", "kept"], Standing.DELIVERED),  # late, but kept
        (["kept", "under_way"], Standing.DELIVERED),
        (["dropped"], Standing.DROPPED),
        (["superseded"], Standing.SUPERSEDED),
    ],
)
def test_standing_by_evidence_in_order_of_date(kinds: list[str], standing: Standing) -> None:
    told = [_told(EvidenceKind(kind), f"2022-0{at + 1}-01") for at, kind in enumerate(kinds)]
    assert standing_of(reversed(told), waits=False, repeated=False) is standing


def test_without_evidence_it_waits_or_is_said_again() -> None:
    assert standing_of([], waits=True, repeated=True) is Standing.WAITING
    assert standing_of([], waits=False, repeated=True) is Standing.REAFFIRMED


@pytest.mark.parametrize(
    ("do", "target"),
    [
        ("open_talks", Stage.NEGOTIATING),
        ("conclude_text", Stage.CONCLUDED),
        ("sign", Stage.SIGNED),
        ("approve", Stage.APPROVED),
        ("take_effect", Stage.IN_FORCE),
        ("set_up", Stage.OPERATIVE),
        ("exit", Stage.ENDED),
        ("renew_amend", None),  # opens a child and leaves the parent where it is
        ("advance_talks", None),
        ("promise", None),
    ],
)
def test_the_stage_that_an_act_promises(do: str, target: Stage | None) -> None:
    act = {"by": "CAN", "day": date(2025, 10, 30), "do": do, "how": "promised", "who": ["CAN", "THA"]}
    named = node(1, quote="Canada and Thailand will do it", instrument="free trade agreement", **act)
    assert target_of(named) is target
    assert target_of(node(1, quote="Canada and Thailand will do it", **act)) is None


@pytest.mark.parametrize(
    ("target", "reached", "kind"),
    [
        ("negotiating", {"negotiating": "2026-02"}, "kept"),
        ("negotiating", {"exploring": "2026-02"}, None),
        ("negotiating", {"signed": "2027-01-01", "concluded": None}, "kept"),
        ("signed", {"adopted": "2026-05-01"}, "kept"),
        ("approved", {"partly_approved": "2026-05-01"}, "partly_kept"),
        ("approved", {"provisional": "2026-05-01"}, None),
        ("approved", {"in_force": "2026-05-01"}, "kept"),
        ("in_force", {"provisional": "2026-05-01"}, "partly_kept"),
        ("in_force", {"operative": "2026-05-01"}, "kept"),
        ("ended", {"exit_notified": "2026-05-01"}, "under_way"),
        ("ended", {"exit_notified": "2026-05-01", "in_force": "2027-03"}, "dropped"),  # withdrawn
        ("ended", {"in_force": "2024-05-01"}, None),
        ("signed", {"abandoned": "2026-05-01"}, "dropped"),
        ("signed", {"signed": "2024-05-01"}, None),  # before it was promised
        ("signed", {"signed": "2025"}, "kept"),  # in the same year, as far as is told
        ("signed", {"paused": "2026-01-01"}, None),
    ],
)
def test_a_stage_closes_the_promise_to_reach_it(
    target: str, reached: dict[str, str | None], kind: str | None
) -> None:
    stages = {("agr_1", Stage(stage)): day for stage, day in reached.items()}
    stages["agr_2", Stage(target)] = "2026-01-01"  # of another agreement: must not count
    found = stage_evidence("agr_1", Stage(target), "2025-10-30", stages)
    assert [one.kind for one in found] == ([kind] if kind else [])


def test_stages_beyond_the_target_fulfil_it_and_stages_before_do_not() -> None:
    assert Stage.IN_FORCE in fulfilling(Stage.NEGOTIATING)
    assert Stage.NEGOTIATING not in fulfilling(Stage.CONCLUDED)
    assert Stage.ENDED not in fulfilling(Stage.IN_FORCE)


def test_a_commitment_bound_to_an_agreement_closes_with_it() -> None:
    promised = node(
        1, by="CAN", day=date(2025, 10, 30), do="sign", how="promised", who=["CAN", "KOR"],
        quote="They will sign the agreement by June", instrument="Supply Chain Agreement",
        due=["absolute", "by June", date(2025, 10, 30), date(2026, 6, 30)],
    )  # fmt: skip
    reached = {("agr_1", Stage.SIGNED): "2026-02-25"}
    assert fold_commitment([promised], instrument="agr_1", reached=reached).standing is Standing.DELIVERED
    assert fold_commitment([promised], instrument="agr_2", reached=reached).standing is Standing.OPEN
    assert fold_commitment([promised], instrument="agr_1", reached=reached).target is Stage.SIGNED


def test_rules_of_a_wrong_file_are_refused() -> None:
    from importlib.resources import files

    from servanda.codebook.yamlio import CodebookError, parse

    text = (files("servanda.linking") / "data/commitments.yaml").read_text(encoding="utf-8")
    file = parse(text, RulesFile, "commitments.yaml")
    file.again.floor = file.again.join + 1
    with pytest.raises(CodebookError, match="floor"):
        checked(file)
    assert rules().again.floor <= rules().join


def test_keys_are_few_and_never_a_pair_of_parties_alone() -> None:
    for one in NODES:
        keys = MATTER.keys(one)
        assert len(keys) <= 24
        assert all(key.count("|") >= 1 and not key.endswith("|") for key in keys)
