"""Reading coded documents, and the sentence that a bad file gets."""

import pytest

from servanda.evaluation.coded import CodedError, load_acts, load_gold
from servanda.evaluation.run import save_run
from tests.evaluation.builders import write_gold

ACT = {
    "type": "meet",
    "modality": "done",
    "start": 0,
    "end": 8,
    "trigger": [5, 8],
    "actors": ["CAN"],
    "extra": 1,
}
DUE = {"kind": "absolute", "text": "by May", "from": None, "to": "2026-05-31"}


def test_a_folder_of_gold(tmp_path):
    gold = load_gold(
        write_gold(tmp_path / "dev", {"a": ("They met", [ACT | {"deadline": DUE}]), "b": ("Sun", [])})
    )
    assert gold.name == "dev"
    assert [(item.document.id, len(item.acts)) for item in gold.documents] == [("a", 1), ("b", 0)]
    (act,) = gold.documents[0].acts
    assert (act.type, act.trigger, act.deadline.end) == ("meet", (5, 8), "2026-05-31")


def test_the_digest_changes_with_texts_and_with_acts(tmp_path):
    digests = {
        load_gold(write_gold(tmp_path / "x", documents)).digest
        for documents in ({"a": ("They met", [ACT])}, {"a": ("They met!", [ACT])}, {"a": ("They met", [])})
    }
    assert len(digests) == 3


def test_one_publisher_only(tmp_path):
    gold = load_gold(write_gold(tmp_path / "dev", {"a": ("They met", [])}))
    assert len(gold.of_publisher("CAN").documents) == 1
    assert gold.of_publisher("AUS").documents == ()
    assert gold.of_publisher("AUS").name == "dev/AUS"


def test_a_run_saved_is_a_run_loaded(tmp_path):
    folder = write_gold(
        tmp_path / "dev", {"a": ("They met", [ACT | {"deadline": DUE, "money": {"amount": 5}}])}
    )
    run = load_acts(folder / "acts.jsonl")
    save_run(tmp_path / "run.jsonl", run)
    assert load_acts(tmp_path / "run.jsonl") == run


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"id": "a", "acts": []}\n{"id": "b"', "line 2"),
        (b'{"id": "a"}', "acts"),
        (b'{"id": "a", "acts": [{"type": "marry"}]}', "marry"),
        (b"\xff\xfe\x00", "line 1"),
    ],
)
def test_a_bad_line_is_named(tmp_path, content, words):
    path = tmp_path / "acts.jsonl"
    path.write_bytes(content)
    with pytest.raises(CodedError, match=words):
        load_acts(path)


def test_a_document_without_an_acts_line_is_named(tmp_path):
    folder = write_gold(tmp_path / "dev", {"a": ("They met", [])})
    (folder / "acts.jsonl").write_text("")
    with pytest.raises(CodedError, match="'a'"):
        load_gold(folder)


def test_missing_files_are_named(tmp_path):
    with pytest.raises(CodedError, match=r"acts\.jsonl"):
        load_gold(tmp_path)
