"""Whose holders act in the words of a commitment, and the traits by which it is counted."""

from datetime import date

import pytest

from servanda.linking.acts import ActNode
from servanda.linking.commitments import fold_commitment
from servanda.linking.commitments.offices import offices_of
from servanda.linking.commitments.telling import tellings, traits_of
from servanda.model import Act, ActType, Modality, Span

BARE = "minister (which is not told)"


def node(quote: str, trigger: str, actors: list[str], *, at: int = 10, **more: object) -> ActNode:
    """A promise in these words, told by the first of its actors."""
    begin = at + quote.index(trigger)
    act = Act(
        id=str(more.get("id", quote)),
        type=ActType.PROMISE,
        modality=Modality.PROMISED,
        span=Span(at, at + len(quote)),
        trigger=Span(begin, begin + len(trigger)),
        quote=quote,
        actors=tuple(actors),
    )
    day = more.get("day", date(2026, 1, 1))
    assert isinstance(day, date)
    return ActNode(act, str(more.get("document", "doc")), actors[0] if actors else None, day)


@pytest.mark.parametrize(
    ("quote", "trigger", "actors", "offices"),
    [
        ("Foreign Minister Joly will visit Chile", "will", ["CAN"], ["CAN foreign minister"]),
        ("the Minister of Foreign Affairs of Canada will visit", "will", ["CAN"], ["CAN foreign minister"]),
        ("Trade and Energy Minister Tim Hodgson will visit", "will", ["CAN"], ["CAN trade minister"]),
        ("the Treasurer will publish the figures", "will", ["AUS"], ["AUS minister of finance"]),
        ("the Cabinet Secretary for Energy promised a list", "promised", ["KEN"], ["KEN minister of energy"]),
        ("the Minister will publish a plan", "will", ["CAN"], [f"CAN {BARE}"]),
        # Leaders are called by the office that leads their state, where there is just one.
        ("The two leaders agreed to meet", "agreed", ["JPN", "KOR"], ["JPN prime minister", "KOR president"]),
        ("G7 leaders commit to end it", "commit", ["G7"], ["G7 leader"]),
        # Of several actors, a title is the one's that has such an office, or that stands beside it.
        (
            "Prime Minister Carney and President Lee agreed to meet", "agreed", ["CAN", "KOR"],
            ["CAN prime minister", "KOR president"],
        ),
        (
            "the Norwegian Minister of Fisheries and the Chilean Minister of Transport agreed", "agreed",
            ["NOR", "CHL"], ["CHL minister of transport", "NOR minister of fisheries"],
        ),
        (
            "The Presidents of Kenya and Tanzania agreed", "agreed", ["KEN", "TZA"],
            ["KEN president", "TZA president"],
        ),
        (
            "The foreign and defence ministers agreed", "agreed", ["CAN", "KOR"],
            ["CAN defence minister", "CAN foreign minister", "KOR defence minister", "KOR foreign minister"],
        ),
        # Whoever is met, asked or served does not act; an agent behind the verb does.
        ("At the invitation of Premier Li, Canada agreed to visit", "agreed", ["CAN", "CHN"], []),
        ("Canada will meet the President of Chile", "will", ["CAN"], []),
        ("it will be tabled by the Minister of Finance", "will be", ["CAN"], ["CAN minister of finance"]),
        (
            "They agreed that the leaders will speak", "agreed", ["NZL", "JPN"],
            ["JPN prime minister", "NZL prime minister"],
        ),
        ("the Prime Minister’s guests will travel to Quebec", "will", ["CAN"], []),
        ("former President Obama will attend", "will", ["USA"], []),
        ("Canada will send 20 engineers", "will", ["CAN"], []),
        ("the President will attend", "will", [], []),
    ],
)  # fmt: skip
def test_offices_that_act(quote: str, trigger: str, actors: list[str], offices: list[str]) -> None:
    assert list(offices_of([node(quote, trigger, actors)])) == offices


def test_offices_are_the_same_in_any_order() -> None:
    acts = [node(f"the Minister of {word} will come", "will", ["CAN"]) for word in ("Finance", "Energy")]
    assert (
        offices_of(acts)
        == offices_of(reversed(acts))
        == ("CAN minister of energy", "CAN minister of finance")
    )


def traits(quote: str, trigger: str = "will", *, actors: tuple[str, ...] = ("CAN",)) -> frozenset[str]:
    one = node(quote, trigger, list(actors))
    (telling,) = tellings(fold_commitment([one]), [one])
    return traits_of(telling.traits)


@pytest.mark.parametrize(
    ("quote", "has", "lacks"),
    [
        ("Canada will send 20 engineers", {"figure", "made", "one_side", "promise"}, {"vague", "dated"}),
        ("Canada will continue to work with Chile", {"vague"}, {"fate", "text"}),
        ("Canada will open an office to promote trade in copper, lithium and wheat", set(), {"vague"}),
        ("The Agreement will enter into force once it is ratified", {"fate"}, {"text"}),
        ("Upon entry into force of the Agreement, Canada will send ships", set(), {"fate"}),
        ("Canada will settle the remaining questions with Chile", {"text"}, {"fate"}),
        ("Canada will further strengthen its ties with Chile", {"vague"}, set()),
    ],
)
def test_traits_of_words(quote: str, has: set[str], lacks: set[str]) -> None:
    found = traits(quote)
    assert has <= found
    assert not lacks & found


def test_a_grouping_gives_its_word_for_several_and_the_european_union_for_itself() -> None:
    assert "joint" in traits("the G7 will end it", actors=("G7",))
    assert "joint" in traits("Canada and Chile will end it", actors=("CAN", "CHL"))
    assert "one_side" in traits("the EU will end it", actors=("EU",))


def test_tellings_are_told_apart_by_document_and_place() -> None:
    words = "Canada will send 20 engineers"
    first = node(words, "will", ["CAN"], id="a", document="one", day=date(2025, 1, 1))
    twice = node(words, "will", ["CAN"], id="b", document="one", day=date(2025, 1, 1), at=200)
    later = node(words, "will", ["CAN"], id="c", document="two", day=date(2025, 2, 1))
    for group in ([first, twice, later], [later, twice, first]):
        told = {one.act: traits_of(one.traits) for one in tellings(fold_commitment(group), group)}
        assert "made" in told["a"]
        assert "twice" in told["b"]
        assert "again" in told["c"]


def test_a_clause_around_another_of_the_same_side_is_told_to_be_one() -> None:
    outer = node("Canada reaffirmed that it will send ships", "reaffirmed", ["CAN"], id="outer")
    inner = node("it will send ships", "will", ["CAN"], id="inner", at=33)
    (around,) = tellings(fold_commitment([outer]), [outer], [inner])
    (within,) = tellings(fold_commitment([inner]), [inner], [outer])
    assert "around" in traits_of(around.traits)
    assert "around" not in traits_of(within.traits)
