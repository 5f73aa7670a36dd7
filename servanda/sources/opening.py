"""`open_documents`: whatever people name on a command line, to a stream of documents."""

import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from servanda.model import Document
from servanda.sources.archives import DAMAGE, tar_members, zip_members
from servanda.sources.decoding import MAX_BYTES, check_size
from servanda.sources.kinds import SNIFF, SUFFIXES, Kind, kind_of
from servanda.sources.mail import attachments
from servanda.sources.page import NO_HINTS, Hints, Page, Raw, tell_warnings
from servanda.sources.problem import USAGE, OnProblem, Problem, SourceError, unheard
from servanda.sources.publishers import is_code
from servanda.sources.rendering import render
from servanda.sources.rows import read_json, read_jsonl
from servanda.sources.tables import read_csv, read_parquet

if TYPE_CHECKING:
    from servanda.sources.fetching import Fetcher

#: The environment variable that lets addresses on private networks be read.
ALLOW_PRIVATE = "SERVANDA_ALLOW_PRIVATE"
#: What makes a folder an archive of fetched pages (see sources.watching.versions).
RECORD = "versions.jsonl"
_ADDRESS = ("http://", "https://")
_WILD = set("*?[")
#: Kinds that hold many documents.
CORPORA = (Kind.JSONL, Kind.JSON, Kind.CSV, Kind.ZIP, Kind.TAR)


def open_documents(
    inputs: Sequence[str],
    *,
    publisher: str | None = None,
    published: date | None = None,
    allow_private: bool = False,
    archive: Path | None = None,
    on_problem: OnProblem,
    on_warning: OnProblem = unheard,
) -> Iterator[Document]:
    """The documents of `inputs`: paths, patterns, folders, archives, addresses, "-" for standard input.

    They are read one at a time. What cannot be read is told through `on_problem`, and the rest is read.
    Through `on_warning` is told what a document holds that cannot be read, such as scanned pages.
    Addresses are fetched politely, from private networks only with `allow_private` (or where the variable
    SERVANDA_ALLOW_PRIVATE is 1), and kept in the folder `archive` where one is given.
    Raises SourceError where `publisher` is no party code.
    """
    hints = Hints(publisher=publisher, published=published)
    web = Web(allow_private or os.environ.get(ALLOW_PRIVATE) == "1", archive)
    pages = open_pages(inputs, hints=hints, web=web, on_problem=on_problem)
    return (_with_warnings(page, on_warning).document for page in pages)


def _with_warnings(page: Page, on_warning: OnProblem) -> Page:
    tell_warnings(page, on_warning)
    return page


@dataclass(frozen=True, slots=True)
class Web:
    """How addresses among the inputs are fetched."""

    allow_private: bool = False
    archive: Path | None = None


_WEB = Web()


def open_pages(
    inputs: Sequence[str], *, hints: Hints = NO_HINTS, web: Web = _WEB, on_problem: OnProblem
) -> Iterator[Page]:
    """As `open_documents`, with every fact about each document and its origin."""
    if hints.publisher is not None and not is_code(hints.publisher):
        known = "CAN, EU and OTHER:Name are codes"
        raise SourceError(f"unknown publisher code {hints.publisher!r} ({known})", USAGE)
    return _all(inputs, hints, web, on_problem)


def _all(inputs: Sequence[str], hints: Hints, web: Web, on_problem: OnProblem) -> Iterator[Page]:
    with ExitStack() as stack:
        fetcher: Fetcher | None = None
        for item in inputs:
            if item.lower().startswith(_ADDRESS):
                # One fetcher for all addresses: it keeps the pace and each site's robots.txt.
                fetcher = fetcher or stack.enter_context(_fetcher(web))
                yield from _telling(_fetched(item, fetcher, hints, on_problem), item, on_problem)
            else:
                name = "standard input" if item == "-" else item
                yield from _telling(_open(item, hints, on_problem), name, on_problem)


def _telling(pages: Iterator[Page], name: str, on_problem: OnProblem) -> Iterator[Page]:
    try:
        yield from pages
    except SourceError as error:
        on_problem(error.about(name))


def _open(item: str, hints: Hints, on_problem: OnProblem) -> Iterator[Page]:
    if item == "-":
        yield from read_stream(cast(BinaryIO, sys.stdin.buffer), "standard input", hints, on_problem)
    elif _WILD & set(item) and not Path(item).exists():
        yield from _each(_matching(item), hints, on_problem)
    elif (Path(item) / RECORD).is_file():
        from servanda.sources.watching import read_archive

        yield from read_archive(Path(item), on_problem)
    elif Path(item).is_dir():
        yield from _each(_readable(item), hints, on_problem)
    else:
        yield from read_file(Path(item), hints, on_problem)


def _each(paths: Sequence[Path], hints: Hints, on_problem: OnProblem) -> Iterator[Page]:
    for path in paths:
        try:
            yield from read_file(path, hints, on_problem)
        except SourceError as error:
            on_problem(error.about(str(path)))


