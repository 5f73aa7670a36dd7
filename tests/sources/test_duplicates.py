"""The same release twice: exactly, nearly, and releases that only look alike."""

from dataclasses import replace
from datetime import date

import pytest
from saved_site import all_pages

from servanda.model import Document
from servanda.sources import Raw, SourceError, render
from servanda.sources.body import body_digest
from servanda.sources.difference import Change, difference
from servanda.sources.duplicates import Known, Twin, Twins, distinct, from_sketch, sketch
from servanda.sources.shingles import checks_of

WORDS = (
    "The foreign ministers of the two countries met in Ottawa on Tuesday to review a year of work on trade,"
    " defence and energy. They agreed to open talks on an agreement about minerals before the summer,"
    " and to send a joint mission to the region in the autumn. Both thanked the officials who prepared the"
    " meeting, and asked them to report on what had been done by the end of the year."
)


def doc(id_: str, text: str, day: date | None = None) -> Document:
    return Document(id_, text, published=day)


def known(document: Document) -> Known:
    return from_sketch(sketch(document), lambda: checks_of(document))


def twin(first: Document, second: Document) -> Twin | None:
    twins = Twins()
    assert twins.add(first.id, known(first)) is None
    return twins.add(second.id, known(second))


def test_the_same_words_with_other_white_space_are_the_same() -> None:
    assert twin(doc("a", WORDS), doc("b", WORDS.replace(". ", ".\n\n"))) == Twin("a", 1.0)


def test_a_text_with_a_word_changed_is_nearly_the_same() -> None:
    found = twin(doc("a", WORDS), doc("b", WORDS.replace("Tuesday", "Wednesday")))
    assert found and found.id == "a" and 0.8 <= found.likeness < 1.0


@pytest.mark.parametrize(
    "other",
    [
        "The defence ministers of three states met in Seoul on Friday to talk about exercises at sea."
        " They agreed to hold the first of them next spring and to invite partners from the region to watch.",
        WORDS[: len(WORDS) // 2],
        "Short words.",
    ],
)
def test_other_texts_are_not(other: str) -> None:
    assert twin(doc("a", WORDS), doc("b", other)) is None


def test_this_years_greeting_is_not_last_years() -> None:
    last, this = (
        doc("a", WORDS, date(2024, 1, 26)),
        doc("b", WORDS.replace("Tuesday", "Friday"), date(2025, 1, 26)),
    )
    assert twin(last, this) is None
    assert twin(last, replace(this, published=date(2024, 1, 28))) is not None


def test_a_document_is_not_its_own_twin_and_the_earliest_counts() -> None:
    twins = Twins()
    for id_, expected in (("a", None), ("a", None), ("b", Twin("a", 1.0)), ("c", Twin("a", 1.0))):
        assert twins.add(id_, known(doc(id_, WORDS))) == expected


def test_a_stream_without_its_repetitions() -> None:
    told: list[tuple[str, str]] = []
    documents = [doc("a", WORDS), doc("b", "Other words."), doc("c", WORDS)]
    kept = list(distinct(documents, lambda document, twin: told.append((document.id, twin.id))))
    assert [document.id for document in kept] == ["a", "b"] and told == [("c", "a")]


def test_who_repeats_a_repetition_repeats_the_first() -> None:
    again = WORDS.replace("Tuesday", "Wednesday")
    told: list[tuple[str, str]] = []
    documents = [doc("a", WORDS), doc("b", again), doc("c", again)]
    assert [d.id for d in distinct(documents, lambda d, t: told.append((d.id, t.id)))] == ["a"]
    assert told == [("b", "a"), ("c", "a")]


def test_the_share_is_counted_and_not_guessed() -> None:
    """Each of 100 words stands once, so a changed word takes three of the 98 runs and brings three others."""
    words = [f"word{number}" for number in range(100)]
    other = [*words[:50], "another", *words[51:]]
    found = twin(doc("a", " ".join(words)), doc("b", " ".join(other)))
    assert found == Twin("a", 95 / 101)


def test_a_text_whose_words_are_gone_is_nobodys_twin() -> None:
    def gone() -> None:
        raise SourceError("holds no body")

    twins = Twins()
    assert twins.add("a", from_sketch(sketch(doc("a", WORDS)), gone)) is None
    assert twins.add("b", known(doc("b", WORDS + " More."))) is None


def test_one_release_on_many_sites_is_found_among_others() -> None:
    """Families without sections below the body show the very same words: one release, many addresses."""
    twins = Twins()
    right = wrong = 0
    for page in all_pages():
        document = render(Raw(page.address, page.data, "text/html", page.address)).document
        found = twins.add(f"{page.family}/{page.slug}", known(document))
        if found:
            right += found.id.endswith(f"/{page.slug}")
            wrong += not found.id.endswith(f"/{page.slug}")
    assert wrong == 0 and right >= 60


def test_the_body_does_not_see_what_stands_around_it() -> None:
    main = f"<main><h1>T</h1><p>{WORDS}</p></main>"
    one = render(Raw("a", f"<html><nav><a href='/'>Menu</a></nav>{main}</html>".encode())).document
    other = render(
        Raw("a", f"<html><nav><a href='/'>Other</a></nav>{main}<aside>News</aside></html>".encode())
    ).document
    assert one.sha256 != other.sha256 and body_digest(one) == body_digest(other)
    assert difference(one, other) == ()


def test_differences_are_by_block() -> None:
    before = doc("a", "One.\n\nTwo.\n\nThree.")
    after = doc("a", "One.\n\nTwo, changed.\n\nThree.\n\nFour.")
    assert difference(before, after) == (Change(("Two.",), ("Two, changed.",)), Change((), ("Four.",)))
    assert [line for change in difference(before, after) for line in change.lines()] == [
        "- Two.",
        "+ Two, changed.",
        "+ Four.",
    ]
