"""`Line`: a run of characters on one baseline, as pdfium places them. Lengths are in points (1/72 inch)."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as raw

#: What pdfium writes where a word is broken at the end of a line.
HYPHEN = "\x02"
#: A gap between two characters wider than this many letter heights parts two columns or cells.
_GAP = 1.6
_BOLD = 600
#: White space and marks that are no part of a word.
_BLANK = frozenset(" \t\r\n\u00a0\x00\ufffe\uffff")


@dataclass(slots=True)
class Line:
    """Words on one baseline. `size` is the letters' size, `bold` the share of bold ones among three."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: float
    page: int

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(slots=True)
class _Letter:
    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    index: int


def page_lines(page: pdfium.PdfPage, number: int) -> list[Line]:
    """The lines of a page in the order of the file."""
    textpage = page.get_textpage()
    try:
        return [_line(run, number, textpage) for run in _runs(_letters(textpage))]
    finally:
        textpage.close()


def _letters(textpage: pdfium.PdfTextPage) -> Iterator[_Letter]:
    """Every character with its box; blanks and line ends have empty boxes."""
    handle = textpage.raw
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for index in range(raw.FPDFText_CountChars(handle)):
        code = raw.FPDFText_GetUnicode(handle, index)
        text = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
        if text in _BLANK:
            yield _Letter("\n" if text in "\r\n" else " ", 0, 0, 0, 0, 0, index)
            continue
        raw.FPDFText_GetCharBox(handle, index, left, right, bottom, top)
        size = raw.FPDFText_GetFontSize(handle, index)
        yield _Letter(text, left.value, bottom.value, right.value, top.value, size, index)


def _runs(letters: Iterator[_Letter]) -> Iterator[list[_Letter]]:
    """Letters in file order, cut where the baseline changes or a wide gap opens."""
    run: list[_Letter] = []
    blank = False
    for letter in letters:
        if letter.text == " ":
            blank = True
            continue
        before = run[-1] if run else None
        if before and (letter.text == "\n" or _is_apart(before, letter)):
            yield run
            run = []
        if letter.text != "\n":
            if blank and run:
                # A blank keeps the place of the letter before it, so that gaps are measured between letters.
                run[-1] = replace(run[-1], text=run[-1].text + " ")
            run.append(letter)
        blank = False
    if run:
        yield run


def _is_apart(before: _Letter, letter: _Letter) -> bool:
    """Whether two letters that follow each other in the file stand on other lines or far from each other."""
    height = max(before.top - before.bottom, letter.top - letter.bottom, 1.0)
    size = max(before.size, letter.size, height)
    below = min(before.top, letter.top) < max(before.bottom, letter.bottom) - 0.6 * size
    return below or letter.left - before.right > _GAP * size or letter.left < before.left - size


def _line(run: list[_Letter], number: int, textpage: pdfium.PdfTextPage) -> Line:
    return Line(
        text="".join(letter.text for letter in run).strip(),
        left=min(letter.left for letter in run),
        bottom=min(letter.bottom for letter in run),
        right=max(letter.right for letter in run),
        top=max(letter.top for letter in run),
        size=sorted(letter.size for letter in run)[len(run) // 2],
        bold=sum(_is_bold(textpage, run[at].index) for at in (0, len(run) // 2, -1)) / 3,
        page=number,
    )


def _is_bold(textpage: pdfium.PdfTextPage, index: int) -> bool:
    """Whether a letter's font is bold by its weight, or, where none is given, by its name."""
    if raw.FPDFText_GetFontWeight(textpage.raw, index) >= _BOLD:
        return True
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(textpage.raw, index, name, len(name), flags)
    return 0 < length <= len(name) and b"bold" in name.value.lower()
