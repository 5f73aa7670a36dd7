"""Whole sentences → acts: type, how far, deadline, money, instrument, clause and trigger."""

from datetime import date

import pytest

from servanda.model import Document
from servanda.reading.instruments import Names

DAY = date(2024, 3, 1)

#: (publisher, sentence, type, modality)
TYPES = [
    (
        "CAN",
        "Canada and Chile signed an agreement on the exchange of classified information today.",
        "sign",
        "done",
    ),
    (
        "CAN",
        "The two leaders agreed to launch negotiations on a free trade agreement.",
        "open_talks",
        "promised",
    ),
    ("GBR", "The Foreign Secretary condemned the attack on the consulate in Basra.", "condemn", "done"),
    (
        "AUS",
        "Australia will provide $20 million to Vanuatu for the repair of schools.",
        "pledge_funds",
        "decided",
    ),
    ("USA", "The President thanked Qatar for its help with the evacuation.", "endorse", "done"),
    ("NZL", "The Prime Minister will visit Samoa on 12 April.", "schedule", "decided"),
    ("EU", "The Council imposed restrictive measures on twelve persons in Belarus.", "restrict", "done"),
    (
        "USA",
        "The President urged the Government of Nicaragua to release all political prisoners.",
        "call_on",
        "called_for",
    ),
    ("NOR", "Norway remains committed to the Paris Agreement.", "reaffirm", "promised"),
    ("JPN", "The two ministers discussed the situation in the South China Sea.", "raise", "done"),
    ("IND", "The Agreement entered into force on 1 February.", "take_effect", "done"),
    ("DEU", "Germany stands ready to support the mission with two helicopters.", "promise", "hypothetical"),
]


def read(reader, text, publisher="CAN"):
    return reader.read(Document("x", text, publisher, None, DAY)).acts


@pytest.mark.parametrize(("publisher", "text", "act_type", "modality"), TYPES)
def test_type_and_modality(reader, publisher, text, act_type, modality):
    assert (act_type, modality) in [(a.type.value, a.modality.value) for a in read(reader, text, publisher)]


SILENT = [
    "Korea is an important partner of Canada.",
    "Trade between the two countries has doubled since 2010.",
    "The Minister was born in Halifax and studied law.",
    "Media contact: press office, telephone 555 0100.",
]


@pytest.mark.parametrize("text", SILENT)
def test_scene_setting_is_no_act(reader, text):
    assert read(reader, text) == ()


def test_fields_of_a_commitment(reader):
    text = "Canada will provide up to $45 million to Kenya by 2027 for the new port."
    (act,) = read(reader, text)
    assert act.commitment
    assert act.actors == ("CAN",)
    assert act.recipients == ("KEN",)
    assert act.money is not None and (act.money.amount, act.money.currency) == (45_000_000, "CAD")
    assert act.deadline is not None and act.deadline.end == date(2027, 12, 31)
    assert act.deadline.start == DAY
    assert act.quote in text and "provide" in act.trigger.of(text)


def test_verbs_of_one_clause_are_acts_of_their_own(reader):
    text = "The ministers met in Lima and signed a memorandum on forests, and condemned illegal logging."
    assert [a.type.value for a in read(reader, text, "PER")] == ["meet", "sign", "condemn"]


def test_every_act_says_why(reader):
    (act,) = read(reader, "Canada condemned the coup in Niger.")
    assert any(reason.startswith("cue:condemn.") for reason in act.because)
    assert any(reason.startswith("actors:") for reason in act.because)


def test_a_repeat_is_told_once(reader):
    text = (
        "Canada will open an embassy in Fiji next year.\n\nBackground follows here in a short line.\n\n"
        "Canada will open an embassy in Fiji next year."
    )
    assert len(read(reader, text)) == 1


def test_the_fullest_name_of_an_instrument():
    text = "They signed the Treaty. The Coral Sea Fisheries Treaty follows the Arctic Treaty of old."
    assert Names(text).fullest("Fisheries Treaty") == "Coral Sea Fisheries Treaty"
    assert Names(text).fullest("negotiations on the Fisheries Treaty") == "Coral Sea Fisheries Treaty"
    assert Names(text).fullest("new trade talks") == "trade talks"


def test_reading_is_the_same_in_any_company(reader):
    texts = [row[1] for row in TYPES]
    documents = [Document(str(i), text, "CAN", None, DAY) for i, text in enumerate(texts)]
    together = list(reader.read_many(documents))
    assert together == [reader.read(document) for document in documents]


def test_a_bracket_is_closed(reader):
    text = "Peru and Chile signed the Coastal Trade Agreement (CTA)."
    assert [act.quote for act in read(reader, text, "PER")] == [text[:-1]]


def test_a_condition_is_no_deed(reader):
    text = "Canada will lift its tariff on Kenyan tea upon entry into force of the Agreement."
    assert [a.type.value for a in read(reader, text)] == ["ease"]
