"""Floors hold, break, rise freely and fall only with a reason that is kept."""

from datetime import date

import pytest

from servanda.evaluation.coded import CodedError, Gold
from servanda.evaluation.figures import Figure
from servanda.evaluation.floors import (
    GUARDED,
    Floors,
    breaches,
    load_floors,
    lowered,
    raised,
    rounded,
    save_floors,
)

GOLD = Gold("dev", (), "abc")
DAY = date(2026, 3, 1)


def measured(**values: float) -> list[Figure]:
    return [Figure(name, values.get(name, 0.8)) for name in GUARDED]


@pytest.mark.parametrize(
    ("name", "value", "floor", "broken"),
    [
        ("typed", 0.70, 0.70, False),
        ("typed", 0.7001, 0.70, False),
        ("typed", 0.6999, 0.70, True),
        ("invented_in_empty", 0.4, 0.5, False),
        ("invented_in_empty", 0.6, 0.5, True),
    ],
)
def test_when_a_floor_breaks(name, value, floor, broken):
    assert bool(breaches(Floors("abc", {name: floor}), measured(**{name: value}))) is broken


@pytest.mark.parametrize(
    ("name", "value", "floor"),
    [
        ("typed", 0.71299, 0.712),
        ("typed", 0.713, 0.713),
        ("reslice", 1.0, 1.0),
        ("invented_in_empty", 0.3331, 0.334),
    ],
)
def test_floors_are_rounded_to_the_weaker_side(name, value, floor):
    assert rounded(Figure(name, value)) == floor


def test_first_floors_are_todays_figures():
    floors = raised(None, GOLD, measured(typed=0.7539))
    assert floors.digest == "abc"
    assert set(floors.floors) == set(GUARDED)
    assert floors.floors["typed"] == 0.753


def test_raising_never_lowers():
    floors = raised(Floors("abc", {"typed": 0.75, "detect": 0.7}), GOLD, measured(typed=0.6, detect=0.9))
    assert floors.floors == {"typed": 0.75, "detect": 0.9}


def test_lowering_moves_only_what_is_broken_and_keeps_the_reason():
    before = Floors("abc", {"typed": 0.75, "detect": 0.7})
    after = lowered(before, GOLD, measured(typed=0.6, detect=0.9), reason="manual 1.3", on=DAY)
    assert after.floors == {"typed": 0.6, "detect": 0.7}
    (record,) = after.lowered
    assert (record.figure, record.was, record.now, record.reason, record.on) == (
        "typed",
        0.75,
        0.6,
        "manual 1.3",
        DAY,
    )


def test_a_new_gold_is_recorded():
    after = lowered(Floors("old", {"typed": 0.7}), GOLD, measured(), reason="more documents", on=DAY)
    assert after.digest == "abc"
    assert [(record.figure, record.was, record.now) for record in after.lowered] == [("digest", "old", "abc")]


def test_saved_and_loaded(tmp_path):
    path = tmp_path / "floors.json"
    assert load_floors(path) == {}
    floors = lowered(Floors("old", {"typed": 0.9}), GOLD, measured(), reason="why", on=DAY)
    save_floors(path, {"dev": floors})
    assert load_floors(path) == {"dev": floors}
    path.write_text("{]")
    with pytest.raises(CodedError, match=r"floors\.json"):
        load_floors(path)
