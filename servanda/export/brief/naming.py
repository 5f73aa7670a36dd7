"""Names of parties that are short enough for a line."""

from servanda.codebook.parties import PartyBook
from servanda.export import wording

#: Letters above which an organisation goes by its code, as people call it anyway: WTO, ASEAN.
LONG = 22


def party(code: str) -> str:
    """The name of a state, and of an organisation; its code where the name is long."""
    name = wording.party(code)
    long = len(name) > LONG and not code.startswith("OTHER:") and not PartyBook.load().is_state(code)
    return wording.one_line(code) if long else name


def named(codes: tuple[str, ...]) -> str:
    """Party names in the order given."""
    return ", ".join(map(party, codes))
