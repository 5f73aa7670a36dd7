"""Words that hand their act on: "agreed to launch", "announced the end of talks", "the decision to leave".

Which words do so is in the lexicon: the verb classes `carry` (to an infinitive or gerund) and
`carry_noun` (to an act noun), the adjectives of `ready`, and the nouns of `decision`.
"""

from collections.abc import Iterator

from servanda.codebook.lexicon import Lexicon
from servanda.reading.frames import Frame
from servanda.reading.parse import Parsed

#: Prepositions before the gerund or noun that is handed on to: "commit to", "agree on", "work towards".
_STEPS = frozenset({"to", "on", "upon", "toward", "towards", "in", "of"})
_NOUN_STEPS = frozenset({"to", "on", "upon", "for", "toward", "towards"})
_LINKS = frozenset({"be", "remain", "stand", "become"})


def carried_heads(frame: Frame, lexicon: Lexicon) -> tuple[int, ...]:
    """The positions that `frame` hands its act on to, nearest first; none for most frames."""
    return tuple(dict.fromkeys(_carried(frame, lexicon)))


def _carried(frame: Frame, lexicon: Lexicon) -> Iterator[int]:
    p, head = frame.parsed, frame.head
    if frame.kind == "noun":
        if "decision" in lexicon.noun(p.lemmas[head]):
            yield from _clauses_of_noun(p, head)
        return
    if frame.kind == "adjective":
        if "ready" in lexicon.verb(p.lemmas[head]):
            yield from _clauses_of_verb(p, head)
        return
    classes = lexicon.verb(frame.lemma) or lexicon.verb(p.lemmas[head])
    if "carry" in classes or "carry_noun" in classes:
        yield from _clauses_of_verb(p, head)
    if p.lemmas[head] in _LINKS:
        for at in p.children[head]:
            if p.dep[at] in {"acomp", "oprd"} and "ready" in lexicon.verb(p.lemmas[at]):
                yield at
                yield from _clauses_of_verb(p, at)
    if "carry_noun" in classes or "carry" in classes or "express" in classes:
        yield from _nouns(frame, lexicon, "carry_noun" in classes, "carry" in classes)


def _clauses_of_verb(p: Parsed, head: int) -> Iterator[int]:
    """Infinitives and gerunds below a verb or adjective; full clauses keep their own act."""
    for at in p.children[head]:
        if p.dep[at] == "xcomp" or (p.dep[at] == "ccomp" and _has_to(p, at)):
            yield at
        elif p.dep[at] == "prep" and p.lemmas[at] in _STEPS:
            yield from (c for c in p.children[at] if p.dep[c] == "pcomp")


def _clauses_of_noun(p: Parsed, noun: int) -> Iterator[int]:
    for at in p.children[noun]:
        if p.dep[at] == "acl" and _has_to(p, at):
            yield at
        elif p.dep[at] == "prep" and p.lemmas[at] in _STEPS:
            yield from (c for c in p.children[at] if p.dep[c] == "pcomp")


def _nouns(frame: Frame, lexicon: Lexicon, direct: bool, after_step: bool) -> Iterator[int]:
    """Act nouns that are the verb's object ("announce the launch") or follow a step ("commit to it")."""
    p = frame.parsed
    objects = list(frame.objects)
    steps = [at for prep, at in frame.preps if p.lemmas[prep] in _NOUN_STEPS] if after_step else []
    for at in objects + steps:
        if "decision" in lexicon.noun(p.lemmas[at]):
            yield from _clauses_of_noun(p, at)
        is_stage = p.lemmas[at] in lexicon.act_nouns and "stage" in lexicon.noun(p.lemmas[at])
        if is_stage and (direct or at in steps):
            yield at


def _has_to(p: Parsed, at: int) -> bool:
    return any(p.lemmas[child] == "to" and p.dep[child] == "aux" for child in p.children[at])
