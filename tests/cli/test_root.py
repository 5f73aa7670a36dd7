"""The front door: help, version, and commands that say how they end."""

import pytest

import servanda
from servanda.cli.root import COMMANDS


def test_the_help_names_every_command_in_full_sentences(run):
    out = run("--help").stdout
    for name in COMMANDS:
        (line,) = [line for line in out.splitlines() if line.startswith(f"  {name} ")]
        assert line.endswith("."), line
        assert not line.endswith("..."), f"the first sentence of {name} is too long for its line"


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_its_help(run, name):
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"servanda {name}" in result.stdout


def test_the_version_is_the_package_s(run):
    assert run("--version").stdout == f"servanda {servanda.__version__}\n"
