"""The table for people: what it says, at any width, and that a document cannot steer the terminal."""

import io

import pytest

from servanda.export.table import write
from tests.export.samples import empty, full, plain


def table(*readings, columns="160", explain=False, monkeypatch=None):
    monkeypatch.setenv("COLUMNS", columns)
    out = io.StringIO()
    write(iter(readings), out, explain=explain)
    return out.getvalue()


@pytest.mark.parametrize("columns", ["60", "80", "120", "200"])
def test_everything_is_said_at_any_width(columns, monkeypatch):
    text = table(full(), columns=columns, monkeypatch=monkeypatch)
    assert max(map(len, text.splitlines())) <= int(columns)
    squeezed = "".join(text.split())
    for words in (
        "4acts,2commitments",
        "opentalks",
        "promised",
        "2026-12-31",
        "2025-11-01",
        "earlier",
        "20,000,000",
    ):
        assert words in squeezed


def test_who_to_whom(monkeypatch):
    text = table(full(), plain(), columns="300", monkeypatch=monkeypatch)
    assert "→" in text
    assert "Sandbox Ltd" in text
    assert "OTHER:" not in text


def test_a_document_without_acts_is_said_so(monkeypatch):
    assert "no acts found" in table(empty(), monkeypatch=monkeypatch)


def test_because_only_when_asked(monkeypatch):
    assert "open_talks.launch" not in table(full(), monkeypatch=monkeypatch)
    squeezed = "".join(table(full(), explain=True, monkeypatch=monkeypatch).split())
    assert "open_talks.launch" in squeezed


def test_no_colour_and_no_control_characters_in_a_pipe(monkeypatch):
    hostile = plain("Canada met\x1b]0;title\x07 Korea\u202e.")
    text = table(hostile, empty(), monkeypatch=monkeypatch)
    assert not [letter for letter in text if ord(letter) < 32 and letter != "\n"]
    assert "\u202e" not in text


def test_markup_of_the_console_is_plain_text(monkeypatch):
    assert "[red]Canada[/red] met" in table(plain("[red]Canada[/red] met Korea."), monkeypatch=monkeypatch)
