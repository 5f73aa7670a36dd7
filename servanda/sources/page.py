"""`Raw`: bytes with a name; `Page`: a document with every fact about it and where the fact came from."""

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from servanda.model import Document, Span
from servanda.sources.problem import WARNING, OnProblem, Problem

T = TypeVar("T", covariant=True)


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """One thing known about a document. `origin` says where from: "json-ld", "meta:og:title", "text", …"""

    value: T
    origin: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about a document besides its text; None where nothing says it.

    `place` is the place line's place, `kind` one of the names in words/kinds.yaml ("readout"),
    `address` the canonical address.
    """

    title: Fact[str] | None = None
    publisher: Fact[str] | None = None
    published: Fact[date] | None = None
    updated: Fact[date] | None = None
    place: Fact[str] | None = None
    language: Fact[str] | None = None
    kind: Fact[str] | None = None
    address: Fact[str] | None = None


@dataclass(frozen=True, slots=True)
class Hints:
    """What the caller says of its sources; it goes before what a single page says of itself.

    `selector` is an XPath or CSS-like selector of the main text (see sources.html.choice).
    """

    publisher: str | None = None
    published: date | None = None
    language: str | None = None
    selector: str | None = None


NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of one source. `name` is its path or address, `media_type` what a server called it."""

    name: str
    data: bytes
    media_type: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A document with the facts about it.

    `breaks` says where inside a block a new page of paper begins: (offset into the text, page number).
    `warnings` are sentences about what it holds and could not be read.
    """

    document: Document
    facts: Facts
    breaks: tuple[tuple[int, int], ...] = ()
    warnings: tuple[str, ...] = ()

    def page_of(self, span: Span) -> int | None:
        """The page of paper on which `span` begins, from 1; None where the format has no pages."""
        held = [block for block in self.document.blocks if block.span.start <= span.start and block.page]
        inside = [(offset, number) for offset, number in self.breaks if offset <= span.start]
        starts = [(block.span.start, block.page) for block in held[-1:]] + inside[-1:]
        return max(starts)[1] if starts else None


def tell_warnings(page: Page, on_warning: OnProblem) -> None:
    """Tells what a page's document holds and could not be read, as problems that are no failure."""
    for said in page.warnings:
        on_warning(Problem(page.document.source or page.document.id, said, WARNING))
