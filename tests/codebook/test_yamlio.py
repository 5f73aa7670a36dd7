"""Codebook files are read strictly."""

from pathlib import Path

import msgspec
import pytest

from servanda.codebook.yamlio import CodebookError, load_data, load_file, parse


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row with one word and one switch."""

    word: str
    on: bool = False


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("word: a\nwrod: b", "unknown field `wrod`"),
        ("word: a\nword: b", "line 2: the key 'word' stands twice"),
        ("word: 3", "Expected `str`"),
        ("", "Expected `object`"),
        ("word: [a", "<text>"),
        ("- word: a", "Expected `object`"),
    ],
)
def test_errors_say_where(text: str, message: str) -> None:
    with pytest.raises(CodebookError, match=message.replace("[", r"\[")):
        parse(text, Row)


def test_yes_and_no_are_words() -> None:
    assert parse("[NO, on, y, Off]", list[str]) == ["NO", "on", "y", "Off"]
    assert parse("{word: NO, on: true}", Row) == Row("NO", True)


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "row.yaml"
    path.write_text("word: Côte", encoding="utf-8")
    assert load_file(path, Row) == Row("Côte")
    assert "states" in load_data("parties/states.yaml", dict)
