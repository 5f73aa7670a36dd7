"""`read_html`: the bytes of a page to a page of ours."""

from dataclasses import replace

from lxml import etree

from servanda.sources.html.assembly import assemble
from servanda.sources.html.choice import choose
from servanda.sources.html.facts import page_facts
from servanda.sources.html.labelling import label
from servanda.sources.html.parsing import parse
from servanda.sources.html.walking import walk
from servanda.sources.page import Hints, Page, Raw
from servanda.sources.problem import SourceError
from servanda.sources.text import page


def read_html(raw: Raw, hints: Hints) -> Page:
    """The page that `raw` holds. Raises SourceError where it holds no words."""
    return read_tree(parse(raw.data, raw.media_type), raw, hints)


def read_tree(root: etree._Element, raw: Raw, hints: Hints) -> Page:
    """The page of an element tree."""
    layout = walk(root)
    if not layout.chunks:
        raise SourceError("holds no words: the page is empty or is written by a script")
    label(layout, choose(root, layout, hints.selector))
    text, blocks = assemble(layout.chunks)
    facts = page_facts(root, layout.chunks, raw, hints)
    address = facts.address.value if facts.address else raw.address
    made = page(address or raw.name, text, facts, raw)
    return replace(made, document=replace(made.document, blocks=blocks))
