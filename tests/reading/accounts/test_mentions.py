"""What counts as a mention, how far it reaches, and what it points at."""

from datetime import date

import pytest

from servanda.model import Document, Form
from servanda.reading.reader import Reader

DAY = date(2024, 5, 14)


def told(reader: Reader, text: str, publisher: str = "CAN") -> list[list[str]]:
    """The words of the mentions of each account."""
    reading = reader.read(Document("x", text, publisher, None, DAY))
    return [[one.span.of(text) for one in account.mentions] for account in reading.accounts]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "They praised the Agreement between the Government of Canada and the Government of Norway "
            "for Cooperation on Polar Research.",
            "Agreement between the Government of Canada and the Government of Norway "
            "for Cooperation on Polar Research",
        ),
        ("They spoke about the Trade and Technology Council at length.", "Trade and Technology Council"),
        (
            "The Convention on the Protection of Northern Rivers matters to all of us.",
            "Convention on the Protection of Northern Rivers",
        ),
        (
            "Canada, Norway and Iceland praised the Canada, Norway, and Iceland Fisheries Treaty.",
            "Canada, Norway, and Iceland Fisheries Treaty",
        ),
        ("We value the Partnership and Cooperation Agreement.", "Partnership and Cooperation Agreement"),
    ],
)
def test_a_name_reaches_as_far_as_it_goes(reader: Reader, text: str, name: str) -> None:
    assert [name] in told(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        "The Prime Minister signed the Clean Rivers Act into law.",
        "There was broad agreement that more must be done.",
        "The European Council and the Security Council met on Tuesday.",
        "The company and its workers reached a wage agreement.",
    ],
)
def test_laws_bodies_and_private_deals_are_no_instruments(reader: Reader, text: str) -> None:
    assert told(reader, text) == []


def test_a_kind_of_two_words_is_one_mention(reader: Reader) -> None:
    text = "They praised the Northern Rivers Action Plan and the Salmon Memorandum of Understanding."
    assert told(reader, text) == [["Northern Rivers Action Plan"], ["Salmon Memorandum of Understanding"]]


def test_a_forum_that_lends_the_place_is_no_party(reader: Reader) -> None:
    text = (
        "Today, Prime Minister Smith met with President Moreno of Chile on the margins of the "
        "Asia-Pacific Economic Cooperation (APEC) meeting. "
        "They praised the Fisheries Agreement that the two countries signed."
    )
    reading = reader.read(Document("x", text, "CAN", None, DAY))
    assert [one.parties for one in reading.accounts if "Fisheries Agreement" in one.names] == [("CAN", "CHL")]


def test_the_bodies_of_a_body_are_none_of_its_own_mentions(reader: Reader) -> None:
    text = (
        "Canada and Chile launched the Water and Trade Council (WTC). The WTC’s ten working groups will meet."
    )
    found = told(reader, text)
    assert ["Water and Trade Council", "WTC", "WTC"] in found
    assert ["ten working groups"] in found


def test_a_short_form_stands_alone_later(reader: Reader) -> None:
    text = "They praised the Northern Rivers Treaty (NRT). All work rests on the NRT."
    assert told(reader, text) == [["Northern Rivers Treaty", "NRT", "NRT"]]


def test_a_defined_word_points_back(reader: Reader) -> None:
    text = (
        "I send you the Treaty between Canada and Norway on Extradition (the “Treaty”). "
        "The Treaty follows usual models."
    )
    (account,) = told(reader, text)
    assert account == ["Treaty between Canada and Norway on Extradition", "Treaty"]


def test_a_pointer_with_two_candidates_is_left_out(reader: Reader) -> None:
    text = "They spoke about the Northern Rivers Treaty and the Southern Lakes Treaty. The treaty is old."
    assert all(len(mentions) == 1 for mentions in told(reader, text))


def test_a_list_of_partners_gives_an_account_each(reader: Reader) -> None:
    text = "The government announced trade deals with Norway, Iceland and Chile."
    reading = reader.read(Document("x", text, "CAN", None, DAY))
    assert sorted(account.parties for account in reading.accounts) == [
        ("CAN", "CHL"),
        ("CAN", "ISL"),
        ("CAN", "NOR"),
    ]
    assert len({account.id for account in reading.accounts}) == 3
    assert len({account.mentions[0].span for account in reading.accounts}) == 1


def test_an_extension_is_another_instrument_tied_to_the_first(reader: Reader) -> None:
    text = "Canada and Norway welcomed the extension of the Northern Rivers Treaty."
    reading = reader.read(Document("x", text, "CAN", None, DAY))
    ties = [account.relation for account in reading.accounts]
    assert [(tie.kind.value, tie.name) for tie in ties if tie] == [("extends", "Northern Rivers Treaty")]
    assert len(ties) == 2


def test_forms(reader: Reader) -> None:
    text = (
        "Canada and Norway opened talks on a bilateral fisheries agreement. The agreement would bring jobs. "
        "The Northern Rivers Treaty stays in place."
    )
    reading = reader.read(Document("x", text, "CAN", None, DAY))
    forms = [[one.form for one in account.mentions] for account in reading.accounts]
    assert forms == [[Form.DESCRIPTION, Form.ANAPHOR], [Form.FULL]]
