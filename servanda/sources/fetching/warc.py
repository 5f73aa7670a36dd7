"""The archive as WARC, the form in which web archives keep what they fetched (ISO 28500)."""

import io
from importlib import import_module
from pathlib import Path

from servanda.sources.fetching.archive import Archive
from servanda.sources.fetching.log import Entry, FetchLog
from servanda.sources.problem import USAGE, SourceError


def write_warc(archive: Archive, log: FetchLog, path: Path) -> int:
    """Writes one gzipped response record for every body in the log, in its order; returns how many.

    Bodies are written as unpacked, so no Content-Encoding is told. Raises SourceError where warcio is missing
    or a body is damaged.
    """
    try:
        heads, writing = import_module("warcio.statusandheaders"), import_module("warcio.warcwriter")
    except ImportError:
        raise SourceError("writing WARC needs warcio: pip install warcio", USAGE) from None
    count = 0
    part = path.with_name(f".{path.name}.part")
    with part.open("wb") as out:
        writer = writing.WARCWriter(out, gzip=True)
        about = {"software": "Servanda", "format": "WARC File Format 1.0"}
        writer.write_record(writer.create_warcinfo_record(path.name, about))
        for entry in log.entries():
            if entry.sha256 is None or entry.status is None or not 200 <= entry.status < 300:
                continue
            body = archive.get(entry.sha256)
            record = writer.create_warc_record(
                entry.final or entry.address,
                "response",
                payload=io.BytesIO(body),
                http_headers=heads.StatusAndHeaders(
                    f"{entry.status} OK", _headers(entry, len(body)), "HTTP/1.1"
                ),
                warc_headers_dict={"WARC-Date": entry.at},
            )
            writer.write_record(record)
            count += 1
    part.replace(path)
    return count


def _headers(entry: Entry, length: int) -> list[tuple[str, str]]:
    """The headers that the log keeps."""
    kept = {
        "Content-Type": entry.media_type,
        "ETag": entry.etag,
        "Last-Modified": entry.last_modified,
        "Content-Length": str(length),
    }
    return [(name, value) for name, value in kept.items() if value]
