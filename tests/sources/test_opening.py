"""`open_documents`: paths, patterns, folders, streams, and each bad input with its sentence."""

import io
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.model import Document
from servanda.sources import Problem, SourceError, open_documents, open_pages
from servanda.sources.page import Hints


def read(*inputs: str | Path, publisher: str | None = None, published: date | None = None) -> list[Document]:
    """The documents of inputs that must all be good."""

    def fail(problem: Problem) -> None:
        raise AssertionError(str(problem))

    names = [str(item) for item in inputs]
    return list(open_documents(names, publisher=publisher, published=published, on_problem=fail))


def problems(*inputs: str | Path) -> tuple[list[Document], list[Problem]]:
    found: list[Problem] = []
    return list(open_documents([str(item) for item in inputs], on_problem=found.append)), found


def write_rows(path: Path, rows: Sequence[object]) -> Path:
    path.write_text(
        "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8"
    )
    return path


def test_a_text_file_is_its_text(tmp_path: Path) -> None:
    path = tmp_path / "release.txt"
    path.write_bytes(b"Talks open\r\n\r\nOTTAWA, May 3, 2024 \xe2\x80\x93 Canada will open talks.\r\n")
    [doc] = read(path)
    assert doc.text == "Talks open\r\n\r\nOTTAWA, May 3, 2024 – Canada will open talks.\r\n"
    assert (doc.title, doc.published, doc.language) == ("Talks open", date(2024, 5, 3), "en")
    assert (doc.id, doc.source, doc.blocks) == (str(path), str(path), ())


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=["Cc"]), min_size=1)
)
def test_any_text_comes_back_character_for_character(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("any") / "a.txt"
    path.write_bytes(text.encode("utf-8"))
    docs, told = problems(path)
    assert [doc.text for doc in docs] == ([] if told else [text.removeprefix("\ufeff")])
    assert all(problem.message == "is empty" for problem in told)


def test_what_the_caller_says_goes_before_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("OTTAWA, May 3, 2024 – Canada will open talks.")
    [doc] = read(path, publisher="KOR", published=date(2020, 1, 1))
    assert (doc.publisher, doc.published) == ("KOR", date(2020, 1, 1))


def test_facts_say_where_they_come_from(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Readout\nMinisters meet in Seoul\nSEOUL, May 3, 2024 – The ministers of the two states met."
    )
    [page] = open_pages([str(path)], hints=Hints(publisher="KOR"), on_problem=lambda _: None)
    facts = page.facts
    assert facts.publisher and (facts.publisher.value, facts.publisher.origin) == ("KOR", "given")
    assert facts.place and (facts.place.value, facts.place.origin) == ("SEOUL", "text:place line")
    assert facts.kind and facts.kind.value == "readout"


def test_rows_keep_what_they_say_of_themselves(tmp_path: Path) -> None:
    rows = [
        {
            "id": "a",
            "text": "One.\n",
            "published": "2024-05-03",
            "publisher": "CAN",
            "title": "T",
            "extra": 1,
        },
        {
            "id": 7,
            "text": "Two.",
            "published": None,
            "publisher": "OTHER:Red Cross",
            "source": "https://x.example/2",
        },
        {"text": "Three."},
    ]
    first, second, third = read(write_rows(tmp_path / "a.jsonl", rows), publisher="KOR")
    assert (first.id, first.text, first.publisher, first.title) == ("a", "One.\n", "CAN", "T")
    assert first.published == date(2024, 5, 3)
    assert (second.id, second.publisher, second.source) == ("7", "OTHER:Red Cross", "https://x.example/2")
    assert third.id.startswith("doc_") and third.publisher == "KOR"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{broken", "is not JSON"),
        ("[1, 2]", "is not a JSON object"),
        ('{"id": "x"}', "has no key 'text'"),
        ('{"text": 5}', "has a 'text' that is not a string"),
        ('{"text": "  "}', "is empty"),
        ('{"text": "a\\u0000b"}', "NUL"),
        ('{"text": "ok", "publisher": "Canada"}', "unknown publisher code 'Canada'"),
        ('{"text": "ok", "published": "3 May 2024"}', "not written YYYY-MM-DD"),
        ('{"text": "ok", "published": "2024-13-03"}', "not written YYYY-MM-DD"),
        ('{"text": "ok", "published": 20240503}', "not written YYYY-MM-DD"),
        ('{"text": "ok", "title": []}', "has a 'title' that is not a string"),
        ('{"text": "ok", "id": {}}', "has an 'id' that is neither string nor number"),
        ("[" * 100_000, "is not"),
    ],
)
def test_a_bad_row_is_named_by_its_line_and_the_others_are_read(
    tmp_path: Path, line: str, message: str
) -> None:
    docs, [problem] = problems(
        write_rows(tmp_path / "a.jsonl", [{"text": "First."}, line, {"text": "Last."}])
    )
    assert problem.source.endswith("a.jsonl, line 2") and message in problem.message
    assert problem.exit_code == 3 and "\n" not in str(problem)
    assert [doc.text for doc in docs if doc.text != "ok"] == ["First.", "Last."]
    assert len(docs) == (3 if '"ok"' in line else 2)


