"""For the tests of the command line: a run in this process, with the reader replaced where a test says so."""

import io
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from servanda.cli import main
from tests.cli.fake import MeetingReader

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Calls `servanda` with arguments, and bytes on standard input, with the reader of meetings."""
    monkeypatch.setattr("servanda.engine.processes._reader", MeetingReader())

    def call(*args: object, stdin: bytes | None = None) -> Result:
        stream = io.BufferedReader(io.BytesIO(stdin)) if stdin is not None else None
        return CliRunner().invoke(main, [str(arg) for arg in args], input=stream)

    return call
