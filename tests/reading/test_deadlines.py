"""Expressions of time, against the tables in `deadline_rows`."""

import json
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.codebook.times import times
from servanda.model import ActType, Deadline, DeadlineKind, Modality, Span
from servanda.reading.deadlines import find_deadlines, find_times, pick_deadline
from servanda.reading.deadlines.stretch import easter
from tests.reading.deadline_rows import ISSUERS, PAST, TABLE

THURSDAY = date(2025, 6, 12)

# Words with no deadline: urgency, names, measures, facts of the past.
WITHOUT = [
    "They will act as soon as possible and swiftly.",
    "They will act immediately and in due course.",
    "The 2030 Agenda and Vision 2030 guide them.",
    "Resolution 2231 was adopted with 2000 troops.",
    "They may march together and may agree.",
    "The sanctions that began with Good Friday Agreement talks.",
    "It was the first visit in ten years.",
    "They marked a long-term partnership within the framework of the treaty.",
    "The fall of the wall and a spring in the desert.",
    "At the end of the day, trust matters.",
    "COVID-19 changed 1,500 lives at 10:30.",
    "They call upon all sides once again.",
]


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def unmark(marked: str) -> tuple[str, Span]:
    start, end = marked.index("<"), marked.index(">") - 1
    return marked.replace("<", "").replace(">", ""), Span(start, end)


@pytest.mark.parametrize(("marked", "published", "kind", "first", "last"), TABLE)
def test_deadline(marked: str, published: str, kind: str, first: str | None, last: str | None) -> None:
    text, span = unmark(marked)
    expected = Deadline(DeadlineKind(kind), span, span.of(text), day(first), day(last))
    assert find_deadlines(text, day(published)) == (expected,)


@pytest.mark.parametrize("text", WITHOUT)
def test_no_deadline(text: str) -> None:
    assert find_deadlines(text, date(2025, 6, 12)) == ()


@pytest.mark.parametrize(("marked", "publisher", "published", "first", "last"), ISSUERS)
def test_issuers_use(marked: str, publisher: str, published: str, first: str, last: str | None) -> None:
    text, span = unmark(marked)
    expected = Deadline(DeadlineKind.ABSOLUTE, span, span.of(text), day(first), day(last))
    assert find_deadlines(text, day(published), publisher=publisher) == (expected,)


@pytest.mark.parametrize(("marked", "published", "first", "last"), PAST)
def test_past(marked: str, published: str, first: str | None, last: str | None) -> None:
    text, span = unmark(marked)
    (found,) = find_times(text, day(published))
    assert (found.span, found.text, found.start, found.end) == (span, span.of(text), day(first), day(last))
    assert found.past
    assert find_deadlines(text, day(published)) == ()


# The announcement, what is named again in brackets, its dates.
ANNOUNCED = [
    (
        "He will visit Fiji from 20 to 23 March. <During his visit>, he will speak.",
        "2014-03-20",
        "2014-03-23",
    ),
    ("She will travel to Oslo next week.\n\nThey meet <during her trip>.", "2014-03-10", "2014-03-16"),
    (
        "Lima will host the Summit on 15 and 16 May. They meet <ahead of the Summit>.",
        "2014-03-06",
        "2014-05-15",
    ),
]


@pytest.mark.parametrize(("marked", "first", "last"), ANNOUNCED)
def test_event_named_again_takes_the_announced_days(marked: str, first: str, last: str) -> None:
    text, span = unmark(marked)
    found = find_deadlines(text, date(2014, 3, 6))[-1]
    assert found == Deadline(DeadlineKind.EVENT, span, span.of(text), day(first), day(last))


