"""Where each agreement of the pair stands, and what is told to come next."""

from collections.abc import Iterable, Sequence
from datetime import date

from servanda.insight.brief.answer import Marked, NextStep, Part, Side, Standing
from servanda.insight.brief.rules import rules
from servanda.insight.brief.weighing import freshness
from servanda.model import Modality, Stage
from servanda.model.instrument import Binding
from servanda.views import ActRow, AgreementRow, Filter, LedgerView, StageRow

#: How far an act must go to be a step ahead.
_AHEAD = (Modality.PROMISED.value, Modality.DECIDED.value, Modality.INTENDED.value)


def agreements_between(view: LedgerView, one: str, other: str) -> tuple[list[AgreementRow], bool]:
    """The agreements of the pair that stand somewhere, the weightiest first; whether there are more."""
    page = view.agreements(Filter(parties=(one, other)), limit=rules().agreements)
    rows = [row for row in page if row.stage]
    rows.sort(key=lambda row: (-_weight(row, view.as_of), row.id))
    return rows, page.after is not None


def standings(rows: Sequence[AgreementRow], more: bool, acts: Iterable[ActRow]) -> Part[Standing]:
    """The lines on agreements. `acts` are those in which next steps may be told, newest first."""
    steps = _steps(acts)
    lines = rules().lines.agreements
    shown = tuple(_standing(row, steps.get(row.id, ())) for row in rows[:lines])
    return Part(shown, max(0, len(rows) - lines), more)


def marked(rows: Iterable[AgreementRow]) -> tuple[Marked, ...]:
    """The agreements as marks in the picture of stages."""
    return tuple(Marked(row.id, row.name, row.stage, row.binding) for row in rows if row.stage)


def _weight(row: AgreementRow, as_of: date) -> float:
    weights = rules().standing
    weight = freshness(row.last, as_of) * rules().weights.fresh
    weight += weights.binding * (row.binding == Binding.BINDING)
    weight += weights.unfinished * (Stage(row.stage) in rules().unfinished if row.stage else 0)
    return weight + weights.disputed * row.disputed


def _standing(row: AgreementRow, steps: Sequence[ActRow]) -> Standing:
    proof = _proof(row)
    sides = {one.party: one for one in row.sides if one.party}
    return Standing(
        id=row.id,
        name=row.name,
        kind=row.kind,
        binding=row.binding,
        parties=row.parties,
        stage=row.stage or "",
        day=row.stage_date,
        by=proof is not None and proof.dated == "by",
        sides=tuple(Side(code, one.stage, one.date) for code, one in sorted(sides.items())),
        disputed=row.disputed,
        next=_next(steps, proof),
        quotations=tuple(filter(None, [proof.words if proof else None])),
    )


def _proof(row: AgreementRow) -> StageRow | None:
    """The words that prove the stage at which an agreement stands."""
    told = [one for one in (*row.sides, *row.stages) if one.document]
    proving = [one for one in told if one.stage == row.stage]
    found = proving or told
    return found[-1] if found else None


def _steps(acts: Iterable[ActRow]) -> dict[str, list[ActRow]]:
    """Acts ahead by their agreement."""
    steps: dict[str, list[ActRow]] = {}
    for act in acts:
        if act.agreement and act.modality in _AHEAD and "negated" not in act.flags:
            steps.setdefault(act.agreement, []).append(act)
    return steps


def _next(steps: Sequence[ActRow], proof: StageRow | None) -> NextStep | None:
    """The step told last, and no earlier than the stage; what waits on nothing goes before what does."""
    since = proof.date if proof and proof.date else ""
    later = [act for act in steps if act.told and act.told.isoformat()[: len(since)] >= since]
    if not later:
        return None
    plain = [act for act in later if "conditional" not in act.flags]
    act = (plain or later)[0]
    return NextStep(act.actors, act.modality, act.due, act.words)
