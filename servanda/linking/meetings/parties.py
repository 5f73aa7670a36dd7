"""Whether two acts name the same people at the table."""

from servanda.codebook.parties import PartyBook
from servanda.linking.acts import ActNode
from servanda.linking.meetings.details import occasion_of

#: Meetings of so few parties are between just these.
_FEW = 3


def others_meet(a: ActNode, b: ActNode) -> bool:
    """Whether the two tell of different tables.

    Few parties are just these, unless one act leaves all but itself out. Of many, most must be the same.
    A group that both name ("NATO leaders") stands for its members, whichever are listed beside it, unless one
    met on the margins of its meeting.
    """
    ours, theirs = a.parties, b.parties
    if occasion_of(a).beside or occasion_of(b).beside:
        ours, theirs = (frozenset(one for one in some if not _is_group(one)) for some in (ours, theirs))
    shared = ours & theirs
    groups = [one for one in shared if _is_group(one)]
    if groups:
        inside = {member for one in groups for member in (one, *PartyBook.load().members(one))}
        return ours - inside != theirs - inside
    if not shared:
        return True
    if len(ours | theirs) <= _FEW:
        return ours != theirs and min(len(ours), len(theirs)) > 1
    return min(len(ours), len(theirs)) < _FEW or len(shared) < 0.5 * min(len(ours), len(theirs))


def _is_group(code: str) -> bool:
    """Whether a code is a group of several states whose members meet under its name."""
    book = PartyBook.load()
    if code.startswith("OTHER:") or code == "EU" or book.is_state(code):
        return False
    try:
        return len(book.members(code)) > 2
    except KeyError:
        return False
