"""Documents in .zip and .tar files: members one at a time, bounded, nothing written to disk."""

import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, Protocol, cast

from servanda.sources.kinds import SUFFIXES
from servanda.sources.problem import OnProblem, Problem, SourceError

#: What unpacking damaged bytes raises.
DAMAGE = (tarfile.TarError, zipfile.BadZipFile, EOFError, OSError, zlib.error, lzma.LZMAError)
#: What an archive may hold in all: members, and bytes when unpacked.
MAX_MEMBERS = 200_000
MAX_TOTAL = 8 * 1024**3
#: A member that unpacks to more than this many times its packed size is a bomb.
_RATIO = 200
_SMALL = 1024 * 1024


def zip_members(stream: BinaryIO, name: str, on_problem: OnProblem) -> Iterator[tuple[str, BinaryIO]]:
    """Name and stream of each document in a zip file, in the order of the file."""
    try:
        packed = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
        raise SourceError(f"is a damaged zip file ({error})") from None
    with packed:
        budget = _Budget()
        for item in packed.infolist():
            where = f"{name}!{item.filename}"
            if item.is_dir() or not _is_wanted(item.filename):
                continue
            if item.file_size > max(_SMALL, _RATIO * item.compress_size):
                on_problem(Problem(where, "would unpack to far more than it holds: it is a bomb; skipped"))
                continue
            budget.spend(item.file_size)
            try:
                with packed.open(item) as member:
                    yield where, _stream(member, item.file_size)
            except (RuntimeError, NotImplementedError) as error:
                reason = (
                    "is encrypted" if "password" in str(error) else f"is packed in a way not known ({error})"
                )
                on_problem(Problem(where, f"{reason}; skipped"))
            except DAMAGE as error:
                on_problem(Problem(where, f"is damaged in the archive ({error}); skipped"))


def tar_members(stream: BinaryIO, name: str, on_problem: OnProblem) -> Iterator[tuple[str, BinaryIO]]:
    """Name and stream of each document in a tar file, packed or not, in the order of the file."""
    try:
        with tarfile.open(fileobj=stream, mode="r|*") as packed:
            budget = _Budget()
            for item in packed:
                where = f"{name}!{item.name}"
                if not item.isfile() or not _is_wanted(item.name):
                    continue
                budget.spend(item.size)
                member = packed.extractfile(item)
                if member is not None:
                    yield where, _stream(member, item.size)
    except (*DAMAGE, ValueError) as error:
        on_problem(Problem(name, f"is damaged; what stands behind is lost ({error})"))


def _is_wanted(name: str) -> bool:
    """Documents only; hidden files and what a Mac leaves in archives are none."""
    parts = name.split("/")
    return name.lower().endswith(tuple(SUFFIXES)) and not any(p.startswith((".", "__MACOSX")) for p in parts)


def _stream(member: "_Readable", size: int) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(_Bounded(member, size)))


class _Budget:
    """What may still be unpacked."""

    def __init__(self) -> None:
        self.members, self.total = 0, 0

    def spend(self, size: int) -> None:
        self.members += 1
        self.total += size
        if self.members > MAX_MEMBERS or self.total > MAX_TOTAL:
            raise SourceError(
                f"holds more than {MAX_MEMBERS} documents or {MAX_TOTAL // 1024**3} GB; unpack it first"
            )


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class _Bounded(io.RawIOBase):
    """A member's bytes, and not one more than its head says."""

    def __init__(self, member: "_Readable", size: int) -> None:
        self._member, self._left = member, size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)
        data = self._member.read(min(len(view), self._left))
        view[: len(data)] = data
        self._left -= len(data)
        return len(data)
