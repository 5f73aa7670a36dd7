"""When something that comes round again took place last: a later document that tells of it as done.

The one invariant: all telling words of the commitment stand in what is told as done, by the same parties.
"""

from collections.abc import Sequence

from servanda.linking.acts import ActNode
from servanda.linking.commitments.rules import rules
from servanda.linking.stems import stem, wording
from servanda.model import ActType, Modality
from servanda.views import ActRow, Filter, LedgerView

#: Tellings that are looked through for one that is done.
LOOKED_AT = 10
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
    words, parties = _telling(said), sorted(said.parties)
    if not words or not parties:
        return None
    wanted = Filter(parties=tuple(parties), text=" ".join(words), since=said.published)
    deeds = _TOGETHER | rules().kept_by.get(said.act.type, frozenset())
    for row in view.acts(wanted, limit=LOOKED_AT).rows:
        done = row.modality == Modality.DONE and "negated" not in row.flags and row.told is not None
        if done and row.document != said.document and ActType(row.type) in deeds:
            return row
    return None


def _telling(said: ActNode) -> list[str]:
    """The words that tell what it is: without its rhythm, parties, and words that all acts share."""
    text = said.act.quote
    if said.act.deadline is not None:
        text = text.replace(said.act.deadline.text, " ")
    words = [word for word in _words(text) if stem(word) not in wording().empty]
    return list(dict.fromkeys(words))


def _words(text: str) -> list[str]:
    return [part for part in "".join(one if one.isalnum() else " " for one in text).split() if len(part) > 1]
