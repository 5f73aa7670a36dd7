"""Verdicts that make no sense: refused with a reason, and nothing is entered."""

from collections.abc import Iterator

import pytest

from servanda.api import Ledger
from servanda.model import Ruling, Verdict
from tests.linking.folding import add, new_ledger, see_same, see_sound, state
from tests.linking.ruled import (
    AGAIN,
    ALL,
    AT,
    FISH,
    PROMISE,
    TALKS,
    agreements,
    link_between,
    rule,
)


@pytest.fixture(scope="module")
def accepted() -> Iterator[Ledger]:
    """The same with one verdict, entry 13: for verdicts that are refused and leave it as it is."""
    with new_ledger() as one:
        add(one, *ALL)
        assert rule(one, Ruling.ACCEPT, PROMISE.acts[0].id) == 13
        yield one
        see_sound(one)


@pytest.mark.parametrize(
    ("ruling", "target", "other", "fields", "error"),
    [
        (Ruling.REJECT, "act_0000000000000000", None, {}, LookupError),
        (Ruling.ACCEPT, "lnk_0000000000000000", None, {}, LookupError),
        (Ruling.ACCEPT, "promise", None, {}, LookupError),
        (Ruling.MERGE, "agr_0000000000000000", "FISH", {}, LookupError),
        (Ruling.MERGE, "FISH", "acc_0000000000000000", {}, LookupError),
        (Ruling.MERGE, "FISH", None, {}, ValueError),
        (Ruling.MERGE, "FISH", "FISH", {}, ValueError),
        (Ruling.MERGE, "FISH", "PROMISE", {}, ValueError),
        (Ruling.SPLIT, "FISH", "FISH", {}, ValueError),
        (Ruling.SPLIT, "TALKS", None, {}, ValueError),
        (Ruling.CORRECT, "PROMISE", None, {}, ValueError),
        (Ruling.CORRECT, "PROMISE", None, {"modality": "hoped"}, ValueError),
        (Ruling.CORRECT, "PROMISE", None, {"type": ""}, ValueError),
        (Ruling.CORRECT, "PROMISE", None, {"quote": "other words"}, ValueError),
        (Ruling.CORRECT, "PROMISE", None, {"actors": "Narnia"}, ValueError),
        (Ruling.CORRECT, "LINK", None, {"modality": "done"}, ValueError),
        (Ruling.UNDO, "PROMISE", None, {}, LookupError),
        (Ruling.UNDO, "PROMISE", "1", {}, LookupError),
        (Ruling.UNDO, "PROMISE", "999", {}, LookupError),
        (Ruling.UNDO, "TALKS", "13", {}, ValueError),
    ],
)
def test_wrong_verdicts_are_refused_and_nothing_is_entered(
    accepted: Ledger,
    ruling: Ruling,
    target: str,
    other: str | None,
    fields: dict[str, str],
    error: type[Exception],
) -> None:
    names = {
        "FISH": agreements(accepted)[FISH],
        "PROMISE": PROMISE.acts[0].id,
        "TALKS": TALKS.accounts[0].id,
        "LINK": link_between(accepted, *sorted((PROMISE.acts[0].id, AGAIN.acts[0].id))),
    }
    head, before = accepted.store.head(), state(accepted.store)
    with pytest.raises(error) as caught:
        rule(accepted, ruling, names.get(target, target), names.get(other or "", other), **fields)
    assert str(caught.value)
    assert accepted.store.head() == head
    see_same(before, state(accepted.store))


@pytest.mark.parametrize("person", ["", "  ", "Ve\0ra", "Ve\ud800ra"])
def test_a_verdict_needs_a_name_that_can_be_kept(accepted: Ledger, person: str) -> None:
    head = accepted.store.head()
    with pytest.raises(ValueError):
        accepted.rule(Verdict(Ruling.REJECT, PROMISE.acts[0].id, person), at=AT)
    assert accepted.store.head() == head
