"""`servanda review`: what the ledger will not decide alone."""

from datetime import date

import click

from servanda.cli.asking import as_of_option, form_option, ledger_option, opened_view

#: Questions that people get unless they ask for more.
SHOWN = 20


@click.command("review")
@ledger_option
@as_of_option
@form_option("table", "json", "jsonl", "md")
@click.option("--limit", type=click.IntRange(1), metavar="N", help=f"So many; tables show {SHOWN}.")
def command(where: str, as_of: date | None, form: str, limit: int | None) -> None:
    """List the questions that wait for a person.

    Each comes with the words of both sides. Answer them with 'servanda merge', 'servanda split',
    'servanda accept' or 'servanda reject'.
    """
    from servanda.cli.output import opened
    from servanda.export import ledger_lines, ledger_sheet_markdown, ledger_sheet_text
    from servanda.export.ledger_review import review_sheet

    with opened_view(where, as_of) as view, opened(None) as out:
        if form in ("json", "jsonl"):
            questions = view.questions(limit=limit)
            (ledger_lines.write_json if form == "json" else ledger_lines.write_jsonl)(questions, out)
            return
        questions = view.questions(limit=(limit or SHOWN) + 1)
        shown = questions[: limit or SHOWN]
        sources = view.sources({one.document for question in shown for one in question.evidence})
        page = review_sheet(shown, sources, more=len(questions) > len(shown))
        (ledger_sheet_text if form == "table" else ledger_sheet_markdown).write([page], out)
