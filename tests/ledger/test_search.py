"""Searching: what is found by which words, on both databases, and that no words can harm."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, update

from servanda.ledger import search
from servanda.ledger.store import Store
from servanda.ledger.tables import act, document
from servanda.ledger.verify import verify
from servanda.model import Document, EntryKind
from servanda.model.bodies import document_body
from tests.ledger.samples import NOON

TEXTS = {
    "a": 'The parties will sign the "Agreement" on fisheries in Reykjavík.',
    "b": "Agreements were signed; C:\\u0000 is a path \\ of some kind, and 3.5 million was paid.",
    "c": "a zero \0 character, then observers 🐟 and more",
    "d": "",
}
TITLES = {"a": "Joint statement", "b": None, "c": "Notice", "d": "Empty communiqué"}

#: Words and the documents in which they are found.
FINDS = [
    ("agreement", "ab"),
    ("AGREEMENT fisheries", "a"),
    ("signing", "ab"),
    ('"will sign the"', "a"),
    ('"sign will"', ""),
    ("will sign", "a"),
    ("the will", "a"),
    ("fish*", "a"),
    ("observ*", "c"),
    ("reykjavík", "a"),
    ("path", "b"),
    ("million paid", "b"),
    ("zero", "c"),
    ("character", "c"),
    ("more", "c"),
    ("statement", "a"),
    ("empty communiqué", "d"),
    ("agreement nowhere", ""),
    ("", ""),
    ("  \t ", ""),
    ("!!! -- ( ) * \" ' :", ""),
    ("agreement OR nowhere", ""),
    ("agreement)) --", "ab"),
    ('agreement "', "ab"),
    ("agreement* fish*", "a"),
    ("text:agreement", ""),
]


def _fill(store: Store) -> dict[int, str]:
    numbers: dict[int, str] = {}
    with store.writing() as writer:
        for id, text in TEXTS.items():
            one = Document(id, text, title=TITLES[id])
            new = writer.append(
                EntryKind.DOCUMENT, id, document_body(one), coder="reader", version="1", at=NOON
            )
            numbers[new.seq] = id
            row = {"no": new.seq, "id": id, "version": 1, "sha256": one.sha256, "title": one.title}
            writer.connection.execute(insert(document).values(**row, learnt="2026", current=1))
    return numbers


def test_documents_are_found_by_the_words_of_their_title_and_text(where: str) -> None:
    with Store.open(where) as store:
        numbers = _fill(store)
        with store.reading() as connection:
            for words, expected in FINDS:
                found = connection.scalars(search.find(connection, words, "document")).all()
                assert "".join(sorted(numbers[one] for one in found)) == expected, words


def _act(no: int, quote: str) -> dict[str, object]:
    return {
        "no": no, "id": f"act_{no}", "document": 1, "type": "promise", "modality": "promised",
        "commitment": 1, "start": 0, "end": 1, "quote": quote, "coder": "reader", "body": "{}",
    }  # fmt: skip


def test_acts_are_found_as_long_as_they_are_there(where: str) -> None:
    with Store.open(where) as store:
        with store.writing() as writer:
            rows = [_act(1, "Iceland sends observers"), _act(2, "Norway sends ships")]
            writer.connection.execute(insert(act), rows)

        def found(words: str) -> list[int]:
            with store.reading() as connection:
                return sorted(connection.scalars(search.find(connection, words, "act")))

        assert (found("sends"), found("ships")) == ([1, 2], [2])
        with store.writing() as writer:
            writer.connection.execute(update(act).where(act.c.no == 2).values(quote="Norway pays"))
            writer.connection.execute(delete(act).where(act.c.no == 1))
        assert (found("sends"), found("ships"), found("pays")) == ([], [], [2])


def test_names_are_found_by_kind_and_forgotten_when_renamed(where: str) -> None:
    with Store.open(where) as store:
        with store.writing() as writer:
            search.index_many(writer.connection, "instrument", {"i1": "Fisheries Pact", "i2": "Sea Pact"})
            search.index(writer.connection, "matter", "m1", "fisheries talks")
            search.index(writer.connection, "instrument", "i2", "Ocean Treaty")

        def found(words: str, kind: str = "instrument") -> list[str]:
            with store.reading() as connection:
                return sorted(connection.scalars(search.find(connection, words, kind)))

        assert (found("pact"), found("ocean"), found("fisheries", "matter")) == (["i1"], ["i2"], ["m1"])
        with store.writing() as writer:
            search.remove(writer.connection, "instrument", ["i1", "i3"])
        assert (found("pact"), found("ocean"), found("fisheries", "matter")) == ([], ["i2"], ["m1"])
        assert not [one for one in verify(store).findings if "search" in one.where]


_SIGNS = [*"abé\"'*()-+^:{}&|!<>~\\/%_?;., \0\n", "AND", "OR", "NOT", "NEAR", "act:", "🐟", "\ud800"]
HOSTILE = st.lists(st.sampled_from(_SIGNS), max_size=40).map("".join)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> list[Store]:
    stores = [Store.open(tmp_path_factory.mktemp("search") / "ledger.db")]
    with suppress(pytest.skip.Exception):
        stores.append(Store.open(request.getfixturevalue("server").fresh()))
    for store in stores:
        _fill(store)
        request.addfinalizer(store.close)
    return stores


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HOSTILE)
@example("word " * 2000)
@example('"' * 301)
@example("(" * 5000)
@example("x" * 100_000 + "*")
@example("a1:*b & !c <-> d")
def test_no_words_make_a_search_fail(both: list[Store], words: str) -> None:
    for store in both:
        with store.reading() as connection:
            for kind in ("document", "act", "instrument"):
                connection.scalars(search.find(connection, words, kind)).all()
