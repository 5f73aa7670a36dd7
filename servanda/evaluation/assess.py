"""`Assessment`: everything that is told about one run over one folder of gold."""

from dataclasses import dataclass

from servanda.evaluation.coded import Gold
from servanda.evaluation.figures import Figure, TypeRow, by_type, figures, intervals
from servanda.evaluation.findings import Finding, changes, errors
from servanda.evaluation.run import Run, score_run
from servanda.evaluation.tally import Tally, total


@dataclass(frozen=True, slots=True)
class Assessment:
    """Figures of a run, with their intervals by name (empty where none were drawn), types and findings."""

    gold: Gold
    tally: Tally
    figures: tuple[Figure, ...]
    intervals: dict[str, tuple[float, float]]
    types: tuple[TypeRow, ...]
    findings: tuple[Finding, ...]


def assess(
    gold: Gold,
    run: Run,
    *,
    before: Run | None = None,
    list_errors: bool = False,
    resamples: int = 0,
    seed: int = 0,
) -> Assessment:
    """Score `run`; list what changed since the run `before`, and every error where asked for."""
    scored = score_run(gold, run)
    found = tuple(errors(scored)) if list_errors else ()
    if before is not None:
        found += tuple(changes(score_run(gold, before), scored))
    tally = total(scored)
    ranges = intervals([item.tally for item in scored], resamples=resamples, seed=seed)
    return Assessment(gold, tally, figures(tally), ranges, by_type(scored), found)
