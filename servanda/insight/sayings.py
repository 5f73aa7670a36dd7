"""The acts that say commitments, as nodes with their documents, the first told first."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, select

from servanda.ledger.rows import among
from servanda.ledger.tables import matter_act
from servanda.linking.acts import ActNode, first_told
from servanda.linking.fold.nodes import load_acts
from servanda.views import Quotation


def sayings(connection: Connection, matters: Iterable[str], role: str = "said") -> dict[str, list[ActNode]]:
    """The acts of each matter that say it, or with the role "evidence" tell of it, by its id."""
    query = select(matter_act.c.matter, matter_act.c.act).where(matter_act.c.role == role)
    rows = among(connection, query, matter_act.c.matter, matters)
    acts = load_acts(connection, {row.act for row in rows})
    told: defaultdict[str, list[ActNode]] = defaultdict(list)
    for row in rows:
        if row.act in acts:
            told[row.matter].append(acts[row.act])
    return {id: first_told(nodes) for id, nodes in told.items()}


def quoted(node: ActNode) -> Quotation:
    """The clause of an act."""
    span = node.act.span
    return Quotation(node.document, span.start, span.end, node.act.quote)
