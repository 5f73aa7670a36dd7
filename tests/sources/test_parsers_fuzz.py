"""Random and damaged input for the parsers that have no fuzz test beside their own tests."""

import json
from datetime import date
from pathlib import Path

from faulty_server import Reply, serving
from hypothesis import given, settings
from hypothesis import strategies as st
from test_watching import entry

from servanda.sources import Problem, SourceError, open_documents
from servanda.sources.dating import find_day, iso_day
from servanda.sources.fetching import Fetcher, Rules, guard
from servanda.sources.fetching.retries import retry_after
from servanda.sources.fetching.robots import parse
from servanda.sources.headline import read_headline
from servanda.sources.watching import list_items

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
KEYS = st.sampled_from(["id", "text", "published", "publisher", "title", "language", "source", "x"])
ROW = st.dictionaries(KEYS, JSON, max_size=6).map(lambda row: json.dumps(row).encode())


@given(st.lists(st.one_of(ROW, st.binary(max_size=40).map(lambda b: b.replace(b"\n", b""))), max_size=8))
def test_json_lines(tmp_path_factory: object, lines: list[bytes]) -> None:
    path: Path = tmp_path_factory.mktemp("rows") / "a.jsonl"  # type: ignore[attr-defined]
    path.write_bytes(b"\n".join(lines) + b"\n")
    told: list[Problem] = []
    docs = list(open_documents([str(path)], on_problem=told.append))
    assert all("\n" not in str(problem) and problem.exit_code == 3 for problem in told)
    assert all(doc.text.strip() and isinstance(doc.id, str) for doc in docs)
    assert docs == list(open_documents([str(path)], on_problem=lambda _: None))


@given(
    st.binary(max_size=300),
    st.sampled_from([".csv", ".txt", ".zip", ".tar", ".tar.gz", ".md", ".eml", ".html"]),
)
def test_bytes_under_any_name(tmp_path_factory: object, data: bytes, suffix: str) -> None:
    path: Path = tmp_path_factory.mktemp("bytes") / f"a{suffix}"  # type: ignore[attr-defined]
    path.write_bytes(data)
    told: list[Problem] = []
    docs = list(open_documents([str(path)], on_problem=told.append))
    assert docs or told
    assert all("\n" not in problem.message for problem in told)


@given(st.text(max_size=200), st.text(max_size=40))
def test_robots(text: str, path: str) -> None:
    rules = parse(text, "Servanda")
    assert rules.allows(f"https://example.org/{path}") in (True, False)
    assert 0 <= rules.delay <= 30


@given(st.text(max_size=80))
def test_addresses(text: str) -> None:
    try:
        address = guard.clean(text)
    except SourceError as error:
        assert "\n" not in error.message
        return
    assert guard.clean(address) == address and address.isascii()


@given(st.text(max_size=60))
def test_dates_and_waits(text: str) -> None:
    found = find_day(text)
    assert found is None or (isinstance(found[0], date) and 0 <= found[1] < found[2] <= len(text))
    assert iso_day(text) is None or text.strip()[:4].isdecimal()
    wait = retry_after(text)
    assert wait is None or wait >= 0


@given(st.text(max_size=400))
def test_headlines(text: str) -> None:
    head = read_headline(text)
    assert head.title is None or head.title in " ".join(text.split()) or head.title in text


FEED = b'<rss version="2.0"><channel><item><title>T</title><link>http://h/p/1</link></item></channel></rss>'


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, len(FEED) - 1), st.binary(min_size=1, max_size=4)), max_size=6))
def test_feeds(damage: list[tuple[int, bytes]]) -> None:
    data = bytearray(FEED)
    for place, junk in damage:
        data[place : place + len(junk)] = junk
    rules = Rules(pace=0, allow_private=True, robots=False, attempts=1)
    with serving({"/feed": Reply(bytes(data))}) as site, Fetcher(rules) as fetcher:
        try:
            items = list_items(entry(site), fetcher)
        except SourceError as error:
            assert "\n" not in error.message
            return
    assert all(item.address.startswith("http") for item in items)
