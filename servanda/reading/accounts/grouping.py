"""Which mentions of one document mean the same instrument."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from servanda.codebook.instruments import instrument_book
from servanda.model.instrument import Form
from servanda.reading.accounts.found import Found

#: How many blocks back a pointer looks where several instruments have been named.
REACH = 1
#: Kinds that a bare "agreement" or "text" may mean.
_AGREED = frozenset(
    {"agreement", "treaty", "compact", "memorandum", "arrangement", "framework", "convention", "change"}
)
#: Kinds that "the talks" may be about.
_NEGOTIATED = frozenset(
    {"agreement", "treaty", "compact", "framework", "partnership", "convention", "protocol"}
)


@dataclass(slots=True)
class Group:
    """The mentions of one instrument, in order of place. `listed`: it is one of several in a list."""

    mentions: list[Found] = field(default_factory=list)
    parties: frozenset[str] = frozenset()
    year: str | None = None
    shorts: set[str] = field(default_factory=set)
    listed: bool = False

    def add(self, found: Found) -> None:
        """Take in one more mention, with what it tells."""
        self.mentions.append(found)
        if len(found.parties) > len(self.parties):
            self.parties = frozenset(found.parties)
        self.year = self.year or found.year
        self.shorts.update(found.short)

    @property
    def told(self) -> list[Found]:
        """The mentions that say more than the kind."""
        return [one for one in self.mentions if not one.pointing and one.group != "short"]


def grouped(founds: Sequence[Found]) -> list[Group]:
    """The instruments of a document, in the order in which they are first named."""
    groups: list[Group] = []
    for found in sorted(founds, key=lambda one: (one.span.start, -one.span.end)):
        if found.group == "short":
            for group in groups:
                if found.short[0] in group.shorts:
                    group.add(found)
        elif found.pointing:
            for group in _pointed(groups, found):
                group.add(found)
        elif found.each:
            told = _taking_up(groups, found)
            for parties in found.each:
                _place(groups, replace(told, parties=parties, each=()), listed=True)
        else:
            _place(groups, found, listed=found.group == "accession" and found.number > 1)
    return groups


def _taking_up(groups: Sequence[Group], found: Found) -> Found:
    """ "Such agreements with C and D" are about what those named before are about."""
    if found.key:
        return found
    before = next(
        (one for g in reversed(groups) for one in g.told if one.kind == found.kind and one.plural), None
    )
    return replace(found, before=before.before, after=before.after) if before else found


def _place(groups: list[Group], found: Found, *, listed: bool = False) -> None:
    """Into the group it fits, or a new one."""
    same = [group for group in groups if _same(group, found)] or _of_these_sides(groups, found)
    like = same or ([] if found.apart else [group for group in groups if _alike(group, found)])
    if len(like) == 1 or same:
        like[-1].add(found)
        return
    group = Group(listed=listed)
    group.add(found)
    groups.append(group)


def _same(group: Group, found: Found) -> bool:
    """Whether the group has been told in the same words, for the same parties."""
    if not _can_be(group, found):
        return False
    if {word for word in found.short if not word.endswith(_NOUNS)} & group.shorts:
        return True
    for one in group.told:
        if one.key != found.key or not (one.group == found.group or "talks" in (one.group, found.group)):
            continue
        if found.key or (group.parties and set(found.parties) == group.parties):
            return True
    return False


def _of_these_sides(groups: Sequence[Group], found: Found) -> list[Group]:
    """What "the Agreement with Canada" means: the only text of its kind that was named for these parties."""
    if found.key or found.lone or found.plural or found.apart or found.group != "text" or not found.parties:
        return []
    fit = [
        group
        for group in groups
        if group.parties >= set(found.parties)
        and _can_be(group, found)
        and any(one.group == "text" and one.kind == found.kind and one.key for one in group.told)
    ]
    return fit if len(fit) == 1 and not fit[0].listed else []


#: Short forms that end so mean what stands near, and may mean several.
_NOUNS = (
    "Agreement",
    "Agreements",
    "Protocol",
    "Protocols",
    "Treaty",
    "Amendment",
    "Arrangement",
    "Convention",
)


def _alike(group: Group, found: Found) -> bool:
    """Whether one name is the other's shorter form."""
    if not _can_be(group, found):
        return False
    for one in group.told:
        if found.group == "talks" != one.group and not found.key:
            if one.group == "text" and group.parties and set(found.parties) == group.parties:
                return True
            continue
        if one.kind != found.kind or one.apart or not one.key or not found.key:
            continue
        if one.group == "text" and one.plural != found.plural and not group.listed:
            continue
        if _contains(one, found) or _contains(found, one):
            return True
        described = Form.DESCRIPTION in (one.form, found.form)
        if described and one.group == "text" and len(one.key & found.key) >= 2:
            return True
    return False


def _contains(longer: Found, shorter: Found) -> bool:
    """Whether `shorter` is what is left of `longer` when words fall away at its ends."""
    if not longer.key >= shorter.key:
        return False
    if shorter.lone and (longer.key - shorter.key) & instrument_book().words["otherwise"]:
        return False
    if shorter.after == longer.after[: len(shorter.after)]:
        return not shorter.before or longer.before[-len(shorter.before) :] == shorter.before
    return len(shorter.key) >= 2 and not longer.before


def _can_be(group: Group, found: Found) -> bool:
    """Whether nothing speaks against it: parties, years, relation."""
    first = group.told[0] if group.told else group.mentions[0]
    if first.changes != found.changes and "change" not in (first.kind, found.kind):
        return False
    if (first.kind == "change") != (found.kind == "change") and not (first.changes and found.changes):
        return False
    if (first.group == "accession") != (found.group == "accession"):
        return False
    if found.relation and first.relation and found.relation.kind != first.relation.kind:
        return False
    if group.year and found.year and group.year != found.year:
        return False
    mine = set(found.parties)
    return not mine or not group.parties or mine <= group.parties or group.parties <= mine


def _pointed(groups: Sequence[Group], found: Found) -> list[Group]:
    """What a pointer means: all that it may mean where it counts them, else the only candidate."""
    named = [group for group in groups if set(found.short) & group.shorts]
    if len(named) == 1 or (named and found.plural):
        return named
    fit = [group for group in named or groups if _may_mean(group, found)]
    if found.plural:
        return _several(fit, found)
    fit = [group for group in fit if not group.listed and not group.told[-1].plural]
    if len(fit) <= 1:
        return fit
    exact = [group for group in fit if any(one.kind == found.kind for one in group.told)]
    if len(exact) == 1 and found.noun != "it":
        return exact
    close = [group for group in fit if found.block - group.mentions[-1].block <= REACH]
    if len(close) == 1:
        return close
    exact = [group for group in close if any(one.kind == found.kind for one in group.told)]
    return exact if len(exact) == 1 else []


def _several(fit: Sequence[Group], found: Found) -> list[Group]:
    """What "these agreements" or "the two Protocols" mean."""
    if found.number:
        return list(fit) if len(fit) == found.number else []
    listed = [group for group in fit if group.listed]
    if listed:
        return listed
    plural = [group for group in fit if group.told and group.told[-1].plural]
    return plural if len(plural) == 1 else []


def _may_mean(group: Group, found: Found) -> bool:
    """Whether the group is of the kind that the pointer names."""
    for one in group.told:
        if one.kind == found.kind or one.noun == found.noun:
            return True
        if found.kind == "agreement" and one.kind in _AGREED and one.group == "text":
            return True
        if found.kind == "talks" and one.kind in _NEGOTIATED and not one.plural:
            return True
        if found.kind == "protocol" and one.group == "accession":
            return True
    return False
