"""The block renderer, element by element: what becomes a block, of which kind, with which text."""

import pytest

from servanda.model import BlockKind, Document
from servanda.sources import Raw, SourceError, render
from servanda.sources.page import Hints

LONG = "The ministers met in Ottawa and agreed on a plan for the coming year, in every detail."
Shown = list[tuple[str, int, str]]


def read(html: str, selector: str | None = None) -> Document:
    return render(Raw("page.html", html.encode(), "text/html"), Hints(selector=selector)).document


def blocks(html: str) -> Shown:
    doc = read(html)
    return [(block.kind.value, block.level, block.span.of(doc.text)) for block in doc.blocks]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<p>{LONG}</p>", [("paragraph", 0, LONG)]),
        (f"<h2>Talks</h2><p>{LONG}</p>", [("heading", 2, "Talks"), ("paragraph", 0, LONG)]),
        (f"<div>{LONG}<div>And more.</div></div>", [("paragraph", 0, LONG), ("paragraph", 0, "And more.")]),
        (f"<p>{LONG}<br>Second line.</p>", [("paragraph", 0, f"{LONG}\nSecond line.")]),
        (f"<p>{LONG}<br><br>Second part.</p>", [("paragraph", 0, LONG), ("paragraph", 0, "Second part.")]),
        (
            f"<div>&nbsp;&nbsp;&nbsp;{LONG}<br>&nbsp;&nbsp;&nbsp;Second part.</div>",
            [("paragraph", 0, LONG), ("paragraph", 0, "Second part.")],
        ),
        (f"<p>•&nbsp;{LONG}</p>", [("item", 1, LONG)]),
        (f"<p>- {LONG}<br>- two</p>", [("item", 1, LONG), ("item", 1, "two")]),
        (f"<p><b>Next steps</b><br>{LONG}</p>", [("heading", 4, "Next steps"), ("paragraph", 0, LONG)]),
        (
            f"<p>{LONG}</p><p><strong>Next steps</strong></p><p>Soon.</p>",
            [("paragraph", 0, LONG), ("heading", 4, "Next steps"), ("paragraph", 0, "Soon.")],
        ),
        (f"<p>{LONG}</p><blockquote>Good.</blockquote>", [("paragraph", 0, LONG), ("quotation", 1, "Good.")]),
        (f"<blockquote><p>{LONG}</p></blockquote>", [("paragraph", 0, LONG)]),
        (
            f"<p>{LONG}</p><figcaption>At work.</figcaption>",
            [("paragraph", 0, LONG), ("caption", 0, "At work.")],
        ),
        (
            f"<pre>{LONG}\nwrapped here.\n\nNext part.</pre>",
            [("paragraph", 0, f"{LONG} wrapped here."), ("paragraph", 0, "Next part.")],
        ),
        (f"<p>{LONG}<!-- no --><script>no()</script></p>", [("paragraph", 0, LONG)]),
        (f"<p>{LONG}</p><p hidden>No.</p><p style='display: none'>No.</p>", [("paragraph", 0, LONG)]),
        (f"<p>{LONG}<span class='sr-only'> (opens in new window)</span></p>", [("paragraph", 0, LONG)]),
    ],
)
def test_elements(html: str, expected: Shown) -> None:
    assert blocks(html) == expected


def test_white_space_is_as_browsers_show_it() -> None:
    doc = read(f"<p>{LONG}  It\n\thas&nbsp;<b>bold</b>\u200b and sof\u00adt parts.</p>")
    assert doc.text == f"{LONG} It has bold and soft parts."


def test_lists_keep_their_marks_outside_the_spans_and_follow_their_lead_in() -> None:
    html = (
        "<p>The leaders of both countries agreed today, after two days of talks, to:</p>"
        "<ul><li>open talks;<ul><li>on goods,</li><li>on services;</li></ul></li>"
        "<li><p>meet again.</p></li></ul>"
        '<ol start="3"><li>third</li><li value="7">seventh</li></ol>'
    )
    doc = read(html)
    assert doc.text == (
        "The leaders of both countries agreed today, after two days of talks, to:\n\n"
        "- open talks;\n  - on goods,\n  - on services;\n- meet again.\n3. third\n7. seventh"
    )
    assert [(b.level, b.span.of(doc.text)) for b in doc.blocks if b.kind is BlockKind.ITEM] == [
        (1, "open talks;"),
        (2, "on goods,"),
        (2, "on services;"),
        (1, "meet again."),
        (1, "third"),
        (1, "seventh"),
    ]


