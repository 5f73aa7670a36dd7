"""`fold_envelope`: the announcements of one sum, each with what it adds."""

from collections.abc import Iterable, Sequence

from servanda.codebook.topics import topics_of
from servanda.linking.acts import ActNode, first_told
from servanda.linking.money.sums import purse_of, same_sum
from servanda.linking.titles import title_of
from servanda.model import ActType, Modality
from servanda.model.envelope import Announcement, Envelope, MoneyRole, envelope_id


def fold_envelope(told: Iterable[ActNode]) -> Envelope:
    """The envelope of the acts `told` (at least one, each with a sum); the same for any order."""
    nodes = first_told(told)
    announced = _announcements(nodes)
    added = [one for one in announced if one.role in (MoneyRole.NEW, MoneyRole.TOP_UP)]
    days = [node.published for node in nodes if node.published]
    return Envelope(
        id=envelope_id(nodes[0].id),
        title=title_of(nodes[0].act.quote),
        donors=tuple(sorted({party for node in nodes for party in node.act.actors})),
        recipients=tuple(sorted({party for node in nodes for party in node.act.recipients})),
        amount=sum(one.amount for one in added) if added else max(one.amount for one in announced),
        currency=purse_of(nodes[0]).currency,
        announcements=tuple(announced),
        headline=sum(one.amount for one in announced),
        paid=max((one.amount for one in announced if one.paid), default=0.0),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        topics=tuple(sorted({topic for node in nodes for topic in topics_of(node.act.quote)})),
    )


def _announcements(nodes: Sequence[ActNode]) -> list[Announcement]:
    told: list[Announcement] = []
    for node in nodes:
        act = node.act
        told.append(
            Announcement(
                act=node.id,
                document=node.document,
                told=node.published,
                role=_role(node, told),
                amount=purse_of(node).amount,
                paid=act.type is ActType.DELIVER_FUNDS and act.modality is Modality.DONE,
            )
        )
    return told


def _role(node: ActNode, before: Sequence[Announcement]) -> MoneyRole:
    """What an announcement adds to those before it."""
    purse = purse_of(node)
    if purse.whole is not None:
        return MoneyRole.TRANCHE_OF
    if not before:
        # What is told first, yet as something told before, may have been new long ago.
        return MoneyRole.UNCLEAR if purse.retold else MoneyRole.NEW
    if any(same_sum(purse.amount, one.amount) for one in before):
        return MoneyRole.REPEAT
    if purse.base is not None:
        return MoneyRole.TOP_UP
    return MoneyRole.UNCLEAR
