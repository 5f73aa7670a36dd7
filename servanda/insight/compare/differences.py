"""In what two tellings of one act differ: day, sum, rate, how far, who, stage, and in what words."""

from collections.abc import Iterator

from servanda.insight.aligning import Clause, strength
from servanda.insight.aligning.terms import ahead, condition, counts, deadline, deed, shares, verb, when
from servanda.insight.compare.answer import Difference, In
from servanda.model import ActType, Flag, Modality

#: Below every modality: it was only talked about, or a view of it was told.
_TALK = -1


def differences(a: Clause, b: Clause) -> tuple[Difference, ...]:
    """What two tellings of one act do not say alike; of meetings, the heads of both say it."""
    if ActType.MEET in (a.act.type, b.act.type):
        return ()
    parts = (_who, _how_far, _stage, _denial, _date, _condition, _sum, _figures, _hedges, _tone)
    return tuple(one for part in parts for one in part(a, b))


def _who(a: Clause, b: Clause) -> Iterator[Difference]:
    if ahead(a) and ahead(b) and a.doers and b.doers and set(a.doers) != set(b.doers):
        yield Difference(In.WHO, ",".join(a.doers), ",".join(b.doers))


def _how_far(a: Clause, b: Clause) -> Iterator[Difference]:
    """What one side says of the other is no promise, however it is put: its modality is not compared.

    Nor is it where both tell the same step: who welcomes that talks ended tells it as well.
    """
    if a.assured or b.assured or (a.stage is not None and a.stage is b.stage):
        return
    if _level(a) != _level(b):
        yield Difference(In.MODALITY, verb(a), verb(b))


def _level(clause: Clause) -> int:
    """How far it goes; views and what was only talked about go nowhere."""
    act = clause.act
    stance = act.type is ActType.REAFFIRM and act.modality is Modality.DONE
    return strength().level(act) if deed(act) and not stance else _TALK


def _stage(a: Clause, b: Clause) -> Iterator[Difference]:
    if a.stage is not None and b.stage is not None and a.stage is not b.stage:
        yield Difference(In.STAGE, a.stage.value, b.stage.value)


def _denial(a: Clause, b: Clause) -> Iterator[Difference]:
    ours, theirs = (Flag.NEGATED in one.act.flags for one in (a, b))
    if ours != theirs:
        yield Difference(In.DENIAL, verb(a), verb(b))


def _date(a: Clause, b: Clause) -> Iterator[Difference]:
    """Days of what is still ahead; of what is done, only the stage and the words are compared."""
    if Modality.DONE not in (a.act.modality, b.act.modality) and when(a) != when(b):
        yield Difference(In.DATE, deadline(a), deadline(b))


def _condition(a: Clause, b: Clause) -> Iterator[Difference]:
    ours, theirs = condition(a), condition(b)
    if (ours is None) != (theirs is None):
        yield Difference(In.CONDITION, ours, theirs)


def _sum(a: Clause, b: Clause) -> Iterator[Difference]:
    ours, theirs = a.act.money, b.act.money
    same = ours and theirs and (ours.amount, ours.currency) == (theirs.amount, theirs.currency)
    if (ours or theirs) and not same:
        yield Difference(In.SUM, ours.text if ours else None, theirs.text if theirs else None)


def _figures(a: Clause, b: Clause) -> Iterator[Difference]:
    for what, told in ((In.RATE, shares), (In.FIGURE, counts)):
        if told(a) != told(b):
            yield Difference(what, ", ".join(told(a)) or None, ", ".join(told(b)) or None)


def _hedges(a: Clause, b: Clause) -> Iterator[Difference]:
    """Words that take something back beside the verb; those at the verb are a matter of how far it goes."""
    ours, theirs = (strength().hedges_beside(one.words) for one in (a, b))
    for id in sorted(ours.keys() ^ theirs.keys()):
        yield Difference(In.HEDGE, ours.get(id), theirs.get(id))


def _tone(a: Clause, b: Clause) -> Iterator[Difference]:
    ours, theirs = strength().tone(a.act), strength().tone(b.act)
    if ours and theirs and ours.scale == theirs.scale and ours.step != theirs.step:
        yield Difference(In.TONE, ours.words, theirs.words)
