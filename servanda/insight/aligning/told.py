"""`Told`: a document with its acts and accounts, from a ledger or read on the fly, to be compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import msgspec
from sqlalchemy import select

from servanda.ledger.tables import account, act, designation, document
from servanda.linking.fold.told import StoredAccount
from servanda.model import Account, Act, ActType, Reading
from servanda.model.bodies import account_from
from servanda.model.wire import ActLine, stored_act
from servanda.views import LedgerView, Source, ViewError
from servanda.views.sources import text_of

#: Who is told of so many times less often than another is no side of the document.
_PASSING = 3


@dataclass(frozen=True)
class Told:
    """What one document tells.

    `agreements` are the ledger's ids of the instruments by the id of the account that tells of them; empty
    where the document is not in the ledger.
    """

    reading: Reading
    agreements: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The id of the document."""
        return self.reading.document.id

    @property
    def text(self) -> str:
        """Its text."""
        return self.reading.document.text

    @property
    def publisher(self) -> str | None:
        """The code of its issuer."""
        return self.reading.document.publisher

    @property
    def source(self) -> Source:
        """Its head, for citations."""
        head = self.reading.document
        return Source(head.id, head.title, head.publisher, head.published, head.source or head.id)

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """Who meets or acts together in it, the issuer first; of a document of one side also its partner."""
        acts = self.reading.acts
        met = [_both(one) for one in acts if one.type is ActType.MEET and len(_both(one)) > 1]
        joint = [one.actors for one in acts if len(one.actors) > 1]
        named = [code for some in (met or joint or map(_both, acts)) for code in some]
        first = [self.publisher] if self.publisher else []
        most = sorted(dict.fromkeys(named), key=lambda code: -named.count(code))
        most = [code for code in most if _PASSING * named.count(code) >= named.count(most[0])]
        return tuple(dict.fromkeys([*first, *(most if met or joint else most[:2])]))


def as_told(view: LedgerView | date, document: Told | str) -> Told:
    """A document as it is, or the one of the ledger with that id. Raises ViewError where there is none."""
    if isinstance(document, Told):
        return document
    if isinstance(view, date):
        raise ViewError(f"{document!r} is an id, and there is no ledger to look it up in")
    return told_of(view, document)


def told_of(view: LedgerView, id: str) -> Told:
    """The document of a ledger with the id `id` in its newest version. Raises ViewError."""
    connection = view.connection
    newest = select(document.c.no).where(document.c.id == id, document.c.current == 1)
    no = connection.execute(newest).scalar()
    if no is None:
        raise ViewError(f"the ledger holds no document {id!r}: 'servanda list documents'")
    rows = connection.execute(
        select(act.c.body, act.c.verdict).where(act.c.document == no).order_by(act.c.start, act.c.no)
    )
    acts = [
        stored_act(msgspec.json.decode(row.body, type=ActLine)) for row in rows if row.verdict != "rejected"
    ]
    query = (
        select(account.c.id, account.c.body, designation.c.instrument)
        .outerjoin(designation, designation.c.id == account.c.designation)
        .where(account.c.document == no)
        .order_by(account.c.id)
    )
    found = list(connection.execute(query))
    accounts = [_account(row.body) for row in found]
    agreements = {row.id: row.instrument for row in found if row.instrument}
    return Told(Reading(text_of(connection, no), tuple(acts), tuple(accounts)), agreements)


def _account(body: str) -> Account:
    return account_from(msgspec.json.decode(body, type=StoredAccount).account)


def _both(one: Act) -> tuple[str, ...]:
    return (*one.actors, *one.recipients)
