"""Title, kind, place and date of a plain text's first lines."""

from datetime import date

import pytest

from servanda.sources.dating import iso_day, parse_day
from servanda.sources.headline import is_date_line, kind_of_label, kind_of_title, place_line, read_headline
from servanda.sources.words import words


@pytest.mark.parametrize(
    ("line", "place", "day"),
    [
        ("OTTAWA, October 30, 2025 – The ministers met.", "OTTAWA", date(2025, 10, 30)),
        (
            "Gyeongju, Republic of Korea - 30 October 2025: Today",
            "Gyeongju, Republic of Korea",
            date(2025, 10, 30),
        ),
        ("Geneva, 3 May 2024 (WHO) — The delegates", "Geneva", date(2024, 5, 3)),
        ("Port Moresby (12 Sept. 2023) – Leaders", "Port Moresby", date(2023, 9, 12)),
        ("BANDAR SERI BEGAWAN, 9 September 2021 – The", "BANDAR SERI BEGAWAN", date(2021, 9, 9)),
        ("Quebec City, Quebec, February 1st, 2024 -- Canada", "Quebec City, Quebec", date(2024, 2, 1)),
    ],
)
def test_place_lines(line: str, place: str, day: date) -> None:
    assert place_line(line) == (place, day)


@pytest.mark.parametrize(
    "line",
    [
        "Friday, October 31, 2025",
        "On November 1, 2025, the Prime Minister met the President.",
        "Canada, which signed on 3 May 2024, will host the talks.",
        "In Ottawa, ministers met.",
        "The meeting of 3 May 2024 – the second – was short.",
    ],
)
def test_lines_that_are_no_place_line(line: str) -> None:
    assert place_line(line) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 May 2024", date(2024, 5, 3)),
        ("May 3rd, 2024", date(2024, 5, 3)),
        ("the 3rd of May 2024", date(2024, 5, 3)),
        ("2024-05-03T10:00:00Z", date(2024, 5, 3)),
        ("2024/5/3", date(2024, 5, 3)),
        ("25/12/2024", date(2024, 12, 25)),
        ("03.03.2024", date(2024, 3, 3)),
        ("03/04/2024", None),
        ("10/30/2025", date(2025, 10, 30)),
        ("05/05/2024", date(2024, 5, 5)),
        ("03.04.2024", date(2024, 4, 3)),
        ("13.13.2024", None),
        ("31 February 2024", None),
        ("2024", None),
        ("12 May 1234", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert parse_day(text) == day


def test_iso_days_are_taken_only_from_the_start() -> None:
    assert iso_day(" 2024-05-03 ") == date(2024, 5, 3)
    assert iso_day("on 2024-05-03") is None
    assert iso_day("2024-5-3") is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Friday, October 31, 2025", True),
        ("Published: 1 May 2024", True),
        ("1 May 2024", True),
        ("On 3 May 2024 ministers met", False),
        ("May we meet again", False),
    ],
)
def test_date_lines(line: str, expected: bool) -> None:
    assert is_date_line(line) is expected


def test_a_release_with_label_title_and_place_line() -> None:
    head = read_headline(
        "News release\n\nCanada and Thailand open talks\n\nBANGKOK, 30 October 2025 – The two leaders met.\n"
    )
    assert (head.title, head.kind) == ("Canada and Thailand open talks", "news_release")
    assert (head.place, head.day) == ("BANGKOK", date(2025, 10, 30))


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met today in Ottawa.\n\nThey agreed to more.",
        "Ottawa, 3 May 2024 – The ministers met.\n\nMore.",
        "Only one line without an end",
        "x" * 300 + "\n\nMore.",
        "12345\n\nMore text.",
    ],
)
def test_first_lines_that_are_no_title(text: str) -> None:
    assert read_headline(text).title is None


@pytest.mark.parametrize(
    ("kind", "title", "expected"),
    [(kind, title, True) for kind, entry in words("kinds").items() for title in entry["examples"]]
    + [(kind, title, False) for kind, entry in words("kinds").items() for title in entry["counter_examples"]],
)
def test_every_kind_matches_its_examples_and_no_counter_example(
    kind: str, title: str, expected: bool
) -> None:
    assert (kind_of_title(title) == kind) is expected


def test_labels_are_whole_lines() -> None:
    assert kind_of_label("NEWS RELEASE:") == "news_release"
    assert kind_of_label("News release on trade") is None
