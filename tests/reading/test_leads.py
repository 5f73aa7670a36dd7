"""What stands before the subject dates the act: (sentence, kind and words of the deadline, last day)."""

from datetime import date

import pytest

from servanda.model import Document
from servanda.reading.reader import Reader

LED = [
    ("By 30 June 2026, Norway will train 60 Chilean pilots.", "absolute", "By 30 June 2026",
     date(2026, 6, 30)),
    ("In 2027, Norway will open a school in Suva.", "absolute", "In 2027", date(2027, 12, 31)),
    ("Upon the entry into force of the Agreement, Norway will open three ports to ships from Fiji.",
     "condition", "Upon the entry into force of the Agreement", None),
    ("After the Fisheries Agreement enters into force, Norway will lift its duty on tuna from Fiji.",
     "condition", "After the Fisheries Agreement enters into force", None),
    ("As soon as the Agreement is in force, Norway will send ten observers to the ports of Fiji.",
     "condition", "As soon as the Agreement is in force", None),
    ("If the talks succeed, Norway will lift its ban on kava.", "condition", "If the talks succeed", None),
]  # fmt: skip

PLAIN = [
    "After the Fisheries Agreement entered into force, Norway opened three ports to ships from Fiji.",
    "In Suva, Norway will train 60 pilots.",
]


def read(reader: Reader, text: str):
    document = Document("x", text, "NOR", None, date(2025, 1, 15))
    return next(iter(reader.read_many([document]))).acts


@pytest.mark.parametrize(("text", "kind", "words", "last"), LED)
def test_the_lead_is_the_deadline_and_part_of_the_proof(reader, text, kind, words, last):
    (act,) = read(reader, text)
    assert (act.deadline.kind, act.deadline.text, act.deadline.end) == (kind, words, last)
    assert act.quote.startswith(words)
    assert text[act.span.start : act.span.end] == act.quote


@pytest.mark.parametrize("text", PLAIN)
def test_other_leads_set_none(reader, text):
    assert [act.deadline for act in read(reader, text) if act.deadline] == []


def test_what_is_only_awaited_is_not_done(reader):
    acts = read(reader, LED[3][0])
    assert [act.type for act in acts] == ["ease"]


def test_what_both_held_is_past(reader):
    text = (
        "Canada gave notice of talks with Ecuador. The Minister thanked her Ecuadorian counterpart for the"
        " constructive exploratory discussions that the two sides held in 2023."
    )
    document = Document("x", text, "CAN", "Canada gives notice", date(2023, 12, 13))
    acts = next(iter(reader.read_many([document]))).acts
    assert [act for act in acts if act.commitment and "held" in act.quote] == []


def test_what_one_will_consider_binds_nobody(reader):
    for text in ("Norway will consider joining the research programme of Fiji.",):
        assert [act for act in read(reader, text) if act.commitment] == []
