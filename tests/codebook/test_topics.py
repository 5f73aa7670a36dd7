"""Topics: words to topics, the longest phrase at a place, and the checker."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.codebook.topics import Topic, TopicBook, TopicFile, TopicRow, checked, topic_book, topics_of
from servanda.codebook.yamlio import CodebookError


@pytest.mark.parametrize(
    ("sentence", "topics"),
    [
        ("They agreed to launch free trade talks.", ("trade",)),
        ("They agreed to meet again in spring.", ()),
        ("They will work on food security.", ("agriculture",)),
        ("The Security Council met.", ()),
        ("An agreement on the protection of classified information", ("information_security",)),
        ("a loan for offshore wind and critical minerals", ("critical_minerals", "energy", "finance")),
        ("COUNTER-TERRORISM", ("terrorism",)),
        ("counter terrorism", ("terrorism",)),
        ("The WHO warned of mpox; who pays is open.", ("health",)),
        ("Those who pay decide.", ()),
        ("fisheries", ("fisheries",)),
        ("the Democratic Republic of the Congo", ()),
        ("the democratic opposition", ("democracy_and_rule_of_law",)),
        ("women’s health", ("gender", "health")),
        ("", ()),
    ],
)
def test_topics_of_a_sentence(sentence: str, topics: tuple[str, ...]) -> None:
    assert topics_of(sentence) == topics


def test_every_topic_is_borne_out_by_its_own_words_and_sentences() -> None:
    assert topic_book().check() == []


def test_there_are_topics_for_what_the_ledger_is_asked() -> None:
    asked = {"trade", "agriculture", "fisheries", "energy", "critical_minerals", "climate", "defence"}
    asked |= {"security", "transport", "human_rights"}
    asked |= {"cyber", "space", "information_security", "migration", "health", "development", "education"}
    asked |= {"culture", "science_and_technology", "finance", "taxation"}
    asked |= {"sanctions", "nuclear", "artificial_intelligence", "gender", "maritime", "disarmament"}
    assert asked <= {topic.id for topic in topic_book().topics}


def test_the_checker_tells_a_missed_example_and_a_told_counter_example() -> None:
    topic = Topic("trade", "Trade", ("tariff",), ("The quota rose.",), ("The tariff fell.",))
    told = [(f.sentence, f.expected) for f in TopicBook([topic]).check()]
    assert told == [("The quota rose.", True), ("The tariff fell.", False)]


def test_the_checker_tells_a_word_that_another_phrase_hides() -> None:
    topic = Topic("trade", "Trade", ("trade off",), ("Trade-off now.",), ("None.",))
    assert [f.sentence for f in TopicBook([topic], ["trade off now"]).check()] == ["Trade-off now."]


@pytest.mark.parametrize(
    ("words", "plural"),
    [
        ("treaty of trade", "treaty of trades"),
        ("fishery", "fisheries"),
        ("convoy", "convoys"),
        ("box", "boxes"),
    ],
)
def test_a_phrase_stands_for_its_plural(words: str, plural: str) -> None:
    assert TopicBook([Topic("t", "T", (words,))]).of(f"Of {plural}, too.") == ("t",)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("a", ["x"], ["x"], ["y"]), ("a", ["z"], ["z"], ["y"])], "'a' stands twice"),
        ([("a", ["x", "x"], ["x"], ["y"])], "'x' stands twice"),
        ([("a", ["x"], ["x"], [])], "needs words"),
        ([("a", ["--"], ["x"], ["y"])], "holds no word"),
    ],
)
def test_a_wrong_file_is_refused(rows: list[tuple[str, list[str], list[str], list[str]]], told: str) -> None:
    file = TopicFile([], [TopicRow(id_, id_, *lists) for id_, *lists in rows])
    with pytest.raises(CodebookError, match=told):
        checked(file, "topics.yaml")


@given(st.text(max_size=300))
def test_any_text_has_sorted_known_topics(text: str) -> None:
    topics = topics_of(text)
    assert list(topics) == sorted(set(topics))
    assert set(topics) <= {topic.id for topic in topic_book().topics}


def test_time_grows_with_the_length_of_the_text_only() -> None:
    sentence = "The two ministers agreed to open talks on trade, energy security and forests. "
    short, long = sentence * 20, sentence * 200

    def seconds(text: str, times: int) -> float:
        start = time.perf_counter()
        for _ in range(times):
            topics_of(text)
        return time.perf_counter() - start

    topics_of(short)
    best = min(seconds(long, 10) / seconds(short, 100) for _ in range(5))
    assert best < 2.0
