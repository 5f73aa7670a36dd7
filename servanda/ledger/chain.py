"""The chain: each entry's hash covers the whole entry and, through `previous`, every entry before it.

The one invariant: no two different entries are encoded alike, since each field stands behind its length.
"""

import hashlib
from datetime import UTC, datetime

#: What the first entry of every ledger has for `previous`.
GENESIS = hashlib.sha256(b"servanda ledger 1").hexdigest()


def encoding(
    seq: int, kind: str, subject: str, at: str, coder: str, version: str, body: bytes, previous: str
) -> bytes:
    """All fields of an entry but its hash, each behind its length in bytes (eight bytes, big-endian)."""
    parts: list[bytes] = []
    for field in (str(seq), kind, subject, at, coder, version):
        data = field.encode()
        parts += (len(data).to_bytes(8, "big"), data)
    tail = previous.encode()
    parts += (len(body).to_bytes(8, "big"), body, len(tail).to_bytes(8, "big"), tail)
    return b"".join(parts)


def entry_hash(
    seq: int, kind: str, subject: str, at: str, coder: str, version: str, body: bytes, previous: str
) -> str:
    """SHA-256 of the entry's encoding, as hex."""
    return hashlib.sha256(encoding(seq, kind, subject, at, coder, version, body, previous)).hexdigest()


def moment_text(at: datetime) -> str:
    """A moment as it is stored: UTC to the microsecond, so that texts sort like moments.

    Raises ValueError where `at` tells no time zone.
    """
    if at.tzinfo is None:
        raise ValueError(f"{at} tells no time zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def moment_from(text: str) -> datetime:
    """Back from the stored form. Raises ValueError where it is not one."""
    return datetime.fromisoformat(text)
