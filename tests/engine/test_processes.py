"""The same readings in the same order from one process and from several, and an end without a trace."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from servanda.engine import read_documents
from servanda.engine.batches import MAX_DOCUMENTS
from servanda.engine.processes import AHEAD
from servanda.model import Document
from tests.cli.fake import MeetingReader

SENTENCES = (
    "Canada and Thailand agreed to launch negotiations on a free trade agreement by the end of 2026.",
    "The Prime Minister of Australia met the President of Korea in Seoul on 3 May 2024.",
    "New Zealand will provide $20 million to Fiji over four years.",
    "The European Union condemned the attack and called on both sides to return to talks.",
    "The weather was fine.",
)
SERVANDA = [sys.executable, "-c", "from servanda.cli import main; main()"]


def corpus(number):
    """Documents that differ in length and content, more than one group of them."""
    for place in range(number):
        body = " ".join(SENTENCES[(place + step) % len(SENTENCES)] for step in range(1 + place % 7))
        yield Document(id=str(place), text=f"Number {place}. {body}", publisher="CAN")


def test_any_number_of_processes_gives_the_same_readings():
    number = 2 * MAX_DOCUMENTS + 3
    one = list(read_documents(corpus(number), jobs=1))
    two = list(read_documents(corpus(number), jobs=2))
    assert one == two
    assert [reading.document.id for reading in one] == [str(place) for place in range(number)]
    assert sum(len(reading.acts) for reading in one) > number


def test_documents_are_taken_only_a_little_ahead(monkeypatch):
    monkeypatch.setattr("servanda.engine.processes._reader", MeetingReader())
    taken = []

    def stream():
        for document in corpus(10 * MAX_DOCUMENTS):
            taken.append(document.id)
            yield document

    readings = read_documents(stream())
    next(readings)
    assert len(taken) <= MAX_DOCUMENTS


def test_processes_take_only_a_few_groups_ahead():
    taken = []

    def stream():
        for document in corpus(20 * MAX_DOCUMENTS):
            taken.append(document.id)
            yield document

    readings = read_documents(stream(), jobs=2)
    next(readings)
    readings.close()
    assert len(taken) <= (2 * AHEAD + 1) * MAX_DOCUMENTS


def test_no_process_is_no_way_to_read():
    with pytest.raises(ValueError, match="0 processes"):
        read_documents([], jobs=0)


@pytest.fixture
def long_corpus(tmp_path):
    """A corpus that takes far longer to read than the tests wait, as a file."""
    path = tmp_path / "corpus.jsonl"
    rows = ({"id": document.id, "text": document.text} for document in corpus(20_000))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_closed_pipe_ends_quietly(long_corpus, jobs):
    command = [*SERVANDA, "read", str(long_corpus), "--format", "jsonl", "-j", jobs]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout.readline().startswith(b'{"id":"0"')
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


@pytest.mark.parametrize(("jobs", "loading"), [("1", False), ("2", False), ("2", True)])
def test_an_interrupt_ends_with_130_and_no_traceback(long_corpus, jobs, loading):
    command = [*SERVANDA, "read", str(long_corpus), "--format", "jsonl", "-j", jobs]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "start_new_session": True}
    with subprocess.Popen(command, **pipes) as process:
        if loading:
            time.sleep(1)
        else:
            process.stdout.readline()
        # A terminal sends the interrupt to all processes of the command.
        os.killpg(process.pid, signal.SIGINT)
        begun = time.monotonic()
        _, errors = process.communicate(timeout=60)
        assert (process.returncode, errors.strip()) == (130, b"")
        assert time.monotonic() - begun < 30
