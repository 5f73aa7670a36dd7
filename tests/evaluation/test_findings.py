"""Acts won, lost, missed and invented, each with its sentence."""

import msgspec
import pytest

from servanda.evaluation.findings import Kind, changes, errors, sentence_around
from servanda.evaluation.tally import score
from tests.evaluation.builders import SEND, TEXT, act, gold_acts, gold_document


def told(findings):
    return [(finding.kind, finding.act.type, finding.sentence) for finding in findings]


@pytest.mark.parametrize(
    ("text", "span", "sentence"),
    [
        (TEXT, SEND, "Canada will send 20 million won by 2027."),
        ("One. Two here", (5, 8), "Two here"),
        ('He said "Go." Then they met.', (14, 27), "Then they met."),
        ("A heading\n\nThe body stands\nhere.", (11, 19), "The body stands here."),
        ("In the U.S. talks went on. Next.", (0, 6), "In the U.S. talks went on."),
        ("alone", (0, 5), "alone"),
    ],
)
def test_the_sentence_of_an_act(text, span, sentence):
    assert sentence_around(text, *span) == sentence


def test_a_very_long_sentence_is_cut_on_both_sides():
    text = "a " * 1000 + "met" + " b" * 1000
    shown = sentence_around(text, 2000, 2003)
    assert shown.startswith("…a")
    assert shown.endswith("b…")
    assert "met" in shown
    assert len(shown) < 520


def test_errors_of_each_class():
    meet, pledge, _ = gold_acts()
    run = [
        msgspec.structs.replace(meet, type="raise", actors=("CAN",)),
        msgspec.structs.replace(pledge, modality="intended", because=("cue:send",)),
        act("warn", (24, 29), (24, 26)),
    ]
    found = list(errors([score(gold_document(), run)]))
    assert [(finding.kind, finding.detail) for finding in found] == [
        (Kind.WRONG_ACTORS, "gold CAN KOR, ours CAN"),
        (Kind.WRONG_TYPE, "gold meet, ours raise"),
        (Kind.INVENTED, ""),
        (Kind.WRONG_MODALITY, "gold promised, ours intended"),
        (Kind.MISSED, ""),
    ]
    assert found[3].because == ("cue:send",)


def test_changes_between_two_runs():
    meet, pledge, endorse = gold_acts()
    invented = act("warn", (24, 29), (24, 26))
    before = [meet, msgspec.structs.replace(pledge, type="promise"), invented]
    after = [pledge, endorse, act("call_on", (52, 60), (52, 55))]
    found = changes([score(gold_document(), before)], [score(gold_document(), after)])
    assert told(found) == [
        (Kind.LOST, "meet", "Canada and Korea met in Seoul."),
        (Kind.WON, "pledge_funds", "Canada will send 20 million won by 2027."),
        (Kind.WON, "endorse", "Korea welcomed the offer."),
        (Kind.NEWLY_INVENTED, "call_on", "Canada will send 20 million won by 2027."),
        (Kind.NO_LONGER_INVENTED, "warn", "Canada and Korea met in Seoul."),
    ]


def test_the_same_run_changes_nothing():
    run = score(gold_document(), gold_acts()[:2])
    assert list(changes([run], [run])) == []
