"""`Clause`: an act of one document, with its own words and what stands beside it in its sentence."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from servanda.codebook.parties import PartyBook
from servanda.insight.aligning.aims import aims_of
from servanda.insight.aligning.rules import aligning_rules
from servanda.insight.aligning.told import Told
from servanda.linking.acts import ActNode
from servanda.linking.stems import content, rare
from servanda.model import Account, Act, Modality, Span
from servanda.model.instrument import Stage, Step
from servanda.reading.blocks import blocks_of
from servanda.reading.sentences import sentences_of
from servanda.views import Quotation

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Clause:
    """An act as its document tells it.

    `own` is the clause without the acts that stand within it; `words` are its own and what no act covers
    beside it in its sentence. `doers` are those who do it or are to do it, also where the other side only
    says so; `assured` are the words by which it says so, and `wished` tells that they are but a wish.
    """

    told: Told
    act: Act
    node: ActNode
    own: str
    words: str
    doers: tuple[str, ...]
    sentence: Span
    assured: str | None = None
    wished: bool = False

    @property
    def quotation(self) -> Quotation:
        """The clause as it stands in the document."""
        act = self.act
        return Quotation(self.told.id, act.span.start, act.span.end, act.quote)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems that say what it is about, and who is spoken of besides those who act or speak."""
        rest, others = _parted(self.words, {*self.told.parties, *self.act.actors})
        return content(f"{rest} {self.act.instrument or ''}") | others

    @cached_property
    def figures(self) -> frozenset[str]:
        """Counts and shares that it tells itself."""
        return ActNode(replace(self.act, quote=self.own), "").figures

    @cached_property
    def rare(self) -> tuple[str, ...]:
        """Those of them that few matters share."""
        return rare(self.stems - aligning_rules().generic)

    @cached_property
    def same(self) -> str:
        """Its words in lower case, without marks: clauses that have them in common say the same."""
        return " ".join(_WORD.findall(self.act.quote.lower()))

    @cached_property
    def account(self) -> Account | None:
        """The instrument that it tells of, where one is named or described in it."""
        stepped = self.step
        inside = [
            (one, mention.span)
            for one in self.told.reading.accounts
            for mention in one.mentions
            if self.act.span.contains(mention.span)
        ]
        if stepped is not None:
            inside = [pair for pair in inside if stepped in pair[0].steps] or inside
        return min(inside, key=lambda pair: pair[1], default=(None,))[0]

    @property
    def agreement(self) -> str | None:
        """The ledger's id of that instrument."""
        return self.told.agreements.get(self.account.id) if self.account else None

    @cached_property
    def agreement_stems(self) -> frozenset[str]:
        """The stems of what that instrument is called."""
        one = self.account
        named = " ".join(one.names) or one.subject if one else self.act.instrument or ""
        return content(named)

    @cached_property
    def step(self) -> Step | None:
        """The furthest step of an instrument that it proves."""
        if self.act.modality is not Modality.DONE:
            return None
        steps = [
            step
            for one in self.told.reading.accounts
            for step in one.steps
            if step.act == self.act.id or 2 * step.span.overlap(self.act.span) > len(step.span)
        ]
        order = list(Stage)
        return max(steps, key=lambda step: order.index(step.stage), default=None)

    @property
    def stage(self) -> Stage | None:
        """The stage that it brings, as told or as its type says."""
        if self.step is not None:
            return self.step.stage
        return aligning_rules().steps.get(self.act.type) if self.act.modality is Modality.DONE else None

    @property
    def target(self) -> str | None:
        """The stage that it brings or is to bring."""
        rules = aligning_rules().steps
        return self.stage or self.act.stage or rules.get(self.act.type)


def clauses_of(told: Told, side: str) -> list[Clause]:
    """The acts of a document, and aims within them, as clauses in the order of the text.

    `side` tells the two documents apart.
    """
    document = told.reading.document
    sentences = [one.span for one in sentences_of(told.text, blocks_of(document))]
    acts = [*told.reading.acts, *aims_of(document, told.reading.acts, sentences)]
    return [clause_of(told, act, side, acts, sentences) for act in sorted(acts, key=lambda act: act.span)]


def clause_of(told: Told, act: Act, side: str, acts: Sequence[Act], sentences: Iterable[Span]) -> Clause:
    """One act as a clause, among the `acts` and `sentences` of its document."""
    sentence = next((one for one in sentences if one.start <= act.span.start < one.end), act.span)
    head = told.reading.document
    others = [one.span for one in acts if one.span.overlap(sentence) and one.span != act.span]
    within = [one for one in others if act.span.contains(one)]
    own = _without(told.text, act.span, within)
    return Clause(
        told=told,
        act=act,
        node=ActNode(act, side, head.publisher, head.published),
        own=own,
        words=f"{_beside(told.text, sentence, act, others, before=True)}{own}"
        f"{_beside(told.text, sentence, act, others, before=False)}",
        doers=act.actors,
        sentence=sentence,
    )


def _beside(text: str, sentence: Span, act: Act, others: Sequence[Span], *, before: bool) -> str:
    """What no act covers in the sentence before or after the clause."""
    start, end = sentence.start, max(sentence.end, act.span.end)
    part = Span(start, max(act.span.start, start)) if before else Span(min(act.span.end, end), end)
    return _without(text, part, others)


def _without(text: str, span: Span, others: Sequence[Span]) -> str:
    """`span` with a blank in place of each of `others`."""
    parts, at = [], span.start
    for one in sorted(others):
        if one.end > at and one.start < span.end:
            parts.append(text[at : max(one.start, at)])
            at = min(one.end, span.end)
    return " ".join([*parts, text[at : span.end]])


def _parted(words: str, ours: Collection[str]) -> tuple[str, frozenset[str]]:
    """`words` without the names of parties, and the codes of those that are none of `ours`."""
    mentions = PartyBook.load().find(words)
    for mention in reversed(mentions):
        words = f"{words[: mention.span.start]} {words[mention.span.end :]}"
    return words, frozenset(one.code for one in mentions if one.code not in ours)