# What names a date, what takes it up in brackets, its dates.
TAKEN_UP = [
    ("He will arrive on 25 April. <The following day>, he meets her.", "2014-04-26", "2014-04-26"),
    ("He will arrive on 30 April. <The following day>, he meets her.", "2014-05-01", "2014-05-01"),
    ("He will arrive on 25 April and speak <the same day>.", "2014-04-25", "2014-04-25"),
    ("The ban ends in June 2015. Trade resumes <the following month>.", "2015-07-01", "2015-07-31"),
    ("The ban ends in June 2015. Trade resumes <in the following year>.", "2016-01-01", "2016-12-31"),
]


@pytest.mark.parametrize(("marked", "first", "last"), TAKEN_UP)
def test_words_that_take_up_a_date(marked: str, first: str, last: str) -> None:
    text, span = unmark(marked)
    found = find_deadlines(text, date(2014, 3, 6))[-1]
    assert found == Deadline(DeadlineKind.ABSOLUTE, span, span.of(text), day(first), day(last))


def test_another_event_keeps_no_date() -> None:
    text = "He will visit Fiji from 20 to 23 March. The Forum votes after the election."
    found = find_deadlines(text, date(2014, 3, 6))
    assert [(one.text, one.start, one.end) for one in found[1:]] == [("after the election", None, None)]


def test_without_publication_only_full_dates_are_known() -> None:
    found = find_times("On 5 May 2026, next month, in June, within 90 days and by 2030.", None)
    assert [(one.text, one.start, one.end) for one in found] == [
        ("On 5 May 2026", date(2026, 5, 5), date(2026, 5, 5)),
        ("next month", None, None),
        ("in June", None, None),
        ("within 90 days", None, None),
        ("by 2030", None, date(2030, 12, 31)),
    ]


def test_offset_moves_the_span_only() -> None:
    (found,) = find_deadlines("They meet in 2029.", THURSDAY, offset=1000)
    assert (found.span, found.text) == (Span(1010, 1017), "in 2029")


def test_weekday_settles_the_year() -> None:
    # 8 February was a Wednesday in 2006, not in 2005 or 2007.
    (found,) = find_times("They met on Wednesday 8 February.", date(2006, 12, 1))
    assert found.start == date(2006, 2, 8)


@pytest.mark.parametrize(
    ("year", "sunday"), [(2000, (4, 23)), (2008, (3, 23)), (2011, (4, 24)), (2024, (3, 31)), (2038, (4, 25))]
)
def test_easter(year: int, sunday: tuple[int, int]) -> None:
    assert easter(year) == date(year, *sunday)


DATED = Deadline(DeadlineKind.ABSOLUTE, Span(30, 40), "by 2027xxx", None, date(2027, 12, 31))
LATER = Deadline(DeadlineKind.HORIZON, Span(60, 70), "over years", None, None)
TODAY = Deadline(DeadlineKind.ABSOLUTE, Span(0, 5), "today", THURSDAY, THURSDAY)
UPON = Deadline(DeadlineKind.CONDITION, Span(10, 20), "upon entry", None, None)
GO_ON = Deadline(DeadlineKind.CONTINUING, Span(0, 8), "continue", None, None)
LASTING = Deadline(DeadlineKind.CONTINUING, Span(50, 60), "as long as", None, None)

PICKS = [
    ([DATED], ActType.PROMISE, Modality.PROMISED, None, DATED),
    ([DATED], ActType.SIGN, Modality.DONE, None, None),
    ([DATED], ActType.MEET, Modality.DECIDED, None, None),
    ([TODAY, DATED], ActType.SCHEDULE, Modality.DECIDED, 8, DATED),
    ([TODAY], ActType.SCHEDULE, Modality.DECIDED, 8, TODAY),
    ([TODAY], ActType.REAFFIRM, Modality.PROMISED, 8, None),
    ([GO_ON], ActType.PROMISE, Modality.DECIDED, None, GO_ON),
    ([DATED, LATER], ActType.PROMISE, Modality.PROMISED, 58, LATER),
    ([DATED, LATER], ActType.PROMISE, Modality.PROMISED, None, DATED),
    ([GO_ON, UPON], ActType.REAFFIRM, Modality.PROMISED, None, UPON),
    ([UPON, DATED], ActType.APPROVE, Modality.PROMISED, 0, DATED),
    ([GO_ON], ActType.REAFFIRM, Modality.PROMISED, None, GO_ON),
    ([GO_ON, LASTING], ActType.REAFFIRM, Modality.PROMISED, 0, LASTING),
    ([GO_ON], ActType.ISSUE_OUTPUT, Modality.DECIDED, None, None),
    ([GO_ON], ActType.CALL_ON, Modality.CALLED_FOR, None, None),
    ([], ActType.PROMISE, Modality.PROMISED, None, None),
]


