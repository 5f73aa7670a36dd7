"""Details of a ledger as sheets: all that is known of one thing, with quotations, addresses and ids."""

from collections.abc import Callable
from typing import Any

from servanda.export import wording
from servanda.export.ledger_columns import STAGES, STATUSES, binding, day, sides, told
from servanda.export.ledger_items import (
    account_item,
    act_item,
    asked_and_ruled,
    cite,
    cited,
    claim_item,
    commitment_item,
    count,
    deadline_words,
    evidence_item,
    filled,
    optional,
    stage_item,
)
from servanda.export.ledger_sheet import Item, Section, Sheet
from servanda.views.details import (
    ActDetail,
    AgreementDetail,
    CommitmentDetail,
    Detail,
    DocumentDetail,
    LinkDetail,
    MatterDetail,
)
from servanda.views.rows import MeetingRow


def sheet(detail: Detail) -> Sheet:
    """The sheet of any detail."""
    return _MAKERS[type(detail)](detail)


def _agreement(detail: AgreementDetail) -> Sheet:
    row, sources = detail.row, cited(detail.sources)
    proof = detail.proof
    stands = told(row.stage) or "no stage is told"
    facts = (
        (
            "stands at",
            stands + (f" since {row.stage_date}" if row.stage_date else ""),
            STAGES.get(row.stage or "", ""),
        ),
        ("parties", wording.parties(row.parties) or "not told", ""),
        ("kind", told(row.kind), ""),
        ("binds", "disputed: documents differ" if row.disputed else binding(row.binding) or "not told", ""),
        ("also called", "; ".join(map(wording.one_line, row.names[1:])), ""),
        ("topics", ", ".join(map(told, row.topics)), ""),
        ("told", f"{day(row.first)} to {day(row.last)}, in {count(row.documents, 'document')}", ""),
        ("named", count(detail.mentions, "time"), ""),
    )
    proven = Section("What proves it", tuple(stage_item(one, sources) for one in [proof] if one))
    sections = [
        *([proven] if proof else []),
        Section(
            "Stages",
            tuple(stage_item(one, sources) for one in row.stages),
            None if row.stages else "none is told",
        ),
        optional("Records of single parties", (stage_item(one, sources) for one in row.sides)),
        optional("What documents claim", (claim_item(one, sources) for one in detail.claims)),
        optional(
            "Tied to",
            (Item(f"{told(t.kind)} {wording.one_line(a.name)}", lines=(a.id,)) for t, a in detail.kin),
        ),
        Section("Who names it", tuple(account_item(one) for one in detail.accounts)),
        optional("Commitments on it", (commitment_item(one) for one in detail.commitments)),
        *asked_and_ruled(detail.questions, detail.verdicts),
    ]
    return Sheet(wording.one_line(row.name), "agreement", row.id, facts, filled(sections))


def _commitment(detail: CommitmentDetail) -> Sheet:
    row, sources = detail.row, cited(detail.sources)
    facts = (
        ("status", f"{told(row.status)}, as of {detail.as_of}", STATUSES.get(row.status, "")),
        ("because", detail.why, ""),
        ("who", sides(row), ""),
        ("how far", ", ".join(filter(None, [told(row.modality), *row.flags])), ""),
        ("type", told(row.type), ""),
        ("deadline", deadline_words(row), ""),
        ("money", wording.one_line(row.money or ""), ""),
        ("topics", ", ".join(map(told, row.topics)), ""),
        ("told", f"{day(row.first)} to {day(row.last)}", ""),
        (
            "agreement",
            f"{wording.one_line(detail.agreement.name)} ({row.agreement})" if detail.agreement else "",
            "",
        ),
        ("to bring it to", told(row.stage), ""),
    )
    looked = tuple(Item(cite(one, None, None, sources)) for one in detail.looked_at)
    sections = [
        Section("Said in", tuple(act_item(one) for one in detail.said)),
        Section(
            "What was heard of it",
            tuple(evidence_item(one, sources) for one in detail.evidence),
            None if detail.evidence else "nothing was found, which does not say that nothing was done",
        ),
        Section("Looked at", looked, None if looked else "no later document of the sides is in this ledger"),
        *asked_and_ruled(detail.questions, detail.verdicts),
    ]
    return Sheet(wording.one_line(row.title), "commitment", row.id, facts, filled(sections))


