"""What the commands on a ledger print, asked of the sample file."""

import os
import tempfile
from contextlib import chdir
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from click.testing import CliRunner

ROOT = Path(__file__).resolve().parents[2]
#: As a reader would name it: the answers cite it so.
SAMPLES = "examples/documents.jsonl"
#: The day on which the samples are entered, and the day of the questions.
LEARNT, ASKED = datetime(2026, 2, 1, tzinfo=UTC), date(2026, 3, 15)
_WIDTH = "98"


@cache
def sample_ledger(of: str = "") -> Path:
    """A ledger of the sample file, or of one of `examples/questions`, in a folder until the process ends."""
    from servanda import open_ledger

    folder = tempfile.TemporaryDirectory(prefix="servanda-docs-")
    _kept.append(folder)
    path = Path(folder.name) / "servanda.db"
    with open_ledger(path) as ledger, chdir(ROOT):
        ledger.add(f"examples/questions/{of}.jsonl" if of else SAMPLES, at=LEARNT)
    return path


_kept: list["tempfile.TemporaryDirectory[str]"] = []


def printed(*words: str, of: str = "") -> str:
    """What `servanda WORDS` prints, in a block below the command."""
    from servanda.cli.root import main

    env = {"COLUMNS": _WIDTH, "SERVANDA_LEDGER": str(sample_ledger(of)), "NO_COLOR": "1"}
    before = dict(os.environ)
    os.environ.update(env)
    try:
        result = CliRunner().invoke(main, [*words, "--as-of", ASKED.isoformat()], env=env)
    finally:
        os.environ.clear()
        os.environ.update(before)
    if result.exit_code:
        raise RuntimeError(f"servanda {' '.join(words)}: {result.output}")
    shown = " ".join(f'"{word}"' if " " in word else word for word in words)
    text = "\n".join(line.rstrip() for line in result.stdout.strip("\n").splitlines())
    return f"```\n$ servanda {shown} --as-of {ASKED}\n{text}\n```"


@cache
def _pact() -> str:
    """The id of the agreement that three documents name differently."""
    from servanda import open_ledger
    from servanda.views import Filter

    with open_ledger(sample_ledger(), read_only=True) as ledger, ledger.view(ASKED) as view:
        rows = view.agreements(Filter(text="classified information"), limit=5).rows
    return rows[0].id


def agreements() -> str:
    """The list of agreements of one party."""
    return printed("list", "agreements", "--party", "Korea", "--counterpart", "Canada")


def shown() -> str:
    """One agreement with all that proves it."""
    return printed("show", _pact())


def timeline() -> str:
    """Its timeline."""
    return printed("timeline", _pact())


def commitments() -> str:
    """What one party promised another."""
    return printed("list", "commitments", "--party", "Canada", "--counterpart", "China")
