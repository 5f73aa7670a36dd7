"""Accessions: a state on its way into an organisation, told by nouns and verbs of joining."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from servanda.codebook.instruments import AccessionCue
from servanda.model import Span
from servanda.model.instrument import Form
from servanda.reading.accounts.found import Found
from servanda.reading.accounts.page import ORG, STATE, Line, Page

_WHO = rf"(?:the )?(?P<who>[{STATE}]+(?:['’]s)?(?:(?:,|,? and) (?:the )?[{STATE}]+)*)"
_ORG = rf"(?P<org{{n}}>[{ORG}]+)"
_BEFORE = 60
_JOIN = re.compile(
    r"accession|joins?\b|joined|joining|member|applied|application|welcom|admission|addition (?:of|to)|entry",
    re.I,
)


def accessions_in(page: Page, line: Line, before: str | None) -> tuple[list[Found], str | None]:
    """One for each state of each place that tells of joining, and the organisation joined last.

    `before` is the organisation that earlier sentences told of.
    """
    found: list[Found] = []
    done: list[Span] = []
    if not _JOIN.search(page.text, line.span.start, line.span.end):
        return found, before
    for cue in page.book.accessions:
        for hit in _pattern(cue).finditer(page.mask, line.span.start, line.span.end):
            span = Span(hit.start(), hit.end())
            org = _organisation(page, line, hit) or before
            if org is None or any(span.overlap(other) for other in done):
                continue
            before = org
            done.append(span)
            found += _founds(page, line, cue, hit, org)
    return found, before


def _organisation(page: Page, line: Line, hit: re.Match[str]) -> str | None:
    """What is joined: named by the pattern, or the only organisation of the sentence."""
    for name, body in hit.groupdict().items():
        if name != "who" and body:
            return next(iter(page.codes(Span(*hit.span(name)))), None)
    inside = page.parties.within(line.span.start, line.span.end)
    named = {m.code for m in inside if page.mask[m.span.start] == ORG and m.role == "name"}
    return named.pop() if len(named) == 1 else None


def _founds(page: Page, line: Line, cue: AccessionCue, hit: re.Match[str], org: str) -> Iterator[Found]:
    lead = page.text[max(line.span.start, hit.start() - _BEFORE) : hit.start()].lower().split()[-6:]
    proven = cue.stage is not None and not any(word.strip(".,") in cue.unless for word in lead)
    span = Span(hit.start(), hit.end())
    who = page.codes(Span(*hit.span("who")))
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
            number=len(who),
        )


def as_accessions(found: Found, org: str | None) -> list[Found]:
    """A protocol on the accession of states, as their accessions."""
    if org is None or "accession" not in found.key or found.group != "text" or found.pointing:
        return [found]
    who = [code for side in found.each for code in side] or [code for code in found.parties if code != org]
    return [
        replace(
            found,
            kind="accession",
            group="accession",
            before=(),
            after=("accession",),
            parties=tuple(sorted((code, org))),
            each=(),
            number=len(who),
        )
        for code in who
    ] or [found]


@cache
def _pattern(cue: AccessionCue) -> re.Pattern[str]:
    body = cue.pattern.replace("{who}", _WHO)
    number = 0
    while "{org}" in body:
        body = body.replace("{org}", _ORG.replace("{n}", str(number)), 1)
        number += 1
    return re.compile(body.replace(" ", r"\s+"), re.I)
