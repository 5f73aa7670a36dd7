"""The persons of a document: known by title, full name or any part of it, once introduced."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from servanda.reading.offices import has_office

#: A name is looked up in its first so many introductions.
_TOLD = 12
_MINISTERS = ("minister", "foreign_minister", "defence_minister", "trade_minister")


@dataclass(frozen=True, slots=True)
class Person:
    """A person as introduced: `names` are the parts of the name, `kinds` the kinds of office held."""

    names: tuple[str, ...]
    party: str | None
    kinds: tuple[str, ...]
    at: int
    explicit: bool


class People:
    """The persons of one document. `publisher` speaks for whoever is introduced without a country."""

    def __init__(self, persons: Iterable[Person], publisher: str | None) -> None:
        self._publisher = publisher
        self._by_name: dict[str, list[Person]] = {}
        self._by_kind: dict[str, list[Person]] = {}
        self._sorted: dict[tuple[str, bool], list[Person]] = {}
        for person in persons:
            for name in person.names:
                self._by_name.setdefault(name, []).append(person)
            for kind in person.kinds:
                self._by_kind.setdefault(kind, []).append(person)

    def named(self, words: Sequence[str]) -> str | None:
        """The party of the person whose name stands in `words`, by the most telling part of it."""
        best: tuple[int, str] | None = None
        for word in words:
            for person in self._by_name.get(bare(word), ())[:_TOLD]:
                if person.party is None:
                    continue
                score = sum(bare(other) in person.names for other in words) * 2 + person.explicit
                if best is None or score > best[0]:
                    best = (score, person.party)
        return best[1] if best else None

    def holder(self, kind: str, title: str, before: int) -> str | None:
        """Whom a bare title means at place `before`: the publisher's own holder, else the last one named."""
        own = has_office(self._publisher, title)
        if own is True:
            return self._publisher
        holders = self._holders(kind, abroad=own is False)
        parties = {person.party for person in holders}
        if len(parties) == 1:
            return parties.pop()
        if self._publisher in parties:
            return self._publisher
        at = bisect_left(holders, before, key=lambda person: person.at)
        return holders[at - 1].party if at else None

    def _holders(self, kind: str, *, abroad: bool) -> list[Person]:
        """Those who hold an office of that kind, in order of place; `abroad` leaves the publisher's out."""
        key = (kind, abroad)
        if key not in self._sorted:
            kinds = _MINISTERS if kind in _MINISTERS else (kind,)
            found = [p for k in kinds for p in self._by_kind.get(k, ()) if p.party is not None]
            found = [p for p in found if not (abroad and p.party == self._publisher)]
            self._sorted[key] = sorted(found, key=lambda person: person.at)
        return self._sorted[key]

    def is_elsewhere(self, title: str) -> bool:
        """Whether the publisher is known to have no such office."""
        return has_office(self._publisher, title) is False

    def parties(self) -> tuple[str, ...]:
        """All parties that a person of the document speaks for, in order of introduction."""
        seen: dict[str, None] = {}
        for persons in self._by_name.values():
            for person in persons:
                if person.party:
                    seen[person.party] = None
        return tuple(seen)


def bare(word: str) -> str:
    """A name's word without possessive and punctuation."""
    return re.sub(r"['’]s?$", "", word.strip('.,;:()"“”'))
