"""A brief on two pages: put into headings and cited lines once, written in one module a format.

In: a `Brief`. Out: Markdown, HTML, Word, PDF. The command `servanda brief` calls it.
"""

from servanda.export.brief.composing import composed
from servanda.export.brief.fitting import fitted
from servanda.export.brief.sheet import Note, Quoted, Row, Section, Sheet

__all__ = ["Note", "Quoted", "Row", "Section", "Sheet", "composed", "fitted"]
