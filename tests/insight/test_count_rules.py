"""The rules of counting: each example of a reason is left out for it; nothing is counted twice or lost."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import count as numbers

import msgspec
import pytest

from servanda.api.ledger import Ledger, open_ledger
from servanda.codebook.yamlio import CodebookError
from servanda.insight.count import DIMENSIONS, Count, count, rules
from servanda.insight.count.rules import CountingFile, checked
from servanda.ledger.rows import put
from servanda.ledger.tables import telling
from servanda.linking.commitments.telling import TRAITS, bits_of, traits_of
from servanda.model import Document
from servanda.views import LedgerView, ViewError

DAY = date(2026, 3, 15)
LEARNT = datetime(2020, 1, 1, tzinfo=UTC)

REASONS = [(rule.name, reason) for rule in rules() for reason in rule.leaves_out]
EXAMPLES = [(rule, one.reason, sentence) for rule, one in REASONS for sentence in one.examples]
COUNTER = [(rule, one.reason, sentence) for rule, one in REASONS for sentence in one.counter]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Every example as a document of its own, issued by Canada."""
    sentences = dict.fromkeys(sentence for _, _, sentence in (*EXAMPLES, *COUNTER))
    documents = [
        Document(sentence, f"News release\n\n{sentence}\n", "CAN", "News release", date(2026, 1, 1))
        for sentence in sentences
    ]
    with open_ledger(tmp_path_factory.mktemp("rules") / "rules.db") as ledger:
        for document in documents:
            ledger.add(document, at=LEARNT)
        yield ledger


def reasons(ledger: Ledger, rule: str, sentence: str) -> list[str | None]:
    """What a rule makes of the commitments that a sentence tells."""
    with ledger.view(DAY) as view:
        answer = count(view, rule=rule, document=sentence, items=10)
    return [item.left_out for item in answer.items]


@pytest.mark.parametrize(("rule", "reason", "sentence"), EXAMPLES)
def test_an_example_is_left_out_for_its_reason(read: Ledger, rule: str, reason: str, sentence: str) -> None:
    assert reason in reasons(read, rule, sentence)


@pytest.mark.parametrize(("rule", "reason", "sentence"), COUNTER)
def test_a_counter_example_is_not(read: Ledger, rule: str, reason: str, sentence: str) -> None:
    made = reasons(read, rule, sentence)
    assert made
    assert reason not in made


def test_traits_stand_in_a_number_and_come_back() -> None:
    assert traits_of(bits_of(TRAITS)) == set(TRAITS)
    assert traits_of(bits_of(("joint", "made"))) == {"joint", "made"}
    assert bits_of(TRAITS) < 2**63, "a whole number of the database holds so many bits"


def test_a_trait_that_is_none_is_refused() -> None:
    reason = {"reason": "a", "means": "", "any": ["nowhere"]}
    row = {"name": "a", "title": "", "counts": "", "reading": "", "leaves_out": [reason]}
    with pytest.raises(CodebookError, match="no trait 'nowhere'"):
        checked(msgspec.convert({"rules": [row]}, CountingFile))


def test_a_rule_that_stands_twice_is_refused() -> None:
    row = {"name": "a", "title": "", "counts": "", "reading": "", "leaves_out": []}
    with pytest.raises(CodebookError, match="once"):
        checked(msgspec.convert({"rules": [row, row]}, CountingFile))


#: Tellings put in by hand: commitment, day, traits, actors, recipients, topics, offices.
ROWS = (
    (
        "com_a",
        "2024-01-10",
        "made promise joint dated",
        "|CAN|KOR|",
        "",
        "|trade|energy|",
        "|CAN prime minister|",
    ),
    ("com_a", "2025-02-01", "again promise joint dated", "|CAN|KOR|", "", "|trade|energy|", ""),
    ("com_b", "2024-06-01", "made promise one_side sum", "|CAN|", "|CHN|", "|trade|", "|CAN trade minister|"),
    ("com_c", "2025-03-03", "made reaffirm joint vague", "|CAN|CHN|", "", "", "|CAN leader|CHN president|"),
    ("com_d", "2025-12-31", "made promise joint vague", "|JPN|KOR|", "", "|defence|", ""),
    ("com_e", "", "made promise joint fate", "|World Bank|CAN|", "", "|finance|", "|World Bank President|"),
    ("com_f", "2024-01-10", "made schedule joint recap", "|CAN|KOR|", "", "", ""),
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LedgerView]:
    """A view of these tellings."""
    names = ("matter", "told", "traits", "actors", "recipients", "topics", "offices")
    acts = numbers(1)
    rows = [dict(zip(names, row, strict=True)) | {"act": f"act_{next(acts)}"} for row in ROWS]
    for row in rows:
        row["traits"] = bits_of(str(row["traits"]).split())
    with open_ledger(tmp_path_factory.mktemp("rows") / "rows.db") as ledger:
        with ledger.store.writing() as writer:
            put(writer.connection, telling, rows)
        with ledger.store.reading() as connection:
            yield LedgerView(connection, DAY)


