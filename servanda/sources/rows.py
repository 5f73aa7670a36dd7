"""Rows of a corpus ({"id", "text", "published", "publisher", "title", …}) to pages, one at a time."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, BinaryIO

import msgspec

from servanda.sources.dating import iso_day
from servanda.sources.decoding import MAX_BYTES, check_text, decode
from servanda.sources.headline import kind_of_title
from servanda.sources.page import Fact, Facts, Hints, Page, Raw
from servanda.sources.problem import OnProblem, Problem, SourceError
from servanda.sources.publishers import is_code
from servanda.sources.text import content_id, fact, language_fact, page

Tell = Callable[[str], None]


def read_jsonl(lines: BinaryIO, name: str, hints: Hints, on_problem: OnProblem) -> Iterator[Page]:
    """The pages of a JSON Lines stream. A broken line is told by its number; the others are read."""
    number = 0
    while line := lines.readline(MAX_BYTES + 1):
        number += 1
        tell = _teller(f"{name}, line {number}", on_problem)
        if len(line) > MAX_BYTES:
            tell(f"is longer than {MAX_BYTES / 1e6:.0f} MB; skipped")
            _skip_line(lines)
        elif line.strip() and (row := _row(line.removeprefix(b"\xef\xbb\xbf"), tell)) is not None:
            yield from read_row(row, name, hints, tell)
    if number == 0:
        on_problem(Problem(name, "is empty"))


def read_json(data: bytes, name: str, hints: Hints, on_problem: OnProblem) -> Iterator[Page]:
    """The pages of a JSON file: one row, or a list of rows, each of which is named by its place."""
    try:
        held = msgspec.json.decode(_utf8(data.removeprefix(b"\xef\xbb\xbf")))
    except (msgspec.DecodeError, RecursionError) as error:
        raise SourceError(f"is not JSON ({error})") from None
    rows = held if isinstance(held, list) else [held]
    for number, row in enumerate(rows, start=1):
        tell = _teller(f"{name}, item {number}" if held is rows else name, on_problem)
        if isinstance(row, dict):
            yield from read_row(row, name, hints, tell)
        else:
            tell("is not a JSON object; skipped")


def read_row(row: Mapping[str, Any], name: str, hints: Hints, tell: Tell) -> Iterator[Page]:
    """The page of one row, or none, with what is wrong told through `tell`."""
    text = row.get("text")
    if text is None:
        tell("has no key 'text'; skipped")
        return
    if not isinstance(text, str):
        tell("has a 'text' that is not a string; skipped")
        return
    try:
        check_text(text)
    except SourceError as error:
        tell(f"{error.message}; skipped")
        return
    own = _row_facts(row, text, hints, tell)
    source = _string(row, "source", tell) or _string(row, "url", tell)
    made = page(_id(row, text, tell), text, own, Raw(name, b"", address=source))
    yield replace(made, document=replace(made.document, source=source or name))


def _row(line: bytes, tell: Tell) -> Mapping[str, Any] | None:
    try:
        row = msgspec.json.decode(_utf8(line))
    except SourceError as error:
        tell(f"{error.message}; skipped")
        return None
    except (msgspec.DecodeError, RecursionError) as error:
        tell(f"is not JSON ({error}); skipped")
        return None
    if isinstance(row, dict):
        return row
    tell("is not a JSON object; skipped")
    return None


def _utf8(line: bytes) -> bytes:
    """The line in UTF-8: JSON is, but files made elsewhere are sometimes Windows-1252."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return decode(line).encode("utf-8")
    return line


def _row_facts(row: Mapping[str, Any], text: str, hints: Hints, tell: Tell) -> Facts:
    """What the row says goes before what the caller says of all rows."""
    title = _string(row, "title", tell)
    language = _string(row, "language", tell)
    return Facts(
        title=fact(title, "row"),
        publisher=fact(_publisher(row, tell), "row") or fact(hints.publisher, "given"),
        published=fact(_day(row, tell), "row") or fact(hints.published, "given"),
        language=Fact(language.lower(), "row") if language else language_fact(text, hints),
        kind=fact(kind_of_title(title or ""), "row:title"),
    )


def _id(row: Mapping[str, Any], text: str, tell: Tell) -> str:
    given = row.get("id")
    if isinstance(given, bool) or not isinstance(given, int | str | None):
        tell("has an 'id' that is neither string nor number; an id was made from its text")
        given = None
    return content_id(text) if given in (None, "") else str(given)


def _publisher(row: Mapping[str, Any], tell: Tell) -> str | None:
    code = _string(row, "publisher", tell)
    if code is None or is_code(code):
        return code
    tell(f"has an unknown publisher code {code!r} (CAN, EU and OTHER:Name are codes); read without")
    return None


def _day(row: Mapping[str, Any], tell: Tell) -> date | None:
    given = row.get("published")
    if isinstance(given, datetime):
        return given.date()
    if given is None or given == "" or isinstance(given, date):
        return given or None
    day = iso_day(given) if isinstance(given, str) else None
    if day is None:
        tell(f"has a date {given!r} that is not written YYYY-MM-DD; read without")
    return day


def _string(row: Mapping[str, Any], key: str, tell: Tell) -> str | None:
    value = row.get(key)
    if value is None or isinstance(value, str):
        return (value or "").strip() or None
    tell(f"has a {key!r} that is not a string; read without")
    return None


def _teller(source: str, on_problem: OnProblem) -> Tell:
    return lambda message: on_problem(Problem(source, message))


def _skip_line(lines: BinaryIO) -> None:
    while (part := lines.readline(1 << 20)) and not part.endswith(b"\n"):
        pass
