"""Watching on a real server: new, changed, repeated, interrupted, failing, five hundred with faults."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from faulty_server import Reply, Site, serving
from pdf_files import Picture, column, pdf

from servanda.sources import Problem, open_documents
from servanda.sources.catalogue import Expect, Listing, SourceEntry
from servanda.sources.catalogue.entries import ListingKind
from servanda.sources.fetching import Archive, Fetcher, FetchLog, Rules
from servanda.sources.watching import Outcome, Seen, Tally, Versions, list_items, watch

QUICK = Rules(connect=2, read=0.25, deadline=0.6, wait=0.005, wait_max=0.02, pace=0.0, allow_private=True)
RUNBOOK = "Look at the site and adapt the listing; ask the owner of the server if all else fails here."


def words(number: int, more: str = "") -> bytes:
    text = (
        f"The ministers of state number {number} met today and agreed to open talks on subject {number * 7}."
    )
    body = f"<main><h1>Release {number}</h1><p>May {number % 28 + 1}, 2024</p><p>{text}</p>{more}</main>"
    return f"<html><title>Release {number}</title><nav>{time.monotonic()}</nav>{body}</html>".encode()


def feed(site: str, numbers: range) -> bytes:
    items = "".join(
        f"<item><title>Release {n}</title><link>{site}/p/{n}</link>"
        f"<pubDate>{date(2024, 5, n % 28 + 1):%a, %d %b %Y} 10:00:00 GMT</pubDate></item>"
        for n in numbers
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>N</title>{items}</channel></rss>'.encode()
    )


def entry(site: Site, most: int = 1000, **listing: Any) -> SourceEntry:
    form = {"kind": ListingKind.FEED, "address": f"{site.address}/feed", **listing}
    return SourceEntry("test", "Test", "CAN", Listing(**form), Expect(1, most), RUNBOOK, pace=0.0)


class Source:
    """A feed of pages that a test can change between two looks."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.more: dict[int, str] = {}
        self.site: Site

    def answer(self, path: str, _head: dict[str, str], _number: int) -> Reply:
        if path == "/feed":
            return Reply(
                feed(self.site.address, range(self.count)), headers={"Content-Type": "application/rss+xml"}
            )
        if path.startswith("/p/"):
            number = int(path[3:])
            return Reply(words(number, self.more.get(number, "")))
        return Reply(b"", 404)


