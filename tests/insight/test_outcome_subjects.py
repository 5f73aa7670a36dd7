"""Which meetings an outcome is of, what belongs to them, and what is told of what came later."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest

from servanda.api.ledger import Ledger, open_ledger
from servanda.insight.outcome import Kind, Outcome, outcome, outcome_rules
from servanda.insight.outcome.parties import completed, without_events
from servanda.model import Document
from servanda.views import ActRow, Filter, LedgerView, ViewError

Rows = Callable[[str], list[ActRow]]

LEARNT = datetime(2020, 1, 1, tzinfo=UTC)
DAY = date(2026, 3, 15)

#: Id, issuer, day, title, text: a visit of Canada to Chile and Peru, and what came before and after.
TEXTS = (
    (
        "before", "CAN", "2025-01-20", "Canada and Chile conclude negotiations",
        "Canada and Chile concluded negotiations on the Lithium Cooperation Agreement today.",
    ),
    (
        "chile", "CAN", "2025-03-04", "Prime Minister meets President of Chile",
        "The Prime Minister of Canada met the President of Chile in Santiago today.\n\n"
        "Canada and Chile signed the Lithium Cooperation Agreement. Negotiations on the Agreement were "
        "concluded in January 2025.\n\n"
        "Canada will send 20 engineers to Antofagasta by 30 June 2025. Canada will provide C$10 million "
        "for a school of mines in Calama.\n\n"
        "The two leaders condemned the attacks on ships in the Red Sea. The Prime Minister thanked the "
        "President for his hospitality.",
    ),
    (
        "peru", "CAN", "2025-03-06", "Prime Minister meets President of Peru",
        "The Prime Minister of Canada met the President of Peru in Lima today.\n\n"
        "Peru will open a consulate in Calgary by 31 December 2025.",
    ),
    (
        "closing", "CAN", "2025-03-07", "Prime Minister concludes visit to Chile and Peru",
        "The Prime Minister of Canada met the President of Chile in Santiago on 4 March 2025. "
        "He met the President of Peru in Lima on 6 March 2025.\n\n"
        "Canada and Peru will build a research station in Iquitos by 31 December 2027.",
    ),
    (
        "joint", "CHL", "2025-03-05", "Joint Statement of Chile and Canada",
        "Chile and Canada will hold a forum on water in Valparaíso in November 2025.",
    ),
    (
        "other", "CHL", "2025-03-05", "Chile on its copper exports",
        "Chile and Canada will hold a seminar on copper in Iquique in May 2026.",
    ),
    (
        "later", "CAN", "2025-05-20", "Canadian engineers arrive in Antofagasta",
        "Canada has sent 20 engineers to Antofagasta. Canada and Chile exchanged views on water.",
    ),
    (
        "again", "CAN", "2025-09-10", "Minister meets Chilean colleague",
        "The Foreign Minister of Canada met the Foreign Minister of Chile in Ottawa today.",
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The ledger of these texts."""
    with open_ledger(tmp_path_factory.mktemp("visit") / "visit.db") as ledger:
        for id, issuer, day, title, text in TEXTS:
            words = f"{title}\n\n{text}\n"
            ledger.add(Document(id, words, issuer, title, date.fromisoformat(day)), at=LEARNT)
        yield ledger


@pytest.fixture
def view(visit: Ledger) -> Iterator[LedgerView]:
    with visit.view(DAY) as opened:
        yield opened


def told(answer: Outcome, kind: Kind) -> list[str]:
    """The words of the lines of one kind."""
    return [line.then[0].quote for line in answer.of(kind)]


def test_a_meeting_is_told_with_the_joint_statement_of_its_days(view: LedgerView) -> None:
    answer = outcome(view, party="CAN", counterpart="CHL", on=date(2025, 3, 4))
    documents = {one.document for one in answer.readouts}
    assert {"chile", "joint"} <= documents
    assert "other" not in documents
    assert any("forum on water" in quote for quote in told(answer, Kind.COMMITMENT))
    assert not any("copper" in line.title for line in answer.lines)


def test_what_was_reached_before_is_no_outcome(view: LedgerView) -> None:
    answer = outcome(view, party="CAN", counterpart="CHL", on=date(2025, 3, 4))
    assert [line.what for line in answer.of(Kind.AGREEMENT)] == ["signed"]
    assert not any("concluded in January" in line.title for line in answer.lines)
    assert "told as background" in [one.reason for one in answer.left_out]


def test_courtesies_are_counted_and_not_told(view: LedgerView) -> None:
    answer = outcome(view, "chile")
    assert not any("hospitality" in line.title for line in answer.lines)
    assert [one.acts for one in answer.left_out if one.reason == "courtesies"] == [1]
    assert any("Red Sea" in quote for quote in told(answer, Kind.STATEMENT))


