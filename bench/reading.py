"""What reading costs: speed against spaCy alone, gain of a second process, memory of a long stream, start-up.

    python bench/reading.py [--docs FOLDER] [--documents N] [--stream N] [--only speed|processes|memory|help]

Each part prints its ratio beside what the project asks of it. bench/README.md says how to read them.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from texts import originals, save, varied

from servanda.engine import read_documents
from servanda.model import Document

ROUNDS = 3
SERVANDA = [sys.executable, "-c", "from servanda.cli import main; main()"]


def main() -> None:
    """Run the parts asked for."""
    options = _options()
    documents = originals(options.docs)
    some = list(varied(documents, options.documents))
    characters = sum(len(document.text) for document in some)
    print(f"{len(documents)} originals; {len(some)} documents, {characters / len(some):,.0f} characters each")
    parts: dict[str, Callable[[], None]] = {
        "speed": lambda: speed(some),
        "processes": lambda: processes(some),
        "memory": lambda: memory(documents, options.stream),
        "help": start_up,
    }
    for name, part in parts.items():
        if options.only in (None, name):
            part()


def speed(documents: list[Document]) -> None:
    """One process: the reader against spaCy's full default pipeline, in turns, on the same texts."""
    import spacy

    from servanda.reading import Reader
    from servanda.reading.parse import DEFAULT_MODEL

    pipeline, reader = spacy.load(DEFAULT_MODEL), Reader()
    texts = [document.text for document in documents]
    _exhaust(pipeline.pipe(texts[:5]))
    _exhaust(reader.read_many(documents[:5]))
    ours, theirs = [], []
    for _ in range(ROUNDS):
        theirs.append(_seconds(lambda: _exhaust(pipeline.pipe(texts))))
        ours.append(_seconds(lambda: _exhaust(reader.read_many(documents))))
    mine, spacys = (len(documents) / statistics.median(times) for times in (ours, theirs))
    print(
        f"speed      {mine:6.1f} documents/s, spaCy alone {spacys:.1f}: {mine / spacys:.2f} times (asked 1.0)"
    )


def processes(documents: list[Document]) -> None:
    """Two processes against one over the same documents, start-up included and left out."""
    one = _arrivals(documents, 1)
    two = _arrivals(documents, 2)
    whole = one[-1] / two[-1]
    steady = _rate(two) / _rate(one)
    print(
        f"processes  two against one: {steady:.2f} times once started (asked 1.7), {whole:.2f} with start-up"
    )


def memory(documents: list[Document], number: int) -> None:
    """Resident memory of `servanda read` while it reads a long stream, by tenths of its time."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus.jsonl")
        save(varied(documents, number), corpus)
        command = [*SERVANDA, "read", str(corpus), "--format", "jsonl", "-o", os.devnull]
        samples = _resident(subprocess.Popen(command, stderr=subprocess.DEVNULL))
    tenth = max(1, len(samples) // 10)
    second, last = (statistics.mean(part) for part in (samples[tenth : 2 * tenth], samples[-tenth:]))
    growth = f"last tenth {last / second:.3f} of the second (asked 0.95 to 1.05)"
    print(f"memory     {number} documents: peak {max(samples):.0f} MB (asked 900); {growth}")


def start_up() -> None:
    """Wall time of `servanda --help`, the median of several."""
    quiet = {"stdout": subprocess.DEVNULL, "check": True}
    times = [_seconds(lambda: subprocess.run([*SERVANDA, "--help"], **quiet)) for _ in range(9)]
    print(f"help       {1000 * statistics.median(times):.0f} ms (asked 200)")


def _arrivals(documents: list[Document], jobs: int) -> list[float]:
    """Seconds from the start at which each reading came."""
    start = time.perf_counter()
    return [time.perf_counter() - start for _ in read_documents(documents, jobs=jobs)]


def _rate(arrivals: list[float]) -> float:
    """Documents a second between the first fifth and the last arrival."""
    fifth = len(arrivals) // 5
    return (len(arrivals) - 1 - fifth) / (arrivals[-1] - arrivals[fifth])


def _resident(process: subprocess.Popen[bytes]) -> list[float]:
    """Megabytes of resident memory of a running process, every tenth of a second until it ends."""
    samples = []
    while process.poll() is None:
        status = Path(f"/proc/{process.pid}/statm").read_text().split()
        samples.append(int(status[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6)
        time.sleep(0.1)
    if process.returncode:
        raise SystemExit(f"bench: the reader ended with {process.returncode}")
    return samples


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _exhaust(results: Iterable[object]) -> None:
    for _ in results:
        pass


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--docs", type=Path, help="a folder of documents; our own samples without it")
    parser.add_argument("--documents", type=int, default=400, help="documents for speed and processes")
    parser.add_argument("--stream", type=int, default=5000, help="documents for memory")
    parser.add_argument("--only", choices=["speed", "processes", "memory", "help"])
    return parser.parse_args()


if __name__ == "__main__":
    main()
