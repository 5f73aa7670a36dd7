"""What makes a wording stronger or weaker, case by case."""

from datetime import date
from typing import Any

import pytest

from servanda.insight.changes import Kind, What, changes
from servanda.insight.changes.judging import kind_of, reasons
from servanda.views import ViewError
from tests.insight.compare_making import DAY, act, clause, told

SCHOOL = "Canada will build a school in Aswan"
MAY, JUNE = ("by May", date(2026, 5, 31)), ("by June", date(2026, 6, 30))
SUM = ("$6m", 6e6, "CAD")
OLD, NEW = date(2025, 1, 16), date(2026, 1, 16)


def judged(before: dict[str, Any], after: dict[str, Any]) -> tuple[list[str], Kind]:
    """The reasons in words, and what they come to."""
    old = clause(before.pop("quote", SCHOOL), published=OLD, **before)
    new = clause(after.pop("quote", SCHOOL), published=NEW, **after)
    found = reasons(old, new)
    return [f"{one.what} {one.how}" for one in found], kind_of(found)


@pytest.mark.parametrize(
    ("before", "after", "why", "kind"),
    [
        ({}, {}, [], Kind.UNCHANGED),
        ({"modality": "intended"}, {}, ["modality stronger"], Kind.STRONGER),
        ({}, {"modality": "hypothetical"}, ["modality weaker"], Kind.WEAKER),
        ({"modality": "decided"}, {}, [], Kind.UNCHANGED),
        ({}, {"modality": "done"}, ["modality stronger"], Kind.STRONGER),
        ({"due": MAY}, {"due": JUNE}, ["deadline later"], Kind.WEAKER),
        ({"due": JUNE}, {"due": MAY}, ["deadline earlier"], Kind.STRONGER),
        ({}, {"due": MAY}, ["deadline gained"], Kind.STRONGER),
        ({"due": MAY}, {}, ["deadline gone"], Kind.WEAKER),
        ({"due": MAY}, {"modality": "done"}, ["modality stronger"], Kind.STRONGER),
        ({"recurring": "every year"}, {"recurring": "every two years"}, ["deadline later"], Kind.WEAKER),
        ({"recurring": "every year"}, {"recurring": "twice a year"}, ["deadline earlier"], Kind.STRONGER),
        ({"recurring": "every year"}, {"due": MAY}, ["deadline other"], Kind.CHANGED),
        ({"condition": "if both agree"}, {}, ["condition gone"], Kind.STRONGER),
        ({}, {"condition": "if both agree"}, ["condition gained"], Kind.WEAKER),
        ({"money": ("$5m", 5e6, "CAD")}, {"money": ("$6m", 6e6, "CAD")}, ["sum larger"], Kind.STRONGER),
        ({"money": ("$5m", 5e6, "CAD")}, {"money": ("£6m", 6e6, "GBP")}, ["sum other"], Kind.CHANGED),
        ({"money": ("$5m", 5e6, "CAD")}, {}, ["sum gone"], Kind.WEAKER),
        ({"actors": ["CAN", "EGY"]}, {}, ["who other"], Kind.CHANGED),
        ({"flags": ["negated"]}, {}, ["denial other"], Kind.CHANGED),
        # stronger in one thing and weaker in another
        ({"due": MAY}, {"due": JUNE, "money": SUM}, ["deadline later", "sum gained"], Kind.CHANGED),
        # what cannot be weighed does not hide what can
        ({"actors": ["CAN", "EGY"]}, {"due": MAY}, ["who other", "deadline gained"], Kind.STRONGER),
    ],
)  # fmt: skip
def test_terms(before: dict[str, Any], after: dict[str, Any], why: list[str], kind: Kind) -> None:
    assert judged(before, after) == (why, kind)


@pytest.mark.parametrize(
    ("before", "after", "type_", "why"),
    [
        ("Canada will train 200 nurses", "Canada will train 300 nurses", "deliver_means", ["figure larger"]),
        ("Canada will train 200 nurses", "Canada will train nurses", "deliver_means", ["figure gone"]),
        # more of a quota may be more or less: it is not said which
        ("Canada will admit 200 cars", "Canada will admit 300 cars", "ease", ["figure other"]),
        # shares likewise
        ("Canada will pay 20 per cent", "Canada will pay 30 per cent", "deliver_means", ["figure other"]),
        ("Canada will ban it", "Canada will ban it, where appropriate", "restrict", ["hedge gained"]),
        ("Canada will act in accordance with law", "Canada will act", "promise", ["hedge gone"]),
    ],
)
def test_figures_and_hedges(before: str, after: str, type_: str, why: list[str]) -> None:
    assert judged({"quote": before, "type_": type_}, {"quote": after, "type_": type_})[0] == why


