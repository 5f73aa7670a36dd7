"""The events that words tell, and the keys under which commitments wait, in any phrasing and any order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from servanda.codebook.yamlio import CodebookError
from servanda.linking.acts import ActNode
from servanda.linking.commitments import fold_commitment
from servanda.linking.commitments.trigger_words import (
    EventRow,
    TriggersFile,
    compiled,
    condition_in,
    event_of,
    relation_of,
    trigger_rules,
)
from servanda.linking.commitments.triggers import (
    UNSAID,
    Beside,
    Naming,
    Namings,
    Trigger,
    says_not,
    trigger_from,
    trigger_of,
    words_of,
)
from servanda.linking.rulebook import read_rules
from servanda.model import Span
from tests.linking.matter_pairs import node

ROWS = [row for row, _ in trigger_rules().events]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.event)
def test_examples_tell_their_own_event(row: EventRow) -> None:
    for words in row.examples:
        assert event_of(words).name == row.event, words
    for words in row.counter:
        assert event_of(words).name != row.event, words


def test_a_pattern_that_misses_its_example_is_refused() -> None:
    file = read_rules("triggers.yaml", TriggersFile)
    file.events[0].examples.append("when pigs fly")
    with pytest.raises(CodebookError, match="when pigs fly"):
        compiled(file)


#: Rephrasings of one event, which must meet; and others, which must not.
MEET = [
    ("once both complete their procedures", "upon completion of their internal procedures"),
    ("at the next summit", "before the next summit"),
    ("before the elections in Kenya", "after Kenya's elections"),
    ("once this work is done", "as soon as the work is completed"),
    ("ahead of COP30", "at COP30"),
    ("after the conclusion of the Summit of the Americas", "in the run up to the Summit of the Americas"),
    ("ahead of the Brisbane summit in November", "at the Brisbane summit"),
    ("during the G20 Summit in Brazil", "before the G20 Summit in Brazil"),
]
APART = [
    ("at the next summit", "at the next ministerial meeting"),
    ("before COP30", "before COP31"),
    ("after the first round", "after the elections"),
    ("once both complete their procedures", "once both sign the text"),
]


@pytest.mark.parametrize(("one", "other"), MEET)
def test_rephrasings_tell_one_event(one: str, other: str) -> None:
    a, b = event_of(one), event_of(other)
    assert (a.name, a.stems, a.parties) == (b.name, b.stems, b.parties)
    assert a.name or a.stems


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_events_stay_apart(one: str, other: str) -> None:
    a, b = event_of(one), event_of(other)
    assert (a.name, a.stems) != (b.name, b.stems)


RELATIONS = [
    ("upon entry into force of the agreement", "after"),
    ("only after all have ratified it", "after"),
    ("not before the talks end", "after"),
    ("before the talks begin", "before"),
    ("pending ratification", "before"),
    ("on the margins of the next summit", "at"),
    ("provided that both parliaments agree", "if"),
    ("should the harvest fail", "if"),
    ("entry into force", ""),
]


@pytest.mark.parametrize(("words", "relation"), RELATIONS)
def test_how_the_deed_stands_to_the_event(words: str, relation: str) -> None:
    assert relation_of(words) == relation


CONDITIONS = [
    ("The Agreement will enter into force when the two sides have exchanged notes",
     "when the two sides have exchanged notes"),
    ("Once the text is final, the Commission will submit it", "Once the text is final"),
    ("Canada will help, should the agreement cause losses", "should the agreement cause losses"),
    ("Norway will pay after ratification of the treaty", "after ratification of the treaty"),
    ("Fiji will admit boats, provided that both parliaments agree.", "provided that both parliaments agree"),
    ("Norway will send a ship after lunch", None),
    ("Kenya should sign the treaty on trade", None),
    ("Japan will share data on fish", None),
]  # fmt: skip


@pytest.mark.parametrize(("clause", "words"), CONDITIONS)
def test_the_condition_in_a_clause(clause: str, words: str | None) -> None:
    found = condition_in(clause)
    assert (clause[found.start : found.end] if found else None) == words


def waiting(quote: str, due: Sequence[Any] | None = None, **row: Any) -> ActNode:
    """An act that waits: by its deadline, else by its flag."""
    flags = [] if due else ["conditional"]
    told = {"do": "promise", "how": "promised", "who": ["NOR"], "to": ["KEN"], "flags": flags, **row}
    return node(quote=quote, **({"due": list(due)} if due else {}), **told)


def key(one: ActNode, namings: Namings | None = None) -> Trigger:
    made = fold_commitment([one])
    found = trigger_of(made, [one], namings or Namings())
    assert found is not None
    return trigger_from(found)


def named(one: ActNode, words: str, designation: str) -> Namings:
    at = one.act.quote.index(words)
    return Namings({one.document: [Naming(Span(at, at + len(words)), designation)]})


def test_a_key_is_read_back() -> None:
    for trigger in (Trigger("des_1", "in_force", ()), Trigger("", "summit 2026", ("EU", "OTHER:X"))):
        assert trigger_from(trigger.key) == trigger


def test_a_named_text_is_the_one_that_is_meant() -> None:
    one = waiting("Norway will pay once the Fish Agreement is in force")
    assert key(one, named(one, "Fish Agreement", "des_fish")) == Trigger("des_fish", "in_force", ())


def test_the_side_whose_approval_is_awaited_is_told() -> None:
    one = waiting("The Agreement will enter into force once Indonesia has ratified it", do="take_effect")
    moved = Namings(moved={one.id: "des_fish"})
    assert key(one, moved) == Trigger("des_fish", "approved", ("IDN",))


def test_a_text_without_a_name_is_the_only_one_near() -> None:
    one = waiting("The two will set up a body once the text is final")
    near = Namings({one.document: [Naming(Span(5, 9), "des_a")]})
    assert key(one, near) == Trigger("des_a", "concluded", ())
    two = Namings({one.document: [Naming(Span(5, 9), "des_a"), Naming(Span(10, 14), "des_b")]})
    assert key(one, two) == Trigger("", "concluded", ("KEN", "NOR"))


def test_other_events_are_those_of_the_sides_or_of_whom_the_words_name() -> None:
    year = {"day": date(2026, 1, 1)}
    ours = key(waiting("Norway will report at the next summit", ("event", "at the next summit"), **year))
    theirs = {"who": ["KEN"], "to": ["NOR"]}
    other = key(
        waiting(
            "Kenya will report before the next summit", ("event", "before the next summit"), **year, **theirs
        )
    )
    assert ours == other == Trigger("", "summit 2026", ("KEN", "NOR"))
    words = "at the next ASEAN summit"
    asean = key(waiting(f"Norway will report {words}", ("event", words), **year))
    assert asean == Trigger("", "summit 2026", ("ASEAN",))


def test_the_next_summit_of_another_year_is_another() -> None:
    words = ("event", "at the next summit")
    keys = {
        key(waiting("Norway will report at the next summit", words, day=date(year, 1, 1))).key
        for year in (2024, 2026)
    }
    assert len(keys) == 2


def test_words_outside_of_the_clause_are_found_in_its_sentence() -> None:
    one = waiting("The Agreement will enter into force", do="take_effect")
    assert says_not(one)
    assert key(one).event == f"{UNSAID} {one.id}"  # no other waits on the same
    beside = Beside(after=" once Kenya has ratified it")
    found = Namings(moved={one.id: "des_a"}, beside={one.id: beside})
    assert key(one, found) == Trigger("des_a", "approved", ("KEN",))
    words, place = words_of(one, beside)
    whole = one.act.quote + beside.after
    assert whole[place.start : place.end] == words == "once Kenya has ratified it"


def test_a_deadline_cut_short_is_followed_to_its_end() -> None:
    quote = "Canada will table its aims at least 30 days before the talks begin"
    one = waiting(quote, ("event", "before the talks"))
    cut = quote.index("before the talks")
    deadline = one.act.deadline
    assert deadline is not None
    act = replace(one.act, deadline=replace(deadline, span=Span(cut, cut + len("before the talks"))))
    words, place = words_of(replace(one, act=act))
    assert words == "before the talks begin"
    assert quote[place.start : place.end] == words


def test_what_waits_on_nothing_has_no_key() -> None:
    plain = node(do="promise", how="promised", who=["NOR"], quote="Norway will open an office")
    assert trigger_of(fold_commitment([plain]), [plain], Namings()) is None
    dated = node(
        do="promise", how="promised", who=["NOR"], quote="Norway will open an office by May 2026",
        due=["absolute", "by May 2026", date(2026, 1, 1), date(2026, 5, 31)], flags=["conditional"],
    )  # fmt: skip
    assert trigger_of(fold_commitment([dated]), [dated], Namings()) is None


def test_the_last_saying_counts_in_any_order() -> None:
    told = [
        waiting("Norway will pay once the text is final", day=date(2024, 1, 1)),
        waiting("Norway will pay after ratification", day=date(2025, 1, 1), salt="b"),
    ]
    keys = {trigger_of(fold_commitment(order), order, Namings()) for order in (told, told[::-1])}
    assert keys == {"|approved|KEN NOR"}
