"""A brief as Markdown, page, Word and PDF: hostile words, two pages, the same bytes again."""

import builtins
import io
import itertools
import re
import shlex
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from click.testing import CliRunner
from lxml import etree
from lxml import html as pages_html

from servanda.api.ledger import Ledger
from servanda.cli import main
from servanda.export.brief import composed, fitted, html, markdown
from servanda.export.brief.days import day_words
from servanda.export.brief.docx import docx
from servanda.export.brief.drawings import drawings
from servanda.export.brief.noting import cut
from servanda.export.brief.pdf import pages, pdf
from servanda.export.brief.rows import sum_words
from servanda.export.brief.stages_picture import stages_picture
from servanda.export.brief.time_picture import time_picture
from servanda.insight.brief import brief
from servanda.views import Timeline
from tests.insight.brief_lines import AS_OF, LONG, MEETING, WORDS, lines


def text_of(made: bytes) -> str:
    with pypdfium2.PdfDocument(made) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize("count", [0, 1, 3, 12])
@pytest.mark.parametrize("words", [("A short promise",), (LONG,), WORDS], ids=["short", "long", "hostile"])
def test_pdf_has_at_most_two_pages(count: int, words: tuple[str, ...]) -> None:
    """Whatever there is to tell: what does not fit is counted."""
    whole = lines(count, words)
    made = pdf(whole)
    with pypdfium2.PdfDocument(made) as document:
        assert len(document) == pages(made) <= 2
    if count == 12:
        assert "more: servanda due --party NOR --party KEN" in " ".join(text_of(made).split())


def test_pdf_is_filled() -> None:
    """Where there is more than fits, two pages are nearly full: little is left out for fear."""
    with pypdfium2.PdfDocument(
        pdf(lines(12, ("A promise of some length to do something by some day",)))
    ) as document:
        assert len(document) == 2
        text = document[1].get_textpage()
        lowest = min(box[1] for n in range(text.count_chars()) if (box := text.get_charbox(n))[1] > 45)
    assert lowest < 842 / 4


def test_words_reach_the_pdf_as_they_are() -> None:
    """Nothing in a document acts as markup, and text can be taken out again."""
    text = " ".join(text_of(pdf(lines(1, ('#link("x")[y] *b* _i_ $x$ @ref \\ // c',)))).split())
    assert '“#link("x")[y] *b* _i_ $x$ @ref \\ // c”' in text
    assert "Norway – Kenya" in text
    assert "overdue, nothing found" in text


def test_letters_beyond_latin() -> None:
    """Greek and Cyrillic are set; what the typesetter has no letters for leaves a mark on the page."""
    text = text_of(pdf(lines(1, ("Ελληνικά Кириллица",))))
    assert "Ελληνικά Кириллица" in text
    empty, filled = (pdf(lines(1, (words,))) for words in ("x", "한국어"))
    assert dark(filled) > dark(empty)


def dark(made: bytes) -> int:
    """Dark bytes in a picture of the first page."""
    with pypdfium2.PdfDocument(made) as document:
        bitmap = document[0].render(scale=2)
        return sum(1 for value in bytes(bitmap.buffer) if value < 100)


@pytest.mark.parametrize("made", ["pdf", "docx"])
def test_same_brief_same_bytes(made: str) -> None:
    """Nothing of the machine or of its clock is in a file."""

    def make() -> bytes:
        whole = lines(2)
        cut = fitted(whole)
        return pdf(whole) if made == "pdf" else docx(composed(cut), drawings(cut), cut)

    assert make() == make()


