"""Accounts put together in memory by the Matter that a ledger uses, for tests of linking alone."""

from collections.abc import Mapping, Sequence

from servanda.linking.instruments import Designation, Instruments, ToldAccount, designation_of
from servanda.linking.matter import Grouping, Link, Rulings


def together(
    accounts: Sequence[ToldAccount],
) -> tuple[tuple[tuple[ToldAccount, ...], ...], Grouping]:
    """Accounts of any documents put together in memory by the same Matter.

    Gives the accounts of each instrument, and the grouping of their designations in the same order.
    """
    matter = Instruments()
    nodes: dict[str, Designation] = {}
    told: dict[str, list[ToldAccount]] = {}
    for one in accounts:
        node = designation_of(one.account, one.publisher, one.published, one.document)
        nodes[node.id] = node
        told.setdefault(node.id, []).append(one)
    grouping = matter.group(list(nodes.values()), links_among(matter, nodes), Rulings())
    return (
        tuple(
            tuple(sorted((one for node in group for one in told[node]), key=lambda one: one.order))
            for group in grouping.groups
        ),
        grouping,
    )


def links_among(matter: Instruments, nodes: Mapping[str, Designation]) -> list[Link]:
    """All links between nodes that share a key."""
    blocks: dict[str, list[str]] = {}
    for node in nodes.values():
        for key in matter.keys(node):
            blocks.setdefault(key, []).append(node.id)
    pairs = {
        (min(a, b), max(a, b))
        for block in blocks.values()
        for i, a in enumerate(block)
        for b in block[i + 1 :]
    }
    found = (matter.compare(nodes[a], nodes[b]) for a, b in sorted(pairs))
    return [link for link in found if link is not None]
