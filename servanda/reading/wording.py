"""Small words about a frame that its features share: masked lemmas, forms, and what stands with a noun."""

from collections.abc import Iterator

from servanda.codebook.lexicon import Lexicon
from servanda.codebook.words import word_list
from servanda.reading.frames import Frame
from servanda.reading.parse import Parsed

#: Common nouns that the tagger takes for names in capitalised titles.
_COMMON_NAMES = frozenset(word_list("common_names"))


def masked(p: Parsed, at: int) -> str:
    """A lemma, with names and figures masked."""
    if p.pos[at] == "PROPN" and p.lemmas[at] not in _COMMON_NAMES:
        return "NAME"
    if p.pos[at] == "NUM" and p.lemmas[at] not in {"million", "billion", "trillion", "two", "both"}:
        return "NUM"
    return p.lemmas[at]


def form_of(frame: Frame) -> str:
    """Tense and modal in one word: `will`, `should`, `perfect`, `past`, `present`, `participle`, `to`, …"""
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
    return {"VBD": "past", "VBN": "past_participle", "VBZ": "present", "VBP": "present", "VB": "bare"}.get(
        tag, "none"
    )


def _copula(frame: Frame) -> str:
    p = frame.parsed
    verb = p.head[frame.head]
    if p.pos[verb] != "AUX" and p.pos[verb] != "VERB":
        return "none"
    modal = any(p.lemmas[at] in {"will", "would", "should"} for at in p.children[verb] if p.dep[at] == "aux")
    return "will" if modal else f"copula_{p.tag[verb]}"


def modifiers(p: Parsed, at: int, lex: Lexicon, classes: tuple[str, ...], role: str) -> Iterator[str]:
    """What stands with a noun: adjectives, compounds, and its own complements."""
    for child in p.children[at]:
        dep = p.dep[child]
        if dep in {"amod", "compound", "nmod", "poss", "nummod"}:
            word = masked(p, child) if dep != "poss" else "POSS"
            yield f"{role}mod={word}"
            for name in lex.noun(p.lemmas[child]):
                yield f"{role}modc={name}"
        elif dep == "prep":
            target = next((c for c in p.children[child] if p.dep[c] in {"pobj", "pcomp"}), None)
            if target is None:
                continue
            word = masked(p, target)
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
