"""Acts grouped into commitments, meetings and envelopes of money, and each group folded into its rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection, delete, select

from servanda.ledger import search
from servanda.ledger.rows import among, drop, one_of, put
from servanda.ledger.tables import (
    matter,
    matter_act,
    matter_office,
    matter_party,
    matter_topic,
    review,
    share,
    telling,
)
from servanda.linking.acts import ActNode
from servanda.linking.commitments import Commitments, fold_commitment, is_witness
from servanda.linking.fold.codings import Changes
from servanda.linking.fold.matching import Matching, Part
from servanda.linking.fold.matter_rows import Gathered, proof_of
from servanda.linking.fold.namings import namings_of
from servanda.linking.fold.nodes import commitments_on, instruments_of, load_acts, stages_of
from servanda.linking.fold.reviews import put_reviews, review_row
from servanda.linking.fold.verdicts import rulings_of
from servanda.linking.matter import Matter
from servanda.linking.meetings import Meetings, fold_meeting, is_meeting
from servanda.linking.money import Envelopes, fold_envelope, is_money
from servanda.model.commitment import SETTLED

Fold = Callable[[Connection, list[Part[ActNode]]], Gathered]


@dataclass(frozen=True, slots=True)
class _Kind:
    """One matter over acts: which acts concern it, and how its groups become rows."""

    matter: Matter[ActNode]
    concerns: Callable[[ActNode], bool]
    fold: Fold


def fold_matters(
    connection: Connection, changes: Changes, ruled: set[tuple[str, str]], agreements: set[str]
) -> list[str]:
    """Link the acts that came, and renew the rows of what they touch; gives commitments that are now closed.

    `agreements` are those whose rows changed: promises to move them are looked at again.
    """
    judged = load_acts(connection, changes.acts - changes.came.keys())
    came = dict(sorted((changes.came | judged).items()))
    moved = commitments_on(connection, agreements)
    closed: list[str] = []
    for kind in _KINDS:
        again = {node for name, node in ruled if name == kind.matter.name}
        if kind.matter.name == "commitment":
            again |= moved
        closed += _fold(connection, kind, changes.gone_acts, came, again)
    return closed


def _fold(
    connection: Connection, kind: _Kind, gone: set[str], came: dict[str, ActNode], again: set[str]
) -> list[str]:
    matching = Matching(connection, kind.matter, partial(load_acts, connection))
    name = kind.matter.name
    near = matching.remove(gone) if gone else set()
    before = _clear(connection, name, gone)
    new = [node for node in came.values() if kind.concerns(node)]
    lost = matching.add(new)
    dirty = ({node.id for node in new} | near | lost | again) - (gone - came.keys())
    if not dirty:
        return []
    found = list(matching.regrouped(dirty, rulings_of(connection, name)))
    before.update(_clear(connection, name, {one for part in found for one in part.nodes} - came.keys()))
    rows = kind.fold(connection, found)
    put(connection, matter, rows.matters)
    put(connection, matter_party, rows.parties)
    put(connection, matter_topic, rows.topics)
    put(connection, matter_act, rows.acts)
    put(connection, matter_office, rows.offices)
    put(connection, share, rows.shares)
    put(connection, telling, rows.tellings)
    search.index_many(connection, name, rows.texts)
    _ask(connection, name, found)
    return [
        row["id"]
        for row in rows.matters
        if name == "commitment" and row["standing"] in SETTLED and before.get(row["id"], "") not in SETTLED
        and row["id"] in before
    ]  # fmt: skip


def _clear(connection: Connection, name: str, acts: Iterable[str]) -> dict[str, str]:
    """Drop the matters that acts belong to; gives their standings."""
    acts = set(acts)
    held = {row.matter for row in among(connection, select(matter_act.c.matter), matter_act.c.act, acts)}
    query = select(matter.c.id, matter.c.standing, matter.c.kind)
    found = {
        row.id: row.standing or "" for row in among(connection, query, matter.c.id, held) if row.kind == name
    }
    for table in (matter_party, matter_topic, matter_office, matter_act, share, telling):
        drop(connection, table.c.matter, found)
    drop(connection, matter.c.id, found)
    search.remove(connection, name, found)
    if acts:  # what is asked of the same acts in another matter stands
        asked = delete(review).where(review.c.matter == name)
        connection.execute(asked.where(one_of(connection, review.c.subject, acts)))
    return found


def _ask(connection: Connection, name: str, found: Iterable[Part[ActNode]]) -> None:
    """Put questions up for review, with the words of each act."""
    rows = []
    for part in found:
        for question in part.grouping.questions:
            told = (part.nodes[one] for one in (question.subject, *question.others))
            evidence = [{"node": node.id, **proof_of(node)} for node in told]
            rows.append(review_row(name, question.subject, question.others, question.reason, evidence))
    put_reviews(connection, rows)


def _commitments(connection: Connection, found: list[Part[ActNode]]) -> Gathered:
    acts = {one for part in found for one, node in part.nodes.items() if node.act.commitment}
    moves = instruments_of(connection, acts)
    proofs = stages_of(connection, set(moves.values()))
    reached = {key: proof["date"] or "" for key, proof in proofs.items()}
    namings = namings_of(connection, (node for part in found for node in part.nodes.values()))
    rows = Gathered()
    for part in found:
        binding = [node for node in part.nodes.values() if node.act.commitment]
        if not binding:  # acts that may tell what came of something, and of which nothing was promised
            continue
        for group in part.groups():
            if not any(node.act.commitment for node in group):
                continue
            own = {node.id for node in group}
            targets = sorted({moves[one] for one in own if one in moves})
            beside = [node for node in binding if node.id not in own]
            made = fold_commitment(
                group, instrument=targets[0] if len(targets) == 1 else None, reached=reached, beside=beside
            )
            rows.commitment(made, group, proofs, namings, beside)
    return rows


def _meetings(_: Connection, found: list[Part[ActNode]]) -> Gathered:
    rows = Gathered()
    for part in found:
        for group in part.groups():
            rows.meeting(fold_meeting(group), group)
    return rows


def _envelopes(_: Connection, found: list[Part[ActNode]]) -> Gathered:
    rows = Gathered()
    for part in found:
        for group in part.groups():
            rows.envelope(fold_envelope(group), group)
    return rows


_KINDS = (
    _Kind(Commitments(), lambda node: node.act.commitment or is_witness(node), _commitments),
    _Kind(Meetings(), is_meeting, _meetings),
    _Kind(Envelopes(), is_money, _envelopes),
)
