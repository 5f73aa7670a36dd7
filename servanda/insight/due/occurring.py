"""When something that comes round again took place last: a later document that tells of it as done.

The one invariant: all telling words of the commitment stand in what is told as done, by the same parties.
"""

from collections.abc import Sequence

from sqlalchemy import exists, select

from servanda.ledger import search
from servanda.ledger.tables import act, act_party
from servanda.linking.acts import ActNode
from servanda.linking.commitments.rules import rules
from servanda.linking.stems import stem, wording
from servanda.model import ActType, Flag, Modality
from servanda.views import ActRow, LedgerView
from servanda.views.acts import act_rows

#: Acts with all the words, those learnt last, that are looked through for one that is done.
LOOKED_AT = 500
#: Words by which they are looked up; the others are compared.
LOOKED_UP = 3
#: Deeds that bring people together, whatever was promised.
_TOGETHER = {ActType.MEET, ActType.OPERATE_JOINTLY, ActType.ADVANCE_TALKS}


def last_time(view: LedgerView, said: ActNode, evidence: Sequence[ActNode]) -> ActRow | ActNode | None:
    """The newest act that tells that it took place, after it was first said; None where none is found."""
    found = [one for one in evidence if one.published]
    told = _told(view, said)
    if told is not None and told.told is not None:
        newer = [one for one in found if one.published and one.published > told.told]
        return newer[-1] if newer else told
    return found[-1] if found else None


def _told(view: LedgerView, said: ActNode) -> ActRow | None:
    """The newest act of the same parties that is told as done and holds all the telling words."""
    words, parties = _telling(said), sorted(said.parties)
    if not words or not parties or said.published is None:
        return None
    number = search.find(view.connection, " ".join(_rarest(words)), "act").subquery().c.no
    newest = select(number).order_by(number.desc()).limit(LOOKED_AT).scalar_subquery()
    deeds = _TOGETHER | rules().kept_by.get(said.act.type, frozenset())
    query = select(act.c.no, act.c.quote).where(
        act.c.no.in_(newest),
        # Put so, the few with these words are looked at, and not all acts of these types.
        act.c.told + "" > said.published.isoformat(),
        act.c.modality == Modality.DONE.value,
        (act.c.type + "").in_(sorted(one.value for one in deeds)),
        *(exists().where(act_party.c.act == act.c.no, act_party.c.party + "" == one) for one in parties),
    )
    rows = view.connection.execute(query.order_by(act.c.told.desc(), act.c.no.desc()))
    stems = set(map(stem, words))
    number_of = next((row.no for row in rows if stems <= set(map(stem, _words(row.quote)))), None)
    found = act_rows(view.connection, [number_of]) if number_of is not None else []
    return next((row for row in found if Flag.NEGATED not in row.flags and row.verdict != "rejected"), None)


def _telling(said: ActNode) -> list[str]:
    """The words that tell what it is: without its rhythm, parties, and words that all acts share."""
    text = said.act.quote
    if said.act.deadline is not None:
        text = text.replace(said.act.deadline.text, " ")
    words = [word for word in _words(text) if stem(word) not in wording().empty]
    return list(dict.fromkeys(words))


def _rarest(words: list[str]) -> list[str]:
    """Those by which acts are looked up: words that few acts hold first, of these the longest."""
    common = wording().common
    return sorted(words, key=lambda word: (stem(word) in common, -len(word), word))[:LOOKED_UP]


def _words(text: str) -> list[str]:
    return [part for part in "".join(one if one.isalnum() else " " for one in text).split() if len(part) > 1]
