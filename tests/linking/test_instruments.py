"""Which tellings are the same instrument: names in normal form, pairs written by hand, any order."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.codebook.yamlio import CodebookError, load_file
from servanda.linking.instruments import (
    Designation,
    Instruments,
    ToldAccount,
    designation_from,
    designation_of,
    fold_instrument,
)
from servanda.linking.instruments.vocabulary import FEATURES, VocabularyFile, checked, vocabulary
from servanda.linking.instruments.words import name_of, singular
from servanda.model import (
    Account,
    Binding,
    Dated,
    Form,
    Mention,
    Relation,
    RelationKind,
    Span,
    Stage,
    Step,
    account_id,
)
from servanda.model.agreement import Proof
from tests.linking.in_memory import together

HERE = Path(__file__).parent


def telling(text: str, number: int = 0) -> ToldAccount:
    """An account from "names | kind | subject | parties | publisher day"; several names with ; between."""
    names, kind, subject, parties, document = (part.strip() for part in text.split("|"))
    publisher, day = document.split()
    span = Span(number, number + 5)
    account = Account(
        id=account_id(text, span),
        names=tuple(name.strip() for name in names.split(";") if name.strip()),
        kind=kind,
        subject=subject,
        parties=tuple(parties.split()),
        mentions=(Mention(span, Form.FULL),),
        relation=Relation(RelationKind.AMENDS, "Fisheries Agreement") if kind == "change" else None,
    )
    return ToldAccount(account, f"{document} {text}", date.fromisoformat(day), publisher)


@cache
def rows(which: str) -> list[tuple[str, str]]:
    """The pairs of one kind."""
    file = yaml.safe_load((HERE / "pairs" / "instruments.yaml").read_text(encoding="utf-8"))
    return [(one, other) for one, other in file[which]]


@pytest.mark.parametrize(("one", "other"), rows("same"))
def test_the_same_instrument_is_put_together(one: str, other: str) -> None:
    assert len(together([telling(one), telling(other, 1)])[0]) == 1


@pytest.mark.parametrize(("one", "other"), rows("different"))
def test_another_instrument_stays_apart(one: str, other: str) -> None:
    assert len(together([telling(one), telling(other, 1)])[0]) == 2


def test_all_pairs_in_one_ledger_are_precise() -> None:
    told = [
        telling(text, at)
        for at, text in enumerate(sorted({t for w in ("same", "different") for p in rows(w) for t in p}))
    ]
    groups, _ = together(told)
    home = {one.document: at for at, group in enumerate(groups) for one in group}
    key = {text: telling(text).document for pair in rows("same") + rows("different") for text in pair}
    wrong = [pair for pair in rows("different") if home[key[pair[0]]] == home[key[pair[1]]]]
    right = [pair for pair in rows("same") if home[key[pair[0]]] == home[key[pair[1]]]]
    assert wrong == []
    assert len(right) / len(rows("same")) >= 0.9


def test_what_fits_two_is_asked_and_joins_none() -> None:
    told = [
        telling("Trade and Investment Framework Agreement | framework | | ARG USA | USA 2025-11-13"),
        telling("Agreement on Trade and Growth | framework | | ARG USA | USA 2025-11-13", 1),
        telling("| framework | trade | ARG USA | USA 2025-11-20", 2),
    ]
    groups, grouping = together(told)
    assert len(groups) == 3
    assert len(grouping.questions) == 1
    assert len(grouping.questions[0].others) == 2


NAMES = [
    ("US-PNG Defense Cooperation Agreement", {"defense", "cooperation"}, "text", {"USA", "PNG"}, None),
    ("the Defence Co-operation Agreement", {"defense", "cooperation"}, "text", set(), None),
    ("MOU on Critical Minerals", {"critical", "mineral"}, "memorandum", set(), None),
    (
        "Exchange of Naval Nuclear Propulsion Information Agreement (ENNPIA)",
        {"exchange", "naval", "nuclear", "propulsion", "information"},
        "text",
        set(),
        "ennpia",
    ),
    ("GSOMIA", set(), None, set(), "gsomia"),
    ("Paris Agreement", {"paris"}, "text", set(), None),
    (
        "Trade and Investment Framework Agreement",
        {"trade", "investment", "framework"},
        "framework",
        set(),
        None,
    ),
    (
        "Framework for an Agreement on Reciprocal Trade",
        {"framework", "reciprocal", "trade"},
        "text",
        set(),
        None,
    ),
    (
        "IPEF Agreement Relating to Supply Chain Resilience",
        {"ipef", "supply", "chain", "resilience"},
        "text",
        set(),
        None,
    ),
    ("Compact of Free Association with Palau", {"free", "association"}, "text", {"PLW"}, None),
    ("", set(), None, set(), None),
]


@pytest.mark.parametrize(("text", "words", "kind", "parties", "acronym"), NAMES)
def test_names_in_normal_form(
    text: str, words: set[str], kind: str | None, parties: set[str], acronym: str | None
) -> None:
    name = name_of(text)
    assert set(name.words) == words
    assert (name.kind, name.parties, name.acronym) == (kind, parties, acronym)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2023 Amended Compact", {"2023"}),
        ("Phase One Agreement", {"phase 1"}),
        ("Chapter II of the Treaty", {"chapter 2"}),
        ("Agreement of July 22", set()),
    ],
)
def test_numbers_of_a_name(text: str, numbers: set[str]) -> None:
    assert name_of(text).numbers == numbers


@pytest.mark.parametrize(
    ("word", "one"),
    [
        ("agreements", "agreement"),
        ("parties", "party"),
        ("status", "status"),
        ("us", "us"),
        ("access", "access"),
    ],
)
def test_singular(word: str, one: str) -> None:
    assert singular(word) == one


def test_a_telling_name_is_one_node_in_all_documents() -> None:
    first = telling("Supply Chain Resilience Agreement | agreement | | | USA 2023-11-16")
    other = telling("the Supply Chain Resilience Agreement | agreement | supply chain | | USA 2024-08-09", 1)
    nodes = {_node(one).id for one in (first, other)}
    assert len(nodes) == 1


def test_a_bare_description_is_a_node_of_its_own() -> None:
    first = telling("| agreement | | CAN KOR | CAN 2023-11-16")
    other = telling("| agreement | | CAN KOR | CAN 2024-08-09", 1)
    assert _node(first).id != _node(other).id
    assert _node(first).told == "2023-11-16"


def _node(one: ToldAccount) -> Designation:
    return designation_of(one.account, one.publisher, one.published, one.document)


def test_parties_alone_are_no_key() -> None:
    for text in {t for which in ("same", "different") for pair in rows(which) for t in pair}:
        node = _node(telling(text))
        for key in Instruments().keys(node):
            assert key.split(":")[-1] != ",".join(node.parties)


TEXT = st.text(max_size=40) | st.sampled_from([t.split("|")[0] for p in rows("same") for t in p])
ACCOUNTS = st.builds(
    lambda names, kind, subject, parties, year, at, relation: Account(
        account_id(f"{names}{kind}{subject}{at}", Span(at, at + 1)),
        tuple(names),
        kind,
        subject,
        tuple(sorted(parties)),
        (Mention(Span(at, at + 1), Form.FULL),),
        year=year,
        relation=relation,
    ),
    st.lists(TEXT, max_size=3),
    st.sampled_from(["agreement", "talks", "fund", "change", "body", ""]),
    TEXT,
    st.sets(st.sampled_from(["CAN", "KOR", "USA", "EU", "OTHER:X"]), max_size=3),
    st.none() | st.just("2023"),
    st.integers(0, 99),
    st.none() | st.builds(Relation, st.sampled_from(RelationKind), TEXT),
)
TOLD = st.builds(
    ToldAccount,
    ACCOUNTS,
    st.sampled_from(["a", "b"]),
    st.none() | st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.sampled_from([None, "CAN", "USA"]),
)


@settings(deadline=None)
@given(st.lists(TOLD, max_size=8), st.randoms())
def test_order_does_not_matter(told: list[ToldAccount], random) -> None:  # type: ignore[no-untyped-def]
    groups, grouping = together(told)
    shuffled = list(told)
    random.shuffle(shuffled)
    assert together(shuffled)[1] == grouping
    assert sum(map(len, groups)) == len(told)
    for one in told:
        node = _node(one)
        assert designation_from(node.body()) == node


@settings(deadline=None)
@given(TOLD, TOLD)
def test_comparing_is_symmetric_and_says_why(one: ToldAccount, other: ToldAccount) -> None:
    a, b = _node(one), _node(other)
    link = Instruments().compare(a, b)
    assert Instruments().compare(b, a) == link
    if link is not None:
        assert link.a <= link.b
        assert link.score == pytest.approx(sum(f.contribution for f in link.features), abs=1e-3)
        assert {f.name for f in link.features} <= set(FEATURES)
        assert all(-1 <= f.value <= 1 for f in link.features)


def test_an_instrument_is_folded_from_all_that_is_told() -> None:
    span = Span(3, 9)
    names = ("Canada-Korea Fisheries Agreement",)
    step = Step(Stage.SIGNED, span, "2024-05-01", Dated.TOLD)
    late = Account(
        "acc_2", names, "agreement", "", ("CAN", "KOR"), (Mention(span, Form.FULL),), (step,), Binding.BINDING
    )
    early = Account("acc_1", (), "talks", "fisheries", ("CAN", "KOR"), (Mention(span, Form.DESCRIPTION),))
    told = [
        ToldAccount(late, "doc 2", date(2024, 6, 1), "KOR"),
        ToldAccount(early, "doc 1", date(2023, 1, 1), "CAN"),
    ]
    found = fold_instrument(told)
    assert found == fold_instrument(reversed(told))
    assert found.name == names[0]
    assert (found.first, found.last) == (date(2023, 1, 1), date(2024, 6, 1))
    assert found.binding is Binding.BINDING
    assert found.id != fold_instrument([told[0]]).id
    (record,) = found.course.records
    assert (record.stage, record.date, record.implied, record.party) == (
        Stage.SIGNED,
        "2024-05-01",
        False,
        None,
    )
    assert record.proof == Proof("doc 2", span)


def test_a_vocabulary_that_lacks_a_weight_is_refused() -> None:
    path = Path(__file__).parents[2] / "servanda" / "linking" / "data" / "instruments.yaml"
    file = load_file(path, VocabularyFile)
    assert checked(file) == vocabulary()
    del file.weights["parties"]
    with pytest.raises(CodebookError, match="parties"):
        checked(file)
