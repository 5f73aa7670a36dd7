"""The record of an archive: one line for every version of every page, appended and never altered.

`versions.jsonl` lies beside `fetches.jsonl` and `bodies/`. From the three any document can be made again,
years later, without the network.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec

from servanda.sources.dating import iso_day
from servanda.sources.duplicates import Sketch
from servanda.sources.fetching import Archive
from servanda.sources.fetching.log import is_cut
from servanda.sources.opening import RECORD
from servanda.sources.page import Hints, Page, Raw
from servanda.sources.problem import OnProblem, SourceError
from servanda.sources.rendering import render
from servanda.sources.shingles import Checks, checks_of


class Version(msgspec.Struct, frozen=True, omit_defaults=True):
    """One version of a page. `sha256` is of the body in the archive, `words` of the main text.

    `same_as` is the address of the page that this one repeats on another site.
    """

    at: str
    address: str
    number: int
    sha256: str
    words: str
    source: str | None = None
    final: str | None = None
    media_type: str | None = None
    publisher: str | None = None
    language: str | None = None
    selector: str | None = None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    sketch: str = ""
    same_as: str | None = None


class Versions:
    """The record of one archive, with the last version of each address at hand."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._path = archive.root / RECORD
        self._last: dict[str, Version] = {version.address: version for version in self.all()}

    def last(self, address: str) -> Version | None:
        """The last version of an address."""
        return self._last.get(address)

    def all(self) -> Iterator[Version]:
        """All versions, oldest first; a line that a crash cut off is passed over."""
        if not self._path.exists():
            return
        with self._path.open("rb") as lines:
            for line in lines:
                try:
                    yield msgspec.json.decode(line, type=Version)
                except msgspec.DecodeError:
                    continue

    def latest(self) -> list[Version]:
        """The last version of every address, in the order in which they were first seen."""
        return list(self._last.values())

    def addresses(self, address: str) -> list[str]:
        """All addresses of one release: its own, and those of the pages that repeat it."""
        return [address] + [version.address for version in self.latest() if version.same_as == address]

    def append(self, version: Version) -> None:
        """Writes one version through to the disk."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("ab+") as out:
            out.write((b"\n" if is_cut(out) else b"") + msgspec.json.encode(version) + b"\n")
            out.flush()
            os.fsync(out.fileno())
        self._last[version.address] = version

    def page(self, version: Version) -> Page:
        """The page of a version, made again from its body. Raises SourceError where the body is gone."""
        data = self.archive.get(version.sha256)
        raw = Raw(version.address, data, version.media_type, version.final or version.address)
        return render_dated(raw, Hints(version.publisher, selector=version.selector), _day(version))

    def checks(self, version: Version) -> Checks | None:
        """The shingles of a version. Raises SourceError where its body is gone."""
        return checks_of(self.page(version).document)


def sketch_of(version: Version) -> Sketch:
    """The sketch that a version keeps."""
    return Sketch(version.words, version.sketch, _day(version))


def render_dated(raw: Raw, hints: Hints, day: date | None) -> Page:
    """The page of `raw`; `day` is its publication day where it does not say one itself."""
    page = render(raw, hints)
    if page.document.published is not None or day is None:
        return page
    return render(raw, replace(hints, published=day))


def _day(version: Version) -> date | None:
    return iso_day(version.published or "")


def read_archive(root: Path, on_problem: OnProblem) -> Iterator[Page]:
    """The last version of every page in an archive, repeated ones left out."""
    versions = Versions(Archive(root))
    for version in versions.latest():
        if version.same_as:
            continue
        try:
            yield versions.page(version)
        except SourceError as error:
            on_problem(error.about(version.address))
