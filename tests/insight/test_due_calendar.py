"""Deadlines as a calendar and changes as a feed, re-read by icalendar and feedparser."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import etree

from servanda.api.ledger import Ledger, open_ledger
from servanda.export import calendar_ics, feed_atom, wording
from servanda.export.calendar_ics import Entry, entries_of
from servanda.export.xml_text import legal
from servanda.insight.changed import Change, Changes, changed
from servanda.insight.due import Due, due, rhythm_of
from servanda.model import Document
from servanda.views import CommitmentRow, Quotation, Source

TODAY = date(2026, 3, 15)
ROW = CommitmentRow(
    id="com_1",
    title="Norway will open an office",
    type="set_up",
    modality="promised",
    actors=("NOR",),
    recipients=("KEN",),
    status="open",
    standing="open",
    deadline="by 31 May 2026",
    deadline_kind="absolute",
    due_from=None,
    due=date(2026, 5, 31),
    money=None,
    topics=("trade", "energy"),
    first=date(2025, 1, 2),
    last=date(2025, 10, 1),
    agreement=None,
    stage=None,
    flags=(),
    quote=None,
)
ENTRY = Entry(
    ROW,
    date(2026, 5, 31),
    Quotation("doc-1", 0, 10, "Norway will open an office"),
    Source("doc-1", "Office; opened, soon", "NOR", date(2025, 10, 1), "https://example.org/a?b=1&c=2"),
    as_of=TODAY,
)


def written(entries: Sequence[Entry], name: str = "Deadlines") -> str:
    out = io.StringIO()
    calendar_ics.write(entries, out, name=name)
    return out.getvalue()


def events(text: str) -> list[Any]:
    return Calendar.from_ical(text).walk("VEVENT")


def asked(ledger: Ledger, **more: Any) -> Due:
    with ledger.view(TODAY) as view:
        return due(view, **more)


def test_what_falls_due_is_read_back(two_years: Ledger) -> None:
    answer = asked(two_years, within="1y", limit=100)
    read = {str(one["uid"]): one for one in events(written(list(entries_of(answer))))}
    dated = {one.commitment.id: one.commitment.due for one in (*answer.falling, *answer.overdue)}
    turns = {one.commitment.id: one.last for one in answer.recurring}
    days = {uid.removesuffix("@servanda"): one.decoded("dtstart") for uid, one in read.items()}
    assert days == {**dated, **turns}
    assert len(days) > 20


def test_an_event_has_what_calendars_ask_for() -> None:
    text = written([ENTRY])
    calendar = Calendar.from_ical(text)
    assert [str(calendar[name]) for name in ("VERSION", "METHOD", "CALSCALE")] == [
        "2.0",
        "PUBLISH",
        "GREGORIAN",
    ]
    assert str(calendar["PRODID"]).startswith("-//Servanda//")
    (event,) = events(text)
    assert "DTSTART;VALUE=DATE:20260531" in text
    assert "DTEND;VALUE=DATE:20260601" in text
    assert event.decoded("dtstamp") == datetime(2026, 3, 15, tzinfo=UTC)
    assert event.decoded("last-modified") == datetime(2025, 10, 1, tzinfo=UTC)
    assert str(event["summary"]) == "Due: Norway will open an office"
    assert str(event["url"]) == "https://example.org/a?b=1&c=2"
    assert event["categories"].cats == ["trade", "energy"]
    assert "“Norway will open an office”" in str(event["description"])
    assert "Norway · 2025-10-01 · Office; opened, soon · https://example.org/a?b=1&c=2" in str(
        event["description"]
    )
    assert str(event["status"]) == "CONFIRMED"


def test_lines_are_folded_and_end_as_the_standard_asks() -> None:
    long = replace(ENTRY, commitment=replace(ROW, title="Ünïcode, and; more \\ of it " * 20))
    raw = written([long]).encode("utf-8")
    assert raw.endswith(b"END:VCALENDAR\r\n")
    lines = raw.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(b"\n" not in line and b"\r" not in line for line in lines)
    assert raw.decode("utf-8")


def test_an_update_replaces_the_event() -> None:
    later = replace(ROW, due=date(2026, 8, 31), last=date(2026, 2, 1))
    (before,) = events(written([ENTRY]))
    (after,) = events(written([replace(ENTRY, commitment=later, day=date(2026, 8, 31))]))
    assert before["uid"] == after["uid"]
    assert after["sequence"] > before["sequence"]
    assert after.decoded("last-modified") > before.decoded("last-modified")


#: Words of a rhythm, the next day, and its rule: only an interval that the words name has one.
RULES = [
    ("every year", date(2026, 5, 14), "FREQ=YEARLY;INTERVAL=1"),
    ("every two years", date(2026, 5, 14), "FREQ=YEARLY;INTERVAL=2"),
    ("each month", date(2026, 4, 3), "FREQ=MONTHLY;INTERVAL=1"),
    ("quarterly", date(2026, 4, 3), "FREQ=MONTHLY;INTERVAL=3"),
    ("every week", date(2026, 4, 3), "FREQ=DAILY;INTERVAL=7"),
    ("each month", date(2026, 3, 31), None),  # short months have no such day
    ("twice a year", date(2026, 6, 3), None),
    ("every 12 to 18 months", date(2027, 7, 16), None),
    ("regularly", None, None),
]


@pytest.mark.parametrize(("words", "day", "rule"), RULES)
def test_only_an_exact_rhythm_has_a_rule(
    words: str, day: date | None, rule: str | None, money_file: Ledger
) -> None:
    answer = asked(money_file, within="2y")
    (turn,) = answer.recurring
    rhythm = rhythm_of(words)
    exact = rhythm is not None and rhythm.exact
    one = replace(turn, rhythm=words, first=day, last=day, exact=exact)
    found = events(written(list(entries_of(replace(answer, falling=(), overdue=(), recurring=(one,))))))
    if day is None:
        assert found == []
        return
    told = found[0].get("rrule")
    assert (told.to_ical().decode() if told is not None else None) == rule
    assert str(found[0]["status"]) == "TENTATIVE"
    assert "none gives it" in str(found[0]["description"])


def test_a_rhythm_ends_where_its_words_do() -> None:
    turning = replace(ENTRY, rhythm=rhythm_of("every year"), until=date(2030, 12, 31), estimated=True)
    (event,) = events(written([turning]))
    assert event["rrule"]["UNTIL"] == [date(2030, 12, 31)]


#: What documents may hold, also what calendars and XML must not.
ANY = st.text(
    st.characters(codec="utf-8") | st.sampled_from("\n\r\t,;:\\\"'\x00\x0b\x7f\u2028\xa0\ufffe"), max_size=120
)


@given(ANY, ANY)
def test_any_words_come_back_from_the_calendar(title: str, quote: str) -> None:
    said = Quotation("doc-1", 0, len(quote), quote)
    one = replace(ENTRY, commitment=replace(ROW, title=title), said=said)
    (event,) = events(written([one], name=title))
    assert str(event["summary"]) == f"Due: {wording.one_line(title)}"
    assert f"\n“{wording.one_line(quote)}”\n" in str(event["description"])


def feed_of(answer: Changes) -> str:
    out = io.StringIO()
    feed_atom.write(answer, out)
    return out.getvalue()


CHANGE = Change(
    "new/com_1/act_1",
    "new",
    datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    date(2026, 1, 1),
    "Norway will open an office",
    "com_1",
    None,
    ("trade",),
    Quotation("doc-1", 0, 10, "Norway will"),
)
CHANGES = Changes(
    TODAY, ("NOR",), None, (CHANGE,), (Source("doc-1", "T", "NOR", TODAY, "https://example.org/a"),)
)
ATOM = "{http://www.w3.org/2005/Atom}"


@given(ANY, ANY)
def test_any_words_come_back_from_the_feed(title: str, quote: str) -> None:
    said = Quotation("doc-1", 0, len(quote), quote)
    text = feed_of(replace(CHANGES, changes=(replace(CHANGE, title=title, words=said),)))
    (entry,) = etree.fromstring(text.encode()).findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == legal(f"New commitment: {wording.one_line(title)}")
    content = entry.findtext(f"{ATOM}content") or ""
    assert content.startswith(legal(f"“{wording.one_line(quote)}”\n"))


def test_a_feed_has_what_the_standard_asks_for() -> None:
    text = feed_of(CHANGES)
    feed = etree.fromstring(text.encode())
    for name in ("id", "title", "updated", "author", "entry"):
        assert feed.find(f"{ATOM}{name}") is not None, name
    (entry,) = feed.findall(f"{ATOM}entry")
    told = {name: entry.findtext(f"{ATOM}{name}") for name in ("id", "updated", "published")}
    assert told == {
        "id": "tag:servanda.invalid,2026:new/com_1/act_1",
        "updated": "2026-01-02T03:04:05Z",
        "published": "2026-01-01T00:00:00Z",
    }
    (read,) = feedparser.parse(text).entries
    assert read.link == "https://example.org/a"
    assert [tag.term for tag in read.tags] == ["trade"]
    assert read.title == "New commitment: Norway will open an office"


def test_a_feed_is_sound_and_the_newest_word_comes_first(two_years: Ledger) -> None:
    with two_years.view(TODAY) as view:
        text = feed_of(changed(view, limit=1_000))
    read = feedparser.parse(text)
    assert not read.bozo
    ids = [one.id for one in read.entries]
    assert len(ids) == len(set(ids)) > 50
    assert all(re.fullmatch(r"tag:servanda\.invalid,2026:[A-Za-z0-9/:,._~%-]+", one) for one in ids)
    order = [(one.updated, one.published) for one in read.entries]
    assert order == sorted(order, reverse=True)
    assert read.feed.updated == order[0][0]


def test_the_same_question_gives_the_same_bytes(two_years: Ledger) -> None:
    with two_years.view(TODAY) as view:
        assert feed_of(changed(view)) == feed_of(changed(view))
    one, other = (written(list(entries_of(asked(two_years)))) for _ in range(2))
    assert one == other


TEXTS = (
    (
        "2026-01-10",
        "Nairobi, 10 January 2026 – Kenya will open a school for nurses in Kisumu by 30 June 2026.",
    ),
    (
        "2026-02-10",
        "Nairobi, 10 February 2026 – Kenya will open a school for nurses in Kisumu by 30 September 2026.",
    ),
    (
        "2026-02-20",
        "Nairobi, 20 February 2026 – Kenya will open a school for nurses in Kisumu by 30 September 2026.",
    ),
)


@pytest.fixture(scope="module")
def moving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A deadline that is told, put off, and told again."""
    path = tmp_path_factory.mktemp("moving") / "moving.db"
    with open_ledger(path) as ledger:
        for day, text in TEXTS:
            learnt = datetime.fromisoformat(f"{day}T12:00:00+00:00")
            ledger.add(
                Document(f"kenya-{day}", text, "KEN", "School for nurses", date.fromisoformat(day)), at=learnt
            )
    yield path


