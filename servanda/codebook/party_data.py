"""The party files as typed rows, and the senses of every name in them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import msgspec

from servanda.codebook.yamlio import CodebookError, load_data

Role = Literal["name", "demonym", "capital", "metonym", "body", "member_of_many", "part"]

OTHER = "OTHER:"


@dataclass(frozen=True, slots=True)
class Sense:
    """What a name means. `code` is None where it means no party, or only a publisher's own body.

    `home` lists the parties for which the name is an own body in their own documents.
    `shared` says that the name is taken by many parties and needs one beside it.
    """

    code: str | None
    role: Role = "name"
    within: str | None = None
    home: tuple[str, ...] = ()
    shared: bool = False


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row whose unknown keys are errors."""


class StateRow(_Strict, frozen=True):
    """A state of `states.yaml`."""

    code: str
    name: str
    official: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    style: Literal["kingdom", "emirate", "sultanate", "principality", "grand_duchy"] | None = None
    successors: tuple[str, ...] = ()


class StateFile(_Strict, frozen=True):
    """`states.yaml`."""

    states: tuple[StateRow, ...]
    former: tuple[StateRow, ...]


class OrganisationRow(_Strict, frozen=True):
    """An organisation of `organisations.yaml`."""

    code: str
    name: str
    names: tuple[str, ...] = ()
    organs: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    as_of: int | None = None
    kind: Literal["organisation", "group", "court", "fund", "bank", "agency", "pact"] = "organisation"
    silent: bool = False


class CollectiveRow(_Strict, frozen=True):
    """A word for several states."""

    name: str
    names: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


class OrganisationFile(_Strict, frozen=True):
    """`organisations.yaml`."""

    organisations: tuple[OrganisationRow, ...]
    collectives: tuple[CollectiveRow, ...]


class BodyFile(_Strict, frozen=True):
    """`bodies.yaml`."""

    unique: dict[str, tuple[str, ...]]
    home: dict[str, tuple[str, ...]]
    own: tuple[str, ...]


class PlaceFile(_Strict, frozen=True):
    """`places.yaml`."""

    units: dict[str, tuple[str, ...]]
    cities: dict[str, tuple[str, ...]]
    people: dict[str, tuple[str, ...]]


class Languages(_Strict, frozen=True):
    """When a demonym is the name of a language."""

    names: tuple[str, ...]
    before: tuple[str, ...]
    closing: tuple[str, ...]
    after: tuple[str, ...]


class Persons(_Strict, frozen=True):
    """When a name is a person's."""

    names: tuple[str, ...]
    surnames: tuple[str, ...]
    given: tuple[str, ...]
    honorifics: tuple[str, ...]


class Instead(_Strict, frozen=True):
    """What a doubtful name means in the other case."""

    code: str
    within: str | None = None


class Doubtful(_Strict, frozen=True):
    """Names that mean `instead` where a word of `when` is near and none of `unless` is."""

    names: tuple[str, ...]
    instead: Instead
    near: int
    when: tuple[str, ...]
    unless: tuple[str, ...]


class Capitals(_Strict, frozen=True):
    """Names that are ordinary words in a line of capitals."""

    words: tuple[str, ...]
    after: tuple[str, ...]


class NotPartyFile(_Strict, frozen=True):
    """`not_parties.yaml`."""

    words: tuple[str, ...]
    after_places: tuple[str, ...]
    money: tuple[str, ...]
    languages: Languages
    persons: Persons
    doubtful: tuple[Doubtful, ...]
    capitals: Capitals


@dataclass(frozen=True, slots=True)
class PartyFiles:
    """All party files, as read."""

    states: StateFile
    organisations: OrganisationFile
    bodies: BodyFile
    places: PlaceFile
    not_parties: NotPartyFile


@cache
def party_files() -> PartyFiles:
    """The codebook's own party files. Raises CodebookError where one is wrong."""
    files = PartyFiles(
        load_data("parties/states.yaml", StateFile),
        load_data("parties/organisations.yaml", OrganisationFile),
        load_data("parties/bodies.yaml", BodyFile),
        load_data("parties/places.yaml", PlaceFile),
        load_data("parties/not_parties.yaml", NotPartyFile),
    )
    _check(files)
    return files


