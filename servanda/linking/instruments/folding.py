"""`fold_instrument`: the accounts of one instrument, in all documents that tell of it, as an `Instrument`."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from servanda.linking.instruments.words import name_of
from servanda.linking.stages import ToldStep, fold_stages
from servanda.model import Account, Binding
from servanda.model.agreement import Claim, Course, Instrument, Proof


@dataclass(frozen=True, slots=True)
class ToldAccount:
    """An account with the document that gives it."""

    account: Account
    document: str
    published: date | None = None
    publisher: str | None = None

    @property
    def order(self) -> tuple[str, str]:
        """Documents without a date come last."""
        return self.published.isoformat() if self.published else "9999", self.account.id


def fold_instrument(told: Iterable[ToldAccount], shared: Iterable[ToldAccount] = ()) -> Instrument:
    """What all accounts of one instrument make of it; the same for any order. Raises ValueError for none.

    `shared` are accounts of several instruments, this one among them: their steps are its steps, once it is
    known.
    """
    accounts = sorted(told, key=lambda one: one.order)
    if not accounts:
        raise ValueError("an instrument needs at least one account")
    parties = common_parties([one.account.parties for one in accounts])
    names = _names(accounts)
    course = course_of((*accounts, *of_several(accounts, shared)), parties)
    days = sorted(one.published for one in accounts if one.published is not None)
    relations = {one.account.relation for one in accounts} - {None}
    return Instrument(
        id=instrument_id(accounts[0].account.id),
        name=_fullest(names, accounts),
        names=names,
        parties=parties,
        kind=_most([one.account.kind for one in accounts]),
        binding=course.binding,
        disputed=course.disputed,
        course=course,
        relations=tuple(sorted((r for r in relations if r), key=lambda r: (r.kind, r.name))),
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )


def of_several(accounts: Sequence[ToldAccount], shared: Iterable[ToldAccount]) -> Iterator[ToldAccount]:
    """What is told of several at once, without claims; nothing where nobody had told of this one by then."""
    first = min((one.published for one in accounts if one.published), default=None)
    for one in sorted(set(shared), key=lambda one: one.order):
        if first is not None and one.published is not None and first <= one.published:
            yield replace(one, account=replace(one.account, binding=Binding.UNKNOWN))


def instrument_id(first_account: str) -> str:
    """The id of the instrument that this account told of first."""
    return "agr_" + hashlib.sha256(first_account.encode()).hexdigest()[:16]


def course_of(accounts: Iterable[ToldAccount], parties: Sequence[str]) -> Course:
    """The course that the steps and claims of `accounts` make."""
    steps: list[ToldStep] = []
    claims: list[Claim] = []
    for one in accounts:
        steps += [ToldStep(step, one.document, one.published, one.publisher) for step in one.account.steps]
        if one.account.binding is not Binding.UNKNOWN and one.account.mentions:
            proof = Proof(one.document, one.account.mentions[0].span)
            claims.append(Claim(one.account.binding, proof, one.publisher))
    return fold_stages(steps, parties, claims)


def common_parties(lists: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The parties most accounts give, then all that accounts which do not contradict them add."""
    counts = Counter(tuple(sorted(set(parties))) for parties in lists if parties)
    if not counts:
        return ()
    best = min(counts, key=lambda one: (len(one) < 2, -counts[one], -len(one), one))
    if len(best) == 2:
        return best
    return tuple(sorted(set(best).union(*(one for one in counts if set(best) & set(one)))))


def _names(accounts: Sequence[ToldAccount]) -> tuple[str, ...]:
    """All names verbatim, the one with most content words first."""
    names = {" ".join(name.split()) for one in accounts for name in one.account.names}
    return tuple(sorted(names, key=lambda name: (-len(name_of(name).words), -len(name), name)))


def _fullest(names: Sequence[str], accounts: Sequence[ToldAccount]) -> str:
    """The fullest name, else what most accounts say it is about."""
    if names:
        return names[0]
    subject = _most([one.account.subject for one in accounts if one.account.subject])
    return subject or _most([one.account.kind for one in accounts])


def _most(values: Iterable[str]) -> str:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value), default="")
