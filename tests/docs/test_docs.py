"""The pages: generated parts are current, every command shown runs, every link leads somewhere."""

import json
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from docs.generate import DOCS, PARTS, filled
from docs.parts import figures
from servanda.cli import main
from servanda.export.families import Family
from servanda.model import ActType

ROOT = Path(__file__).parents[2]
PAGES = {path.name: path.read_text(encoding="utf-8") for path in sorted(DOCS.glob("*.md"))}
SHOWN = [
    line.removeprefix("$ ")
    for page in PAGES.values()
    for block in re.findall(r"```console\n(.*?)```", page, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("$ ")
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder with the sample releases, and `servanda` on the path of a shell."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "examples", folder / "examples")
    script = folder / "bin" / "servanda"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m servanda "$@"\n')
    script.chmod(0o755)
    return folder


def in_shell(desk: Path, *command: str) -> subprocess.CompletedProcess[str]:
    paths = {"PATH": f"{desk / 'bin'}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    environment = {**os.environ, **paths}
    return subprocess.run(command, cwd=desk, env=environment, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("name", PAGES)
def test_the_generated_parts_are_current(name):
    assert filled(PAGES[name]) == PAGES[name], "run python docs/generate.py"


def test_the_check_finds_a_stale_page_and_writes_nothing(tmp_path):
    copy = tmp_path / "docs"
    shutil.copytree(DOCS, copy, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(DOCS.parent / "examples", tmp_path / "examples")
    page = copy / "sources.md"
    stale = page.read_text(encoding="utf-8").replace("| `canada-pm` |", "| `canada-pn` |")
    page.write_text(stale, encoding="utf-8")
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])}
    command = [sys.executable, str(copy / "generate.py"), "--check"]
    ran = subprocess.run(command, env=paths, capture_output=True, text=True, timeout=120)
    assert ran.returncode == 1
    assert "sources.md: not current" in ran.stderr
    assert page.read_text(encoding="utf-8") == stale


def test_every_part_has_its_place():
    used = re.findall(r"<!-- generated: (\w+) -->", "".join(PAGES.values()))
    assert sorted(used) == sorted(PARTS)


def test_there_are_commands_to_try():
    assert len(SHOWN) >= 10


@pytest.mark.parametrize("line", sorted(set(SHOWN)))
def test_a_command_of_the_pages_runs(desk, line):
    """Plain calls run in this process, which has the parser loaded; what needs a shell gets one."""
    if not re.search(r"[|*'\"]|-j ", line):
        words = line.split()
        assert words[0] == "servanda"
        code, told = called(desk, words[1:])
    else:
        ran = in_shell(desk, "sh", "-c", line)
        code, told = ran.returncode, ran.stderr
    assert (code, told) == (0, "")
    if written := re.search(r"--output (\S+)", line):
        assert (desk / written[1]).stat().st_size > 1000


def called(desk: Path, words: list[str]) -> tuple[int, str]:
    before = Path.cwd()
    os.chdir(desk)
    try:
        ran = CliRunner().invoke(main, words)
    finally:
        os.chdir(before)
    return ran.exit_code, ran.stderr


def test_the_python_of_the_pages_runs(desk):
    blocks = re.findall(r"```python\n(.*?)```", PAGES["python.md"].split("## Reference")[0], re.DOTALL)
    ran = in_shell(desk, sys.executable, "-c", "\n".join(blocks))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "conclude_text" in ran.stdout


def test_every_command_has_its_heading():
    headings = re.findall(r"^### (servanda .+)$", PAGES["cli.md"], re.MULTILINE)
    assert headings == list(names(main, "servanda", click.Context(main)))


def names(group: click.Group, above: str, context: click.Context):
    for word in group.list_commands(context):
        command = group.get_command(context, word)
        yield f"{above} {word}"
        if isinstance(command, click.Group):
            yield from names(command, f"{above} {word}", context)


def test_every_act_type_has_its_heading():
    headings = re.findall(r"^### (\w+)$", PAGES["codebook.md"], re.MULTILINE)
    assert headings == [act_type.value for act_type in ActType]


def test_every_family_has_a_colour_by_day_and_by_night():
    style = (DOCS / "stylesheets" / "acts.css").read_text(encoding="utf-8")
    for family in Family:
        assert style.count(f"--{family.value}:") == 2, family
        assert f".{family.value} {{ --tint: var(--{family.value}); }}" in style


class Page(HTMLParser):
    """The ids and the links of the raw HTML in a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):  # noqa: ARG002 - the signature of HTMLParser
        told = dict(attrs)
        self.ids.update(filter(None, [told.get("id")]))
        self.links.update(filter(None, [told.get("href"), told.get("src")]))


@pytest.mark.parametrize("name", PAGES)
def test_links_within_the_pages_lead_somewhere(name):
    found = Page(PAGES[name]).links | set(re.findall(r"\]\(([^)\s]+)\)", PAGES[name]))
    for link in found:
        if link.startswith(("http:", "https:")):
            continue
        file, _, place = link.partition("#")
        assert not file or (DOCS / file).is_file(), link
        if place:
            assert place in places(PAGES[file or name]), link


def places(page: str) -> set[str]:
    """Ids of the raw HTML, and headings as the builder names them."""
    headings = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    return Page(page).ids | {re.sub(r"[^\w-]+", "-", heading.lower()).strip("-") for heading in headings}


def test_figures_that_are_not_there_are_said_to_be_not_measured(tmp_path):
    assert "not measured" in figures.comparison(tmp_path / "none.json")
    assert "not measured" in figures.errors(tmp_path / "none.json")


def test_figures_that_are_there_stand_in_the_tables(tmp_path):
    path = tmp_path / "comparison.json"
    measured = {"name": "cues", "dev_detect": 0.5, "dev_typed": 0.25, "cross_typed": None, "note": "a|b"}
    path.write_text(json.dumps([measured]))
    row = figures.comparison(path).splitlines()[-1]
    assert row == "| cues | .500 | .250 | not measured | not measured | a\\|b |"


def test_errors_stand_largest_first(tmp_path):
    path = tmp_path / "errors.json"
    told = [("few", 1, ""), ("many", 9, "x")]
    path.write_text(json.dumps([dict(zip(("class", "count", "example"), row, strict=True)) for row in told]))
    assert figures.errors(path).splitlines()[2:] == ["| many | 9 | x |", "| few | 1 |  |"]
