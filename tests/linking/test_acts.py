"""What is known of an act for comparing: stems, figures, days; and the titles made of clauses."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.linking.acts import first_told
from servanda.linking.stems import content, likeness, rare, stem
from servanda.linking.titles import LONGEST, title_of
from tests.linking.matter_pairs import node

ROW = {"by": "CAN", "day": date(2026, 1, 16), "do": "ease", "how": "promised", "who": ["CAN"]}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("negotiations", "negotiating"),
        ("resettlement", "resettle"),
        ("vaccine", "Vaccines"),
        ("policies", "policy"),
        ("training", "trainers"),
    ],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@given(st.text(max_size=40))
def test_a_stem_is_the_beginning_of_its_word(word: str) -> None:
    assert word.lower().startswith(stem(word))


def test_parties_offices_dates_and_acts_are_no_content() -> None:
    said = "The President of Canada announced on Monday that the government will provide $5 million in March"
    assert content(said) == frozenset()
    assert content("lobsters and canola") == {stem("lobsters"), stem("canola")}


def test_rare_stems_leave_out_what_many_matters_share() -> None:
    assert rare(content("stronger economic cooperation on lobsters and hydropower")) == (
        stem("hydropower"),
        stem("lobster"),
    )


STEMS = st.frozensets(st.sampled_from(["canola", "lobster", "pea", "crab", "econom"]))


@given(STEMS, STEMS)
def test_likeness_is_a_share_and_knows_no_order(a: frozenset[str], b: frozenset[str]) -> None:
    assert likeness(a, b) == likeness(b, a)
    assert 0.0 <= likeness(a, b) <= 1.0 + 1e-9
    assert (likeness(a, b) > 0) == bool(a & b)


@pytest.mark.parametrize(
    ("quote", "figures"),
    [
        ("up to 49,000 vehicles at 6.1 per cent", {"49000", "6.1%"}),
        ("a cut of 50% by 2030", {"50%"}),
        ("5% more", {"5%"}),
        ("two ships in 2026", set()),
        ("the 3 ministers", set()),
    ],
)
def test_figures_are_counts_and_shares(quote: str, figures: set[str]) -> None:
    assert node(1, quote=quote, **ROW).figures == figures


def test_figures_leave_out_sums_and_deadlines() -> None:
    one = node(
        1, quote="$20 million for 300 wells within 90 days", money=["$20 million", 2e7, "CAD"],
        due=["horizon", "within 90 days", date(2026, 1, 16), date(2026, 4, 16)], **ROW,
    )  # fmt: skip
    assert one.figures == {"300"}
    assert one.due == (date(2026, 1, 16), date(2026, 4, 16))


@pytest.mark.parametrize("kind", ["continuing", "recurring"])
def test_what_goes_on_has_no_last_day(kind: str) -> None:
    one = node(1, quote="It goes on", due=[kind, "then", date(2026, 1, 1), date(2026, 4, 1)], **ROW)
    assert one.due is None


def test_first_told_stands_first_and_undated_last() -> None:
    late, early = node(1, quote="a", **ROW), node(2, quote="b", **(ROW | {"day": date(2025, 1, 1)}))
    undated = node(3, quote="c", **(ROW | {"day": None}))
    assert first_told([undated, late, early]) == [early, late, undated]


@pytest.mark.parametrize(
    ("quote", "title"),
    [
        ("canada will admit\n  lobsters.", "Canada will admit lobsters"),
        ("", ""),
        ("x" * 200, "X" + "x" * (LONGEST - 2) + "…"),
    ],
)
def test_titles_are_clauses_shortened(quote: str, title: str) -> None:
    assert title_of(quote) == title


@given(st.text(max_size=400))
def test_a_title_is_never_long(quote: str) -> None:
    assert len(title_of(quote)) <= LONGEST + 2
