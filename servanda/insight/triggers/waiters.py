"""Commitments that wait, each with the words on which it does."""

from collections.abc import Mapping, Sequence

from servanda.insight.sayings import quoted, sayings
from servanda.insight.triggers.answer import Waiter
from servanda.linking.acts import ActNode
from servanda.linking.commitments.trigger_words import relation_of
from servanda.linking.commitments.triggers import Beside, says_not, waits, words_of
from servanda.linking.fold.namings import sentences_of
from servanda.model import Span
from servanda.views import CommitmentRow, LedgerView, Quotation


def waiters(view: LedgerView, ids: Sequence[str]) -> dict[str, Waiter]:
    """The commitments with these ids, by id."""
    said = {id: _last(nodes) for id, nodes in sayings(view.connection, ids).items()}
    beside = sentences_of(view.connection, [node for node in said.values() if says_not(node)])
    rows = view.commitments_by_id(ids)
    return {row.id: _waiter(row, said[row.id], beside) for row in rows if row.id in said}


def _last(nodes: Sequence[ActNode]) -> ActNode:
    """The last saying that waits by its deadline; where none does, the last."""
    waiting = [node for node in nodes if waits(node) and node.act.deadline is not None]
    return (waiting or nodes)[-1]


def _waiter(row: CommitmentRow, node: ActNode, beside: Mapping[str, Beside]) -> Waiter:
    around = beside.get(node.id, Beside())
    words, place = words_of(node, around)
    until = Quotation(node.document, place.start, place.end, words) if words else None
    said = _with_condition(node, place, around) if words else quoted(node)
    return Waiter(row, said, until, relation_of(words))


def _with_condition(node: ActNode, place: Span, around: Beside) -> Quotation:
    """The clause, and the sentence as far as the words on which it waits, where these stand outside."""
    span = node.act.span
    start, end = min(span.start, place.start), max(span.end, place.end)
    before = around.before[len(around.before) - (span.start - start) :] if start < span.start else ""
    return Quotation(node.document, start, end, before + node.act.quote + around.after[: end - span.end])
