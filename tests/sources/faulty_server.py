"""A real HTTP server on the loopback that answers as a test says, faults and all."""

import gzip
import socket
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

TLS = Path(__file__).parent / "tls"
PAGE = (
    b"<html><main><p>The ministers met in Ottawa and agreed on a plan for the coming year.</p></main></html>"
)


@dataclass(frozen=True)
class Reply:
    """One answer. `cut`: so many bytes of the body, then the line goes dead. `drip`: seconds between bytes.

    `length`: what Content-Length says, where it lies. `delay`: seconds before anything is sent.
    """

    body: bytes = PAGE
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    cut: int | None = None
    drip: float = 0.0
    length: int | None = None


Answerer = Callable[[str, dict[str, str], int], Reply]


@dataclass
class Site:
    """A running server. `asked` counts requests by path; `heads` keeps their headers."""

    address: str
    asked: Counter[str] = field(default_factory=Counter)
    heads: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)


@contextmanager
def serving(answer: Answerer | dict[str, Reply | list[Reply]], *, tls: bool = False) -> Iterator[Site]:
    """Runs a server, with `tls` under the certificate of releases.example.

    A list answers request after request, its last reply for ever; unknown paths get 404.
    """
    answerer = _of_table(answer) if isinstance(answer, dict) else answer
    site = Site("")
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Without this, head and body go in two packets and each answer waits for an acknowledgement.
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            with lock:
                site.asked[self.path] += 1
                site.times.append(time.monotonic())
                head = {key.lower(): value for key, value in self.headers.items()}
                site.heads.append((self.path, head))
                number = site.asked[self.path]
            _send(self, answerer(self.path, head, number))

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(TLS / "cert.pem", TLS / "key.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True)
    site.address = f"http{'s' if tls else ''}://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def _of_table(table: dict[str, Reply | list[Reply]]) -> Answerer:
    def answer(path: str, head: dict[str, str], number: int) -> Reply:
        reply = table.get(path, Reply(b"not here", 404))
        chosen = reply[min(number, len(reply)) - 1] if isinstance(reply, list) else reply
        etag = chosen.headers.get("ETag")
        if etag and head.get("if-none-match") == etag:
            return Reply(b"", 304, {"ETag": etag})
        return chosen

    return answer


def _send(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    time.sleep(reply.delay)
    handler.send_response(reply.status)
    headers = {"Content-Type": "text/html; charset=utf-8", **reply.headers}
    for name, value in headers.items():
        handler.send_header(name, value)
    if reply.status != 304:
        handler.send_header("Content-Length", str(len(reply.body) if reply.length is None else reply.length))
    handler.end_headers()
    body = reply.body if reply.cut is None else reply.body[: reply.cut]
    if reply.drip:
        for byte in body:
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
            time.sleep(reply.drip)
    else:
        handler.wfile.write(body)
    if reply.cut is not None or (reply.length is not None and reply.length > len(reply.body)):
        handler.wfile.flush()
        handler.close_connection = True
        handler.connection.shutdown(socket.SHUT_RDWR)


def packed(body: bytes, **headers: str) -> Reply:
    """A gzip reply."""
    return Reply(gzip.compress(body), headers={"Content-Encoding": "gzip", **headers})


def said_br(body: bytes, **headers: str) -> Reply:
    """A reply whose bytes, whatever they are, go out as Brotli."""
    return Reply(body, headers={"Content-Encoding": "br", **headers})
