"""The table of moves between the stages of an instrument."""

import pytest

from servanda.codebook.stages import StageFile, checked, stage_table
from servanda.codebook.yamlio import CodebookError

TABLE = stage_table()


@pytest.mark.parametrize(
    ("start", "goal"),
    [
        ("exploring", "negotiating"),
        ("negotiating", "signed"),  # news may jump forward
        ("concluded", "negotiating"),  # a settled text may be opened again
        ("signed", "partly_approved"),  # ratified by one side
        ("provisional", "in_force"),
        ("suspended", "in_force"),
        ("exit_notified", "in_force"),  # a notice withdrawn
        ("abandoned", "negotiating"),
    ],
)
def test_moves_that_stand_in_the_table(start: str, goal: str) -> None:
    assert TABLE.allows(start, goal)


@pytest.mark.parametrize(
    ("start", "goal"),
    [
        ("signed", "negotiating"),
        ("in_force", "signed"),
        ("approved", "operative"),
        ("ended", "in_force"),
        ("paused", "signed"),
        ("operative", "exit_notified"),
    ],
)
def test_moves_that_go_to_review(start: str, goal: str) -> None:
    assert not TABLE.allows(start, goal)


def test_only_an_end_is_final() -> None:
    assert [stage for stage in TABLE.stages if not TABLE.moves[stage]] == ["ended"]


def test_every_stage_can_be_reached_from_the_first() -> None:
    reached, queue = set(), [TABLE.stages[0]]
    while queue:
        stage = queue.pop()
        if stage not in reached:
            reached.add(stage)
            queue += TABLE.moves[stage]
    assert reached == set(TABLE.stages)


@pytest.mark.parametrize(("start", "goal"), [("signed", "sealed"), ("sealed", "signed")])
def test_an_unknown_stage_is_an_error_and_no_answer(start: str, goal: str) -> None:
    with pytest.raises(KeyError, match="sealed"):
        TABLE.allows(start, goal)


@pytest.mark.parametrize(
    ("moves", "told"),
    [
        ({"open": ["shut"]}, "shut"),
        ({"open": ["open"]}, "itself"),
        ({"open": ["shut", "shut"], "shut": []}, "twice"),
    ],
)
def test_a_wrong_table_is_refused(moves: dict[str, list[str]], told: str) -> None:
    with pytest.raises(CodebookError, match=told):
        checked(StageFile(moves), "stages.yaml")
