"""`Archive`: bodies by their digest, each written once and never altered.

One invariant: a file under `bodies/` holds exactly the bytes that its name is the SHA-256 of. It is written
beside its place, flushed to the disk and then moved there, so that a crash leaves no half body.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from servanda.sources.problem import SourceError


class Archive:
    """The folder `bodies/` below `root`; made when first written to."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._bodies = root / "bodies"

    def put(self, data: bytes) -> str:
        """Keeps `data` and returns its SHA-256 in hex. Keeping it twice changes nothing."""
        digest = hashlib.sha256(data).hexdigest()
        path = self._path(digest)
        if path.exists():
            return digest
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
        try:
            with os.fdopen(handle, "wb") as part:
                part.write(data)
                part.flush()
                os.fsync(part.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes of a digest. Raises SourceError where they are missing or no longer the same."""
        try:
            data = self._path(digest).read_bytes()
        except FileNotFoundError:
            raise SourceError(f"the archive {self.root} holds no body {digest}") from None
        if hashlib.sha256(data).hexdigest() != digest:
            raise SourceError(f"the archive {self.root} is damaged: body {digest} is not what was fetched")
        return data

    def __contains__(self, digest: str) -> bool:
        return self._path(digest).exists()

    def digests(self) -> Iterator[str]:
        """All digests, in order."""
        found = self._bodies.glob("*/*") if self._bodies.is_dir() else ()
        yield from sorted(path.name for path in found if not path.name.startswith("."))

    def sweep(self) -> int:
        """Removes what killed runs left half written, and says how much. For the only run at work."""
        halves = list(self._bodies.glob("*/.part-*")) if self._bodies.is_dir() else []
        for path in halves:
            path.unlink(missing_ok=True)
        return len(halves)

    def damaged(self) -> Iterator[str]:
        """The digests whose bytes are no longer theirs."""
        for digest in self.digests():
            try:
                self.get(digest)
            except SourceError:
                yield digest

    def _path(self, digest: str) -> Path:
        return self._bodies / digest[:2] / digest
