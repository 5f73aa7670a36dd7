"""`Typist`: which candidates are acts, of what type, how far they go, and with what flags."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from servanda.codebook.types import type_entries
from servanda.model import ActType, Flag, Modality
from servanda.model.act import BINDING
from servanda.reading.candidates import Candidate
from servanda.reading.forest import softmax
from servanda.reading.frames import Frame
from servanda.reading.weights import Matrix, Weights

NONE = "none"
#: A candidate is an act where it is one with more than this probability; chosen on the gold's `dev`.
THRESHOLD = 0.42
#: Where a document has fewer acts than this share of its candidates, it speaks mostly of other things,
SPARSE = 0.13
#: and only what is an act with more than this probability is believed.
SURE = 0.65
#: Where a cue of the codebook names the same type, less will do. Set so that the seed's last act is found;
#: it made no difference on `dev`, so it is to be measured again.
CUED = 0.3


@dataclass(frozen=True, slots=True)
class Typed:
    """The typist's decision on one candidate; `act` is how probable it is that it is an act at all."""

    type: ActType
    modality: Modality
    flags: tuple[Flag, ...]
    act: float
    confidence: float
    because: tuple[str, ...]


class Typist:
    """Decides with the shipped weights; the cues of the codebook speak through the features.

    Linear weights and forests each give a probability; the mean of the two decides.
    """

    def __init__(self, weights: Weights, threshold: float = THRESHOLD) -> None:
        self._weights = weights
        self._threshold = threshold
        self._labels = weights.heads["type"]
        self._none = self._labels.index(NONE)

    def choose(self, candidates: Sequence[Candidate]) -> list[tuple[Candidate, Typed]]:
        """The candidates of one sentence that are acts, in order."""
        if not candidates:
            return []
        rows = [self._weights.rows(candidate.features) for candidate in candidates]
        linear = np.array([self._weights.probabilities("type", row) for row in rows], dtype=np.float32)
        acts = self._acts(linear, rows)
        likely = [at for at in range(len(candidates)) if acts[at] > min(self._threshold, CUED)]
        if not likely:
            return []
        types = self._types(linear[likely], [rows[at] for at in likely])
        chosen = []
        for place, at in enumerate(likely):
            typed = self._decide(candidates[at], rows[at], float(acts[at]), types[place])
            if acts[at] > self._threshold or f"cue:{typed.type.value}.*" in candidates[at].features:
                chosen.append((candidates[at], typed))
        return chosen

    def _acts(self, linear: Matrix, rows: Sequence[Sequence[int]]) -> Matrix:
        """How probable it is that each candidate is an act at all."""
        plain: Matrix = 1 - linear[:, self._none]
        forest = self._weights.forests.get("act")
        if forest is None:
            return plain
        return np.asarray((plain + softmax(forest.scores(rows))[:, 1]) / 2, dtype=np.float32)

    def _types(self, linear: Matrix, rows: Sequence[Sequence[int]]) -> Matrix:
        """How probable each type is, given that the candidate is an act."""
        plain = linear.copy()
        plain[:, self._none] = 0
        plain /= plain.sum(axis=1, keepdims=True)
        forest = self._weights.forests.get("type")
        if forest is None:
            return plain
        grown = np.zeros_like(plain)
        keep = [at for at in range(len(self._labels)) if at != self._none]
        grown[:, keep] = softmax(forest.scores(rows))
        return np.asarray((plain + grown) / 2, dtype=np.float32)

    def _decide(self, candidate: Candidate, rows: Sequence[int], act: float, types: Matrix) -> Typed:
        best = int(types.argmax())
        act_type = ActType(self._labels[best])
        extra = [*rows, *self._weights.rows(type_features(act_type.value, candidate.features))]
        place = int(self._weights.probabilities("modality", extra).argmax())
        modality = Modality(self._weights.heads["modality"][place])
        if act_type is ActType.SCHEDULE and _is_past(candidate.frame):
            act_type, modality = ActType.MEET, Modality.DONE
        if modality in BINDING and _is_only_considered(candidate.frame):
            modality = Modality.HYPOTHETICAL
        return Typed(
            act_type,
            modality,
            tuple(flag for flag in Flag if self._flag(flag, extra)),
            act,
            act * float(types[best]),
            tuple(name for name in candidate.features if name.startswith("cue:") and not name.endswith("*")),
        )

    def _flag(self, flag: Flag, rows: Sequence[int]) -> bool:
        scores = self._weights.probabilities(flag.value, rows)
        return float(scores[1]) > 0.5


def _is_only_considered(frame: Frame) -> bool:
    """Whether one will only think about it: "will consider joining" (coding manual, section 3)."""
    above = [frame.parsed.lemmas[word] for _, word in frame.governors[:1]]
    return "consider" in (frame.lemma, *above)


def _is_past(frame: Frame) -> bool:
    """Whether a meeting was, in so many words: "the talks that both held in May"."""
    p = frame.parsed
    # With a subject of its own and no auxiliary, what the parser takes for a participle is the past.
    told = p.tag[frame.head] == "VBD" or (p.tag[frame.head] == "VBN" and frame.subject_by == "own")
    plain = told and not frame.auxiliaries and not frame.passive
    return frame.kind == "verb" and plain and frame.lemma in _meeting_verbs()


@cache
def _meeting_verbs() -> frozenset[str]:
    """The words by which the codebook tells that one met."""
    return frozenset(word for cue in type_entries()[ActType.MEET].cues for word in cue.head)


def type_features(act_type: str, features: Sequence[str]) -> list[str]:
    """Features that let modality and flags depend on the type."""
    found = [f"type={act_type}"]
    found += [
        f"type={act_type}|{name}"
        for name in features
        if name.startswith(("form=", "subjp=", "gov0c=", "dep="))
    ]
    return found
