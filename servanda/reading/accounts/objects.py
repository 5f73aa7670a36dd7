"""Names without a noun of their kind, known by what is done to them: "extend ABCTA", "signed ABCTA"."""

import re
from collections.abc import Iterator
from functools import cache

from servanda.model import Span
from servanda.model.instrument import Form
from servanda.reading.accounts.found import Found
from servanda.reading.accounts.page import Line, Page

_NAME = r"\s+(?:the\s+)?(?P<name>(?:[A-Z][\w’-]*\s+){0,2}[A-Z][A-Z0-9-]{2,11})(?![\w-]|\s+[A-Z])"


@cache
def _treated(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words).replace(' ', chr(92) + 's+')}){_NAME}")


_IT = re.compile(
    r"\b(?:signed|ratified|approved|concluded|initialled|adopted|implement|implementing|negotiated)\s+(?P<name>it)\b"
)


def objects_in(page: Page, line: Line) -> Iterator[Found]:
    """Those of one sentence. The last word is an acronym that is no party."""
    for hit in _treated(page.book.treated).finditer(page.text, line.span.start, line.span.end):
        span = Span(*hit.span("name"))
        name = " ".join(hit["name"].split())
        words = name.lower().split()
        if page.codes(span) or set(words) & page.book.words["domestic"] or page.book.kinds.get(words[-1]):
            continue
        yield Found(
            span=span,
            head=span,
            noun=name,
            kind="agreement",
            group="text",
            form=Form.SHORT,
            line=line.order,
            block=line.block,
            before=tuple(words),
            short=(name,),
        )
    for hit in _IT.finditer(page.text, line.span.start, line.span.end):
        span = Span(*hit.span("name"))
        yield Found(
            span=span,
            head=span,
            noun="it",
            kind="agreement",
            group="text",
            form=Form.ANAPHOR,
            line=line.order,
            block=line.block,
            pointing=True,
        )
