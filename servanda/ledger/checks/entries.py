"""Entries as a chain: every number, hash and time follows from the entry before."""

from collections.abc import Iterator
from dataclasses import dataclass

from servanda.ledger.chain import GENESIS, entry_hash, moment_from, moment_text
from servanda.ledger.checks.finding import Finding, entry_name
from servanda.ledger.checks.rows import SOUND, Raw, Unreadable
from servanda.model.entry import EntryKind


@dataclass(slots=True)
class Walk:
    """Where the walk along the chain stands: the last entry's number, hash and time."""

    seq: int = 0
    hash: str = GENESIS
    at: str = ""
    count: int = 0
    #: Whether the last entry could not be looked at, so that nothing can be told of the one behind it.
    blind: bool = False

    def step(self, row: Raw | Unreadable) -> Iterator[Finding]:
        """What is wrong with the next row."""
        if isinstance(row, Unreadable):
            self.seq, self.blind = row.seq, True
            yield Finding(entry_name(row.seq) + (" and all behind it" if row.rest else ""), _why(row))
            return
        yield from self._number(row.seq)
        fields = _decoded(row)
        if fields is None:
            yield Finding(entry_name(row.seq), "a field of it is not of its type, or not in UTF-8")
            self.seq, self.blind, self.count = row.seq, True, self.count + 1
            return
        kind, subject, at, coder, version, previous, hash_ = fields
        if entry_hash(row.seq, kind, subject, at, coder, version, row.body, previous) != hash_:
            yield Finding(entry_name(row.seq), "its hash does not fit what it holds")
        if previous != self.hash and not self.blind:
            before = entry_name(self.seq) if self.seq else "the beginning"
            yield Finding(entry_name(row.seq), f"it does not follow {before}: one of them was exchanged")
        yield from self._time(row.seq, at)
        if kind not in set(EntryKind):
            yield Finding(entry_name(row.seq), f"its kind is {kind!r}, which is none")
        self.seq, self.hash, self.at, self.blind = row.seq, hash_, at, False
        self.count += 1

    def _number(self, seq: int) -> Iterator[Finding]:
        missing = self.seq + 1
        if seq < missing:
            yield Finding(entry_name(seq), f"it stands behind {entry_name(self.seq)}")
            self.blind = True
        elif seq > missing:
            many = f"entries {missing} to {seq - 1}" if seq - 1 > missing else entry_name(missing)
            yield Finding(many, "missing")
            self.blind = True

    def _time(self, seq: int, at: str) -> Iterator[Finding]:
        try:
            plain = moment_text(moment_from(at)) == at
        except ValueError:
            plain = False
        if not plain:
            yield Finding(entry_name(seq), f"its time is {at!r}, which is none")
        elif at < self.at:
            yield Finding(entry_name(seq), "it was learnt before the entry in front of it")


def _why(row: Unreadable) -> str:
    return row.why if row.why == "is missing" else f"it cannot be read ({row.why})"


def _decoded(row: Raw) -> tuple[str, ...] | None:
    if row.types != SOUND:
        return None
    texts = (row.kind, row.subject, row.at, row.coder, row.version, row.previous, row.hash)
    try:
        return tuple(one.decode() for one in texts)
    except UnicodeDecodeError:
        return None
