"""Parties as people type them: a code ("KOR"), a name ("South Korea"), or "OTHER:" and a name."""

from collections.abc import Mapping
from functools import cache

from servanda.codebook.parties import PartyBook
from servanda.views.errors import ViewError

OTHER = "OTHER:"

#: Suggestions for a name that nobody knows, and how alike (of 100) they must be.
NEAREST = 3
ALIKE = 60


def party_code(text: str) -> str:
    """The code of the party that `text` names.

    Raises ViewError where nobody is called so, with the names that come nearest.
    """
    said = " ".join(text.split())
    if said.startswith(OTHER) and len(said) > len(OTHER):
        return said
    code = _names().get(said.casefold().removeprefix("the "))
    if code is None:
        raise ViewError(f"no party is called {said!r}{_suggestion(said)}")
    return code


def _suggestion(said: str) -> str:
    """What may have been meant, worded as the end of a sentence."""
    from rapidfuzz import process
    from rapidfuzz.distance import JaroWinkler

    choices = list(_names())
    found = process.extract(
        said.casefold(), choices, scorer=JaroWinkler.normalized_similarity, limit=4 * NEAREST
    )
    book = PartyBook.load()
    codes = dict.fromkeys(_names()[name] for name, alike, _ in found if alike * 100 >= ALIKE)
    near = [f"{book.name_of(code)} ({code})" for code in list(codes)[:NEAREST]]
    other = f"write '{OTHER}{said}' for one that has no code"
    return f": did you mean {' or '.join(near)}? Otherwise {other}" if near else f": {other}"


@cache
def _names() -> Mapping[str, str]:
    """Every code and name in lower case, with its code. A name that two share is the first one's."""
    book = PartyBook.load()
    names: dict[str, str] = {code.casefold(): code for code in book.codes}
    for code in book.codes:
        party = book.get(code)
        for name in (party.name, *party.names):
            names.setdefault(name.casefold().removeprefix("the "), code)
    return names


def party_name(code: str) -> str:
    """The name people know a party by; a code that the codebook lacks stays as it is."""
    return PartyBook.load().name_of(code)