def _matter(detail: MatterDetail) -> Sheet:
    row, sources = detail.row, cited(detail.sources)
    if isinstance(row, MeetingRow):
        kind = "meeting"
        when = " to ".join(dict.fromkeys(one for one in (row.start, row.end) if one))
        facts: tuple[tuple[str, str, str], ...] = (
            ("status", told(row.status), STATUSES.get(row.status, "")),
            ("when", when or "not told", ""),
            ("where", wording.one_line(row.place or ""), ""),
            ("form", told(row.form), ""),
            ("parties", wording.parties(row.parties), ""),
        )
    else:
        kind = "money"
        facts = (
            ("who", sides(row), ""),
            ("sum", wording.one_line(row.money or ""), ""),
            ("standing", told(row.standing), ""),
        )
    more = (
        ("topics", ", ".join(map(told, row.topics)), ""),
        ("told", f"{day(row.first)} to {day(row.last)}", ""),
    )
    sections = [
        Section("Told in", tuple(act_item(one) for one in detail.said)),
        optional("What was heard of it", (evidence_item(one, sources) for one in detail.evidence)),
        *asked_and_ruled(detail.questions, detail.verdicts),
    ]
    return Sheet(wording.one_line(row.title), kind, row.id, (*facts, *more), filled(sections))


def _act(detail: ActDetail) -> Sheet:
    row, sources = detail.row, cited(detail.sources)
    due = f"{wording.one_line(row.deadline)} ({row.due})" if row.deadline and row.due else row.deadline or ""
    facts = (
        ("what", told(row.type), ""),
        ("how far", ", ".join(filter(None, [told(row.modality), *row.flags])), ""),
        ("who", sides(row), ""),
        ("told", day(row.told), ""),
        ("commitment", "yes" if row.commitment else "", "bold"),
        ("text or body", wording.one_line(row.instrument or ""), ""),
        (
            "agreement",
            f"{wording.one_line(detail.agreement.name)} ({row.agreement})" if detail.agreement else "",
            "",
        ),
        ("deadline", wording.one_line(due), ""),
        ("money", wording.one_line(row.money or ""), ""),
        ("topics", ", ".join(map(told, row.topics)), ""),
        ("read by", f"{row.coder}, {row.confidence:.0%} sure", ""),
        ("verdict", row.verdict or "", "bold"),
    )
    before, after = wording.one_line(detail.before), wording.one_line(detail.after)
    words = wording.one_line(f"{before} [{row.quote}] {after}")
    sections = [
        Section("In context", (Item(words, cite=cite(row.document, row.start, row.end, sources)),)),
        Section("Read because", tuple(Item(wording.one_line(one)) for one in row.because)),
        optional(
            "Part of", (Item(f"{told(k)} {wording.one_line(t)}", lines=(i,)) for k, i, t in detail.matters)
        ),
        *asked_and_ruled((), detail.verdicts),
    ]
    return Sheet(wording.one_line(row.quote), "act", row.id, facts, filled(sections))


def _document(detail: DocumentDetail) -> Sheet:
    row = detail.row
    facts = (
        ("issuer", wording.party(row.publisher) if row.publisher else "unknown", ""),
        ("published", day(row.published), ""),
        ("address", wording.one_line(row.source or ""), ""),
        ("learnt", row.learnt, ""),
        ("sha256", row.sha256, ""),
        ("acts", f"{row.acts}, of these {count(row.commitments, 'commitment')}", ""),
    )
    versions = (
        Item(
            f"version {one.version}{', the newest' if one.current else ''}",
            lines=(f"learnt {one.learnt}", one.sha256),
        )
        for one in detail.versions
    )
    others = (
        Item(wording.one_line(id), lines=(wording.one_line(where or ""),)) for id, where in detail.addresses
    )
    named = (
        Item(f"{wording.one_line(one.name)}: {told(one.stage) or 'no stage'}", lines=(one.id,))
        for one in detail.agreements
    )
    hidden = detail.row.acts - len(detail.acts)
    sections = [
        *([optional("Versions", versions)] if len(detail.versions) > 1 else []),
        optional("Also at", others),
        optional("Agreements it names", named),
        Section(
            "Acts", tuple(act_item(one) for one in detail.acts), f"… {hidden} more" if hidden > 0 else None
        ),
        *asked_and_ruled((), detail.verdicts),
    ]
    return Sheet(
        wording.one_line(row.title or row.id), "document", wording.one_line(row.id), facts, filled(sections)
    )


def link_sheet(detail: LinkDetail) -> Sheet:
    """A link with the table of its features: value, weight, and what each adds."""
    facts = (
        ("of", told(detail.matter), ""),
        ("score", f"{detail.score:.2f}", "bold"),
        ("today", "put together" if detail.together else "kept apart", ""),
        ("one", f"{wording.one_line(detail.words[0])} ({detail.a})", ""),
        ("other", f"{wording.one_line(detail.words[1])} ({detail.b})", ""),
    )
    width = max((len(one.name) for one in detail.features), default=0)
    rows = tuple(
        Item(f"{one.name:<{width}}  {one.value:+6.2f} × {one.weight:6.2f} = {one.contribution:+6.2f}")
        for one in detail.features
    )
    return Sheet("Two tellings, linked", "link", detail.id, facts, (Section("Features", rows),))


_MAKERS: dict[type, Callable[[Any], Sheet]] = {
    AgreementDetail: _agreement,
    CommitmentDetail: _commitment,
    MatterDetail: _matter,
    ActDetail: _act,
    DocumentDetail: _document,
    LinkDetail: link_sheet,
}
