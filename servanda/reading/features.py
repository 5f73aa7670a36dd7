"""`Frame` → named features, the reader's only view of a candidate act.

Words appear as lemmas and as classes of the lexicon, never as names of persons or parties, so that
weights learnt on one issuer's documents hold for another's.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from servanda.codebook.lexicon import Lexicon
from servanda.reading.frames import Frame
from servanda.reading.parse import Parsed

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


def features(frame: Frame, setting: Setting, lex: Lexicon) -> list[str]:
    """All features of `frame`, without repeats, in a fixed order."""
    found: dict[str, None] = {}
    for name in _all(frame, setting, lex):
        found[name] = None
    return list(found)


def _all(frame: Frame, setting: Setting, lex: Lexicon) -> Iterator[str]:
    p = frame.parsed
    classes = _classes(frame, lex)
    lemma = _word(p, frame.head) if frame.kind != "verb" else frame.lemma
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
    yield from _surroundings(frame, setting, lex, lemma, classes)
    yield from _bag(frame, lex)


def _classes(frame: Frame, lex: Lexicon) -> tuple[str, ...]:
    lemma = frame.lemma if frame.kind != "noun" else frame.parsed.lemmas[frame.head]
    names = lex.noun(lemma) if frame.kind == "noun" else lex.verb(lemma) or lex.verb(lemma.split()[0])
    return names


def _word(p: Parsed, at: int) -> str:
    """A lemma, with names and figures masked."""
    if p.pos[at] == "PROPN" and p.lemmas[at] not in _COMMON_NAMES:
        return "NAME"
    if p.pos[at] == "NUM" and p.lemmas[at] not in {"million", "billion", "trillion", "two", "both"}:
        return "NUM"
    return p.lemmas[at]


#: Common nouns that the tagger takes for names in capitalised titles.
_COMMON_NAMES = frozenset(
    "agreement treaty convention memorandum declaration statement summit meeting partnership dialogue forum council "
    "committee commission initiative program programme fund plan framework president minister leaders leader "
    "government ministers group alliance mission conference protocol strategy act pact compact charter".split()
)


def form_of(frame: Frame) -> str:
    """Tense and modal: `will`, `would`, `should`, `can`, `perfect`, `progressive`, `past`, `present`, `to`, …"""
    p = frame.parsed
    aux = {p.lemmas[at] for at in frame.auxiliaries}
    for modal in ("will", "shall", "would", "should", "must", "can", "could", "may", "might"):
        if modal in aux:
            return "will" if modal == "shall" else modal
    tag = p.tag[frame.head]
    if frame.kind == "adjective":
        return _copula(frame)
    if "to" in aux:
        return "to"
    if "have" in aux:
        return "perfect"
    if tag == "VBG":
        return "progressive" if "be" in aux else "participle"
    if frame.passive and any(p.lemmas[at] == "be" for at in frame.auxiliaries):
        past = any(p.tag[at] == "VBD" for at in frame.auxiliaries)
        return "passive_past" if past else "passive_present"
    return {"VBD": "past", "VBN": "past_participle", "VBZ": "present", "VBP": "present", "VB": "bare"}.get(tag, "none")


def _copula(frame: Frame) -> str:
    p = frame.parsed
    verb = p.head[frame.head]
    if p.pos[verb] != "AUX" and p.pos[verb] != "VERB":
        return "none"
    modal = any(p.lemmas[at] in {"will", "would", "should"} for at in p.children[verb] if p.dep[at] == "aux")
    return "will" if modal else f"copula_{p.tag[verb]}"


def _governing(frame: Frame, lex: Lexicon, lemma: str, classes: tuple[str, ...]) -> Iterator[str]:
    p = frame.parsed
    if not frame.governors:
        yield "gov=none"
        for name in classes:
            yield f"root:{name}"
    relations = []
    for depth, (relation, at) in enumerate(frame.governors[:3]):
        relations.append(relation.split(":")[0])
        word = _word(p, at)
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
        yield f"conjunct={_word(p, first)}"
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
        word = _word(p, at)
        yield f"obj={word}"
        yield f"obj={word}|w={lemma}"
        names = lex.noun(p.lemmas[at])
        for name in names:
            yield f"objc={name}"
            yield f"objc={name}|w={lemma}"
            for own in classes:
                yield f"objc={name}|{own}"
        yield from _modifiers(p, at, lex, classes, "obj", lemma)
    for prep, at in frame.preps:
        case, word = p.lemmas[prep], _word(p, at)
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


def _modifiers(
    p: Parsed, at: int, lex: Lexicon, classes: tuple[str, ...], role: str, lemma: str
) -> Iterator[str]:
    """What stands with a noun: adjectives, compounds, and its own complements."""
    for child in p.children[at]:
        dep = p.dep[child]
        if dep in {"amod", "compound", "nmod", "poss", "nummod"}:
            word = _word(p, child) if dep != "poss" else "POSS"
            yield f"{role}mod={word}"
            for name in lex.noun(p.lemmas[child]):
                yield f"{role}modc={name}"
        elif dep == "prep":
            target = next((c for c in p.children[child] if p.dep[c] in {"pobj", "pcomp"}), None)
            if target is None:
                continue
            word = _word(p, target)
            yield f"{role}of={p.lemmas[child]}|{word}"
            yield f"{role}of={p.lemmas[at]}|{p.lemmas[child]}"
            names = lex.verb(p.lemmas[target]) if p.pos[target] == "VERB" else lex.noun(p.lemmas[target])
            for name in names:
                yield f"{role}ofc={p.lemmas[child]}|{name}"
                for own in classes:
                    yield f"{role}ofc={name}|{own}"
        elif dep in {"acl", "relcl"}:
            yield f"{role}acl={p.lemmas[child]}|{p.tag[child]}"
            yield f"{role}acl={dep}|{p.tag[child]}"


def _complements(frame: Frame, lex: Lexicon, lemma: str, classes: tuple[str, ...]) -> Iterator[str]:
    p = frame.parsed
    for at in frame.complements:
        dep, word = p.dep[at], _word(p, at)
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
                yield f"compobj={_word(p, child)}"


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
        word = _word(p, at)
        yield f"subj={word}"
        yield f"subjpos={p.pos[at]}"
        for name in lex.noun(p.lemmas[at]):
            yield f"subjc={name}"
            yield f"subjc={name}|{form}"
            for own in classes:
                yield f"subjc={name}|{own}"
    if frame.negated:
        yield "negated"


def _surroundings(
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
        yield from _modifiers(p, frame.head, lex, classes, "n", lemma)


def _bag(frame: Frame, lex: Lexicon) -> Iterator[str]:
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