def lines(answer: Count) -> dict[str | None, int]:
    return {line.value: line.count for line in answer.lines}


def totals(answer: Count) -> dict[str, int]:
    return {one.rule: one.count for one in answer.totals}


def test_the_three_rules_count_the_same_tellings_otherwise(filled: LedgerView) -> None:
    assert totals(count(filled)) == {"toronto": 2, "broad": 5, "granular": 6}


@pytest.mark.parametrize("rule", [one.name for one in rules()])
@pytest.mark.parametrize("party", [None, "CAN", "KOR"])
def test_what_counts_and_what_is_left_out_is_all(filled: LedgerView, rule: str, party: str | None) -> None:
    answer = count(filled, rule=rule, party=party, items=100)
    assert answer.total + sum(one.count for one in answer.left_out) == answer.tellings
    assert answer.tellings == sum(party is None or f"|{party}|" in row[3] for row in ROWS)
    assert answer.total == totals(answer)[rule]


def test_reasons_are_counted_in_their_order(filled: LedgerView) -> None:
    found = [(one.reason, one.count) for one in count(filled, rule="toronto").left_out]
    expected = [("background", 1), ("one side", 1), ("reaffirmed", 1), ("fate of a text", 1), ("vague", 1)]
    assert found == expected


def test_numbers_by_each_dimension(filled: LedgerView) -> None:
    def by(name: str, **asked: str) -> dict[str | None, int]:
        return lines(count(filled, rule="granular", by=name, **asked))

    assert by("subject") == {"trade": 3, "energy": 2, "defence": 1, "finance": 1, None: 1}
    assert by("party") == {"CAN": 5, "KOR": 3, "CHN": 1, "JPN": 1, "World Bank": 1}
    assert by("year") == {"2024": 2, "2025": 3, None: 1}
    assert by("type") == {"promise": 5, "reaffirm": 1}
    assert by("partner", party="CAN") == {"KOR": 2, "CHN": 2, "World Bank": 1}
    assert by("minister", party="CHN") == {"CHN president": 1}
    own = {"CAN prime minister": 1, "CAN trade minister": 1, "CAN leader": 1, None: 2}
    assert by("minister", party="Canada") == own


def test_what_is_not_named_stands_last_under_a_name(filled: LedgerView) -> None:
    answer = count(filled, rule="granular", by="minister", party="CAN")
    assert answer.lines[-1].name == "no office named"
    assert [line.name for line in answer.lines[:-1]] == [
        "Canada: leader", "Canada: prime minister", "Canada: trade minister"
    ]  # fmt: skip


def test_years_stand_in_their_order(filled: LedgerView) -> None:
    assert [line.name for line in count(filled, by="year").lines] == ["2024", "2025", "undated"]


def test_days_are_included_and_undated_tellings_are_not_until_a_day(filled: LedgerView) -> None:
    def of(**days: date) -> int:
        return count(filled, rule="granular", **days).total  # type: ignore[arg-type]

    assert of(since=date(2025, 3, 3)) == 2
    assert of(since=date(2025, 3, 4)) == 1
    assert of(until=date(2024, 1, 10)) == 1
    assert of(until=date(2024, 1, 9)) == 0


def test_a_counterpart_is_bound_or_addressed(filled: LedgerView) -> None:
    assert count(filled, rule="granular", party="CAN", counterpart="CHN").total == 2
    assert count(filled, rule="granular", party="JPN", counterpart="KOR").total == 1
    assert count(filled, rule="granular", party="CHN", counterpart="KOR").total == 0


def test_more_lines_are_told(filled: LedgerView) -> None:
    answer = count(filled, rule="granular", by="party", limit=2)
    assert (len(answer.lines), answer.more) == (2, 3)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"rule": "oslo"}, "toronto, broad, granular"),
        ({"by": "weather"}, ", ".join(DIMENSIONS)),
        ({"by": "partner"}, "--party"),
        ({"party": "Canadia"}, "did you mean Canada"),
        ({"topic": "trades"}, "trade"),
        ({"document": "nothing"}, "nothing has the id"),
        ({"party": "CAN", "counterpart": "Nowhereland"}, "no party is called"),
        ({"counterpart": "CAN"}, "a counterpart needs a party"),
        ({"since": date(2025, 1, 2), "until": date(2025, 1, 1)}, "since comes after until"),
    ],
)
def test_bad_questions_are_told_in_one_sentence(
    filled: LedgerView, asked: dict[str, object], says: Iterable[str]
) -> None:
    with pytest.raises(ViewError, match=str(says)):
        count(filled, **asked)  # type: ignore[arg-type]
