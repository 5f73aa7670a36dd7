"""`servanda codebook` and `servanda schema`: what they print and how they fail."""

import json

import pytest

from servanda.codebook import load
from servanda.model import ActType
from servanda.reading.checking import Failure


def test_the_list_names_every_type(run):
    out = run("codebook", "list").stdout
    assert all(kind in out for kind in ActType)


@pytest.mark.parametrize("kind", ActType)
def test_a_type_is_shown_with_its_cues_and_examples(run, kind):
    out = run("codebook", "show", kind).stdout
    entry = load().types[kind]
    assert entry.definition in out
    assert f"PLOVER: {entry.plover or 'none'}" in out
    for cue in entry.cues:
        assert cue.id in out
        assert all(f"+ {sentence}" in out for sentence in cue.examples)
        assert all(f"- {sentence}" in out for sentence in cue.counter_examples)


def test_an_unknown_type_is_wrong_use(run):
    result = run("codebook", "show", "marry")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert "codebook list" in result.stderr


FAILING = [(True, "misses its example"), (False, "matches its counter-example")]


@pytest.mark.parametrize(("expected", "words"), FAILING)
def test_a_cue_that_its_sentences_do_not_bear_out_fails_the_check(run, monkeypatch, expected, words):
    failure = Failure("sign.sign", "Nobody signed.", expected)
    monkeypatch.setattr("servanda.reading.checking.check", lambda _cues: [failure])
    result = run("codebook", "check")
    assert result.exit_code == 1
    assert f"sign.sign {words}: “Nobody signed.”" in result.stderr


def test_a_codebook_that_holds_passes_the_check(run, monkeypatch):
    monkeypatch.setattr("servanda.reading.checking.check", lambda _cues: [])
    result = run("codebook", "check")
    assert (result.exit_code, result.stderr) == (0, "")
    assert f"{len(load().cues)} cues" in result.stdout


@pytest.mark.parametrize("command", [["schema"], ["codebook", "schema"]])
def test_schemas_are_json(run, command):
    result = run(*command)
    assert result.exit_code == 0
    assert json.loads(result.stdout)
