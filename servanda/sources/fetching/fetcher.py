"""`Fetcher`: an address to bytes, politely: robots, pace, retries, redirects, validators, all on record."""

import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from urllib.parse import urljoin

import httpx2
import msgspec
import stamina

from servanda.sources.fetching import robots
from servanda.sources.fetching.archive import Archive
from servanda.sources.fetching.exchange import Answer, Broken, ask
from servanda.sources.fetching.guard import Target, check, clean
from servanda.sources.fetching.log import Entry, FetchLog
from servanda.sources.fetching.retries import AGAIN, Again, backoff, retry_after
from servanda.sources.fetching.rules import AGENT, Rules
from servanda.sources.problem import UNREACHED, SourceError

_REDIRECTS = (301, 302, 303, 307, 308)
_ACCEPT = "text/html,application/xhtml+xml,application/pdf,application/xml;q=0.9,*/*;q=0.5"
#: The log's name in an archive.
LOG = "fetches.jsonl"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body as it was served. `unchanged` tells that it is the one fetched before."""

    address: str
    final: str
    data: bytes
    sha256: str
    media_type: str | None
    at: str
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class _Errand:
    """What one fetch is after: the address asked for, who asks, and the body that is known of it."""

    start: str
    source: str | None = None
    known: Entry | None = None


class Fetcher:
    """Fetches under one set of rules. With an archive, bodies and requests are kept there."""

    def __init__(self, rules: Rules | None = None, archive: Archive | None = None) -> None:
        self.rules = rules or Rules()
        self.archive = archive
        self.log = FetchLog(archive.root / LOG) if archive else None
        # One client a site: connections are made to numbers, and sites that share one must not share them.
        self._clients: dict[str, httpx2.Client] = {}
        self._trusted = httpx2.create_ssl_context(trust_env=False)
        if self.rules.ca_file:
            self._trusted.load_verify_locations(self.rules.ca_file)
        self._robots: dict[str, robots.Robots] = {}
        self._last: dict[str, float] = {}

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for client in self._clients.values():
            client.close()

    def fetch(self, address: str, *, source: str | None = None, fresh: bool = False) -> Fetched:
        """The body at `address`; `fresh` asks for it without validators.

        Raises SourceError (exit code 4) where it cannot be had.
        """
        start = clean(address)
        errand = _Errand(start, source, None if fresh else self._known(start))
        here, seen = start, [start]
        while True:
            answer = self._polite(here, errand)
            if answer.status == 304 and errand.known:
                return self._kept(errand, errand.known)
            if answer.status not in _REDIRECTS:
                return self._taken(here, answer, errand)
            here = self._next(here, answer, seen)

    def _known(self, address: str) -> Entry | None:
        """The last whole body of an address, where it is still in the archive."""
        entry = self.log.latest(address) if self.log else None
        kept = entry and entry.sha256 and self.archive and entry.sha256 in self.archive
        return entry if kept else None

    def _next(self, here: str, answer: Answer, seen: list[str]) -> str:
        place = answer.headers.get("location", "")
        if not place:
            raise SourceError(f"answers {answer.status} without saying where to go", UNREACHED)
        following = clean(urljoin(here, place))
        if following in seen:
            raise SourceError("leads in a circle of redirects", UNREACHED)
        if len(seen) > self.rules.max_redirects:
            raise SourceError(f"leads through more than {self.rules.max_redirects} redirects", UNREACHED)
        seen.append(following)
        return following

    def _polite(self, here: str, errand: _Errand) -> Answer:
        """The answer for one address of the way, if its site's robots.txt allows it."""
        target = self._target(here, errand)
        rule = self._rules_of(target, errand)
        if not rule.allows(target.address):
            error = f"is forbidden to robots by {target.site}/robots.txt"
            self._note_error(errand, here, error)
            raise SourceError(error, UNREACHED)
        headers = _validators(errand.known) if errand.known and here == _final(errand.known) else {}
        return self._retried(target, {"Accept": _ACCEPT, **headers}, rule.delay, errand)

    def _target(self, here: str, errand: _Errand) -> Target:
        try:
            return check(here, allow_private=self.rules.allow_private, resolve=self.rules.proxy is None)
        except SourceError as error:
            self._note_error(errand, here, error.message)
            raise

    def _rules_of(self, target: Target, errand: _Errand) -> robots.Robots:
        """The site's robots.txt; one that is not there forbids nothing, one out of reach forbids all."""
        if not self.rules.robots:
            return robots.NOTHING_FORBIDDEN
        if target.site not in self._robots:
            place = f"{target.site}/robots.txt"
            self._robots[target.site] = self._read_robots(_Errand(place, errand.source))
        return self._robots[target.site]

    def _read_robots(self, errand: _Errand) -> robots.Robots:
        here, seen = errand.start, [errand.start]
        while True:
            try:
                answer = self._retried(self._target(here, errand), {}, 0.0, errand)
            except SourceError:
                return robots.ALL_FORBIDDEN
            if answer.status not in _REDIRECTS:
                break
            try:
                here = self._next(here, answer, seen)
            except SourceError:
                return robots.NOTHING_FORBIDDEN
        if answer.status >= 400:
            return robots.NOTHING_FORBIDDEN if answer.status < 500 else robots.ALL_FORBIDDEN
        return robots.parse(answer.body[: robots.MAX_BYTES].decode("utf-8", "replace"), AGENT)

    def _retried(self, target: Target, headers: Mapping[str, str], delay: float, errand: _Errand) -> Answer:
        rules = self.rules
        tries = stamina.retry_context(
            on=backoff,
            attempts=rules.attempts,
            timeout=None,
            wait_initial=rules.wait,
            wait_max=rules.wait_max,
            wait_jitter=rules.wait / 2,
        )
        try:
            for attempt in tries:
                with attempt:
                    self._pace(target.site, max(rules.pace, delay))
                    return self._once(target, headers, attempt.num, errand)
        except Again as error:
            raise SourceError(f"{error}, {rules.attempts} times", UNREACHED) from None
        raise AssertionError("a retry that neither returns nor raises")

    def _once(self, target: Target, headers: Mapping[str, str], number: int, errand: _Errand) -> Answer:
        """One try, noted. Raises Again where another may help."""
        client = self._client(target.site)
        try:
            answer = ask(client, target, number - 1, self.rules, headers)
        except SourceError as error:
            self._note_error(errand, target.address, error.message, number)
            raise
        except Broken as error:
            self._note_error(errand, target.address, str(error), number)
            raise Again(str(error)) from None
        if answer.status >= 300 and answer.status != 304:
            self._note(_entry(errand, target.address, answer, number))
        if answer.status in AGAIN:
            raise self._asked_to_wait(answer)
        return answer

    def _client(self, site: str) -> httpx2.Client:
        if site not in self._clients:
            self._clients[site] = httpx2.Client(
                trust_env=False, follow_redirects=False, proxy=self.rules.proxy, verify=self._trusted
            )
        return self._clients[site]

    def _asked_to_wait(self, answer: Answer) -> Exception:
        wait = retry_after(answer.headers.get("retry-after", ""))
        words = f"answers {answer.status} {_phrase(answer.status)}".rstrip()
        if wait is not None and wait > self.rules.patience:
            return SourceError(f"{words} and asks to wait {wait:.0f} seconds; try again later", UNREACHED)
        return Again(words, wait)

    def _pace(self, site: str, pace: float) -> None:
        """Waits until the site may be asked again."""
        free = self._last.get(site, float("-inf")) + pace
        wait = free - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        self._last[site] = time.monotonic()

    def _taken(self, final: str, answer: Answer, errand: _Errand) -> Fetched:
        """Keeps a body: first in the archive, then in the log, so that no line tells of a missing body."""
        if not 200 <= answer.status < 300:
            raise SourceError(f"answers {answer.status} {_phrase(answer.status)}".rstrip(), UNREACHED)
        digest = hashlib.sha256(answer.body).hexdigest()
        if self.archive:
            self.archive.put(answer.body)
        entry = _entry(errand, final, answer, 1, digest)
        self._note(entry)
        unchanged = errand.known is not None and errand.known.sha256 == digest
        return Fetched(errand.start, final, answer.body, digest, entry.media_type, entry.at, unchanged)

    def _kept(self, errand: _Errand, known: Entry) -> Fetched:
        """The body in the archive, which the server says is still the right one."""
        assert self.archive is not None and known.sha256 is not None
        data = self.archive.get(known.sha256)
        entry = msgspec.structs.replace(known, at=_now(), status=304, attempt=1, source=errand.source)
        self._note(entry)
        return Fetched(
            errand.start, _final(known), data, known.sha256, known.media_type, entry.at, unchanged=True
        )

    def _note_error(self, errand: _Errand, here: str, error: str, attempt: int = 1) -> None:
        final = here if here != errand.start else None
        self._note(Entry(_now(), errand.start, None, attempt, final, error=error, source=errand.source))

    def _note(self, entry: Entry) -> None:
        if self.log:
            self.log.append(entry)


def _entry(errand: _Errand, final: str, answer: Answer, attempt: int, digest: str | None = None) -> Entry:
    """The log line of an answer; `digest` where its body was kept."""
    return Entry(
        at=_now(),
        address=errand.start,
        status=answer.status,
        attempt=attempt,
        final=final if final != errand.start else None,
        media_type=answer.headers.get("content-type"),
        etag=answer.headers.get("etag"),
        last_modified=answer.headers.get("last-modified"),
        sha256=digest,
        bytes=len(answer.body),
        source=errand.source,
    )


def _final(entry: Entry) -> str:
    return entry.final or entry.address


def _validators(known: Entry | None) -> dict[str, str]:
    found = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified} if known else {}
    return {name: value for name, value in found.items() if value}


def _phrase(status: int) -> str:
    return httpx2.codes.get_reason_phrase(status)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
