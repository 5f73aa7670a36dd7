"""`read_pdf`: the bytes of a PDF to a page of ours, or why not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import pypdfium2 as pdfium

from servanda.model import BlockKind
from servanda.sources.dating import iso_day
from servanda.sources.headline import from_lines
from servanda.sources.html.assembly import assemble
from servanda.sources.html.chunks import Chunk
from servanda.sources.html.labelling import label_words
from servanda.sources.html.spacing import squeeze
from servanda.sources.page import Fact, Facts, Hints, Page, Raw
from servanda.sources.pdf.columns import in_reading_order
from servanda.sources.pdf.furniture import running
from servanda.sources.pdf.lines import Line, page_lines
from servanda.sources.pdf.paragraphs import chunk_of, paragraphs, word_counts
from servanda.sources.pdf.scanned import LETTERS, is_picture, warning
from servanda.sources.problem import SourceError
from servanda.sources.text import fact, kind_fact, language_fact, page, publisher_fact

#: No release is longer; a file that says it has more pages is a trap or a book.
MAX_PAGES = 3_000


@dataclass(slots=True)
class _Sheets:
    """What the pages hold: the lines and the height of each, the numbers of those that are only pictures."""

    lines: list[list[Line]] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)

    def add(self, sheet: pdfium.PdfPage, number: int) -> None:
        lines = page_lines(sheet, number)
        self.lines.append(lines)
        self.heights.append(sheet.get_height())
        if is_picture(sheet, _letters(lines)):
            self.pictures.append(number)

    def are_scanned(self) -> bool:
        """Whether the whole is: there is hardly a letter."""
        return sum(map(_letters, self.lines)) < LETTERS * max(1, len(self.lines))


def read_pdf(raw: Raw, hints: Hints) -> Page:
    """The page that `raw` holds; its warnings name sheets that are only pictures.

    Raises SourceError where it is encrypted, damaged or only pictures.
    """
    sheets, said = _sheets_of(raw.data)
    if sheets.are_scanned():
        raise SourceError("is scanned: it has no text layer, only pictures of text; run it through OCR first")
    chunks, breaks = _chunks(sheets.lines, sheets.heights)
    label_words(chunks)
    text, blocks = assemble(chunks)
    starts = {id(chunk): block.span.start for chunk, block in zip(chunks, blocks, strict=True)}
    made = page(raw.address or raw.name, text, _facts(chunks, said, text, raw, hints), raw)
    turned = tuple(sorted((starts[id(chunk)] + offset, number) for chunk, offset, number in breaks))
    told = (warning(sheets.pictures),) if sheets.pictures else ()
    return replace(made, document=replace(made.document, blocks=blocks), breaks=turned, warnings=told)


def _letters(lines: Sequence[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _sheets_of(data: bytes) -> tuple[_Sheets, dict[str, str]]:
    """What the pages hold, and what the file says of itself."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise SourceError("is encrypted: it opens only with a password") from None
        raise SourceError("is a damaged or cut PDF that cannot be opened") from None
    try:
        if len(document) > MAX_PAGES:
            raise SourceError(f"has {len(document)} pages; a PDF may have {MAX_PAGES}")
        sheets = _Sheets()
        for number, sheet in enumerate(_sheets(document), start=1):
            sheets.add(sheet, number)
            sheet.close()
        return sheets, document.get_metadata_dict()
    finally:
        document.close()


def _sheets(document: pdfium.PdfDocument) -> Iterator[pdfium.PdfPage]:
    for number in range(len(document)):
        try:
            yield document[number]
        except pdfium.PdfiumError:
            raise SourceError(f"is a damaged PDF: its page {number + 1} cannot be read") from None


def _chunks(
    pages: list[list[Line]], heights: list[float]
) -> tuple[list[Chunk], list[tuple[Chunk, int, int]]]:
    """Chunks in reading order: running lines of a page stand before its text, so that text runs on."""
    furniture = running(pages, heights)
    flow: list[Line] = []
    edges: dict[int, list[Chunk]] = {}
    for lines, edge in zip(pages, furniture, strict=True):
        flow += in_reading_order([line for n, line in enumerate(lines) if n not in edge])
        for n in sorted(edge):
            kept = Chunk(BlockKind.FURNITURE, squeeze(lines[n].text), page=lines[n].page)
            edges.setdefault(lines[n].page, []).append(kept)
    known = word_counts(flow)
    chunks: list[Chunk] = []
    breaks: list[tuple[Chunk, int, int]] = []
    for paragraph in paragraphs(flow):
        for number in [number for number in edges if number <= paragraph.page]:
            chunks += edges.pop(number)
        made, turned = chunk_of(paragraph, known)
        if made.text:
            chunks.append(made)
            breaks += [(made, offset, number) for offset, number in turned]
    chunks += [kept for number in sorted(edges) for kept in edges[number]]
    return [chunk for chunk in chunks if chunk.text], breaks


def _facts(chunks: Sequence[Chunk], said: dict[str, str], text: str, raw: Raw, hints: Hints) -> Facts:
    shown = [chunk for chunk in chunks if chunk.kind is not BlockKind.FURNITURE][:15]
    head = from_lines([chunk.text for chunk in shown], more=True)
    headings = sorted((c for c in shown if c.kind is BlockKind.HEADING), key=lambda c: c.level)
    heading = headings[0].text if headings else None
    named = squeeze(said.get("Title", ""))
    title = (
        fact(heading, "pdf:heading")
        or fact(head.title, "text:first line")
        or fact(named or None, "pdf:Title")
    )
    made = _stamp(said.get("CreationDate", ""))
    return Facts(
        title=title,
        publisher=publisher_fact(hints, raw.address),
        published=fact(hints.published, "given")
        or fact(head.day, "text:date line")
        or fact(made, "pdf:CreationDate"),
        place=fact(head.place, "text:place line"),
        language=language_fact(text, hints),
        kind=kind_fact(head),
        address=Fact(raw.address, "fetched") if raw.address else None,
    )


def _stamp(text: str) -> date | None:
    """The day of a PDF time stamp, "D:20250103120000+01'00'"."""
    digits = text.removeprefix("D:")[:8]
    return (
        iso_day(f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}")
        if digits.isdigit() and len(digits) == 8
        else None
    )
