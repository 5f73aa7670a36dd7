"""Ninety pages in the manner of fifteen government sites: paragraphs, facts, marks, spans."""

import re

import pytest
from saved_site import SavedPage, all_pages

from servanda.model import BlockKind
from servanda.sources import Page, Raw, render
from servanda.sources.html.parsing import parse

BODY = ("heading", "paragraph", "item", "table", "quotation", "caption")
#: Floors of the issue: paragraphs found exactly, precision and recall; metadata.
PARAGRAPHS, METADATA = 0.97, 0.95


@pytest.fixture(scope="module")
def rendered() -> list[tuple[SavedPage, Page]]:
    return [(p, render(Raw(p.address, p.data, "text/html", p.address))) for p in all_pages()]


def test_there_are_enough_pages_and_families() -> None:
    assert len(all_pages()) >= 60 and len({page.family for page in all_pages()}) >= 10


def test_paragraphs_are_found_exactly(rendered: list[tuple[SavedPage, Page]]) -> None:
    found = missed = wrong = 0
    for page, made in rendered:
        text = made.document.text
        given = [b.span.of(text) for b in made.document.blocks if b.kind.value in BODY]
        truth = [re.sub(r"\s+", " ", words) for _, words in page.blocks]
        hits = sum(words in given for words in truth)
        found += hits
        missed += len(truth) - hits
        wrong += sum(words not in truth and not _is_neutral(words, page) for words in given)
    assert found / (found + missed) >= PARAGRAPHS
    assert found / (found + wrong) >= PARAGRAPHS


def _is_neutral(words: str, page: SavedPage) -> bool:
    return any(words.strip("“” …") == neutral.strip("“” …") for neutral in page.neutral)


@pytest.mark.parametrize("name", ["title", "published", "publisher"])
def test_metadata(rendered: list[tuple[SavedPage, Page]], name: str) -> None:
    right = sum(
        getattr(m.facts, name) is not None and getattr(m.facts, name).value == getattr(p, name)
        for p, m in rendered
    )
    assert right / len(rendered) >= METADATA


def test_sections_the_manual_leaves_out_are_marked(rendered: list[tuple[SavedPage, Page]]) -> None:
    wrong = []
    for page, made in rendered:
        kinds = {b.span.of(made.document.text): b.kind for b in made.document.blocks}
        wrong += [
            (page.family, words) for kind, words in page.marked if kinds.get(words) is not BlockKind(kind)
        ]
    assert wrong == []


def test_every_span_reslices_and_stands_on_the_page(rendered: list[tuple[SavedPage, Page]]) -> None:
    for page, made in rendered:
        shown = _letters("".join(map(str, parse(page.data).itertext())))
        end = 0
        for block in made.document.blocks:
            assert end <= block.span.start < block.span.end <= len(made.document.text)
            end = block.span.end
            for cell in block.span.of(made.document.text).split(" | "):
                assert _letters(cell) in shown


def _letters(text: str) -> str:
    return re.sub(r"[\s\u200b\u00ad|]+", "", text)


def test_rendering_is_the_same_every_time() -> None:
    page = all_pages()[0]
    raw = Raw(page.address, page.data, "text/html", page.address)
    assert render(raw) == render(raw)
