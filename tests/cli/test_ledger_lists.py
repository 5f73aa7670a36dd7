"""`servanda list`, `show`, `timeline`, `history`, `explain`, `review` on the small ledger of facts."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET

import pytest

from servanda.views import AgreementRow, CommitmentRow
from tests.views import facts
from tests.views.facts import ACTS, PACT, TEXTS

LISTS = ("agreements", "commitments", "acts", "meetings", "documents")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """The file of the small ledger."""
    return facts.build(tmp_path_factory.mktemp("facts") / "facts.db")


@pytest.fixture
def ask(run, ledger):
    """Calls a command on the small ledger as of 10 March 2026; it must succeed."""

    def call(*args: object, as_of: str | None = "2026-03-10") -> str:
        day = ["--as-of", as_of] if as_of else []
        result = run(*args, "--ledger", ledger, *day)
        assert (result.exit_code, result.stderr) == (0, "")
        return result.stdout

    return call


def lines(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


def test_agreements_as_lines_have_the_form_that_others_measure(ask):
    pact = lines(ask("list", "agreements", "--format", "jsonl"))[0]
    assert list(pact) == ["id", "names", "parties", "kind", "binding", "stage", "stages", "mentions"]
    assert (pact["id"], pact["stage"], pact["parties"]) == (PACT, "signed", ["CAN", "KOR"])
    for stage in pact["stages"]:
        assert list(stage) == ["stage", "date", "document", "start", "end", "implied", "party"]
    told = [(one["stage"], one["document"], one["implied"]) for one in pact["stages"]]
    assert told[0] == ("negotiating", None, True)
    assert told[-1] == ("signed", "can-kor-2026", False)
    named = [TEXTS[one["document"]][3][one["start"] : one["end"]] for one in pact["mentions"]]
    assert len(named) == 4
    assert set(named) <= {*pact["names"], "the military information pact with Canada"}


@pytest.mark.parametrize("listed", LISTS)
def test_every_format_holds_the_same_rows(ask, listed):
    ids = [row["id"] for row in lines(ask("list", listed, "--format", "jsonl"))]
    assert [row["id"] for row in json.loads(ask("list", listed, "--format", "json"))] == ids
    table = list(csv.DictReader(io.StringIO(ask("list", listed, "--format", "csv"))))
    assert [row["id"] for row in table] == ids
    markdown = ask("list", listed, "--format", "md").splitlines()
    assert len(markdown) == 2 + len(ids)
    assert len({line.replace("\\|", "").count("|") for line in markdown}) == 1


@pytest.mark.parametrize("listed", LISTS)
@pytest.mark.parametrize("columns", [80, 100, 160])
def test_tables_fit_the_terminal_and_say_all(ask, monkeypatch, listed, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    out = ask("list", listed)
    assert max(map(len, out.splitlines())) <= columns
    first = lines(ask("list", listed, "--format", "jsonl"))[0]
    assert first["id"][:12] in out


def test_a_table_shows_so_many_and_says_that_there_are_more(ask):
    assert ask("list", "acts", "--limit", "2").rstrip().endswith("--format jsonl for all")
    assert "more" not in ask("list", "acts", "--limit", "12")
    assert len(lines(ask("list", "acts", "--limit", "5", "--format", "jsonl"))) == 5


def test_filters_come_from_options(ask):
    out = ask(
        "list", "acts", "--party", "China", "--counterpart", "CAN", "--type", "ease", "--format", "jsonl"
    )
    assert [row["id"] for row in lines(out)] == ["act_canola"]
    out = ask("list", "commitments", "--status", "due_soon", "--since", "2025-10-01", "--format", "jsonl")
    assert [row["id"] for row in lines(out)] == ["com_signing"]
    assert ask("list", "agreements", "--party", "JPN").strip() == "no agreements found"


def test_lists_go_into_files(ask, tmp_path):
    path = tmp_path / "out.csv"
    assert ask("list", "commitments", "--format", "csv", "-o", path) == ""
    rows = list(csv.DictReader(path.open()))
    assert list(rows[0]) == list(CommitmentRow.__dataclass_fields__)
    assert {row["status"] for row in rows} == {"delivered", "overdue_nothing_found", "due_soon", "open"}
    assert rows[0]["topics"] == "trade;transport"


def test_csv_of_agreements_has_every_field(ask):
    row = next(csv.DictReader(io.StringIO(ask("list", "agreements", "--format", "csv"))))
    assert list(row) == list(AgreementRow.__dataclass_fields__)
    assert "signed 2026-02-25 can-kor-2026" in row["stages"]


#: id, words that its page must hold
SHOWN = [
    (
        PACT,
        ("signed since 2026-02-25", "They signed the Agreement", "General Security of Information Agreement"),
    ),
    (PACT, ("negotiating: implied, date unknown", "https://example.org/kor-2026", "com_signing", "rev_1")),
    (
        "com_canola",
        ("overdue nothing found, as of 2026-03-10", "chn-2026", "does not say that nothing was done"),
    ),
    ("com_cars", ("delivered", "kept, says partner", "China will adjust its measures on canola")),
    ("mee_gyeo", ("Gyeongju", "2025-10-30", "act_meet")),
    ("env", ("$50 million", "act_money")),
    ("act_conclude", ("The two leaders announced that [", "conclude_text.plain", "characters 87–213")),
    ("act_sign", ("Ana Lind: accept", "seen in the readout")),
    ("chn-2026", ("version 1", "version 2, the newest", "act_adjust")),
    ("kor-2026", ("kor-mirror", "https://example.net/copy", "Cabinet approves pact with Canada")),
    ("lnk_1", ("same parties", "+1.00 ×   2.00 =  +2.00", "score", "3.00")),
]


@pytest.mark.parametrize(("id", "words"), SHOWN)
def test_show_tells_what_is_known(ask, id, words):
    out = " ".join(ask("show", id).split())
    for word in words:
        assert " ".join(word.split()) in out


@pytest.mark.parametrize(
    "id", [PACT, "com_canola", "com_cars", "mee_gyeo", "env", "act_sign", "chn-2026", "lnk_1"]
)
@pytest.mark.parametrize("columns", [40, 80, 160])
def test_pages_fit_the_terminal(ask, monkeypatch, id, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    assert max(map(len, ask("show", id).splitlines())) <= columns


def test_show_as_json_and_markdown(ask):
    (told,) = json.loads(ask("show", "com_canola", "--format", "json"))
    assert told["row"]["due"] == "2026-03-01"
    assert told["looked_at"] == ["chn-2026"]
    markdown = ask("show", PACT, "com_cars", "--format", "md")
    assert markdown.count("\n## ") == 1
    assert markdown.startswith("## Agreement on the Protection")


def test_history_tells_versions_and_verdicts(ask):
    out = ask("history", "chn-2026")
    assert "- China will adjust some measures" in out
    assert "+ China will adjust its measures" in out
    assert "accept: seen in the readout" in ask("history", "act_sign")
    (told,) = json.loads(ask("history", "chn-2026", "--format", "json"))
    assert len(told["learnt"]) == 2


def test_explain_prints_the_features(ask):
    out = ask("explain", PACT, as_of=None)
    assert re.search(r"other year\s+-0\.20 ×\s+5\.00 =\s+-1\.00", out)
    assert "stands alone" in ask("explain", "com_cars", as_of=None)


def test_review_prints_both_quotations(ask):
    out = " ".join(ask("review").split())
    assert ACTS["act_approve"][3] in out
    assert ACTS["act_conclude"][3] in out
    (told,) = lines(ask("review", "--format", "jsonl"))
    assert told["id"] == "rev_1"


def test_a_timeline_in_words(ask):
    out = " ".join(ask("timeline", "Canada", "KOR").split())
    for words in (
        "by ● concluded",
        "2026-01-27 ● approved (South Korea)",
        "Trade mission to Korea (passed nothing found)",
    ):
        assert words in out


def drawn(out: str) -> ET.Element:
    return ET.fromstring(out)


def test_a_timeline_drawn(ask):
    svg = drawn(ask("timeline", "CAN", "--format", "svg"))
    assert svg.tag == f"{SVG}svg"
    title, desc = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
    assert svg.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert "2026-02-25: signed" in desc.text
    words = [one.text for one in svg.iter(f"{SVG}text")]
    assert "signed 2026-02-25" in words
    assert "concluded by 2025-10-30" in words


def test_a_drawn_timeline_loads_nothing_and_lets_nothing_in(ask):
    page = ask("timeline", "CAN", "--format", "html")
    assert "free trade agreement &lt;Canada &amp; Thailand&gt;" in page
    assert "<Canada" not in page
    assert "script" not in page
    assert not re.search(r"(?:src|href)=\"(?!https://example\.org/)", page)
    assert "default-src 'none'" in page
    for words in ("<title>", "<desc", "They signed the Agreement", 'scope="col"', "prefers-color-scheme"):
        assert words in page


def test_as_of_an_earlier_day_answers_from_what_was_known_then(ask):
    then = lines(ask("list", "documents", "--format", "jsonl", as_of="2026-03-03"))
    assert {row["id"] for row in then} == {"kor-2023", "can-kor-2025", "kor-2026"}
