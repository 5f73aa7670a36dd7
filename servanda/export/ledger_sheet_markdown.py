"""Sheets as Markdown, ready to paste into a note."""

from collections.abc import Iterable
from typing import TextIO

from servanda.export.ledger_sheet import Item, Sheet
from servanda.export.markdown import escape


def write(sheets: Iterable[Sheet], out: TextIO) -> None:
    """Each sheet under a heading of the second rank."""
    for number, sheet in enumerate(sheets):
        out.write("\n" if number else "")
        out.write(f"## {escape(sheet.title)}\n\n{escape(f'{sheet.kind} {sheet.id}'.strip())}\n\n")
        for name, value, _ in sheet.facts:
            if value:
                out.write(f"- **{escape(name)}**: {escape(value)}\n")
        for section in sheet.sections:
            out.write(f"\n### {escape(section.title)}\n\n")
            out.writelines(_item(item) for item in section.items)
            if section.note:
                out.write(f"{escape(section.note)}\n")


def _item(item: Item) -> str:
    """An item as an entry of a list, its further lines as paragraphs of the entry."""
    lines = [f"- {escape(item.head)}", *(f"  {escape(line)}" for line in item.lines)]
    if item.quote:
        lines.append(f"  > “{escape(item.quote)}”")
    if item.cite:
        lines.append(f"  {escape(item.cite)}")
    return "\n\n".join(lines) + "\n"
