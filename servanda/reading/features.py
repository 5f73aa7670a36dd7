"""`Frame` → named features, the reader's only view of a candidate act.

Words appear as lemmas and as classes of the lexicon, never as names of persons or parties, so that
weights learnt on one issuer's documents hold for another's.
"""

from collections.abc import Iterator

from servanda.codebook.lexicon import Lexicon
from servanda.reading.frames import Frame
from servanda.reading.surroundings import Setting, bag, surroundings
from servanda.reading.wording import form_of, masked, modifiers


def features(frame: Frame, setting: Setting, lex: Lexicon) -> list[str]:
    """All features of `frame`, without repeats, in a fixed order."""
    found: dict[str, None] = {}
    for name in _all(frame, setting, lex):
        found[name] = None
    return list(found)


def _all(frame: Frame, setting: Setting, lex: Lexicon) -> Iterator[str]:
    p = frame.parsed
    classes = _classes(frame, lex)
    lemma = masked(p, frame.head) if frame.kind != "verb" else frame.lemma
    form = form_of(frame)
    yield "bias"
    yield f"kind={frame.kind}"
    yield f"w={lemma}"
    yield f"w={lemma}|{form}"
    yield f"form={form}"
    yield f"dep={p.dep[frame.head]}|{frame.kind}"
    yield f"tag={p.tag[frame.head]}"
    for name in classes:
        yield f"c={name}"
        yield f"c={name}|{form}"
    yield from _governing(frame, lex, lemma, classes)
    yield from _arguments(frame, lex, lemma, classes)
    yield from _complements(frame, lex, lemma, classes)
    yield from _subject(frame, setting, lex, classes, form)
    yield from surroundings(frame, setting, lex, lemma, classes)
    yield from bag(frame, lex)


def _classes(frame: Frame, lex: Lexicon) -> tuple[str, ...]:
    lemma = frame.lemma if frame.kind != "noun" else frame.parsed.lemmas[frame.head]
    return lex.noun(lemma) if frame.kind == "noun" else lex.verb(lemma) or lex.verb(lemma.split()[0])


def _governing(frame: Frame, lex: Lexicon, lemma: str, classes: tuple[str, ...]) -> Iterator[str]:
    p = frame.parsed
    if not frame.governors:
        yield "gov=none"
        for name in classes:
            yield f"root:{name}"
    relations = []
    for depth, (relation, at) in enumerate(frame.governors[:3]):
        relations.append(relation.split(":")[0])
        word = masked(p, at)
        yield f"gov{depth}={word}"
        yield f"gov{depth}={relation}"
        yield f"gov{depth}={relation}|{word}"
        names = lex.verb(p.lemmas[at]) if p.pos[at] in {"VERB", "AUX"} else lex.noun(p.lemmas[at])
        for name in names:
            yield f"gov{depth}c={name}|{relation}"
            if depth < 2:
                for own in classes:
                    yield f"gov{depth}c={name}|{relation.split(':')[0]}|{own}"
        if depth == 0:
            yield f"gov0={word}|w={lemma}"
            yield f"gov0rel={relation}|w={lemma}"
            for own in classes:
                yield f"gov0rel={relation}|{own}"
    yield "chain=" + ">".join(relations)
    if frame.first_conjunct is not None:
        first = frame.first_conjunct
        yield "conjunct"
        yield f"conjunct={masked(p, first)}"
        for name in lex.verb(p.lemmas[first]):
            yield f"conjunctc={name}"
            for own in classes:
                yield f"conjunctc={name}|{own}"
        shared = not any(p.dep[at] in {"dobj", "prep"} for at in p.children[first])
        yield f"conjunct_shares={shared}"


def _arguments(frame: Frame, lex: Lexicon, lemma: str, classes: tuple[str, ...]) -> Iterator[str]:
    p = frame.parsed
    if not frame.objects:
        yield "obj=none"
        yield f"obj=none|w={lemma}"
    for at in frame.objects:
        word = masked(p, at)
        yield f"obj={word}"
        yield f"obj={word}|w={lemma}"
        names = lex.noun(p.lemmas[at])
        for name in names:
            yield f"objc={name}"
            yield f"objc={name}|w={lemma}"
            for own in classes:
                yield f"objc={name}|{own}"
        yield from modifiers(p, at, lex, classes, "obj")
    for prep, at in frame.preps:
        case, word = p.lemmas[prep], masked(p, at)
        yield f"prep={case}|w={lemma}"
        yield f"prep={case}|{word}"
        for own in classes:
            yield f"prep={case}|{own}"
        for name in lex.noun(p.lemmas[at]):
            yield f"prepc={case}|{name}"
            for own in classes:
                yield f"prepc={case}|{name}|{own}"
        if p.pos[at] == "VERB":
            for name in lex.verb(p.lemmas[at]):
                yield f"prepv={case}|{name}"
    if frame.agent is not None:
        yield "agent"


def _complements(frame: Frame, lex: Lexicon, lemma: str, classes: tuple[str, ...]) -> Iterator[str]:
    p = frame.parsed
    for at in frame.complements:
        dep, word = p.dep[at], masked(p, at)
        tag = p.tag[at]
        yield f"comp={dep}"
        yield f"comp={dep}|w={lemma}"
        yield f"comp={dep}|{word}"
        for own in classes:
            yield f"comp={dep}|{own}"
            yield f"comp={dep}|{tag}|{own}"
        modal = next((p.lemmas[a] for a in p.children[at] if p.dep[a] == "aux"), "-")
        yield f"compaux={modal}|{dep}"
        for own in classes:
            yield f"compaux={modal}|{own}"
        for name in lex.verb(p.lemmas[at]) if p.pos[at] in {"VERB", "AUX"} else lex.noun(p.lemmas[at]):
            yield f"compc={name}"
            for own in classes:
                yield f"compc={name}|{own}"
            for child in p.children[at]:
                if p.dep[child] in {"dobj", "pobj", "attr", "nsubjpass"}:
                    for noun in lex.noun(p.lemmas[child]):
                        yield f"compc={name}|{noun}"
        for child in p.children[at]:
            if p.dep[child] in {"dobj", "nsubjpass", "xcomp"}:
                yield f"compobj={masked(p, child)}"


def _subject(
    frame: Frame, setting: Setting, lex: Lexicon, classes: tuple[str, ...], form: str
) -> Iterator[str]:
    p = frame.parsed
    yield f"subjby={frame.subject_by}"
    yield f"subjp={setting.subject}"
    for own in classes:
        yield f"subjp={setting.subject}|{own}"
    yield f"subjp={setting.subject}|{form}"
    if frame.subject is not None:
        at = frame.subject
        word = masked(p, at)
        yield f"subj={word}"
        yield f"subjpos={p.pos[at]}"
        for name in lex.noun(p.lemmas[at]):
            yield f"subjc={name}"
            yield f"subjc={name}|{form}"
            for own in classes:
                yield f"subjc={name}|{own}"
    if frame.negated:
        yield "negated"
