"""Whatever the text, reading it gives acts that stand in it, in order, and the same ones each time."""

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.model import Document, Span, decode, encode
from servanda.reading import Reader

RELEASE = (
    "OTTAWA, 1 November 2025 – Prime Minister Jane Doe met President Lee in Seoul. The two leaders agreed to "
    "launch negotiations on a free trade agreement by the end of 2026, and Canada will provide $20 million "
    "over four years.\n\n"
    "- They welcomed the signing of the memorandum “on energy”;\n- we condemn the attack.\n\n"
    "“We remain committed to Ukraine,” said Minister Smith. He will visit Jakarta next month."
)
ODD = "\u202e\u200b\ufeff\x0b\x85\u2028“”’–…€½İß\U0001f600"


@pytest.fixture(scope="module")
def reader():
    return Reader()


def holds(reader, text):
    """The rules that no text may break."""
    document = Document(id="x", text=text, publisher="CAN")
    reading = reader.read(document)
    assert reading == reader.read(document)
    assert [act.span for act in reading.acts] == sorted(act.span for act in reading.acts)
    assert len({act.id for act in reading.acts}) == len(reading.acts)
    for act in reading.acts:
        assert act.quote == act.span.of(text) != ""
        assert act.span.contains(act.trigger)
        assert len(act.trigger) > 0
        assert act.actors
        assert 0 <= act.confidence <= 1
        for part in (act.deadline, act.money):
            assert part is None or part.text == part.span.of(text)
            assert part is None or Span(0, len(text)).contains(part.span)
    back = decode(encode(reading), text)
    assert [act.quote for act in back.acts] == [act.quote for act in reading.acts]


def mutated(seed):
    """The release with stretches cut, doubled, swapped, upper-cased or overwritten."""
    dice = random.Random(seed)
    text = RELEASE
    for _ in range(dice.randint(1, 8)):
        start = dice.randrange(len(text))
        end = min(len(text), start + dice.randint(1, 30))
        part = text[start:end]
        noise = "".join(dice.choices(string.printable + ODD, k=dice.randint(0, 5)))
        change = dice.choice(["", part * 2, part[::-1], part.upper(), part.lower(), noise])
        text = text[:start] + change + text[end:]
        if not text:
            return RELEASE
    return text


def test_the_release_itself_gives_acts(reader):
    holds(reader, RELEASE)
    assert len(reader.read(Document(id="x", text=RELEASE, publisher="CAN")).acts) >= 4


@given(st.text(max_size=300))
def test_any_text(reader, text):
    holds(reader, text)


@given(st.integers(0, 10**9))
def test_a_damaged_release(reader, seed):
    holds(reader, mutated(seed))
