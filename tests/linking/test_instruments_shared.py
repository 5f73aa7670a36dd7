"""What is told of several agreements at once ("Treaty-related agreements") is told of each of them."""

from dataclasses import replace
from datetime import date

import pytest

from servanda.linking.instruments import (
    Designation,
    Instruments,
    ToldAccount,
    designation_of,
    fold_instrument,
)
from servanda.linking.matter import Rulings
from servanda.model import Account, Dated, Form, Mention, Span, Stage, Step, account_id
from tests.linking.in_memory import together


def telling(name: str, parties: str, day: str) -> ToldAccount:
    """An account of an agreement of that name in a document of that day."""
    span = Span(0, 9)
    account = Account(
        id=account_id(name + day, span),
        names=(name,),
        kind="agreement",
        subject="",
        parties=tuple(parties.split()),
        mentions=(Mention(span, Form.FULL),),
    )
    return ToldAccount(account, f"{day} {name}", date.fromisoformat(day), "NZL")


def several(subject: str) -> ToldAccount:
    """Agreements without a name that are told as in force on a day of 2020."""
    step = Step(Stage.IN_FORCE, Span(0, 9), "2020-06-01", Dated.PUBLISHED, cue="in-force")
    one = telling("Agreements", "CHL NZL", "2020-06-01")
    account = replace(one.account, names=(), subject=subject, plural=True, steps=(step,))
    return replace(one, account=account)


def node(one: ToldAccount) -> Designation:
    return designation_of(one.account, one.publisher, one.published, one.document)


FUND = telling("Salmon Treaty Fund Agreement", "CHL NZL", "2019-03-01")
RULES = telling("Agreement on Procedures under the Salmon Treaty", "CHL NZL", "2019-03-02")
FOREIGN = telling("Salmon Treaty Fund Agreement", "NZL PER", "2019-03-03")
ASIDE = telling("Youth Mobility Agreement", "CHL NZL", "2019-03-04")
LATER = telling("Salmon Treaty Access Agreement", "CHL NZL", "2021-03-01")
MANY = several("salmon treaty related")


@pytest.mark.parametrize("order", [1, -1])
def test_each_that_hangs_on_the_treaty_and_was_known_by_then_is_in_force(order: int) -> None:
    told = [FUND, RULES, FOREIGN, ASIDE, LATER, MANY][::order]
    groups, grouping = together(told)
    assert len(groups) == len(told)
    found = set()
    for group in groups:
        own = {node(one).id for one in group}
        many = [one for one in told for a, b in grouping.shared if node(one).id == a and b in own]
        if group != (MANY,) and fold_instrument(group, many).course.stage is Stage.IN_FORCE:
            found.add(group)
    assert found == {(FUND,), (RULES,)}


def test_without_it_none_is_in_force() -> None:
    assert fold_instrument([FUND]).course.stage is None


@pytest.mark.parametrize("subject", ["salmon treaty", "fund related", "youth salmon related"])
def test_what_does_not_stand_for_all_that_hang_on_the_treaty_tells_of_none(subject: str) -> None:
    assert together([FUND, RULES, ASIDE, several(subject)])[1].shared == ()


def test_what_a_person_keeps_apart_shares_nothing() -> None:
    nodes = [node(FUND), node(MANY)]
    link = Instruments().compare(*nodes)
    assert link is not None
    apart = Rulings(different=frozenset({(link.a, link.b)}))
    assert Instruments().group(nodes, [link], Rulings()).shared == ((node(MANY).id, node(FUND).id),)
    assert Instruments().group(nodes, [link], apart).shared == ()
