"""The JSON form of a reading: there and back, by the schema, and never with a false quotation."""

import json

import jsonschema
import pytest
from hypothesis import given

from servanda.model import (
    BINDING,
    DEEDS,
    VOWS,
    Act,
    ActType,
    Modality,
    Span,
    decode,
    encode,
    json_schema,
)
from tests.model.strategies import readings


@given(readings())
def test_a_reading_with_its_text_comes_back_the_same(reading):
    assert decode(encode(reading, with_text=True)) == reading


@given(readings())
def test_a_reading_without_its_text_comes_back_with_the_text(reading):
    line = encode(reading)
    assert b"\n" not in line
    assert decode(line, reading.document.text) == reading
    with pytest.raises(ValueError, match="carries no text"):
        decode(line)


@given(readings())
def test_every_line_fits_the_schema(reading):
    jsonschema.validate(json.loads(encode(reading, with_text=True)), json_schema())


@given(readings())
def test_offsets_in_the_line_slice_the_quotation(reading):
    for act in json.loads(encode(reading))["acts"]:
        assert reading.document.text[act["start"] : act["end"]] == act["quote"]
        assert act["start"] <= act["trigger"][0] <= act["trigger"][1] <= act["end"]


@given(readings().filter(lambda reading: any(reading.acts)))
def test_a_quotation_that_does_not_stand_there_is_refused(reading):
    line = json.loads(encode(reading))
    line["acts"][0]["quote"] += "!"
    with pytest.raises(ValueError, match="does not stand"):
        decode(json.dumps(line), reading.document.text)


@pytest.mark.parametrize("broken", ['{"id": "x"}', "[]", "{", '{"id": 1, "document": {}, "acts": []}'])
def test_a_malformed_line_is_a_value_error(broken):
    with pytest.raises(ValueError, match=r".+"):
        decode(broken, "text")


@given(readings())
def test_commitments_bind_their_actor(reading):
    for act in reading.acts:
        assert act.commitment == (act.modality in BINDING and act.type in VOWS | DEEDS)
    assert list(reading.commitments) == [act for act in reading.acts if act.commitment]


@pytest.mark.parametrize(
    ("type_", "modality", "commitment"),
    [
        ("promise", "promised", True),
        ("promise", "intended", False),
        ("open_talks", "promised", True),
        ("open_talks", "done", False),
        ("schedule", "decided", True),
        ("reaffirm", "done", False),
        ("meet", "decided", False),
        ("endorse", "promised", False),
        ("condemn", "decided", False),
        ("restrict", "decided", True),
    ],
)
def test_what_the_manual_calls_a_commitment(type_, modality, commitment):
    span = Span(0, 1)
    act = Act("act_1", ActType(type_), Modality(modality), span, span, "x", ("CAN",))
    assert act.commitment is commitment