def test_text_behind_an_inner_list_belongs_to_the_item() -> None:
    shown = blocks(f"<p>{LONG}</p><ul><li>one<ul><li>inner</li></ul>and after</li></ul>")
    assert shown[1:] == [("item", 1, "one"), ("item", 2, "inner"), ("item", 1, "and after")]


def test_data_tables_become_a_block_a_row() -> None:
    head = "<caption>Quotas</caption><tr><th>Year</th><th>Cars</th></tr>"
    table = f"<table>{head}<tr><td>2026</td><td><p>49,000</p></td></tr></table>"
    assert blocks(f"<p>{LONG}</p>{table}")[1:] == [
        ("caption", 0, "Quotas"),
        ("table", 0, "Year | Cars"),
        ("table", 0, "2026 | 49,000"),
    ]


def test_layout_tables_are_walked_through() -> None:
    inner = f"<table><tr><td><p>{LONG}</p><p>{LONG} Twice.</p></td></tr></table>"
    shown = blocks(f"<table><tr><td>Left</td><td>{inner}</td></tr></table>")
    assert [block for block in shown if block[0] == "paragraph"] == [
        ("paragraph", 0, LONG),
        ("paragraph", 0, f"{LONG} Twice."),
    ]


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<nav><a href='/'>WORDS HERE</a></nav>", "navigation"),
        ("<div class='cookie-banner'><p>WORDS HERE</p></div>", "notice"),
        ("<div id='socialShare'><p>WORDS HERE</p></div>", "furniture"),
        ("<aside><p>WORDS HERE</p></aside>", "related"),
        ("<h2>Related links</h2><ul><li>WORDS HERE</li></ul>", "related"),
        ("<h2>Quick facts</h2><p>WORDS HERE</p>", "quick_facts"),
        ("<p><strong>Media contacts:</strong></p><p>WORDS HERE</p>", "contact"),
        ("<h2>Quotes</h2><p>WORDS HERE</p>", "quotation"),
        ("<p>-30-</p><p>WORDS HERE</p>", "contact"),
        ("<p>Write to WORDS HERE at x@example.org.</p>", "paragraph"),
        ("<p>WORDS HERE</p>", "furniture"),
        ("<p>Follow us WORDS HERE</p>", "furniture"),
        ("<p><a href='/x'>WORDS HERE</a></p>", "related"),
        ("<h2>Cooperation</h2><p>WORDS HERE.</p>", "paragraph"),
    ],
)
def test_what_is_no_running_text_is_marked_and_kept(html: str, kind: str) -> None:
    shown = blocks(f"<main><h1>Talks</h1><p>{LONG}</p><p>{LONG} {LONG}</p>{html}</main>")
    assert [found for found, _, text in shown if "WORDS HERE" in text] == [kind]


def test_what_follows_the_last_sentence_is_no_text() -> None:
    shown = blocks(f"<main><h1>Talks</h1><p>{LONG}</p><p>Peace and security</p><h3>Asia</h3></main>")
    assert [kind for kind, _, _ in shown] == ["heading", "paragraph", "furniture", "furniture"]


def test_the_masthead_stands_before_the_text() -> None:
    head = "<h4>THE WHITE HOUSE</h4><h1>Talks</h1><p>May 3, 2024 • News</p><p>Ottawa</p><h3>A subtitle</h3>"
    shown = blocks(f"<main>{head}<p>{LONG}</p></main>")
    kinds = ["furniture", "heading", "furniture", "furniture", "heading", "paragraph"]
    assert [kind for kind, _, _ in shown] == kinds


