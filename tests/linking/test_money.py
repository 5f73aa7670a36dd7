"""Money: the same sum announced again, parts of it, and what comes on top."""

from datetime import date
from importlib.resources import files
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.linking.acts import ActNode
from servanda.linking.money import Envelopes, fold_envelope, is_money
from servanda.linking.money.sums import purse_of
from servanda.model.envelope import MoneyRole
from servanda.reading.money import find_money
from tests.linking.matter_pairs import Pair, grouping, node, pairs, score, together

PAIRS = pairs("money")
MATTER = Envelopes()
PRECISION, RECALL = 0.97, 0.90


@pytest.mark.parametrize("pair", [one for one in PAIRS if not one.same], ids=lambda pair: pair.why)
def test_other_money_stays_apart(pair: Pair) -> None:
    assert not together(MATTER, pair)


def test_pairs_are_told_apart_well_enough() -> None:
    found = score(MATTER, PAIRS)
    print(f"money: {len(PAIRS)} pairs, precision {found.precision:.3f}, recall {found.recall:.3f}")
    assert found.precision >= PRECISION
    assert found.recall >= RECALL


@pytest.mark.parametrize("pair", [one for one in PAIRS if "role" in one.more], ids=lambda pair: pair.why)
def test_what_the_later_announcement_adds(pair: Pair) -> None:
    assert fold_envelope([pair.b, pair.a]).announcements[-1].role == pair.more["role"]


NODES = [one for pair in PAIRS for one in (pair.a, pair.b)]


@settings(max_examples=25, deadline=None)
@given(st.permutations(NODES))
def test_groups_do_not_depend_on_the_order(shuffled: list[ActNode]) -> None:
    assert grouping(MATTER, shuffled) == grouping(MATTER, NODES)


WELLS = {"by": "NLD", "do": "pledge_funds", "how": "promised", "who": ["NLD"], "to": ["KEN"]}
FIRST = node(
    1, day=date(2022, 1, 10), quote="The Netherlands will give 10 million euros for wells in Turkana",
    money=["10 million euros", 1e7, "EUR"], **WELLS,
)  # fmt: skip
AGAIN = node(
    2, day=date(2022, 5, 10), quote="the 10 million euros announced in January for wells in Turkana",
    money=["10 million euros", 1e7, "EUR"], flags=["recap"], **WELLS,
)  # fmt: skip
PART = node(
    3, day=date(2022, 8, 1), quote="4 million of the 10 million euros for the wells in Turkana were paid",
    money=["4 million euros", 4e6, "EUR"], **(WELLS | {"do": "deliver_funds", "how": "done"}),
)  # fmt: skip
MORE = node(
    4, day=date(2022, 9, 1),
    quote="3 million euros for the wells in Turkana, on top of the 10 million euros announced in January",
    money=["3 million euros", 3e6, "EUR"], **WELLS,
)  # fmt: skip


def test_headlines_add_up_to_more_than_there_is() -> None:
    told = [MORE, PART, FIRST, AGAIN]
    assert len(grouping(MATTER, told).groups) == 1
    folded = fold_envelope(told)
    assert [one.role for one in folded.announcements] == [
        MoneyRole.NEW,
        MoneyRole.REPEAT,
        MoneyRole.TRANCHE_OF,
        MoneyRole.TOP_UP,
    ]
    assert folded.headline == 27e6
    assert folded.amount == 13e6
    assert folded.paid == 4e6
    assert (folded.donors, folded.recipients, folded.currency) == (("NLD",), ("KEN",), "EUR")
    assert (folded.first, folded.last) == (date(2022, 1, 10), date(2022, 9, 1))


def test_what_is_first_told_as_old_is_unclear() -> None:
    folded = fold_envelope([AGAIN])
    assert [one.role for one in folded.announcements] == [MoneyRole.UNCLEAR]
    assert folded.amount == 1e7


def test_acts_without_a_sum_have_no_keys() -> None:
    assert MATTER.keys(node(1, day=date(2022, 1, 1), quote="It will give money for wells", **WELLS)) == ()


def test_what_is_only_intended_or_denied_is_no_money() -> None:
    sum_ = {"money": ["10 million euros", 1e7, "EUR"], "day": date(2022, 1, 1), "quote": "10 million euros"}
    assert MATTER.keys(node(1, **(WELLS | {"how": "intended"}), **sum_)) == ()
    assert MATTER.keys(node(1, **WELLS, **sum_, flags=["negated"])) == ()


def test_keys_hold_donor_sum_and_purpose() -> None:
    for one in NODES:
        keys = MATTER.keys(one)
        assert keys
        assert all(key.count("|") == 3 for key in keys)


EXAMPLES = yaml.safe_load(
    (files("servanda.linking") / "data" / "money_examples.yaml").read_text(encoding="utf-8")
)


def _sum(pair: list[Any]) -> tuple[float, str]:
    return float(pair[0]), pair[1]


def _act_of(row: dict[str, Any]) -> ActNode:
    """The act that a reader makes of an example."""
    sums = find_money(row["says"], row.get("by"))
    wanted = row.get("told") or row.get("own")
    told = next(one for one in sums if not wanted or (one.amount, one.currency) == _sum(wanted))
    kind = row.get("do", "pledge_funds")
    return node(1, day=date(2024, 1, 1), do=kind, how="done" if kind == "deliver_funds" else "promised",
                who=["NOR"], by=row.get("by"), quote=row["says"],
                money=[told.text, told.amount, told.currency])  # fmt: skip


NOT_GIVEN = [row for row in EXAMPLES if not row.get("given", True)]
GIVEN = [row for row in EXAMPLES if row.get("given", True)]


@pytest.mark.parametrize("row", NOT_GIVEN, ids=[row["says"] for row in NOT_GIVEN])
def test_what_nobody_gives_is_no_money(row: dict[str, Any]) -> None:
    assert not is_money(_act_of(row))


@pytest.mark.parametrize("row", GIVEN, ids=[row["says"] for row in GIVEN])
def test_what_the_words_of_a_clause_say_of_its_sums(row: dict[str, Any]) -> None:
    act = _act_of(row)
    assert is_money(act)
    purse = purse_of(act)
    found = {
        "own": (purse.amount, purse.currency),
        "whole": purse.whole,
        "base": purse.base,
        "equal": list(purse.equal),
        "which": purse.which,
        **{name: getattr(purse, name) for name in ("retold", "more", "total", "merged")},
    }
    wanted = {
        "own": _sum(row["own"]),
        "whole": float(row["whole"]) if "whole" in row else None,
        "base": float(row["base"]) if "base" in row else None,
        "equal": [_sum(one) for one in row.get("equal", ())],
        "which": row.get("which"),
        **{name: row.get(name, False) for name in ("retold", "more", "total", "merged")},
    }
    assert found == wanted
