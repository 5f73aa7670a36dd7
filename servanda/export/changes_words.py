"""How changes in wording are put into words, the same for every format."""

from servanda.export import wording
from servanda.export.compare_words import kind_of_act
from servanda.export.ledger_columns import day, told
from servanda.export.ledger_items import count
from servanda.insight.changes import Candidate, Changes, Kind, Line, Reason, What, Wording
from servanda.views import Source

#: The order of the sections, with their titles.
SECTIONS = (
    (Kind.WEAKER, "Weaker"),
    (Kind.DROPPED, "Not said again"),
    (Kind.STRONGER, "Stronger"),
    (Kind.NEW, "New"),
    (Kind.CHANGED, "Changed otherwise"),
    (Kind.UNCLEAR, "Unclear: it fits several of the other statement"),
    (Kind.UNCHANGED, "Unchanged"),
)
#: What "not said again" means, said once.
CAUTION = "Not said again in this statement; that is not to say that it was given up."

_SHORT = {
    Kind.WEAKER: "weaker",
    Kind.DROPPED: "not said again",
    Kind.STRONGER: "stronger",
    Kind.NEW: "new",
    Kind.CHANGED: "changed otherwise",
    Kind.UNCLEAR: "unclear",
    Kind.UNCHANGED: "unchanged",
}
_LABELS = {What.HEDGE: "reservation", What.DENIAL: "denied"}
_HOW = {"gained": "added", "other": "changed"}
#: What is put in words of its own.
_SAID = {
    (What.MODALITY, "stronger"): "firmer",
    (What.MODALITY, "weaker"): "less firm",
    (What.WORDS, "stronger"): "stronger words",
    (What.WORDS, "weaker"): "weaker words",
}


def names(answer: Changes) -> tuple[str, str]:
    """What the two statements are called: by their days."""
    assert answer.before is not None
    one, other = (day(source.published) for source in (answer.before, answer.after))
    return (one, other) if one != other else (f"{one}, earlier", f"{other}, later")


def title(answer: Changes) -> str:
    """Of what the wording is compared."""
    return f"What changed in the wording: {document(answer.after)}"


def document(source: Source) -> str:
    """The title of a document, or its id."""
    return wording.one_line(source.title or source.document)


def summary(answer: Changes) -> str:
    """How many of each kind, in one sentence."""
    if answer.before is None:
        return nothing(answer)
    parts = [f"{len(answer.of(kind))} {_SHORT[kind]}" for kind, _ in SECTIONS if answer.of(kind)]
    since = f"since “{document(answer.before)}” of {day(answer.before.published)}"
    return f"{', '.join(parts) or 'no commitments or positions'} {since}"


def short(kind: Kind) -> str:
    """A kind in a word or two."""
    return _SHORT[kind]


def nothing(answer: Changes) -> str:
    """Why there is nothing to compare with."""
    looked = f"{count(answer.looked_at, 'earlier document')} of the same parties looked at"
    if answer.unsure:
        return (
            f"It is not clear which statement came before ({looked}); name it: servanda changes EARLIER LATER"
        )
    return f"No earlier statement of the same series is known ({looked})"


def found(answer: Changes) -> str | None:
    """That the earlier statement was found and not named."""
    if answer.found is None:
        return None
    others = (
        f"; others that came near: {'; '.join(map(candidate, answer.candidates))}"
        if answer.candidates
        else ""
    )
    return f"Compared with the last statement of the same series: {candidate(answer.found)}{others}"


def candidate(one: Candidate) -> str:
    """An earlier document that may be of the series."""
    return f"{document(one.source)} ({day(one.source.published)}, {wording.one_line(one.source.document)})"


def reason(one: Reason) -> str:
    """What makes it stronger or weaker, in a line: "deadline later: by 2026 → by 2027"."""
    return f"{label(one)}: {' → '.join(values(one))}"


def label(one: Reason) -> str:
    """In what it changed, and how."""
    said = _SAID.get((one.what, one.how))
    return said or f"{_LABELS.get(one.what, one.what.value)} {_HOW.get(one.how, one.how)}"


def values(one: Reason) -> list[str]:
    """The words of both, or of the one that tells it."""
    told_ = [words for words in (one.before, one.after) if words is not None]
    put = _parties if one.what is What.WHO else wording.one_line
    return list(map(put, told_))


def _parties(codes: str) -> str:
    return wording.parties(tuple(codes.split(",")))


def what(line: Line) -> str:
    """Who does what."""
    one: Wording | None = line.after or line.before
    assert one is not None
    what_ = told(one.type) if line.position else kind_of_act(one.type, one.modality)
    return f"{wording.parties(one.who) or 'not said'}: {what_}"


def near(line: Line) -> str | None:
    """What comes nearest in the other statement."""
    return f"nearest there: “{wording.one_line(line.near.quote)}”" if line.near else None


def facts(answer: Changes) -> list[tuple[str, str, str]]:
    """The heads of both."""
    assert answer.before is not None
    one, other = answer.before, answer.after
    issuers = (
        wording.party(source.publisher) if source.publisher else "issuer unknown" for source in (one, other)
    )
    before, after = issuers
    return [
        ("document", document(one), document(other)),
        ("issuer", before, after),
        ("published", day(one.published), day(other.published)),
    ]
