"""Sources: from anywhere to an unchanged, citable document.

In: paths, patterns, addresses, streams. Out: documents with canonical text. The command line, the API and
the watcher call it.
"""

from servanda.sources.opening import open_documents, open_pages
from servanda.sources.page import Fact, Facts, Hints, Page, Raw
from servanda.sources.problem import OnProblem, Problem, SourceError
from servanda.sources.rendering import render

__all__ = [
    "Fact",
    "Facts",
    "Hints",
    "OnProblem",
    "Page",
    "Problem",
    "Raw",
    "SourceError",
    "open_documents",
    "open_pages",
    "render",
]
