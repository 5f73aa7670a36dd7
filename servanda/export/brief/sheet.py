"""`Sheet`: a brief put into headings, cited lines and numbered sources, before any format.

The one invariant: every line cites. A citation is the number of a source ("3"); where the words stand only
with the source, it has their letter too ("3a").
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a document, and the citation of where they stand."""

    words: str
    cite: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line: when, who or what in bold, what of it, words, remarks, further citations.

    `grave` tells that it needs attention; `soft` that `when` is only the day on which it was said.
    """

    when: str = ""
    lead: str = ""
    text: str = ""
    quotes: tuple[Quoted, ...] = ()
    marks: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    grave: bool = False
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading; `more` says how many are not shown, and which command shows them."""

    name: str
    title: str
    rows: tuple[Row, ...]
    more: str = ""
    command: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered source with the words cited from it that the lines do not hold themselves, by letter."""

    number: int
    title: str
    publisher: str
    day: str
    address: str
    quotes: tuple[Quoted, ...]

    @property
    def head(self) -> str:
        """Title, issuer and day on one line."""
        return ", ".join(filter(None, [self.title, self.publisher, self.day]))

    @property
    def link(self) -> str | None:
        """The address where it is one of the web."""
        return self.address if self.address.startswith(("https://", "http://")) else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The two pages. `facts` are (name, value); `nothing` says of what nothing was found.

    `about` says as of when, from which documents, and what the words mean.
    """

    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    nothing: str
    about: tuple[str, ...]
    notes: tuple[Note, ...]
