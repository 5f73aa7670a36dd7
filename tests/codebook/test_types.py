"""The act types as data: complete, typed, and speaking only of words that the lexicon knows."""

from collections import Counter

import jsonschema
import pytest
import yaml

from servanda.codebook import load
from servanda.codebook.schema import FILES, file_schema
from servanda.codebook.types import Cue, TypeFile, type_entries
from servanda.codebook.yamlio import CodebookError, parse
from servanda.model import ActType

BOOK = load()
KINDS = {None, "verb", "noun", "adjective"}
#: What a cue may name beside classes of the lexicon.
SIGNS = {"complement": {"@deed", "@condition"}, "form": {"@done", "@ahead", "@item"}}
FORMS = {
    "will", "would", "should", "must", "can", "could", "may", "might", "to", "perfect", "participle",
    "progressive", "passive_past", "passive_present", "past", "past_participle", "present", "bare", "none",
}  # fmt: skip
WORD_SLOTS = ("head", "object", "modifier", "complement", "governor", "without")

GOOD = """
type: sign
definition: A named text signed.
not: A signature ahead.
plover: SUPPORT
stage: signed
cues:
  - id: sign
    head: [sign]
    examples: [They signed it.]
    counter-examples: []
"""


def _classes(cue: Cue) -> set[str]:
    words = {word for slot in WORD_SLOTS for word in getattr(cue, slot)}
    words |= {pattern.partition(" ")[2] for pattern in cue.prep}
    return {word for word in words if word.startswith("@")} - SIGNS["complement"]


def _known_classes() -> set[str]:
    lists = [*BOOK.lexicon.verbs.values(), *BOOK.lexicon.nouns.values()]
    return {f"@{name}" for names in lists for name in names}


def test_each_type_has_its_entry_in_the_order_of_the_manual() -> None:
    assert list(BOOK.types) == list(ActType)


@pytest.mark.parametrize("act_type", list(ActType))
def test_a_type_is_defined_bounded_and_told_by_several_cues(act_type: ActType) -> None:
    entry = BOOK.types[act_type]
    assert entry.definition.endswith(".")
    assert entry.not_this.endswith(".")
    assert len(entry.cues) >= 6


@pytest.mark.parametrize("cue", BOOK.cues, ids=lambda cue: cue.id)
def test_a_cue_is_well_made(cue: Cue) -> None:
    assert cue.id.startswith(f"{cue.type.value}.")
    assert cue.kind in KINDS
    assert set(cue.form) <= FORMS | SIGNS["form"]
    assert len(set(cue.examples)) >= 2
    assert cue.counter_examples
    assert not set(cue.examples) & set(cue.counter_examples)
    assert _classes(cue) <= _known_classes()


def test_no_two_cues_share_an_id() -> None:
    assert [name for name, times in Counter(cue.id for cue in BOOK.cues).items() if times > 1] == []


def test_no_two_cues_ask_for_the_same() -> None:
    slots = Counter(
        (c.type, c.head, c.kind, c.object, c.modifier, c.complement, c.governor, c.prep, c.form)
        for c in BOOK.cues
    )
    assert [key for key, times in slots.items() if times > 1] == []


def test_the_stage_of_a_type_is_a_stage_of_the_table() -> None:
    named = {entry.stage for entry in BOOK.types.values()} - {None}
    assert named <= set(BOOK.stages.stages)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("type: sign", "type: signs"), "signs"),
        (("    head: [sign]\n", ""), "head"),
        (("    examples:", "    exemples:"), "exemples"),
        (("    head: [sign]", "    head: sign"), "array"),
        (("stage: signed", "stage: signed\nstage: ended"), "twice"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(change: tuple[str, str], told: str) -> None:
    assert parse(GOOD, TypeFile, "types/sign.yaml").cues[0].head == ["sign"]
    with pytest.raises(CodebookError, match=told) as raised:
        parse(GOOD.replace(*change), TypeFile, "types/sign.yaml")
    assert "types/sign.yaml" in str(raised.value)


def test_the_schema_accepts_what_the_loader_accepts_and_no_more() -> None:
    schema = file_schema("types/*.yaml")
    good = yaml.safe_load(GOOD)
    jsonschema.validate(good, schema)
    for wrong in (
        good | {"type": "signs"},
        good | {"colour": "red"},
        {k: v for k, v in good.items() if k != "not"},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)


def test_every_kind_of_file_has_a_schema() -> None:
    assert set(BOOK.schema()) == set(FILES)


def test_the_entries_are_read_once() -> None:
    assert type_entries() is type_entries()
