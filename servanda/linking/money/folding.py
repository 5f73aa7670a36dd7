"""`fold_envelope`: the announcements of one sum, each with what it adds."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from servanda.codebook.topics import topics_of
from servanda.linking.acts import ActNode, first_told, told_key
from servanda.linking.money.roles import Role, is_paid, role_of
from servanda.linking.money.sums import purse_of, same_sum
from servanda.linking.titles import title_of
from servanda.model.envelope import Announcement, Envelope, MoneyRole, Tally, envelope_id

_ADDING = (MoneyRole.NEW, MoneyRole.TOP_UP)


def fold_envelope(told: Iterable[ActNode]) -> Envelope:
    """The envelope of the acts `told` (at least one, each with a sum); the same for any order."""
    nodes = sorted(first_told(told), key=_giver_first)
    announced = _announcements(nodes)
    tallies = _tallies(announced)
    main = tallies[0]
    days = [node.published for node in nodes if node.published]
    return Envelope(
        id=envelope_id(nodes[0].id),
        title=title_of(nodes[0].act.quote),
        donors=tuple(sorted({party for node in nodes for party in node.act.actors})),
        recipients=tuple(sorted({party for node in nodes for party in node.act.recipients})),
        amount=main.new + main.unclear,
        currency=main.currency,
        announcements=tuple(announced),
        headline=main.headline,
        paid=main.paid,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        topics=tuple(sorted({topic for node in nodes for topic in topics_of(node.act.quote)})),
        unclear=main.unclear,
        tallies=tallies,
    )


def _giver_first(node: ActNode) -> tuple[date, bool]:
    """By day of telling; what the giver says of its own money is heard first."""
    return told_key(node)[0], node.publisher not in node.act.actors


def _announcements(nodes: Sequence[ActNode]) -> list[Announcement]:
    sums = _Sums()
    return [sums.announced(node, role_of(node, nodes[:at], nodes[at + 1 :])) for at, node in enumerate(nodes)]


class _Sums:
    """What was told so far, currency by currency: all that is known of, its parts, and what was paid."""

    def __init__(self) -> None:
        self._known: defaultdict[str | None, float] = defaultdict(float)
        self._parts: defaultdict[str | None, float] = defaultdict(float)
        self._paid: defaultdict[str | None, float] = defaultdict(float)
        self._payments: list[ActNode] = []

    def announced(self, node: ActNode, role: Role) -> Announcement:
        """The next announcement, with what it adds to those before it."""
        purse = purse_of(node)
        new = purse.amount if role.role in _ADDING else 0.0
        unclear = self._unclear(purse.amount, purse.currency, role.role)
        self._known[purse.currency] += new + unclear
        return Announcement(
            act=node.id,
            document=node.document,
            told=node.published,
            role=role.role,
            amount=purse.amount,
            paid=is_paid(node),
            currency=purse.currency,
            new=new,
            unclear=unclear,
            pays=self._pays(node, role),
            because=role.because,
            cue=role.cue,
            refers=role.refers.id if role.refers else None,
        )

    def _unclear(self, amount: float, currency: str | None, role: MoneyRole) -> float:
        """How much more is known of now that may have been told before the ledger's first document."""
        if role is MoneyRole.TRANCHE_OF:
            self._parts[currency] += amount
            return max(0.0, self._parts[currency] - self._known[currency])
        if role in (MoneyRole.UNCLEAR, MoneyRole.REPEAT):
            return max(0.0, amount - self._known[currency])
        return 0.0

    def _pays(self, node: ActNode, role: Role) -> float:
        """What is told as paid for the first time; never more in all than is known of."""
        if not is_paid(node) or purse_of(node).merged or self._paid_before(node, role):
            return 0.0
        self._payments.append(node)
        amount, currency = purse_of(node).amount, purse_of(node).currency
        most = max(self._known[currency], amount) - self._paid[currency]
        pays = max(0.0, min(amount, most))
        self._paid[currency] += pays
        return pays

    def _paid_before(self, node: ActNode, role: Role) -> bool:
        if role.role is MoneyRole.CONVERTS:
            return role.refers in self._payments
        ours = purse_of(node)
        return role.role is MoneyRole.REPEAT and any(
            ours.currency == purse_of(one).currency and same_sum(ours.amount, purse_of(one).amount)
            for one in self._payments
        )


def _tallies(announced: Sequence[Announcement]) -> tuple[Tally, ...]:
    """What the announcements come to in each currency, that of the first one first."""
    by_currency: dict[str | None, list[Announcement]] = {}
    for one in announced:
        by_currency.setdefault(one.currency, []).append(one)
    return tuple(
        Tally(
            currency,
            len(told),
            sum(one.amount for one in told),
            sum(one.new for one in told),
            sum(one.unclear for one in told),
            sum(one.pays for one in told),
        )
        for currency, told in by_currency.items()
    )
