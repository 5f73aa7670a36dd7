"""Matching the codebook's cues against frames."""

from collections.abc import Iterable

from servanda.codebook.lexicon import Lexicon
from servanda.codebook.types import Cue
from servanda.reading.features import form_of
from servanda.reading.frames import Frame


class CueMatcher:
    """All cues of a codebook, looked up by the head word of a frame."""

    def __init__(self, cues: Iterable[Cue], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._by_head: dict[str, list[Cue]] = {}
        for cue in cues:
            for head in cue.head:
                self._by_head.setdefault(head, []).append(cue)

    def match(self, frame: Frame) -> tuple[Cue, ...]:
        """The cues that hold for `frame`, in the codebook's order."""
        lemma = frame.lemma
        keys = [lemma, frame.parsed.lemmas[frame.head]]
        classes = self._lexicon.noun(keys[1]) if frame.kind == "noun" else self._lexicon.verb(lemma)
        keys += [f"@{name}" for name in classes]
        found: dict[str, Cue] = {}
        for key in keys:
            for cue in self._by_head.get(key, ()):
                if cue.id not in found and self._holds(cue, frame):
                    found[cue.id] = cue
        return tuple(found[name] for name in sorted(found))

    def _holds(self, cue: Cue, frame: Frame) -> bool:
        p = frame.parsed
        if cue.kind is not None and cue.kind != frame.kind:
            return False
        if cue.form and form_of(frame) not in cue.form:
            return False
        things = _things(frame)
        if cue.object and not any(self._is(p.lemmas[at], cue.object) for at in things):
            return False
        if cue.modifier and not any(self._is(p.lemmas[c], cue.modifier) for at in things for c in p.children[at]):
            return False
        if cue.complement and not any(self._is(p.lemmas[at], cue.complement) for at in _below(frame)):
            return False
        if cue.governor and not any(self._is(p.lemmas[at], cue.governor) for _, at in frame.governors[:2]):
            return False
        if cue.prep and not any(self._prep(pattern, frame) for pattern in cue.prep):
            return False
        if cue.without:
            near = [p.lemmas[at] for at in range(p.left[frame.head], p.right[frame.head] + 1)]
            if any(word in cue.without for word in near):
                return False
        return True

    def _is(self, lemma: str, wanted: tuple[str, ...]) -> bool:
        if lemma in wanted:
            return True
        names = {f"@{name}" for name in (*self._lexicon.verb(lemma), *self._lexicon.noun(lemma))}
        return any(word in names for word in wanted)

    def _prep(self, pattern: str, frame: Frame) -> bool:
        """A preposition alone ("with") or with its noun ("on @talks")."""
        case, _, noun = pattern.partition(" ")
        p = frame.parsed
        return any(
            p.lemmas[prep] == case and (not noun or self._is(p.lemmas[at], (noun,))) for prep, at in _all_preps(frame)
        )


def _things(frame: Frame) -> list[int]:
    """What the act is about: objects, their coordination, and "of" complements."""
    p = frame.parsed
    found: list[int] = []
    queue = list(frame.objects)
    queue += [at for prep, at in frame.preps if p.lemmas[prep] == "of"] if frame.kind == "noun" else []
    while queue:
        at = queue.pop(0)
        found.append(at)
        for child in p.children[at]:
            if p.dep[child] in {"conj", "appos"}:
                queue.append(child)
            elif p.dep[child] == "prep" and p.lemmas[child] == "of":
                queue += [c for c in p.children[child] if p.dep[c] == "pobj"]
    return found


def _below(frame: Frame) -> list[int]:
    p = frame.parsed
    found = list(frame.complements)
    for at in frame.complements:
        found += [c for c in p.children[at] if p.dep[c] in {"xcomp", "conj"}]
    return found


def _all_preps(frame: Frame) -> list[tuple[int, int]]:
    p = frame.parsed
    found = list(frame.preps)
    for at in frame.objects:
        for child in p.children[at]:
            if p.dep[child] == "prep":
                found += [(child, c) for c in p.children[child] if p.dep[c] in {"pobj", "pcomp"}]
    return found
