"""`servanda changes`: what changed in the wording since the last statement of the same series."""

from datetime import date
from pathlib import Path

import click

from servanda.cli.asking import as_of_option, form_option, ledger_option
from servanda.cli.compare import publishers_option


@click.command("changes")
@click.argument("documents", nargs=-1, required=True, metavar="[EARLIER] LATER")
@publishers_option
@ledger_option
@as_of_option
@form_option("table", "json", "md", "html")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def command(
    documents: tuple[str, ...],
    publishers: tuple[str, ...],
    where: str,
    as_of: date | None,
    form: str,
    output: Path | None,
) -> None:
    """Tell what changed in the wording from one statement to the next.

    Commitments and positions that are new, stronger, weaker, dropped or unchanged, with the words of both and
    what makes them so: how firmly, by when, how much, on what condition, with what reservation. EARLIER and
    LATER are documents of the ledger, or files or addresses, which are read now. Without EARLIER the last
    statement of the same series is found; where that is not clear, those that may be it are named.
    """
    from servanda.cli.compare import day_of, ledger_for, told_by
    from servanda.cli.output import opened
    from servanda.export import changes_html, changes_markdown, changes_text, ledger_lines
    from servanda.insight.aligning import told_of
    from servanda.insight.changes import changes

    if len(documents) > 2:
        raise click.UsageError("name one statement, or two: the earlier and the later")
    with ledger_for(documents if len(documents) == 2 else (), where, as_of) as view:
        told = told_by(view, documents, publishers)
        answer = changes(view or day_of(as_of), *told)
        if view is not None and answer.before is not None and len(told) < 2:
            told.insert(0, told_of(view, answer.before.document))
    with opened(output) as out:
        if form == "json":
            ledger_lines.write_jsonl([answer], out)
        elif form == "html":
            changes_html.write(answer, [one.text for one in told], out)
        else:
            {"table": changes_text, "md": changes_markdown}[form].write(answer, out)
