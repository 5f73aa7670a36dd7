"""The bodies of a ledger's entries as canonical JSON: a document, a coding of it, a verdict."""

from datetime import date

import msgspec

from servanda.model.document import Block, BlockKind, Document
from servanda.model.entry import Ruling, Verdict
from servanda.model.instrument import (
    Account,
    Binding,
    Dated,
    Form,
    Mention,
    Relation,
    RelationKind,
    Stage,
    Step,
)
from servanda.model.reading import Reading
from servanda.model.span import Span
from servanda.model.wire import ActLine, act_line


class DocumentBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """A document with its canonical text. `blocks` are (kind, start, end, level, page)."""

    id: str
    text: str
    publisher: str | None = None
    title: str | None = None
    published: date | None = None
    language: str = "en"
    source: str | None = None
    blocks: list[tuple[BlockKind, int, int, int, int | None]] = []


class StepBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """A step; offsets into the document's text."""

    stage: Stage
    start: int
    end: int
    date: str | None = None
    dated: Dated = Dated.BY
    party: str | None = None
    act: str | None = None
    cue: str | None = None


class AccountBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """An account; `mentions` are (start, end, form)."""

    id: str
    names: list[str]
    kind: str
    subject: str
    parties: list[str]
    mentions: list[tuple[int, int, Form]]
    steps: list[StepBody] = []
    binding: Binding = Binding.UNKNOWN
    relation: tuple[RelationKind, str] | None = None
    year: str | None = None
    plural: bool = False


class CodingBody(msgspec.Struct, frozen=True):
    """What one coder made of one text."""

    document: str
    sha256: str
    acts: list[ActLine]
    accounts: list[AccountBody]


class VerdictBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person's decision. `pairs` are the pairs of nodes of `matter` that a merge or split speaks of."""

    ruling: Ruling
    target: str
    reason: str = ""
    other: str | None = None
    fields: dict[str, str] = {}
    matter: str | None = None
    pairs: list[tuple[str, str]] = []


def document_body(document: Document) -> bytes:
    """`document` as the body of its entry."""
    blocks = [(b.kind, b.span.start, b.span.end, b.level, b.page) for b in document.blocks]
    return msgspec.json.encode(
        DocumentBody(
            id=document.id,
            text=document.text,
            publisher=document.publisher,
            title=document.title,
            published=document.published,
            language=document.language,
            source=document.source,
            blocks=blocks,
        )
    )


def document_from(body: bytes) -> Document:
    """Back from an entry. Raises ValueError (msgspec's is one) where it is no document."""
    d = msgspec.json.decode(body, type=DocumentBody)
    blocks = tuple(Block(kind, Span(start, end), level, page) for kind, start, end, level, page in d.blocks)
    return Document(d.id, d.text, d.publisher, d.title, d.published, d.language, d.source, blocks)


def coding_body(reading: Reading) -> bytes:
    """The acts and accounts of `reading` as the body of a coding."""
    return msgspec.json.encode(coding_of(reading))


def coding_of(reading: Reading) -> CodingBody:
    """The acts and accounts of `reading` as a coding stores them."""
    document = reading.document
    acts = [act_line(act) for act in reading.acts]
    accounts = [account_body(account) for account in reading.accounts]
    return CodingBody(document.id, document.sha256, acts, accounts)


def account_body(account: Account) -> AccountBody:
    """The stored form of an account."""
    return AccountBody(
        id=account.id,
        names=list(account.names),
        kind=account.kind,
        subject=account.subject,
        parties=list(account.parties),
        mentions=[(m.span.start, m.span.end, m.form) for m in account.mentions],
        steps=[
            StepBody(s.stage, s.span.start, s.span.end, s.date, s.dated, s.party, s.act, s.cue)
            for s in account.steps
        ],
        binding=account.binding,
        relation=(account.relation.kind, account.relation.name) if account.relation else None,
        year=account.year,
        plural=account.plural,
    )


def account_from(body: AccountBody) -> Account:
    """Back from the stored form."""
    return Account(
        id=body.id,
        names=tuple(body.names),
        kind=body.kind,
        subject=body.subject,
        parties=tuple(body.parties),
        mentions=tuple(Mention(Span(start, end), form) for start, end, form in body.mentions),
        steps=tuple(
            Step(s.stage, Span(s.start, s.end), s.date, s.dated, s.party, s.act, s.cue) for s in body.steps
        ),
        binding=body.binding,
        relation=Relation(*body.relation) if body.relation else None,
        year=body.year,
        plural=body.plural,
    )


def verdict_body(
    verdict: Verdict, matter: str | None = None, pairs: tuple[tuple[str, str], ...] = ()
) -> bytes:
    """`verdict` as the body of its entry; its person stands in the entry as the coder."""
    return msgspec.json.encode(
        VerdictBody(
            ruling=verdict.ruling,
            target=verdict.target,
            reason=verdict.reason,
            other=verdict.other,
            fields=dict(verdict.fields),
            matter=matter,
            pairs=sorted(pairs),
        )
    )


def verdict_from(body: bytes) -> VerdictBody:
    """Back from an entry. Raises ValueError where it is no verdict."""
    return msgspec.json.decode(body, type=VerdictBody)
