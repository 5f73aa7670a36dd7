"""Persons' verdicts: rows follow them, undoing brings back what was, what makes no sense is not entered."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from servanda.api import Ledger
from servanda.model import Ruling
from servanda.views import AgreementDetail, CommitmentRow
from tests.linking.folding import State, add, new_ledger, see_same, see_sound, state
from tests.linking.ruled import (
    AGAIN,
    AIR,
    ALL,
    FISH,
    LATER,
    PROMISE,
    SENT,
    SIGNED,
    agreements,
    link_between,
    rule,
    undo,
)
from tests.linking.told import MARCH, doctors, release, signed, talks_on, under


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """Everything above, checked at the end: what was ruled must follow from the entries alone."""
    with new_ledger() as one:
        add(one, *ALL)
        yield one
        see_sound(one)


def _commitments(ledger: Ledger) -> tuple[CommitmentRow, ...]:
    with ledger.view() as view:
        return view.commitments().rows


def _without_verdicts(found: State) -> State:
    """The rows, but for the notes that persons gave verdicts."""
    return {name: rows for name, rows in found.items() if name != "ruling"}


def test_the_ledger_ruled_on_tells_of_one_promise_and_two_agreements(ledger: Ledger) -> None:
    (promise,) = _commitments(ledger)
    assert promise.standing == "delivered"
    assert set(agreements(ledger)) == {FISH, AIR}


class TestActs:
    def test_a_rejected_act_leaves_its_commitment_and_comes_back(self, ledger: Ledger) -> None:
        before = state(ledger.store)
        first, second = PROMISE.acts[0].id, AGAIN.acts[0].id
        rule(ledger, Ruling.REJECT, first)
        (left,) = _commitments(ledger)
        assert left.first == LATER
        one = rule(ledger, Ruling.REJECT, second)
        assert _commitments(ledger) == ()
        with ledger.view() as view:
            rejected = {row.id for row in view.acts().rows if row.verdict == "rejected"}
        assert rejected == {first, second}
        undo(ledger, one, second)
        (back,) = _commitments(ledger)
        assert back == left
        undo(ledger, one - 1, first)
        see_same(before, state(ledger.store))

    def test_rejected_evidence_is_none(self, ledger: Ledger) -> None:
        before = state(ledger.store)
        number = rule(ledger, Ruling.REJECT, SENT.acts[0].id)
        assert [one.standing for one in _commitments(ledger)] == ["reaffirmed"]
        undo(ledger, number, SENT.acts[0].id)
        assert [one.standing for one in _commitments(ledger)] == ["delivered"]
        see_same(before, state(ledger.store))

    def test_an_undoing_can_be_undone(self, ledger: Ledger) -> None:
        target = SENT.acts[0].id
        number = undo(ledger, rule(ledger, Ruling.REJECT, target), target)
        undo(ledger, number, target)
        assert [one.standing for one in _commitments(ledger)] == ["reaffirmed"]

    def test_the_last_word_counts(self, ledger: Ledger) -> None:
        target = SENT.acts[0].id
        rule(ledger, Ruling.REJECT, target)
        rule(ledger, Ruling.ACCEPT, target)
        assert [one.standing for one in _commitments(ledger)] == ["delivered"]
        with ledger.view() as view:
            assert [row.verdict for row in view.acts().rows if row.id == target] == ["accepted"]

    def test_corrected_fields_show_in_the_rows(self, ledger: Ledger) -> None:
        before = state(ledger.store)
        target = AGAIN.acts[0].id
        number = rule(ledger, Ruling.CORRECT, target, actors="NOR, SWE", modality="called_for")
        with ledger.view() as view:
            (row,) = [row for row in view.acts().rows if row.id == target]
        assert (row.actors, row.modality, row.commitment) == (("NOR", "SWE"), "called_for", False)
        assert row.verdict == "corrected"
        (promise,) = _commitments(ledger)
        assert promise.last == MARCH
        assert _rows_of(ledger, "act_party", "NOR") and not _rows_of(ledger, "matter_party", "NOR")
        undo(ledger, number, target)
        see_same(before, state(ledger.store))

    def test_a_corrected_type_makes_another_commitment(self, ledger: Ledger) -> None:
        first, second = PROMISE.acts[0].id, AGAIN.acts[0].id
        for one in (first, second):
            rule(ledger, Ruling.CORRECT, one, actors="FRA")
        assert {row.actors for row in _commitments(ledger)} == {("FRA",)}
        rule(ledger, Ruling.CORRECT, first, type="raise")
        with ledger.view() as view:
            assert [row.type for row in view.acts().rows if row.id == first] == ["raise"]
        (left,) = _commitments(ledger)
        assert left.first == LATER

    def test_a_corrected_instrument_shows_in_the_topics(self, ledger: Ledger) -> None:
        before = state(ledger.store)
        target = PROMISE.acts[0].id
        number = rule(ledger, Ruling.CORRECT, target, instrument="Fisheries Agreement")
        with ledger.view() as view:
            (row,) = [row for row in view.acts().rows if row.id == target]
        assert row.instrument == "Fisheries Agreement"
        assert "fisheries" in row.topics
        undo(ledger, number, target)
        see_same(before, state(ledger.store))

    def test_a_stage_that_a_rejected_act_proved_is_proven_no_more(self, ledger: Ledger) -> None:
        before = state(ledger.store)
        target = SIGNED.acts[0].id
        number = rule(ledger, Ruling.REJECT, target)
        assert _stage(ledger, FISH) == "negotiating"
        undo(ledger, number, target)
        assert _stage(ledger, FISH) == "signed"
        see_same(before, state(ledger.store))

    @pytest.mark.parametrize("fields", [{"modality": "promised"}, {"flags": "negated"}])
    def test_nor_is_one_of_which_it_was_put_right_that_it_is_not_done(
        self, ledger: Ledger, fields: dict[str, str]
    ) -> None:
        target = SIGNED.acts[0].id
        number = rule(ledger, Ruling.CORRECT, target, **fields)
        assert _stage(ledger, FISH) == "negotiating"
        undo(ledger, number, target)
        assert _stage(ledger, FISH) == "signed"
        rule(ledger, Ruling.CORRECT, target, recipients="NOR")
        assert _stage(ledger, FISH) == "signed"


class TestCodingsAfterVerdicts:
    def test_a_verdict_holds_for_the_same_act_in_a_later_coding(self, ledger: Ledger) -> None:
        target = SENT.acts[0].id
        rule(ledger, Ruling.REJECT, target)
        ledger.add_coded([SENT], coder="anna")
        assert [one.standing for one in _commitments(ledger)] == ["reaffirmed"]

    def test_and_in_a_text_that_came_back(self, ledger: Ledger) -> None:
        rule(ledger, Ruling.REJECT, SENT.acts[0].id)
        add(ledger, under("sent", release("none", published=LATER)))
        add(ledger, SENT)
        standings = {one.quote: one.standing for one in _commitments(ledger)}
        assert standings == {doctors(40).words: "reaffirmed"}


class TestAgreements:
    def test_merged_and_undone(self, ledger: Ledger) -> None:
        before = state(ledger.store)
        ids = agreements(ledger)
        number = rule(ledger, Ruling.MERGE, ids[FISH], ids[AIR])
        assert len(agreements(ledger)) == 1
        undo(ledger, number, ids[FISH])
        assert agreements(ledger) == ids
        see_same(before, state(ledger.store))

    def test_a_telling_split_off_and_undone(self, ledger: Ledger) -> None:
        more = release("more", talks_on(f"Canada–Ghana {FISH}", "CAN", "GHA"), published=LATER)
        add(ledger, more)
        before = state(ledger.store)
        (pact,) = [id for name, id in agreements(ledger).items() if "Fisheries" in name]
        assert _tellings(ledger, pact) == 3
        telling = more.accounts[0].id
        number = rule(ledger, Ruling.SPLIT, telling, pact)
        ids = {name: id for name, id in agreements(ledger).items() if "Fisheries" in name}
        assert len(ids) == 2
        assert {_tellings(ledger, id) for id in ids.values()} == {1, 2}
        undo(ledger, number, telling)
        see_same(before, state(ledger.store))

    def test_merged_agreements_stay_together_when_more_is_told(self, ledger: Ledger) -> None:
        ids = agreements(ledger)
        rule(ledger, Ruling.MERGE, ids[AIR], ids[FISH])
        (one,) = agreements(ledger).values()
        assert _tellings(ledger, one) == 3
        add(ledger, release("third", signed(AIR, "CAN", "GHA"), published=LATER))
        (one,) = agreements(ledger).values()
        assert _tellings(ledger, one) == 4


class TestCommitments:
    def test_a_telling_split_off_and_undone(self, ledger: Ledger) -> None:
        before = state(ledger.store)
        (promise,) = _commitments(ledger)
        target = AGAIN.acts[0].id
        number = rule(ledger, Ruling.SPLIT, target, promise.id)
        assert len(_commitments(ledger)) == 2
        undo(ledger, number, target)
        see_same(before, state(ledger.store))

    def test_merged_and_undone(self, ledger: Ledger) -> None:
        add(ledger, release("more", replace(doctors(40), words="Canada will open one school in Accra")))
        before = state(ledger.store)
        one, two = (row.id for row in _commitments(ledger))
        number = rule(ledger, Ruling.MERGE, one, two)
        assert len(_commitments(ledger)) == 1
        undo(ledger, number, one)
        see_same(before, state(ledger.store))


class TestLinks:
    def test_rejected_and_undone(self, ledger: Ledger) -> None:
        before = state(ledger.store)
        pair = tuple(sorted((PROMISE.acts[0].id, AGAIN.acts[0].id)))
        target = link_between(ledger, *pair)
        number = rule(ledger, Ruling.REJECT, target)
        assert len(_commitments(ledger)) == 2
        undo(ledger, number, target)
        see_same(before, state(ledger.store))

    def test_accepted_and_undone(self, ledger: Ledger) -> None:
        before = state(ledger.store)
        target = link_between(ledger, *sorted((PROMISE.acts[0].id, AGAIN.acts[0].id)))
        number = rule(ledger, Ruling.ACCEPT, target)
        assert [(row[3]) for row in state(ledger.store)["ruling"]] == [1]
        see_same(_without_verdicts(before), _without_verdicts(state(ledger.store)))
        undo(ledger, number, target)
        see_same(before, state(ledger.store))


def _stage(ledger: Ledger, name: str) -> str | None:
    with ledger.view() as view:
        return next(row.stage for row in view.agreements().rows if row.name == name)


def _tellings(ledger: Ledger, agreement: str) -> int:
    with ledger.view() as view:
        shown = view.get(agreement)
    assert isinstance(shown, AgreementDetail)
    return len(shown.accounts)


def _rows_of(ledger: Ledger, table: str, party: str) -> list[tuple[object, ...]]:
    return [row for row in state(ledger.store)[table] if party in row]
