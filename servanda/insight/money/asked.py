"""`asked_for`: what is asked about money, put into codes."""

from datetime import date

from servanda.codebook.currencies import CurrencyBook
from servanda.codebook.topics import topic_book
from servanda.insight.money.answer import Asked
from servanda.views import ViewError
from servanda.views.parties import party_code


def asked_for(
    *,
    party: str | None,
    counterpart: str | None,
    donor: str | None,
    recipient: str | None,
    since: date | None,
    until: date | None,
    currency: str | None,
    topic: str | None,
) -> Asked:
    """The question in codes. Raises ViewError where a part is unknown, or the days are out of order."""
    if since and until and since > until:
        raise ViewError(f"nothing lies between {since} and {until}: since comes after until")
    if counterpart and not party:
        raise ViewError("a counterpart needs a party whose counterpart it is")
    return Asked(
        party=_code(party),
        counterpart=_code(counterpart),
        donor=_code(donor),
        recipient=_code(recipient),
        since=since,
        until=until,
        currency=_currency(currency),
        topic=_topic(topic),
    )


def _code(said: str | None) -> str | None:
    return party_code(said) if said else None


def _currency(said: str | None) -> str | None:
    """The ISO code of a currency, told as such or by its name."""
    if said is None:
        return None
    book = CurrencyBook.load()
    code = said.strip().upper()
    found = code if code in book.codes else book.by_name(said.strip().lower())
    if found is None:
        raise ViewError(f"no currency is called {said!r}: write its code, such as EUR or USD")
    return found


def _topic(said: str | None) -> str | None:
    known = [one.id for one in topic_book().topics]
    if said is not None and said not in known:
        raise ViewError(f"there is no topic {said!r}: there are {', '.join(known)}")
    return said
