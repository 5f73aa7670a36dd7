"""`servanda brief`: what one party needs to know before it meets another, on two pages."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from servanda.cli.asking import as_of_option, ledger_option, opened_view
from servanda.cli.options import DAY
from servanda.cli.root import Sentence

if TYPE_CHECKING:
    from servanda.insight.brief import Brief

#: Formats that are text, and those that are not.
TEXTS, FILES = ("md", "html", "json"), ("docx", "pdf")


@click.command("brief")
@click.argument("one", metavar="PARTY")
@click.argument("other", metavar="PARTY")
@ledger_option
@click.option("--for", "for_", type=DAY, help="The day of the meeting: deadlines near it are told.")
@as_of_option
@click.option(
    "--format",
    "form",
    type=click.Choice((*TEXTS, *FILES)),
    help="Unless told, by the end of FILE's name, else md.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def command(
    one: str,
    other: str,
    where: str,
    for_: date | None,
    as_of: date | None,
    form: str | None,
    output: Path | None,
) -> None:
    """Brief the first PARTY for meeting the second.

    Last contacts, where each agreement stands, what either owes the other, what is due, overdue or waiting,
    money, disputed points, what was done since the last meeting, and wording to expect: every line with its
    source. PARTY is a code or name; the first one is "us".
    """
    from servanda.insight.brief import brief

    form = form or _form_of(output)
    with opened_view(where, as_of) as view:
        answer = brief(view, one, other, for_=for_)
    if form in FILES:
        _put(_file(answer, form), output, form)
    else:
        _write(answer, form, output)


def _form_of(output: Path | None) -> str:
    """The format that the name of a file asks for."""
    ending = output.suffix.lower().lstrip(".") if output else ""
    return ending if ending in (*TEXTS, *FILES) else {"htm": "html"}.get(ending, TEXTS[0])


def _write(answer: "Brief", form: str, output: Path | None) -> None:
    from servanda.cli.output import opened
    from servanda.export import ledger_lines
    from servanda.export.brief import composed, fitted, html, markdown
    from servanda.export.brief.drawings import drawings

    with opened(output) as out:
        if form == "json":
            ledger_lines.write_jsonl([answer], out)
            return
        cut = fitted(answer)
        if form == "html":
            html.write(composed(cut), drawings(cut), out)
        else:
            markdown.write(composed(cut), out)


def _file(answer: "Brief", form: str) -> bytes:
    """The document. Raises Sentence where what makes it is not installed."""
    from servanda.export.brief import composed, fitted
    from servanda.export.brief.drawings import drawings

    try:
        if form == "pdf":
            from servanda.export.brief.pdf import pdf

            return pdf(answer)
        from servanda.export.brief.docx import docx

        cut = fitted(answer)
        return docx(composed(cut), drawings(cut), cut)
    except ImportError as error:
        raise Sentence(
            f"--format {form} needs {error.name}, which is not installed: pip install 'servanda[brief]'"
        ) from error


def _put(made: bytes, output: Path | None, form: str) -> None:
    """Write a file whole, or to stdout where that leads elsewhere than to a terminal."""
    if output is None:
        if sys.stdout.isatty():
            raise Sentence(f"--format {form} is no text for a terminal: name a file with -o")
        sys.stdout.buffer.write(made)
        return
    special = output.exists() and not output.is_file()
    part: Any = output if special else output.with_name(f".{output.name}.part")
    try:
        part.write_bytes(made)
        if not special:
            part.replace(output)
    except OSError as error:
        raise Sentence(f"{output}: cannot be written: {error.strerror or error}") from error
