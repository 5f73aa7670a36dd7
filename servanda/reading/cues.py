"""`CueMatcher`: which of the codebook's cues hold for a frame.

A cue speaks of the words that carry the act. Where one word only hands the act on ("agreed to launch
negotiations", "announced the conclusion of talks"), the cues of what it hands on count for it, and not
for the word below, so that one clause answers once. What is only wished of others or meant as a purpose
("urged them to withdraw") answers to no cue, unless the cue names its governor.

What the slots ask for, all given ones at once:

- `head`: the word itself, with its particle ("set up"), or a class of the lexicon (`@open`)
- `kind`: verb, noun or adjective
- `form`: tense and mood (`form_of`); `@done` and `@ahead` for groups, `@item` for what opens a list item
- `object`: what the act is about: object, passive subject, "of" complement, or the subject of "talks began"
- `modifier`: a word beside the head or beside what it is about
- `complement`: a verb or adjective below it; `@deed` any infinitive or gerund, `@condition` an if-clause
- `governor`: one of the two words above it, or the preposition between ("following")
- `prep`: a preposition ("with") or one with its noun ("into force", "on @talks")
- `without`: a word that must stand in none of these places
"""

from collections.abc import Iterable

from servanda.codebook.lexicon import Lexicon
from servanda.codebook.types import Cue
from servanda.reading.carrying import carried_heads
from servanda.reading.frames import Frame, frames_of
from servanda.reading.parse import Parsed
from servanda.reading.slots import (
    UNFINISHED,
    below,
    beside,
    in_form,
    is_condition,
    is_deed,
    lemma_of,
    near,
    preps_of,
    things_of,
)
from servanda.reading.wording import form_of

#: The tagger takes capitalised nouns for names; figures stand for sums.
_NOUNS = frozenset({"NOUN", "PROPN", "NUM", "SYM"})


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
        if frame.head in sentence.carried:
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
        lemma, bare = frame.lemma, lemma_of(frame.parsed, frame.head)
        classes = self._lexicon.noun(bare) if frame.kind == "noun" else self._lexicon.verb(lemma)
        for key in dict.fromkeys((lemma, bare, *(f"@{name}" for name in classes))):
            yield from self._by_head.get(key, ())

    def _holds(self, cue: Cue, frame: Frame) -> bool:
        p = frame.parsed
        if cue.kind is not None and cue.kind != frame.kind:
            return False
        if cue.form and not in_form(frame, cue.form):
            return False
        things = [word for at in things_of(frame) for word in self._named(p, at)]
        return (
            self._any(p, things, cue.object)
            and self._any(p, beside(frame, things), cue.modifier)
            and self._completed(frame, cue.complement)
            and self._governed(frame, cue.governor)
            and (not cue.prep or any(self._prep(pattern, frame, things) for pattern in cue.prep))
            and not (cue.without and self._any(p, near(frame, things), cue.without))
        )

    def _any(self, p: Parsed, words: Iterable[int], wanted: tuple[str, ...]) -> bool:
        """Whether one of `words` is wanted; true where nothing is asked for."""
        return not wanted or any(self._is(p, at, wanted) for at in words)

    def _completed(self, frame: Frame, wanted: tuple[str, ...]) -> bool:
        """Whether a wanted word completes the head.

        `@deed` is any infinitive or gerund, `@condition` a clause with "if" or its like.
        """
        p = frame.parsed
        if "@deed" in wanted and any(is_deed(p, at) for at in below(frame)):
            return True
        if "@condition" in wanted and any(is_condition(p, at) for at in p.children[frame.head]):
            return True
        return self._any(p, below(frame), wanted)

    def _governed(self, frame: Frame, wanted: tuple[str, ...]) -> bool:
        """Whether a wanted word stands above the head, a preposition passed on the way included."""
        passed = (relation.partition(":")[2] for relation, _ in frame.governors[:1])
        return any(word in wanted for word in passed) or self._any(
            frame.parsed, [at for _, at in frame.governors[:2]], wanted
        )

    def _is(self, p: Parsed, at: int, wanted: tuple[str, ...]) -> bool:
        lemma = lemma_of(p, at)
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
            for prep, at in preps_of(frame, things)
        )

    def _named(self, p: Parsed, at: int) -> list[int]:
        """`at`, and where it is a bare name the words that say of what: "Exercise Northern Star"."""
        if p.pos[at] != "PROPN" or self._lexicon.noun(lemma_of(p, at)):
            return [at]
        return [at, *(child for child in p.children[at] if p.dep[child] in {"compound", "nmod"})]


class _Sentence:
    """The frames of one sentence, and which of them hand their act on to which."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon) -> None:
        self.parsed = parsed
        self._frames = {frame.head: frame for frame in frames_of(parsed, lexicon.act_nouns)}
        self._steps = {head: carried_heads(frame, lexicon) for head, frame in self._frames.items()}
        #: Heads whose act belongs to a word above them.
        self.carried = frozenset(at for heads in self._steps.values() for at in heads)

    def stands(self, frame: Frame) -> bool:
        """Whether the frame tells something by itself.

        An infinitive or gerund does only as a list item, beside one that a carrier hands on to, or as a
        participle that goes on with the main clause ("..., calling for restraint"); in "urged Serbia to
        withdraw" and "efforts to strengthen" it does not.
        """
        if frame.kind != "verb" or not frame.governors or form_of(frame) not in UNFINISHED:
            return True
        first = frame.head if frame.first_conjunct is None else frame.first_conjunct
        if first in self.carried or self.parsed.dep[first] == "ROOT":
            return True
        return form_of(frame) == "participle" and self.parsed.dep[first] == "advcl"

    def handed_on(self, head: int) -> list[Frame]:
        """The frames that `head` hands its act on to, through any number of steps."""
        found: list[int] = []
        queue = list(self._steps.get(head, ()))
        while queue:
            at = queue.pop(0)
            if at not in found and at in self._frames:
                found.append(at)
                queue += self._steps[at]
        return [self._frames[at] for at in found]
