"""Fetching from a real server with faults: retries, redirects, limits, validators, robots, the record."""

import gzip
import socket
import time
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from faulty_server import PAGE, TLS, Reply, packed, serving

from servanda.sources import Problem, SourceError, open_documents
from servanda.sources.fetching import Archive, Entry, Fetcher, FetchLog, Rules, guard
from servanda.sources.fetching.retries import retry_after
from servanda.sources.fetching.robots import parse

QUICK = Rules(connect=2, read=0.4, deadline=1.0, wait=0.01, wait_max=0.05, pace=0.0, allow_private=True)


def fetch(address: str, rules: Rules = QUICK, archive: Archive | None = None) -> bytes:
    with Fetcher(rules, archive) as fetcher:
        return fetcher.fetch(address).data


def changed(**values: object) -> Rules:
    from dataclasses import replace

    return replace(QUICK, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "fault",
    [
        Reply(b"", 500),
        Reply(b"", 503, {"Retry-After": "0"}),
        Reply(b"", 429, {"Retry-After": "0"}),
        Reply(delay=0.8),
        Reply(cut=20),
        Reply(length=len(PAGE) + 50),
        Reply(drip=0.02),
        Reply(gzip.compress(PAGE)[:-10], headers={"Content-Encoding": "gzip"}),
        Reply(b"no gzip at all", headers={"Content-Encoding": "gzip"}),
    ],
    ids=["500", "503", "429", "timeout", "cut", "wrong length", "drip", "cut gzip", "no gzip"],
)
def test_a_fault_that_passes_is_got_over(fault: Reply) -> None:
    with serving({"/a": [fault, Reply()]}) as site:
        assert fetch(f"{site.address}/a") == PAGE
        assert site.asked["/a"] == 2


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (Reply(b"", 500), "answers 500 Internal Server Error, 4 times"),
        (Reply(b"", 404), "answers 404 Not Found"),
        (Reply(b"", 403), "answers 403 Forbidden"),
        (Reply(delay=0.8), "did not answer in time, 4 times"),
        (Reply(cut=20), "broke off"),
        (Reply(drip=0.05), "too slowly, 4 times"),
        (Reply(b"", 429, {"Retry-After": "9000"}), "asks to wait 9000 seconds; try again later"),
        (Reply(b"", 302), "without saying where to go"),
        (Reply(b"", 302, {"Location": "ftp://example.org/x"}), "is no http or https address"),
        (Reply(b"no gzip at all", headers={"Content-Encoding": "gzip"}), "damaged gzip body, 4 times"),
        (Reply(PAGE, headers={"Content-Encoding": "zstd"}), "packed as 'zstd', which was not asked for"),
        (Reply(PAGE, headers={"Content-Encoding": "gzip, br"}), "packed as 'gzip, br', which was not"),
    ],
    ids=["500", "404", "403", "timeout", "cut", "drip", "wait", "nowhere", "ftp", "no gzip", "zstd", "twice"],
)
def test_a_fault_that_stays_is_told_in_one_sentence(fault: Reply, message: str) -> None:
    with serving({"/a": fault}) as site, pytest.raises(SourceError, match=message) as raised:
        fetch(f"{site.address}/a")
    assert raised.value.exit_code in (2, 4) and "\n" not in raised.value.message


def test_retry_after_is_waited_for() -> None:
    with serving({"/a": [Reply(b"", 429, {"Retry-After": "1"}), Reply()]}) as site:
        start = time.monotonic()
        fetch(f"{site.address}/a")
        assert 0.95 <= time.monotonic() - start < 3


def test_retry_after_as_seconds_or_a_date() -> None:
    now = datetime(2025, 10, 30, 12, 0, tzinfo=UTC)
    assert retry_after("120") == 120
    assert retry_after("Thu, 30 Oct 2025 12:02:00 GMT", now) == 120
    assert retry_after("Thu, 30 Oct 2025 11:00:00 GMT", now) == 0
    assert retry_after("soon") is None and retry_after("") is None


def test_redirects() -> None:
    table = {
        "/a": Reply(b"", 301, {"Location": "b?x=1"}),
        "/b?x=1": Reply(b"", 307, {"Location": "/c#part"}),
        "/c": Reply(),
        "/loop": Reply(b"", 302, {"Location": "/loop2"}),
        "/loop2": Reply(b"", 302, {"Location": "/loop"}),
    }
    with serving(table) as site, Fetcher(QUICK) as fetcher:  # type: ignore[arg-type]
        got = fetcher.fetch(f"{site.address}/a")
        assert (got.address, got.final) == (f"{site.address}/a", f"{site.address}/c")
        with pytest.raises(SourceError, match="in a circle"):
            fetcher.fetch(f"{site.address}/loop")


