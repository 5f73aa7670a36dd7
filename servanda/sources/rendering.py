"""`render`: the bytes of one document of a known kind, to its page."""

from servanda.sources.decoding import check_size, decode
from servanda.sources.html import read_html
from servanda.sources.kinds import SNIFF, Kind, foreign_name, kind_of
from servanda.sources.mail import read_mail
from servanda.sources.page import NO_HINTS, Hints, Page, Raw
from servanda.sources.problem import SourceError
from servanda.sources.text import read_text
from servanda.sources.whole import read_markdown, read_word


def render(raw: Raw, hints: Hints = NO_HINTS, kind: Kind | None = None) -> Page:
    """The page that `raw` holds; its kind is told from the bytes where none is given.

    Raises SourceError where it is no document, or one that cannot be read.
    """
    check_size(len(raw.data))
    if not raw.data.strip():
        raise SourceError("is empty")
    match kind or kind_of(raw.name, raw.data[:SNIFF], raw.media_type):
        case Kind.FOREIGN:
            raise SourceError(f"is {foreign_name(raw.data[:SNIFF])}, no document that is read here")
        case Kind.PDF:
            # pdfium takes a tenth of a second to load, and most runs hold no PDF.
            from servanda.sources.pdf import read_pdf

            return read_pdf(raw, hints)
        case Kind.WORD:
            return read_word(raw, hints)
        case Kind.MARKDOWN:
            return read_markdown(raw, hints)
        case Kind.MAIL:
            return read_mail(raw, hints)
        case Kind.HTML:
            return read_html(raw, hints)
        case _:
            return read_text(decode(raw.data), raw, hints)
