"""Pages of a PDF that are only pictures: told, since their words are not read."""

from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

#: Fewer letters a page than this are no text layer: stamps on a scan.
LETTERS = 20
#: The share of a page that its pictures cover at least where it is a scan and not a crest on a blank page.
_COVERED = 0.5


def is_picture(sheet: pdfium.PdfPage, letters: int) -> bool:
    """Whether a page that holds so many letters shows a picture in place of text."""
    if letters >= LETTERS:
        return False
    images = sheet.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_IMAGE,))
    size = float(sheet.get_width() * sheet.get_height())
    return sum(map(_area, images)) >= _COVERED * size


def warning(numbers: Sequence[int]) -> str:
    """The sentence about the pages with these numbers, which rise and are not none."""
    spans = list(_spans(numbers))
    listed = " and ".join(filter(None, (", ".join(spans[:-1]), spans[-1])))
    if len(numbers) == 1:
        return f"page {listed} has no text layer, only a picture, and is not read; run it through OCR first"
    return f"pages {listed} have no text layer, only pictures, and are not read; run them through OCR first"


def _area(image: pdfium.PdfObject) -> float:
    # Versions of pypdfium2 before 5 have another name for it.
    bounds = image.get_bounds if hasattr(image, "get_bounds") else image.get_pos
    left, bottom, right, top = bounds()
    return abs(float((right - left) * (top - bottom)))


def _spans(numbers: Sequence[int]) -> Iterator[str]:
    """Numbers that follow each other as one: 2–4."""
    start = 0
    for n in range(1, len(numbers) + 1):
        if n == len(numbers) or numbers[n] != numbers[n - 1] + 1:
            first, last = numbers[start], numbers[n - 1]
            yield f"{first}" if first == last else f"{first}–{last}"
            start = n
