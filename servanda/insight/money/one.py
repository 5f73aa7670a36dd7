"""`one_envelope`: one sum of money with every announcement, in order of telling."""

from sqlalchemy import select

from servanda.insight.money.answer import Asked, OneEnvelope
from servanda.insight.money.envelopes import envelopes
from servanda.ledger.tables import matter, matter_act
from servanda.views import LedgerView, MatterDetail, ViewError


def one_envelope(view: LedgerView, id: str) -> OneEnvelope:
    """The envelope with this id, or the beginning of it; or the one that an act with this id tells of.

    Raises ViewError where nothing is called so, or it is no money.
    """
    found = view.find(id)
    name = _of_act(view, found.id) if found.kind == "act" else found.id if found.kind == "money" else None
    if name is None:
        told = "tells of no sum of money" if found.kind == "act" else "not an envelope of money"
        raise ViewError(f"{found.id} is of the kind {found.kind}, {told}: 'servanda money' lists envelopes")
    (envelope,) = envelopes(view.connection, [name], Asked())
    detail = view.get(name)
    questions = detail.questions if isinstance(detail, MatterDetail) else ()
    cited = {one.quotation.document for one in envelope.announcements}
    cited |= {one.refers.document for one in envelope.announcements if one.refers}
    cited |= {words.document for question in questions for words in question.evidence}
    return OneEnvelope(view.as_of, envelope, questions, view.sources(cited))


def _of_act(view: LedgerView, act: str) -> str | None:
    query = (
        select(matter.c.id)
        .join(matter_act, matter_act.c.matter == matter.c.id)
        .where(matter_act.c.act == act, matter.c.kind == "money")
    )
    return view.connection.execute(query.limit(1)).scalar()
