"""Which clauses of two documents are one act, and in what their tellings differ."""

from datetime import date
from typing import Any

import pytest

from servanda.insight.aligning import Clause, aligned, clauses_of
from servanda.insight.aligning.features import alike
from servanda.insight.compare import In, Kind, compare
from servanda.insight.compare.differences import differences
from tests.insight.compare_making import DAY, act, clause, told

MAY, JUNE = ("by May", date(2026, 5, 31)), ("by June", date(2026, 6, 30))
LENTILS = "Brazil will lower its tariff on lentils to 4 per cent"


def pairs(ours: list[Clause], theirs: list[Clause]) -> list[tuple[str, str]]:
    """The quotations that were taken for one act."""
    return [(one.a.act.quote, one.b.act.quote) for one in aligned(ours, theirs).pairs]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        # other verbs, another order, another rate
        (
            clause(LENTILS, "ease", actors=["BRA"]),
            clause("Brazil will cut to 6 per cent its tariff on lentils", "ease", actors=["BRA"]),
        ),
        # another type, more surely
        (
            clause("Chile will ban plastic bottles", "restrict"),
            clause("Chile will strive to ban plastic bottles"),
        ),
        # the other side pays
        (
            clause("Canada will pay for the training of crews for two patrol vessels", "pledge_funds"),
            clause(
                "Brazil will pay for the training of crews for two patrol vessels",
                "pledge_funds",
                actors=["BRA"],
            ),
        ),
    ],
    ids=["rate", "type", "who"],
)
def test_one_act_in_other_words(a: Clause, b: Clause) -> None:
    assert pairs([a], [b]) == [(a.act.quote, b.act.quote)]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        # the same measure on another good
        (
            clause(LENTILS, "ease", actors=["BRA"]),
            clause("Brazil will lower its tariff on pork to 4 per cent", "ease", actors=["BRA"]),
        ),
        # the same measure on another good, by the same day
        (
            clause("Brazil will lift its ban on pork", "ease", actors=["BRA"], due=MAY),
            clause("Brazil will lift its ban on lentils", "ease", actors=["BRA"], due=MAY),
        ),
        # the same words on another party
        (
            clause("Canada condemned the launch of missiles", "condemn", "done", recipients=["PRK"]),
            clause("Canada condemned the launch of missiles", "condemn", "done", recipients=["RUS"]),
        ),
        # a meeting is no promise
        (
            clause("The leaders met in Kyoto", "meet", "done", actors=["CAN", "JPN"]),
            clause("The leaders will meet in Kyoto", actors=["CAN", "JPN"]),
        ),
        # another memorandum
        (
            clause("Both signed a memorandum on energy", "sign", "done", instrument="memorandum on energy"),
            clause(
                "Both signed a memorandum on fisheries", "sign", "done", instrument="memorandum on fisheries"
            ),
        ),
    ],
    ids=["good", "day", "party", "meeting", "text"],
)
def test_another_act_in_like_words(a: Clause, b: Clause) -> None:
    assert pairs([a], [b]) == []


def test_what_fits_two_joins_neither() -> None:
    text = "Canada will build a school in Aswan. Canada will build a school in Luxor."
    ours = clauses_of(told(text, *(act(text, one) for one in text.rstrip(".").split(". "))), "a")
    other = clause("Canada will build a school in Egypt near Aswan and Luxor")
    found = aligned(ours, [other])
    assert found.pairs == ()
    assert [one.unclear for one in (*found.only_a, *found.only_b)] == [True, True, True]


def test_the_clear_winner_is_taken_first() -> None:
    text = "Canada will build a school in Aswan. Canada will build a school in Luxor for 400 girls."
    quotes = text.rstrip(".").split(". ")
    ours = clauses_of(told(text, *(act(text, one) for one in quotes)), "a")
    other = clause("Canada will build a school in Luxor for 400 girls by May")
    assert pairs(ours, [other]) == [(quotes[1], other.act.quote)]


def test_what_is_said_twice_is_paired_in_order() -> None:
    text = "Canada will build a school in Aswan. Canada will build a school in Aswan."
    first = act(text, "Canada will build a school in Aswan")
    start = text.rindex("Canada")
    again = act(text[start:], "Canada will build a school in Aswan")
    moved = act(" " * start + text[start:], "Canada will build a school in Aswan")
    assert again.quote == moved.quote
    both = told(text, first, moved)
    found = aligned(clauses_of(both, "a"), clauses_of(both, "b"))
    assert [(one.a.act.span.start, one.b.act.span.start) for one in found.pairs] == [(0, 0), (start, start)]


def test_every_pair_says_why() -> None:
    likeness = alike(clause(LENTILS, "ease", actors=["BRA"]), clause(LENTILS, "ease", actors=["BRA"]))
    assert likeness is not None
    assert {"words", "rare_words", "type", "doers", "figures"} <= {one.name for one in likeness.features}
    assert likeness.score == pytest.approx(sum(one.contribution for one in likeness.features), abs=1e-3)


