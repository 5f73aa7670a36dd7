"""What the ledger will not decide alone, as rows of `review`."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection

from servanda.ledger.rows import put
from servanda.ledger.tables import review


def review_row(
    matter: str, subject: str, others: Iterable[str], reason: str, evidence: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """A question of a matter: whether `subject` belongs to any of `others`, or only what is odd about it."""
    body = msgspec.json.encode({"evidence": evidence}).decode()
    other = ",".join(others) or None
    key = f"{matter}:{subject}:{other}:{reason}:{body}"
    return {
        "id": "rev_" + hashlib.sha256(key.encode()).hexdigest()[:16],
        "matter": matter,
        "subject": subject,
        "other": other,
        "reason": reason,
        "body": body,
    }


def put_reviews(connection: Connection, rows: Iterable[dict[str, Any]]) -> None:
    """Put questions up for review; the same one once."""
    put(connection, review, sorted(rows, key=lambda row: str(row["id"])))