def test_a_chain_of_redirects_ends() -> None:
    def answer(path: str, _head: dict[str, str], _number: int) -> Reply:
        return Reply(b"", 302, {"Location": path + "x"}) if path != "/robots.txt" else Reply(b"", 404)

    with serving(answer) as site, pytest.raises(SourceError, match="more than 8 redirects"):
        fetch(f"{site.address}/a")
    assert sum(site.asked.values()) == 10


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"x" * 200_000),
        Reply(b"", length=500_000_000),
        packed(b"x" * 50_000_000),
        Reply(zlib.compress(b"x" * 50_000_000), headers={"Content-Encoding": "deflate"}),
    ],
    ids=["long", "says so", "gzip bomb", "deflate bomb"],
)
def test_long_bodies_are_cut_short(reply: Reply) -> None:
    with serving({"/a": reply}) as site, pytest.raises(SourceError, match="is longer than 0 MB"):
        fetch(f"{site.address}/a", changed(max_bytes=100_000))


def test_gzip_is_unpacked() -> None:
    with serving({"/a": packed(PAGE)}) as site:
        assert fetch(f"{site.address}/a") == PAGE


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:1/x", "http://localhost/x", "http://[::1]/x", "http://10.0.0.8/", "http://169.254.169.254/latest/",
     "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/", "http://2130706433/", "http://192.168.1.1/", "http://[fe80::1]/"],
)  # fmt: skip
def test_private_networks_are_not_asked(address: str) -> None:
    with pytest.raises(SourceError, match="private network") as raised:
        fetch(address, changed(allow_private=False))
    assert raised.value.exit_code == 4


def test_a_redirect_into_a_private_network_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    real = guard._is_public
    with serving({"/a": Reply(b"", 302, {"Location": "http://127.0.0.2/secret"})}) as site:
        monkeypatch.setattr(guard, "_is_public", lambda number: number == "127.0.0.1" or real(number))
        with pytest.raises(SourceError, match="private network"):
            fetch(f"{site.address}/a", changed(allow_private=False))


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Makes *.example names lead to the loopback; the list holds the names that were asked for."""
    real, asked = socket.getaddrinfo, []

    def resolve(host: str, *rest: Any, **more: Any) -> Any:
        if host.endswith(".example"):
            asked.append(host)
            host = "127.0.0.1"
        return real(host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked


def test_the_number_that_was_checked_is_connected_to(named: list[str]) -> None:
    """A name server is asked once a request, so that it cannot answer otherwise after the check."""
    with serving({"/a": Reply()}) as site:
        port = site.address.rsplit(":", 1)[1]
        assert fetch(f"http://releases.example:{port}/a") == PAGE
        assert site.heads[-1][1]["host"] == f"releases.example:{port}"
    assert len(named) == sum(site.asked.values())


def test_a_certificate_is_checked_against_the_name(named: list[str]) -> None:
    trusting = changed(ca_file=str(TLS / "cert.pem"), attempts=1, robots=False)
    with serving({"/a": Reply()}, tls=True) as site:
        port = site.address.rsplit(":", 1)[1]
        assert fetch(f"https://releases.example:{port}/a", trusting) == PAGE
        for address, rules in (
            (f"https://other.example:{port}/a", trusting),
            (f"https://127.0.0.1:{port}/a", trusting),
            (f"https://releases.example:{port}/a", changed(attempts=1, robots=False)),
        ):
            with pytest.raises(SourceError, match="certificate"):
                fetch(address, rules)
    assert "releases.example" in named and site.asked["/a"] == 1


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("ftp://example.org/", "no http or https"),
        ("http://", "no http or https"),
        ("http://[::1", "is no address"),
        ("http://example.org:99999/", "is no address"),
        ("http://user:secret@example.org/", "password"),
    ],
)
def test_what_is_no_address(address: str, reason: str) -> None:
    with pytest.raises(SourceError, match=reason) as raised:
        guard.clean(address)
    assert raised.value.exit_code == 2


def test_addresses_are_cleaned() -> None:
    assert guard.clean(" HTTP://Exämple.org:80/a b?q=ü#part ") == "http://xn--exmple-cua.org/a%20b?q=%C3%BC"


ROBOTS = b"""
User-agent: other
Disallow: /