def test_rows_in_windows_1252_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text": "Zürich"}\n'.encode("cp1252"))
    assert [doc.text for doc in read(path)] == ["Zürich"]


def test_a_marked_jsonl_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"text": "One."}\n')
    assert [doc.text for doc in read(path)] == ["One."]


def test_folders_and_patterns_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.md", "sub/c.txt", ".hidden.txt", "d.exe"):
        (tmp_path / name).write_text(f"Text of {name}")
    assert [Path(doc.id).name for doc in read(tmp_path)] == ["a.md", "b.txt", "c.txt"]
    assert [Path(doc.id).name for doc in read(f"{tmp_path}/*.txt")] == [".hidden.txt", "b.txt"]
    assert [Path(doc.id).name for doc in read(f"{tmp_path}/**/c.*")] == ["c.txt"]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "is a picture (PNG)"),
        ("a.txt", b"text\x00\x00", "NUL"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", "save it as .docx"),
        ("a.jsonl", b"", "is empty"),
    ],
)
def test_bad_files_are_told_in_one_sentence(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    docs, [problem] = problems(tmp_path / name)
    assert docs == [] and message in problem.message and problem.exit_code == 3


def test_json_files_hold_one_row_or_a_list(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps({"id": "a", "text": "One."}, indent=2))
    (tmp_path / "two.json").write_text(json.dumps([{"id": "b", "text": "Two."}, 5, {"id": "c"}]))
    docs, told = problems(tmp_path / "one.json", tmp_path / "two.json")
    assert [(doc.id, doc.text) for doc in docs] == [("a", "One."), ("b", "Two.")]
    assert [str(problem).split("two.json")[1] for problem in told] == [
        ", item 2: is not a JSON object; skipped",
        ", item 3: has no key 'text'; skipped",
    ]
    (tmp_path / "one.json").write_text("{")
    assert "is not JSON" in problems(tmp_path / "one.json")[1][0].message


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?>\n<rss version="2.0"></rss>',
        '<feed xmlns="http://www.w3.org/2005/Atom"/>',
        '<?xml version="1.0"?><!-- c --><urlset/>',
    ],
)
def test_feeds_are_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.xml").write_text(text)
    docs, [problem] = problems(tmp_path / "a.xml")
    assert docs == [] and "is a feed or sitemap" in problem.message


def test_a_file_of_two_hundred_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    with (tmp_path / "long.txt").open("wb") as out:
        out.truncate(200_000_000)
    docs, [problem] = problems(tmp_path / "long.txt")
    assert docs == [] and "a document may have 67 MB" in problem.message


def test_missing_things_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Good text.")
    (tmp_path / "empty").mkdir()
    docs, told = problems(tmp_path / "no.txt", f"{tmp_path}/*.pdf", tmp_path / "empty", tmp_path / "good.txt")
    assert [doc.text for doc in docs] == ["Good text."]
    assert [problem.message.split(" (")[0] for problem in told] == [
        "there is no such file",
        "no file matches this pattern",
        "is a folder that holds no document",
    ]


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    _, [problem] = problems(tmp_path / "a.txt")
    assert problem.message == "may not be read: permission denied"


def test_an_unknown_publisher_of_the_caller_is_a_usage_error() -> None:
    with pytest.raises(SourceError, match="unknown publisher code 'Canada'") as raised:
        open_documents([], publisher="Canada", on_problem=lambda _: None)
    assert raised.value.exit_code == 2


@pytest.mark.parametrize(
    ("data", "texts"),
    [(b"Plain words.", ["Plain words."]), (b'{"text": "One."}\n{"text": "Two."}\n', ["One.", "Two."])],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, texts: list[str]) -> None:
    class Stdin:
        buffer = io.BufferedReader(io.BytesIO(data))

    monkeypatch.setattr(sys, "stdin", Stdin)
    assert [doc.text for doc in read("-")] == texts


def test_twenty_megabytes_and_a_line_of_a_million_characters(tmp_path: Path) -> None:
    long = "The ministers met. " * 1_100_000
    (tmp_path / "long.txt").write_text(long)
    line = "x" * 1_000_000
    write_rows(tmp_path / "line.jsonl", [{"text": line}])
    first, second = read(tmp_path / "long.txt", tmp_path / "line.jsonl")
    assert first.text == long and second.text == line


def test_documents_are_read_one_at_a_time(tmp_path: Path) -> None:
    rows = write_rows(tmp_path / "a.jsonl", [{"id": str(n), "text": f"Text {n}."} for n in range(3)])
    stream = open_documents(
        [str(rows), str(tmp_path / "missing")], on_problem=lambda _: pytest.fail("too early")
    )
    assert next(iter(stream)).id == "0"
