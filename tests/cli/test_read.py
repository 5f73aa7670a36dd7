"""`servanda read` from the outside: what comes out, on which stream, with which exit code."""

import csv
import io
import json

import pytest

PLAIN = "Canada met Korea.\n"
ROWS = [
    {"id": "a", "text": PLAIN, "published": "2025-11-01", "publisher": "CAN", "title": "First"},
    {"id": "b", "text": "The sun shone all day.", "title": "Second"},
]


@pytest.fixture
def note(tmp_path):
    path = tmp_path / "note.txt"
    path.write_text(PLAIN)
    return path


@pytest.fixture
def corpus(tmp_path):
    path = tmp_path / "corpus.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return path


def test_a_file_as_a_table(run, note):
    result = run("read", note)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Canada met Korea" in result.stdout
    assert "1 act, 0 commitments" in result.stdout


def test_json_lines_in_json_lines_out(run, corpus):
    result = run("read", corpus, "--format", "jsonl")
    first, second = map(json.loads, result.stdout.splitlines())
    assert (first["id"], first["document"]["published"], second["acts"]) == ("a", "2025-11-01", [])
    act = first["acts"][0]
    assert PLAIN[act["start"] : act["end"]] == act["quote"] == "Canada met Korea"
    assert (result.exit_code, result.stderr) == (0, "servanda read: no acts found in Second.\n")


def test_what_the_documents_do_not_say_is_given(run, note, corpus):
    given = ["--publisher", "KOR", "--published", "2024-02-29", "--format", "jsonl"]
    heads = [json.loads(line)["document"] for line in run("read", note, corpus, *given).stdout.splitlines()]
    assert [(head["publisher"], head["published"]) for head in heads] == [
        ("KOR", "2024-02-29"),
        ("CAN", "2025-11-01"),
        ("KOR", "2024-02-29"),
    ]


def test_standard_input(run):
    result = run("read", "-", "--format", "jsonl", stdin=PLAIN.encode())
    assert json.loads(result.stdout)["acts"][0]["quote"] == "Canada met Korea"


def test_a_pattern_and_several_sources_keep_their_order(run, tmp_path, corpus):
    for name in ("2.txt", "1.txt"):
        (tmp_path / name).write_text(f"Canada met Number{name[0]}.")
    out = run("read", str(tmp_path / "*.txt"), corpus, "--format", "csv").stdout
    quotes = [row["quote"] for row in csv.DictReader(io.StringIO(out))]
    assert quotes == ["Canada met Number1", "Canada met Number2", "Canada met Korea"]


@pytest.mark.parametrize(
    ("form", "sign"), [("table", "because: fake.met"), ("md", "fake.met"), ("html", "fake.met")]
)
def test_explain(run, note, form, sign):
    assert sign in run("read", note, "--format", form, "--explain").stdout
    assert sign not in run("read", note, "--format", form).stdout


def test_output_goes_to_a_file_in_utf8(run, tmp_path):
    note = tmp_path / "note.txt"
    note.write_text("Österreich met Türkiye.", encoding="utf-8")
    target = tmp_path / "out.jsonl"
    result = run("read", note, "--format", "jsonl", "-o", target)
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads(target.read_bytes())["acts"][0]["quote"] == "Österreich met Türkiye"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["note.txt", "out.jsonl"]


def test_a_file_that_cannot_be_written_is_told(run, note, tmp_path):
    result = run("read", note, "-o", tmp_path / "nowhere" / "out.txt")
    assert result.exit_code == 3
    assert result.stderr.count("\n") == 1
    assert "cannot be written" in result.stderr


def test_many_documents_without_acts_are_counted_not_listed(run, tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("".join(json.dumps({"id": str(n), "text": "The sun shone."}) + "\n" for n in range(11)))
    result = run("read", corpus, "--format", "jsonl")
    assert result.stderr == "servanda read: no acts found in 11 documents.\n"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ([], "Missing argument"),
        (["{note}", "--format", "xml"], "'xml' is not one of"),
        (["{note}", "--published", "1 May 2025"], "write YYYY-MM-DD"),
        (["{note}", "--published", "2025-02-30"], "write YYYY-MM-DD"),
        (["{note}", "--publisher", "Canada"], "unknown publisher code 'Canada'"),
        (["{note}", "-j", "0"], "range"),
        (["{note}", "--bogus"], "No such option"),
    ],
)
def test_wrong_use_is_one_sentence_and_exit_2(run, note, args, words):
    result = run("read", *[arg.format(note=note) for arg in args])
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("servanda read: ")


def test_an_unknown_command_is_wrong_use(run):
    result = run("reed")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_a_fault_of_the_program_is_told_without_a_traceback(run, note, monkeypatch):
    class Broken:
        def read_many(self, _documents):
            raise ZeroDivisionError("division\nby zero")

    monkeypatch.setattr("servanda.engine.processes._reader", Broken())
    result = run("read", note)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "ZeroDivisionError: division by zero" in result.stderr
