"""`Typist`: which candidates are acts, of what type, how far they go, and with what flags."""

from collections.abc import Sequence
from dataclasses import dataclass

from servanda.model import ActType, Flag, Modality
from servanda.reading.candidates import Candidate
from servanda.reading.weights import Weights

NONE = "none"
#: A candidate is an act where the model gives "none" less than this.
THRESHOLD = 0.62


@dataclass(frozen=True, slots=True)
class Typed:
    """The typist's decision on one candidate."""

    type: ActType
    modality: Modality
    flags: tuple[Flag, ...]
    confidence: float
    because: tuple[str, ...]


class Typist:
    """Decides with the shipped weights; the cues of the codebook speak through the features."""

    def __init__(self, weights: Weights, threshold: float = THRESHOLD) -> None:
        self._weights = weights
        self._threshold = threshold
        self._labels = weights.heads["type"]
        self._none = self._labels.index(NONE)

    def choose(self, candidates: Sequence[Candidate]) -> list[tuple[Candidate, Typed]]:
        """The candidates of one sentence that are acts, in order."""
        chosen = []
        for candidate in candidates:
            typed = self._decide(candidate)
            if typed is not None:
                chosen.append((candidate, typed))
        return chosen

    def _decide(self, candidate: Candidate) -> Typed | None:
        rows = self._weights.rows(candidate.features)
        scores = self._weights.probabilities("type", rows)
        if float(scores[self._none]) >= self._threshold:
            return None
        order = sorted((i for i in range(len(scores)) if i != self._none), key=lambda i: (-float(scores[i]), i))
        act_type = ActType(self._labels[order[0]])
        extra = [*rows, *self._weights.rows(type_features(act_type.value, candidate.features))]
        modality = self._weights.probabilities("modality", extra)
        best = int(modality.argmax())
        flags = tuple(flag for flag in Flag if self._flag(flag, extra))
        return Typed(
            act_type,
            Modality(self._weights.heads["modality"][best]),
            flags,
            float(1 - scores[self._none]) * float(scores[order[0]] / (1 - scores[self._none])),
            tuple(name for name in candidate.features if name.startswith("cue:") and not name.endswith("*")),
        )

    def _flag(self, flag: Flag, rows: Sequence[int]) -> bool:
        scores = self._weights.probabilities(flag.value, rows)
        return float(scores[1]) > 0.5


def type_features(act_type: str, features: Sequence[str]) -> list[str]:
    """Features that let modality and flags depend on the type."""
    found = [f"type={act_type}"]
    found += [f"type={act_type}|{name}" for name in features if name.startswith(("form=", "subjp=", "gov0c=", "dep="))]
    return found
