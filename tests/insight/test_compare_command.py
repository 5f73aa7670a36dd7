"""`servanda compare` as people call it: text, Markdown, JSON, the page, and questions that are wrong."""

import base64
import hashlib
import json
import re
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from servanda.api.ledger import Ledger, open_ledger
from servanda.cli import main
from servanda.export.compare_html import write
from servanda.insight.compare import compare
from tests.insight.compare_making import DAY, act, nodes, told, words_in
from tests.insight.conftest import EXAMPLES

TODAY = ("--as-of", "2026-03-15")
CANADA, BRAZIL = "2025-05-14-canada-brazil-visit", "2025-05-14-brazil-canada-visit"
HOSTILE = "They said </b><script>alert(\"1\")</script> & 'more' \x1b[31m]]> to <all>"


def call(ledger: Ledger, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["compare", "--ledger", ledger.store.name, *TODAY, *arguments])


def words(result: Result) -> str:
    """What was written, on one line."""
    assert result.exit_code == 0, result.stderr
    return " ".join(result.stdout.split())


def test_what_is_not_confirmed_comes_first(readouts: Ledger) -> None:
    said = words(call(readouts, CANADA, BRAZIL))
    assert "1 not confirmed by Brazil, 4 told differently, 1 told only by Canada, 2 told only by" in said
    assert "What Canada says Brazil will do, and Brazil does not say" in said
    assert "“Canada expects Brazil to lift its ban on Canadian pork before the end of the year”" in said
    assert "rate: 4% | 6%" in said
    assert said.index("does not say") < said.index("with differences") < said.index("Told only by Canada")


def test_every_quotation_is_cited(readouts: Ledger) -> None:
    said = words(call(readouts, CANADA, BRAZIL))
    text = next(
        json.loads(line)["text"]
        for line in (EXAMPLES / "questions" / "readouts.jsonl").read_text(encoding="utf-8").splitlines()
        if json.loads(line)["id"] == CANADA
    )
    place = re.search(
        r"It will also open a consulate in Manaus in 2026” .{9,160}?characters (\d+)–(\d+)", said
    )
    assert place, said
    assert text[int(place[1]) : int(place[2])] == "It will also open a consulate in Manaus in 2026"


def test_a_narrow_terminal_gets_lines(readouts: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    result = call(readouts, CANADA, BRAZIL)
    assert max(map(len, result.stdout.splitlines())) <= 60
    assert "place: Canada: Brasília; Brazil: Planalto Palace, Brasília" in words(result)


def test_markdown_has_both_sides_in_a_table(readouts: Ledger) -> None:
    rows = call(readouts, CANADA, BRAZIL, "--format", "md").stdout.splitlines()
    row = next(row for row in rows if "mangoes" in row)
    assert row.startswith("| 5 | date: by 30 June 2026 \\| by 31 December 2026 | “Canada will open")


def test_json_is_one_line_with_features(readouts: Ledger) -> None:
    (line,) = call(readouts, CANADA, BRAZIL, "--format", "json").stdout.splitlines()
    answer = json.loads(line)
    lentils = next(one for one in answer["lines"] if one["a"] and "lentils" in one["a"]["words"]["quote"])
    assert lentils["differences"] == [{"what": "rate", "a": "4%", "b": "6%"}]
    assert {one["name"] for one in lentils["features"]} >= {"words", "rare_words", "deadline"}


def test_a_meeting_finds_its_pair(readouts: Ledger) -> None:
    listed = CliRunner().invoke(
        main, ["list", "meetings", "--ledger", readouts.store.name, *TODAY, "--format", "jsonl"]
    )
    met = [json.loads(line) for line in listed.stdout.splitlines()]
    ids = {tuple(one["parties"]): one["id"] for one in met if one["status"] == "held" and one["place"]}
    said = words(call(readouts, "--meeting", ids["JPN", "VNM"]))
    assert "Japan and Vietnam: what each tells" in said
    assert "not this of the same meeting: 2025-09-03-japan-viet-nam-note (Japan)" in said
    one_sided = call(
        readouts, "--meeting", next(one["id"] for one in met if one["parties"] == ["FIN", "NAM"])
    )
    assert "Only Finland has told of this meeting as of 2026-03-15" in words(one_sided)


def test_files_need_no_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files = [
        EXAMPLES / f"2026-01-16-{name}.txt" for name in ("canada-release-china", "china-commerce-remarks")
    ]
    issuers = ["--publisher", "Canada", "--publisher", "CHN"]
    said = words(CliRunner().invoke(main, ["compare", *map(str, files), *issuers, *TODAY]))
    assert "2 not confirmed by China, 1 not confirmed by Canada" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        ((), 2, "name two documents, or one meeting by --meeting ID."),
        ((CANADA,), 2, "name two documents, or one meeting by --meeting ID."),
        ((CANADA, BRAZIL, "--meeting", "mee_1"), 2, "name two documents, or one meeting by --meeting ID."),
        ((CANADA, "2025"), 2, "'2025' is the beginning of 2025-03-11-australia-fiji-defence, 2025-05-14"),
        ((CANADA, "nothing-of-the-kind"), 2, "nothing has the id 'nothing-of-the-kind'"),
        (("--meeting", CANADA), 2, f"{CANADA} is of the kind document, not a meeting"),
        ((CANADA, str(EXAMPLES / "documents.jsonl")), 3, "does not hold one document: 'servanda add'"),
        ((CANADA, BRAZIL, "--publisher", "Canadia"), 2, "'Canadia': did you mean Canada (CAN)"),
    ],
)  # fmt: skip
def test_wrong_questions(readouts: Ledger, arguments: tuple[str, ...], code: int, sentence: str) -> None:
    result = CliRunner().invoke(main, ["compare", "--ledger", readouts.store.name, *arguments])
    assert result.exit_code == code
    assert sentence in result.stderr
    assert result.stdout == ""


