"""The words that prove an act: its trigger and its clause, cut where the next act begins."""

from collections.abc import Collection

from servanda.codebook.lexicon import Lexicon
from servanda.model import Span
from servanda.reading.frames import SUBJECTS, Frame
from servanda.reading.parse import Parsed

_LIGHT = frozenset({"express", "announce", "support", "need", "commit", "affirm", "stress", "open", "host"})
_CUT = frozenset({"conj", "advcl", "xcomp", "acl", "pcomp", "prep"})
_FRONTED = frozenset({"prep", "advcl", "npadvmod", "advmod"})
_DASHES = frozenset({"–", "—", "--"})
_TRAILING = frozenset({"CCONJ", "PUNCT", "PART", "ADP", "AUX", "SCONJ"})


def trigger_of(frame: Frame, lex: Lexicon) -> Span:
    """The few contiguous words that carry the act: auxiliaries, head, particle, and a close complement."""
    p = frame.parsed
    low = high = frame.head
    if frame.kind == "adjective" and p.dep[frame.head] == "acomp" and frame.head - p.head[frame.head] <= 4:
        low = p.head[frame.head]
    before = [at for at in frame.auxiliaries if low - 6 <= at < low and p.lemmas[at] != "to"]
    low = min([low, *before])
    high = max([high, *(at for at in frame.particles if at - high <= 2)])
    reach = _complement(frame, lex)
    if reach is not None and reach - high <= 4:
        high = reach
    return Span(p.start[low], p.end[high])


def _complement(frame: Frame, lex: Lexicon) -> int | None:
    """The complement verb of "agreed to launch", the noun of "expressed support"."""
    p = frame.parsed
    for at in frame.complements:
        if p.dep[at] == "xcomp" and at > frame.head and p.pos[at] == "VERB":
            return at
    names = set(lex.verb(frame.lemma))
    for at in frame.objects:
        if at > frame.head and names & _LIGHT and lex.noun(p.lemmas[at]):
            return at
    return None


def clause_of(frame: Frame, others: Collection[int]) -> Span:
    """From the subject to the last complement; `others` are the heads of the sentence's other acts."""
    p = frame.parsed
    low = _start(frame)
    high = _end(frame, others)
    while high > frame.head and p.pos[high] in _TRAILING and not _closes(p, low, high):
        high -= 1
    while low < frame.head and (p.pos[low] in {"PUNCT", "CCONJ", "SPACE"}):
        low += 1
    return Span(p.start[low], p.end[max(high, frame.head)])


def lead_of(frame: Frame, clause: Span) -> Span | None:
    """What stands before the subject and tells when: "By 2030, …", "Once both have ratified it, …"."""
    p = frame.parsed
    if frame.kind != "verb":
        return None
    fronted = [
        at
        for at in p.children[frame.head]
        if at < frame.head and p.dep[at] in _FRONTED and p.end[at] <= clause.start
    ]
    return Span(p.start[min(p.left[at] for at in fronted)], clause.start) if fronted else None


def _closes(p: Parsed, low: int, high: int) -> bool:
    """Whether the last word closes a bracket or quotation that opens in the clause."""
    pair = {")": "(", "”": "“", "]": "["}.get(p.words[high])
    return pair is not None and pair in p.words[low:high]


def _start(frame: Frame) -> int:
    p = frame.parsed
    head = frame.head
    top = p.head[head] if frame.kind == "adjective" and p.dep[head] == "acomp" else head
    subjects = [at for at in p.children[top] if p.dep[at] in SUBJECTS and at < head]
    if frame.kind == "noun":
        return p.left[head]
    if subjects:
        return p.left[subjects[0]]
    own = [
        at
        for at in p.children[top]
        if at < head and p.dep[at] in {"aux", "auxpass", "advmod", "neg", "npadvmod"}
    ]
    own = [at for at in own if p.lemmas[at] != "to" or p.dep[at] != "aux"]
    return min([top, head, *own])


def _end(frame: Frame, others: Collection[int]) -> int:
    p = frame.parsed
    top = p.head[frame.head] if frame.kind == "adjective" and p.dep[frame.head] == "acomp" else frame.head
    high = p.right[top]
    for at in range(frame.head + 1, high + 1):
        if p.words[at] in _DASHES and not any(p.words[later] in _DASHES for later in range(at + 1, high + 1)):
            high = at - 1
            break
        if at in others and p.dep[at] in _CUT and _below(p, at, top):
            high = min(high, _left_of(p, at) - 1)
            break
        if p.dep[at] == "conj" and p.head[at] == top and p.pos[at] in {"VERB", "AUX"} and frame.objects:
            high = min(high, _left_of(p, at) - 1)
            break
        if (
            p.dep[at] == "advcl"
            and p.head[at] == top
            and p.tag[at] == "VBG"
            and p.words[p.left[at] - 1] == ","
        ):
            high = min(high, p.left[at] - 1)
            break
    return max(high, frame.head)


def _left_of(p: Parsed, at: int) -> int:
    """Where the clause of a later act begins: at its subject, auxiliaries or the verb itself."""
    own = [
        c
        for c in p.children[at]
        if c < at and p.dep[c] in {"aux", "auxpass", "nsubj", "nsubjpass", "advmod", "mark", "neg"}
    ]
    return min([at, *(p.left[c] for c in own)])


def _below(p: Parsed, at: int, top: int) -> bool:
    while p.head[at] != at:
        at = p.head[at]
        if at == top:
            return True
    return False
