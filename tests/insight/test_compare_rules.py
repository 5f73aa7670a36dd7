"""The words by which readouts are compared: every phrase bears out its examples, and no counter-example."""

import re
from dataclasses import replace

import msgspec
import pytest

from servanda.codebook.parties import PartyBook
from servanda.codebook.yamlio import CodebookError
from servanda.insight.aligning.aims import aims_of
from servanda.insight.aligning.rules import aligning_file
from servanda.insight.aligning.rules import checked as checked_aligning
from servanda.insight.aligning.strength import compiled, strength, strength_file
from servanda.insight.compare.rules import OTHER, CueRow, compare_file, compare_rules, cue_of
from servanda.model import Document, Span

STRENGTH = strength_file()
COMPARE = compare_file()
AIMS = aligning_file().aims
CUES = [*COMPARE.assurances, *COMPARE.wishes]


def matches(row: CueRow, example: str) -> bool:
    """Whether a line of cues stands in an example, whose other side is said in brackets."""
    found = re.match(r"\((\w+)\) (.*)", example)
    assert found, example
    other, text = found.groups()
    pattern = cue_of(row, COMPARE.gap, wish=False).pattern
    places = [one.span for one in PartyBook.load().find(text) if one.code == other]
    return any(pattern.search(f"{text[: at.start]}{OTHER}{text[at.end :]}") for at in places)


@pytest.mark.parametrize("row", CUES, ids=lambda row: row.words[0])
def test_cues_of_assurance(row: CueRow) -> None:
    assert [one for one in row.examples if not matches(row, one)] == []
    assert [one for one in row.counter_examples if matches(row, one)] == []


def test_titles_of_joint_documents() -> None:
    assert [one for one in COMPARE.joint_examples if not compare_rules().joint.search(one)] == []
    assert [one for one in COMPARE.joint_counter_examples if compare_rules().joint.search(one)] == []


@pytest.mark.parametrize("row", STRENGTH.hedges, ids=lambda row: row.id)
def test_hedges(row: msgspec.Struct) -> None:
    (hedge,) = (one for one in strength().hedges if one.id == row.id)  # type: ignore[attr-defined]
    words, examples = row.words, row.examples  # type: ignore[attr-defined]
    assert [one for one in words if not any(one in example.lower() for example in examples)] == []
    assert [one for one in examples if not hedge.words.search(one)] == []
    assert [one for one in row.counter_examples if hedge.words.search(one)] == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("example", STRENGTH.tone_examples, ids=lambda one: one.text)
def test_tones(example: msgspec.Struct) -> None:
    text, scale, step = example.text, example.scale, example.step  # type: ignore[attr-defined]
    found = strength().on_scale(text, scale)
    assert found is not None
    assert found[0] == step


def test_every_step_of_a_tone_has_an_example() -> None:
    steps = {(scale, step) for scale, lines in STRENGTH.tones.items() for step in range(len(lines))}
    assert steps == {(one.scale, one.step) for one in STRENGTH.tone_examples}


def aims(text: str) -> list[str]:
    document = Document("one", text, "CAN")
    return [one.quote for one in aims_of(document, (), [Span(0, len(text))])]


def test_aims_that_can_be_checked() -> None:
    assert [one for one in AIMS.examples if not aims(one)] == []
    assert [one for one in AIMS.counter_examples if aims(one)] == []


def test_whose_aim_it_is() -> None:
    text = "He briefed the leaders on Canada’s plan to double its exports."
    (aim,) = aims_of(Document("one", text, "KOR"), (), [Span(0, len(text))])
    assert aim.quote == "Canada’s plan to double its exports"
    assert aim.actors == ("CAN",)


def test_thresholds_stand_in_order() -> None:
    file = aligning_file()
    with pytest.raises(CodebookError, match="floor"):
        checked_aligning(msgspec.structs.replace(file, floor=9.0))
    with pytest.raises(CodebookError, match="stand in order"):
        checked_aligning(msgspec.structs.replace(file, words_helped=0.9))
    with pytest.raises(CodebookError, match="look at money"):
        checked_aligning(
            msgspec.structs.replace(file, weights={k: v for k, v in file.weights.items() if k != "money"})
        )


def test_every_modality_has_its_place() -> None:
    with pytest.raises(CodebookError, match="done has no place"):
        compiled(msgspec.structs.replace(STRENGTH, modalities=STRENGTH.modalities[:-1]))
    with pytest.raises(CodebookError, match="no scale appeal"):
        tones = {name: steps for name, steps in STRENGTH.tones.items() if name != "appeal"}
        compiled(msgspec.structs.replace(STRENGTH, tones=tones))


def test_rules_are_frozen() -> None:
    with pytest.raises(TypeError):
        replace(compare_rules(), nothing=1)  # type: ignore[call-arg]