def test_an_empty_ledger_says_what_to_do(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "empty.db") as ledger:
        result = call(ledger, "--meeting", "mee_1")
    assert result.exit_code == 0
    assert "is empty" in result.stderr
    assert "'servanda add' fills it" in result.stderr


def page(ledger: Ledger, *arguments: str) -> "etree._Element":
    """The page, which must be well-formed."""
    text = call(ledger, *arguments, "--format", "html").stdout
    return etree.fromstring(text.encode())


def test_the_page_shows_both_texts_with_the_same_numbers(readouts: Ledger) -> None:
    root = page(readouts, CANADA, BRAZIL)
    ids = nodes(root, "//@id")
    assert len(ids) == len(set(ids))
    assert {f"a{n}" for n in range(1, 11)} <= set(ids)
    texts = nodes(root, "//div[@class='text']")
    assert [len(nodes(one, ".//a[contains(@class, 'differs')]")) for one in texts] == [4, 4]
    plain = [words_in(one) for one in texts]
    for one in texts:
        for number in nodes(one, ".//a[contains(@class, 'n ')]"):
            number.text = ""
    unmarked = [words_in(one) for one in texts]
    files = (EXAMPLES / "questions" / "readouts.jsonl").read_text(encoding="utf-8").splitlines()
    documents = {one["id"]: one["text"] for one in map(json.loads, files)}
    assert plain != unmarked == [documents[CANADA], documents[BRAZIL]]


def test_every_link_of_the_page_leads_somewhere(readouts: Ledger) -> None:
    root = page(readouts, CANADA, BRAZIL)
    ids = set(nodes(root, "//@id"))
    assert [one for one in nodes(root, "//a/@href") if one.startswith("#") and one[1:] not in ids] == []


def test_the_page_runs_only_its_own_script_and_loads_nothing(readouts: Ledger) -> None:
    root = page(readouts, CANADA, BRAZIL)
    (policy,) = nodes(root, "//meta[@http-equiv='Content-Security-Policy']/@content")
    for tag, name in (("style", "style-src"), ("script", "script-src")):
        (body,) = nodes(root, f"//{tag}/text()")
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{name} 'sha256-{digest}'" in policy
    assert nodes(root, "//@src | //link | //@style | //@onclick") == []


def test_hostile_words_stay_words() -> None:
    text = f"{HOSTILE}. Canada will build a school."
    ours = told(text, act(text, HOSTILE), title=HOSTILE)
    school = act(text, "Canada will build a school")
    theirs = told(text, school, id="<two>", publisher="OTHER:<b>", title=HOSTILE)
    out = StringIO()
    write(compare(DAY, ours, theirs), (ours.text, theirs.text), out)
    root = etree.fromstring(out.getvalue().encode())
    assert len(nodes(root, "//script")) == 1
    assert "\x1b" not in out.getvalue()
    assert '</b><script>alert("1")</script>' in words_in(root)


def test_where_only_one_has_told_the_page_says_so(readouts: Ledger) -> None:
    listed = CliRunner().invoke(
        main,
        ["list", "meetings", "--party", "NAM", "--ledger", readouts.store.name, *TODAY, "--format", "jsonl"],
    )
    root = page(readouts, "--meeting", json.loads(listed.stdout.splitlines()[0])["id"])
    assert "Only Finland has told of this meeting" in words_in(root)