def test_what_was_kept_and_of_what_nothing_was_heard(view: LedgerView) -> None:
    answer = outcome(view, party="CAN", counterpart="CHL", on=date(2025, 3, 4))
    engineers = next(line for line in answer.of(Kind.COMMITMENT) if "engineers" in line.title)
    assert [(one.what, one.words.document) for one in engineers.since if one.words] == [("kept", "later")]
    assert not engineers.unheard
    school = next(line for line in answer.of(Kind.MONEY) if "Calama" in line.then[0].quote)
    assert school.unheard
    assert school.id in answer.unheard
    assert {(one.publisher, one.party): one.documents for one in answer.looked} == {
        ("CAN", "CHL"): 2,
        ("CHL", "CAN"): 1,
    }


def test_a_closing_release_stands_for_all_meetings_of_the_visit(view: LedgerView) -> None:
    answer = outcome(view, "closing")
    assert {row.parties for row in answer.meetings} == {("CAN", "CHL"), ("CAN", "PER")}
    quotes = told(answer, Kind.COMMITMENT)
    for words in ("engineers", "consulate in Calgary", "station in Iquitos"):
        assert any(words in quote for quote in quotes), words


def test_of_one_meeting_only_its_own_acts_are_told(view: LedgerView) -> None:
    answer = outcome(view, party="Canada", counterpart="Peru", on=date(2025, 3, 6))
    assert not any("engineers" in line.title for line in answer.lines)


def test_meetings_that_followed_stand_in_their_order(view: LedgerView) -> None:
    answer = outcome(view, "chile")
    assert [row.start for row in answer.next if row.status == "held"] == ["2025-09-10"]


def test_several_meetings_are_listed(view: LedgerView) -> None:
    with pytest.raises(ViewError, match=r"several meetings of Canada and Chile .*mee_.*mee_"):
        outcome(view, party="CAN", counterpart="CHL")


def test_a_document_without_a_meeting_stands_for_itself(view: LedgerView) -> None:
    answer = outcome(view, "before")
    assert answer.meetings == ()
    assert [line.what for line in answer.of(Kind.AGREEMENT)] == ["concluded"]
    assert [one.what for line in answer.of(Kind.AGREEMENT) for one in line.since] == ["signed"]


def test_every_line_is_cited_and_sources_are_complete(view: LedgerView) -> None:
    texts = {id: f"{title}\n\n{text}\n" for id, _, _, title, text in TEXTS}
    for id in texts:
        answer = outcome(view, id)
        known = {one.document for one in answer.sources}
        for line in answer.lines:
            words = [*line.then, *(one.words for one in line.since if one.words)]
            assert words
            for one in words:
                assert texts[one.document][one.start : one.end] == one.quote
                assert one.document in known


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({}, "--party and --counterpart"),
        ({"party": "CAN"}, "--party and --counterpart"),
        ({"party": "CAN", "counterpart": "Chille"}, "did you mean Chile"),
        ({"party": "CAN", "counterpart": "CHL", "on": date(2025, 3, 1)}, "on 2025-03-01 .*known are mee_"),
        ({"id": "nothing"}, "nothing has the id"),
        ({"id": "com_"}, "is the beginning of|of the kind commitment"),
    ],
)
def test_bad_questions_are_told_in_one_sentence(
    view: LedgerView, asked: dict[str, object], says: str
) -> None:
    with pytest.raises(ViewError, match=says):
        outcome(view, **asked)  # type: ignore[arg-type]


def test_groups_at_whose_gathering_one_met_are_no_party() -> None:
    assert without_events(("APEC", "CAN", "THA")) == ("CAN", "THA")
    assert without_events(("ASEAN", "CAN")) == ("ASEAN", "CAN")
    assert without_events(("CAN", "EU")) == ("CAN", "EU")


def test_the_other_side_is_the_issuer_or_who_acts_with_it(rows: Rows) -> None:
    assert completed(("CHL",), rows("chile")) == ("CAN", "CHL")
    assert completed(("CAN",), rows("chile")) == ("CAN", "CHL")
    assert completed(("CAN",), ()) == ("CAN",)


@pytest.fixture
def rows(view: LedgerView) -> Rows:
    """The acts of a document."""
    return lambda id: list(view.acts(Filter(document=id), limit=50).rows)


def test_every_head_of_the_rules_takes_something() -> None:
    for head in outcome_rules().heads:
        assert head.modalities
    assert outcome_rules().kind_of("raise", "done", "They discussed trade") is Kind.TALK
    assert outcome_rules().kind_of("call_on", "called_for", "He invited her to return") is Kind.INVITATION
    assert outcome_rules().kind_of("call_on", "called_for", "He urged both to return") is Kind.STATEMENT
    assert outcome_rules().kind_of("sign", "intended", "Canada plans to sign it") is Kind.AIM
    assert outcome_rules().kind_of("restrict", "done", "Canada imposed sanctions") is Kind.DEED
