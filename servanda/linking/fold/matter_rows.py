"""Rows of commitments, meetings and envelopes of money."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from servanda.ledger.rows import Values
from servanda.linking.acts import ActNode
from servanda.linking.commitments.telling import Telling, tellings
from servanda.linking.commitments.triggers import Namings, trigger_of
from servanda.linking.money.sums import purse_of
from servanda.model import Stage
from servanda.model.commitment import Commitment, Evidence
from servanda.model.envelope import Announcement, Envelope
from servanda.model.meeting import Meeting

Proofs = Mapping[tuple[str, Stage], Mapping[str, Any]]


#: Columns that only some kinds fill.
_COLUMNS = ("type", "standing", "start", "due", "instrument", "stage", "deadline", "trigger")
#: Sums of the table `share`.
_SUMS = ("headline", "new", "unclear", "paid")


class Gathered:
    """Rows gathered over many matters, so that each table is written once."""

    def __init__(self) -> None:
        self.matters: list[dict[str, Any]] = []
        self.parties: list[Values] = []
        self.topics: list[Values] = []
        self.acts: list[Values] = []
        self.shares: list[dict[str, Any]] = []
        self.offices: list[dict[str, Any]] = []
        self.tellings: list[dict[str, Any]] = []
        self.texts: dict[str, str] = {}

    def commitment(
        self,
        one: Commitment,
        group: Sequence[ActNode],
        proofs: Proofs,
        namings: Namings,
        beside: Sequence[ActNode] = (),
    ) -> None:
        """Gather the rows of a commitment. `proofs` tell where stages are proven, `namings` texts named.

        `beside` are binding acts of other commitments.
        """
        due = one.deadline
        body = {
            "actors": one.actors,
            "recipients": one.recipients,
            "quote": one.quote,
            "modality": one.modality,
            "condition": one.condition,
            "deadline": _deadline(one),
            "moved": one.moved,
            "money": one.money.text if one.money else None,
            "flags": sorted({flag for node in group if node.id in one.acts for flag in node.act.flags}),
            "topics": one.topics,
            "documents": one.documents,
            "evidence": [_evidence(told, one, group, proofs) for told in one.evidence],
            "sources": sorted({node.document for node in group}),
        }
        row = self._row("commitment", one.id, one.title, _days(one.first, one.last), body)
        row.update(
            type=one.type.value,
            standing=one.standing.value,
            start=_iso(due.start) if due else None,
            due=_iso(due.falls) if due else None,
            instrument=one.instrument,
            stage=one.target.value if one.target else None,
            deadline=due.kind.value if due else None,
            trigger=trigger_of(one, group, namings),
            sides=len(one.actors),
        )
        self._tie(row, {"actor": one.actors, "recipient": one.recipients}, one.topics)
        self._say(one.id, group, one.acts)
        self._tell(one, tellings(one, group, beside), row["last"])

    def meeting(self, one: Meeting, group: Sequence[ActNode]) -> None:
        """Gather the rows of a meeting."""
        days = sorted(node.published for node in group if node.published)
        body = {
            "parties": one.parties,
            "place": one.place,
            "form": one.form,
            "documents": one.documents,
            "topics": one.topics,
        }
        first, last = (days[0], days[-1]) if days else (None, None)
        row = self._row("meeting", one.id, one.title, _days(first, last), body)
        row.update(standing=one.standing.value, start=one.start, due=one.end, sides=len(one.parties))
        self._tie(row, {"actor": one.parties}, one.topics)
        self._say(one.id, group, one.acts)

    def envelope(self, one: Envelope, group: Sequence[ActNode]) -> None:
        """Gather the rows of an envelope."""
        lead = next(node for node in group if node.id == one.announcements[0].act)
        body = {
            "actors": one.donors,
            "recipients": one.recipients,
            "money": purse_of(lead).text,
            "amount": one.amount,
            "currency": one.currency,
            "headline": one.headline,
            "paid": one.paid,
            "unclear": one.unclear,
            "announcements": [_announced(told) for told in one.announcements],
            "topics": one.topics,
            "quote": lead.act.quote,
        }
        row = self._row("money", one.id, one.title, _days(one.first, one.last), body)
        row.update(sides=len(one.donors))
        row.update(standing="paid" if one.paid >= one.amount else "partly paid" if one.paid else "announced")
        self._tie(row, {"actor": one.donors, "recipient": one.recipients}, one.topics)
        self._say(one.id, group, tuple(a.act for a in one.announcements))
        self._share(one)

    def _share(self, one: Envelope) -> None:
        """What each day of telling adds, in each currency, for each side and for all."""
        told: dict[tuple[str, str], dict[str, Any]] = {}
        for a in one.announcements:
            key = (_iso(a.told) or "", a.currency or "")
            sums = told.setdefault(key, dict.fromkeys(("announcements", *_SUMS), 0))
            sums["announcements"] += 1
            for name, amount in zip(_SUMS, (a.amount, a.new, a.unclear, a.pays), strict=True):
                sums[name] += amount
        either = (*one.donors, *one.recipients)
        sides = {"donor": one.donors, "recipient": one.recipients, "either": either, "all": ("",)}
        for role, parties in sides.items():
            for (day, currency), sums in told.items():
                same = {"matter": one.id, "told": day, "year": day[:4], "currency": currency}
                same.update(role=role, topics=_framed(one.topics), **sums)
                self.shares += [{**same, "party": party} for party in dict.fromkeys(parties)]

    def _tell(self, one: Commitment, told_: Iterable[Telling], last: str) -> None:
        """The tellings of a commitment, and the offices that speak in them."""
        lists = {"actors": one.actors, "recipients": one.recipients, "topics": one.topics}
        same: dict[str, Any] = {"matter": one.id, **{name: _framed(words) for name, words in lists.items()}}
        told = list(told_)
        for each in told:
            own: dict[str, Any] = {"act": each.act, "told": _iso(each.told) or "", "traits": each.traits}
            self.tellings.append({**same, **own, "offices": _framed(each.offices)})
        offices = sorted({office for each in told for office in each.offices})
        kept = {"kind": "commitment", "last": last, "matter": one.id}
        self.offices += [{**kept, "office": office} for office in offices]

    def _row(self, kind: str, id: str, title: str, days: tuple[str, str], body: object) -> dict[str, Any]:
        row = dict.fromkeys(_COLUMNS)
        row.update(id=id, kind=kind, title=title, first=days[0], last=days[1])
        made: dict[str, Any] = {**row, "body": msgspec.json.encode(body).decode()}
        self.matters.append(made)
        return made

    def _tie(self, row: dict[str, Any], sides: Mapping[str, Sequence[str]], topics: Sequence[str]) -> None:
        kind, last, id = row["kind"], row["last"], row["id"]
        for role, parties in sides.items():
            self.parties += [(kind, party, last, id, role) for party in dict.fromkeys(parties)]
        self.topics += [(kind, topic, last, id) for topic in topics]

    def _say(self, id: str, group: Sequence[ActNode], said: Sequence[str]) -> None:
        self.acts += [(id, node.id, "said" if node.id in said else "evidence") for node in group]
        self.texts[id] = "\n".join(node.act.quote for node in group if node.id in said)


def _announced(a: Announcement) -> dict[str, Any]:
    """An announcement; what is None, nothing or false is left out."""
    body = {
        "act": a.act,
        "document": a.document,
        "told": _iso(a.told),
        "role": a.role,
        "amount": a.amount,
        "currency": a.currency,
        "paid": a.paid,
        "new": a.new,
        "unclear": a.unclear,
        "pays": a.pays,
        "because": a.because,
        "cue": a.cue,
        "refers": a.refers,
    }
    return {name: value for name, value in body.items() if value}


def _deadline(one: Commitment) -> dict[str, Any] | None:
    due = one.deadline
    if due is None:
        return None
    return {"kind": due.kind, "text": due.text, "from": _iso(due.start), "to": _iso(due.end)}


def _evidence(told: Evidence, one: Commitment, group: Sequence[ActNode], proofs: Proofs) -> dict[str, Any]:
    found: dict[str, Any] = {"act": told.act, "kind": told.kind, "says": told.says, "date": told.date}
    node = next((node for node in group if node.id == told.act), None)
    if node is not None:
        found.update(proof_of(node))
    elif told.stage is not None and one.instrument is not None:
        proof = proofs.get((one.instrument, told.stage), {})
        found.update({key: proof.get(key) for key in ("document", "start", "end", "quote")}, stage=told.stage)
    else:
        found.update(document=told.document, start=None, end=None, quote=told.quote)
    return found


def proof_of(node: ActNode) -> dict[str, Any]:
    """Where an act stands, and its words."""
    span = node.act.span
    return {"document": node.document, "start": span.start, "end": span.end, "quote": node.act.quote}


def _framed(words: Sequence[str]) -> str:
    """A list as one word, each part findable with its frame; "" where it is empty."""
    return f"|{'|'.join(words)}|" if words else ""


def _days(first: date | None, last: date | None) -> tuple[str, str]:
    return _iso(first) or "", _iso(last) or ""


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
