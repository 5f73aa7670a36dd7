"""What each format carries, from the readings to the bytes and back."""

import csv
import io
import json
from datetime import date

import jsonschema
import pytest

from servanda.cli.read import FORMATS as OFFERED
from servanda.export import FORMATS, writer
from servanda.export.families import FAMILIES, FAMILY_OF
from servanda.export.rows import COLUMNS, rows
from servanda.model import ActType, decode, json_schema
from tests.export.samples import TEXT, empty, full, plain


def written(form, *readings, explain=False):
    out = io.StringIO()
    writer(form)(iter(readings), out, explain=explain)
    return out.getvalue()


def test_the_command_offers_every_format():
    assert tuple(FORMATS) == OFFERED


@pytest.mark.parametrize("form", FORMATS)
def test_each_reading_is_written_before_the_next_is_taken(form):
    out = io.StringIO()
    sizes = []

    def readings():
        for _ in range(3):
            sizes.append(out.tell())
            yield full()

    writer(form)(readings(), out)
    assert sizes[0] < sizes[1] < sizes[2]


@pytest.mark.parametrize("form", FORMATS)
def test_no_readings_at_all_are_written_without_failing(form):
    assert json.loads(written(form)) == [] if form == "json" else written(form) is not None


def test_json_lines_fit_the_schema_and_come_back():
    lines = written("jsonl", full(), empty()).splitlines()
    assert len(lines) == 2
    for line, reading in zip(lines, (full(), empty()), strict=True):
        jsonschema.validate(json.loads(line), json_schema())
        assert decode(line, reading.document.text) == reading


def test_a_json_line_has_the_keys_of_the_contract():
    told = json.loads(written("jsonl", full()))
    assert set(told) == {"id", "document", "acts"}
    assert {"title", "publisher", "published", "language", "sha256"} <= set(told["document"])
    assert "text" not in told["document"]
    assert list(told["acts"][0]) == [
        "id",
        "type",
        "modality",
        "flags",
        "start",
        "end",
        "trigger",
        "quote",
        "actors",
        "recipients",
        "instrument",
        "stage",
        "deadline",
        "money",
        "commitment",
        "confidence",
        "because",
    ]
    assert told["acts"][0]["deadline"] == {
        "kind": "absolute",
        "text": "by the end of 2026",
        "from": None,
        "to": "2026-12-31",
    }
    assert told["acts"][2]["money"] == {"text": "C$20 million", "amount": 20000000, "currency": "CAD"}


def test_json_is_one_array_that_carries_the_text():
    told = json.loads(written("json", full(), empty()))
    assert [row["document"]["text"] for row in told] == [TEXT, empty().document.text]
    assert len(json.loads(written("json", plain()))) == 1


def test_csv_comes_back_cell_by_cell():
    sheet = list(csv.DictReader(io.StringIO(written("csv", full(), empty(), plain()))))
    assert len(sheet) == 5
    assert [row["quote"] for row in sheet[:4]] == [act.quote for act in full().acts]
    first, third, fourth = sheet[0], sheet[2], sheet[3]
    assert (first["actors"], first["commitment"], first["deadline_to"]) == ("CAN;THA", "true", "2026-12-31")
    assert (third["amount"], third["currency"], third["published"]) == ("20000000", "CAD", "2025-11-01")
    assert (fourth["flags"], fourth["deadline"]) == ("recap;attributed", "")
    for row, act in zip(sheet, full().acts, strict=False):
        assert TEXT[int(row["start"]) : int(row["end"])] == act.quote


def test_csv_explains_in_a_column_of_its_own():
    sheet = list(csv.DictReader(io.StringIO(written("csv", full(), explain=True))))
    assert list(sheet[0]) == [*COLUMNS, "because"]
    assert sheet[0]["because"] == "open_talks.launch; cast: Canada & Thailand"


def test_rows_keep_their_kinds():
    first = next(rows(full()))
    assert tuple(first) == COLUMNS
    assert (first["published"], first["actors"], first["commitment"]) == (
        date(2025, 11, 1),
        ("CAN", "THA"),
        True,
    )


def test_markdown_cells_do_not_break_the_table():
    text = written("md", full(), empty(), explain=True)
    table = [line for line in text.splitlines() if line.startswith("|")]
    assert len(table) == 2 + 4
    for line in table:
        assert line.replace("\\|", "").count("|") == 7
    assert "<" not in text.replace("\\<", "")
    assert "no acts found" in text
    assert "because" not in text
    assert "open\\_talks.launch" in text


def test_every_type_has_one_family():
    assert set(FAMILY_OF) == set(ActType)
    assert sum(len(kinds) for kinds in FAMILIES.values()) == len(ActType)
