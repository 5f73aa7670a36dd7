"""A corpus of releases of our own, many of them repeated with more or fewer words changed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from servanda.model import Document

_WHO = "ministers envoys delegates leaders officials negotiators experts commissioners ambassadors advisers"
_DID = "agreed decided undertook offered asked promised hoped began planned resolved pledged prepared"
_WHAT = (
    "a treaty on fisheries|a fund for ports|talks on grain|a corridor for rail freight|rules for sea cables"
    "|a register of ships|a centre for vaccines|loans to small firms|visas for students|a ban on mines"
    "|training for judges|an air services agreement|a map of flood plains|an exchange of data on storms"
)
_WHERE = (
    "Accra Bern Canberra Dakar Edmonton Fribourg Geneva Hanoi Izmir Jakarta Kigali Lima Manila Nairobi Oslo"
)
_WHEN = (
    "before spring|by the end of the year|within ninety days|at the next summit|over five years|from July on"
)
#: What every release of an office ends with: words in common that make no twins.
_FOOT = (
    "Media are asked to write to the press office of the ministry, which answers on working days until five."
)


@dataclass(frozen=True, slots=True)
class _Words:
    random: random.Random

    def sentence(self) -> str:
        pick = self.random.choice
        who, did, where = (pick(words.split()) for words in (_WHO, _DID, _WHERE))
        what, when = (pick(words.split("|")) for words in (_WHAT, _WHEN))
        number = self.random.randint(2, 900)
        return f"The {number} {who} who met in {where} {did} to settle {what} {when}."

    def changed(self, text: str, share: float) -> str:
        """`text` with about `share` of its words replaced."""
        words = text.split(" ")
        return " ".join(
            f"w{self.random.randint(0, 10**6)}" if self.random.random() < share else w for w in words
        )


def near_corpus(releases: int, seed: int = 1) -> Iterator[Document]:
    """`releases` releases and their repetitions, mixed: some of each, from word for word to hardly alike."""
    words = _Words(random.Random(seed))
    made: list[Document] = []
    for number in range(releases):
        text = " ".join(words.sentence() for _ in range(words.random.randint(4, 40)))
        day = date(2025, 1, 1) + timedelta(days=words.random.randint(0, 300))
        made.append(Document(f"{number}", f"{text}\n\n{_FOOT}", published=day))
        for copy, share in enumerate((0.0, 0.01, 0.02, 0.04, 0.07, 0.12)):
            if words.random.random() < 0.6:
                later = day + timedelta(days=words.random.choice((0, 0, 1, 3, 4, 365)))
                again = f"{words.changed(text, share)}\n\n{_FOOT}"
                made.append(Document(f"{number}-{copy}", again, published=words.random.choice((later, None))))
    words.random.shuffle(made)
    return iter(made)
