"""Bad input at the door: one sentence each on stderr, the right exit code, and the rest is read."""

import json

import pytest

MET = "Canada met Korea. The two leaders spoke about trade and the weather in the afternoon."
FRENCH = (
    "Le premier ministre a rencontré la présidente. Ils ont convenu de lancer des négociations sur un "
    "accord de libre-échange entre les deux pays, qui sera conclu avant la fin de l'année prochaine."
)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(range(256)) * 4


def row(**values):
    return json.dumps({"id": "x", "text": MET, **values}).encode() + b"\n"


#: name of the file, its bytes, words of the sentence, how many documents are read all the same
REFUSED = [
    ("empty.txt", b"", "empty", 0),
    ("blank.txt", b" \n\n\t ", "empty", 0),
    ("picture.txt", JPEG, "is a picture", 0),
    ("nul.txt", b"Canada met\x00Korea.", "binary", 0),
    ("french.txt", FRENCH.encode(), "no English reader for fr yet: skipped", 0),
    ("empty.jsonl", b"", "empty", 0),
    ("broken.jsonl", row() + b'{"id": "y", "text"\n' + row(id="z"), "line 2", 2),
    ("list.jsonl", b"[1, 2]\n" + row(), "line 1", 1),
    ("notext.jsonl", row() + b'{"id": "y"}\n', "'text'", 1),
    ("number.jsonl", b'{"id": "y", "text": 7}\n', "'text'", 0),
    ("publisher.jsonl", row(publisher="Utopia"), "'Utopia'", 1),
    ("date.jsonl", row(published="01/11/2025"), "'01/11/2025'", 1),
    ("french.jsonl", row(language="fr", text=FRENCH) + row(), "no English reader for fr yet: skipped", 1),
]


@pytest.mark.parametrize(("name", "content", "words", "read"), REFUSED, ids=[case[0] for case in REFUSED])
def test_refused_with_one_sentence(run, tmp_path, name, content, words, read):
    path = tmp_path / name
    path.write_bytes(content)
    result = run("read", path, "--format", "jsonl")
    assert result.exit_code == 3
    assert result.stderr.count("\n") == 1
    assert words in result.stderr
    assert name in result.stderr
    assert "Traceback" not in result.stderr
    assert len(result.stdout.splitlines()) == read


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16", b""), ("cp1252", b"")]
)
def test_any_usual_encoding_is_read(run, tmp_path, encoding, mark):
    text = "The minister’s “café” talks went on until the evening. Canada met Österreich — and left."
    path = tmp_path / "note.txt"
    path.write_bytes(mark + text.encode(encoding))
    result = run("read", path, "--format", "json")
    (told,) = json.loads(result.stdout)
    assert (result.exit_code, told["document"]["text"]) == (0, text)
    act = told["acts"][0]
    assert text[act["start"] : act["end"]] == act["quote"] == "Canada met Österreich"


@pytest.mark.parametrize("size", ["20 MB", "one line"])
def test_a_very_long_text_is_read(run, tmp_path, size):
    text = f"{MET}\n\n" * (20_000_000 // len(MET)) if size == "20 MB" else f"{MET} " * (1_000_000 // len(MET))
    path = tmp_path / "long.txt"
    path.write_text(text)
    result = run("read", path, "--format", "jsonl")
    told = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (0, "")
    assert len(told["acts"]) == text.count("Canada met")


def test_no_acts_are_said_and_are_no_failure(run, tmp_path):
    path = tmp_path / "note.txt"
    path.write_text("The sun shone all day over the quiet city and the river.")
    table, lines = run("read", path), run("read", path, "--format", "jsonl")
    assert (table.exit_code, lines.exit_code) == (0, 0)
    assert "no acts found" in table.stdout
    assert "no acts found" in lines.stderr


@pytest.mark.parametrize("name", ["missing.txt", "missing/*.txt", "folder"])
def test_what_is_not_there(run, tmp_path, name):
    (tmp_path / "folder").mkdir()
    result = run("read", tmp_path / name)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.count("\n") == 1


def test_an_unreadable_file(run, tmp_path, monkeypatch):
    path = tmp_path / "secret.txt"
    path.write_text(MET)

    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    # Permissions do not bind the superuser, who may run the tests.
    monkeypatch.setattr("pathlib.Path.open", refuse)
    result = run("read", path)
    assert (result.exit_code, result.stderr.count("\n")) == (3, 1)
    assert "permission" in result.stderr.lower()


def test_one_bad_source_does_not_stop_the_others(run, tmp_path):
    (tmp_path / "good.txt").write_text(MET)
    result = run("read", tmp_path / "missing.txt", tmp_path / "good.txt", "--format", "jsonl")
    assert result.exit_code == 3
    assert len(result.stdout.splitlines()) == 1
