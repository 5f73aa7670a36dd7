"""`Finding`: one act that went wrong, was won or was lost, with the sentence it stands in."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from servanda.evaluation.coded import CodedAct
from servanda.evaluation.matching import Pair
from servanda.evaluation.tally import Scored

#: A sentence is shown at most this long on each side of its act, in characters.
REACH = 240
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])|\n\s*\n")


class Kind(StrEnum):
    """What happened to an act: error classes of one run, then changes between two."""

    MISSED = "missed"
    INVENTED = "invented"
    WRONG_TYPE = "wrong type"
    WRONG_MODALITY = "wrong modality"
    WRONG_ACTORS = "wrong actors"
    WON = "won"
    LOST = "lost"
    NEWLY_INVENTED = "newly invented"
    NO_LONGER_INVENTED = "no longer invented"


@dataclass(frozen=True, slots=True)
class Finding:
    """An act, what happened to it, and where. `detail` tells gold against ours where both exist."""

    kind: Kind
    document: str
    act: CodedAct
    sentence: str
    detail: str = ""
    because: tuple[str, ...] = ()


def errors(scored: Iterable[Scored]) -> Iterator[Finding]:
    """Every act of a run that is not wholly right, document by document in the order of the text."""
    for item in scored:
        found = [*_unpaired(item), *_mistaken(item)]
        yield from sorted(found, key=lambda finding: (finding.act.start, finding.act.end, finding.kind))


def changes(before: Sequence[Scored], after: Sequence[Scored]) -> Iterator[Finding]:
    """Gold acts found with the right type in one run only, and acts invented in one run only.

    Both runs are over the same gold documents in the same order.
    """
    for old, new in zip(before, after, strict=True):
        text, name = new.coded.document.text, new.coded.document.id
        had, has = _hits(old), _hits(new)
        for at, act in enumerate(new.coded.acts):
            if (at in has) != (at in had):
                kind = Kind.WON if at in has else Kind.LOST
                yield Finding(kind, name, act, sentence_around(text, act.start, act.end))
        gone, come = _invented(old), _invented(new)
        for place in sorted(come.keys() - gone.keys()):
            yield _invention(Kind.NEWLY_INVENTED, new, come[place])
        for place in sorted(gone.keys() - come.keys()):
            yield _invention(Kind.NO_LONGER_INVENTED, new, gone[place])


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence in which `[start, end)` stands, on one line, shortened where it is very long."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text, 0, start + 1)]
    left = max((end for end in ends if end <= start), default=0)
    stop = _SENTENCE_END.search(text, max(start, end - 1))
    right = stop.start() + 1 if stop else len(text)
    shown_left, shown_right = max(left, start - REACH), min(right, end + REACH)
    words = " ".join(text[shown_left:shown_right].split())
    return ("…" if shown_left > left else "") + words + ("…" if shown_right < right else "")


def _unpaired(item: Scored) -> Iterator[Finding]:
    text, name = item.coded.document.text, item.coded.document.id
    found = {id(pair.gold) for pair in item.pairs}
    meant = {id(pair.predicted) for pair in item.pairs}
    for act in item.coded.acts:
        if id(act) not in found:
            yield Finding(Kind.MISSED, name, act, sentence_around(text, act.start, act.end))
    for act in item.predicted:
        if id(act) not in meant:
            yield _invention(Kind.INVENTED, item, act)


def _mistaken(item: Scored) -> Iterator[Finding]:
    for gold, ours in item.pairs:
        if gold.type != ours.type:
            yield _against(Kind.WRONG_TYPE, item, Pair(gold, ours), gold.type, ours.type)
        if gold.modality != ours.modality:
            yield _against(Kind.WRONG_MODALITY, item, Pair(gold, ours), gold.modality, ours.modality)
        if set(gold.actors) != set(ours.actors):
            yield _against(Kind.WRONG_ACTORS, item, Pair(gold, ours), _codes(gold), _codes(ours))


def _against(kind: Kind, item: Scored, pair: Pair, right: str, wrong: str) -> Finding:
    sentence = sentence_around(item.coded.document.text, pair.gold.start, pair.gold.end)
    because = pair.predicted.because
    return Finding(kind, item.coded.document.id, pair.gold, sentence, f"gold {right}, ours {wrong}", because)


def _invention(kind: Kind, item: Scored, act: CodedAct) -> Finding:
    document = item.coded.document
    sentence = sentence_around(document.text, act.start, act.end)
    return Finding(kind, document.id, act, sentence, because=act.because)


def _codes(act: CodedAct) -> str:
    return " ".join(sorted(act.actors)) or "nobody"


def _hits(item: Scored) -> set[int]:
    """Places in the gold list of the acts that were found with the right type."""
    right = {id(pair.gold) for pair in item.pairs if pair.gold.type == pair.predicted.type}
    return {at for at, act in enumerate(item.coded.acts) if id(act) in right}


def _invented(item: Scored) -> dict[tuple[int, int, str], CodedAct]:
    """Predicted acts that stand for no gold act, by place and type."""
    meant = {id(pair.predicted) for pair in item.pairs}
    return {(act.start, act.end, act.type): act for act in item.predicted if id(act) not in meant}
