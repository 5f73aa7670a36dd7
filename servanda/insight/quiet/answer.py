"""The answer on silences: `Silence` of an issuer about a party, `Issuer`, `Pending`, and `Quiet` itself."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from servanda.views import Quotation, Source


class Verdict(StrEnum):
    """What a silence amounts to."""

    QUIET = "quiet"  # much longer than usual, while the ledger holds other releases of the issuer
    WITHIN = "within"  # not longer than the rhythm allows
    HOLE = "hole"  # longer than usual, but the ledger holds too little of the issuer to tell why
    NO_RHYTHM = "no_rhythm"  # told of too seldom for a usual gap


@dataclass(frozen=True, slots=True)
class Pending:
    """An open commitment or an unfinished agreement that nobody has mentioned since the silence began.

    `kind` is "commitment" or "agreement"; `stands` its status or stage; `heard` the last day on which a
    document tells of it, `silent` the days since. `quotation` are the words that told of it last.
    """

    kind: str
    id: str
    title: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    stands: str
    due: date | None
    heard: date
    silent: int
    quotation: Quotation | None


@dataclass(frozen=True, slots=True)
class Silence:
    """How long the releases of `publisher` have told nothing of `party`; all lengths are in days.

    `gap` runs from `last`, the last day on which they did. `usual` is the median and `longest` the longest of
    the `gaps` between days of telling; None where no rhythm is known. `covered` is the part of the gap for
    which the ledger holds releases of the issuer, as often as it used to publish, `share` the same from 0 to
    1; `releases` are its days of publishing in that time. `ratio` is `covered` over `usual`. `answered` is
    the last day on which the party's own releases told of the issuer. `quotation` are the words of the last
    telling. `commitments` and `agreements` count what is pending, of which `pending` is the first part;
    `at_least` tells that there are more than were counted.
    """

    publisher: str
    party: str
    verdict: Verdict
    first: date
    last: date
    gap: int
    gaps: int
    usual: float | None
    longest: int | None
    covered: int
    releases: int
    share: float
    ratio: float | None
    answered: date | None = None
    quotation: Quotation | None = None
    pending: tuple[Pending, ...] = ()
    commitments: int = 0
    agreements: int = 0
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Issuer:
    """An issuer of whom the ledger holds nothing newer than `last`, `gap` days ago, much longer than `usual`.

    Whether it has published nothing, or the collection has missed it, cannot be told apart. `unjudged` are
    its silences about others that are not judged for it.
    """

    publisher: str
    last: date
    gap: int
    usual: float
    unjudged: int


@dataclass(frozen=True, slots=True)
class Quiet:
    """Silences as of a day, the rhythm measured from `since` on.

    `quiet` come by their ratio, the most silent first; `holes` are not judged; `within` and `unknown` are
    named only where parties were asked about, else counted. `counts` are of all pairs looked at, by verdict,
    `told` counts the releases that tell of them, each once for each party. `earlier` is the last telling
    before `since`, where two parties were asked about and nothing was told from then on.
    """

    as_of: date
    since: date
    party: str | None
    counterpart: str | None
    least: int
    quiet: tuple[Silence, ...]
    holes: tuple[Silence, ...]
    within: tuple[Silence, ...]
    unknown: tuple[Silence, ...]
    issuers: tuple[Issuer, ...]
    counts: dict[str, int]
    told: int
    earlier: date | None
    sources: tuple[Source, ...]
