"""`import servanda as sv`: documents with acts, rows and marked text."""

import re
from datetime import date

import pytest

import servanda as sv
from servanda.export.rows import COLUMNS
from servanda.sources import SourceError
from tests.cli.fake import MeetingReader

TEXT = "Canada met Korea. Then Canada met Japan."


@pytest.fixture(autouse=True)
def _meetings(monkeypatch):
    monkeypatch.setattr("servanda.engine.processes._reader", MeetingReader())


@pytest.fixture
def note(tmp_path):
    path = tmp_path / "note.txt"
    path.write_text(TEXT)
    return path


def test_a_path_or_a_string_is_read(note):
    for source in (note, str(note)):
        doc = sv.read(source, publisher="CAN", published=date(2025, 11, 1))
        assert [act.quote for act in doc.acts] == ["Canada met Korea", "Canada met Japan"]
        assert (doc.text, doc.document.publisher, doc.document.published) == (TEXT, "CAN", date(2025, 11, 1))
        assert doc.commitments == ()


def test_a_document_at_hand_is_read():
    doc = sv.read(sv.Document(id="x", text=TEXT))
    assert len(doc.acts) == 2
    assert repr(doc) == "<x: 2 acts, 0 commitments>"


def test_rows_have_the_columns_of_the_export(note):
    rows = sv.read(note).to_rows()
    assert [row["quote"] for row in rows] == ["Canada met Korea", "Canada met Japan"]
    assert tuple(rows[0]) == COLUMNS


def test_a_notebook_shows_the_marked_text(note):
    shown = sv.read(note)._repr_html_()
    assert shown.count("<mark") > 1
    assert "<script" not in shown
    assert TEXT.split(". ", maxsplit=1)[0] in re.sub(r"<a.*?</a>|<[^>]+>", "", shown)


def test_many_sources_stay_in_order(note):
    docs = list(sv.read_many([sv.Document(id="first", text=TEXT), note]))
    assert [doc.document.id == "first" for doc in docs] == [True, False]


def test_what_cannot_be_read_is_an_error_that_says_why(tmp_path):
    with pytest.raises(SourceError, match="no such file"):
        sv.read(tmp_path / "missing.txt")


def test_read_takes_one_document_only(tmp_path):
    path = tmp_path / "corpus.jsonl"
    path.write_text('{"id": "a", "text": "Canada met Korea."}\n' * 2)
    with pytest.raises(ValueError, match="more than one document: use read_many"):
        sv.read(path)
    assert len(list(sv.read_many([path]))) == 2


@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
def test_frames_where_the_library_is_there_and_a_hint_where_it_is_not(note, library):
    doc = sv.read(note)
    convert = {"pandas": doc.to_pandas, "polars": doc.to_polars, "pyarrow": doc.to_arrow}[library]
    try:
        __import__(library)
    except ImportError:
        with pytest.raises(ImportError, match=r"servanda\[frames\]"):
            convert()
    else:
        frame = convert()
        assert len(frame) == 2
        assert list(frame.column_names if library == "pyarrow" else frame.columns) == list(COLUMNS)
