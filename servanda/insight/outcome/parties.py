"""The parties of a meeting, where the words that tell of it name only some, or more than sat at the table."""

from collections import Counter
from collections.abc import Sequence

from servanda.codebook.parties import PartyBook
from servanda.views import ActRow

#: Members from which on an organisation is a group whose gathering may be the occasion of a meeting.
_SEVERAL = 3


def without_events(parties: Sequence[str]) -> tuple[str, ...]:
    """The parties without the groups at whose gathering they met: where two states sit, no group does."""
    states = [one for one in parties if not _is_group(one)]
    return tuple(states) if len(states) > 1 else tuple(parties)


def completed(parties: Sequence[str], acts: Sequence[ActRow]) -> tuple[str, ...]:
    """The parties of a meeting of which the words name only one side.

    The other is the issuer of the readout, if it is not the one that is named; else whoever acts together
    with it most often in what the readout tells.
    """
    known = set(parties)
    issuers = Counter(one.publisher for one in acts if one.publisher and one.publisher not in known)
    if known and issuers:
        return tuple(sorted(known | {issuers.most_common(1)[0][0]}))
    joint = Counter(tuple(sorted(one.actors)) for one in acts if len(one.actors) == 2)
    fitting = [(many, pair) for pair, many in joint.items() if known <= set(pair)]
    return max(fitting, key=lambda one: (one[0], one[1]))[1] if fitting else tuple(parties)


def _is_group(code: str) -> bool:
    if code == "EU" or code.startswith("OTHER:"):
        return False
    try:
        return len(PartyBook.load().members(code)) >= _SEVERAL
    except KeyError:
        return False
