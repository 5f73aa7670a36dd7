"""Designations grouped into instruments, and each instrument folded into its rows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, select, update

from servanda.codebook.topics import topics_of
from servanda.ledger import search
from servanda.ledger.rows import among, drop, put
from servanda.ledger.tables import (
    account,
    designation,
    instrument,
    instrument_party,
    instrument_topic,
    review,
)
from servanda.linking.fold.codings import Changes
from servanda.linking.fold.matching import Matching, Part
from servanda.linking.fold.reviews import put_reviews, review_row
from servanda.linking.fold.told import Told, load_designations, told_of
from servanda.linking.fold.verdicts import rulings_of
from servanda.linking.instruments import Designation, Instruments, ToldAccount, fold_instrument, of_several
from servanda.linking.matter import Question
from servanda.model.agreement import Course, Instrument, Proof, StageRecord


@dataclass(slots=True)
class Agreements:
    """What a fold did: new instruments, (id, stage before, stage after), and all whose rows changed."""

    new: list[str] = field(default_factory=list)
    moved: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Rows:
    instruments: list[dict[str, Any]] = field(default_factory=list)
    parties: list[dict[str, Any]] = field(default_factory=list)
    topics: list[dict[str, Any]] = field(default_factory=list)
    reviews: list[dict[str, Any]] = field(default_factory=list)
    members: list[tuple[str, list[str]]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)


def fold_agreements(connection: Connection, changes: Changes, ruled: set[str]) -> Agreements:
    """Link what is new, group what it touches, and renew the rows of those instruments."""
    matching = Matching(connection, Instruments(), partial(load_designations, connection))
    dirty = changes.designations | ruled
    if not dirty:
        return Agreements()
    used = select(account.c.designation).distinct()
    live = {row.designation for row in among(connection, used, account.c.designation, changes.left)}
    gone = changes.left - live
    near = matching.remove(gone) if gone else set()
    old = _instruments_of(connection, gone)
    drop(connection, designation.c.id, gone)
    lost = matching.add([changes.new[one] for one in sorted(changes.new.keys() - gone)])
    found = list(matching.regrouped((dirty | near | lost) - gone, rulings_of(connection, "instrument")))
    return _write(connection, found, old)


def _instruments_of(connection: Connection, ids: Iterable[str]) -> set[str]:
    query = select(designation.c.instrument).where(designation.c.instrument.is_not(None))
    return {row.instrument for row in among(connection, query, designation.c.id, ids)}


def _write(connection: Connection, found: list[Part[Designation]], old: set[str]) -> Agreements:
    nodes = {one for part in found for one in part.nodes}
    old = old | _instruments_of(connection, nodes)
    query = select(instrument.c.id, instrument.c.stage)
    before = {row.id: row.stage for row in among(connection, query, instrument.c.id, old)}
    homes = _homes(connection, nodes)
    _clear(connection, old, nodes)
    told = told_of(connection, nodes)
    rows, done = _Rows(), Agreements(touched=set(old))
    for part in found:
        for group in part.grouping.groups:
            _fold(group, part.grouping.shared, told, rows)
        for question in part.grouping.questions:
            _ask(rows, question, told)
    _store(connection, rows)
    for row, (id, members) in zip(rows.instruments, rows.members, strict=True):
        done.touched.add(id)
        earlier = sorted({home for one in members if (home := homes.get(one))})
        if not earlier:
            done.new.append(id)
        stage = before.get(id if id in before else earlier[0] if earlier else "")
        if earlier and stage != row["stage"]:
            done.moved.append((id, stage, row["stage"]))
    return done


def _homes(connection: Connection, ids: Iterable[str]) -> dict[str, str | None]:
    query = select(designation.c.id, designation.c.instrument)
    return {row.id: row.instrument for row in among(connection, query, designation.c.id, ids)}


def _clear(connection: Connection, instruments: set[str], nodes: set[str]) -> None:
    drop(connection, instrument_party.c.instrument, instruments)
    drop(connection, instrument_topic.c.instrument, instruments)
    drop(connection, instrument.c.id, instruments)
    drop(connection, review.c.subject, instruments | nodes)
    search.remove(connection, "instrument", instruments)


def _fold(group: tuple[str, ...], shared: tuple[tuple[str, str], ...], told: Told, rows: _Rows) -> None:
    accounts = [one for node in group for one in told.accounts.get(node, ())]
    if not accounts:
        return
    several = {many for many, one in shared if one in group and many not in group}
    also = list(of_several(accounts, (one for node in several for one in told.accounts.get(node, ()))))
    folded = fold_instrument(accounts, also)
    last = folded.last.isoformat() if folded.last else ""
    words = told.first_words[min(accounts, key=lambda one: one.order).account.id]
    name = folded.name if folded.names else words
    topics = topics_of("\n".join((*folded.names, name, *(one.account.subject for one in accounts))))
    rows.members.append((folded.id, list(group)))
    rows.instruments.append(
        {
            "id": folded.id,
            "name": name,
            "kind": folded.kind,
            "binding": folded.binding.value,
            "stage": folded.course.stage.value if folded.course.stage else None,
            "stage_date": _stage_date(folded.course),
            "first": folded.first.isoformat() if folded.first else "",
            "last": last,
            "documents": len(frozenset[int]().union(*(told.documents[node] for node in group))),
            "body": msgspec.json.encode(_body(folded, topics, told) | _shared(also)).decode(),
        }
    )
    rows.parties += [{"party": p, "last": last, "instrument": folded.id} for p in folded.parties]
    rows.topics += [{"topic": t, "last": last, "instrument": folded.id} for t in topics]
    rows.names[folded.id] = "\n".join((name, *folded.names))
    for question in folded.course.questions:
        proofs = [_proof(told, one) for one in question.proofs]
        rows.reviews.append(review_row("instrument", folded.id, (), question.reason, proofs))


def _stage_date(course: Course) -> str | None:
    return course.records[-1].date if course.records else None


def _body(folded: Instrument, topics: tuple[str, ...], told: Told) -> dict[str, Any]:
    return {
        "names": folded.names,
        "parties": folded.parties,
        "binding": folded.binding,
        "disputed": folded.disputed,
        "topics": topics,
        "relation": next(({"kind": r.kind, "name": r.name, "id": None} for r in folded.relations), None),
        "stages": [_stage(record, told) for record in folded.course.records],
        "sides": [_stage(record, told) for record in folded.course.sides],
        "claims": [
            {"binding": claim.binding, "publisher": claim.publisher, **_proof(told, claim.proof)}
            for claim in folded.course.claims
        ],
    }


def _shared(also: Iterable[ToldAccount]) -> dict[str, Any]:
    """Where it is named together with others, by words that are no name of it alone."""
    places = sorted(
        {(one.document, at.span.start, at.span.end) for one in also for at in one.account.mentions}
    )
    return {"shared": places} if places else {}


def _stage(record: StageRecord, told: Told) -> dict[str, Any]:
    proof = _proof(told, record.proof) if record.proof else _NO_PROOF
    return {
        "stage": record.stage,
        "date": record.date,
        "dated": record.dated,
        **proof,
        "implied": record.implied,
        "party": record.party,
        "act": record.act,
        "also": [_proof(told, one) for one in record.also],
    }


_NO_PROOF = {"document": None, "start": None, "end": None, "quote": None}


def _proof(told: Told, proof: Proof) -> dict[str, Any]:
    return {
        "document": proof.document,
        "start": proof.span.start,
        "end": proof.span.end,
        "quote": told.quotes.get((proof.document, proof.span)),
    }


def _ask(rows: _Rows, question: Question, told: Told) -> None:
    """A question of grouping: the first words of the subject, and of each that it may belong to."""
    evidence = []
    for node in (question.subject, *question.others):
        for one in told.accounts.get(node, ())[:1]:
            proof = Proof(one.document, one.account.mentions[0].span)
            evidence.append({"node": node, **_proof(told, proof)})
    asked = review_row("instrument", question.subject, question.others, question.reason, evidence)
    rows.reviews.append(asked)


def _store(connection: Connection, rows: _Rows) -> None:
    put(connection, instrument, rows.instruments)
    put(connection, instrument_party, rows.parties)
    put(connection, instrument_topic, rows.topics)
    put_reviews(connection, rows.reviews)
    search.index_many(connection, "instrument", rows.names)
    homes = [{"node": node, "home": id} for id, members in rows.members for node in members]
    if homes:
        connection.execute(
            update(designation)
            .where(designation.c.id == bindparam("node"))
            .values(instrument=bindparam("home")),
            homes,
        )
