"""What one side says that the other is to do: clauses, and sentences in which no act was read."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from servanda.codebook.parties import PartyBook
from servanda.insight.aligning import Clause, Told, clause_of
from servanda.insight.compare.rules import OTHER, Cue, compare_rules
from servanda.model import Act, ActType, Flag, Modality, Span
from servanda.model.act import DEEDS, VOWS, act_id
from servanda.reading.blocks import blocks_of
from servanda.reading.sentences import sentences_of

#: Acts by which somebody says what he is to do.
_AHEAD = frozenset({Modality.PROMISED, Modality.DECIDED, Modality.INTENDED})
#: How sure it is that a sentence with such words is meant so, where no act was read in it.
_SURE = 0.5


def joint(told: Told) -> bool:
    """Whether a document is one of both sides."""
    return compare_rules().joint.search(told.reading.document.title or "") is not None


def other_sides(told: Told, partner: Told) -> frozenset[str]:
    """Who has told in the other document, and for whom the issuer of this one does not speak.

    None of a joint document, in which each side speaks for itself.
    """
    if joint(told) or told.publisher is None:
        return frozenset()
    sides = partner.parties if joint(partner) else (partner.publisher,)
    return frozenset(one for one in sides if one and one != told.publisher)


def attributed(clause: Clause, others: Collection[str]) -> Clause:
    """The clause with what it says of the other side: whose deed it is, and by which words that is said."""
    found = _cue(clause.words, clause.told, others)
    if found is None:
        return clause
    cue, words, named = found
    doers = (named,) if cue.turns else clause.doers
    if not doers or not set(doers) <= set(others):
        return clause
    return replace(clause, doers=doers, assured=words, wished=cue.wish)


def says_for_other(clause: Clause, others: Collection[str]) -> bool:
    """Whether a clause promises something in the name of the other side."""
    if not clause.doers or not set(clause.doers) <= set(others) or clause.wished:
        return False
    if clause.assured is not None:
        return True
    act = clause.act
    if Flag.RECAP in act.flags or act.modality not in _AHEAD:
        return False
    return act.type in VOWS or act.type in DEEDS


def unread(told: Told, others: Collection[str], side: str) -> Iterator[Clause]:
    """Sentences with words of assurance or wish about the other side in which no act was read."""
    acts = told.reading.acts
    sentences = [one.span for one in sentences_of(told.text, blocks_of(told.reading.document))]
    for span in sentences if others else ():
        if any(one.span.overlap(span) for one in acts):
            continue
        if _cue(span.of(told.text), told, others) is not None:
            act = _act(told, span, others)
            yield attributed(clause_of(told, act, side, (*acts, act), sentences), others)


def _act(told: Told, span: Span, others: Collection[str]) -> Act:
    """A sentence of which no more is known than that one side says something for or of the other."""
    quote = span.of(told.text)
    end = len(quote.rstrip(" .!?"))
    clause = Span(span.start, span.start + end)
    publisher = told.publisher or ""
    return Act(
        id=act_id(told.reading.document.sha256, ActType.CALL_ON, clause, clause),
        type=ActType.CALL_ON,
        modality=Modality.CALLED_FOR,
        span=clause,
        trigger=clause,
        quote=clause.of(told.text),
        actors=(publisher,) if publisher else (),
        recipients=tuple(sorted(others)),
        confidence=_SURE,
        because=("compare: words of assurance, no act was read here",),
    )


def _cue(text: str, told: Told, others: Collection[str]) -> tuple[Cue, str, str] | None:
    """The first cue that stands in `text`, with its words and the party that is named in it."""
    mentions = [one for one in PartyBook.load().find(text, publisher=told.publisher) if one.code in others]
    for mention in mentions:
        masked = f"{text[: mention.span.start]}{OTHER}{text[mention.span.end :]}"
        for cue in compare_rules().cues:
            match = cue.pattern.search(masked)
            if match is not None:
                return cue, " ".join(match.group().replace(OTHER, mention.text).split()), mention.code
    return None
