"""Figures worked out by hand for small cases."""

import msgspec
import pytest

from servanda.evaluation.figures import by_type, figures, intervals
from servanda.evaluation.matching import match
from servanda.evaluation.tally import score, total
from tests.evaluation.builders import MET, SEND, TEXT, WELCOMED, act, gold_acts, gold_document


def values(predicted, coded=None):
    return {figure.name: figure for figure in figures(score(coded or gold_document(), predicted).tally)}


def test_the_sample_offsets_are_where_the_words_are():
    assert [TEXT[a:b] for a, b in (MET, SEND, WELCOMED)] == [
        "Canada and Korea met in Seoul",
        "Canada will send 20 million won by 2027",
        "Korea welcomed the offer"[:23],
    ]


def test_gold_against_itself_is_perfect():
    told = values(gold_acts())
    assert {name for name, figure in told.items() if figure.value != 1} == {"invented_in_empty"}


def test_one_miss_one_invention_and_a_wrong_type():
    meet, pledge, _ = gold_acts()
    wrong = msgspec.structs.replace(pledge, type="promise", actors=("CAN", "KOR"), money=None)
    extra = act("raise", (24, 29), (24, 26))
    told = values([meet, wrong, extra])
    # Matched: meet and the pledge. Gold 3, predicted 3.
    assert told["detect"].value == pytest.approx(2 / 3)
    assert told["typed"].value == pytest.approx(1 / 3)
    assert told["full"].value == pytest.approx(1 / 3)
    assert told["commitment"].value == 1.0
    assert told["modality_acc"].value == 1.0
    assert told["actors_exact"].value == 0.5
    assert told["actors_jaccard"].value == pytest.approx((1 + 1 / 2) / 2)
    assert told["deadline_end_equal"].value == 1.0
    assert told["money_equal"].value == 0.0


@pytest.mark.parametrize(
    ("span", "trigger", "matches"),
    [
        ((0, 29), (17, 20), True),  # the same
        ((0, 16), (0, 6), True),  # 16 of 29 characters, no common trigger
        ((0, 14), (0, 6), False),  # 14 of 29: less than half
        ((17, 20), (17, 20), True),  # tiny clause, same trigger
        ((0, 29), (0, 6), True),  # same clause, other trigger
        ((31, 70), (38, 47), False),  # another sentence
    ],
)
def test_when_two_acts_can_match(span, trigger, matches):
    gold = [gold_acts()[0]]
    assert bool(match(gold, [act("meet", span, trigger)])) is matches


def test_the_same_type_is_preferred_to_the_better_place():
    gold = [act("promise", MET, (17, 20))]
    near = act("endorse", MET, (17, 20))
    typed = act("promise", (10, 29), (17, 20))
    assert match(gold, [near, typed])[0].predicted is typed


def test_acts_in_an_empty_document_are_invented():
    empty = gold_document(name="empty", acts=[])
    tally = total([score(empty, gold_acts()), score(gold_document(), gold_acts())])
    told = {figure.name: figure.value for figure in figures(tally)}
    assert told["invented_in_empty"] == 3.0
    assert told["detect"] == pytest.approx(2 * 0.5 * 1 / 1.5)


@pytest.mark.parametrize(
    "broken",
    [
        {"quote": "Canada and Korea met in Paris"},
        {"end": 4000},
        {"start": -1},
        {"trigger": (20, 17)},
    ],
)
def test_a_quotation_that_does_not_stand_there_is_counted(broken):
    bad = msgspec.structs.replace(gold_acts()[0], **broken)
    assert values([bad, gold_acts()[1]])["reslice"].value == 0.5


def test_types_are_ordered_by_gold_and_count_hits():
    scored = [score(gold_document(), [*gold_acts(), act("warn", (0, 3), (0, 3))])]
    rows = by_type(scored)
    assert [(row.type, row.gold, row.predicted, row.hit) for row in rows] == [
        ("endorse", 1, 1, 1),
        ("meet", 1, 1, 1),
        ("pledge_funds", 1, 1, 1),
        ("warn", 0, 1, 0),
    ]


def test_intervals_are_the_same_for_the_same_seed_and_hold_the_figure():
    perfect = score(gold_document(), gold_acts()).tally
    nothing = score(gold_document(), []).tally
    tallies = [perfect, nothing] * 10
    first = intervals(tallies, resamples=200, seed=1)
    assert first == intervals(tallies, resamples=200, seed=1)
    assert first != intervals(tallies, resamples=200, seed=2)
    low, high = first["detect"]
    assert 0.3 < low < 2 / 3 < high < 1