@pytest.fixture(autouse=True)
def _no_waiting_for_disks(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a killed process has written outlives it without fsync; only a power cut needs that."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def source() -> Iterator[Source]:
    held = Source(4)
    with serving(lambda *request: held.answer(*request)) as site:
        held.site = site
        yield held


def look(
    held: SourceEntry,
    root: Path,
    *,
    since: date | None = None,
    told: list[Problem] | None = None,
    rules: Rules = QUICK,
) -> list[Seen]:
    problems = [] if told is None else told
    with Fetcher(rules, Archive(root)) as fetcher:
        return list(watch(held, fetcher, Versions(Archive(root)), since=since, on_problem=problems.append))


def outcomes(seen: list[Seen]) -> Counter[str]:
    return Counter(item.outcome.value for item in seen)


def test_first_new_then_unchanged_then_changed(source: Source, tmp_path: Path) -> None:
    held = entry(source.site)
    assert outcomes(look(held, tmp_path)) == {"new": 4}
    # The pages differ in their menus at every request; their words do not.
    assert outcomes(look(held, tmp_path)) == {"unchanged": 4}
    source.more[2] = "<p>They will sign before the end of the year.</p>"
    source.count = 5
    seen = look(held, tmp_path)
    assert outcomes(seen) == {"unchanged": 3, "changed": 1, "new": 1}
    changed = next(item for item in seen if item.outcome is Outcome.CHANGED)
    assert [change.lines() for change in changed.changes] == [
        ["+ They will sign before the end of the year."]
    ]
    assert changed.version and changed.version.number == 2


def test_a_new_page_carries_its_document(source: Source, tmp_path: Path) -> None:
    first = look(entry(source.site), tmp_path)[0]
    assert first.page
    doc = first.page.document
    assert (doc.title, doc.publisher, doc.published) == ("Release 0", "CAN", date(2024, 5, 1))
    assert doc.source == f"{source.site.address}/p/0"


def test_since_leaves_out_what_is_older(source: Source, tmp_path: Path) -> None:
    assert outcomes(look(entry(source.site), tmp_path, since=date(2024, 5, 3))) == {"old": 2, "new": 2}
    assert source.site.asked["/p/0"] == 0


def test_an_unexpected_number_is_told(source: Source, tmp_path: Path) -> None:
    told: list[Problem] = []
    look(entry(source.site, most=3), tmp_path, told=told)
    assert [problem.exit_code for problem in told] == [1]
    assert "lists 4 items, expected are 1 to 3" in told[0].message


def test_a_source_that_cannot_be_listed_is_told(source: Source, tmp_path: Path) -> None:
    told: list[Problem] = []
    held = entry(source.site, address=f"{source.site.address}/gone")
    assert look(held, tmp_path, told=told) == [] and told[0].message == "answers 404 Not Found"


def test_a_page_that_fails_is_tried_again_next_time(source: Source, tmp_path: Path) -> None:
    whole = source.answer
    source.answer = lambda path, *rest: Reply(b"", 404) if path == "/p/1" else whole(path, *rest)  # type: ignore[method-assign]
    told: list[Problem] = []
    assert outcomes(look(entry(source.site), tmp_path, told=told)) == {"new": 3, "failed": 1}
    assert told[0].source.endswith("/p/1")
    source.answer = whole  # type: ignore[method-assign]
    assert outcomes(look(entry(source.site), tmp_path)) == {"new": 1, "unchanged": 3}


def test_a_dead_site_is_given_up(source: Source, tmp_path: Path) -> None:
    source.count = 100
    whole = source.answer
    source.answer = lambda path, *rest: whole(path, *rest) if path == "/feed" else Reply(b"", 500)  # type: ignore[method-assign]
    told: list[Problem] = []
    tally = Tally("test")
    rules = replace(QUICK, attempts=1, robots=False)
    with Fetcher(rules, Archive(tmp_path)) as fetcher:
        versions = Versions(Archive(tmp_path))
        seen = list(watch(entry(source.site), fetcher, versions, tally=tally, on_problem=told.append))
    assert len(seen) == 8 and tally.note == "given up" and "8 pages in a row" in told[-1].message


@pytest.mark.parametrize(
    "change", ["", "a word differs", "a word differs, and the sketch is of another make"]
)
def test_the_same_release_on_another_address_is_one_document(
    change: str, source: Source, tmp_path: Path
) -> None:
    long = "<p>" + " ".join(f"Sentence number {n} of the same release goes on." for n in range(20)) + "</p>"
    source.count, source.more = 1, {0: long}
    look(entry(source.site), tmp_path)
    whole = source.answer

    def mirrored(path: str, head: dict[str, str], number: int) -> Reply:
        if path == "/feed2":
            return Reply(feed(source.site.address, range(1)).replace(b"/p/0", b"/copy/0"))
        reply = whole("/p/0" if path == "/copy/0" else path, head, number)
        swapped = reply.body.replace(b"number 7 ", b"number seven ") if change else reply.body
        return replace(reply, body=swapped) if path == "/copy/0" else reply

    if "sketch" in change:
        record = tmp_path / "versions.jsonl"
        kept = record.read_text(encoding="utf-8")
        record.write_text(kept.replace('"sketch":"m1:', '"sketch":"'), encoding="utf-8")
        assert record.read_text(encoding="utf-8") != kept
    source.answer = mirrored  # type: ignore[method-assign,assignment]
    seen = look(entry(source.site, address=f"{source.site.address}/feed2"), tmp_path)
    assert outcomes(seen) == {"repeated": 1}
    assert seen[0].version and seen[0].version.same_as == f"{source.site.address}/p/0"
    assert len(list(open_documents([str(tmp_path)], on_problem=lambda _: None))) == 1
    here = source.site.address
    assert Versions(Archive(tmp_path)).addresses(f"{here}/p/0") == [f"{here}/p/0", f"{here}/copy/0"]


def test_a_partly_scanned_page_is_new_and_warned_of(source: Source, tmp_path: Path) -> None:
    source.count, whole = 1, source.answer
    sheet = column([f"Line {n} of the words that the ministers agreed on in Ottawa." for n in range(9)])
    reply = Reply(pdf([sheet, [Picture()]]), headers={"Content-Type": "application/pdf"})
    source.answer = lambda path, *rest: reply if path == "/p/0" else whole(path, *rest)  # type: ignore[method-assign]
    told: list[Problem] = []
    assert outcomes(look(entry(source.site), tmp_path, told=told)) == {"new": 1}
    assert [(problem.exit_code, problem.message[:28]) for problem in told] == [
        (0, "page 2 has no text layer, on")
    ]


def test_an_archive_is_read_without_the_network(source: Source, tmp_path: Path) -> None:
    look(entry(source.site), tmp_path)
    before = sum(source.site.asked.values())
    docs = list(open_documents([str(tmp_path)], on_problem=lambda _: None))
    assert [doc.title for doc in docs] == ["Release 0", "Release 1", "Release 2", "Release 3"]
    assert docs[3].published == date(2024, 5, 4) and docs[0].publisher == "CAN"
    assert sum(source.site.asked.values()) == before


@pytest.mark.parametrize("kind", ["sitemap", "index", "atom"])
def test_other_listings(kind: str, tmp_path: Path) -> None:
    """A sitemap index with two sitemaps, an index of two pages, an Atom feed."""
    table: dict[str, Reply | list[Reply]] = {f"/p/{n}": Reply(words(n)) for n in range(4)}
    with serving(lambda *request: _table(table, *request)) as site:
        here = site.address
        maps = "".join(f"<sitemap><loc>{here}/map{n}</loc></sitemap>" for n in (1, 2))
        table["/maps"] = Reply(f'<sitemapindex xmlns="http://s">{maps}</sitemapindex>'.encode())
        for name, pages in (("1", "01"), ("2", "23")):
            places = "".join(
                f"<url><loc>{here}/p/{n}</loc><lastmod>2024-05-0{n}</lastmod></url>" for n in pages
            )
            table[f"/map{name}"] = Reply(f'<urlset xmlns="http://s">{places}</urlset>'.encode())
        rows = [f"<li><time>May {n}, 2024</time><a href='/p/{n}'>Release {n}</a></li>" for n in range(1, 4)]
        table["/list"] = Reply(
            f"<ul>{''.join(rows[:2])}</ul><a rel='next' href='?page=1'>more</a><a href='/x'>x</a>".encode()
        )
        table["/list?page=1"] = Reply(f"<ul>{rows[2]}<li><a href='/p/3#again'>Again</a></li></ul>".encode())
        entries = "".join(
            f"<entry><title>Release {n}</title><link href='/p/{n}'/>"
            f"<updated>2024-05-0{n}T10:00:00Z</updated></entry>"
            for n in range(1, 4)
        )
        table["/atom"] = Reply(
            f'<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title>{entries}</feed>'.encode()
        )
        links = {"items": "//a[@href]", "next": "//a[@rel='next']", "dates": "preceding-sibling::time"}
        listings: dict[str, dict[str, Any]] = {
            "sitemap": {"kind": ListingKind.SITEMAP, "address": f"{here}/maps", "match": "/p/[1-9]"},
            "index": {
                "kind": ListingKind.INDEX,
                "address": f"{here}/list",
                "match": "/p/",
                "pages": 5,
                **links,
            },
            "atom": {"kind": ListingKind.FEED, "address": f"{here}/atom"},
        }
        with Fetcher(QUICK, Archive(tmp_path)) as fetcher:
            items = list_items(entry(site, **listings[kind]), fetcher)
    assert [(item.address, item.published) for item in items] == [
        (f"{here}/p/{n}", date(2024, 5, n)) for n in (1, 2, 3)
    ]


def _table(table: dict[str, Reply | list[Reply]], path: str, _head: dict[str, str], _number: int) -> Reply:
    reply = table.get(path, Reply(b"", 404))
    assert isinstance(reply, Reply)
    return reply


@pytest.mark.parametrize(
    ("body", "reason"), [(b"<html>no feed</html>", "no RSS or Atom"), (b"", "no RSS or Atom")]
)
def test_a_feed_that_is_none(body: bytes, reason: str, tmp_path: Path) -> None:
    told: list[Problem] = []
    with serving({"/feed": Reply(body)}) as site:
        assert look(entry(site), tmp_path, told=told) == []
    assert reason in told[0].message


#: Pages whose number ends so meet this fault on their first request; all later requests are answered.
FAULTS: dict[int, Callable[[str], Reply]] = {
    3: lambda _: Reply(b"", 500),
    7: lambda _: Reply(b"", 429, {"Retry-After": "0"}),
    11: lambda _: Reply(cut=40),
    19: lambda _: Reply(length=5_000),
    23: lambda _: Reply(b"", 503, {"Retry-After": "Thu, 01 Jan 2015 00:00:00 GMT"}),
    37: lambda _: Reply(delay=0.5),
    41: lambda _: Reply(drip=0.04),
}
LOOPS = {60, 160, 260}


def faulty(site: Callable[[], Site], path: str, number: int, *, mended: bool) -> Reply:
    if path == "/feed":
        return Reply(b"", 500) if number == 1 else Reply(feed(site().address, range(500)))
    if not path.startswith("/p/"):
        return Reply(b"", 404)
    page = int(path[3:])
    if page in LOOPS and not mended:
        return Reply(b"", 302, {"Location": path})
    fault = FAULTS.get(page % 50)
    return fault(path) if fault and number == 1 and page < 400 else Reply(words(page))


def test_a_feed_of_five_hundred_with_faults(tmp_path: Path) -> None:
    """Nothing lost, nothing twice, ends by itself; what could not be had comes with the next look."""
    state: dict[str, bool] = {"mended": False}
    told: list[Problem] = []
    held: list[Site] = []
    answer = lambda path, _head, number: faulty(lambda: held[0], path, number, mended=state["mended"])  # noqa: E731
    with serving(answer) as site:
        held.append(site)
        seen = look(entry(site), tmp_path, told=told)
        assert outcomes(seen) == {"new": 497, "failed": 3}
        assert {int(problem.source.rsplit("/", 1)[1]) for problem in told} == LOOPS
        state["mended"] = True
        assert outcomes(look(entry(site), tmp_path)) == {"new": 3, "unchanged": 497}
    versions = list(Versions(Archive(tmp_path)).all())
    assert len(versions) == len({version.address for version in versions}) == 500
    assert list(Archive(tmp_path).damaged()) == []
    logged = list(FetchLog(tmp_path / "fetches.jsonl").entries())
    assert len(logged) == sum(site.asked.values())


RUN = "from servanda.cli import main; main()"


def _write_source(file: Path, site: Site) -> None:
    listing = {"kind": "feed", "address": f"{site.address}/feed"}
    about = {"name": "test", "title": "Test", "publisher": "CAN", "pace": 0, "runbook": RUNBOOK}
    file.write_text(yaml.safe_dump({**about, "listing": listing, "expect": {"least": 1, "most": 50}}))


def run(source_file: Path, root: Path) -> "subprocess.Popen[bytes]":
    command = [
        sys.executable,
        "-c",
        RUN,
        "watch",
        str(source_file),
        "--archive",
        str(root),
        "--once",
        "--allow-private",
    ]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ})


