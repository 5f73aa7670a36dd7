"""`servanda evaluate`: the reader, or a saved run, against a folder of coded documents."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from servanda.evaluation.assess import Assessment
    from servanda.evaluation.floors import Floors

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_NEW_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("evaluate")
@click.argument("gold_dir", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--pred", type=_FILE, help="Score the acts of this file instead of running the reader.")
@click.option("--weights", type=_FILE, help="Run the reader with these trained weights.")
@click.option("--publisher", metavar="CODE", help="Only the documents of this publisher, such as AUS.")
@click.option("--against", type=_FILE, help="List acts won and lost against this saved run.")
@click.option("--save", type=_NEW_FILE, help="Save the acts of this run.")
@click.option("--by", "by_types", is_flag=True, help="Add a table by act type.")
@click.option("--errors", "list_errors", is_flag=True, help="List every act that is not wholly right.")
@click.option("--bootstrap", type=click.IntRange(0), default=1000, show_default=True, help="Draws.")
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of the draws.")
@click.option("--floors", type=_NEW_FILE, help="Fail where a figure is below its floor in this file.")
@click.option("--raise-floors", is_flag=True, help="Move the floors up to today's figures.")
@click.option("--allow-lower", metavar="REASON", help="Move broken floors down and record the reason.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(
    floors: Path | None,
    raise_floors: bool,
    allow_lower: str | None,
    form: str,
    by_types: bool,
    **options: Any,
) -> int:
    """Measure the reader on coded documents.

    GOLD_DIR holds docs.jsonl and acts.jsonl.
    Two acts match when their triggers overlap or their clauses overlap by half, one to one, best first.
    The exit code is 1 where a figure is below its floor.
    """
    from servanda.cli.root import Sentence
    from servanda.evaluation.coded import CodedError

    if (raise_floors or allow_lower is not None) and not floors:
        raise click.UsageError("--raise-floors and --allow-lower need --floors FILE.")
    if allow_lower is not None and not allow_lower.strip():
        raise click.UsageError("--allow-lower needs a reason in words.")
    try:
        told = _assess(**options)
        _print(told, form, by_types)
        return _hold(told, floors, raise_floors, allow_lower) if floors else 0
    except CodedError as error:
        raise Sentence(str(error)) from error


def _assess(
    gold_dir: Path,
    pred: Path | None,
    weights: Path | None,
    publisher: str | None,
    against: Path | None,
    save: Path | None,
    list_errors: bool,
    bootstrap: int,
    seed: int,
) -> "Assessment":
    from servanda.evaluation.assess import assess
    from servanda.evaluation.coded import load_acts, load_gold
    from servanda.evaluation.run import read_gold, save_run

    if pred and weights:
        raise click.UsageError("--pred scores a saved run and --weights runs the reader: give one of them.")
    gold = load_gold(gold_dir)
    gold = gold.of_publisher(publisher) if publisher else gold
    before = load_acts(against) if against else None
    run = load_acts(pred) if pred else read_gold(gold, weights=weights)
    if save:
        save_run(save, run)
    return assess(gold, run, before=before, list_errors=list_errors, resamples=bootstrap, seed=seed)


def _print(told: "Assessment", form: str, by_types: bool) -> None:
    import msgspec

    from servanda.evaluation import report
    from servanda.export.console import console

    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(report.as_json(told)), indent=2).decode())
        return
    screen = console()
    report.print_figures(screen, told)
    if by_types:
        report.print_types(screen, told.types)
    report.print_findings(screen, told.findings)


def _hold(told: "Assessment", path: Path, raise_floors: bool, reason: str | None) -> int:
    """1 where a floor is broken and not lowered with a reason, else 0."""
    from datetime import date

    from servanda.evaluation import floors as keep

    kept = keep.load_floors(path)
    name = told.gold.name
    before = kept.get(name)
    now = before
    if now and reason:
        now = keep.lowered(now, told.gold, told.figures, reason=reason, on=date.today())
    if raise_floors:
        now = keep.raised(now, told.gold, told.figures)
    if now and now != before:
        keep.save_floors(path, {**kept, name: now})
    return _judge(told, path, now)


def _judge(told: "Assessment", path: Path, floors: "Floors | None") -> int:
    """Say what is broken on stderr, a sentence each."""
    from servanda.cli.root import complain
    from servanda.evaluation.floors import breaches

    name = told.gold.name
    if floors is None:
        complaints = [f"{path} has no floors for {name}: set them with --raise-floors"]
    elif floors.digest != told.gold.digest:
        complaints = [f"{path} was measured on another {name}: accept the new gold with --allow-lower REASON"]
    else:
        complaints = [str(breach) for breach in breaches(floors, told.figures)]
    for complaint in complaints:
        complain(complaint, "servanda evaluate")
    return 1 if complaints else 0
