"""One envelope of money as a sheet: every announcement, its words, and why it has its role."""

from servanda.export import money_words as words
from servanda.export import wording
from servanda.export.ledger_columns import told
from servanda.export.ledger_items import Cited, cite, cited, question_item
from servanda.export.ledger_sheet import Item, Section, Sheet
from servanda.insight.money import OneEnvelope, Sums, Told


def money_sheet(answer: OneEnvelope) -> Sheet:
    """The sheet."""
    one, sources = answer.envelope, cited(answer.sources)
    sections = [
        Section(
            "Announced", tuple(_told(each, one.currency, sources) for each in one.announcements), words.NOTE
        )
    ]
    if answer.questions:
        sections.append(Section("Open questions", tuple(map(question_item, answer.questions))))
    return Sheet(
        title=wording.one_line(words.head(one)),
        kind="money",
        id=one.id,
        facts=(
            ("announced", f"{words.times(one.announced)}, as of {answer.as_of}", ""),
            *(("in headlines", _sums(each), "") for each in one.sums),
            (
                "new",
                " and ".join(words.money(each.new, each.currency) for each in one.sums if each.new),
                "green",
            ),
            ("unclear", words.money(one.unclear, one.currency) if one.unclear else "", "yellow"),
            ("told as paid", _paid(one.sums), ""),
            ("topics", ", ".join(map(told, one.topics)), ""),
        ),
        sections=tuple(sections),
    )


def _sums(one: Sums) -> str:
    return f"{words.money(one.headline, one.currency)}, {words.times(one.announcements)}"


def _paid(sums: tuple[Sums, ...]) -> str:
    return " and ".join(words.money(one.paid, one.currency) for one in sums if one.paid) or "nothing"


def _told(one: Told, currency: str | None, sources: Cited) -> Item:
    where = cite(one.quotation.document, one.quotation.start, one.quotation.end, sources)
    return Item(
        words.told(one, currency),
        words.STYLES.get(one.role, ""),
        (f"why: {words.why(one)}",),
        quote=wording.one_line(one.quotation.quote),
        cite=f"{where} · {one.act}",
    )