def test_killed_in_the_middle_and_run_again(source: Source, tmp_path: Path) -> None:
    """kill -9 at several points: archive and record stay whole, and the last run completes."""
    source.count = 40
    whole = source.answer

    def slow(path: str, head: dict[str, str], number: int) -> Reply:
        return replace(whole(path, head, number), delay=0.03)

    source.answer = slow  # type: ignore[method-assign,assignment]
    root, file = tmp_path / "archive", tmp_path / "s.yaml"
    _write_source(file, source.site)
    for pages in (5, 15):
        process = run(file, root)
        deadline = time.monotonic() + 20
        while sum(n for path, n in source.site.asked.items() if path.startswith("/p/")) < pages:
            assert time.monotonic() < deadline and process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        _check_whole(root)
    process = run(file, root)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err.decode()
    _check_whole(root)
    versions = list(Versions(Archive(root)).all())
    assert Counter(version.address for version in versions) == {
        f"{source.site.address}/p/{n}": 1 for n in range(40)
    }
    assert out.decode().count("new ") < 40


def _check_whole(root: Path) -> None:
    archive = Archive(root)
    assert list(archive.damaged()) == []
    bodies = [e.sha256 for e in FetchLog(root / "fetches.jsonl").entries() if e.sha256]
    assert all(digest in archive for digest in bodies)
    assert all(version.sha256 in bodies for version in Versions(archive).all())


def test_two_runs_do_not_share_an_archive(source: Source, tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    file = tmp_path / "s.yaml"
    _write_source(file, source.site)
    with (tmp_path / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        process = run(file, tmp_path)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 2 and b"in use by another run" in err


def test_the_archive_as_warc(source: Source, tmp_path: Path) -> None:
    reading = pytest.importorskip("warcio.archiveiterator")
    from servanda.sources.fetching.warc import write_warc

    look(entry(source.site), tmp_path)
    log = FetchLog(tmp_path / "fetches.jsonl")
    assert write_warc(Archive(tmp_path), log, tmp_path / "a.warc.gz") == 5
    with (tmp_path / "a.warc.gz").open("rb") as stream:
        records = [
            (record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read())
            for record in reading.ArchiveIterator(stream)
            if record.rec_type == "response"
        ]
    assert [address for address, _ in records] == [
        f"{source.site.address}/{end}" for end in ("feed", "p/0", "p/1", "p/2", "p/3")
    ]
    bodies = {entry.address: entry.sha256 for entry in log.entries() if entry.sha256}
    assert all(Archive(tmp_path).get(bodies[address] or "") == body for address, body in records)