YEARLY = "every year"
SCHOOL = "Canada will build a school in Aswan"


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ({}, {}, []),
        ({"due": MAY}, {"due": JUNE}, [(In.DATE, "by May", "by June")]),
        ({"due": MAY}, {"due": ("by 31 May", date(2026, 5, 31))}, []),
        ({"due": MAY}, {}, [(In.DATE, "by May", None)]),
        ({"recurring": "every year"}, {"recurring": "annually"}, []),
        ({"recurring": YEARLY}, {"recurring": "every two years"}, [(In.DATE, YEARLY, "every two years")]),
        ({"condition": "if both agree"}, {}, [(In.CONDITION, "if both agree", None)]),
        ({"money": ("$5m", 5e6, "CAD")}, {"money": ("5 million dollars", 5e6, "CAD")}, []),
        ({"money": ("$5m", 5e6, "CAD")}, {"money": ("$6m", 6e6, "CAD")}, [(In.SUM, "$5m", "$6m")]),
        ({"money": ("$5m", 5e6, "CAD")}, {"money": ("£5m", 5e6, "GBP")}, [(In.SUM, "$5m", "£5m")]),
        ({"actors": ["CAN", "EGY"]}, {"actors": ["CAN"]}, [(In.WHO, "CAN,EGY", "CAN")]),
        ({"flags": ["negated"]}, {}, [(In.DENIAL, "Canada will build", "Canada will build")]),
    ],
)  # fmt: skip
def test_terms_that_differ(
    ours: dict[str, Any], theirs: dict[str, Any], expected: list[tuple[In, str | None, str | None]]
) -> None:
    found = differences(clause(SCHOOL, **ours), clause(SCHOOL, **theirs))
    assert [(one.what, one.a, one.b) for one in found] == expected


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (("promise", "promised"), ("promise", "decided"), []),
        (("promise", "promised"), ("promise", "intended"), [In.MODALITY]),
        (("raise", "done"), ("promise", "promised"), [In.MODALITY]),
        (("sign", "done"), ("sign", "promised"), [In.MODALITY]),
        (("endorse", "done"), ("promise", "promised"), [In.MODALITY]),
        (("endorse", "done"), ("reaffirm", "done"), []),
        (("condemn", "done"), ("raise", "done"), []),
    ],
)
def test_how_firmly(ours: tuple[str, str], theirs: tuple[str, str], expected: list[In]) -> None:
    assert [one.what for one in differences(clause(SCHOOL, *ours), clause(SCHOOL, *theirs))] == expected


def test_a_hedge_beside_the_verb_is_told_with_its_words() -> None:
    (one,) = differences(clause(SCHOOL), clause(f"{SCHOOL}, where appropriate"))
    assert (one.what, one.a, one.b) == (In.HEDGE, None, "where appropriate")


def test_who_is_said_to_be_going_to_do_it() -> None:
    text = "Canada expects China to lower its tariff on canola."
    ours = told(text, act(text, text[:-1], "ease", "intended", recipients=["CHN"]))
    other = "China welcomed the visit."
    theirs = told(other, act(other, other[:-1], "endorse", "done", actors=["CHN"]), id="two", publisher="CHN")
    (line, _) = compare(DAY, ours, theirs).lines
    assert line.kind is Kind.ATTRIBUTED_A
    assert line.a is not None
    assert line.a.who == ("CHN",)


def test_what_the_other_side_says_too_is_no_attribution() -> None:
    text = "Canada expects China to lower its tariff on canola."
    ours = told(text, act(text, text[:-1], "ease", "intended", recipients=["CHN"]))
    other = "China will lower its tariff on canola."
    theirs = told(other, act(other, other[:-1], "ease", actors=["CHN"]), id="two", publisher="CHN")
    (line,) = compare(DAY, ours, theirs).lines
    assert line.kind is Kind.BOTH


def test_a_sentence_of_assurance_counts_without_an_act() -> None:
    text = "Canada was assured by China that the ban on canola will end."
    other = "China welcomed the visit."
    theirs = told(other, act(other, other[:-1], "endorse", "done", actors=["CHN"]), id="two", publisher="CHN")
    (line, _) = compare(DAY, told(text), theirs).lines
    assert line.a is not None
    assert line.a.words.quote == text[:-1]


def test_a_joint_statement_speaks_for_both() -> None:
    text = "China will lower its tariff on canola."
    title = "Joint Statement of Canada and China"
    ours = told(text, act(text, text[:-1], "ease", actors=["CHN"]), title=title)
    other = "China welcomed the visit."
    theirs = told(other, act(other, other[:-1], "endorse", "done", actors=["CHN"]), id="two", publisher="CHN")
    assert [one.kind for one in compare(DAY, ours, theirs).lines] == [Kind.ONLY_A, Kind.ONLY_B]


def test_without_issuers_nobody_speaks_for_another() -> None:
    text = "China will lower its tariff on canola."
    ours = told(text, act(text, text[:-1], "ease", actors=["CHN"]), publisher=None)
    other = "China welcomed the visit."
    theirs = told(other, act(other, other[:-1], "endorse", "done", actors=["CHN"]), id="two", publisher=None)
    assert [one.kind for one in compare(DAY, ours, theirs).lines] == [Kind.ONLY_A, Kind.ONLY_B]
