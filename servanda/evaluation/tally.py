"""`Tally`: what is counted when a document's predicted acts are held against its gold; tallies add up."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields

from servanda.evaluation.coded import CodedAct, CodedDocument
from servanda.evaluation.matching import Pair, match


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over one or more documents. Every field is a sum, so tallies of documents can be added."""

    documents: float = 0
    gold: float = 0
    predicted: float = 0
    matched: float = 0
    typed: float = 0
    modality: float = 0
    typed_modality: float = 0
    full: float = 0
    actors_exact: float = 0
    actors_jaccard: float = 0
    recipients_exact: float = 0
    flags_exact: float = 0
    commitments_gold: float = 0
    commitments_predicted: float = 0
    commitments_matched: float = 0
    deadlines_either: float = 0
    deadlines_both: float = 0
    deadline_kind: float = 0
    deadline_end: float = 0
    sums_gold: float = 0
    sums_equal: float = 0
    resliced: float = 0
    empty_documents: float = 0
    invented_in_empty: float = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))


FIELDS = tuple(field.name for field in fields(Tally))


@dataclass(frozen=True, slots=True)
class Scored:
    """A gold document, the acts predicted for it, the pairs between the two and the counts."""

    coded: CodedDocument
    predicted: tuple[CodedAct, ...]
    pairs: tuple[Pair, ...]
    tally: Tally


def score(coded: CodedDocument, predicted: Sequence[CodedAct]) -> Scored:
    """Hold `predicted` against the gold acts of `coded`."""
    pairs = match(coded.acts, predicted)
    return Scored(coded, tuple(predicted), tuple(pairs), _count(coded, predicted, pairs))


def total(scored: Iterable[Scored]) -> Tally:
    """The sum of the tallies of many documents."""
    return sum((item.tally for item in scored), Tally())


def _count(coded: CodedDocument, predicted: Sequence[CodedAct], pairs: Sequence[Pair]) -> Tally:
    gold = coded.acts
    vows_gold = [act for act in gold if act.commitment]
    vows_predicted = [act for act in predicted if act.commitment]
    typed = [pair for pair in pairs if _same_type(pair)]
    dated = [pair for pair in pairs if pair.gold.deadline or pair.predicted.deadline]
    return Tally(
        documents=1,
        gold=len(gold),
        predicted=len(predicted),
        matched=len(pairs),
        typed=len(typed),
        modality=sum(map(_same_modality, pairs)),
        typed_modality=sum(map(_same_modality, typed)),
        full=sum(_same_modality(pair) and _same_actors(pair) for pair in typed),
        actors_exact=sum(map(_same_actors, pairs)),
        actors_jaccard=sum(map(_actors_jaccard, pairs)),
        recipients_exact=sum(set(gold.recipients) == set(ours.recipients) for gold, ours in pairs),
        flags_exact=sum(set(gold.flags) == set(ours.flags) for gold, ours in pairs),
        commitments_gold=len(vows_gold),
        commitments_predicted=len(vows_predicted),
        commitments_matched=len(match(vows_gold, vows_predicted)),
        deadlines_either=len(dated),
        deadlines_both=sum(gold.deadline is not None and ours.deadline is not None for gold, ours in dated),
        deadline_kind=sum(map(_same_deadline_kind, dated)),
        deadline_end=sum(map(_same_deadline_end, dated)),
        sums_gold=sum(pair.gold.money is not None for pair in pairs),
        sums_equal=sum(map(_same_amount, pairs)),
        resliced=sum(_reslices(act, coded.document.text) for act in predicted),
        empty_documents=not gold,
        invented_in_empty=0 if gold else len(predicted),
    )


def _same_type(pair: Pair) -> bool:
    return pair.gold.type == pair.predicted.type


def _same_modality(pair: Pair) -> bool:
    return pair.gold.modality == pair.predicted.modality


def _same_actors(pair: Pair) -> bool:
    return set(pair.gold.actors) == set(pair.predicted.actors)


def _actors_jaccard(pair: Pair) -> float:
    """Common actors over all actors; 0 where neither act names one."""
    ours, theirs = set(pair.gold.actors), set(pair.predicted.actors)
    return len(ours & theirs) / max(1, len(ours | theirs))


def _same_deadline_kind(pair: Pair) -> bool:
    gold, ours = pair.gold.deadline, pair.predicted.deadline
    return gold is not None and ours is not None and gold.kind == ours.kind


def _same_deadline_end(pair: Pair) -> bool:
    gold, ours = pair.gold.deadline, pair.predicted.deadline
    return gold is not None and ours is not None and gold.end == ours.end


def _same_amount(pair: Pair) -> bool:
    gold, ours = pair.gold.money, pair.predicted.money
    return gold is not None and ours is not None and gold.amount == ours.amount


def _reslices(act: CodedAct, text: str) -> bool:
    """Whether clause and trigger lie in the text and the coder's quotation stands there verbatim."""
    inside = 0 <= act.start <= act.end <= len(text) and 0 <= act.trigger[0] <= act.trigger[1] <= len(text)
    return inside and (act.quote is None or text[act.start : act.end] == act.quote)
