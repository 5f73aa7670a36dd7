"""Who is meant: persons, titles, pronouns and groups, resolved in small documents of our own."""

from datetime import date

import pytest

from servanda.model import Document

#: (publisher, title, text, words of the quotation, actors)
ROWS = [
    (
        "CAN",
        "",
        "Prime Minister Doe met Korean President Park Min Ho. President Park thanked Canada.",
        "thanked",
        {"KOR"},
    ),
    (
        "CAN",
        "",
        "The Foreign Minister of Peru, Ana Vidal, visited Ottawa. Minister Vidal welcomed the talks.",
        "welcomed",
        {"PER"},
    ),
    (
        "USA",
        "",
        "Micheál Byrne, Taoiseach of Ireland, met President Roe. The Taoiseach thanked the President.",
        "thanked",
        {"IRL"},
    ),
    (
        "USA",
        "Readout of President Roe’s Call with President Vega of Chile",
        "President Roe spoke with President Vega of Chile. The two leaders discussed copper.",
        "discussed copper",
        {"USA", "CHL"},
    ),
    (
        "USA",
        "Readout of President Roe’s Call with President Vega of Chile",
        "President Roe spoke with President Vega of Chile. They condemned the attack on the embassy.",
        "condemned",
        {"USA", "CHL"},
    ),
    (
        "USA",
        "",
        "President Roe met Prime Minister Silva of Portugal. The President thanked him for his help.",
        "thanked",
        {"USA"},
    ),
    (
        "AUS",
        "Joint Statement by the Prime Ministers of Australia and Fiji",
        "We met today in Suva. We condemn illegal fishing in our waters.",
        "condemn",
        {"AUS", "FJI"},
    ),
    (
        "CAN",
        "",
        "Along with Prime Minister Somsak, Prime Minister Doe announced the launch of trade negotiations "
        "between Canada and Thailand.",
        "launch",
        {"CAN", "THA"},
    ),
    ("NZL", "", "Tonga announced that it will ratify the treaty by June. ", "ratify", {"TON"}),
    (
        "EU",
        "",
        "The European Union and Norway signed a fisheries agreement in Oslo.",
        "signed",
        {"EU", "NOR"},
    ),
    ("JPN", "", "Japan condemned the missile launch by North Korea.", "condemned", {"JPN"}),
    ("CHE", "", "The Federal Council approved the agreement with Brazil on 3 May.", "approved", {"CHE"}),
]


@pytest.mark.parametrize(("publisher", "title", "text", "words", "actors"), ROWS)
def test_actors(reader, publisher, title, text, words, actors):
    document = Document("x", text, publisher, title or None, date(2024, 3, 1))
    found = [set(act.actors) for act in reader.read(document).acts if words in act.quote]
    assert actors in found


def test_the_two_leaders_are_those_who_met_last(reader):
    text = (
        "Prime Minister Doe met President Park of Korea. Later, he met President Wu of China. "
        "The two leaders discussed canola."
    )
    acts = reader.read(Document("x", text, "CAN", None, date(2024, 3, 1))).acts
    assert [set(a.actors) for a in acts if "canola" in a.quote] == [{"CAN", "CHN"}]


def test_a_minister_without_country_speaks_for_the_issuer(reader):
    text = "Defence Minister Jane Doe condemned the strike on the hospital in the strongest terms."
    acts = reader.read(Document("x", text, "DNK", None, date(2024, 3, 1))).acts
    assert [a.actors for a in acts] == [("DNK",)]