@pytest.mark.parametrize(
    "html",
    [
        f"<h2>Key outcomes</h2><ul><li>Talks by 2026</li><li>A joint fund</li></ul><p>{LONG}</p>",
        f"<p>We met today.</p><p>{LONG}</p>",
        f"<p>They agreed to:</p><ul><li>open talks</li></ul><p>{LONG}</p>",
    ],
)
def test_a_text_that_begins_with_little_is_no_masthead(html: str) -> None:
    shown = blocks(f"<main><h1>Talks</h1>{html}</main>")
    assert {kind for kind, _, _ in shown} <= {"heading", "paragraph", "item"}


def test_a_teaser_that_is_one_link_is_related() -> None:
    shown = blocks(f"<main><p>{LONG}</p><p>{LONG}</p><div><a href='/x'><p>{LONG}</p></a></div></main>")
    assert [kind for kind, _, _ in shown] == ["paragraph", "paragraph", "related"]


def test_a_heading_over_links_alone_heads_no_text() -> None:
    html = "<h2>Lesen Sie auch</h2><ul><li><a href='/x'>One</a></li></ul><h2>Cooperation</h2>"
    shown = blocks(f"<main><h1>Talks</h1><p>{LONG}</p>{html}<p>{LONG} More.</p></main>")
    assert [kind for kind, _, _ in shown] == [
        "heading",
        "paragraph",
        "related",
        "related",
        "heading",
        "paragraph",
    ]


def test_the_end_mark_is_a_block_of_its_kind() -> None:
    shown = blocks(f"<main><p>{LONG}</p><p>{LONG} {LONG}</p><p>– 30 –</p></main>")
    assert shown[-1] == ("end", 0, "– 30 –")


def test_stars_between_two_halves_of_a_text_end_nothing() -> None:
    shown = blocks(f"<main><p>{LONG} One.</p><p>* * *</p><p>{LONG} Two.</p><p>{LONG} Three.</p></main>")
    assert [kind for kind, _, _ in shown] == ["paragraph", "furniture", "paragraph", "paragraph"]


def test_a_misnamed_region_that_holds_the_text_is_none() -> None:
    shown = blocks(f"<div class='sidebar'><p>{LONG}</p><p>{LONG} {LONG}</p></div><div>Short.</div>")
    assert [kind for kind, _, text in shown if LONG in text] == ["paragraph", "paragraph"]


def test_a_selector_chooses_the_main_text() -> None:
    html = f"<div id='a'><p>{LONG} {LONG} Other.</p></div><div id='b'><p>{LONG} Wanted.</p></div>"
    doc = read(html, selector="//div[@id='b']")
    assert [b.span.of(doc.text) for b in doc.blocks if b.kind is BlockKind.PARAGRAPH] == [f"{LONG} Wanted."]


@pytest.mark.parametrize(
    ("selector", "reason"), [("//div[@id='gone']", "may have changed"), ("//div[", "cannot be read with")]
)
def test_a_selector_that_finds_nothing_is_told(selector: str, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        read(f"<div><p>{LONG}</p></div>", selector=selector)


@pytest.mark.parametrize(
    ("data", "media_type", "expected"),
    [
        ("<p>Zürich – {}</p>".encode(), None, "Zürich – "),
        ("<meta charset='windows-1252'><p>Zürich – {}</p>".encode("cp1252"), None, "Zürich – "),
        ("<p>Łódź {}</p>".encode("iso-8859-2"), "text/html; charset=iso-8859-2", "Łódź "),
        (
            "<meta http-equiv='Content-Type' content='text/html; charset=euc-kr'><p>한국 {}</p>".encode(
                "euc-kr"
            ),
            None,
            "한국 ",
        ),
        (b"\xff\xfe" + "<p>Zürich {}</p>".encode("utf-16-le"), None, "Zürich "),
        ("<meta charset='utf-8'><p>Zürich {}</p>".encode("cp1252"), "text/html; charset=utf-8", "Zürich "),
    ],
)
def test_encodings(data: bytes, media_type: str | None, expected: str) -> None:
    encoded = data.replace(b"{}", LONG.encode()) if b"{}" in data else data
    assert render(Raw("p.html", encoded, media_type or "text/html")).document.text.startswith(expected)
