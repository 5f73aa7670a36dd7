"""`FetchLog`: one line for every request, appended and never altered."""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import IO

import msgspec


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One request and its answer. `at` is UTC in ISO 8601; `sha256` is of the body as unpacked.

    `status` is None where no answer came, and `error` says why. `source` is the catalogue's name, where one
    asked. A status of 304 has the digest of the body that is still valid.
    """

    at: str
    address: str
    status: int | None = None
    attempt: int = 1
    final: str | None = None
    media_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None
    bytes: int | None = None
    error: str | None = None
    source: str | None = None

    @property
    def is_body(self) -> bool:
        """Whether the line tells of a whole body in the archive."""
        return (
            self.sha256 is not None and self.status is not None and (self.status < 300 or self.status == 304)
        )


class FetchLog:
    """The file `fetches.jsonl`. A last line that a crash cut off is passed over and kept as it is."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._latest: dict[str, Entry] | None = None

    def append(self, entry: Entry) -> None:
        """Writes one line through to the disk."""
        line = msgspec.json.encode(entry) + b"\n"
        with self._lock:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab+") as out:
                if is_cut(out):
                    line = b"\n" + line
                out.write(line)
                out.flush()
                os.fsync(out.fileno())
            if self._latest is not None and entry.is_body:
                self._latest[entry.address] = entry

    def entries(self) -> Iterator[Entry]:
        """All lines that are whole, oldest first."""
        if not self.path.exists():
            return
        with self.path.open("rb") as lines:
            for line in lines:
                try:
                    yield msgspec.json.decode(line, type=Entry)
                except msgspec.DecodeError:
                    continue

    def latest(self, address: str) -> Entry | None:
        """The last line that tells of a whole body of `address`."""
        with self._lock:
            if self._latest is None:
                self._latest = {entry.address: entry for entry in self.entries() if entry.is_body}
            return self._latest.get(address)


def is_cut(file: IO[bytes]) -> bool:
    """Whether a file opened for appending ends in the middle of a line."""
    size = file.seek(0, os.SEEK_END)
    if not size:
        return False
    file.seek(size - 1)
    return file.read(1) != b"\n"
