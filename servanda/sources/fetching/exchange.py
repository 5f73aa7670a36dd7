"""One request and its whole answer, within the rules: time, size, packing."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import httpx2

from servanda.sources.fetching import packing
from servanda.sources.fetching.guard import Target
from servanda.sources.fetching.rules import Rules
from servanda.sources.problem import UNREACHED, SourceError


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `headers` are in lower case; `body` is unpacked."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Broken(Exception):
    """The way to the server failed, or the answer was cut: worth another try."""


def ask(
    client: httpx2.Client, target: Target, attempt: int, rules: Rules, headers: Mapping[str, str]
) -> Answer:
    """Sends one GET and reads the answer.

    Raises Broken where another try may help, SourceError where none will.
    """
    sent = {
        **headers,
        "Host": target.site.split("://")[1],
        "User-Agent": rules.user_agent,
        "Accept-Encoding": packing.asked(),
    }
    address = target.address if rules.proxy else target.pinned(attempt)
    request = client.build_request("GET", address, headers=sent, extensions={"sni_hostname": target.host})
    request.extensions["timeout"] = httpx2.Timeout(rules.read, connect=rules.connect).as_dict()
    end = time.monotonic() + rules.deadline
    try:
        response = client.send(request, stream=True)
        try:
            body = b"".join(_body(response, rules, end)) if response.status_code != 304 else b""
        finally:
            response.close()
    except httpx2.TimeoutException:
        raise Broken("did not answer in time") from None
    except httpx2.TransportError as error:
        raise Broken(f"broke off ({_words(error)})") from None
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError) as error:
        raise SourceError(f"cannot be fetched ({_words(error)})", UNREACHED) from None
    return Answer(response.status_code, {k.lower(): v for k, v in response.headers.items()}, body)


def _body(response: httpx2.Response, rules: Rules, end: float) -> Iterator[bytes]:
    """The unpacked body in parts; stops at the limits."""
    said = response.headers.get("content-length", "")
    if said.isdecimal() and int(said) > rules.max_bytes:
        raise SourceError(_too_long(int(said), rules), UNREACHED)
    total = 0
    for part in _unpacked(response, end):
        total += len(part)
        if total > rules.max_bytes:
            raise SourceError(_too_long(total, rules), UNREACHED)
        yield part


def _unpacked(response: httpx2.Response, end: float) -> Iterator[bytes]:
    said = response.headers.get("content-encoding", "identity")
    try:
        yield from packing.unpacked(said, _in_time(response, end))
    except packing.NotAsked as error:
        raise SourceError(f"is packed as {str(error)!r}, which was not asked for", UNREACHED) from None
    except packing.Damaged as error:
        raise Broken(str(error)) from None


def _in_time(response: httpx2.Response, end: float) -> Iterator[bytes]:
    for part in response.iter_raw():
        if time.monotonic() > end:
            raise Broken("sent its answer too slowly")
        yield part


def _too_long(size: int, rules: Rules) -> str:
    return f"is longer than {rules.max_bytes / 1e6:.0f} MB ({size / 1e6:.0f} MB or more); not fetched"


def _words(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
