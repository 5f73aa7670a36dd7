"""`servanda triggers` as people call it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from servanda.api.ledger import Ledger, open_ledger
from servanda.cli import main

TODAY = ("--as-of", "2026-03-15")


def call(ledger: Ledger, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["triggers", "--ledger", ledger.store.name, *arguments])


def words(result: Result) -> str:
    """What was written, on one line."""
    assert result.exit_code == 0, result.stderr
    return " ".join(result.stdout.split())


def test_events_stand_in_the_text_with_their_agreements(two_years: Ledger) -> None:
    told = words(call(two_years, *TODAY))
    assert "entry into force of Geothermal Energy Agreement between Kenya and Norway (3)" in told
    assert "not known to have come about: the agreement stands at approved since 2025-09-10" in told
    assert (
        "“Once the Geothermal Energy Agreement has entered into force, Norway will provide 250 million"
        in told
    )


def test_what_has_come_about_is_said_with_its_proof(samples: Ledger) -> None:
    told = words(call(samples, *TODAY))
    assert "has come about (concluded 2014-09): “The leaders announced the conclusion of negotiations" in told
    assert "nothing is found of what waits on it" in told


def test_words_and_option_ask_the_same(two_years: Ledger) -> None:
    one = call(two_years, *TODAY, "notes exchanged").stdout
    assert one == call(two_years, *TODAY, "--event", "notes exchanged").stdout
    assert "exchange of notes on Information Security Agreement (1)" in one


def test_where_nothing_waits_that_is_said(two_years: Ledger) -> None:
    assert "nothing waits on such an event" in words(call(two_years, *TODAY, "next summit"))
    assert "nothing waits on an event" in words(call(two_years, *TODAY, "--party", "Fiji"))


def test_one_that_waits_leads_to_all_that_wait_on_the_same(two_years: Ledger) -> None:
    whole = json.loads(call(two_years, *TODAY, "--format", "json").stdout)
    ids = [one["commitment"]["id"] for one in whole["events"][0]["waiting"]]
    rest = json.loads(call(two_years, *TODAY, ids[0], "--format", "json").stdout)
    assert [[one["commitment"]["id"] for one in event["waiting"]] for event in rest["events"]] == [ids]


@pytest.mark.parametrize("form", ["md", "html"])
def test_other_forms_hold_the_quotations(form: str, two_years: Ledger) -> None:
    told = call(two_years, *TODAY, "--format", form, "--party", "Indonesia").stdout
    assert "Indonesia will open three ports to Norwegian vessels" in told


WRONG = [
    (("--party", "Norwegen"), "did you mean"),
    (("com_0000",), "nothing has the id"),
    (("a", "--event", "b"), "name the event once"),
    (("--limit", "0"), "--limit"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG, ids=[" ".join(row[0]) for row in WRONG])
def test_a_wrong_question_is_one_sentence(two_years: Ledger, arguments: tuple[str, ...], said: str) -> None:
    result = call(two_years, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_an_empty_ledger_says_what_to_do(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "empty.db") as ledger:
        result = call(ledger, *TODAY)
    assert result.exit_code == 0
    assert "'servanda add' fills it" in result.stderr
