"""The page: well-formed, self-contained, escaped, and every act where its words are."""

import base64
import hashlib
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from servanda.export.families import FAMILY_OF
from servanda.export.html import fragment, write
from servanda.export.marking import pieces
from servanda.model import Act, ActType, Document, Modality, Reading, Span
from tests.export.samples import TEXT, empty, full, plain


def page(*readings, explain=False):
    out = io.StringIO()
    write(iter(readings), out, explain=explain)
    return out.getvalue()


def tree(*readings, explain=False):
    """The page as a strict XML parser sees it."""
    return etree.fromstring(page(*readings, explain=explain).encode())


def text_of(root, number=1):
    """The text of a document on the page, without the numbers of its acts."""
    box = root.find(f".//article[@id='d{number}']//div[@class='text']")
    for link in box.findall(".//a[@class='n']"):
        link.text = ""
    return "".join(box.itertext())


def test_the_text_stands_there_letter_by_letter():
    root = tree(full(), plain())
    assert text_of(root) == TEXT
    assert text_of(root, 2) == plain().document.text


def test_each_act_is_marked_where_its_words_are():
    root = tree(full())
    for place, act in enumerate(full().acts, start=1):
        marks = [mark for mark in root.iter("mark") if f"d1a{place}" in mark.get("data-acts").split()]
        for link in [link for mark in marks for link in mark.findall(".//a")]:
            link.text = ""
        assert "".join("".join(mark.itertext()) for mark in marks) == act.quote


def test_nested_and_overlapping_acts_show_the_innermost_colour():
    marks = [(mark.get("class"), mark.get("data-acts")) for mark in tree(full()).iter("mark")]
    assert ("words deep", "d1a2 d1a1") in marks
    assert ("meetings deep", "d1a4 d1a3") in marks
    assert ("promises", "d1a3") in marks


def test_every_link_leads_somewhere_and_no_id_stands_twice():
    root = tree(full(), empty(), plain())
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    targets = [link.get("href") for link in root.iter("a")]
    assert targets
    assert {target.removeprefix("#") for target in targets} <= set(ids)


def test_nothing_is_loaded_from_anywhere():
    root = tree(full())
    assert not [node for node in root.iter() if node.get("src") or node.tag in ("link", "img", "iframe")]
    assert "url(" not in page(full())
    assert "http" not in re.sub(r"http-equiv", "", page(full()))


def test_the_policy_lets_exactly_the_own_style_and_script_run():
    root = tree(full())
    policy = root.find(".//meta[@http-equiv]").get("content")
    for tag in ("style", "script"):
        (node,) = root.iter(tag)
        digest = base64.b64encode(hashlib.sha256(node.text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")


def test_what_a_document_says_is_never_markup():
    body = page(full(), empty(), explain=True)
    assert "alert(1)" in body
    assert "<script>alert" not in body
    assert "<b>& more" not in body
    assert not re.search(r"[\x00-\x08\x0b-\x1f]", body)


def test_fields_are_listed_and_reasons_only_when_asked():
    words = " ".join(tree(full()).find(".//ol").itertext())
    for field in (
        "open talks",
        "promised (commitment)",
        "by the end of 2026 (2026-12-31)",
        "93%",
        "negotiating",
    ):
        assert field in words
    assert "open_talks.launch" not in page(full())
    assert "open_talks.launch" in page(full(), explain=True)


def test_a_document_without_acts_says_so():
    assert "no acts found" in page(empty())


def test_a_fragment_for_notebooks_has_no_script():
    assert "<script" not in fragment(full())
    assert "<mark" in fragment(full())


@st.composite
def readings(draw):
    text = draw(st.text(min_size=1, max_size=60))
    acts = []
    for _ in range(draw(st.integers(0, 6))):
        start, end = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
        low, high = sorted(draw(st.tuples(st.integers(start, end), st.integers(start, end))))
        kind = draw(st.sampled_from(ActType))
        span, trigger = Span(start, end), Span(low, high)
        acts.append(Act(f"act_{len(acts)}", kind, Modality.DONE, span, trigger, span.of(text), ("CAN",)))
    return Reading(Document(id="x", text=text), tuple(acts))


@given(readings())
def test_pieces_join_without_a_gap_and_know_their_acts(reading):
    text, acts = reading.document.text, reading.acts
    cut = pieces(len(text), acts)
    assert "".join(text[piece.start : piece.end] for piece in cut) == text
    for piece in cut:
        inside = {at for at, act in enumerate(acts) if act.span.contains(Span(piece.start, piece.end))}
        assert set(piece.covering) == inside
        assert [len(acts[at].span) for at in piece.covering] == sorted(
            len(acts[at].span) for at in piece.covering
        )


@given(readings())
def test_any_page_is_well_formed(reading):
    root = tree(reading)
    assert len(root.findall(".//ol/li")) == len(reading.acts)


@pytest.mark.parametrize("kind", ActType)
def test_every_type_can_be_chosen_and_has_a_colour(kind):
    root = tree(plain())
    assert root.find(f".//option[@value='{kind}']") is not None
    style = root.find(".//style").text
    assert f".{FAMILY_OF[kind]} {{ --tint: var(--{FAMILY_OF[kind]});" in style
