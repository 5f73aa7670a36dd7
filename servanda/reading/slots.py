"""Where the slots of a cue look in a frame: what an act is about, and the words beside and below it."""

from collections.abc import Mapping

from servanda.reading.frames import Frame
from servanda.reading.parse import Parsed
from servanda.reading.wording import form_of

#: Names for groups of forms, as cues may use them in their `form` slot.
FORMS: Mapping[str, frozenset[str]] = {
    "@done": frozenset({"past", "perfect", "passive_past", "past_participle", "progressive"}),
    "@ahead": frozenset({"will", "would", "to", "can", "could", "may", "might", "should", "must"}),
}
#: Forms that tell nothing by themselves: "urged them to withdraw", "by withdrawing".
UNFINISHED = frozenset({"to", "bare", "participle"})
#: Objects that add nothing to their verb: in "the round took place" the round is what it is about.
_EMPTY = frozenset({"place", "effect", "shape", "end"})
_OPENINGS = frozenset({"if", "unless", "should", "were"})


def lemma_of(p: Parsed, at: int) -> str:
    """The lemma in the singular: the parser leaves capitalised plurals ("Negotiations") as they stand."""
    lemma = p.lemmas[at]
    return lemma[:-1] if p.tag[at] == "NNPS" and lemma.endswith("s") and not lemma.endswith("ss") else lemma


def in_form(frame: Frame, wanted: tuple[str, ...]) -> bool:
    """Whether the frame has a wanted form; `@item` is a noun or infinitive with which a list item opens."""
    form = form_of(frame)
    if "@item" in wanted and _heads_item(frame):
        return True
    return any(form == name or form in FORMS.get(name, ()) for name in wanted)


def _heads_item(frame: Frame) -> bool:
    if frame.governors:
        return False
    if frame.kind == "noun":
        return True
    before = {frame.parsed.pos[at] for at in range(frame.head)}
    return form_of(frame) in {"to", "bare"} and before <= {"PART", "ADV", "PUNCT"}


def things_of(frame: Frame) -> list[int]:
    """What the act is about: objects, what stands in a row with them, and their "of" complements.

    A verb without an object is about its subject ("negotiations began"), a noun about what stands
    before it ("treaty ratification") or after "of".
    """
    p = frame.parsed
    queue = [_antecedent(p, frame.head, at) for at in frame.objects]
    if frame.kind == "noun":
        queue += [at for prep, at in frame.preps if p.lemmas[prep] == "of"]
        queue += [at for at in p.children[frame.head] if p.dep[at] in {"compound", "nmod"}]
    elif frame.subject is not None and frame.subject_by != "main" and _says_nothing_else(frame, queue):
        queue.append(frame.subject)
    found: list[int] = []
    while queue:
        at = queue.pop(0)
        if at in found:
            continue
        found.append(at)
        for child in p.children[at]:
            if p.dep[child] in {"conj", "appos"}:
                queue.append(child)
            elif p.dep[child] == "prep" and p.lemmas[child] == "of":
                queue += [c for c in p.children[child] if p.dep[c] == "pobj"]
    return found


def _says_nothing_else(frame: Frame, objects: list[int]) -> bool:
    """Whether the verb has neither object nor clause, so that it tells of its subject."""
    return not frame.complements and all(frame.parsed.lemmas[at] in _EMPTY for at in objects)


def _antecedent(p: Parsed, head: int, at: int) -> int:
    """The noun that a relative pronoun stands for: "the talks, which they agreed to open in May"."""
    if p.tag[at] not in {"WDT", "WP"}:
        return at
    while p.dep[head] in {"xcomp", "conj"}:
        head = p.head[head]
    return p.head[head] if p.dep[head] == "relcl" else at


def beside(frame: Frame, things: list[int]) -> list[int]:
    """Words that stand with the head or with what it is about."""
    p = frame.parsed
    return [child for at in (frame.head, *things) for child in p.children[at]]


def below(frame: Frame) -> list[int]:
    """Verbs and adjectives that complete the head, with those in a row with them."""
    p = frame.parsed
    found = list(frame.complements)
    found += [at for at in p.children[frame.head] if p.dep[at] in {"acomp", "oprd", "acl"}]
    found += [at for _, at in frame.preps if p.dep[at] == "pcomp"]
    for at in tuple(found):
        found += [c for c in p.children[at] if p.dep[c] in {"xcomp", "conj"}]
    return found


def preps_of(frame: Frame, things: list[int]) -> list[tuple[int, int]]:
    """Prepositions with their nouns, of the head and of what it is about."""
    p = frame.parsed
    found = list(frame.preps)
    if frame.agent is not None:
        found.append((p.head[frame.agent], frame.agent))
    for at in (*things, *(child for child in p.children[frame.head] if p.dep[child] == "acomp")):
        for child in p.children[at]:
            if p.dep[child] == "prep":
                found += [(child, c) for c in p.children[child] if p.dep[c] in {"pobj", "pcomp"}]
    return found


def is_deed(p: Parsed, at: int) -> bool:
    """Whether the word is an infinitive or gerund without a subject of its own."""
    return p.tag[at] in {"VB", "VBG"} and p.dep[at] != "ccomp"


def is_condition(p: Parsed, at: int) -> bool:
    """Whether the clause of `at` is a condition: "if the raids go on", "should the raids go on"."""
    return p.dep[at] == "advcl" and p.lemmas[p.left[at]] in _OPENINGS


def near(frame: Frame, things: list[int]) -> list[int]:
    """Where a cue's `without` looks: the head's arguments, what stands with them, and what governs a noun."""
    nouns = [at for _, at in preps_of(frame, things)]
    above = [at for _, at in frame.governors[:1]] if frame.kind == "noun" else []
    return [*things, *beside(frame, things), *nouns, *below(frame), *above]
