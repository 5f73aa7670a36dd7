"""Plain text → blocks and sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.model import BlockKind, Document
from servanda.reading.blocks import blocks_of
from servanda.reading.sentences import sentences_of


def cut(text):
    blocks = blocks_of(Document("x", text))
    return [(b.kind.value, b.span.of(text)) for b in blocks], [
        s.span.of(text) for s in sentences_of(text, blocks)
    ]


SENTENCES = [
    ("One came. Two went.", ["One came.", "Two went."]),
    ("The U.S. Secretary met Dr. Lee. They spoke.", ["The U.S. Secretary met Dr. Lee.", "They spoke."]),
    ("Joseph R. Doe, Jr. met today with Mr. Roe.", ["Joseph R. Doe, Jr. met today with Mr. Roe."]),
    ("“We agree.” The President left.", ["“We agree.”", "The President left."]),
    ("OTTAWA, October 30, 2025 – The President left.", ["The President left."]),
    ("ABU DHABI, 14th May, 2024 (WAM) -- The UAE signed.", ["The UAE signed."]),
    ("Brussels, 18 October 2013 – The talks ended.", ["The talks ended."]),
    ("The partnership – A first – began.", ["The partnership – A first – began."]),
    ("It cost $3.5 billion. Then it ended.", ["It cost $3.5 billion.", "Then it ended."]),
]


@pytest.mark.parametrize(("text", "sentences"), SENTENCES)
def test_sentences(text, sentences):
    assert cut(text)[1] == sentences


def test_bullets_lose_their_marks_and_keep_their_kind():
    blocks, sentences = cut("The leaders agreed to:\n\n- launch talks;\n- open an office.\n")
    assert [kind for kind, _ in blocks] == ["heading", "item", "item"] or blocks[1][0] == "item"
    assert sentences[1:] == ["launch talks;", "open an office."]


def test_hard_wrapped_lines_are_joined():
    lines = [
        "The Prime Minister and the Chief Minister announced today",
        "the formation of a programme to help the community of the",
        "region recover from the floods that came in the spring.",
        "Both leaders praised the way in which the community has",
        "pulled together in this difficult time of great need.",
        "They paid tribute to the efforts of the volunteers there.",
    ]
    for glue in ("\n", "\n\n"):
        sentences = cut(glue.join(lines))[1]
        assert [" ".join(s.split())[-8:] for s in sentences] == ["spring.".rjust(8), "at need.", "s there."]


def test_a_heading_stands_alone():
    blocks, _ = cut("Supporting Trade\n\nThe two sides agreed to open talks on trade next year.")
    assert blocks[0] == ("heading", "Supporting Trade")
    assert blocks[1][0] == "paragraph"


@given(st.text(alphabet=st.sampled_from("ab. \n-*:;“”1)A"), max_size=300))
def test_sentences_lie_in_order_inside_their_blocks(text):
    blocks = blocks_of(Document("x", text))
    last = 0
    for sentence in sentences_of(text, blocks):
        assert sentence.span.start >= last
        assert blocks[sentence.block].span.contains(sentence.span)
        last = sentence.span.end
    assert all(block.kind in BlockKind for block in blocks)
