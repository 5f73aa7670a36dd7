"""`LedgerView`: the questions that a ledger answers, as typed rows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from servanda.ledger.tables import entry
from servanda.views.acts import act_listing, act_rows
from servanda.views.agreements import agreement_listing, agreement_rows, mentions
from servanda.views.details import Detail, LinkDetail, QuestionRow, Source
from servanda.views.documents import document_keys, document_rows
from servanda.views.errors import ViewError
from servanda.views.explaining import link_detail, links_of
from servanda.views.filters import Filter
from servanda.views.finding import Found, find
from servanda.views.histories import History, history_of
from servanda.views.judgements import questions
from servanda.views.listing import Key, Listing, key_from
from servanda.views.matters import COMMITMENT, MEETING, commitment_rows, matter_listing, meeting_rows
from servanda.views.page import Page
from servanda.views.parties import party_code
from servanda.views.rows import ActRow, AgreementRow, CommitmentRow, DocumentRow, MeetingRow, Row
from servanda.views.showing import detail
from servanda.views.sources import sources
from servanda.views.timeline import Timeline
from servanda.views.timelines import timeline_between, timeline_of

#: Rows of a page, unless told.
PAGE = 50

#: Rows that a stream fetches at a time.
PART = 500

#: Agreements, meetings and deadlines of a timeline of parties, each, unless told.
LANES = 40

EVERYTHING = Filter()

R = TypeVar("R", bound=Row)
Pages = Callable[[Filter, int, str | None], Page[Any]]


class LedgerView:
    """The folded tables of one ledger, in one snapshot. `as_of` is the day by which deadlines are judged."""

    def __init__(self, connection: Connection, as_of: date) -> None:
        self._connection = connection
        self.as_of = as_of

    @property
    def connection(self) -> Connection:
        """The snapshot, for questions that views do not answer."""
        return self._connection

    def agreements(
        self, filter: Filter = EVERYTHING, limit: int = PAGE, after: str | None = None
    ) -> Page[AgreementRow]:
        """Agreements, those named last first."""
        wanted = filter.checked("agreements")
        listing = agreement_listing(self._connection, wanted)
        keys = self._keys(listing, wanted, limit, after)
        return _page(keys, limit, agreement_rows(self._connection, _texts(keys[:limit])))

    def commitments(
        self, filter: Filter = EVERYTHING, limit: int = PAGE, after: str | None = None
    ) -> Page[CommitmentRow]:
        """Commitments, those said last first."""
        wanted = self._with_agreement(filter.checked("commitments"))
        listing = matter_listing(self._connection, COMMITMENT, wanted, self.as_of)
        keys = self._keys(listing, wanted, limit, after)
        return _page(keys, limit, commitment_rows(self._connection, _texts(keys[:limit]), self.as_of))

    def acts(self, filter: Filter = EVERYTHING, limit: int = PAGE, after: str | None = None) -> Page[ActRow]:
        """Acts, those of the newest documents first."""
        wanted = self._with_agreement(filter.checked("acts"))
        listing = act_listing(self._connection, wanted)
        keys = self._keys(listing, wanted, limit, after, numbered=True)
        return _page(keys, limit, act_rows(self._connection, [int(key.id) for key in keys[:limit]]))

    def meetings(
        self, filter: Filter = EVERYTHING, limit: int = PAGE, after: str | None = None
    ) -> Page[MeetingRow]:
        """Meetings, those told of last first."""
        wanted = filter.checked("meetings")
        listing = matter_listing(self._connection, MEETING, wanted, self.as_of)
        keys = self._keys(listing, wanted, limit, after)
        return _page(keys, limit, meeting_rows(self._connection, _texts(keys[:limit]), self.as_of))

    def documents(
        self, filter: Filter = EVERYTHING, limit: int = PAGE, after: str | None = None
    ) -> Page[DocumentRow]:
        """Documents in their newest versions, the newest first, those without a date last."""
        wanted = filter.checked("documents")
        keys = document_keys(
            self._connection,
            wanted,
            since=wanted.since,
            until=wanted.until,
            after=key_from(after, numbered=True) if after else None,
            limit=limit + 1,
        )
        return _page(keys, limit, document_rows(self._connection, [int(key.id) for key in keys[:limit]]))

    def stream(self, listed: str, filter: Filter = EVERYTHING, *, part: int = PART) -> Iterator[Row]:
        """All rows of the list called `listed`, fetched `part` at a time. Raises ViewError for others."""
        pages = self._lists().get(listed)
        if pages is None:
            raise ViewError(f"there is no list of {listed!r}: one of {', '.join(self._lists())}")
        after: str | None = None
        while True:
            page = pages(filter, part, after)
            yield from page.rows
            if page.after is None:
                return
            after = page.after

    def _lists(self) -> dict[str, Pages]:
        return {
            "agreements": self.agreements,
            "commitments": self.commitments,
            "acts": self.acts,
            "meetings": self.meetings,
            "documents": self.documents,
        }

    def find(self, id: str) -> Found:
        """What an id, or the beginning of one, names. Raises ViewError where it is unknown or ambiguous."""
        return find(self._connection, id)

    def get(self, id: str) -> Detail:
        """All that is known of what an id, or the beginning of one, names. Raises ViewError."""
        return detail(self._connection, self.find(id), self.as_of)

    def timeline(
        self,
        subjects: Sequence[str],
        *,
        since: date | None = None,
        until: date | None = None,
        limit: int = LANES,
    ) -> Timeline:
        """The timeline of ids, a lane each, or of what parties (codes or names) have with each other.

        Of parties, the newest `limit` agreements, meetings and deadlines; `since` and `until` are days of
        telling.
        Raises ViewError where a subject is neither, or where both are mixed.
        """
        codes = [_party(one) for one in subjects]
        if all(codes):
            parties = [code for code in codes if code]
            return timeline_between(
                self._connection, parties, self.as_of, since=since, until=until, limit=limit
            )
        if any(codes):
            raise ViewError("a timeline is of parties or of ids, not of both")
        return timeline_of(self._connection, [self.find(one) for one in subjects], self.as_of)

    def history(self, id: str) -> History:
        """What the ledger learnt of a thing, and when. Raises ViewError where the id is unknown."""
        return history_of(self._connection, self.find(id))

    def explain(self, id: str) -> tuple[LinkDetail, ...]:
        """A link by its id, or the links by which a thing was put together. Raises ViewError."""
        found = self.find(id)
        if found.kind == "link":
            return (link_detail(self._connection, found.id),)
        return links_of(self._connection, found.kind, found.id)

    def questions(self, limit: int | None = None, after: str | None = None) -> tuple[QuestionRow, ...]:
        """What waits for a person, by id."""
        return questions(self._connection, after=after, limit=limit)

    def mentions(self, agreements: Sequence[str]) -> dict[str, list[tuple[str, int, int]]]:
        """Where each agreement is named: (document id, start, end)."""
        return mentions(self._connection, agreements)

    def agreements_by_id(self, ids: Sequence[str]) -> list[AgreementRow]:
        """Agreements in the order of `ids`; unknown ones are left out."""
        return agreement_rows(self._connection, ids)

    def commitments_by_id(self, ids: Sequence[str]) -> list[CommitmentRow]:
        """Commitments in the order of `ids`; unknown ones are left out."""
        return commitment_rows(self._connection, ids, self.as_of)

    def sources(self, documents: Iterable[str]) -> tuple[Source, ...]:
        """The heads of documents by id, oldest first."""
        return sources(self._connection, documents)

    @property
    def empty(self) -> bool:
        """Whether the ledger holds nothing at all."""
        return self._connection.execute(select(entry.c.seq).limit(1)).first() is None

    def _with_agreement(self, wanted: Filter) -> Filter:
        """The filter with the whole id of its agreement."""
        if wanted.agreement is None:
            return wanted
        found = self.find(wanted.agreement)
        if found.kind != "agreement":
            raise ViewError(f"{wanted.agreement} is of the kind {found.kind}, not an agreement")
        return replace(wanted, agreement=found.id)

    def _keys(
        self, listing: Listing, wanted: Filter, limit: int, after: str | None, *, numbered: bool = False
    ) -> list[Key]:
        """The keys of a page, and one more where something follows."""
        start = key_from(after, numbered=numbered) if after else None
        return listing.keys(
            self._connection, since=wanted.since, until=wanted.until, after=start, limit=limit + 1
        )


def _page(keys: Sequence[Key], limit: int, rows: Sequence[R]) -> Page[R]:
    more = len(keys) > limit
    return Page(tuple(rows), keys[limit - 1].cursor() if more and limit else None)


def _texts(keys: Sequence[Key]) -> list[str]:
    return [str(key.id) for key in keys]


def _party(said: str) -> str | None:
    """The code of a party, None where `said` names none."""
    try:
        return party_code(said)
    except ViewError:
        return None
