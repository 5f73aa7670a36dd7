"""`quiet`: the silences of a ledger as of a day."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from servanda.insight.quiet.answer import Issuer, Quiet, Silence, Verdict
from servanda.insight.quiet.days import (
    Pair,
    days_published,
    days_told,
    last_told,
    ordinals,
    tellings,
    words_told,
)
from servanda.insight.quiet.judging import Standing, at_sight, judged, silent_issuer
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
    days = {pair: ordinals(found) for pair, found in told.items() if party or tellings(found) > enough}
    seen = {pair: at_sight(found, view.as_of.toordinal(), enough, by) for pair, found in days.items()}
    named = _named(seen, limit if party else 0)
    publishers = sorted({pair[0] for pair in named} | {party}) if party else None
    issuers = days_published(view.connection, start, view.as_of, publishers)
    silences = [judged(pair, days[pair], issuers[pair[0]], view.as_of, enough, by) for pair in named]
    kinds = {kind: _sorted(one for one in silences if one.verdict is kind) for kind in Verdict}
    cited = {kind: _cited(view, found[:limit]) for kind, found in kinds.items()}
    still = tuple(_with_pending(view, one, start, by, shown) for one in cited[Verdict.QUIET])
    return Quiet(
        as_of=view.as_of,
        since=start,
        party=party,
        counterpart=counterpart,
        least=enough,
        quiet=still,
        holes=cited[Verdict.HOLE],
        within=cited[Verdict.WITHIN],
        unknown=cited[Verdict.NO_RHYTHM],
        issuers=_silent(issuers, kinds[Verdict.HOLE], view.as_of, enough, by)[:limit],
        counts=_counts(kinds, seen.values(), len(told)),
        told=sum(map(tellings, told.values())),
        earlier=None if told else _earlier(view, party, counterpart, start),
        sources=view.sources(_documents([*still, *(one for found in cited.values() for one in found)])),
    )


def _start(as_of: date, since: date | None, by: Rules) -> date:
    if since is None:
        return date.fromordinal(max(as_of.toordinal() - by.window, 1))
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


def _named(seen: Mapping[Pair, Standing], limit: int) -> list[Pair]:
    """The pairs whose silences stand out, and of the others the first `limit` with a rhythm, and without."""

    def order(pair: Pair) -> tuple[float, int, Pair]:
        return -(seen[pair].times or 0.0), -seen[pair].gap, pair

    out = [pair for pair, one in seen.items() if one.out]
    if not limit:
        return out
    within = sorted((pair for pair, one in seen.items() if one.times is not None and not one.out), key=order)
    unknown = sorted((pair for pair, one in seen.items() if one.times is None), key=order)
    return [*out, *within[:limit], *unknown[:limit]]


def _sorted(silences: Iterable[Silence]) -> list[Silence]:
    """Silences of one verdict, the most silent first by their rhythm, else by the calendar."""

    def order(one: Silence) -> tuple[float, int, str, str]:
        length = one.covered if one.verdict is Verdict.QUIET else one.gap
        return -(length / one.usual if one.usual else 0.0), -one.gap, one.publisher, one.party

    return sorted(silences, key=order)


def _counts(
    kinds: Mapping[Verdict, Sequence[Silence]], seen: Iterable[Standing], pairs: int
) -> dict[str, int]:
    """How many of the `pairs` have each verdict, those that are not named too."""
    counts = {kind.value: len(kinds[kind]) for kind in (Verdict.QUIET, Verdict.HOLE)}
    counts[Verdict.WITHIN] = sum(one.times is not None and not one.out for one in seen)
    counts[Verdict.NO_RHYTHM] = pairs - sum(counts.values())
    return {kind.value: counts[kind] for kind in Verdict}


def _earlier(view: LedgerView, party: str | None, counterpart: str | None, start: date) -> date | None:
    """When the one told of the other last before `start`."""
    return last_told(view.connection, party, counterpart, start) if party and counterpart else None


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
    issuers: Mapping[str, Sequence[int]], holes: Iterable[Silence], as_of: date, least: int, by: Rules
) -> tuple[Issuer, ...]:
    """Issuers silent altogether: first those for which most silences are not judged."""
    unjudged = Counter(one.publisher for one in holes)
    found = (silent_issuer(one, days, as_of, least, by, unjudged[one]) for one, days in issuers.items())
    silent = [one for one in found if one]
    return tuple(sorted(silent, key=lambda one: (-one.unjudged, -one.gap / one.usual, one.publisher)))


def _documents(silences: Iterable[Silence]) -> Iterator[str]:
    for one in silences:
        quoted = (one.quotation, *(item.quotation for item in one.pending))
        yield from (words.document for words in quoted if words)
