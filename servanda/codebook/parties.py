"""`PartyBook`: which states and organisations there are, and where a text names them."""

import re
from dataclasses import dataclass, replace
from functools import cache

from servanda.codebook.party_data import OTHER, PartyFiles, Role, Sense, party_files, senses
from servanda.codebook.party_rules import ContextRules
from servanda.codebook.phrases import Hit, PhraseIndex, with_variants
from servanda.model import Span

_OF = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?")
_OWNED = re.compile(r"(?:['’]s?)?\s+")


@dataclass(frozen=True, slots=True)
class State:
    """A state, or another party of ISO 3166-1 that acts abroad in its own name.

    `code` is the alpha-3 code. `successors` is empty unless the state has ceased to exist.
    `style` is "kingdom", "emirate", "sultanate", "principality", "grand_duchy" or None.
    """

    code: str
    name: str
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    style: str | None = None
    successors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation or group of states.

    `members` holds party codes as of the year `as_of`; both are empty where the membership is not kept.
    `kind` is organisation, group, court, fund, bank, agency, pact, collective ("the Baltic states") or other.
    """

    code: str
    name: str
    names: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    as_of: int | None = None
    kind: str = "organisation"


@dataclass(frozen=True, slots=True)
class PartyMention:
    """A place in a text that names a party.

    `role` says how: name, demonym ("Canadian"), capital ("Ottawa"; a government only where it acts),
    metonym ("the Kremlin"), body ("the Bundestag"), member_of_many ("the Baltic states"),
    part ("Ontario", "Geneva": its `code` is OTHER and its name, `within` the state it lies in).
    """

    span: Span
    code: str
    role: Role
    text: str
    within: str | None = None


class PartyBook:
    """All known parties. Build it with `PartyBook.load()`."""

    def __init__(self, files: PartyFiles) -> None:
        self._states = _states(files)
        self._organisations = _organisations(files)
        self._index = PhraseIndex(with_variants(senses(files)))
        self._rules = ContextRules(files.not_parties)

    @staticmethod
    def load() -> "PartyBook":
        """The book of the codebook's own data, read once. Raises CodebookError where the data is wrong."""
        return _load()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all states and organisations, sorted; words for several states are left out."""
        known = [code for code in (*self._states, *self._organisations) if not code.startswith(OTHER)]
        return tuple(sorted(known))

    def get(self, code: str) -> State | Organisation:
        """The party with that code. An unlisted `OTHER:Name` is an organisation of kind "other".

        Raises KeyError for any other unknown code.
        """
        party = self._states.get(code) or self._organisations.get(code)
        if party is None and code.startswith(OTHER):
            return Organisation(code, code.removeprefix(OTHER), kind="other")
        if party is None:
            raise KeyError(f"no party has the code {code!r}")
        return party

    def name_of(self, code: str) -> str:
        """The name to show for a code: the code itself where it is unknown."""
        try:
            return self.get(code).name
        except KeyError:
            return code

    def is_state(self, code: str) -> bool:
        """Whether the code is a state's, present or former."""
        return code in self._states

    def members(self, code: str) -> tuple[str, ...]:
        """The members of an organisation as party codes, empty where they are not kept.

        A state is its own and only member. Raises KeyError for an unknown code.
        """
        party = self.get(code)
        return (code,) if isinstance(party, State) else party.members

    def find(
        self, text: str, *, publisher: str | None = None, parts: bool = False
    ) -> tuple[PartyMention, ...]:
        """All mentions of parties in `text`, from left to right, none overlapping another.

        `publisher` is the code of the issuer: names such as "the Federal Council" or "the Commonwealth"
        mean a body of the issuer's own in some documents only. `parts` asks for provinces and cities too.
        """
        hits = [
            replace(hit, value=sense)
            for hit in self._index.scan(text)
            if (sense := self._rules.judge(hit, text)) is not None
        ]
        mentions = []
        for at, hit in enumerate(hits):
            code = hit.value.code
            if hit.value.home or hit.value.shared:
                code = _owner(hits, at, text, publisher)
            if code is not None and (parts or hit.value.role != "part"):
                role: Role = hit.value.role if code == hit.value.code else "body"
                words = text[hit.start : hit.end]
                mentions.append(PartyMention(Span(hit.start, hit.end), code, role, words, hit.value.within))
        return tuple(mentions)


def _owner(hits: list[Hit[Sense]], at: int, text: str, publisher: str | None) -> str | None:
    """Whose body a shared name means: that of a party beside it, else of the publisher."""
    hit = hits[at]
    for other, gap, between in _beside(hits, at, text):
        may_own = hit.value.shared or other.code in hit.value.home
        if may_own and other.role in ("name", "demonym") and between.fullmatch(gap):
            return other.code
    if publisher in hit.value.home or (hit.value.shared and hit.value.code is None):
        return publisher
    return hit.value.code


def _beside(hits: list[Hit[Sense]], at: int, text: str) -> list[tuple[Sense, str, re.Pattern[str]]]:
    """The names before and after a hit, with the text between and what must stand there."""
    found = []
    if at + 1 < len(hits):
        found.append((hits[at + 1].value, text[hits[at].end : hits[at + 1].start], _OF))
    if at > 0:
        found.append((hits[at - 1].value, text[hits[at - 1].end : hits[at].start], _OWNED))
    return found


def _states(files: PartyFiles) -> dict[str, State]:
    return {
        row.code: State(
            row.code,
            row.name,
            (*row.official, *row.names),
            row.demonyms,
            row.capital,
            row.style,
            row.successors,
        )
        for row in (*files.states.states, *files.states.former)
    }


def _organisations(files: PartyFiles) -> dict[str, Organisation]:
    found = {
        row.code: Organisation(row.code, row.name, row.names, row.members, row.as_of, row.kind)
        for row in files.organisations.organisations
    }
    for many in files.organisations.collectives:
        code = OTHER + many.name
        found[code] = Organisation(code, many.name, many.names, many.members, kind="collective")
    return found


@cache
def _load() -> PartyBook:
    return PartyBook(party_files())
