"""`accounts_of`: the accounts of one document, from its sentences and its acts."""

import re
from collections.abc import Sequence

from servanda.codebook.instruments import instrument_book
from servanda.codebook.parties import PartyBook
from servanda.model import Account, Act, Document, Mention, Span, account_id
from servanda.model.instrument import Binding, Form
from servanda.reading.accounts.dating import Calendar
from servanda.reading.accounts.finding import chains_of, founds_of, inner_of
from servanda.reading.accounts.grouping import Group, grouped
from servanda.reading.accounts.page import Page, page_of
from servanda.reading.accounts.sides import Company
from servanda.reading.accounts.steps import Teller, objects_of
from servanda.reading.candidates import Scene
from servanda.reading.parse import Parsed

#: How many mentions of an instrument are looked at for words on its binding.
LOOKED_AT = 8


def accounts_of(
    scene: Scene, parsed: Sequence[Parsed], acts: Sequence[Act], parties: PartyBook
) -> tuple[Account, ...]:
    """The accounts, by the place of their first mention. `parsed` are the document's sentences, once read."""
    document = scene.document
    told = scene.cast.party_mentions()
    page = page_of(document.text, parsed, told, instrument_book(), parties, document.publisher)
    stage = _principals(page, scene.cast.group)
    founds = founds_of(page, stage)
    if not founds:
        return ()
    objects = objects_of(page, acts, founds)
    company = Company(page, acts, document.publisher, stage, objects)
    teller = Teller(
        page,
        acts,
        Calendar(document.text, scene.times, document.published),
        chains_of(page, founds),
        inner_of(founds),
        document.publisher,
        objects,
    )
    groups = [group for group in grouped(founds) if group.told]
    sides = company.all(groups)
    made = [_account(document, page, group, sides[at], teller) for at, group in enumerate(groups)]
    return tuple(sorted(made, key=lambda one: (one.mentions[0].span, one.id)))


def _principals(page: Page, together: Sequence[str]) -> tuple[str, ...]:
    """Those whom the document sets together; where states are among them, a forum only lends the place."""
    every = tuple(dict.fromkeys(side for code in together for side in page.expanded(code)))
    acting = tuple(code for code in every if page.known.is_state(code) or code == "EU")
    return acting if len(acting) > 1 else every


def _account(
    document: Document, page: Page, group: Group, parties: tuple[str, ...], teller: Teller
) -> Account:
    forms: dict[Span, Form] = {}
    for one in group.mentions:
        forms.setdefault(one.span, one.form)
    mentions = tuple(Mention(span, forms[span]) for span in sorted(forms))
    main = max(group.told, key=lambda one: (one.form is Form.FULL, len(one.key)))
    return Account(
        id=_id(document, group, mentions[0].span),
        names=_names(page, group),
        kind=main.kind,
        subject=" ".join(dict.fromkeys((*main.before, *main.after))),
        parties=parties,
        mentions=mentions,
        steps=teller.steps(group.mentions, frozenset({main.group, main.kind})),
        binding=_binding(page, group),
        relation=next((one.relation for one in group.told if one.relation), None),
        year=group.year,
        plural=all(
            one.plural and (not group.listed or "related" in one.before + one.after) for one in group.told
        ),
    )


def _id(document: Document, group: Group, first: Span) -> str:
    """The account's id; one of several that share their first mention adds its parties."""
    if not group.listed:
        return account_id(document.sha256, first)
    return account_id(document.sha256 + ":" + "+".join(sorted(group.parties)), first)


def _names(page: Page, group: Group) -> tuple[str, ...]:
    """The names, the fullest first, then the short forms that say more than a kind."""
    full = {
        " ".join(one.span.of(page.text).split())
        for one in group.told
        if one.form in {Form.FULL, Form.SHORT} and one.group != "short"
    }
    short = {word for word in group.shorts if page.book.kinds.get(word.lower()) is None} - full
    return (*sorted(full, key=lambda name: (-len(name), name)), *sorted(short))


def _binding(page: Page, group: Group) -> Binding:
    """What the words beside its mentions say, else what its kind says; that it does not bind weighs more."""
    words = page.book.binding
    told = [one for one in group.mentions if not one.pointing or len(group.mentions) < LOOKED_AT]
    near = " ".join(page.text[max(0, one.span.start - 40) : one.span.end + 60] for one in told[:LOOKED_AT])
    near = re.sub(r"\s+", " ", near.lower())
    if any(word in near for word in words.non_binding):
        return Binding.NON_BINDING
    if any(one.kind in words.non_binding_kinds or one.noun in words.non_binding_nouns for one in group.told):
        return Binding.NON_BINDING
    if any(word in near for word in words.binding):
        return Binding.BINDING
    return Binding.UNKNOWN