@pytest.mark.parametrize(
    ("before", "after", "type_", "kind"),
    [
        ("They expressed concern about the arms", "They condemned the arms", "condemn", Kind.STRONGER),
        ("They condemned the arms", "They expressed deep concern about the arms", "condemn", Kind.WEAKER),
        ("They urged both to talk", "They encouraged both to talk", "call_on", Kind.WEAKER),
        ("They welcomed the Forum", "They voiced their full support for the Forum", "endorse", Kind.STRONGER),
        ("They voiced concern about arms", "They expressed concern about arms", "condemn", Kind.UNCHANGED),
    ],
)  # fmt: skip
def test_positions(before: str, after: str, type_: str, kind: Kind) -> None:
    shared = {"type_": type_, "modality": "done"}
    assert judged({"quote": before, **shared}, {"quote": after, **shared})[1] is kind


def test_a_promise_that_becomes_a_position_is_weaker() -> None:
    welcomed = {"quote": "Canada welcomed bans on plastic", "type_": "endorse", "modality": "done"}
    why, kind = judged({"quote": "Canada will ban plastic"}, welcomed)
    assert (why, kind) == (["modality weaker"], Kind.WEAKER)


@pytest.mark.parametrize("type_", ["schedule", "operate_jointly"])
def test_the_next_round_is_no_later_deadline(type_: str) -> None:
    last, following = ("in 2025", date(2025, 12, 31)), ("in 2026", date(2026, 12, 31))
    assert judged({"type_": type_, "due": last}, {"type_": type_, "due": following})[0] == []
    ahead = ("in 2027", date(2027, 12, 31))
    assert judged({"type_": type_, "due": following}, {"type_": type_, "due": ahead})[0] == ["deadline later"]


def test_verbs_that_take_something_back() -> None:
    softer = "Canada will consider building a school in Aswan"
    assert judged({"verb": "will build"}, {"quote": softer, "verb": "will consider building"}) == (
        ["modality weaker"],
        Kind.WEAKER,
    )


def test_what_is_done_is_what_came_of_a_promise_and_nothing_new() -> None:
    text = f"{SCHOOL}."
    before = told(text, act(text, SCHOOL), published=OLD)
    later = "Canada built a school in Aswan. Canada opened a port in Suez."
    acts = [act(later, one, "deliver_means", "done") for one in later.rstrip(".").split(". ")]
    answer = changes(DAY, before, told(later, *acts, id="two", published=NEW))
    assert [(one.kind, one.reasons[0].what) for one in answer.lines] == [(Kind.STRONGER, What.MODALITY)]


def test_courtesies_and_what_is_only_recalled_do_not_count() -> None:
    text = "Canada thanked Egypt. Canada will build a school in Aswan."
    thanks = act(text, "Canada thanked Egypt", "endorse", "done")
    recalled = act(text, SCHOOL, flags=["recap"])
    empty = told("Nothing.", id="two")
    assert changes(DAY, told(text, thanks, recalled, published=OLD), empty).lines == ()


def test_what_fits_two_is_unclear_on_either_side() -> None:
    text = "Canada will build a school in Aswan. Canada will build a school in Luxor."
    before = told(text, *(act(text, one) for one in text.rstrip(".").split(". ")), published=OLD)
    later = "Canada will build a school in Egypt near Aswan and Luxor."
    after = told(later, act(later, later[:-1]), id="two", published=NEW)
    assert [one.kind for one in changes(DAY, before, after).lines] == [Kind.UNCLEAR] * 3


def test_one_statement_alone_needs_a_ledger() -> None:
    with pytest.raises(ViewError, match="name both statements"):
        changes(DAY, told("Nothing."))
    with pytest.raises(ViewError, match="no ledger to look it up in"):
        changes(DAY, "one", "two")
