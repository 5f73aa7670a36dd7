"""Every place of a document that names an instrument, with the short forms that it gives them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from servanda.model import Span
from servanda.model.instrument import Form
from servanda.reading.accounts.accessions import accessions_in, as_accessions
from servanda.reading.accounts.changes import changes_in
from servanda.reading.accounts.descriptions import descriptions_in
from servanda.reading.accounts.found import Found
from servanda.reading.accounts.names import names_in
from servanda.reading.accounts.objects import objects_in
from servanda.reading.accounts.page import Page
from servanda.reading.accounts.shorts import short_forms, stand_alone

_ALSO = re.compile(
    r"\s*(?:\([^()]{1,40}\))?\s*(?:,?\s*(?:and|as well as)|[,;])\s*(?:(?:the|an?|our|its|their)\s+)?"
    r"(?:(?!(?:reached|signed|announced|concluded|launched|established|agreed|welcomed|finali[sz]ed|held|with)\b)"
    r"[\w’'“”\"-]+\s+){0,2}$"
)
_YEAR = re.compile(r"(?:19|20)\d\d\b")


def founds_of(page: Page, pair: tuple[str, ...]) -> list[Found]:
    """All mentions, in no special order. `pair` are the two parties of a text that sets two together."""
    found: list[Found] = []
    shorts: dict[str, str] = {}
    joined: str | None = None
    only = _only_organisation(page)
    for line in page.lines:
        named = [*names_in(page, line), *objects_in(page, line)]
        here = changes_in(page, line, [*named, *descriptions_in(page, line, named)])
        for at, word in short_forms(page, line, here).items():
            year = _YEAR.match(word)
            here[at] = replace(
                here[at],
                short=(*here[at].short, word),
                year=here[at].year or (year.group() if year else None),
            )
        shorts.update((word, one.kind) for one in here for word in one.short)
        joining, joined = accessions_in(page, line, joined)
        found += [told for one in here for told in as_accessions(one, joined or only)]
        found += joining
    found = [_by_short(page, one, shorts) for one in found]
    found = [_of_pair(page, _with_each(page, one), pair) for one in _shared_articles(page, found)]
    alone = {word: kind for word, kind in shorts.items() if page.book.kinds.get(word.lower()) is None}
    return [*found, *stand_alone(page, alone, [one.span for one in found if not one.pointing])]


def _of_pair(page: Page, one: Found, pair: tuple[str, ...]) -> Found:
    """What a text about two parties calls bilateral is theirs."""
    if len(pair) != 2 or one.parties or one.pointing or one.each or one.plural:
        return one
    words = page.text[max(0, one.span.start - 12) : one.span.end].lower()
    return replace(one, parties=tuple(sorted(pair))) if "bilateral" in words else one


_WITH_ALL = re.compile(
    r"\b(?:met with|meeting with|joined by|hosted|welcomed|together with|leaders of|presidents of)\b", re.I
)


def _with_each(page: Page, one: Found) -> Found:
    """Several agreements among several states are one with each: "met with A, B and C … the Compacts"."""
    if not one.plural or one.each or one.parties or one.pointing or one.group not in {"text", "change"}:
        return one
    line = page.line(one.line)
    lead = Span(line.span.start, max(line.span.start, one.span.start))
    hit = _WITH_ALL.search(page.text, lead.start, lead.end)
    if hit is None:
        return one
    codes = [
        code for code in page.codes(Span(hit.end(), max(hit.end(), lead.end))) if page.known.is_state(code)
    ]
    others = [code for code in codes if code != page.publisher]
    host = [page.publisher] if page.publisher and page.known.is_state(page.publisher) else []
    each = tuple(tuple(sorted((*host, code))) for code in others)
    return replace(one, each=each) if len(others) >= 2 else one


def _shared_articles(page: Page, founds: Sequence[Found]) -> list[Found]:
    """Where mentions stand side by side, "a" counts for those behind: "a fishing deal and Trade Pact"."""
    lone = {
        later.span
        for chain in _chained(page, founds)
        for one, later in pairwise(chain)
        if one.lone and page.text[one.span.end : later.span.start].split() == ["and"]
    }
    return [replace(one, lone=True) if one.span in lone else one for one in founds]


def _by_short(page: Page, one: Found, shorts: dict[str, str]) -> Found:
    """A pointer or a name that is a short form which the text has introduced: "the Agreement"."""
    word = " ".join((one.head if one.pointing else one.span).of(page.text).split())
    if word not in shorts or one.short:
        return one
    return replace(one, short=(word,), group=one.group if one.pointing else "short", form=_form(one))


def _form(one: Found) -> Form:
    return one.form if one.pointing else Form.SHORT


def _only_organisation(page: Page) -> str | None:
    """The only organisation that the text names, where it names one alone."""
    named = {m.code for m in page.parties.all if m.role == "name" and not page.known.is_state(m.code)}
    return named.pop() if len(named) == 1 else None


def chains_of(page: Page, founds: Sequence[Found]) -> dict[Span, tuple[Found, ...]]:
    """Mentions that stand side by side ("A, B and C were signed"), by the span of each."""
    chains: dict[Span, tuple[Found, ...]] = {}
    for chain in _chained(page, founds):
        chains.update((one.span, tuple(chain)) for one in chain)
    return chains


def _chained(page: Page, founds: Sequence[Found]) -> Iterator[list[Found]]:
    chain: list[Found] = []
    for one in sorted(founds, key=lambda found: (found.span.start, -found.span.end)):
        if chain and one.span.start < chain[-1].span.end:
            continue
        if chain and not (chain[-1].line == one.line and _side_by_side(page, chain[-1], one)):
            yield chain
            chain = []
        chain.append(one)
    if chain:
        yield chain


def _side_by_side(page: Page, one: Found, other: Found) -> bool:
    gap = page.text[one.span.end : other.span.start]
    return len(gap) < 80 and _ALSO.fullmatch(gap) is not None


def inner_of(founds: Sequence[Found]) -> frozenset[Span]:
    """The spans that end with a longer one: what follows them speaks of the longer."""
    first: dict[int, int] = {}
    for one in founds:
        if not one.pointing:
            first[one.span.end] = min(one.span.start, first.get(one.span.end, one.span.start))
    return frozenset(one.span for one in founds if first.get(one.span.end, one.span.start) < one.span.start)
