"""`Filter`: what a list is narrowed to. Every part that is given must hold."""

from dataclasses import dataclass, fields
from datetime import date

from servanda.model import ActType, Stage
from servanda.views.errors import ViewError
from servanda.views.parties import party_code
from servanda.views.statuses import MEETING_STATUSES, STATUSES

#: What each list can be narrowed by, besides `since`, `until`, `text` and the parties.
NARROWED_BY = {
    "agreements": ("topic", "stage"),
    "commitments": ("type", "topic", "stage", "status", "still_open", "agreement"),
    "acts": ("type", "topic", "agreement", "document"),
    "meetings": ("topic", "status"),
    "documents": ("type", "topic", "publisher"),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked for. `parties` must all take part; `since` and `until` are days of telling, included.

    `counterpart` asks for what the parties did toward it, or with it. Parties are codes or names. `stage` is
    where an agreement stands, or what a commitment is to bring about. `text` are words to be found.
    `still_open` leaves out what was delivered, missed, dropped or superseded.
    """

    parties: tuple[str, ...] = ()
    counterpart: str | None = None
    type: str | None = None
    topic: str | None = None
    stage: str | None = None
    status: str | None = None
    since: date | None = None
    until: date | None = None
    text: str | None = None
    publisher: str | None = None
    agreement: str | None = None
    document: str | None = None
    still_open: bool = False

    def checked(self, listed: str) -> "Filter":
        """The filter with codes for names. Raises ViewError where a part is unknown, or not for this list."""
        for name in ("type", "topic", "stage", "status", "publisher", "agreement", "document"):
            if getattr(self, name) is not None and name not in NARROWED_BY[listed]:
                raise ViewError(f"{listed} cannot be narrowed by {name}: {_can(listed)}")
        if self.still_open and listed != "commitments":
            raise ViewError(f"{listed} are not open or settled: commitments are")
        if self.counterpart and not self.parties:
            raise ViewError("a counterpart needs a party whose counterpart it is")
        if self.since and self.until and self.since > self.until:
            raise ViewError(f"nothing lies between {self.since} and {self.until}: since comes after until")
        _known("type", self.type, [kind.value for kind in ActType])
        _known("stage", self.stage, [stage.value for stage in Stage])
        _known("status", self.status, list(MEETING_STATUSES if listed == "meetings" else STATUSES))
        return self._with_codes()

    def _with_codes(self) -> "Filter":
        parts = {part.name: getattr(self, part.name) for part in fields(self)}
        parts["parties"] = tuple(dict.fromkeys(party_code(one) for one in self.parties))
        for name in ("counterpart", "publisher"):
            parts[name] = party_code(parts[name]) if parts[name] else None
        return Filter(**parts)


def _can(listed: str) -> str:
    return f"by {', '.join(NARROWED_BY[listed])}, party, since, until and text it can"


def _known(name: str, value: str | None, choices: list[str]) -> None:
    """Raises ViewError where `value` is none of `choices`, with the nearest of them."""
    if value is None or value in choices:
        return
    from rapidfuzz import process

    near = process.extract(value, choices, limit=1, score_cutoff=60)
    hint = f"did you mean {near[0][0]!r}?" if near else f"there are {', '.join(choices)}"
    raise ViewError(f"there is no {name} {value!r}: {hint}")
