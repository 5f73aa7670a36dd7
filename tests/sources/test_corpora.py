"""CSV, Parquet, zip and tar of documents: streamed, bounded, each bad part named."""

import io
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from servanda.model import Document
from servanda.sources import Problem, open_documents
from servanda.sources import archives as archives_module


def read(path: Path) -> tuple[list[Document], list[Problem]]:
    told: list[Problem] = []
    return list(open_documents([str(path)], on_problem=told.append)), told


def test_csv(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "id,text,published,publisher\n"
        '1,"One, with\na line end.",2024-05-03,CAN\n'
        "2,Two.,,\n"
        "3,,2024-05-03,CAN\n",
        encoding="utf-8-sig",
    )
    docs, told = read(path)
    assert [(doc.id, doc.text) for doc in docs] == [("1", "One, with\na line end."), ("2", "Two.")]
    assert (docs[0].published, docs[0].publisher, docs[1].published) == (date(2024, 5, 3), "CAN", None)
    assert [str(problem) for problem in told] == [f"{path}, line 5: has no key 'text'; skipped"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"id,body\n1,x\n", "has no column 'text'; its columns are id, body"),
        (b"\n", "is empty"),
        ("id,text\n1,Zürich\n".encode("cp1252"), "not in UTF-8"),
        (b'id,text\n1,"open', "is no CSV file after line 1"),
    ],
)
def test_bad_csv(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    docs, [problem] = read(tmp_path / "a.csv")
    assert docs == [] and reason in problem.message


def test_parquet(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "a.parquet"
    table = arrow.table({"id": [1, 2], "text": ["One.", None], "published": [date(2024, 5, 3), None]})
    parquet.write_table(table, path)
    docs, told = read(path)
    assert [(doc.id, doc.text, doc.published) for doc in docs] == [("1", "One.", date(2024, 5, 3))]
    assert [problem.source for problem in told] == [f"{path}, row 2"]
    path.write_bytes(b"PAR1 nothing")
    assert "is no Parquet file" in read(path)[1][0].message


def make_zip(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return out.getvalue()


def make_tar(members: Mapping[str, bytes], mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as packed:  # type: ignore[call-overload]
        for name, data in members.items():
            item = tarfile.TarInfo(name)
            item.size = len(data)
            packed.addfile(item, io.BytesIO(data))
    return out.getvalue()


MEMBERS = {
    "docs/b.txt": b"Text of b.",
    "docs/a.jsonl": b'{"id": "x", "text": "Row."}\n{broken\n',
    "picture.png": b"\x89PNG",
    "__MACOSX/b.txt": b"no",
    "docs/.hidden.txt": b"no",
    "docs/empty.txt": b"",
    "inner.zip": make_zip({"c.txt": b"Text"}),
}


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.zip", make_zip(MEMBERS)), ("a.tar.gz", make_tar(MEMBERS)), ("a.tar", make_tar(MEMBERS, "w"))],
)
def test_archives(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    docs, told = read(path)
    assert [(doc.id, doc.text) for doc in docs] == [(f"{path}!docs/b.txt", "Text of b."), ("x", "Row.")]
    assert [(problem.source.split("!")[1], problem.message[:10]) for problem in told] == [
        ("docs/a.jsonl, line 2", "is not JSO"),
        ("docs/empty.txt", "is empty"),
        ("inner.zip", "is an arch"),
    ]


def test_a_bomb_in_a_zip_is_skipped_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(make_zip({"bomb.txt": b"0" * 50_000_000, "good.txt": b"Good text."}))
    docs, [problem] = read(tmp_path / "a.zip")
    assert [doc.text for doc in docs] == ["Good text."] and "is a bomb" in problem.message


def test_an_archive_may_not_hold_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives_module, "MAX_MEMBERS", 1)
    (tmp_path / "a.zip").write_bytes(make_zip({"a.txt": b"One text.", "b.txt": b"Two text."}))
    docs, [problem] = read(tmp_path / "a.zip")
    assert len(docs) == 1 and "holds more than 1 documents" in problem.message


@pytest.mark.parametrize("make", [make_zip, make_tar])
def test_cut_archives_are_told(tmp_path: Path, make: Callable[[Mapping[str, bytes]], bytes]) -> None:
    name = "a.zip" if make is make_zip else "a.tar.gz"
    (tmp_path / name).write_bytes(make({"a.txt": bytes(range(256)) * 400})[:300])
    docs, told = read(tmp_path / name)
    assert docs == [] and told and all("damaged" in problem.message for problem in told)


def test_members_are_read_one_at_a_time(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(make_zip({f"{n}.txt": b"Text." for n in range(3)} | {"z.txt": b""}))
    stream = iter(open_documents([str(tmp_path / "a.zip")], on_problem=lambda _: pytest.fail("too early")))
    assert next(stream).id.endswith("0.txt")
