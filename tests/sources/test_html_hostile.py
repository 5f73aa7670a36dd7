"""Pages that are broken or mean harm: an answer or one sentence, always, and soon."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from saved_site import all_pages

from servanda.sources import Raw, SourceError, render

WORDS = "The ministers met in Ottawa and agreed on a plan for the coming year, in every detail that matters."


def read(data: bytes) -> str:
    return render(Raw("page.html", data, "text/html")).document.text


@pytest.mark.parametrize(
    "data",
    [
        b"<div>" * 1_000 + WORDS.encode() + b"</div>" * 1_000,
        b"<ul><li>" * 300 + WORDS.encode(),
        b"<b>" * 1_000 + WORDS.encode(),
        b"<table><tr><td>" * 100 + WORDS.encode(),
        b"<p>" + WORDS.encode() + b"<p" * 50_000,
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><p>&b;' + WORDS.encode(),
        b"<p>" + b"<b>x </b>" * 200_000 + WORDS.encode(),
        b"<p>" + b"line<br>" * 100_000 + WORDS.encode(),
        b"<p>" + b"&nbsp;" * 300_000 + WORDS.encode(),
        b"<ul>" + b"<li>item" * 50_000 + b"</ul><p>" + WORDS.encode(),
        b"<meta name='date' content='" + b"1 " * 200_000 + b"'><p>" + WORDS.encode(),
        b"<!-- c -->" * 300 + b"<p>" + WORDS.encode(),
        b"<title>" + b"a | " * 50_000 + b"</title><p>" + WORDS.encode(),
        b"<title>" + b"a - " * 50_000 + b"</title><p>" + WORDS.encode(),
        b"<p>" + b"&amp;" * 200_000 + WORDS.encode(),
        b"<p class='" + b"x " * 100_000 + b"'>" + WORDS.encode(),
        b"<p>" + WORDS.encode() + b"</p></p></div></body></html><p>after",
        b"<html><frameset><frame></frameset><noframes><p>" + WORDS.encode(),
        b"<title>T</title><main><p>" + WORDS.encode() + b"</p></main>",
        b"<html><title>T</title><nav>Menu</nav><main><p>" + WORDS.encode() + b"</p></main></html>",
        b"<script>" + WORDS.encode() + b"</script><p>" + WORDS.encode(),
    ],
)
def test_hostile_pages_are_read_within_seconds(data: bytes) -> None:
    start = time.perf_counter()
    assert WORDS in read(data)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("tag", [b"<div>", b"<ul><li>", b"<b>", b"<table><tr><td>", b"<blockquote>"])
def test_bottomless_nesting_is_answered(tag: bytes) -> None:
    start = time.perf_counter()
    check(tag * 20_000 + WORDS.encode())
    assert time.perf_counter() - start < 10


def test_an_entity_that_names_a_file_reads_none() -> None:
    data = (
        b'<!DOCTYPE p [<!ENTITY f SYSTEM "file:///etc/passwd">]><html><p>&f; '
        + WORDS.encode()
        + b"</p></html>"
    )
    assert "root:" not in read(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html><body></body></html>", "holds no words"),
        (b"<html><script>app()</script></html>", "written by a script"),
        (b"<p>\x00\x00\x00\x00</p>", "NUL"),
        (b"<html>", "holds no words|no HTML"),
    ],
)
def test_pages_without_words_are_told(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason) as raised:
        read(data)
    assert raised.value.exit_code == 3


TAGS = st.sampled_from(
    [
        f"<{tag}>"
        for tag in ("p", "div", "ul", "li", "table", "tr", "td", "th", "br", "b", "h1", "h3", "nav", "main")
    ]
    + [f"</{tag}>" for tag in ("p", "div", "ul", "li", "table", "b", "a", "nav", "main", "article")]
    + [
        "<blockquote>",
        "<!--",
        "-->",
        "<ol start='x'>",
        "<li value='-3'>",
        "&nbsp;",
        "<pre>",
        "<script>",
        "<dl><dt>",
    ]
    + [
        "<a href='/'>",
        "<time datetime='2024-99-99'>",
        "<form class='share'>",
        "<article>",
        "<td colspan='2'>",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(TAGS, st.text(max_size=30)), max_size=40))
def test_any_soup_of_tags_and_text(parts: list[str]) -> None:
    check("".join(parts).encode("utf-8", "replace"))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 89), st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=4)), max_size=20))
def test_saved_pages_with_random_damage(number: int, damage: list[tuple[int, bytes]]) -> None:
    data = bytearray(all_pages()[number].data)
    for place, junk in damage:
        data[place % len(data) : place % len(data) + len(junk)] = junk
    check(bytes(data[: damage[0][0] * 2] if damage else data))


def check(data: bytes) -> None:
    """Reads, or refuses in one sentence; spans are in order and inside the text; twice the same."""
    try:
        page = render(Raw("page.html", data, "text/html"))
    except SourceError as error:
        assert error.message and "\n" not in error.message
        return
    end = 0
    for block in page.document.blocks:
        assert end <= block.span.start < block.span.end <= len(page.document.text)
        end = block.span.end
    assert page == render(Raw("page.html", data, "text/html"))
