"""Formats that are turned to HTML and have no page around their text: Word, Markdown, HTML e-mail."""

import io
import re
import zipfile
from dataclasses import replace

from lxml import etree

from servanda.model import BlockKind
from servanda.sources.archives import DAMAGE
from servanda.sources.dating import iso_day
from servanda.sources.decoding import MAX_BYTES, decode
from servanda.sources.headline import from_lines
from servanda.sources.html.assembly import assemble
from servanda.sources.html.chunks import Layout
from servanda.sources.html.labelling import label_words
from servanda.sources.html.parsing import parse
from servanda.sources.html.spacing import squeeze
from servanda.sources.html.walking import walk
from servanda.sources.page import Fact, Facts, Hints, Page, Raw
from servanda.sources.problem import SourceError
from servanda.sources.text import fact, kind_fact, language_fact, page, publisher_fact

#: The arrow that leads from a note back to the text, which mammoth adds.
_BACK = re.compile(r' ?<a href="#(?:foot|end)note-ref-[^"]*">↑</a>')
#: Where a document type stands in an XML file, in bytes.
_HEAD = 4096
_CORE = "docProps/core.xml"
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"


def read_whole(markup: str, raw: Raw, hints: Hints, said: Facts | None = None) -> Page:
    """The page of `markup`, all of which is the document. `said` is what the file says of itself."""
    layout = walk(parse(markup.encode("utf-8", "replace"))) if markup.strip() else Layout()
    if not layout.chunks:
        raise SourceError("holds no words")
    label_words(layout.chunks)
    text, blocks = assemble(layout.chunks)
    shown = [squeeze(chunk.text) for chunk in layout.chunks if chunk.kind is not BlockKind.CAPTION][:15]
    head = from_lines(shown, more=True)
    heading = next((squeeze(c.text) for c in layout.chunks[:6] if c.kind is BlockKind.HEADING), None)
    said = said or Facts()
    facts = Facts(
        title=fact(heading, "heading") or said.title or fact(head.title, "text:first line"),
        publisher=publisher_fact(hints, raw.address) or said.publisher,
        published=fact(hints.published, "given") or fact(head.day, "text:date line") or said.published,
        updated=said.updated,
        place=fact(head.place, "text:place line"),
        language=language_fact(text, hints),
        kind=kind_fact(head),
        address=fact(raw.address, "fetched"),
    )
    made = page(raw.address or raw.name, text, facts, raw)
    return replace(made, document=replace(made.document, blocks=blocks))


def read_markdown(raw: Raw, hints: Hints) -> Page:
    """The page of a Markdown file; its marks are no part of the canonical text."""
    from markdown_it import MarkdownIt

    return read_whole(MarkdownIt("commonmark").enable("table").render(decode(raw.data)), raw, hints)


def read_word(raw: Raw, hints: Hints) -> Page:
    """The page of a .docx file. Raises SourceError where it is damaged, encrypted or a bomb."""
    import mammoth

    said = _core_facts(raw.data)
    try:
        # Pictures are left out: as data addresses they would be most of the markup.
        pictures = mammoth.images.img_element(lambda _: {})
        made = mammoth.convert_to_html(io.BytesIO(raw.data), convert_image=pictures)
    except Exception as error:  # mammoth and the parsers below it raise of all sorts
        raise SourceError(f"is a Word file that cannot be read ({type(error).__name__})") from None
    return read_whole(_BACK.sub("", made.value), raw, hints, said)


def _core_facts(data: bytes) -> Facts:
    """Title and dates that Word keeps beside the text; what a template put there is often wrong."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            _check_bomb(packed)
            core = packed.read(_CORE) if _CORE in packed.namelist() else b""
    except (*DAMAGE, RuntimeError, NotImplementedError, ValueError) as error:
        raise SourceError(f"is a damaged Word file ({error})") from None
    root = _xml(core)
    if root is None:
        return Facts()
    title = squeeze(root.findtext(f"{_DUBLIN}title") or "")
    made, changed = (iso_day(root.findtext(f"{_TERMS}{name}") or "") for name in ("created", "modified"))
    return Facts(
        title=Fact(title, "docx:title") if title else None,
        published=fact(made, "docx:created"),
        updated=fact(changed, "docx:modified"),
    )


def _check_bomb(packed: zipfile.ZipFile) -> None:
    size = sum(item.file_size for item in packed.infolist())
    if size > 4 * MAX_BYTES:
        raise SourceError(
            f"would unpack to {size / 1e6:.0f} MB; a Word file may unpack to {4 * MAX_BYTES / 1e6:.0f} MB"
        )
    parts = [packed.open(name).read(_HEAD) for name in packed.namelist() if name.endswith(".xml")]
    if any(b"<!DOCTYPE" in part for part in parts):
        raise SourceError("holds a document type with entities, as no Word file does")


def _xml(data: bytes) -> etree._Element | None:
    """The root of a small XML file, read without entities, files or network."""
    if not data:
        return None
    try:
        return etree.fromstring(
            data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        )
    except etree.XMLSyntaxError:
        return None
