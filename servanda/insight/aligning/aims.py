"""Aims beside or within another act: "with the aim of concluding them in 2026", "Canada's plan to double".

Purposes are no acts; an aim that can be checked by a time or a figure is (coding manual, sections 1 and 7).
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from servanda.codebook.parties import PartyBook
from servanda.insight.aligning.rules import aligning_rules
from servanda.model import Act, ActType, Deadline, Document, Modality, Span
from servanda.model.act import DEEDS, VOWS, act_id
from servanda.reading.deadlines.find import find_deadlines

#: How sure it is that such words are an act of their own.
_SURE = 0.5
_OWNER = re.compile(r"['’]s?\s+\Z")
_NUMBER = re.compile(r"\d")
_AHEAD = frozenset({Modality.PROMISED, Modality.DECIDED, Modality.INTENDED})


def aims_of(document: Document, acts: Sequence[Act], sentences: Iterable[Span]) -> Iterator[Act]:
    """The aims in `document` that are none of its `acts`."""
    rules = aligning_rules()
    for sentence in sentences:
        words = sentence.of(document.text)
        for match in rules.aims.finditer(words):
            span = _extent(words, match, sentence)
            trigger = Span(sentence.start + match.start(), sentence.start + match.end())
            beside = rules.aims_beside.match(match.group()) is not None
            if _read_already(trigger, acts, beside=beside):
                continue
            due = _deadline(document, span)
            quote = span.of(document.text)
            if due is not None or _NUMBER.search(quote) or rules.multiples.search(quote):
                yield _act(document, span, trigger, due, _whose(document, span, trigger, acts))


def _extent(words: str, match: re.Match[str], sentence: Span) -> Span:
    """From whose aim it is, or from its words, to the end of the sentence."""
    start = match.start()
    owner = _OWNER.search(words, 0, start)
    if owner is not None:
        named = [one for one in PartyBook.load().find(words) if one.span.end == owner.start()]
        start = named[0].span.start if named else start
    return Span(sentence.start + start, sentence.start + len(words.rstrip(" .;!")))


def _read_already(trigger: Span, acts: Sequence[Act], *, beside: bool) -> bool:
    """Whether an act of what is ahead is told by these words; a new aim can open within one."""
    for act in acts:
        if not (act.modality in _AHEAD and (act.type in VOWS or act.type in DEEDS)):
            continue
        if act.span.contains(trigger) and (not beside or act.span.start >= trigger.start):
            return True
    return False


def _deadline(document: Document, span: Span) -> Deadline | None:
    found = find_deadlines(
        span.of(document.text), document.published, offset=span.start, publisher=document.publisher
    )
    return found[0] if found else None


def _whose(document: Document, span: Span, trigger: Span, acts: Sequence[Act]) -> tuple[str, ...]:
    """Who is named before the aim, else who acts in the clause around it, else the issuer."""
    before = document.text[span.start : trigger.start]
    named = [one.code for one in PartyBook.load().find(before, publisher=document.publisher)]
    around = [act for act in acts if act.span.contains(trigger)]
    inner = min(around, key=lambda act: len(act.span), default=None)
    if named:
        return (named[0],)
    if inner is not None:
        return inner.actors
    return (document.publisher,) if document.publisher else ()


def _act(document: Document, span: Span, trigger: Span, due: Deadline | None, who: tuple[str, ...]) -> Act:
    return Act(
        id=act_id(document.sha256, ActType.PROMISE, span, trigger),
        type=ActType.PROMISE,
        modality=Modality.INTENDED,
        span=span,
        trigger=trigger,
        quote=span.of(document.text),
        actors=who,
        deadline=due,
        confidence=_SURE,
        because=("aligning: an aim that can be checked",),
    )
