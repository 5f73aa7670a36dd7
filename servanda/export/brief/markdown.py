"""A brief as Markdown: headings, lists, numbered sources."""

from typing import TextIO

from servanda.export.brief.sheet import Note, Row, Section, Sheet
from servanda.export.markdown import escape


def write(sheet: Sheet, out: TextIO) -> None:
    """The whole brief; nothing of a document acts as Markdown."""
    out.write(f"# {escape(sheet.title)}\n\n{escape(sheet.subtitle)}\n\n")
    if sheet.facts:
        out.write(" · ".join(f"**{escape(name)}** {escape(value)}" for name, value in sheet.facts) + "\n\n")
    out.writelines(_section(section) for section in sheet.sections)
    if sheet.nothing:
        out.write(f"{escape(sheet.nothing)}\n\n")
    if sheet.notes:
        out.write("## Sources\n\n")
        out.writelines(_note(note) for note in sheet.notes)
        out.write("\n")
    out.write("\n".join(f"{escape(line)}  " for line in sheet.about).rstrip() + "\n")


def _section(section: Section) -> str:
    lines = "".join(f"- {_row(row)}\n" for row in section.rows)
    more = f"\n{section.more}: `{section.command}`\n" if section.more else ""
    return f"## {escape(section.title)}\n\n{lines}{more}\n"


def _row(row: Row) -> str:
    when = escape(row.when) if row.soft else f"**{escape(row.when)}**"
    quotes = " ".join(f"“{escape(one.words)}” {_cite(one.cite)}" for one in row.quotes)
    marks = f"({escape('; '.join(row.marks))})" if row.marks else ""
    if row.grave and marks:
        marks = f"**{marks}**"
    lead = f"**{escape(row.lead)}**" if row.lead else ""
    cites = " ".join(map(_cite, row.cites))
    return " ".join(filter(None, [when if row.when else "", lead, escape(row.text), quotes, marks, cites]))


def _cite(cite: str) -> str:
    """A citation in brackets, which name no link, since the page defines none."""
    return f"[{cite}]"


def _note(note: Note) -> str:
    """A source under its own number, which no reader of Markdown counts anew."""
    quotes = " ".join(f"{one.cite}) “{escape(one.words)}”" for one in note.quotes)
    return f"- [{note.number}] {escape(note.head)}. {escape(note.address)} {quotes}".rstrip() + "\n"
