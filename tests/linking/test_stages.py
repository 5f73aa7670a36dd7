"""The stage machine: what each set of told steps makes, whatever their order."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.codebook.stages import stage_table
from servanda.linking.stages import ToldStep, fold_stages, path
from servanda.model import Binding, Dated, Span, Stage, Step
from servanda.model.agreement import Claim, Course, Proof

PAIR = ("CAN", "KOR")


def told(day: str, stage: str, when: str = "", party: str | None = None, *, document: str = "") -> ToldStep:
    """A step told on `day`: `when` is a date told in words, "by" if true by that day, "" for that day."""
    dated = Dated.BY if when == "by" else Dated.TOLD if when else Dated.PUBLISHED
    shown = when if dated is Dated.TOLD else day
    step = Step(Stage(stage), Span(0, 10), shown, dated, party)
    return ToldStep(step, document or f"doc {day}", date.fromisoformat(day))


def moves(course: Course) -> list[tuple[str, str | None]]:
    """Stages with their dates; implied ones in brackets."""
    return [(f"({r.stage.value})" if r.implied else r.stage.value, r.date) for r in course.records]


LIVES = {
    "a usual life": (
        [told("2020-01-05", "negotiating"), told("2021-02-03", "signed"), told("2022-06-01", "in_force")],
        [("negotiating", "2020-01-05"), ("signed", "2021-02-03"), ("in_force", "2022-06-01")],
    ),
    "a jump implies what lies between": (
        [told("2020-01-05", "negotiating"), told("2022-06-01", "in_force")],
        [("negotiating", "2020-01-05"), ("(signed)", None), ("in_force", "2022-06-01")],
    ),
    "a recap tells the same step again": (
        [
            told("2021-02-03", "signed"),
            told("2023-05-01", "signed", "2021"),
            told("2023-09-01", "signed", "by"),
        ],
        [("signed", "2021-02-03")],
    ),
    "the day may be told later than the step": (
        [told("2021-12-17", "signed", "by"), told("2024-08-07", "signed", "2021-11-22")],
        [("signed", "2021-11-22")],
    ),
    "true by a day fits before what came earlier than that day": (
        [
            told("2021-12-17", "signed", "by"),
            told("2021-12-01", "partly_approved"),
            told("2021-11-19", "concluded"),
        ],
        [("concluded", "2021-11-19"), ("signed", "2021-12-17"), ("partly_approved", "2021-12-01")],
    ),
    "a year told late sorts before a day in it": (
        [
            told("2023-04-04", "in_force"),
            told("2024-03-07", "approved", "2023"),
            told("2022-07-05", "signed"),
        ],
        [("signed", "2022-07-05"), ("approved", "2023"), ("in_force", "2023-04-04")],
    ),
    "talks paused and taken up again": (
        [told("2010-01-05", "negotiating"), told("2012-01-05", "paused"), told("2014-01-05", "negotiating")],
        [("negotiating", "2010-01-05"), ("paused", "2012-01-05"), ("negotiating", "2014-01-05")],
    ),
    "talks told to go on are no new talks": (
        [
            told("2010-01-05", "negotiating"),
            told("2012-01-05", "negotiating", "by"),
            told("2011-05-01", "negotiating"),
        ],
        [("negotiating", "2010-01-05")],
    ),
    "a notice withdrawn leaves the text in force": (
        [
            told("2016-11-23", "signed"),
            told("2016-11-23", "in_force"),
            told("2019-08-22", "exit_notified"),
            told("2019-11-22", "in_force"),
            told("2023-03-16", "in_force", "by"),
        ],
        [
            ("signed", "2016-11-23"),
            ("in_force", "2016-11-23"),
            ("exit_notified", "2019-08-22"),
            ("in_force", "2019-11-22"),
        ],
    ),
    "to be in force still is no withdrawal of a notice": (
        [
            told("2016-11-23", "in_force"),
            told("2019-08-22", "exit_notified"),
            told("2019-09-01", "in_force", "by"),
        ],
        [("in_force", "2016-11-23"), ("exit_notified", "2019-08-22")],
    ),
    "provisional application is not force": (
        [
            told("2009-05-06", "negotiating"),
            told("2013-10-18", "agreed_in_principle"),
            told("2014-09-26", "concluded"),
            told("2016-10-30", "signed"),
            told("2017-09-21", "provisional"),
        ],
        [
            ("negotiating", "2009-05-06"),
            ("agreed_in_principle", "2013-10-18"),
            ("concluded", "2014-09-26"),
            ("signed", "2016-10-30"),
            ("provisional", "2017-09-21"),
        ],
    ),
    "nothing told": ([], []),
}


@pytest.mark.parametrize(("steps", "expected"), LIVES.values(), ids=LIVES.keys())
def test_lives(steps: list[ToldStep], expected: list[tuple[str, str | None]]) -> None:
    course = fold_stages(steps, PAIR)
    assert moves(course) == expected
    assert course.questions == ()
    assert course.stage == (Stage(expected[-1][0]) if expected else None)


QUESTIONS = {
    "no way back from signature to talks": (
        [told("2021-02-03", "signed"), told("2022-02-03", "negotiating")],
        "signed",
        "does not follow on signed",
    ),
    "nothing follows on the end": (
        [told("2020-02-03", "signed"), told("2021-02-03", "ended"), told("2022-02-03", "approved")],
        "ended",
        "does not follow on ended",
    ),
    "two days for one signature": (
        [told("2021-02-03", "signed", "2021-02-01"), told("2022-02-03", "signed", "2021-06-01")],
        "signed",
        "another day is told",
    ),
    "told as done before its day": (
        [told("2020-02-03", "negotiating"), told("2021-02-03", "signed", "2021-06-01")],
        "negotiating",
        "before its day",
    ),
}


@pytest.mark.parametrize(("steps", "stage", "reason"), QUESTIONS.values(), ids=QUESTIONS.keys())
def test_what_is_not_made_is_asked(steps: list[ToldStep], stage: str, reason: str) -> None:
    course = fold_stages(steps, PAIR)
    assert course.stage == stage
    assert len(course.questions) == 1
    assert reason in course.questions[0].reason
    assert {proof.document for proof in course.questions[0].proofs} <= {step.document for step in steps}


def test_one_side_ratifies_then_the_other() -> None:
    first = [told("2021-02-03", "signed"), told("2021-06-01", "approved", party="CAN")]
    course = fold_stages(first, PAIR)
    assert moves(course) == [("signed", "2021-02-03"), ("partly_approved", "2021-06-01")]
    assert [(r.party, r.stage) for r in course.sides] == [("CAN", Stage.APPROVED)]
    both = fold_stages([*first, told("2022-03-01", "approved", party="KOR")], PAIR)
    assert moves(both)[-1] == ("approved", "2022-03-01")


def test_approval_before_signature_is_one_sides_record_alone() -> None:
    steps = [
        told("2025-10-30", "concluded"),
        told("2026-01-27", "approved", party="KOR"),
        told("2026-02-25", "signed"),
    ]
    course = fold_stages(steps, PAIR)
    assert moves(course) == [("concluded", "2025-10-30"), ("signed", "2026-02-25")]
    assert [(r.party, r.date) for r in course.sides] == [("KOR", "2026-01-27")]


def test_one_of_many_moves_its_own_record_only() -> None:
    many = ("CAN", "FIN", "NATO", "SWE", "USA")
    course = fold_stages([told("2020-01-01", "adopted"), told("2021-01-01", "in_force", party="CAN")], many)
    assert moves(course) == [("adopted", "2020-01-01")]
    assert fold_stages([told("2021-07-01", "exit_notified", party="CAN")], many).stage is None


def test_later_approvals_do_not_trouble_a_text_in_force() -> None:
    course = fold_stages(
        [told("2019-01-01", "in_force"), told("2022-09-21", "approved", party="USA")], ("OTHER:Parties",)
    )
    assert course.stage is Stage.IN_FORCE
    assert course.questions == ()


def test_what_binds_nobody_is_at_work_not_in_force() -> None:
    claim = Claim(Binding.NON_BINDING, Proof("a", Span(0, 1)))
    course = fold_stages([told("2021-02-03", "signed"), told("2021-03-03", "in_force")], PAIR, [claim])
    assert course.stage is Stage.OPERATIVE
    assert course.binding is Binding.NON_BINDING


def test_claims_that_conflict_are_kept_both() -> None:
    claims = [
        Claim(Binding.NON_BINDING, Proof("theirs", Span(0, 1)), "KOR"),
        Claim(Binding.BINDING, Proof("ours", Span(0, 1)), "CAN"),
    ]
    course = fold_stages([told("2021-03-03", "in_force")], PAIR, claims)
    assert course.disputed
    assert course.binding is Binding.UNKNOWN
    assert {claim.proof.document for claim in course.claims} == {"ours", "theirs"}
    assert course.stage is Stage.IN_FORCE


def test_the_first_document_proves_and_the_later_ones_stand_beside() -> None:
    steps = [
        told("2023-01-01", "signed", "2021-02-03"),
        told("2021-02-03", "signed"),
        told("2022-01-01", "signed", "by"),
    ]
    record = fold_stages(steps, PAIR).records[0]
    assert record.proof == Proof("doc 2021-02-03", Span(0, 10))
    assert [proof.document for proof in record.also] == ["doc 2022-01-01", "doc 2023-01-01"]


DAYS = st.integers(0, 4000).map(lambda n: date(2015, 1, 1) + timedelta(n))


@st.composite
def steps(draw: st.DrawFn) -> ToldStep:
    """Any step, dates that are none and documents without a day included."""
    day = draw(st.none() | DAYS)
    shown = draw(
        st.none() | DAYS.map(lambda d: d.isoformat()[: draw(st.sampled_from([4, 7, 10]))]) | st.just("soon")
    )
    start = draw(st.integers(0, 50))
    party = draw(st.sampled_from([None, None, "CAN", "KOR", "USA"]))
    step = Step(
        draw(st.sampled_from(Stage)), Span(start, start + 5), shown, draw(st.sampled_from(Dated)), party
    )
    return ToldStep(step, draw(st.sampled_from(["a", "b", "c", "d"])), day)


@given(st.lists(steps(), max_size=9), st.sampled_from([(), PAIR, ("AUS", "CAN", "KOR", "USA")]), st.randoms())
def test_any_steps_in_any_order_give_one_lawful_course(
    given_: list[ToldStep], parties: tuple[str, ...], random
) -> None:  # type: ignore[no-untyped-def]
    course = fold_stages(given_, parties)
    shuffled = list(given_)
    random.shuffle(shuffled)
    assert fold_stages(shuffled, parties) == course
    stages = [record.stage for record in course.records]
    assert course.stage == (stages[-1] if stages else None)
    for one, other in pairwise(stages):
        assert stage_table().allows(one.value, other.value)
    documents = {step.document for step in given_}
    assert all(r.proof is not None and r.proof.document in documents for r in course.records if not r.implied)


@pytest.mark.parametrize("start", list(Stage))
@pytest.mark.parametrize("goal", list(Stage))
def test_every_way_is_made_of_moves_of_the_table(start: Stage, goal: Stage) -> None:
    for operative in (False, True):
        way = path(start, goal, operative)
        if way is not None:
            line = [start, *way, goal]
            assert all(stage_table().allows(a.value, b.value) for a, b in pairwise(line))