def senses(files: PartyFiles) -> dict[str, Sense]:
    """Every name with its sense. Where a name stands twice, the first in this order counts.

    Non-parties come first, then states, organisations, bodies, parts of states; publishers' own bodies are
    added to whatever the name means elsewhere.
    """
    found: dict[str, Sense] = {word: Sense(None) for word in files.not_parties.words}
    for name, sense in _plain_senses(files):
        found.setdefault(name, sense)
    for code, names in files.bodies.home.items():
        for name in names:
            sense = found.get(name, Sense(None, "body"))
            found[name] = replace(sense, home=(*sense.home, code))
    for name in files.bodies.own:
        found[name] = replace(found.get(name, Sense(None, "body")), shared=True)
    return found


def _plain_senses(files: PartyFiles) -> Iterator[tuple[str, Sense]]:
    """The senses that hold in anybody's documents, the more telling roles first."""
    states = (*files.states.states, *files.states.former)
    for state in states:
        yield from _each((state.name, *state.official, *state.names), Sense(state.code))
    for organisation in files.organisations.organisations:
        own = () if organisation.silent else (organisation.code,)
        yield from _each((*own, organisation.name, *organisation.names), Sense(organisation.code))
        yield from _each(organisation.organs, Sense(organisation.code, "body"))
    for state in states:
        yield from _each(_with_plurals(state.demonyms), Sense(state.code, "demonym"))
        yield from _each(state.capital, Sense(state.code, "capital"))
        yield from _each(state.seats, Sense(state.code, "metonym"))
    for many in files.organisations.collectives:
        yield from _each((many.name, *many.names), Sense(OTHER + many.name, "member_of_many"))
    for code, bodies in files.bodies.unique.items():
        yield from _each(bodies, Sense(code, "body"))
    yield from _parts(files.places)


def _parts(places: PlaceFile) -> Iterator[tuple[str, Sense]]:
    """Parts of states and cities, and the adjectives of the parts."""
    within: dict[str, str] = {}
    for lists in (places.units, places.cities):
        for state, names in lists.items():
            for name in names:
                within[name] = state
                yield name, Sense(OTHER + name, "part", state)
    for unit, people in places.people.items():
        yield from _each(people, Sense(OTHER + unit, "part", within[unit]))


def _each(names: Iterable[str], sense: Sense) -> Iterator[tuple[str, Sense]]:
    return ((name, sense) for name in names)


def _with_plurals(demonyms: Iterable[str]) -> Iterator[str]:
    """Each demonym and its plural in -s, where English forms one ("Swiss", "Dutch", "Japanese" have none)."""
    for demonym in demonyms:
        yield demonym
        if not demonym.endswith(("s", "sh", "ch", "ese", "z", "men", "man")) or demonym.endswith("German"):
            yield demonym + "s"


def _check(files: PartyFiles) -> None:
    """Raises CodebookError where a code stands twice or is not declared."""
    states = [row.code for row in (*files.states.states, *files.states.former)]
    codes = states + [row.code for row in files.organisations.organisations]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise CodebookError(f"parties: entered twice: {', '.join(twice)}")
    used = {code for row in files.organisations.organisations for code in row.members}
    used.update(code for row in files.organisations.collectives for code in row.members)
    used.update(code for row in files.states.former for code in row.successors)
    used.update(files.bodies.unique, files.bodies.home, files.places.units, files.places.cities)
    used.update(rule.instead.code for rule in files.not_parties.doubtful if ":" not in rule.instead.code)
    unknown = sorted(used - set(codes))
    homeless = sorted(
        set(files.places.people) - {name for names in files.places.units.values() for name in names}
    )
    if unknown or homeless:
        raise CodebookError(f"parties: not declared: {', '.join(unknown + homeless)}")
