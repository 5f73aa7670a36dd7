"""The party book: names, demonyms and seats found where they stand, traps avoided, spans exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.codebook.parties import PartyBook

BOOK = PartyBook.load()

FOUND = [
    ("The Prime Minister of Georgia visited Tbilisi's old town.", ["GEO"]),
    ("King Abdullah II of Jordan arrived in Amman.", ["JOR"]),
    ("The President of Chad spoke in N'Djamena.", ["TCD"]),
    ("Turkey and Türkiye are one state.", ["TUR", "TUR"]),
    ("Guinea, Guinea-Bissau, Equatorial Guinea and Papua New Guinea signed.", ["GIN", "GNB", "GNQ", "PNG"]),
    ("The Republic of the Congo and the Democratic Republic of the Congo met.", ["COG", "COD"]),
    ("South Korea, the ROK and North Korea, the DPRK.", ["KOR", "KOR", "PRK", "PRK"]),
    ("The Korean President travelled.", ["KOR"]),
    ("Niger and Nigeria share a border.", ["NER", "NGA"]),
    ("Dominica and the Dominican Republic attended.", ["DMA", "DOM"]),
    ("The Holy See, Kosovo, Taiwan and Palestine were named.", ["VAT", "XKX", "TWN", "PSE"]),
    ("American, Dutch and Swiss officials", ["USA", "NLD", "CHE"]),
    ("The UAE and the PRC", ["ARE", "CHN"]),
    ("the former Yugoslav Republic of Macedonia", ["MKD"]),
    ("Canada-Republic of Korea partnership", ["CAN", "KOR"]),
    ("U.S.-Japan alliance", ["USA", "JPN"]),
    ("Canada’s and Mexico's ministers", ["CAN", "MEX"]),
    ("the European Commission and NATO", ["EU", "NATO"]),
    ("G7 and G20 leaders in APEC and ASEAN", ["G7", "G20", "APEC", "ASEAN"]),
    ("Burma, Czechia and Ivory Coast", ["MMR", "CZE", "CIV"]),
    ("AUSTRALIA TO HOST APEC", ["AUS", "APEC"]),
    ("South Sudan and Sudan", ["SSD", "SDN"]),
]
NOT_FOUND = [
    ("Ships in the South China Sea", "CHN"),
    ("Albuquerque, New Mexico", "MEX"),
    ("Latin America and North America", "USA"),
    ("Tell us what us means", "USA"),
    ("a roast turkey", "TUR"),
    ("fine china plates", "CHN"),
    ("Michael Jordan scored", "JOR"),
    ("the Indian Ocean", "IND"),
    ("Senators from Georgia, Alabama and Florida", "GEO"),
    ("George Washington crossed the river", "USA"),
]


@pytest.mark.parametrize(("text", "codes"), FOUND)
def test_finds(text, codes):
    found = [m.code for m in BOOK.find(text) if m.role != "capital"]
    assert found == codes


@pytest.mark.parametrize(("text", "code"), NOT_FOUND)
def test_is_not_fooled(text, code):
    assert code not in [m.code for m in BOOK.find(text)]


@pytest.mark.parametrize(("city", "code"), [("Brussels", "BEL"), ("Geneva", "CHE")])
def test_a_city_alone_is_no_government_that_acts(city, code):
    found = [m for m in BOOK.find(f"They met in {city}.") if m.code == code]
    assert all(m.role in {"capital", "part", "metonym"} for m in found)


def test_breadth():
    states = [code for code in BOOK.codes if BOOK.is_state(code)]
    organisations = [code for code in BOOK.codes if not BOOK.is_state(code)]
    assert len(states) >= 195
    assert len(organisations) >= 60
    for code in ("EU", "NATO", "ASEAN", "G7", "G20", "Quad", "AUKUS", "GCC"):
        assert len(BOOK.members(code)) >= 3, code


@given(st.text(max_size=200), st.sampled_from(FOUND))
def test_mentions_stand_where_they_say(noise, row):
    text = f"{noise} {row[0]} {noise}"
    last = 0
    for mention in BOOK.find(text):
        assert mention.span.of(text) == mention.text
        assert mention.span.start >= last
        last = mention.span.end
