"""Characters that no ledger can keep: one sentence, nothing half-written, and all other documents entered."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from servanda.cli import main
from servanda.model import Document, Reading
from tests.linking.folding import add, new_ledger, see_sound
from tests.linking.told import doctors, release

GOOD = release("good", doctors(40))
WORDS = "Canada will send 40 doctors to Ghana."
BAD = {
    "half a pair in the text": Document("bad", f"{WORDS} \ud83d"),
    "half a pair in the title": Document("bad", WORDS, title="Doctors \udc00"),
    "half a pair in the id": Document("ba\ud800d", WORDS),
    "zero in the text": Document("bad", f"{WORDS} \0"),
    "zero in the title": Document("bad", WORDS, title="Doctors\0"),
    "zero in the id": Document("ba\0d", WORDS),
    "zero in the source": Document("bad", WORDS, source="https://example.org/\0"),
}


@pytest.mark.parametrize("document", BAD.values(), ids=BAD)
def test_such_a_document_is_refused_and_what_came_before_stays(document: Document) -> None:
    with new_ledger() as ledger:
        add(ledger, GOOD)
        head = ledger.store.head()
        with pytest.raises(ValueError, match="which no ledger can keep") as caught:
            ledger.add([document])
        assert len(str(caught.value).splitlines()) == 1
        assert str(caught.value).isprintable()
        assert ledger.store.head() == head
        see_sound(ledger)


@pytest.mark.parametrize("document", BAD.values(), ids=BAD)
def test_or_passed_over_with_the_sentence(document: Document) -> None:
    told: list[str] = []
    with new_ledger() as ledger:
        report = ledger.add([GOOD.document, document], skipped=told.append)
        assert (report.new, len(told)) == (1, 1)
        again = ledger.add_coded([Reading(document, ()), GOOD], coder="anna", skipped=told.append)
        assert (again.recoded, again.new, len(told)) == (1, 0, 2)
        see_sound(ledger)


def test_codings_too() -> None:
    told: list[str] = []
    bad = [
        replace(GOOD, acts=(replace(GOOD.acts[0], instrument=f"The{sign}Treaty"),))
        for sign in ("\0", "\ud800")
    ]
    with new_ledger() as ledger:
        report = ledger.add_coded(bad, coder="anna", skipped=told.append)
        assert (report.documents, len(told)) == (0, 2)
        assert ledger.store.head()[0] == 0


def test_words_about_such_characters_are_kept() -> None:
    text = f"{WORDS} They wrote \\u0000 and \\ud800 in the margin."
    with new_ledger() as ledger:
        assert ledger.add([Document("margin", text)]).new == 1
        see_sound(ledger)


def test_the_command_passes_over_a_coding_with_a_zero_character(tmp_path: Path) -> None:
    lines = []
    for id, text in (("bad", f"{WORDS}\0"), ("good", WORDS)):
        head = {
            "title": None,
            "publisher": "CAN",
            "published": None,
            "language": "en",
            "sha256": "",
            "text": text,
        }
        lines.append(json.dumps({"id": id, "document": head, "acts": []}))
    coded = tmp_path / "coded.jsonl"
    coded.write_text("\n".join(lines))
    where = str(tmp_path / "ledger.db")
    done = CliRunner().invoke(
        main, ["add", "--coded", str(coded), "--coder", "anna", "--ledger", where, "--format", "json"]
    )
    assert done.exit_code == 3
    assert done.stderr.splitlines() == [
        "servanda add: 'bad' holds a zero character, which no ledger can keep: take it out; skipped."
    ]
    assert json.loads(done.stdout)["added"]["new"] == 1