User-agent: servanda   # us
User-agent: friend
Disallow: /private
Allow: /private/open
Disallow: /*.pdf$
Disallow: /q?*secret
Crawl-delay: 2.5

User-agent: *
Disallow: /all
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/all", True),
        ("/private/x", False),
        ("/private/open/x", True),
        ("/a/b.pdf", False),
        ("/a/b.pdf?x", True),
        ("/q?a=secret", False),
        ("/%70rivate/x", False),
        ("/robots.txt", True),
    ],
)
def test_robots_rules(path: str, allowed: bool) -> None:
    rules = parse(ROBOTS.decode(), "Servanda")
    assert rules.allows(f"https://example.org{path}") is allowed
    assert rules.delay == 2.5


def test_robots_of_others_and_of_all() -> None:
    assert not parse(ROBOTS.decode(), "unknown").allows("https://example.org/all")
    assert parse("Disallow: /\nnonsense", "Servanda").allows("https://example.org/x")


def test_a_forbidden_page_is_not_asked_for() -> None:
    with serving({"/robots.txt": Reply(b"User-agent: *\nDisallow: /a"), "/a": Reply()}) as site:
        with pytest.raises(SourceError, match="is forbidden to robots"):
            fetch(f"{site.address}/a")
        assert site.asked["/a"] == 0


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False)])
def test_a_robots_file_that_cannot_be_had(status: int, allowed: bool) -> None:
    with serving({"/robots.txt": Reply(b"", status), "/a": Reply()}) as site:
        if allowed:
            assert fetch(f"{site.address}/a") == PAGE
        else:
            with pytest.raises(SourceError, match="is forbidden to robots"):
                fetch(f"{site.address}/a")


def test_robots_are_asked_once_a_site() -> None:
    with serving({"/a": Reply(), "/b": Reply()}) as site, Fetcher(QUICK) as fetcher:
        fetcher.fetch(f"{site.address}/a")
        fetcher.fetch(f"{site.address}/b")
        assert site.asked["/robots.txt"] == 1


def test_requests_to_one_host_keep_their_pace() -> None:
    with serving({"/a": Reply()}) as site, Fetcher(changed(pace=0.2)) as fetcher:
        for _ in range(3):
            fetcher.fetch(f"{site.address}/a")
    gaps = [b - a for a, b in zip(site.times, site.times[1:], strict=False)]
    assert len(gaps) == 3 and min(gaps) >= 0.15


def test_validators_save_the_body(tmp_path: Path) -> None:
    tagged = Reply(headers={"ETag": '"1"', "Last-Modified": "Thu, 30 Oct 2025 12:00:00 GMT"})
    archive = Archive(tmp_path)
    with serving({"/a": tagged, "/moved": Reply(b"", 301, {"Location": "/a"})}) as site:
        for path in ("/a", "/moved"):
            with Fetcher(QUICK, archive) as fetcher:
                first, second = fetcher.fetch(site.address + path), fetcher.fetch(site.address + path)
                assert (first.unchanged, second.unchanged) == (False, True)
                assert second.data == PAGE
            with Fetcher(QUICK, archive) as fetcher:
                assert fetcher.fetch(site.address + path).unchanged
        assert site.heads[-1][1]["if-modified-since"] == "Thu, 30 Oct 2025 12:00:00 GMT"
        assert [entry.status for entry in FetchLog(tmp_path / "fetches.jsonl").entries()].count(304) == 4
        with Fetcher(QUICK, archive) as fetcher:
            assert not fetcher.fetch(f"{site.address}/a", fresh=True).final.endswith("x")
        assert "if-none-match" not in site.heads[-1][1]


def test_a_page_that_came_back_the_same_without_validators_is_unchanged(tmp_path: Path) -> None:
    with (
        serving({"/a": [Reply(), Reply(), Reply(b"<p>new</p>")]}) as site,
        Fetcher(QUICK, Archive(tmp_path)) as f,
    ):
        assert [f.fetch(f"{site.address}/a").unchanged for _ in range(3)] == [False, True, False]


def test_every_request_is_a_line(tmp_path: Path) -> None:
    with serving({"/a": [Reply(b"", 503), Reply(cut=5), Reply()]}) as site:
        fetch(f"{site.address}/a", archive=Archive(tmp_path))
        entries = list(FetchLog(tmp_path / "fetches.jsonl").entries())
    assert [
        (e.address.rsplit("/", 1)[1], e.status, e.attempt) for e in entries if "robots" not in e.address
    ] == [
        ("a", 503, 1),
        ("a", None, 2),
        ("a", 200, 1),
    ]
    assert sum(site.asked.values()) == len(entries)
    assert entries[-1].sha256 and Archive(tmp_path).get(entries[-1].sha256) == PAGE


def test_a_log_line_cut_by_a_crash_spoils_no_other(tmp_path: Path) -> None:
    log = FetchLog(tmp_path / "f.jsonl")
    log.append(Entry("t1", "http://a/", 200, sha256="aa"))
    with (tmp_path / "f.jsonl").open("ab") as out:
        out.write(b'{"at":"t2","addr')
    log.append(Entry("t3", "http://b/", 200, sha256="bb"))
    assert [entry.at for entry in log.entries()] == ["t1", "t3"]
    assert FetchLog(tmp_path / "f.jsonl").latest("http://b/") == Entry("t3", "http://b/", 200, sha256="bb")


def test_the_archive_notices_damage(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    digest = archive.put(b"words")
    assert archive.put(b"words") == digest and list(archive.digests()) == [digest] and digest in archive
    next(tmp_path.glob("bodies/*/*")).write_bytes(b"other")
    assert list(archive.damaged()) == [digest]
    with pytest.raises(SourceError, match="damaged"):
        archive.get(digest)
    with pytest.raises(SourceError, match="holds no body"):
        archive.get("00" * 32)


