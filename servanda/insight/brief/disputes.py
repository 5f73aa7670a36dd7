"""Disputed points: questions that wait for a person, documents that differ, what is awaited of the other."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from sqlalchemy import Connection, select

from servanda.codebook.parties import PartyBook
from servanda.insight.brief.answer import Dispute, Part
from servanda.insight.brief.rules import rules
from servanda.ledger.rows import among
from servanda.ledger.tables import designation, instrument, review
from servanda.model import Modality
from servanda.model.instrument import Binding
from servanda.views import ActRow, AgreementRow, Quotation
from servanda.views.values import loaded

_BOUND = (Modality.PROMISED.value, Modality.DECIDED.value)


def disputes(
    connection: Connection,
    sides: tuple[str, str],
    agreements: Sequence[AgreementRow],
    acts: Sequence[ActRow],
    cut: bool,
) -> Part[Dispute]:
    """The disputed points of the pair; `acts` are its own, newest first."""
    found = [
        *_binding(connection, agreements),
        *_awaited(acts, sides),
        *_questions(connection, agreements, acts),
    ]
    lines = rules().lines.disputed
    return Part(tuple(found[:lines]), max(0, len(found) - lines), cut)


def _binding(connection: Connection, agreements: Sequence[AgreementRow]) -> Iterator[Dispute]:
    """Agreements of which documents differ on whether they bind."""
    disputed = {row.id: row for row in agreements if row.disputed}
    for row in among(connection, select(instrument.c.id, instrument.c.body), instrument.c.id, disputed):
        claims = [one for one in loaded(row.body).get("claims") or () if one["binding"] != Binding.UNKNOWN]
        words = [Quotation(one["document"], one["start"], one["end"], one["quote"] or "") for one in claims]
        if words:
            told = " against ".join(sorted({one["binding"] for one in claims}))
            yield Dispute("binding", row.id, disputed[row.id].name, told, (), None, tuple(words[:2]))


def _awaited(acts: Iterable[ActRow], sides: tuple[str, str]) -> Iterator[Dispute]:
    """What one side alone says that it awaits of the other."""
    seen: set[str] = set()
    for act in acts:
        if len(act.actors) != 1 or act.actors[0] not in sides or act.modality in _BOUND:
            continue
        other = sides[1] if act.actors[0] == sides[0] else sides[0]
        if _awaits(act, other) and act.quote not in seen:
            seen.add(act.quote)
            yield Dispute("awaited", act.id, act.quote, other, act.actors, act.due, (act.words,))


def _awaits(act: ActRow, other: str) -> bool:
    """Whether a word of awaiting stands right before the other's name: "expects China to lower …"."""
    for cue in _cues().finditer(act.quote):
        after = act.quote[cue.end() :]
        named = PartyBook.load().find(after, publisher=act.publisher)
        if named and named[0].code == other and after[: named[0].span.start].strip() in ("", "the"):
            return True
    return False


@cache
def _cues() -> re.Pattern[str]:
    words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(rules().awaits, key=len)[::-1])
    return re.compile(rf"(?<!\w)(?:{words})(?:\s+that)?(?!\w)", re.IGNORECASE)


def _questions(
    connection: Connection,
    agreements: Sequence[AgreementRow],
    acts: Sequence[ActRow],
) -> Iterator[Dispute]:
    """Questions about the pair's agreements, and about commitments that its acts tell."""
    names = {row.id: row.name for row in agreements}
    query = select(designation.c.id, designation.c.instrument)
    nodes = among(connection, query, designation.c.instrument, names)
    names |= {row.id: names[row.instrument] for row in nodes}
    names |= {act.id: act.quote for act in acts}
    rows = among(connection, select(review), review.c.subject, names)
    for row in sorted(rows, key=lambda row: str(row.id)):
        words = [
            Quotation(one["document"], one["start"], one["end"], one.get("quote") or "")
            for one in loaded(row.body).get("evidence") or ()
            if one.get("document") is not None
        ]
        if words:
            yield Dispute("question", row.id, names[row.subject], row.reason, (), None, tuple(words[:2]))