@pytest.mark.parametrize(("found", "act_type", "modality", "near", "expected"), PICKS)
def test_pick(
    found: list[Deadline], act_type: ActType, modality: Modality, near: int | None, expected: Deadline | None
) -> None:
    assert pick_deadline(found, act_type, modality, near=near) == expected


def _vocabulary() -> list[str]:
    book = times()
    words = [*book.months, *book.weekdays, *book.units, *book.ordinals, *book.operator_of, *book.part_of]
    words += [*book.holidays, *book.seasons, *book.events.heads, *book.events.ahead]
    words += ["the", "next", "last", "this", "fy", "q3", "May", "İ", "s'"]
    return [*words, "2024", "31", "29", "0", "9999", "-", "–", "/", ",", ".", "\n\n"]


@given(
    st.one_of(st.text(max_size=200), st.lists(st.sampled_from(_vocabulary()), max_size=40).map(" ".join)),
    st.none() | st.dates(),
    st.sampled_from([None, "USA", "AUS", "JPN", "GBR", "XYZ"]),
    st.integers(0, 1000),
)
def test_any_text(text: str, published: date | None, publisher: str | None, offset: int) -> None:
    end = 0
    for one in find_times(text, published, offset=offset, publisher=publisher):
        here = Span(one.span.start - offset, one.span.end - offset)
        assert here.of(text) == one.text != ""
        assert here.start >= end
        end = here.end
        assert one.start is None or one.end is None or one.start <= one.end


@pytest.mark.parametrize(
    "unit",
    [
        "2024 ",
        "on 5 May 2024, ",
        "5, ",
        "within the next ",
        "before the summit ",
        "if a b ",
        "of the ",
        "May-",
    ],
)
def test_long_texts_take_their_time_in_proportion(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        start = time.process_time()
        find_times(text, THURSDAY)
        return time.process_time() - start

    seconds(1000)
    # Eight times the text: a search that is quadratic takes sixty-four times as long.
    assert seconds(80_000) < 20 * seconds(10_000) + 0.1


def test_gold_deadlines_are_found(gold_root: Path) -> None:
    documents = {row["id"]: row for row in map(json.loads, (gold_root / "train" / "docs.jsonl").open())}
    total = hits = 0
    for row in map(json.loads, (gold_root / "train" / "acts.jsonl").open()):
        document = documents[row["id"]]
        found = find_deadlines(
            document["text"], date.fromisoformat(document["published"]), publisher=document["publisher"]
        )
        for act in row["acts"]:
            if act["deadline"] is None:
                continue
            total += 1
            hits += any(
                one.kind == act["deadline"]["kind"]
                and (one.end and one.end.isoformat()) == act["deadline"]["to"]
                and one.span.start < act["end"]
                and one.span.end > act["start"]
                for one in found
            )
    assert total > 200
    assert hits / total >= 0.85


def test_two_dates_in_full_with_a_comma_between_are_two():
    text = "It gave notice in August 2019, and in November 2019 it held that notice."
    found = [(one.start, one.end) for one in find_times(text, date(2023, 3, 16))]
    assert found == [(date(2019, 8, 1), date(2019, 8, 31)), (date(2019, 11, 1), date(2019, 11, 30))]
