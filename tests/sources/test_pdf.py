"""PDFs: paragraphs, columns, broken words, running heads, pages, and what cannot be read."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_files import HEIGHT, Picture, Text, column, encrypted, pdf

from servanda.model import BlockKind, Span
from servanda.sources import Page, Problem, Raw, SourceError, open_documents, render


def read(data: bytes) -> Page:
    return render(Raw("release.pdf", data))


def blocks(page: Page) -> list[tuple[str, str]]:
    doc = page.document
    return [(block.kind.value, block.span.of(doc.text)) for block in doc.blocks]


FIRST = [
    "OTTAWA, October 30, 2025 - The ministers of the two countries met to-",
    "day in Ottawa. They agreed to open negotiations on an agreement about long-",
    "term supplies of critical minerals.",
    "",
    "They also agreed on the long-term exchange of officers and on joint",
    "exercises in the Pacific, beginning with a first one in the spring.",
]


def test_paragraphs_and_broken_words() -> None:
    page = read(pdf([[Text(72, 790, "Ministers meet", 18), *column(FIRST)]]))
    assert blocks(page) == [
        ("heading", "Ministers meet"),
        (
            "paragraph",
            "OTTAWA, October 30, 2025 - The ministers of the two countries met today in Ottawa. They agreed"
            " to open negotiations on an agreement about long-term supplies of critical minerals.",
        ),
        (
            "paragraph",
            "They also agreed on the long-term exchange of officers and on joint exercises in the Pacific,"
            " beginning with a first one in the spring.",
        ),
    ]
    facts = page.facts
    assert facts.title and facts.title.value == "Ministers meet"
    assert facts.published and (facts.published.value, facts.published.origin) == (
        date(2025, 10, 30),
        "text:date line",
    )
    assert facts.place and facts.place.value == "OTTAWA"


def test_two_columns_are_read_one_after_the_other_whatever_the_order_in_the_file() -> None:
    left = [
        "The left column tells the first half",
        "of the story, and it goes on for as",
        "long as it takes to fill the lines.",
        "",
        "A second paragraph stands below it,",
        "with words of its own for the reader.",
    ]
    right = [
        "The right column tells the second",
        "half, which comes after all of the",
        "left one for anyone who reads it.",
        "",
        "It ends with a paragraph that says",
        "what both sides will do next year.",
    ]
    title = Text(72, 790, "A communique in two columns that has a title across both of them", 14)
    sides = [column(left, x=72), column(right, x=320)]
    mixed = [text for pair in zip(*sides, strict=True) for text in pair]
    shown = [text for _, text in blocks(read(pdf([[title, *mixed]])))]
    assert shown == [
        title.words,
        " ".join(left[:3]),
        " ".join(left[4:]),
        " ".join(right[:3]),
        " ".join(right[4:]),
    ]


def test_lists_and_headings() -> None:
    lines = [
        "The leaders agreed to the following steps for the coming year:",
        "• open talks on an agreement that covers all of the goods",
        "  and services;",
        "• meet again.",
        "",
        "1. This is a numbered paragraph of the text.",
        "2. And so is this one.",
    ]
    page = read(
        pdf(
            [
                [
                    *column(lines),
                    Text(72, 640, "Next steps", 11, bold=True),
                    Text(72, 620, "Work will go on in the new year as planned."),
                ]
            ]
        )
    )
    assert blocks(page) == [
        ("paragraph", "The leaders agreed to the following steps for the coming year:"),
        ("item", "open talks on an agreement that covers all of the goods and services;"),
        ("item", "meet again."),
        ("paragraph", "1. This is a numbered paragraph of the text."),
        ("paragraph", "2. And so is this one."),
        ("heading", "Next steps"),
        ("paragraph", "Work will go on in the new year as planned."),
    ]
    assert "\n- meet again." in page.document.text


def three_pages() -> bytes:
    def sheet(number: int, lines: list[str]) -> list[Text]:
        head = Text(72, HEIGHT - 40, "Ministry of Foreign Affairs", 9)
        foot = Text(280, 30, f"Page {number} of 3", 9)
        return [head, *column(lines), foot]

    return pdf(
        [
            sheet(1, ["The first page of the statement ends in the middle of a sentence that"]),
            sheet(2, ["goes on here, on the second page.", "", "Another paragraph stands alone."]),
            sheet(3, ["The third page says that the talks will open in the spring."]),
        ]
    )


def test_running_heads_are_marked_and_text_runs_on_over_the_page() -> None:
    page = read(three_pages())
    text = page.document.text
    body = [b for b in page.document.blocks if b.kind is BlockKind.PARAGRAPH]
    assert body[0].span.of(text) == (
        "The first page of the statement ends in the middle of a sentence that goes on here,"
        " on the second page."
    )
    furniture = [b.span.of(text) for b in page.document.blocks if b.kind is BlockKind.FURNITURE]
    assert furniture.count("Ministry of Foreign Affairs") == 3 and "Page 2 of 3" in furniture


def test_every_span_knows_its_page() -> None:
    page = read(three_pages())
    text = page.document.text

    def at(words: str) -> int | None:
        return page.page_of(Span(text.index(words), text.index(words) + len(words)))

    assert [at("The first page"), at("on the second page"), at("Another"), at("The third")] == [1, 2, 2, 3]
    assert [b.page for b in page.document.blocks if b.kind is BlockKind.PARAGRAPH] == [1, 2, 3]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf([[], []]), "is scanned: it has no text layer"),
        (encrypted(), "is encrypted"),
        (three_pages()[:300], "damaged or cut"),
        (b"%PDF-1.7\nnothing of the sort", "damaged or cut"),
    ],
    ids=["scanned", "encrypted", "cut", "no PDF"],
)
def test_what_cannot_be_read_is_told(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason) as raised:
        read(data)
    assert raised.value.exit_code == 3 and "\n" not in raised.value.message


STAMP = Text(72, 100, "Copy 4")


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        ([FIRST, None], "page 2 has no text layer, only a picture, and is not read"),
        ([None, FIRST, None, None, None, FIRST, None], "pages 1, 3–5 and 7 have no text layer"),
        ([FIRST, [Picture(), STAMP]], "page 2 has no text layer"),
    ],
    ids=["one", "several", "with a stamp"],
)
def test_pages_that_are_only_pictures_are_named(sheets: list, said: str, tmp_path: Path) -> None:
    path = tmp_path / "part.pdf"
    path.write_bytes(pdf([Picture()] if s is None else column(s) if s is FIRST else s for s in sheets))
    told: list[Problem] = []
    docs = list(open_documents([str(path)], on_problem=pytest.fail, on_warning=told.append))
    assert len(docs) == 1 and "They agreed to open negotiations" in docs[0].text
    assert [(problem.source, problem.exit_code) for problem in told] == [(str(path), 0)]
    assert told[0].message.startswith(said)


@pytest.mark.parametrize(
    "more",
    [[], [Picture(60, 60)], [Picture(), *column(FIRST)]],
    ids=["blank", "a crest alone", "a picture behind its text"],
)
def test_other_pages_are_no_cause_for_a_warning(more: list) -> None:
    assert read(pdf([column(FIRST), more])).warnings == ()


@given(
    st.lists(st.tuples(st.integers(0, 5_000), st.binary(min_size=1, max_size=6)), max_size=12),
    st.integers(0, 3_000),
)
def test_damaged_files_are_read_or_refused(damage: list[tuple[int, bytes]], cut: int) -> None:
    data = bytearray(three_pages())
    for place, junk in damage:
        data[place % len(data) : place % len(data) + len(junk)] = junk
    try:
        page = read(b"%PDF-" + bytes(data[5 : len(data) - cut]))
    except SourceError as error:
        assert error.message
        return
    end = 0
    for block in page.document.blocks:
        assert end <= block.span.start < block.span.end <= len(page.document.text)
        end = block.span.end
