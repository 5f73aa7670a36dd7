"""The commands fetch, watch and sources: what they print and how they end."""

from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from click.testing import CliRunner, Result
from faulty_server import PAGE, Reply, Site, serving

from servanda.cli import main
from servanda.sources.catalogue import load

RUNBOOK = "Look at the site and adapt the listing; ask the owner of the server if all else fails here."


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.mark.parametrize("name", ["fetch", "watch", "sources list", "sources show", "sources check"])
def test_every_option_says_what_it_is_for(name: str) -> None:
    command: click.Command | None = main
    for word in name.split():
        assert isinstance(command, click.Group)
        command = command.get_command(click.Context(command), word)
    assert command is not None and command.help
    options = [param for param in command.params if isinstance(param, click.Option)]
    assert [option.name for option in options if not (option.help or "").endswith(".")] == []


def test_the_list_names_every_source() -> None:
    shown = run("sources", "list").stdout.splitlines()
    assert [line.split()[0] for line in shown] == sorted(load())


def test_a_source_is_shown_with_its_runbook() -> None:
    result = run("sources", "show", "uk-fcdo")
    assert (
        result.exit_code == 0
        and "publisher: GBR" in result.stdout
        and "Atom of the GOV.UK finder" in result.stdout
    )


def test_all_files_are_checked() -> None:
    assert run("sources", "check").stdout.strip() == f"{len(load())} sources checked"


@pytest.mark.parametrize(
    "arguments", [("sources", "show", "nowhere"), ("watch", "nowhere", "--archive", "a")]
)
def test_an_unknown_source_is_wrong_use(arguments: tuple[str, ...], tmp_path: Path) -> None:
    result = run(*(str(tmp_path / "a") if argument == "a" else argument for argument in arguments))
    assert result.exit_code == 2 and "there is no source 'nowhere'" in result.stderr


def write_source(folder: Path, site: Site, **changes: Any) -> Path:
    about = {
        "name": "test",
        "title": "Test",
        "publisher": "CAN",
        "pace": 0,
        "listing": {"kind": "index", "address": f"{site.address}/list", "items": "//a[@href]"},
        "expect": {"least": 1, "most": 5},
        "runbook": RUNBOOK,
    }
    path = folder / "test.yaml"
    path.write_text(yaml.safe_dump({**about, **changes}), encoding="utf-8")
    return path


LIST = Reply(b"<ul><li><a href='/a'>A</a></li></ul>")


def test_a_live_check_counts_items(tmp_path: Path) -> None:
    with serving({"/list": LIST}) as site:
        good = run("sources", "check", write_source(tmp_path, site), "--live", "--allow-private")
        few = write_source(tmp_path, site, expect={"least": 3, "most": 5})
        bad = run("sources", "check", few, "--live", "--allow-private")
        closed = run("sources", "check", few, "--live")
    assert (good.exit_code, bad.exit_code, closed.exit_code) == (0, 1, 4)
    assert "1 items" in good.stdout and "lists 1; expected are 3 to 5 items" in bad.stderr


def test_fetch_verify_and_export(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    with serving({"/a": Reply(headers={"ETag": '"1"'})}) as site:
        first = run(
            "fetch", f"{site.address}/a", f"{site.address}/b", "--archive", archive, "--allow-private"
        )
        second = run("fetch", f"{site.address}/a", "--archive", archive, "--allow-private")
    assert first.exit_code == 4 and "answers 404 Not Found" in first.stderr
    assert first.stdout.startswith("fetched") and second.stdout.startswith("unchanged")
    assert run("fetch", "--archive", archive, "--verify").stdout == "1 bodies, 0 damaged\n"
    next(archive.glob("bodies/*/*")).write_bytes(b"other")
    damaged = run("fetch", "--archive", archive, "--verify")
    assert damaged.exit_code == 1 and "is damaged" in damaged.stderr
    assert run("fetch", "--archive", archive).exit_code == 2


def test_private_networks_need_the_option(tmp_path: Path) -> None:
    result = run("fetch", "http://127.0.0.1:9/x", "--archive", tmp_path)
    assert result.exit_code == 4 and "private network" in result.stderr


def test_watch_prints_what_is_new_and_what_changed(tmp_path: Path) -> None:
    changed = PAGE.replace(b"</p>", b"</p><p>They will meet again in the spring.</p>")
    with serving({"/list": LIST, "/a": [Reply(), Reply(changed)]}) as site:
        source = write_source(tmp_path, site)
        arguments = ("watch", source, "--archive", tmp_path / "archive", "--once", "--allow-private")
        first, second = run(*arguments), run(*arguments)
    assert first.exit_code == second.exit_code == 0
    assert first.stdout.startswith("new ") and first.stdout.rstrip().endswith("/a")
    assert second.stdout.startswith("changed ")
    assert "+ They will meet again in the spring." in second.stdout
    assert "listed" in first.stderr and "test" in first.stderr


def test_watch_ends_with_the_code_of_what_failed(tmp_path: Path) -> None:
    with serving({"/list": LIST}) as site:
        source = write_source(tmp_path, site)
        result = run("watch", source, "--archive", tmp_path / "archive", "--once", "--allow-private")
    assert result.exit_code == 4 and "/a: answers 404 Not Found" in result.stderr
