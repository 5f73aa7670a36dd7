"""Nodes put together by links: best first, never against a veto, the same in any order."""

from hypothesis import given
from hypothesis import strategies as st

from servanda.linking.grouping import grouped
from servanda.linking.matter import Grouping, Link, Rulings

NONE = Rulings()


def link(a: str, b: str, score: float) -> Link:
    """A link without features."""
    return Link(min(a, b), max(a, b), score, ())


def group(nodes: str, links: list[Link], apart: set[str] | None = None, rulings: Rulings = NONE) -> Grouping:
    """`nodes` are letters, `apart` pairs of letters that cannot be one."""
    pairs = {tuple(sorted(pair)) for pair in apart or set()}
    return grouped(list(nodes), links, rulings, lambda a, b: (a, b) in pairs, join=4.0, margin=0.5)


def sets(grouping: Grouping) -> list[str]:
    """The groups as words."""
    return ["".join(members) for members in grouping.groups]


def test_strong_links_put_together_and_weak_ones_do_not() -> None:
    assert sets(group("abcd", [link("a", "b", 5), link("c", "d", 3.9)])) == ["ab", "c", "d"]


def test_a_veto_holds_for_whole_groups() -> None:
    links = [link("a", "b", 9), link("b", "c", 6), link("c", "d", 8)]
    assert sets(group("abcd", links, {"ad"})) == ["ab", "cd"]


def test_what_fits_two_that_cannot_be_one_joins_none_and_is_asked() -> None:
    found = group("abc", [link("a", "c", 5.0), link("b", "c", 5.3)], {"ab"})
    assert sets(found) == ["a", "b", "c"]
    assert [(q.subject, q.others) for q in found.questions] == [("c", ("a", "b"))]


def test_a_clear_winner_is_no_question() -> None:
    found = group("abc", [link("a", "c", 5.0), link("b", "c", 6.0)], {"ab"})
    assert sets(found) == ["a", "bc"]
    assert found.questions == ()


def test_two_that_can_be_one_are_no_question() -> None:
    assert sets(group("abc", [link("a", "c", 5.0), link("b", "c", 5.3)])) == ["abc"]


def test_persons_have_the_last_word() -> None:
    together = Rulings(same=frozenset({("a", "b")}))
    assert sets(group("ab", [], {"ab"}, together)) == ["ab"]
    apart = Rulings(different=frozenset({("a", "b")}))
    assert sets(group("ab", [link("a", "b", 9)], set(), apart)) == ["a", "b"]


NAMES = "abcdefg"
PAIRS = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda p: p[0] < p[1])
LINKS = st.dictionaries(PAIRS, st.integers(6, 14).map(lambda n: n / 2), max_size=14)


@given(
    LINKS, st.sets(PAIRS, max_size=5), st.sets(PAIRS, max_size=2), st.sets(PAIRS, max_size=2), st.randoms()
)
def test_order_does_not_matter_and_every_node_stands_once(scores, vetoes, same, different, random) -> None:  # type: ignore[no-untyped-def]
    links = [link(a, b, score) for (a, b), score in scores.items()]
    rulings = Rulings(frozenset(same), frozenset(different))
    apart = {a + b for a, b in vetoes}
    first = group(NAMES, links, apart, rulings)
    nodes = list(NAMES)
    random.shuffle(links)
    random.shuffle(nodes)
    assert group("".join(nodes), links, apart, rulings) == first
    assert sorted(node for members in first.groups for node in members) == list(NAMES)
    for members in first.groups:
        ruled = [(a, b) for a in members for b in members if (a, b) in different]
        assert not ruled
