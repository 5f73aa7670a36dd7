"""How a comparison is put into words, the same for every format."""

from collections.abc import Callable

from servanda.codebook.topics import topic_book
from servanda.export import wording
from servanda.export.ledger_columns import day, told
from servanda.export.ledger_items import count
from servanda.insight.compare import Comparison, Difference, In, Kind, Line, OneSided, Side, Telling
from servanda.views import Source

#: The order of the sections: first what one would act on.
SECTIONS = (
    (Kind.ATTRIBUTED_A,),
    (Kind.ATTRIBUTED_B,),
    (Kind.DIFFERS,),
    (Kind.ONLY_A,),
    (Kind.ONLY_B,),
    (Kind.UNCLEAR,),
    (Kind.BOTH,),
)
#: What "does not say so" means, said once.
CAUTION = "Not found in the other document; it may be said elsewhere."

#: Characters of a cue that are shown.
_LONGEST = 40
_JOINT = "Joint statement"
_LABELS = {
    In.DATE: "date",
    In.SUM: "sum",
    In.RATE: "rate",
    In.FIGURE: "figure",
    In.MODALITY: "how firmly",
    In.WHO: "who",
    In.STAGE: "stage",
    In.CONDITION: "condition",
    In.HEDGE: "reservation",
    In.TONE: "tone",
    In.DENIAL: "denied",
}


def names(answer: Comparison) -> tuple[str, str]:
    """What the two sides are called: their issuers, or what else tells the two documents apart."""
    one, other = _name(answer.a), _name(answer.b)
    if one == other:
        one, other = (
            f"{name}, {day(side.source.published)}" for name, side in ((one, answer.a), (other, answer.b))
        )
    return (one, other) if one != other else (f"{one} (A)", f"{other} (B)")


def _name(side: Side) -> str:
    if side.joint:
        return _JOINT
    publisher = side.source.publisher
    return wording.party(publisher) if publisher else document(side.source)


def document(source: Source) -> str:
    """The title of a document, or its id."""
    return wording.one_line(source.title or source.document)


def title(answer: Comparison) -> str:
    """What is compared."""
    one, other = names(answer)
    return f"{one} and {other}: what each tells"


def heading(kind: Kind, names: tuple[str, str]) -> str:
    """The title of a section."""
    a, b = names
    return {
        Kind.BOTH: "Told by both",
        Kind.DIFFERS: "Told by both, with differences",
        Kind.ATTRIBUTED_A: _unconfirmed(a, b),
        Kind.ATTRIBUTED_B: _unconfirmed(b, a),
        Kind.ONLY_A: f"Told only by {_inside(a)}",
        Kind.ONLY_B: f"Told only by {_inside(b)}",
        Kind.UNCLEAR: "Unclear: it fits several acts of the other document",
    }[kind]


def _unconfirmed(teller: str, other: str) -> str:
    """That one side speaks for the other, which does not say so itself."""
    if other.startswith(_JOINT):
        return f"What {teller} says the other side will do, and the joint statement does not"
    return f"What {teller} says {other} will do, and {other} does not say"


def _inside(name: str) -> str:
    """A name within a sentence."""
    return f"the {name[0].lower()}{name[1:]}" if name.startswith(_JOINT) else name


def summary(answer: Comparison) -> str:
    """How many lines of each kind, in one sentence."""
    if not answer.lines:
        return "no acts were read in either document"
    if answer.agree:
        return f"all {count(len(answer.lines), 'act')} told by both, no difference"
    parts = [f"{len(answer.of(kind))} {words}" for kind, words in short(names(answer)) if answer.of(kind)]
    return ", ".join(parts)


def short(names: tuple[str, str]) -> tuple[tuple[Kind, str], ...]:
    """Each kind in a few words, for counts and legends."""
    a, b = map(_inside, names)
    return (
        (Kind.ATTRIBUTED_A, f"not confirmed by {b}"),
        (Kind.ATTRIBUTED_B, f"not confirmed by {a}"),
        (Kind.DIFFERS, "told differently"),
        (Kind.ONLY_A, f"told only by {a}"),
        (Kind.ONLY_B, f"told only by {b}"),
        (Kind.UNCLEAR, "unclear"),
        (Kind.BOTH, "told by both"),
    )


