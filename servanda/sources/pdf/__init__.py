"""PDF to a page: characters with their places to lines, lines to columns, columns to paragraphs.

In: the bytes of a file. Out: canonical text with blocks that know their page. `sources.rendering` calls it.
"""

from servanda.sources.pdf.reading import read_pdf

__all__ = ["read_pdf"]