def test_a_deadline_that_moves_is_a_change(moving: Path) -> None:
    with open_ledger(moving) as ledger, ledger.view(TODAY) as view:
        told = changed(view).changes
    assert [(one.kind, one.told.isoformat(), one.before, one.due) for one in told] == [
        ("said_again", "2026-02-20", None, date(2026, 9, 30)),
        ("deadline_moved", "2026-02-10", date(2026, 6, 30), date(2026, 9, 30)),
        ("new", "2026-01-10", None, date(2026, 6, 30)),
    ]
    assert [one.updated.isoformat() for one in told] == [
        f"{day}T12:00:00+00:00" for day, _ in reversed(TEXTS)
    ]


def test_its_event_moves_with_it(moving: Path) -> None:
    found = []
    for day in (date(2026, 1, 31), date(2026, 2, 15)):
        with open_ledger(moving) as ledger, ledger.view(day) as view:
            found += events(written(list(entries_of(due(view, within="1y")))))
    first, second = found
    assert first["uid"] == second["uid"]
    assert (first.decoded("dtstart"), second.decoded("dtstart")) == (date(2026, 6, 30), date(2026, 9, 30))
    assert second["sequence"] > first["sequence"]


def test_a_deadline_that_passed_lately_is_a_change(moving: Path) -> None:
    with open_ledger(moving) as ledger, ledger.view(date(2026, 10, 5)) as view:
        newest = changed(view).changes[0]
    assert (newest.kind, newest.told, newest.due) == (
        "overdue_nothing_found",
        date(2026, 10, 1),
        date(2026, 9, 30),
    )
