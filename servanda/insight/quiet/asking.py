"""`quiet`: the silences of a ledger as of a day."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from servanda.insight.quiet.answer import Issuer, Quiet, Silence, Verdict
from servanda.insight.quiet.days import days_published, days_told, last_told, words_told
from servanda.insight.quiet.judging import judged, silent_issuer
from servanda.insight.quiet.pending import pending
from servanda.insight.quiet.rules import Rules, rules
from servanda.views import LedgerView, ViewError
from servanda.views.parties import party_code

#: Silences of a kind, unless told, and commitments and agreements that are shown of each.
LIMIT = 10
SHOWN = 4


def quiet(
    view: LedgerView,
    *,
    party: str | None = None,
    counterpart: str | None = None,
    since: date | None = None,
    limit: int = LIMIT,
    least: int | None = None,
    shown: int = SHOWN,
) -> Quiet:
    """Who has gone quiet about whom, the most silent first: at most `limit` of each kind of verdict.

    `party` (code or name) is the silent issuer or the one it is silent about; with a `counterpart` it is the
    issuer. The rhythm is measured from `since` on, about three years unless told, and needs `least` gaps.
    `shown` commitments and as many agreements are told of each silence.
    Raises ViewError where a party is unknown, or `since` lies after the day asked about.
    """
    by = rules()
    start = _start(view.as_of, since, by)
    party, counterpart = _codes(party, counterpart)
    enough = by.least if least is None else least
    told = days_told(view.connection, start, view.as_of, party, counterpart)
    publishers = sorted({pair[0] for pair in told} | ({party} if party else set())) if party else None
    issuers = days_published(view.connection, start, view.as_of, publishers)
    found = [judged(pair, days, issuers[pair[0]], view.as_of, enough, by) for pair, days in told.items()]
    kinds = {kind: _sorted(found, kind)[:limit] for kind in Verdict}
    named = (Verdict.QUIET, Verdict.HOLE, *((Verdict.WITHIN, Verdict.NO_RHYTHM) if party else ()))
    answered = {kind: _cited(view, kinds[kind]) if kind in named else () for kind in Verdict}
    still = tuple(_with_pending(view, one, start, by, shown) for one in answered[Verdict.QUIET])
    holes = Counter(one.publisher for one in found if one.verdict is Verdict.HOLE)
    return Quiet(
        as_of=view.as_of,
        since=start,
        party=party,
        counterpart=counterpart,
        least=enough,
        quiet=still,
        holes=answered[Verdict.HOLE],
        within=answered[Verdict.WITHIN],
        unknown=answered[Verdict.NO_RHYTHM],
        issuers=_silent(issuers, holes, view.as_of, enough, by, limit),
        counts=_counts(found),
        releases=sum(len(days) for days in issuers.values()),
        earlier=None if told else _earlier(view, party, counterpart, start),
        sources=view.sources(_documents([*still, *(one for kind in answered.values() for one in kind)])),
    )


def _start(as_of: date, since: date | None, by: Rules) -> date:
    if since is None:
        return max(as_of - timedelta(days=by.window), date.min)
    if since > as_of:
        raise ViewError(f"no rhythm lies between {since} and {as_of}: since comes after the day asked about")
    return since


def _codes(party: str | None, counterpart: str | None) -> tuple[str | None, str | None]:
    if counterpart and not party:
        raise ViewError("a counterpart needs a party whose counterpart it is")
    codes = (party_code(party) if party else None, party_code(counterpart) if counterpart else None)
    if codes[0] and codes[0] == codes[1]:
        raise ViewError("a party is not its own counterpart: name another")
    return codes


def _earlier(view: LedgerView, party: str | None, counterpart: str | None, start: date) -> date | None:
    """When the one told of the other last before `start`."""
    return last_told(view.connection, party, counterpart, start) if party and counterpart else None


def _sorted(found: Iterable[Silence], kind: Verdict) -> list[Silence]:
    """Those of one verdict, the most silent first by their own rhythm, else by the calendar."""
    picked = [one for one in found if one.verdict is kind]
    by_gap = kind is Verdict.HOLE
    return sorted(picked, key=lambda one: (-_times(one, by_gap), -one.gap, one.publisher, one.party))


def _times(one: Silence, by_gap: bool) -> float:
    if one.usual is None:
        return 0.0
    return (one.gap if by_gap else one.covered) / one.usual


def _counts(found: Iterable[Silence]) -> dict[str, int]:
    counted = Counter(one.verdict for one in found)
    return {kind.value: counted[kind] for kind in Verdict}


def _cited(view: LedgerView, silences: Iterable[Silence]) -> tuple[Silence, ...]:
    """The silences with the words of the last telling, and the last day on which the other side told."""

    def cited(one: Silence) -> Silence:
        words = words_told(view.connection, one.publisher, one.party, one.last)
        answered = last_told(view.connection, one.party, one.publisher, view.as_of)
        return replace(one, quotation=words, answered=answered)

    return tuple(map(cited, silences))


def _with_pending(view: LedgerView, one: Silence, since: date, by: Rules, shown: int) -> Silence:
    left = pending(view, (one.publisher, one.party), since, one.last, by, shown)
    return replace(
        one,
        pending=left.items,
        commitments=left.commitments,
        agreements=left.agreements,
        at_least=left.at_least,
    )


def _silent(
    issuers: Mapping[str, Sequence[int]],
    holes: Mapping[str, int],
    as_of: date,
    least: int,
    by: Rules,
    limit: int,
) -> tuple[Issuer, ...]:
    """Issuers silent altogether: first those for which most silences are not judged."""
    found = (silent_issuer(one, days, as_of, least, by, holes.get(one, 0)) for one, days in issuers.items())
    silent = [one for one in found if one]
    silent.sort(key=lambda one: (-one.unjudged, -one.gap / one.usual, one.publisher))
    return tuple(silent[:limit])


def _documents(silences: Iterable[Silence]) -> Iterator[str]:
    for one in silences:
        quoted = (one.quotation, *(item.quotation for item in one.pending))
        yield from (words.document for words in quoted if words)