def test_docx_is_undated_and_structured() -> None:
    """Real headings, numbered sources, pictures told in words, no day but that of the brief."""
    import docx as library

    whole = fitted(lines(2))
    sheet = composed(whole)
    made = docx(sheet, drawings(whole), whole)
    document = library.Document(io.BytesIO(made))
    headings = [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 2"]
    assert headings == [*(section.title for section in sheet.sections), "Sources"]
    assert len(document.tables) == len(sheet.sections)
    assert [len(table.rows) for table in document.tables] == [len(section.rows) for section in sheet.sections]
    assert document.core_properties.created == document.core_properties.modified
    assert str(document.core_properties.created)[:10] == "2026-03-15"
    assert len(document.inline_shapes) == 2
    assert all(one._inline.docPr.get("descr") for one in document.inline_shapes)
    sources = [one.text for one in document.paragraphs if one.style and one.style.name == "Brief Source"]
    assert [text.split()[0] for text in sources] == [str(note.number) for note in sheet.notes]
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_page_is_whole_and_inert() -> None:
    """The page is well formed, loads nothing, and holds no script, whatever the documents say."""
    whole = fitted(lines(3))
    out = io.StringIO()
    html.write(composed(whole), drawings(whole), out)
    page = pages_html.fromstring(out.getvalue())
    assert not page.xpath("//script | //*[@src] | //*[starts-with(name(@*), 'on')]")
    assert all(re.match(r"#source\d+$|https://example\.org/", one) for one in page.xpath("//a/@href"))
    targets = set(page.xpath("//@id"))
    assert {one[1:] for one in page.xpath("//sup/a/@href")} <= targets
    assert "default-src 'none'" in out.getvalue()


def test_markdown_is_inert() -> None:
    """No line of a document becomes a heading, a link, a picture or a tag."""
    out = io.StringIO()
    markdown.write(composed(fitted(lines(3))), out)
    from markdown_it import MarkdownIt

    tokens = MarkdownIt().parse(out.getvalue())
    kinds = {child.type for token in tokens for child in token.children or ()}
    assert not kinds & {"link_open", "image", "html_inline"}
    assert not any(token.type in ("html_block", "fence", "code_block") for token in tokens)
    headings = [after.content for token, after in itertools.pairwise(tokens) if token.type == "heading_open"]
    assert headings[0].startswith("Norway – Kenya")
    assert headings[-1] == "Sources"


@pytest.mark.parametrize("count", [1, 3, 12])
def test_pictures_are_well_formed(count: int) -> None:
    """Both pictures parse as XML."""
    whole = lines(count)
    for drawn in (time_picture(whole), stages_picture(whole)):
        assert drawn is not None
        assert etree.fromstring(drawn.encode()).tag.endswith("svg")


def test_every_line_cites() -> None:
    """Each line of a sheet points to a source that is listed, and every source is pointed to."""
    sheet = composed(fitted(lines(4)))
    cited = set()
    for section in sheet.sections:
        for row in section.rows:
            cites = [*row.cites, *(one.cite for one in row.quotes)]
            assert cites, (section.name, row)
            cited |= {int(re.match(r"\d+", one).group()) for one in cites}  # type: ignore[union-attr]
    assert cited == {note.number for note in sheet.notes}


def test_long_words_stand_with_their_source() -> None:
    """A quotation that is too long for its line is cut there, and stands longer under its letter."""
    sheet = composed(lines(1, (LONG,)))
    (row,) = next(one for one in sheet.sections if one.name == "ours").rows
    assert row.quotes[0].words.endswith("…")
    number, letter = row.quotes[0].cite[:-1], row.quotes[0].cite[-1]
    note = sheet.notes[int(number) - 1]
    (kept,) = [one.words for one in note.quotes if one.cite == letter]
    assert len(kept) > len(row.quotes[0].words)
    assert LONG.startswith(kept.rstrip("…"))


def test_nothing_found_is_said() -> None:
    """An empty brief is one sentence with the day and the number of documents, and no picture."""
    whole = replace(lines(0), timeline=Timeline("", AS_OF, ()), stages=())
    sheet = composed(whole)
    assert sheet.nothing == (
        "Nothing found on Norway and Kenya together as of 15 Mar 2026, "
        "in the 99 documents that the ledger holds."
    )
    assert (sheet.sections, sheet.notes, drawings(whole)) == ((), (), ())


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-12-31", "31 Dec 2026"), ("2025-10", "Oct 2025"), ("2026", "2026"), (None, ""),
        ("soon", "soon"), ("2026-13", "2026-13"),
    ],
)  # fmt: skip
def test_days(day: str | None, words: str) -> None:
    """Prefix dates in words; what is none stays as it is."""
    assert day_words(day) == words


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        (2.5e8, "NOK", "NOK 250 million"), (1.25e9, "EUR", "EUR 1.25 billion"), (35000, "CAD", "CAD 35,000"),
        (12.5, None, "currency unclear 12.50"),
    ],
)  # fmt: skip
def test_sums(amount: float, currency: str | None, words: str) -> None:
    """Sums as people write them."""
    assert sum_words(amount, currency) == words


@pytest.mark.parametrize(
    ("words", "letters", "kept"),
    [("short", 10, "short"), ("one two three", 9, "one two…"), ("x" * 30, 10, "x" * 9 + "…")],
)
def test_cut(words: str, letters: int, kept: str) -> None:
    """Cut after a word where there is one."""
    assert cut(words, letters) == kept


def test_command(samples: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All formats by the end of a file's name, and what is missing in one sentence."""
    asked = [
        "brief",
        "CAN",
        "Korea",
        "--as-of",
        "2026-03-15",
        "--for",
        "2026-03-18",
        "--ledger",
        samples.store.name,
    ]
    shown = CliRunner().invoke(main, asked)
    assert shown.exit_code == 0
    assert shown.output.startswith("# Canada – South Korea")
    starts = {
        "html": b"<!DOCTYPE html>",
        "pdf": b"%PDF",
        "docx": b"PK",
        "json": b'{"one":"CAN"',
        "md": b"# Canada",
    }
    for ending, start in starts.items():
        file = tmp_path / f"brief.{ending}"
        assert CliRunner().invoke(main, [*asked, "-o", str(file)]).exit_code == 0
        assert file.read_bytes().startswith(start)
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(f"brief.{ending}" for ending in starts)
    known = builtins.__import__

    def missing(name: str, *args: Any, **more: Any) -> Any:
        if name in ("typst", "docx"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return known(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", missing)
    for ending, needs in (("pdf", "typst"), ("docx", "docx")):
        told = CliRunner().invoke(main, [*asked, "--format", ending, "-o", str(tmp_path / "x")])
        assert told.exit_code == 3
        assert told.output.count("\n") == 1
        assert f"needs {needs}, which is not installed: pip install 'servanda[brief]'" in told.output
    assert not (tmp_path / "x").exists()


def test_every_command_that_is_named_can_be_run(two_years: Ledger) -> None:
    """What a section says would show all of it is a command that does."""
    sheet = composed(fitted(lines(12)))
    named = {section.command for section in sheet.sections if section.more}
    assert len(named) >= 8
    for command in sorted(named):
        _, *words = shlex.split(command)
        ran = CliRunner().invoke(main, [*words, "--ledger", two_years.store.name])
        assert ran.exit_code == 0, (command, ran.output)


def test_two_pages_of_a_sample(two_years: Ledger) -> None:
    """A brief of the sample file holds its sections on two pages."""
    with two_years.view(AS_OF) as view:
        answer = brief(view, "NOR", "KEN", for_=MEETING)
    made = pdf(answer)
    assert pages(made) <= 2
    text = " ".join(text_of(made).split())
    for words in (
        "Last contacts",
        "Wording to expect from Kenya",
        "Geothermal Energy Agreement",
        "by 31 Mar 2026",
    ):
        assert words in text
