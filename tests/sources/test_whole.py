"""Word, Markdown and e-mail come through the same renderer."""

import io
import zipfile
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_files import column, pdf
from word_files import docx, paragraph, table

from servanda.sources import Hints, Page, Problem, Raw, SourceError, open_documents, render

LONG = "The ministers met in Ottawa and agreed on a plan for the coming year, in every detail."


def blocks(page: Page) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.of(page.document.text)) for block in page.document.blocks]


def word(*body: str, title: str = "", head: str = "") -> Page:
    return render(Raw("a.docx", docx(*body, title=title, head=head)))


def test_a_word_file() -> None:
    page = word(
        paragraph("Ministers meet", "Heading1"),
        paragraph("SEOUL, May 4, 2024 – " + LONG),
        paragraph("They agreed to:"),
        paragraph("open talks;", bullet=True),
        paragraph("meet again.", bullet=True),
        table([["Year", "Cars"], ["2026", "49,000"]]),
        paragraph("Media contacts", bold=True),
        paragraph("Press office"),
        title="Template of 2003",
    )
    assert blocks(page) == [
        ("heading", "Ministers meet"),
        ("paragraph", "SEOUL, May 4, 2024 – " + LONG),
        ("paragraph", "They agreed to:"),
        ("item", "open talks;"),
        ("item", "meet again."),
        ("table", "Year | Cars"),
        ("table", "2026 | 49,000"),
        ("contact", "Media contacts"),
        ("contact", "Press office"),
    ]
    facts = page.facts
    assert facts.title and (facts.title.value, facts.title.origin) == ("Ministers meet", "heading")
    assert facts.published and facts.published.value == date(2024, 5, 4)
    assert facts.place and facts.place.value == "SEOUL"


def test_what_word_keeps_beside_the_text_is_the_last_resort() -> None:
    facts = word(paragraph(LONG), paragraph(LONG), title="Talks open").facts
    assert facts.title and (facts.title.value, facts.title.origin) == ("Talks open", "docx:title")
    assert facts.published and (facts.published.value, facts.published.origin) == (
        date(2024, 5, 3),
        "docx:created",
    )


def bomb() -> bytes:
    out = io.BytesIO(docx(paragraph(LONG)))
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as packed,
        packed.open("word/media/big.bin", "w") as big,
    ):
        for _ in range(300):
            big.write(bytes(1024 * 1024))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (docx(paragraph(LONG))[:400], "damaged Word file"),
        (b"PK\x03\x04 no zip", "damaged Word file"),
        (docx(paragraph("")), "holds no words"),
        (docx(paragraph("&a;"), head='<!DOCTYPE d [<!ENTITY a "aaaa">]>'), "document type with entities"),
        (docx("<w:p><unclosed>"), "cannot be read"),
    ],
)
def test_word_files_that_cannot_be_read(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        render(Raw("a.docx", data))


def test_a_word_file_that_explodes_is_refused() -> None:
    with pytest.raises(SourceError, match="would unpack to"):
        render(Raw("a.docx", bomb()))


def test_markdown() -> None:
    source = f"# Talks open\n\n{LONG}\nAnd *more*.\n\n- one\n- two\n  - inner\n\n> Said so.\n\n"
    source += "| a | b |\n|---|---|\n| 1 | 2 |\n"
    page = render(Raw("a.md", source.encode()))
    assert blocks(page) == [
        ("heading", "Talks open"),
        ("paragraph", LONG + " And more."),
        ("item", "one"),
        ("item", "two"),
        ("item", "inner"),
        ("quotation", "Said so."),
        ("table", "a | b"),
        ("table", "1 | 2"),
    ]
    assert page.document.title == "Talks open"


def mail(
    plain: str | None, html: str | None = None, sender: str = "Press <press@international.gc.ca>"
) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"] = sender, "Canada and Thailand open talks"
    message["Date"] = "Thu, 30 Oct 2025 14:00:00 -0400"
    if plain is not None:
        message.set_content(plain)
    if html is not None and plain is not None:
        message.add_alternative(html, subtype="html")
    elif html is not None:
        message.set_content(html, subtype="html")
    return message


def test_mail_with_plain_text() -> None:
    page = render(Raw("a.eml", mail(f"{LONG}\n\nÜber more.\n").as_bytes()))
    assert page.document.text == f"{LONG}\n\nÜber more."
    facts = page.facts
    assert (facts.title and facts.title.value) == "Canada and Thailand open talks"
    assert (facts.published and facts.published.value) == date(2025, 10, 30)
    assert (facts.publisher and facts.publisher.value) == "CAN"


def test_mail_whose_plain_part_says_nothing() -> None:
    html = f"<p>{LONG}</p><ul><li>open talks</li></ul><p>{LONG}</p>"
    page = render(Raw("a.eml", mail("See the HTML part.", html).as_bytes()), Hints(publisher="KOR"))
    assert blocks(page) == [("paragraph", LONG), ("item", "open talks"), ("paragraph", LONG)]
    assert page.document.publisher == "KOR"


def test_documents_attached_to_mail_are_read_too(tmp_path: Path) -> None:
    message = mail(LONG)
    message.add_attachment(pdf([column([LONG])]), maintype="application", subtype="pdf", filename="s.pdf")
    message.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment(b"%PDF-1.4 cut", maintype="application", subtype="pdf", filename="bad.pdf")
    path = f"{tmp_path}/a.eml"
    Path(path).write_bytes(message.as_bytes())
    told: list[Problem] = []
    assert [doc.id for doc in open_documents([path], on_problem=told.append)] == [path, f"{path}#s.pdf"]
    assert [problem.source for problem in told] == [f"{path}#bad.pdf"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"no head at all\n\nbody", "is no e-mail"), (mail(None).as_bytes(), "without any text")],
)
def test_mail_that_cannot_be_read(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        render(Raw("a.eml", data))


@pytest.mark.parametrize("name", ["a.docx", "a.eml", "a.md"])
@given(data=st.data())
def test_damaged_files_are_read_or_refused(name: str, data: st.DataObject) -> None:
    whole = bytearray(
        {
            "a.docx": docx(paragraph(LONG)),
            "a.eml": mail(LONG, f"<p>{LONG}</p>").as_bytes(),
            "a.md": LONG.encode(),
        }[name]
    )
    for _ in range(data.draw(st.integers(0, 8))):
        place = data.draw(st.integers(0, len(whole) - 1))
        junk = data.draw(st.binary(min_size=1, max_size=4))
        whole[place : place + len(junk)] = junk
    try:
        page = render(Raw(name, bytes(whole)))
    except SourceError as error:
        assert error.message and "\n" not in error.message
        return
    for block in page.document.blocks:
        assert 0 <= block.span.start < block.span.end <= len(page.document.text)
