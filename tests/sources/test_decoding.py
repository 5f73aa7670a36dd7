"""Bytes to characters: every mark, no mark, and what is refused."""

import pytest

from servanda.sources.decoding import MAX_BYTES, check_size, decode
from servanda.sources.problem import SourceError

WORDS = "Canada’s talks – “agreed” in Zürich"


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode("utf-8"),
        b"\xef\xbb\xbf" + WORDS.encode("utf-8"),
        b"\xff\xfe" + WORDS.encode("utf-16-le"),
        b"\xfe\xff" + WORDS.encode("utf-16-be"),
        b"\xff\xfe\x00\x00" + WORDS.encode("utf-32-le"),
        WORDS.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 marked", "utf-16-le", "utf-16-be", "utf-32-le", "windows-1252"],
)
def test_every_encoding_gives_the_same_characters(data: bytes) -> None:
    assert decode(data) == WORDS


def test_a_damaged_byte_does_not_turn_utf_8_into_something_else() -> None:
    assert decode("– Zürich – “Genève”".encode() + b" \xff") == "– Zürich – “Genève” \ufffd"
    assert decode("Zürich und Genève".encode("cp1252")) == "Zürich und Genève"


def test_nothing_is_stripped_or_turned() -> None:
    assert decode(b"  Title \r\n\r\nText.\t\n\n") == "  Title \r\n\r\nText.\t\n\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n ", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"text\x00more", "NUL"),
        (bytes(range(256)) * 4, "binary"),
        (b"\x01\x02\x03\x04 words", "binary"),
        (b"\xff\xfea", "damaged"),
        (b"\xff\xfe\x00\xd8", "damaged"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason) as raised:
        decode(data)
    assert raised.value.exit_code == 3
    assert "\n" not in raised.value.message


def test_the_size_limit_says_both_sizes() -> None:
    check_size(MAX_BYTES)
    with pytest.raises(SourceError, match="is 134 MB long; a document may have 67 MB"):
        check_size(2 * MAX_BYTES)
