"""`Setting`: what surrounds a frame beyond its own clause, and the features it gives."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from servanda.codebook.lexicon import Lexicon
from servanda.reading.frames import Frame
from servanda.reading.wording import form_of, modifiers

_SKIPPED = frozenset({"PUNCT", "SPACE", "DET", "PART", "SYM"})
_NAMES = frozenset({"PROPN", "NUM"})


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a frame beyond its own sentence.

    `lead` is the frame whose list the sentence belongs to ("The leaders agreed to:").
    `subject` and `others` say what parties the cast found for the subject and in the clause.
    """

    document: tuple[str, ...] = ()
    block: str = "paragraph"
    place: str = "body"
    lead: Frame | None = None
    subject: str = "?"
    clause: tuple[str, ...] = ()
    cues: tuple[str, ...] = field(default=())
    quoted: bool = False


def surroundings(
    frame: Frame, setting: Setting, lex: Lexicon, lemma: str, classes: tuple[str, ...]
) -> Iterator[str]:
    p = frame.parsed
    for name in setting.document:
        yield f"doc:{name}"
        for own in classes:
            yield f"doc:{name}|{own}"
    yield f"block={setting.block}"
    yield f"place={setting.place}"
    for name in setting.clause:
        yield f"has:{name}"
        yield f"has:{name}|w={lemma}"
        for own in classes:
            yield f"has:{name}|{own}"
    if setting.quoted:
        yield "quoted"
    for cue in setting.cues:
        yield f"cue:{cue}"
        yield f"cue:{cue.split('.')[0]}.*"
    if setting.lead is not None:
        lead = setting.lead
        yield "lead"
        yield f"lead={lead.lemma}"
        for name in lex.verb(lead.lemma):
            yield f"leadc={name}"
            for own in classes:
                yield f"leadc={name}|{own}"
        if not frame.governors:
            yield f"lead_root|{form_of(frame)}"
    after = min(len(p) - 1, frame.head + 1)
    yield f"next={p.lemmas[after]}"
    yield f"next={p.lemmas[after]}|w={lemma}"
    if frame.head:
        yield f"prev={p.lemmas[frame.head - 1]}"
    for at in p.children[frame.head]:
        if p.dep[at] == "advmod":
            yield f"adv={p.lemmas[at]}"
        elif p.dep[at] in {"amod", "det", "poss"} and frame.kind == "noun":
            yield f"nmod={p.lemmas[at] if p.dep[at] != 'poss' else 'POSS'}"
        elif p.dep[at] == "mark":
            yield f"mark={p.lemmas[at]}"
        elif p.dep[at] in {"advcl", "relcl", "acl"}:
            yield f"below={p.dep[at]}"
    if frame.kind == "noun":
        yield from modifiers(p, frame.head, lex, classes, "n")


def bag(frame: Frame, lex: Lexicon) -> Iterator[str]:
    """The words of the clause, near the head, as a set."""
    p = frame.parsed
    low = max(p.left[frame.head], frame.head - 10)
    high = min(p.right[frame.head], frame.head + 14)
    for at in range(low, high + 1):
        if at == frame.head or p.pos[at] in _SKIPPED or p.pos[at] in _NAMES:
            continue
        side = "L" if at < frame.head else "R"
        yield f"{side}:{p.lemmas[at]}"
        if p.pos[at] == "NOUN":
            for name in lex.noun(p.lemmas[at]):
                yield f"{side}c:{name}"
