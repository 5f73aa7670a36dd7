"""`CueMatcher`: which of the codebook's cues hold for a frame.

A cue speaks of the words that carry the act. Where one word only hands the act on ("agreed to launch
negotiations", "announced the conclusion of talks"), the cues of what it hands on count for it, and not
for the word below, so that one clause answers once.
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
    "@bullet": frozenset({"bare", "to", "participle", "none"}),
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
        found: dict[str, Cue] = {}
        if frame.head not in sentence.below:
            for one in (frame, *sentence.handed_on(frame.head)):
                found.update((cue.id, cue) for cue in self._candidates(one) if self._holds(cue, one))
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
        if cue.form and not _in_form(form_of(frame), cue.form):
            return False
        things = _things(frame)
        beside = _beside(frame, things)
        return (
            self._any(p, things, cue.object)
            and self._any(p, beside, cue.modifier)
            and self._any(p, _below(frame), cue.complement)
            and self._any(p, [at for _, at in frame.governors[:2]], cue.governor)
            and (not cue.prep or any(self._prep(pattern, frame, things) for pattern in cue.prep))
            and not (cue.without and self._any(p, _near(frame, things, beside), cue.without))
        )

    def _any(self, p: Parsed, words: Iterable[int], wanted: tuple[str, ...]) -> bool:
        """Whether one of `words` is wanted; true where nothing is asked for."""
        return not wanted or any(self._is(_lemma(p, at), wanted) for at in words)

    def _is(self, lemma: str, wanted: tuple[str, ...]) -> bool:
        if lemma in wanted:
            return True
        return any(f"@{name}" in wanted for name in (*self._lexicon.verb(lemma), *self._lexicon.noun(lemma)))

    def _prep(self, pattern: str, frame: Frame, things: list[int]) -> bool:
        """A preposition alone ("with") or with its noun ("on @talks")."""
        case, _, noun = pattern.partition(" ")
        p = frame.parsed
        return any(
            p.lemmas[prep] == case and (not noun or self._is(_lemma(p, at), (noun,)))
            for prep, at in _all_preps(frame, things)
        )


class _Sentence:
    """The frames of one sentence, and which of them hand their act on to which."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon) -> None:
        self.parsed = parsed
        self._frames = {frame.head: frame for frame in frames_of(parsed, lexicon.act_nouns)}
        self._carried = {head: carried_heads(frame, lexicon) for head, frame in self._frames.items()}
        #: Heads whose act belongs to a word above them.
        self.below = frozenset(at for heads in self._carried.values() for at in heads)

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


def _lemma(p: Parsed, at: int) -> str:
    """The lemma in the singular: the parser leaves capitalised plurals ("Negotiations") as they stand."""
    lemma = p.lemmas[at]
    return lemma[:-1] if p.tag[at] == "NNPS" and lemma.endswith("s") and not lemma.endswith("ss") else lemma


def _in_form(form: str, wanted: tuple[str, ...]) -> bool:
    return any(form == name or form in FORMS.get(name, ()) for name in wanted)


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
    elif not queue and frame.subject is not None and frame.subject_by in {"own", "shared", "noun"}:
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


def _antecedent(p: Parsed, head: int, at: int) -> int:
    """The noun that a relative pronoun stands for: "the talks, which were opened in May"."""
    return p.head[head] if p.tag[at] in {"WDT", "WP"} and p.dep[head] == "relcl" else at


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
    for at in things:
        for child in p.children[at]:
            if p.dep[child] == "prep":
                found += [(child, c) for c in p.children[child] if p.dep[c] in {"pobj", "pcomp"}]
    return found


def _near(frame: Frame, things: list[int], beside: list[int]) -> list[int]:
    """Where a cue's `without` looks: the head's arguments and what stands with them, no further clause."""
    preps = _all_preps(frame, things)
    return [*things, *beside, *(at for _, at in preps), *_below(frame)]
