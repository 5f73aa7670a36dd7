"""Accessions: a state on its way into an organisation, told by nouns and verbs of joining."""

import re
from collections.abc import Iterator
from functools import cache

from servanda.codebook.instruments import AccessionCue
from servanda.model import Span
from servanda.model.instrument import Form
from servanda.reading.accounts.found import Found
from servanda.reading.accounts.page import ORG, STATE, Line, Page

_WHO = rf"(?:the )?(?P<who>[{STATE}]+(?:['’]s)?(?:(?:,|,? and) (?:the )?[{STATE}]+)*)"
_ORG = rf"(?P<org{{n}}>[{ORG}]+)"
_BEFORE = 60


def accessions_in(page: Page, line: Line) -> Iterator[Found]:
    """One for each state of each place that tells of joining."""
    for cue in page.book.accessions:
        for hit in _pattern(cue).finditer(page.mask, line.span.start, line.span.end):
            yield from _founds(page, line, cue, hit)


def _founds(page: Page, line: Line, cue: AccessionCue, hit: re.Match[str]) -> Iterator[Found]:
    groups = hit.groupdict()
    who = page.codes(Span(*hit.span("who")))
    org = next(
        (page.codes(Span(*hit.span(name)))[0] for name in groups if name != "who" and groups[name]), None
    )
    if org is None:
        named = [
            m.code
            for m in page.parties.within(line.span.start, line.span.end)
            if page.mask[m.span.start] == ORG
        ]
        org = named[0] if len(set(named)) == 1 else None
    if org is None or not who:
        return
    lead = page.text[max(line.span.start, hit.start() - _BEFORE) : hit.start()].lower().split()[-6:]
    proven = cue.stage is not None and not any(word.strip(",.") in cue.unless for word in lead)
    span = Span(hit.start(), hit.end())
    for code in who:
        yield Found(
            span=span,
            head=span,
            noun="accession",
            kind="accession",
            group="accession",
            form=Form.DESCRIPTION,
            line=line.order,
            block=line.block,
            after=("accession",),
            parties=tuple(sorted((code, org))),
            stage=cue.stage if proven else None,
            cue=cue.id if proven else None,
        )


@cache
def _pattern(cue: AccessionCue) -> re.Pattern[str]:
    body = cue.pattern.replace("{who}", _WHO)
    number = 0
    while "{org}" in body:
        body = body.replace("{org}", _ORG.replace("{n}", str(number)), 1)
        number += 1
    return re.compile(body.replace(" ", r"\s+"), re.I)
