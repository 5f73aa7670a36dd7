"""Packed bodies to plain ones, a bounded step at a time: gzip and deflate always, Brotli where it is there.

One invariant: however little a body holds and however much it would unpack to, no step yields much more than
`STEP` bytes, so that whoever asks can stop at its limit before the memory is spent.
"""

import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import Any

#: Bytes unpacked at a time: what a bomb can cost before it is noticed. Brotli gives up to twice as many.
STEP = 256 * 1024


class Damaged(Exception):
    """A packed body that does not unpack, or ends before it should; the message says which."""


class NotAsked(Exception):
    """A packing that was not asked for and cannot be undone."""


def asked() -> str:
    """What is put into Accept-Encoding."""
    return "gzip, br" if _brotli() else "gzip"


def unpacked(packing: str, parts: Iterable[bytes]) -> Iterator[bytes]:
    """The plain bytes of a body that came as `parts` under a Content-Encoding.

    A body of no bytes is empty under any packing: redirects come so. Raises NotAsked for a packing that is
    not known, Damaged where the body is cut or not of that packing at all.
    """
    name = packing.strip().lower()
    if name in ("", "identity"):
        return iter(parts)
    if name in ("gzip", "x-gzip", "deflate"):
        return _inflated(parts)
    if name == "br" and (brotli := _brotli()):
        return _from_brotli(brotli, parts)
    raise NotAsked(name)


def _inflated(parts: Iterable[bytes]) -> Iterator[bytes]:
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32)
    came = False
    try:
        for part in parts:
            left = part
            came = came or bool(part)
            while left:
                yield unpack.decompress(left, STEP)
                left = unpack.unconsumed_tail
    except zlib.error:
        raise Damaged("sent a damaged gzip body") from None
    if came and not unpack.eof:
        raise Damaged("sent a cut gzip body")


def _from_brotli(brotli: Any, parts: Iterable[bytes]) -> Iterator[bytes]:
    unpack = brotli.Decompressor()
    came = False
    try:
        for part in parts:
            came = came or bool(part)
            made = unpack.process(part, output_buffer_limit=STEP)
            # What a step holds back comes out of further ones without input, and must before there is more.
            while made:
                yield made
                made = unpack.process(b"", output_buffer_limit=STEP)
    except brotli.error:
        raise Damaged("sent a damaged Brotli body") from None
    if came and not unpack.is_finished():
        raise Damaged("sent a cut Brotli body")


@cache
def _brotli() -> Any:
    """The Brotli module, None where it is missing or so old that it cannot bound what it unpacks."""
    try:
        module = import_module("brotli")
    except ImportError:
        return None
    return module if hasattr(module.Decompressor, "can_accept_more_data") else None
