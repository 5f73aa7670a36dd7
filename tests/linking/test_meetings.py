"""Meetings: the same one told by two, and others that only look the same."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.linking.acts import ActNode
from servanda.linking.meetings import Meetings, fold_meeting
from servanda.linking.meetings.details import occasion_of
from servanda.model.meeting import MeetingForm, MeetingStanding
from servanda.views.statuses import meeting_status
from tests.linking.matter_pairs import Pair, grouping, node, pairs, score, together

PAIRS = pairs("meetings")
MATTER = Meetings()
PRECISION, RECALL = 0.97, 0.85


@pytest.mark.parametrize("pair", [one for one in PAIRS if not one.same], ids=lambda pair: pair.why)
def test_other_meetings_stay_apart(pair: Pair) -> None:
    assert not together(MATTER, pair)


def test_pairs_are_told_apart_well_enough() -> None:
    found = score(MATTER, PAIRS)
    print(f"meetings: {len(PAIRS)} pairs, precision {found.precision:.3f}, recall {found.recall:.3f}")
    assert found.precision >= PRECISION
    assert found.recall >= RECALL


NODES = [one for pair in PAIRS for one in (pair.a, pair.b)]


@settings(max_examples=25, deadline=None)
@given(st.permutations(NODES))
def test_groups_do_not_depend_on_the_order(shuffled: list[ActNode]) -> None:
    assert grouping(MATTER, shuffled) == grouping(MATTER, NODES)


MEET = {"do": "meet", "how": "done", "who": ["USA", "UKR"]}
CALL = "President Biden spoke by phone today with President Zelenskyy"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=2, max_size=6, unique=True), st.data())
def test_calls_of_one_issuer_on_different_days_are_never_one(days: list[int], data: st.DataObject) -> None:
    said = data.draw(st.sampled_from([CALL, CALL.replace(" today", "")]))
    told = [
        node(at, by="USA", day=date.fromordinal(738000 + day), quote=said, **MEET)
        for at, day in enumerate(days)
    ]
    assert len(grouping(MATTER, told).groups) == len(days)


@pytest.mark.parametrize(
    ("quote", "published", "start", "end", "told"),
    [
        ("The ministers met today", date(2021, 7, 8), date(2021, 7, 8), date(2021, 7, 8), True),
        ("The ministers met yesterday", date(2021, 7, 8), date(2021, 7, 7), date(2021, 7, 7), True),
        ("They met on March 1", date(2021, 7, 8), date(2021, 3, 1), date(2021, 3, 1), True),
        ("On Tuesday they met", date(2021, 7, 8), date(2021, 7, 6), date(2021, 7, 6), True),
        ("They met in Rome on 30 October", date(2021, 1, 10), date(2020, 10, 30), date(2020, 10, 30), True),
        ("They met in Rome", date(2021, 7, 8), date(2021, 7, 8), date(2021, 7, 8), False),
    ],
)
def test_days_of_a_meeting_look_back(quote: str, published: date, start: date, end: date, told: bool) -> None:
    days = occasion_of(node(1, by="USA", day=published, quote=quote, **MEET)).days
    assert days is not None
    assert (days.start, days.end, days.told) == (start, end, told)


@pytest.mark.parametrize(
    ("quote", "form", "place"),
    [
        ("President Biden spoke by telephone with President Zelenskyy", MeetingForm.CALL, None),
        ("The minister visited Kyiv", MeetingForm.VISIT, "Kyiv"),
        ("Leaders gathered at the G20 Summit in Bali", MeetingForm.SUMMIT, "Bali"),
        ("They met at the White House in October", MeetingForm.MEETING, "White House"),
        ("They met to discuss trade", MeetingForm.MEETING, None),
    ],
)
def test_form_and_place(quote: str, form: MeetingForm, place: str | None) -> None:
    told = occasion_of(node(1, by="USA", day=date(2022, 1, 1), quote=quote, **MEET))
    assert told.form is form
    if place is None:
        assert told.place is None
    else:
        assert told.place is not None
        assert place in told.place or told.place in place


def test_persons_are_named_without_titles_places_and_months() -> None:
    quote = "On Monday in Tokyo, Prime Minister Fumio Kishida of Japan met President Biden"
    told = occasion_of(node(1, by="USA", day=date(2022, 1, 1), quote=quote, **MEET))
    assert told.names == {"fumio", "kishida", "biden"}


VISIT = next(one for one in PAIRS if one.why == "a visit announced and then paid")


def test_a_visit_that_was_announced_and_paid_is_held() -> None:
    folded = fold_meeting([VISIT.b, VISIT.a])
    assert folded.standing is MeetingStanding.HELD
    assert folded.parties == ("AUS", "MYS")
    assert (folded.start, folded.end) == ("2005-04-07", "2005-04-09")
    assert folded.form is MeetingForm.VISIT
    assert folded.documents == (VISIT.a.document, VISIT.b.document)
    assert folded == fold_meeting([VISIT.a, VISIT.b])


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        (date(2005, 4, 1), "scheduled"),
        (date(2005, 4, 9), "scheduled"),
        (date(2005, 4, 10), "passed_nothing_found"),
    ],
)
def test_what_was_announced_and_not_heard_of(as_of: date, status: str) -> None:
    found = fold_meeting([VISIT.a])
    assert meeting_status(found.standing, found.end, as_of) == status


def test_what_was_held_stays_held() -> None:
    found = fold_meeting([VISIT.b])
    assert meeting_status(found.standing, found.end, date(2030, 1, 1)) == "held"


@pytest.mark.parametrize(
    ("how", "flags", "standing"),
    [
        ("decided", [], MeetingStanding.SCHEDULED),
        ("called_for", [], MeetingStanding.INVITED),
        ("decided", ["negated"], MeetingStanding.CALLED_OFF),
    ],
)
def test_standing_of_what_lies_ahead(how: str, flags: list[str], standing: MeetingStanding) -> None:
    act = node(1, by="NOR", day=date(2022, 1, 1), do="schedule", how=how, who=["NOR"], to=["ISL"],
               flags=flags, quote="The Prime Minister will visit Iceland in May")  # fmt: skip
    assert fold_meeting([act]).standing is standing


def test_an_undated_recap_has_no_day_of_its_own() -> None:
    act = node(1, by="USA", day=date(2022, 1, 1), flags=["recap"], quote="their earlier meeting", **MEET)
    assert occasion_of(act).days is None
    assert fold_meeting([act]).start is None


def test_keys_hold_more_than_a_pair_of_parties() -> None:
    for one in NODES:
        assert all("|" in key for key in MATTER.keys(one))
        assert len(MATTER.keys(one)) <= 30
