"""Titles and collective words: where they stand, what kind they are, whose they are."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.codebook.offices import OfficeBook, OfficeMention
from servanda.codebook.parties import PartyBook

BOOK = OfficeBook.load()


def one(text: str, publisher: str | None = None) -> OfficeMention:
    (mention,) = BOOK.find(text, publisher=publisher)
    return mention


KINDS = [
    ("President Xi", "President", "head_of_state"),
    ("the president", "president", "head_of_state"),
    ("PRIME MINISTER", "PRIME MINISTER", "head_of_government"),
    ("the Prime\nMinister", "Prime\nMinister", "head_of_government"),
    ("Governor-General", "Governor-General", "head_of_state"),
    ("the Crown Prince", "Crown Prince", "monarch"),
    ("His Majesty the King", "His Majesty the King", "monarch"),
    ("the Vice President", "Vice President", "deputy"),
    ("Deputy Prime Minister", "Deputy Prime Minister", "deputy"),
    ("the Foreign Minister", "Foreign Minister", "foreign_minister"),
    ("the foreign minister", "foreign minister", "foreign_minister"),
    ("Minister of Foreign Affairs", "Minister of Foreign Affairs", "foreign_minister"),
    ("Minister for Foreign Affairs and Trade", "Minister for Foreign Affairs and Trade", "foreign_minister"),
    ("Minister of National Defence", "Minister of National Defence", "defence_minister"),
    ("the Defense Minister", "Defense Minister", "defence_minister"),
    ("Minister of International Trade", "Minister of International Trade", "trade_minister"),
    ("Minister of Foreign Trade", "Minister of Foreign Trade", "trade_minister"),
    ("Trade and Investment Minister", "Trade and Investment Minister", "trade_minister"),
    ("the trade minister", "trade minister", "trade_minister"),
    ("Minister of Health", "Minister of Health", "minister"),
    ("the Minister", "Minister", "minister"),
    ("Deputy Foreign Minister", "Deputy Foreign Minister", "minister"),
    ("the Deputy Minister of Foreign Affairs", "Deputy Minister of Foreign Affairs", "minister"),
    ("the Minister of State for Trade", "Minister of State for Trade", "minister"),
    ("the Acting Minister of Trade", "Acting Minister of Trade", "trade_minister"),
    ("Climate, Energy and Environment Minister", "Climate, Energy and Environment Minister", "minister"),
    ("Ties with the Pacific\n\nTrade Minister Hallam", "Trade Minister", "trade_minister"),
    ("the Secretary of the National Board", "Secretary", "minister"),
    ("the Special Envoy", "Special Envoy", "envoy"),
    ("Ambassador Rahm", "Ambassador", "envoy"),
    ("the High Commissioner", "High Commissioner", "envoy"),
    ("a spokesperson", "spokesperson", "spokesperson"),
    ("Press Secretary", "Press Secretary", "spokesperson"),
    ("National Security Advisor", "National Security Advisor", "official"),
    ("the Senator", "Senator", "legislator"),
    ("Chief of the Defence Force", "Chief of the Defence Force", "military"),
    ("the Secretary-General", "Secretary-General", "organisation_head"),
    ("the Director General", "Director General", "organisation_head"),
    ("the Mayor", "Mayor", "subnational"),
    ("the Chief Minister", "Chief Minister", "subnational"),
    ("the First Minister", "First Minister", "subnational"),
]

OWNERS = [
    ("the Taoiseach", None, ("IRL",)),
    ("the Tanaiste", None, ("IRL",)),
    ("Secretary of State", None, ("USA",)),
    ("the Secretary of State for Defence", None, ("GBR",)),
    ("the Secretary of State for Health and Social Care", None, ("GBR",)),
    ("the Foreign Secretary", None, ("GBR",)),
    ("the Foreign Secretary", "IND", ("IND",)),
    ("the Chancellor of the Exchequer", None, ("GBR",)),
    ("Chancellor Scholz", None, ("DEU", "AUT")),
    ("Chancellor Stocker", "AUT", ("AUT",)),
    ("the Amir", None, ("QAT", "KWT")),
    ("the Emir", "QAT", ("QAT",)),
    ("Premier of the State Council", None, ("CHN",)),
    ("the Federal Council", None, ("CHE",)),
    ("the Custodian of the Two Holy Mosques", None, ("SAU",)),
    ("the President of the European Commission", None, ("EU",)),
    ("the UN Secretary-General", None, ("UN",)),
    ("Secretary of Defense", "PHL", ("PHL",)),
    ("the Prime Minister", None, ()),
]

PLURALS = [
    ("the Prime Ministers", "Prime Minister", "head_of_government"),
    ("Presidents Biden and Yoon", "President", "head_of_state"),
    ("Foreign Ministers", "Foreign Minister", "foreign_minister"),
    ("Trade Ministers", "Trade Minister", "trade_minister"),
    ("Ministers of Finance", "Minister of Finance", "minister"),
    ("Leaders", "Leader", "head_of_government"),
    ("Secretaries-General", "Secretary-General", "organisation_head"),
    ("Heads of State and Government", "Head of State and Government", "head_of_government"),
    ("Attorneys General", "Attorney General", "minister"),
    ("Spokesmen", "Spokesman", "spokesperson"),
]

COLLECTIVES = [
    "two leaders", "both sides", "the sides", "ministers", "two governments", "delegations", "participants",
    "Parties", "partners", "members", "officials", "Both leaders", "heads of delegation", "foreign ministers",
    "heads of state and government", "the two countries", "BOTH SIDES",
]  # fmt: skip

NO_TITLES = [
    "General Assembly",
    "GENERAL ASSEMBLY",
    "Prince Edward Island",
    "Sovereign Wealth Fund",
    "premier league football",
    "in general",
    "a speaker of French",
    "the commander",
    "Kingston",
    "presidential",
]


@pytest.mark.parametrize(("text", "words", "kind"), KINDS)
def test_kind(text: str, words: str, kind: str) -> None:
    mention = one(text)
    assert (mention.text, mention.kind, mention.rank) == (words, kind, kind)


@pytest.mark.parametrize(("text", "publisher", "codes"), OWNERS)
def test_whose_title(text: str, publisher: str | None, codes: tuple[str, ...]) -> None:
    assert one(text, publisher).codes == codes


@pytest.mark.parametrize(("text", "title", "rank"), PLURALS)
def test_titles_in_the_plural_are_leaders(text: str, title: str, rank: str) -> None:
    mention = one(text)
    assert (mention.kind, mention.title, mention.rank) == ("leaders", title, rank)


@pytest.mark.parametrize("text", COLLECTIVES)
def test_collectives(text: str) -> None:
    mention = one(text)
    assert (mention.kind, mention.codes) == ("collective", ())
    assert mention.text == text.removeprefix("the ")


@pytest.mark.parametrize("text", NO_TITLES)
def test_ordinary_words_are_no_titles(text: str) -> None:
    assert BOOK.find(text) == ()


def test_the_name_is_not_part_of_the_title() -> None:
    text = "the Minister for Trade, Tourism and Investment Simon Birmingham"
    assert one(text).text == "Minister for Trade, Tourism and Investment"


def test_a_portfolio_in_small_letters_before_a_title_in_capitals_is_not_its_own() -> None:
    assert one("to strengthen international cooperation Minister Wong travelled").text == "Minister"


def test_premiers_of_provinces() -> None:
    assert one("Premier Li").rank == "head_of_government"
    assert (one("Premier Ford", "CAN").rank, one("Premier Ford", "CAN").codes) == ("subnational", ())


@pytest.mark.parametrize(
    ("text", "former"),
    [
        ("the former President", True),
        ("former U.S. President Carter", True),
        ("ex-President Ma", True),
        ("the President", False),
        ("a former pilot met the President", False),
    ],
)
def test_former_holders(text: str, former: bool) -> None:
    assert one(text).former is former


def test_titles_in_a_sentence() -> None:
    text = (
        "Prime Minister Carney, President Lee and the two leaders' foreign ministers met Secretary Blinken."
    )
    assert [(m.text, m.kind) for m in BOOK.find(text)] == [
        ("Prime Minister", "head_of_government"),
        ("President", "head_of_state"),
        ("two leaders", "collective"),
        ("foreign ministers", "collective"),
        ("Secretary", "minister"),
    ]


def test_every_code_is_a_party() -> None:
    for title in (
        "Taoiseach",
        "Chancellor",
        "Pope",
        "Premier",
        "Commission President",
        "IMF Managing Director",
    ):
        for code in one(title).codes:
            assert PartyBook.load().get(code).code == code


_PIECES = st.sampled_from(
    ["Minister", "minister", "of", "for", "Trade", "and", ",", "Foreign", "Secretary of State", "both sides",
     "President", "former", "Deputy", "&", "the", "\n", "Leaders", "PRIME MINISTERS", "Veterans’", "x"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=20), st.sampled_from([None, "CAN", "IND"]))
def test_mentions_re_slice_in_order(pieces: list[str], publisher: str | None) -> None:
    text = " ".join(pieces)
    done = 0
    for mention in BOOK.find(text, publisher=publisher):
        assert mention.span.of(text) == mention.text != ""
        assert mention.span.start >= done
        done = mention.span.end


@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    for mention in BOOK.find(text):
        assert mention.span.of(text) == mention.text


@pytest.mark.parametrize(
    "unit", ["Trade and ", "Minister of ", "Minister of Trade and ", "Minister ", "former "]
)
def test_repetition_costs_no_more_than_its_length(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit)) + "Minister"
        began = time.perf_counter()
        BOOK.find(text)
        return time.perf_counter() - began

    seconds(2_000)
    assert seconds(200_000) < 50 * seconds(20_000) + 0.5