def label(one: Difference) -> str:
    """In what two tellings differ."""
    return _LABELS[one.what]


def values(one: Difference) -> tuple[str, str]:
    """What each says of it."""
    return _value(one.what, one.a), _value(one.what, one.b)


def difference(one: Difference) -> str:
    """A difference in a line: "rate: 4% | 6%"."""
    a, b = values(one)
    return f"{label(one)}: {a} | {b}"


def _value(what: In, words: str | None) -> str:
    if words is None:
        return "not told"
    if what is In.WHO:
        return wording.parties(tuple(words.split(",")))
    return told(words) if what is In.STAGE else wording.one_line(words)


def facts(answer: Comparison) -> list[tuple[str, str, str]]:
    """What each tells of the meeting, by name: who, form, place, day, topics."""
    a, b = answer.a, answer.b
    rows = [
        ("document", document(a.source), document(b.source)),
        ("published", day(a.source.published), day(b.source.published)),
        ("parties", *_alike(a.parties, b.parties, wording.parties)),
        ("who met", *_alike(a.persons, b.persons, _listed)),
        ("form", a.form or "", b.form or ""),
        ("place", wording.one_line(a.place or ""), wording.one_line(b.place or "")),
        ("day", a.day or "", b.day or ""),
        ("topics of both", *[topics(set(a.topics) & set(b.topics))] * 2),
        ("topics of one", topics(set(a.topics) - set(b.topics)), topics(set(b.topics) - set(a.topics))),
    ]
    return [(name, one or "not told", other or "not told") for name, one, other in rows if one or other]


def _alike(a: tuple[str, ...], b: tuple[str, ...], put: Callable[[tuple[str, ...]], str]) -> tuple[str, str]:
    """Both in words; the same in another order is the same."""
    return (put(a), put(a)) if set(a) == set(b) else (put(a), put(b))


def topics(codes: set[str]) -> str:
    """Topics by their names for people."""
    known = {topic.id: topic.name for topic in topic_book().topics}
    return ", ".join(sorted(known.get(code, told(code)) for code in codes))


def _listed(persons: tuple[str, ...]) -> str:
    return "; ".join(map(wording.one_line, persons))


def telling(one: Telling) -> str:
    """Who does what, in a few words; or of whom it is only said, and how."""
    who = wording.parties(one.who) or "not said"
    if one.assured:
        return f"said of {who}: “{_cut(wording.one_line(one.assured))}”"
    return f"{who}: {kind_of_act(one.type, one.modality)}"


def kind_of_act(type_: str, modality: str) -> str:
    """What is done and how far it goes: "ease, promised"; a promise is promised."""
    return told(type_) if modality.startswith(type_) else f"{told(type_)}, {told(modality)}"


def _cut(cue: str) -> str:
    return cue if len(cue) <= _LONGEST else f"{cue.split()[0]} …"


def silent(line: Line, name: str) -> str:
    """That the other side does not say it."""
    return f"{name} does not say so{'; nearest in its text' if line.near else ''}"


def near(line: Line) -> str | None:
    """What comes nearest in the other document."""
    return f"nearest there: “{wording.one_line(line.near.quote)}”" if line.near else None


def left_out(answer: Comparison) -> str | None:
    """What is no line, and why."""
    parts = [f"{one.reason} {one.a + one.b}" for one in answer.left_out]
    return f"Not compared: {'; '.join(parts)}" if parts else None


def left(answer: Comparison) -> str | None:
    """Documents of the same meeting that are not compared."""
    if not answer.left:
        return None
    others = "; ".join(
        f"{wording.one_line(one.document)} ({wording.party(one.publisher) if one.publisher else 'unknown'})"
        for one in answer.left
    )
    return f"Of each issuer the fullest document is compared; not this of the same meeting: {others}"


def one_sided(answer: OneSided) -> str:
    """That there is nothing to compare yet."""
    who = wording.party(answer.publisher) if answer.publisher else "Nobody"
    documents = ", ".join(wording.one_line(one.document) for one in answer.sources)
    told_of = f"Only {who} has told of this meeting as of {answer.as_of} ({documents})"
    return f"{told_of}: there is no second side to compare"
