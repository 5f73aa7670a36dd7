"""`accounts_of`: the accounts of one document, from its sentences and its acts."""

import re
from collections.abc import Sequence
from dataclasses import replace

from servanda.codebook.instruments import instrument_book
from servanda.codebook.parties import PartyBook
from servanda.model import Account, Act, Document, Mention, Span, account_id
from servanda.model.instrument import Binding, Form
from servanda.reading.accounts.accessions import accessions_in, as_accessions
from servanda.reading.accounts.changes import changes_in
from servanda.reading.accounts.descriptions import descriptions_in
from servanda.reading.accounts.found import Found
from servanda.reading.accounts.grouping import Group, grouped
from servanda.reading.accounts.names import names_in
from servanda.reading.accounts.objects import objects_in
from servanda.reading.accounts.page import Page, page_of
from servanda.reading.accounts.shorts import short_forms, stand_alone
from servanda.reading.accounts.steps import steps_of
from servanda.reading.candidates import Scene
from servanda.reading.deadlines import TimeExpression
from servanda.reading.parse import Parsed
from servanda.reading.placed import Placed

_ALSO = re.compile(
    r"\s*,?\s*(?:and|as well as|,|;)?\s*(?:(?:the|an?|our|its|their)\s+)?(?:[\w’'“”\"-]+\s+){0,2}$"
)


def accounts_of(
    scene: Scene, parsed: Sequence[Parsed], acts: Sequence[Act], parties: PartyBook
) -> tuple[Account, ...]:
    """The accounts, by the place of their first mention. `parsed` are the document's sentences, read by now."""
    document, times = scene.document, scene.times
    page = page_of(document.text, parsed, scene.cast.party_mentions(), instrument_book(), parties)
    founds = _founds(page)
    chains = _chains(page, founds)
    accounts = []
    for group in grouped(founds):
        accounts.append(_account(document, page, group, chains, acts, times))
    return tuple(sorted(accounts, key=lambda one: one.mentions[0].span))


def _founds(page: Page) -> list[Found]:
    """Every place that names an instrument, with the short forms that the document gives them."""
    found: list[Found] = []
    shorts: dict[str, str] = {}
    joined: str | None = None
    for line in page.lines:
        named = [*names_in(page, line), *objects_in(page, line)]
        here = changes_in(page, line, [*named, *descriptions_in(page, line, named)])
        for at, word in short_forms(page, line, here).items():
            here[at] = replace(here[at], short=(*here[at].short, word), year=here[at].year or _year(word))
        shorts.update((word, one.kind) for one in here for word in one.short)
        joining, joined = accessions_in(page, line, joined)
        for one in here:
            found += as_accessions(one, joined or _only_organisation(page))
        found += joining
    found = [
        replace(one, short=(word,)) if one.pointing and (word := one.head.of(page.text)) in shorts else one
        for one in found
    ]
    alone = {word: kind for word, kind in shorts.items() if page.book.kinds.get(word.lower()) is None}
    return [*found, *stand_alone(page, alone, [one.span for one in found if not one.pointing])]


def _only_organisation(page: Page) -> str | None:
    """The only organisation that the text names, where it names one alone."""
    named = {m.code for m in page.parties.all if m.role == "name" and not page.known.is_state(m.code)}
    return named.pop() if len(named) == 1 else None


def _year(word: str) -> str | None:
    hit = re.match(r"(?:19|20)\d\d\b", word)
    return hit.group() if hit else None


def _chains(page: Page, founds: Sequence[Found]) -> dict[int, list[Found]]:
    """Mentions that stand side by side ("A, B and C were signed"), by the identity of each."""
    chains: dict[int, list[Found]] = {}
    last: Found | None = None
    outer = sorted((one for one in founds), key=lambda one: (one.span.start, -one.span.end))
    for one in outer:
        if last is not None and one.span.start < last.span.end:
            continue
        if last is not None and last.line == one.line and _side_by_side(page, last, one):
            chain = chains[id(last)]
        else:
            chain = []
        chain.append(one)
        chains[id(one)] = chain
        last = one
    return chains


def _side_by_side(page: Page, one: Found, other: Found) -> bool:
    gap = page.text[one.span.end : other.span.start]
    gap = re.sub(r"^\s*\([^()]{1,40}\)", "", gap)
    return len(gap) < 60 and bool(re.match(r"\s*(?:,|;|and\b|as well as\b)", gap)) and bool(_ALSO.match(gap))


def _account(
    document: Document,
    page: Page,
    group: Group,
    chains: dict[int, list[Found]],
    acts: Sequence[Act],
    times: Placed[TimeExpression],
) -> Account:
    text = document.text
    spans: dict[Span, Form] = {}
    for one in group.mentions:
        spans.setdefault(one.span, one.form)
    mentions = tuple(Mention(span, spans[span]) for span in sorted(spans))
    told = group.told
    main = max(told, key=lambda one: (one.form is Form.FULL, len(one.key)))
    names = {" ".join(one.span.of(text).split()): None for one in told if one.form is Form.FULL}
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return Account(
        id=_own_id(document, group, mentions[0].span),
        names=(*ordered, *sorted(group.shorts)),
        kind=main.kind,
        subject=" ".join(dict.fromkeys((*main.before, *main.after))).lower(),
        parties=tuple(sorted(group.parties)),
        mentions=mentions,
        steps=steps_of(page, group.mentions, chains, acts, times, document.published),
        binding=_binding(page, group),
        relation=next((one.relation for one in group.mentions if one.relation), None),
        year=group.year,
    )


def _own_id(document: Document, group: Group, first: Span) -> str:
    """The account's id; one of several that share their first mention adds its parties."""
    if not group.listed:
        return account_id(document.sha256, first)
    return account_id(document.sha256 + ":" + "+".join(sorted(group.parties)), first)


def _binding(page: Page, group: Group) -> Binding:
    words = page.book.binding
    near = " ".join(
        page.text[max(0, one.span.start - 60) : one.span.end + 80].lower()
        for one in group.mentions[:6]
        if not one.pointing
    )
    if any(word in near for word in words.non_binding):
        return Binding.NON_BINDING
    if any(word in near for word in words.binding):
        return Binding.BINDING
    return Binding.UNKNOWN
