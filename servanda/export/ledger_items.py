"""Items of sheets: a stage, an act, what a document says, each with its quotation and where that stands."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from servanda.export import wording
from servanda.export.ledger_columns import STAGES, STATUSES, binding, day, sides, told
from servanda.export.ledger_sheet import Item, Section
from servanda.views.details import AccountRow, Evidence, QuestionRow, Source, VerdictRow
from servanda.views.rows import ActRow, CommitmentRow, StageRow

Cited = Mapping[str, Source]


def cited(sources: Iterable[Source]) -> Cited:
    """Sources by the id of their document."""
    return {source.document: source for source in sources}


def cite(document: str | None, start: int | None, end: int | None, sources: Cited) -> str:
    """Where words stand: issuer, day, address and characters."""
    if document is None:
        return ""
    source = sources.get(document)
    place = f"characters {start}–{end}" if start is not None and end is not None else ""
    if source is None:
        return " · ".join(filter(None, [wording.one_line(document), place]))
    issuer = wording.party(source.publisher) if source.publisher else "issuer unknown"
    where = wording.one_line(source.address or document)
    named = wording.one_line(document) if document not in where else ""
    return " · ".join(filter(None, [issuer, day(source.published), where, named, place]))


def question_item(question: QuestionRow) -> Item:
    """A question in a line; `questions_section` has the quotations."""
    others = " or ".join(question.others)
    return Item(
        f"{question.subject}{f' and {others}' if others else ''}", "yellow", (question.reason, question.id)
    )


def questions_section(question: QuestionRow, sources: Cited) -> Section:
    """A question with the words of both sides."""
    said = tuple(
        Item(cite(one.document, one.start, one.end, sources), "dim", quote=wording.one_line(one.quote))
        for one in question.evidence
    )
    head = question_item(question)
    return Section(
        f"{told(question.matter)}: {question.reason}", (Item(head.head, "yellow", (question.id,)), *said)
    )


def stage_item(row: StageRow, sources: Cited) -> Item:
    """A stage: when it was reached, and the words that prove it."""
    words = told(row.stage) + (f" by {wording.party(row.party)}" if row.party else "")
    if row.implied:
        return Item(f"{words}: implied, date unknown", "dim")
    when = {"by": f"by {row.date}", "published": f"{row.date} (day of the document)"}.get(
        row.dated or "", row.date or ""
    )
    where = cite(row.document, row.start, row.end, sources)
    quote = wording.one_line(row.quote) if row.quote else None
    return Item(f"{words}: {when or 'date unknown'}", STAGES.get(row.stage, ""), quote=quote, cite=where)


def claim_item(claim: Mapping[str, Any], sources: Cited) -> Item:
    """What one document claims on whether a text binds."""
    issuer = wording.party(str(claim["publisher"])) if claim.get("publisher") else "a document"
    where = cite(claim.get("document"), claim.get("start"), claim.get("end"), sources)
    quote = wording.one_line(str(claim.get("quote") or "")) or None
    return Item(f"{issuer}: {binding(str(claim.get('binding') or ''))}", quote=quote, cite=where)


def account_item(row: AccountRow) -> Item:
    """How one document names an agreement."""
    source = row.source
    issuer = wording.party(source.publisher) if source.publisher else "issuer unknown"
    proves = f"; proves {', '.join(map(told, row.stages))}" if row.stages else ""
    names = "; ".join(map(wording.one_line, row.names)) or "without a name"
    start, end = (row.first.start, row.first.end) if row.first else (None, None)
    place = cite(source.document, start, end, {source.document: source})
    return Item(
        f"{issuer}, {day(source.published)}: {names}",
        lines=(f"named {count(row.mentions, 'time')}{proves}",),
        cite=place,
    )


def commitment_item(row: CommitmentRow) -> Item:
    """A commitment in two lines."""
    due = f", due {row.due}" if row.due else ""
    style = STATUSES.get(row.status, "")
    return Item(f"{told(row.status)}{due}: {wording.one_line(row.title)}", style, (sides(row), row.id))


def act_item(row: ActRow) -> Item:
    """An act with its clause."""
    flags = "".join(f", {flag}" for flag in row.flags)
    verdict = f" · {row.verdict} by a person" if row.verdict else ""
    where = cite(row.document, row.start, row.end, {row.document: _source_of(row)})
    head = f"{day(row.told)} · {sides(row)}: {told(row.type)} ({told(row.modality)}{flags}){verdict}"
    return Item(head, quote=wording.one_line(row.quote), cite=f"{where} · {row.id}")


def _source_of(row: ActRow) -> Source:
    return Source(row.document, row.title, row.publisher, row.told, row.source or row.document)


def evidence_item(one: Evidence, sources: Cited) -> Item:
    """What a later document says of a commitment."""
    words = one.quotation
    says = f", says {told(one.says)}" if one.says else ""
    where = cite(words.document, words.start, words.end, sources)
    quote = wording.one_line(words.quote) or None
    return Item(
        f"{told(one.kind) or 'heard'}{says}",
        "green",
        quote=quote,
        cite=" · ".join(filter(None, [where, one.act])),
    )


def deadline_words(row: CommitmentRow) -> str:
    """The deadline as told, and its last day."""
    words = wording.one_line(row.deadline or "")
    last = f"last day {row.due}" if row.due else "no day follows from it" if words else ""
    return ", ".join(filter(None, [words, last]))


def asked_and_ruled(questions: Sequence[QuestionRow], verdicts: Sequence[VerdictRow]) -> list[Section]:
    """The open questions about a thing, and persons' verdicts on it."""
    ruled = (
        Item(
            f"{one.at[:10]} · {one.person}: {one.ruling}{f' {one.other}' if one.other else ''}",
            lines=tuple(
                filter(
                    None,
                    [one.reason, *(f"{n}={v}" for n, v in one.fields), f"entry {one.entry}, on {one.target}"],
                )
            ),
        )
        for one in verdicts
    )
    return [
        optional("Open questions", (question_item(one) for one in questions)),
        optional("Verdicts", ruled),
    ]


def optional(title: str, items: Iterable[Item]) -> Section:
    """A section that is left out where it is empty."""
    return Section(title, tuple(items))


def filled(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The sections that hold something."""
    return tuple(section for section in sections if section.items or section.note)


def count(count: int, noun: str) -> str:
    """A number and its noun: "2 documents"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
