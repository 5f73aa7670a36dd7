"""The same document twice, changed documents, documents at several addresses, and other coders' codings."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from servanda.api import Ledger
from servanda.cli import main
from servanda.model import EntryKind, Modality
from servanda.views import DocumentDetail
from tests.linking.folding import add, new_ledger, sample_readings, see_same, see_sound, state
from tests.linking.told import doctors, release, signed, talks_on, under

FISH = "Fisheries Cooperation Agreement"
OLD = release("page", doctors(40), talks_on(FISH, "CAN", "GHA"))
NEW = release("page", doctors(55), signed(FISH, "CAN", "GHA"))


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with new_ledger() as one:
        yield one


def _entries(ledger: Ledger) -> Counter[str]:
    return Counter(one.kind.value for one in ledger.store.entries())


def _quotes(ledger: Ledger) -> set[str]:
    with ledger.view() as view:
        return {row.quote for row in view.acts(limit=1000).rows}


def _words(*clauses: object) -> set[str]:
    return {one.words for one in clauses}  # type: ignore[attr-defined]


def test_the_same_documents_again_bring_no_entry(ledger: Ledger) -> None:
    first = add(ledger, *sample_readings())
    before, rows = ledger.store.head(), state(ledger.store)
    again = add(ledger, *sample_readings())
    read = ledger.add([one.document for one in sample_readings()])
    assert ledger.store.head() == before
    see_same(rows, state(ledger.store))
    count = len(sample_readings())
    assert (first.new, first.unchanged) == (count, 0)
    assert (again.new, again.unchanged, again.acts) == (0, count, 0)
    assert (read.new, read.unchanged, read.acts) == (0, count, 0)


def test_the_same_document_twice_in_one_batch_is_entered_once(ledger: Ledger) -> None:
    report = add(ledger, OLD, OLD)
    assert (report.new, report.unchanged) == (1, 1)
    assert _entries(ledger) == {"document": 1, "coding": 1}


@pytest.mark.parametrize("together", [True, False], ids=["in one batch", "one by one"])
def test_a_changed_text_becomes_a_new_version(ledger: Ledger, together: bool) -> None:
    reports = [add(ledger, OLD, NEW)] if together else [add(ledger, OLD), add(ledger, NEW)]
    assert sum(one.versions for one in reports) == 1
    assert _quotes(ledger) == _words(doctors(55), signed(FISH, "CAN", "GHA"))
    with ledger.view() as view:
        (pact,) = view.agreements().rows
        assert [one.stage for one in pact.stages if not one.implied] == ["signed"]
        (promise,) = view.commitments().rows
        assert promise.quote == doctors(55).words
        shown = view.get("page")
        assert isinstance(shown, DocumentDetail)
        assert [one.version for one in shown.versions] == [1, 2]
    assert _entries(ledger) == {"document": 2, "coding": 2}
    see_sound(ledger)


def test_history_shows_both_versions_and_what_changed() -> None:
    with new_ledger() as ledger:
        add(ledger, OLD)
        add(ledger, NEW)
        path = ledger.store.path
        assert isinstance(path, Path)
        done = CliRunner().invoke(main, ["history", "page", "--ledger", str(path)])
    assert done.exit_code == 0, done.output
    told = " ".join(done.output.split())
    assert told.count("document page") == 2
    assert "Version 2 changed" in told
    assert "40 doctors" in told and "55 doctors" in told


def test_a_text_that_comes_back_is_a_third_version(ledger: Ledger) -> None:
    add(ledger, OLD)
    rows = state(ledger.store)
    add(ledger, NEW)
    report = add(ledger, OLD)
    assert report.versions == 1
    tables = set(rows) - {"document"}
    see_same(rows, state(ledger.store), tables)
    with ledger.view() as view:
        shown = view.get("page")
        assert isinstance(shown, DocumentDetail)
        assert [one.version for one in shown.versions] == [1, 2, 3]
    assert add(ledger, OLD).unchanged == 1
    see_sound(ledger)


@pytest.mark.parametrize("together", [True, False], ids=["in one batch", "one by one"])
def test_the_same_text_at_two_ids_is_one_document_with_two_addresses(ledger: Ledger, together: bool) -> None:
    both = (OLD, under("mirror", OLD))
    reports = [add(ledger, *both)] if together else [add(ledger, one) for one in both]
    assert sum(one.addresses for one in reports) == 1
    with ledger.view() as view:
        (row,) = view.documents().rows
        assert row.id == "page"
        shown = view.get("page")
        assert isinstance(shown, DocumentDetail)
        assert [id for id, _ in shown.addresses] == ["mirror"]
    assert len(_quotes(ledger)) == 2
    assert add(ledger, under("mirror", OLD)).unchanged == 1
    see_sound(ledger)


def test_a_document_that_takes_the_words_of_another_loses_its_own(ledger: Ledger) -> None:
    add(ledger, OLD, under("other", NEW))
    report = add(ledger, NEW)
    assert report.addresses == 1
    assert _quotes(ledger) == _words(doctors(55), signed(FISH, "CAN", "GHA"))
    with ledger.view() as view:
        assert [row.id for row in view.documents().rows] == ["other"]
    see_sound(ledger)
    for reading, acts in ((OLD, 4), (NEW, 2), (OLD, 4)):
        add(ledger, reading)
        assert len(_quotes(ledger)) == acts
    see_sound(ledger)


def test_words_that_left_one_of_their_addresses_come_back_with_the_other(ledger: Ledger) -> None:
    add(ledger, OLD, under("mirror", OLD))
    add(ledger, NEW)
    assert add(ledger, under("mirror", OLD)).new == 1
    with ledger.view() as view:
        assert sorted(row.id for row in view.documents().rows) == ["mirror", "page"]
    assert len(_quotes(ledger)) == 4
    see_sound(ledger)


class TestCoders:
    """What another coder made of a document takes effect in place of what the reader made of it."""

    ANNA = replace(OLD, acts=OLD.acts[:1], accounts=())

    def test_another_coding_replaces_the_first_in_effect(self, ledger: Ledger) -> None:
        add(ledger, OLD)
        report = ledger.add_coded([self.ANNA], coder="anna", version="2")
        assert (report.recoded, report.new) == (1, 0)
        with ledger.view() as view:
            (row,) = view.acts().rows
            assert (row.coder, row.quote) == ("anna", doctors(40).words)
            assert view.agreements().rows == ()
        coders = [one.coder for one in ledger.store.entries(kind=EntryKind.CODING)]
        assert coders == ["reader", "anna"]
        see_sound(ledger)

    def test_the_same_coding_again_changes_nothing(self, ledger: Ledger) -> None:
        ledger.add_coded([self.ANNA], coder="anna")
        head = ledger.store.head()
        assert ledger.add_coded([self.ANNA], coder="anna").unchanged == 1
        assert add(ledger, OLD).unchanged == 1
        assert ledger.store.head() == head
        with ledger.view() as view:
            assert [row.coder for row in view.acts().rows] == ["anna"]

    def test_a_coder_may_think_again(self, ledger: Ledger) -> None:
        ledger.add_coded([self.ANNA], coder="anna")
        asked = replace(OLD.acts[0], modality=Modality.CALLED_FOR)
        ledger.add_coded([replace(self.ANNA, acts=(asked,))], coder="anna")
        with ledger.view() as view:
            assert [row.modality for row in view.acts().rows] == ["called_for"]
            assert view.commitments().rows == ()
        see_sound(ledger)

    def test_a_coding_of_the_same_words_at_another_address_counts(self, ledger: Ledger) -> None:
        add(ledger, OLD)
        report = ledger.add_coded([under("mirror", self.ANNA)], coder="anna")
        assert report.addresses == 1
        with ledger.view() as view:
            assert [row.coder for row in view.acts().rows] == ["anna"]
        assert ledger.add_coded([under("mirror", self.ANNA)], coder="anna").unchanged == 1
        see_sound(ledger)

    def test_a_new_version_is_read_anew(self, ledger: Ledger) -> None:
        add(ledger, OLD)
        ledger.add_coded([self.ANNA], coder="anna")
        add(ledger, NEW)
        with ledger.view() as view:
            assert {row.coder for row in view.acts().rows} == {"reader"}
        see_sound(ledger)
