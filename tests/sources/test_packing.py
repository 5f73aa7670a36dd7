"""Packed bodies from a real server: Brotli like gzip, bombs, cuts, damage, and Brotli not installed."""

import gzip
import random
import zlib
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import brotli
import pytest
from faulty_server import PAGE, Reply, packed, said_br, serving
from hypothesis import given
from hypothesis import strategies as st

from servanda.sources import SourceError, open_documents
from servanda.sources.fetching import Fetcher, Rules, packing

BROTLI: bytes = brotli.compress(PAGE)
MILLION = 1_000_000
QUICK = Rules(connect=2, read=2, deadline=5, wait=0.01, wait_max=0.05, pace=0, allow_private=True, attempts=2)
SMALL = Rules(pace=0, allow_private=True, max_bytes=100_000)


def fetch(reply: Reply | list[Reply], rules: Rules = QUICK) -> bytes:
    with serving({"/a": reply}) as site, Fetcher(rules) as fetcher:
        return fetcher.fetch(f"{site.address}/a").data


@pytest.fixture(params=["missing", "too old to be bounded"])
def without_brotli(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    class Old:
        class Decompressor:
            pass

    def load(name: str) -> Any:
        if request.param == "missing":
            raise ImportError(name)
        return Old

    packing._brotli.cache_clear()
    monkeypatch.setattr(packing, "import_module", load)
    yield
    packing._brotli.cache_clear()


def test_brotli_is_asked_for_and_unpacked() -> None:
    with serving({"/a": said_br(BROTLI)}) as site, Fetcher(QUICK) as fetcher:
        assert fetcher.fetch(f"{site.address}/a").data == PAGE
        assert {head["accept-encoding"] for _, head in site.heads} == {"gzip, br"}


@pytest.mark.usefixtures("without_brotli")
def test_without_brotli_it_is_neither_asked_for_nor_guessed_at() -> None:
    with serving({"/a": said_br(BROTLI)}) as site, Fetcher(QUICK) as fetcher:
        with pytest.raises(SourceError, match="packed as 'br', which was not asked for") as raised:
            fetcher.fetch(f"{site.address}/a")
        assert raised.value.exit_code == 4 and site.asked["/a"] == 1
        assert {head["accept-encoding"] for _, head in site.heads} == {"gzip"}


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (BROTLI[:-1], "sent a cut Brotli body, 2 times"),
        (BROTLI[:1], "sent a cut Brotli body, 2 times"),
        (b"no Brotli at all", "sent a damaged Brotli body, 2 times"),
        (gzip.compress(PAGE), "sent a damaged Brotli body, 2 times"),
        (BROTLI + b"more", "sent a damaged Brotli body, 2 times"),
    ],
    ids=["without its last byte", "one byte", "garbage", "gzip", "more behind it"],
)
def test_damaged_brotli_is_told_and_got_over(body: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason) as raised:
        fetch(said_br(body))
    assert raised.value.exit_code == 4 and "\n" not in raised.value.message
    assert fetch([said_br(body), said_br(BROTLI)]) == PAGE


def test_damaged_brotli_among_the_inputs_is_a_problem_and_no_crash() -> None:
    told = []
    with serving({"/a": said_br(BROTLI[:-2]), "/b": said_br(BROTLI)}) as site:
        inputs = [f"{site.address}/a", f"{site.address}/b"]
        docs = list(open_documents(inputs, allow_private=True, on_problem=told.append))
    assert [doc.source for doc in docs] == [inputs[1]]
    assert [(problem.source, problem.exit_code) for problem in told] == [(inputs[0], 4)]


@pytest.mark.parametrize(
    "reply",
    [
        said_br(brotli.compress(b"x" * 50 * MILLION)),
        said_br(brotli.compress(bytes(range(256)) * 100_000)),
        packed(b"x" * 50 * MILLION),
        Reply(zlib.compress(b"x" * 50 * MILLION), headers={"Content-Encoding": "deflate"}),
    ],
    ids=["brotli", "brotli of a pattern", "gzip", "deflate"],
)
def test_bombs_go_off_at_the_limit(reply: Reply, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not only is the page refused: hardly more than the limit and one step was ever unpacked."""
    steps: list[int] = []
    real = packing.unpacked

    def counted(name: str, parts: Iterator[bytes]) -> Iterator[bytes]:
        for part in real(name, parts):
            steps.append(len(part))
            yield part

    monkeypatch.setattr(packing, "unpacked", counted)
    assert len(reply.body) < 60_000
    with pytest.raises(SourceError, match="is longer than 0 MB"):
        fetch(reply, SMALL)
    assert 0 < sum(steps) <= SMALL.max_bytes + 2 * packing.STEP


@pytest.mark.parametrize("name", ["br", "gzip", "deflate"])
def test_an_empty_redirect_is_no_cut_body(name: str) -> None:
    moved = Reply(b"", 301, {"Location": "/b", "Content-Encoding": name})
    with serving({"/a": moved, "/b": said_br(BROTLI)}) as site, Fetcher(QUICK) as fetcher:
        assert fetcher.fetch(f"{site.address}/a").data == PAGE
        assert site.asked["/a"] == 1


def cut_up(data: bytes, places: list[int]) -> list[bytes]:
    edges = sorted({0, len(data), *(place % (len(data) + 1) for place in places)})
    return [data[start:end] for start, end in pairwise(edges)]


PACKERS = st.sampled_from([("br", brotli.compress), ("gzip", gzip.compress), ("deflate", zlib.compress)])


@given(PACKERS, st.binary(max_size=400), st.integers(1, 3000), st.lists(st.integers(0), max_size=8))
def test_any_body_in_any_parts_comes_back(packer: Any, piece: bytes, times: int, places: list[int]) -> None:
    name, pack = packer
    body = piece * times
    assert b"".join(packing.unpacked(name, cut_up(pack(body), places))) == body


@given(
    st.sampled_from(["br", "gzip", "deflate"]),
    st.one_of(st.binary(max_size=200), st.tuples(st.integers(0), st.binary(max_size=3))),
    st.lists(st.integers(0), max_size=4),
)
def test_any_damage_ends_in_a_sentence(name: str, harm: Any, places: list[int]) -> None:
    """Random bytes, or a good body overwritten somewhere: it unpacks, or it is said to be cut or damaged."""
    data = harm
    if isinstance(harm, tuple):
        body = bytearray(BROTLI if name == "br" else zlib.compress(PAGE))
        start = harm[0] % len(body)
        body[start : start + len(harm[1])] = harm[1]
        data = bytes(body)
    try:
        parts = list(packing.unpacked(name, cut_up(data, places)))
    except packing.Damaged as error:
        assert str(error).startswith(("sent a cut ", "sent a damaged "))
        return
    assert sum(map(len, parts)) <= 100 * MILLION and max(map(len, parts), default=0) <= 2 * packing.STEP


def test_a_long_body_that_hardly_packs_comes_whole() -> None:
    body = random.Random(5).randbytes(2 * MILLION) + b"z" * MILLION
    assert fetch(said_br(brotli.compress(body, quality=2))) == body
