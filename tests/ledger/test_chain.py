"""The encoding under the hash: no two entries are encoded alike; times are stored so that they sort."""

import hashlib
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.ledger.chain import encoding, entry_hash, moment_from, moment_text

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
FIELDS = st.tuples(st.integers(1, 2**40), TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, st.binary(max_size=20), TEXTS)
MOMENTS = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30))]))


def _decoded(data: bytes) -> tuple[object, ...]:
    """The fields again, read as the format is described: eight bytes of length, then so many bytes."""
    fields = []
    while data:
        size = int.from_bytes(data[:8], "big")
        fields.append(data[8 : 8 + size])
        data = data[8 + size :]
    seq, kind, subject, at, coder, version, body, previous = fields
    texts = (one.decode() for one in (kind, subject, at, coder, version))
    return (int(seq), *texts, body, previous.decode())


@given(FIELDS)
def test_an_encoding_tells_its_fields_so_that_no_other_entry_has_it(fields: tuple[object, ...]) -> None:
    assert _decoded(encoding(*fields)) == fields  # type: ignore[arg-type]


@given(FIELDS, FIELDS)
def test_entries_share_a_hash_only_if_they_are_the_same(
    one: tuple[object, ...], other: tuple[object, ...]
) -> None:
    assert (entry_hash(*one) == entry_hash(*other)) == (one == other)  # type: ignore[arg-type]


def test_what_moves_from_one_field_to_the_next_changes_the_hash() -> None:
    whole = entry_hash(1, "document", "ab", "t", "c", "v", b"x", "p")
    moved = entry_hash(1, "document", "a", "bt", "c", "v", b"x", "p")
    assert whole != moved


def test_the_hash_can_be_recomputed_with_nothing_but_its_description() -> None:
    data = b"".join(
        len(part).to_bytes(8, "big") + part
        for part in (b"7", b"coding", b"doc-1", b"2026-03-01T12:00:00.000000Z", b"reader", b"1", b"{}", b"ff")
    )
    made = entry_hash(7, "coding", "doc-1", "2026-03-01T12:00:00.000000Z", "reader", "1", b"{}", "ff")
    assert made == hashlib.sha256(data).hexdigest()


@given(MOMENTS, MOMENTS)
def test_moments_sort_like_their_texts(one: datetime, other: datetime) -> None:
    if 1 < one.year < 9999 and 1 < other.year < 9999:
        assert moment_from(moment_text(one)) == one
        assert (moment_text(one) < moment_text(other)) == (one < other)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        moment_text(datetime(2026, 3, 1))
