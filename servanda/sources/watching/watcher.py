"""`watch`: one pass over a source. What was seen and has not changed is not handed out again.

One invariant: a version is recorded after its body is in the archive and before it is handed out. A run that
is ended at any point loses nothing: the next one finds in the record what is done, and does the rest.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import partial

from servanda.sources.body import body_digest
from servanda.sources.catalogue import SourceEntry
from servanda.sources.difference import Change, difference
from servanda.sources.duplicates import Twins, from_sketch, sketch
from servanda.sources.fetching import Fetched, Fetcher
from servanda.sources.page import Hints, Page, Raw, tell_warnings
from servanda.sources.problem import UNREACHED, OnProblem, Problem, SourceError
from servanda.sources.shingles import checks_of
from servanda.sources.watching.listing import Item, list_items
from servanda.sources.watching.versions import Version, Versions, render_dated, sketch_of

#: Exit code of a run whose source lists fewer or more than expected.
FAILED = 1
#: Pages in a row that cannot be reached before a source is given up for this run.
PATIENCE = 8
_GIVEN_UP = f"{PATIENCE} pages in a row could not be reached; the rest waits for the next run"


class Outcome(StrEnum):
    """What became of one listed page."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REPEATED = "repeated"
    OLD = "old"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Seen:
    """One page looked at. `page` and `version` are there for new, changed and repeated ones."""

    item: Item
    outcome: Outcome
    page: Page | None = None
    version: Version | None = None
    changes: tuple[Change, ...] = ()


@dataclass(slots=True)
class Tally:
    """What a run over one source came to."""

    source: str
    listed: int = 0
    counts: dict[Outcome, int] = field(default_factory=dict)
    note: str = ""

    def add(self, outcome: Outcome) -> None:
        """Counts one page."""
        self.counts[outcome] = self.counts.get(outcome, 0) + 1


def watch(
    entry: SourceEntry,
    fetcher: Fetcher,
    versions: Versions,
    *,
    since: date | None = None,
    tally: Tally | None = None,
    on_problem: OnProblem,
) -> Iterator[Seen]:
    """Looks at every page that a source lists, one at a time, and says what became of it.

    `since` leaves out documents published before. What fails is told through `on_problem` and tried again in
    the next run. `fetcher` must keep its bodies in the archive of `versions`.
    """
    tally = tally if tally is not None else Tally(entry.name)
    try:
        items = list_items(entry, fetcher)
    except SourceError as error:
        tally.note = "not listed"
        on_problem(error.about(f"source {entry.name}"))
        return
    tally.listed = len(items)
    _check(entry, len(items), tally, on_problem)
    run = _Run(entry, fetcher, versions, since, _twins(versions))
    unreached = 0
    for item in items:
        try:
            seen = run.look_at(item)
            unreached = 0
        except SourceError as error:
            on_problem(error.about(item.address))
            seen = Seen(item, Outcome.FAILED)
            unreached += error.exit_code == UNREACHED
        if seen.page:
            tell_warnings(seen.page, on_problem)
        tally.add(seen.outcome)
        yield seen
        if unreached >= PATIENCE:
            tally.note = "given up"
            on_problem(Problem(f"source {entry.name}", _GIVEN_UP, UNREACHED))
            return


def _check(entry: SourceEntry, count: int, tally: Tally, on_problem: OnProblem) -> None:
    """Tells where a source lists fewer or more items than it should."""
    if not entry.expect.least <= count <= entry.expect.most:
        tally.note = "unexpected number"
        message = (
            f"lists {count} items, expected are {entry.expect.least} to {entry.expect.most}:"
            f" see 'servanda sources show {entry.name}'"
        )
        on_problem(Problem(f"source {entry.name}", message, FAILED))


def _twins(versions: Versions) -> Twins:
    twins = Twins()
    for version in versions.all():
        if not version.same_as:
            known = from_sketch(sketch_of(version), partial(versions.checks, version))
            twins.add(version.address, known)
    return twins


@dataclass(slots=True)
class _Run:
    entry: SourceEntry
    fetcher: Fetcher
    versions: Versions
    since: date | None
    twins: Twins

    def look_at(self, item: Item) -> Seen:
        """Fetches a page if that is due and records it if it is new or changed."""
        last = self.versions.last(item.address)
        if self._is_old(item.published) or (last and not self._is_due(item, last)):
            return Seen(item, Outcome.OLD if last is None else Outcome.UNCHANGED)
        got = self.fetcher.fetch(item.address, source=self.entry.name)
        if last and last.sha256 == got.sha256:
            return Seen(item, Outcome.UNCHANGED)
        page = self._page(item, got)
        document = page.document
        if last is None and self._is_old(document.published):
            return Seen(item, Outcome.OLD)
        if last and last.words == body_digest(document):
            return Seen(item, Outcome.UNCHANGED)
        version, repeated = self._record(item, got, page, last)
        if last:
            return Seen(item, Outcome.CHANGED, page, version, self._changes(last, page))
        return Seen(item, Outcome.REPEATED if repeated else Outcome.NEW, page, version)

    def _is_old(self, day: date | None) -> bool:
        return self.since is not None and day is not None and day < self.since

    def _is_due(self, item: Item, last: Version) -> bool:
        """A seen page is looked at again when its source says it changed, and for some days anyway."""
        if item.updated and item.updated != last.updated:
            return True
        first = datetime.fromisoformat(last.at)
        return datetime.now(UTC) - first < timedelta(days=self.entry.recheck)

    def _page(self, item: Item, got: Fetched) -> Page:
        raw = Raw(item.address, got.data, got.media_type, got.final)
        return render_dated(raw, Hints(self.entry.publisher, selector=self.entry.selector), item.published)

    def _record(self, item: Item, got: Fetched, page: Page, last: Version | None) -> tuple[Version, bool]:
        document = page.document
        drawn = sketch(document)
        checks = checks_of(document)
        twin = self.twins.add(item.address, from_sketch(drawn, lambda: checks)) if last is None else None
        version = Version(
            at=got.at,
            address=item.address,
            number=last.number + 1 if last else 1,
            sha256=got.sha256,
            words=drawn.digest,
            source=self.entry.name,
            final=got.final if got.final != item.address else None,
            media_type=got.media_type,
            publisher=document.publisher,
            language=document.language,
            selector=self.entry.selector,
            title=document.title,
            published=document.published.isoformat() if document.published else None,
            updated=item.updated,
            sketch=drawn.numbers,
            same_as=twin.id if twin else None,
        )
        self.versions.append(version)
        return version, twin is not None

    def _changes(self, last: Version, page: Page) -> tuple[Change, ...]:
        try:
            return difference(self.versions.page(last).document, page.document)
        except SourceError:
            return ()