@pytest.mark.parametrize(
    ("path", "body", "media_type"),
    [
        ("/a.jsonl", b'{"text": "One."}\n{"text": "Two."}\n', "text/plain"),
        ("/a", b'[{"text": "One."}, {"text": "Two."}]', "application/json"),
        ("/a.csv", b"text\nOne.\nTwo.\n", "text/csv"),
    ],
)
def test_corpora_are_read_from_addresses_too(path: str, body: bytes, media_type: str) -> None:
    with serving({path: Reply(body, headers={"Content-Type": media_type})}) as site:
        docs = open_documents(
            [site.address + path], allow_private=True, on_problem=lambda p: pytest.fail(str(p))
        )
        assert [doc.text for doc in docs] == ["One.", "Two."]


def test_half_bodies_of_a_killed_run_are_swept(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    digest = archive.put(b"words")
    (tmp_path / "bodies" / digest[:2] / ".part-x").write_bytes(b"wo")
    assert list(archive.digests()) == [digest]
    assert (archive.sweep(), archive.sweep()) == (1, 0) and digest in archive


def test_addresses_among_the_inputs_are_fetched_and_kept(tmp_path: Path) -> None:
    told: list[Problem] = []
    with serving({"/a": Reply()}) as site:
        inputs = [f"{site.address}/a", f"{site.address}/gone"]
        docs = list(open_documents(inputs, allow_private=True, archive=tmp_path, on_problem=told.append))
    assert [doc.text for doc in docs] == [
        "The ministers met in Ottawa and agreed on a plan for the coming year."
    ]
    assert docs[0].source == f"{site.address}/a"
    assert [(problem.message, problem.exit_code) for problem in told] == [("answers 404 Not Found", 4)]
    assert len(list(Archive(tmp_path).digests())) == 1


def test_addresses_on_private_networks_need_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Problem] = []
    with serving({"/a": Reply()}) as site:
        assert list(open_documents([f"{site.address}/a"], on_problem=told.append)) == []
        assert "private network" in told[0].message and not site.asked
        monkeypatch.setenv("SERVANDA_ALLOW_PRIVATE", "1")
        assert len(list(open_documents([f"{site.address}/a"], on_problem=told.append))) == 1


@pytest.mark.parametrize(
    ("body", "media_type", "text"),
    [
        (PAGE, "text/plain", "The ministers met"),
        (PAGE, "application/octet-stream", "The ministers met"),
        (PAGE, "image/png", "The ministers met"),
        (b"The ministers met.", "text/plain; charset=utf-8", "The ministers met"),
        (b"<p>The ministers met in Ottawa.</p>", "text/html", "The ministers met"),
    ],
)
def test_wrong_content_types_are_seen_through(body: bytes, media_type: str, text: str) -> None:
    with serving({"/a": Reply(body, headers={"Content-Type": media_type})}) as site:
        [doc] = open_documents(
            [f"{site.address}/a"], allow_private=True, on_problem=lambda p: pytest.fail(str(p))
        )
    assert doc.text.startswith(text)


@pytest.mark.parametrize(
    ("body", "reason"),
    [(b"\x89PNG\r\n", "is a picture"), (b"", "is empty"), (b"%PDF-1.4 cut", "damaged or cut PDF")],
)
def test_bodies_that_are_no_document_are_told(body: bytes, reason: str) -> None:
    told: list[Problem] = []
    with serving({"/a": Reply(body)}) as site:
        assert list(open_documents([f"{site.address}/a"], allow_private=True, on_problem=told.append)) == []
    assert reason in told[0].message and told[0].exit_code == 3
