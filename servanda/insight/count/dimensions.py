"""By what commitments are counted: which columns of a telling tell it, and how it is called."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from servanda.codebook.topics import topic_book
from servanda.insight.count.answer import Asked
from servanda.linking.commitments.telling import traits_of
from servanda.model import ActType
from servanda.views import ViewError
from servanda.views.parties import party_name

Values = Callable[[Sequence[Any], Asked], Iterator[str | None]]

_NONE: tuple[str | None, ...] = (None,)
_TYPES = frozenset(kind.value for kind in ActType)


@dataclass(frozen=True, slots=True)
class Dimension:
    """`columns` of the table of tellings are grouped by; `values` are what a group of them counts for.

    `none` is how people call what the documents do not tell. With `ordered` lines stand by their value, else
    by their number.
    """

    name: str
    columns: tuple[str, ...]
    values: Values
    title: Callable[[str], str]
    none: str
    needs_party: bool = False
    ordered: bool = False

    def name_of(self, value: str | None) -> str:
        """The value for people."""
        return self.none if value is None else self.title(value)

    def order(self, value: str | None, count: int, name: str) -> tuple[bool, int, str, str]:
        """The place of a line: what is not told stands last."""
        return value is None, 0 if self.ordered else -count, value or "" if self.ordered else "", name


def dimension(name: str) -> Dimension:
    """The dimension called `name`. Raises ViewError where there is none."""
    found = DIMENSIONS.get(name)
    if found is None:
        raise ViewError(f"commitments are not counted by {name!r}: by {', '.join(DIMENSIONS)}")
    return found


def unframed(words: str) -> list[str]:
    """The parts of a list that stands as one word."""
    return words.strip("|").split("|") if words else []


def _each(values: Sequence[Any], _: Asked) -> Iterator[str | None]:
    yield from unframed(values[0]) or _NONE


def _partners(values: Sequence[Any], asked: Asked) -> Iterator[str | None]:
    """All who are bound with the party or to whom it is bound."""
    others = {one for words in values for one in unframed(words)} - {asked.party}
    yield from sorted(others) or _NONE


def _ministers(values: Sequence[Any], asked: Asked) -> Iterator[str | None]:
    """The offices that speak; of a party only its own."""
    own = unframed(values[0])
    if asked.party is not None:
        own = [one for one in own if one.startswith(f"{asked.party} ")]
    yield from own or _NONE


def _types(values: Sequence[Any], _: Asked) -> Iterator[str | None]:
    yield next(iter(traits_of(values[0]) & _TYPES), None)


def _years(values: Sequence[Any], _: Asked) -> Iterator[str | None]:
    yield values[0][:4] or None


def _topic(id: str) -> str:
    return next((one.name for one in topic_book().topics if one.id == id), id)


def _office(value: str) -> str:
    """The party's name, and the office: "Canada: prime minister". Codes may hold blanks ("World Bank")."""
    parts = value.split(" ")
    for size in range(len(parts) - 1, 0, -1):
        code = " ".join(parts[:size])
        if party_name(code) != code or size == 1:
            return f"{party_name(code)}: {' '.join(parts[size:])}"
    return value


def _plain(value: str) -> str:
    return value.replace("_", " ")


DIMENSIONS: dict[str, Dimension] = {
    one.name: one
    for one in (
        Dimension("subject", ("topics",), _each, _topic, "no subject told"),
        Dimension("partner", ("actors", "recipients"), _partners, party_name, "no partner named", True),
        Dimension("minister", ("offices",), _ministers, _office, "no office named"),
        Dimension("type", ("traits",), _types, _plain, "no type"),
        Dimension("year", ("told",), _years, str, "undated", ordered=True),
        Dimension("party", ("actors",), _each, party_name, "nobody named"),
    )
}