def _matching(pattern: str) -> Sequence[Path]:
    """The files a pattern with *, ?, [] or ** names, in the order of their names."""
    anchor = Path(pattern).anchor
    found = Path(anchor).glob(pattern.removeprefix(anchor))
    paths = sorted(path for path in found if path.is_file())
    if not paths:
        raise SourceError("no file matches this pattern")
    return paths


def _readable(folder: str) -> Sequence[Path]:
    """The documents in a folder and below it, in the order of their names; hidden ones are left out."""
    found: list[Path] = []
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        shown = (name for name in names if not name.startswith("."))
        found += [Path(here, name) for name in shown if name.lower().endswith(tuple(SUFFIXES))]
    if not found:
        raise SourceError("is a folder that holds no document (txt, html, md, pdf, docx, eml, jsonl, …)")
    return sorted(found)


def read_file(path: Path, hints: Hints, on_problem: OnProblem) -> Iterator[Page]:
    """The pages of one file. Raises SourceError where it cannot be opened or read."""
    if path.suffix.lower() == ".parquet" and path.is_file():
        yield from read_parquet(path, hints, on_problem)
        return
    try:
        with path.open("rb") as stream:
            yield from read_stream(cast(BinaryIO, stream), str(path), hints, on_problem)
    except FileNotFoundError:
        raise SourceError("there is no such file") from None
    except IsADirectoryError:
        raise SourceError("is a folder") from None
    except PermissionError:
        raise SourceError("may not be read: permission denied") from None
    except (OSError, ValueError) as error:
        raise SourceError(f"cannot be read: {getattr(error, 'strerror', None) or error}") from None


def read_stream(
    stream: BinaryIO,
    name: str,
    hints: Hints,
    on_problem: OnProblem,
    *,
    inside: bool = False,
    media_type: str | None = None,
) -> Iterator[Page]:
    """The pages of an open stream of bytes of any kind. `inside` an archive, no further archive is opened."""
    kind = kind_of(name, _peek(stream), media_type)
    match kind:
        case Kind.JSONL:
            yield from read_jsonl(stream, name, hints, on_problem)
        case Kind.JSON:
            data = stream.read(MAX_BYTES + 1)
            check_size(len(data))
            yield from read_json(data, name, hints, on_problem)
        case Kind.CSV:
            yield from read_csv(stream, name, hints, on_problem)
        case Kind.ZIP | Kind.TAR if inside:
            raise SourceError("is an archive inside an archive; unpack it first")
        case Kind.PARQUET:
            raise SourceError("is a Parquet file, which is read only from a path")
        case Kind.ZIP | Kind.TAR:
            members = zip_members if kind is Kind.ZIP else tar_members
            yield from _members(members(stream, name, on_problem), hints, on_problem)
        case _:
            data = stream.read(MAX_BYTES + 1)
            check_size(len(data))
            yield from read_raw(Raw(name, data), hints, on_problem, kind)


def read_raw(raw: Raw, hints: Hints, on_problem: OnProblem, kind: Kind) -> Iterator[Page]:
    """The page of some bytes, and for an e-mail those of the documents attached to it."""
    yield render(raw, hints, kind)
    if kind is Kind.MAIL:
        for attached in attachments(raw, on_problem):
            try:
                yield render(attached, hints)
            except SourceError as error:
                on_problem(error.about(attached.name))


def _members(members: Iterator[tuple[str, BinaryIO]], hints: Hints, on_problem: OnProblem) -> Iterator[Page]:
    for where, stream in members:
        try:
            yield from read_stream(stream, where, hints, on_problem, inside=True)
        except SourceError as error:
            on_problem(error.about(where))
        except DAMAGE as error:
            on_problem(Problem(where, f"is damaged in the archive ({error}); skipped"))


def _peek(stream: BinaryIO) -> bytes:
    """The first bytes, left in the stream."""
    peek = getattr(stream, "peek", None)
    if peek is None:
        raise SourceError("is a stream that cannot be looked into")
    return bytes(peek(SNIFF)[:SNIFF])


def _fetcher(web: Web) -> "Fetcher":
    # The network's libraries take a while to load, and most runs need none of them.
    from servanda.sources.fetching import Archive, Fetcher, Rules

    return Fetcher(Rules(allow_private=web.allow_private), Archive(web.archive) if web.archive else None)


def _fetched(address: str, fetcher: "Fetcher", hints: Hints, on_problem: OnProblem) -> Iterator[Page]:
    """The page at an address, or the pages of the corpus that it is."""
    got = fetcher.fetch(address)
    if kind_of(got.final, got.data[:SNIFF], got.media_type) in CORPORA:
        stream = cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, io.BytesIO(got.data))))
        yield from read_stream(stream, got.final, hints, on_problem, media_type=got.media_type)
    else:
        yield render(Raw(address, got.data, got.media_type, got.final), hints)
