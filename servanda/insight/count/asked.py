"""What is asked for, put into codes and whole ids."""

from datetime import date

from servanda.codebook.topics import topic_book
from servanda.insight.count.answer import Asked
from servanda.views import Filter, LedgerView, ViewError


def asked_for(
    view: LedgerView,
    *,
    party: str | None,
    counterpart: str | None,
    since: date | None,
    until: date | None,
    topic: str | None,
    document: str | None,
) -> Asked:
    """The question in codes. Raises ViewError where a part is unknown, or the days are out of order."""
    wanted = Filter(
        parties=(party,) if party else (), counterpart=counterpart, since=since, until=until
    ).checked("commitments")
    code = wanted.parties[0] if wanted.parties else None
    known = [one.id for one in topic_book().topics]
    if topic is not None and topic not in known:
        raise ViewError(f"there is no topic {topic!r}: there are {', '.join(known)}")
    return Asked(code, wanted.counterpart, since, until, topic, _document(view, document))


def _document(view: LedgerView, said: str | None) -> str | None:
    if said is None:
        return None
    found = view.find(said)
    if found.kind != "document":
        raise ViewError(f"{said} is of the kind {found.kind}, not a document")
    return found.id
