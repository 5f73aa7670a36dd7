"""Small PDFs for tests, drawn line by line: text, size and place are what a test says."""

import ctypes
import io
from collections.abc import Iterable
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

WIDTH, HEIGHT = 595, 842


@dataclass(frozen=True)
class Picture:
    """A grey picture at the lower left corner, `width` and `height` in points."""

    width: float = 595
    height: float = 842


@dataclass(frozen=True)
class Text:
    """Words at a place: `x` and `y` in points from the lower left corner."""

    x: float
    y: float
    words: str
    size: float = 11
    bold: bool = False


def pdf(pages: Iterable[Iterable[Text | Picture]]) -> bytes:
    """A PDF with these words and pictures on its pages; a page without any is blank."""
    document = pdfium.PdfDocument.new()
    fonts = {bold: raw.FPDFText_LoadStandardFont(document.raw, name) for bold, name in _FONTS.items()}
    for texts in pages:
        page = document.new_page(WIDTH, HEIGHT)
        for text in texts:
            if isinstance(text, Picture):
                _paste(document, page, text)
                continue
            shape = raw.FPDFPageObj_CreateTextObj(document.raw, fonts[text.bold], text.size)
            words = (text.words + "\0").encode("utf-16-le")
            codes = (ctypes.c_ushort * (len(words) // 2)).from_buffer_copy(words)
            raw.FPDFText_SetText(shape, codes)
            raw.FPDFPageObj_Transform(shape, 1, 0, 0, 1, text.x, text.y)
            raw.FPDFPage_InsertObject(page.raw, shape)
        raw.FPDFPage_GenerateContent(page.raw)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _paste(document: pdfium.PdfDocument, page: pdfium.PdfPage, picture: Picture) -> None:
    image = pdfium.PdfImage.new(document)
    bitmap = pdfium.PdfBitmap.new_native(8, 8, raw.FPDFBitmap_BGR)
    image.set_bitmap(bitmap)
    image.set_matrix(pdfium.PdfMatrix().scale(picture.width, picture.height))
    page.insert_obj(image)


def column(
    lines: Iterable[str], *, x: float = 72, y: float = 760, step: float = 14, size: float = 11
) -> list[Text]:
    """Lines below each other; an empty one leaves a gap."""
    return [Text(x, y - n * step, line, size) for n, line in enumerate(lines) if line]


def encrypted() -> bytes:
    """A PDF that opens only with a password (its keys are of no password at all)."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>",
        b"<< /Filter /Standard /V 1 /R 2 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> /P -4 >>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(data)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"xref\n0 5\n0000000000 65535 f \n" + rows
    ids = b"<" + b"43" * 16 + b">"
    return data + b"trailer << /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [%s %s] >>\nstartxref\n%d\n%%%%EOF" % (
        ids,
        ids,
        start,
    )


_FONTS = {False: b"Helvetica", True: b"Helvetica-Bold"}
