"""`CueMatcher`: which of the codebook's cues hold for a frame.

A cue speaks of the words that carry the act. Where one word only hands the act on ("agreed to launch
negotiations", "announced the conclusion of talks"), the cues of what it hands on count for it, and not
for the word below, so that one clause answers once. What is only wished of others or meant as a purpose
("urged them to withdraw") answers to no cue, unless the cue names its governor.
"""

from collections.abc import Iterable, Mapping

from servanda.codebook.lexicon import Lexicon
from servanda.codebook.types import Cue
from servanda.reading.carrying import carried_heads
from servanda.reading.features import form_of
from servanda.reading.frames import Frame, frames_of
from servanda.reading.parse import Parsed

#: Names for groups of forms, as cues may use them in their `form` slot.
FORMS: Mapping[str, frozenset[str]] = {
    "@done": frozenset({"past", "perfect", "passive_past", "past_participle", "progressive"}),
    "@now": frozenset({"present", "passive_present", "progressive", "copula_VBP", "copula_VBZ"}),
    "@ahead": frozenset({"will", "would", "to", "can", "could", "may", "might", "should", "must"}),
}


class CueMatcher:
    """All cues of a codebook, looked up by the head word of a frame. Remembers only the last sentence."""

    def __init__(self, cues: Iterable[Cue], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._by_head: dict[str, list[Cue]] = {}
        for cue in cues:
            for head in cue.head:
                self._by_head.setdefault(head, []).append(cue)
        self._sentence: _Sentence | None = None

    def match(self, frame: Frame) -> tuple[Cue, ...]:
        """The cues that hold for `frame` or for what it hands on, in order of their ids."""
        sentence = self._known(frame.parsed)
        if frame.head in sentence.below:
            return ()
        found: dict[str, Cue] = {}
        stands = sentence.stands(frame)
        for one in (frame, *sentence.handed_on(frame.head)):
            for cue in self._candidates(one):
                if (stands or cue.governor) and self._holds(cue, one):
                    found[cue.id] = cue
        return tuple(found[name] for name in sorted(found))

    def _known(self, parsed: Parsed) -> "_Sentence":
        if self._sentence is None or self._sentence.parsed is not parsed:
            self._sentence = _Sentence(parsed, self._lexicon)
        return self._sentence

    def _candidates(self, frame: Frame) -> Iterable[Cue]:
        lemma, bare = frame.lemma, _lemma(frame.parsed, frame.head)
        classes = self._lexicon.noun(bare) if frame.kind == "noun" else self._lexicon.verb(lemma)
        for key in dict.fromkeys((lemma, bare, *(f"@{name}" for name in classes))):
            yield from self._by_head.get(key, ())

    def _holds(self, cue: Cue, frame: Frame) -> bool:
        p = frame.parsed
        if cue.kind is not None and cue.kind != frame.kind:
            return False
        if cue.form and not _in_form(frame, cue.form):
            return False
        things = [word for at in _things(frame) for word in self._named(p, at)]
        beside = _beside(frame, things)
        return (
            self._any(p, things, cue.object)
            and self._any(p, beside, cue.modifier)
            and self._completed(frame, cue.complement)
            and self._governed(frame, cue.governor)
            and (not cue.prep or any(self._prep(pattern, frame, things) for pattern in cue.prep))
            and not (cue.without and self._any(p, _near(frame, things, beside), cue.without))
        )

    def _any(self, p: Parsed, words: Iterable[int], wanted: tuple[str, ...]) -> bool:
        """Whether one of `words` is wanted; true where nothing is asked for."""
        return not wanted or any(self._is(p, at, wanted) for at in words)

    def _completed(self, frame: Frame, wanted: tuple[str, ...]) -> bool:
        """Whether a wanted word completes the head; `@deed` is any infinitive or gerund, `@condition` an if-clause."""
        if "@deed" in wanted and any(_is_deed(frame.parsed, at) for at in _below(frame)):
            return True
        if "@condition" in wanted and any(_is_condition(frame.parsed, at) for at in frame.parsed.children[frame.head]):
            return True
        return self._any(frame.parsed, _below(frame), wanted)

    def _governed(self, frame: Frame, wanted: tuple[str, ...]) -> bool:
        """Whether a wanted word stands above the head, a preposition passed on the way included."""
        passed = (relation.partition(":")[2] for relation, _ in frame.governors[:1])
        return any(word in wanted for word in passed) or self._any(
            frame.parsed, [at for _, at in frame.governors[:2]], wanted
        )

    def _is(self, p: Parsed, at: int, wanted: tuple[str, ...]) -> bool:
        lemma = _lemma(p, at)
        if lemma in wanted:
            return True
        classes = self._lexicon.noun(lemma) if p.pos[at] in _NOUNS else self._lexicon.verb(lemma)
        return any(f"@{name}" in wanted for name in classes)

    def _prep(self, pattern: str, frame: Frame, things: list[int]) -> bool:
        """A preposition alone ("with") or with its noun ("on @talks")."""
        case, _, noun = pattern.partition(" ")
        p = frame.parsed
        return any(
            p.lemmas[prep] == case and (not noun or self._any(p, self._named(p, at), (noun,)))
            for prep, at in _all_preps(frame, things)
        )

    def _named(self, p: Parsed, at: int) -> list[int]:
        """`at`, and where it is a bare name the words that say of what: "Exercise Northern Star"."""
        if p.pos[at] != "PROPN" or self._lexicon.noun(_lemma(p, at)):
            return [at]
        return [at, *(child for child in p.children[at] if p.dep[child] in {"compound", "nmod"})]


class _Sentence:
    """The frames of one sentence, and which of them hand their act on to which."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon) -> None:
        self.parsed = parsed
        self._frames = {frame.head: frame for frame in frames_of(parsed, lexicon.act_nouns)}
        self._carried = {head: carried_heads(frame, lexicon) for head, frame in self._frames.items()}
        #: Heads whose act belongs to a word above them.
        self.below = frozenset(at for heads in self._carried.values() for at in heads)

    def stands(self, frame: Frame) -> bool:
        """Whether the frame tells something by itself.

        An infinitive or gerund does only as a list item, beside one that a carrier hands on to, or as a
        participle that goes on with the main clause ("..., calling for restraint"); in "urged Serbia to
        withdraw" and "efforts to strengthen" it does not.
        """
        if frame.kind != "verb" or not frame.governors or form_of(frame) not in _UNFINISHED:
            return True
        first = frame.head if frame.first_conjunct is None else frame.first_conjunct
        if first in self.below or self.parsed.dep[first] == "ROOT":
            return True
        return form_of(frame) == "participle" and self.parsed.dep[first] == "advcl"

    def handed_on(self, head: int) -> list[Frame]:
        """The frames that `head` hands its act on to, through any number of steps."""
        found: list[int] = []
        queue = list(self._carried.get(head, ()))
        while queue:
            at = queue.pop(0)
            if at not in found and at in self._frames:
                found.append(at)
                queue += self._carried[at]
        return [self._frames[at] for at in found]


#: The tagger takes capitalised nouns for names; figures stand for sums.
_NOUNS = frozenset({"NOUN", "PROPN", "NUM", "SYM"})
_UNFINISHED = frozenset({"to", "bare", "participle"})
#: Objects that add nothing to their verb: in "the round took place" the round is what it is about.
_EMPTY = frozenset({"place", "effect", "shape", "end"})


def _lemma(p: Parsed, at: int) -> str:
    """The lemma in the singular: the parser leaves capitalised plurals ("Negotiations") as they stand."""
    lemma = p.lemmas[at]
    return lemma[:-1] if p.tag[at] == "NNPS" and lemma.endswith("s") and not lemma.endswith("ss") else lemma


def _in_form(frame: Frame, wanted: tuple[str, ...]) -> bool:
    form = form_of(frame)
    if "@item" in wanted and _heads_item(frame):
        return True
    return any(form == name or form in FORMS.get(name, ()) for name in wanted)


def _heads_item(frame: Frame) -> bool:
    """Whether the frame heads a list item: a bare noun phrase, or an infinitive with which the item opens."""
    if frame.governors:
        return False
    p = frame.parsed
    return frame.kind == "noun" or (
        form_of(frame) in {"to", "bare"} and all(p.pos[at] in {"PART", "ADV", "PUNCT"} for at in range(frame.head))
    )


def _things(frame: Frame) -> list[int]:
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


def _beside(frame: Frame, things: list[int]) -> list[int]:
    """Words that stand with the head or with what it is about."""
    p = frame.parsed
    return [child for at in (frame.head, *things) for child in p.children[at]]


def _below(frame: Frame) -> list[int]:
    """Verbs and adjectives that complete the head, with those in a row with them."""
    p = frame.parsed
    found = list(frame.complements)
    found += [at for at in p.children[frame.head] if p.dep[at] in {"acomp", "oprd", "acl"}]
    found += [at for _, at in frame.preps if p.dep[at] == "pcomp"]
    for at in tuple(found):
        found += [c for c in p.children[at] if p.dep[c] in {"xcomp", "conj"}]
    return found


def _all_preps(frame: Frame, things: list[int]) -> list[tuple[int, int]]:
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


def _is_deed(p: Parsed, at: int) -> bool:
    return p.tag[at] in {"VB", "VBG"} and p.dep[at] != "ccomp"


def _is_condition(p: Parsed, at: int) -> bool:
    """Whether the clause of `at` is a condition: "if the raids go on", "should the raids go on"."""
    if p.dep[at] != "advcl":
        return False
    opening = p.left[at]
    return p.lemmas[opening] in {"if", "unless", "should", "were"}


def _near(frame: Frame, things: list[int], beside: list[int]) -> list[int]:
    """Where a cue's `without` looks: the head's arguments, what stands with them, and what governs a noun."""
    preps = _all_preps(frame, things)
    above = [at for _, at in frame.governors[:1]] if frame.kind == "noun" else []
    return [*things, *beside, *(at for _, at in preps), *_below(frame), *above]
