"""Plain text to a page: the text stays as it is, character for character; only facts are looked for."""

import hashlib
from typing import TypeVar

from servanda.model import Document
from servanda.sources.headline import Headline, read_headline
from servanda.sources.language import UNDETERMINED, detect
from servanda.sources.page import Fact, Facts, Hints, Page, Raw
from servanda.sources.publishers import of_address

T = TypeVar("T")


def read_text(text: str, raw: Raw, hints: Hints) -> Page:
    """The page of a plain text that came from `raw`."""
    head = read_headline(text)
    facts = Facts(
        title=fact(head.title, "text:first line"),
        publisher=publisher_fact(hints, raw.address),
        published=fact(hints.published, "given") or fact(head.day, "text:date line"),
        place=fact(head.place, "text:place line"),
        language=language_fact(text, hints),
        kind=kind_fact(head),
        address=fact(raw.address, "fetched"),
    )
    return page(raw.address or raw.name, text, facts, raw)


def page(id_: str, text: str, facts: Facts, raw: Raw) -> Page:
    """A page whose document carries those of the facts that a document has room for."""
    document = Document(
        id=id_,
        text=text,
        publisher=facts.publisher.value if facts.publisher else None,
        title=facts.title.value if facts.title else None,
        published=facts.published.value if facts.published else None,
        language=facts.language.value if facts.language else "en",
        source=raw.address or raw.name,
    )
    return Page(document, facts)


def fact(value: T | None, origin: str) -> Fact[T] | None:
    """A fact, where there is a value."""
    return Fact(value, origin) if value is not None else None


def kind_fact(head: Headline) -> Fact[str] | None:
    """The document kind that the headline names."""
    return fact(head.kind, "text:title")


def publisher_fact(hints: Hints, address: str | None) -> Fact[str] | None:
    """The publisher as the caller says, else as the host says."""
    return fact(hints.publisher, "given") or (fact(of_address(address), "host") if address else None)


def language_fact(text: str, hints: Hints) -> Fact[str]:
    """The language as given, else as the words say; a text too short to say is taken for English."""
    if hints.language:
        return Fact(hints.language, "given")
    found = detect(text)
    return Fact("en", "assumed") if found == UNDETERMINED else Fact(found, "text:words")


def content_id(text: str) -> str:
    """An id for a document that has none of its own: by its text."""
    return "doc_" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
