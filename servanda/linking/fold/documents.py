"""`Shelf`: the documents of a ledger as rows: versions of one id, and further addresses of one text.

What a batch needs to know of the ledger is asked for once; rows are written together.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, update

from servanda.ledger.rows import among, one_of, put
from servanda.ledger.tables import address, document
from servanda.model import Document, Entry


@dataclass(slots=True)
class Shelved:
    """A document's row: `no` is the number of its entry, `current` whether it is the newest version."""

    no: int
    id: str
    version: int
    sha256: str
    publisher: str | None
    published: str | None
    current: bool

    @property
    def told(self) -> str:
        """The document's date, "" where unknown."""
        return self.published or ""


@dataclass(frozen=True, slots=True)
class Entered:
    """As which version a document was entered, in place of which rows, or as one more address of `twin`."""

    version: int
    replaced: tuple[int, ...] = ()
    twin: int | None = None


class Shelf:
    """The documents that one fold has to do with."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._by_id: dict[str, list[Shelved]] = {}
        self._by_text: dict[str, list[Shelved]] = {}
        self._addresses: defaultdict[int, set[str]] = defaultdict(set)
        self._rows: dict[int, dict[str, Any]] = {}
        self._retired: set[int] = set()
        self._address_rows: list[dict[str, Any]] = []

    def look_up(self, wanted: Iterable[tuple[str, str]]) -> None:
        """Ask the ledger for these (id, text digest), all at once."""
        wanted = list(wanted)
        ids = {id for id, _ in wanted} - self._by_id.keys()
        texts = {sha for _, sha in wanted} - self._by_text.keys()
        if not ids and not texts:
            return
        rows = {row.no: row for row in self._ask(document.c.id, ids)}
        rows.update((row.no, row) for row in self._ask(document.c.sha256, texts))
        have = {one.no: one for many in (*self._by_id.values(), *self._by_text.values()) for one in many}
        found = {no: have.get(no) or _shelved(rows[no]) for no in sorted(rows)}
        self._by_id.update((id, []) for id in ids)
        self._by_text.update((sha, []) for sha in texts)
        for one in found.values():
            if one.id in ids:
                self._by_id[one.id].append(one)
            if one.sha256 in texts:
                self._by_text[one.sha256].append(one)
        query = select(address.c.document, address.c.id)
        for row in among(self._connection, query, address.c.document, found):
            self._addresses[row.document].add(row.id)

    def _ask(self, column: Any, values: set[str]) -> Iterable[Any]:
        query = select(
            document.c.no, document.c.id, document.c.version, document.c.sha256, document.c.publisher,
            document.c.published, document.c.current,
        )  # fmt: skip
        return among(self._connection, query, column, values)

    def known(self, id: str, sha256: str) -> Shelved | None:
        """The newest row of this very text under this id, or under any id that it was first entered with."""
        if id not in self._by_id or sha256 not in self._by_text:
            self.look_up([(id, sha256)])
        same = [one for one in self._by_text[sha256] if one.id == id or id in self._addresses[one.no]]
        return max(same, key=lambda one: (one.id == id, one.no), default=None)

    def held(self, id: str, sha256: str) -> bool:
        """Whether this very text is what the ledger holds under this id now."""
        there = self.known(id, sha256)
        if there is None or not there.current:
            return False
        # An id that was once seen with a text of another document may have gone back to one of its own.
        return there.id == id or not any(one.current for one in self._by_id[id])

    def enter(self, entry: Entry, new: Document) -> Entered:
        """A document as a row of its own, or as one more address of a document in the same words."""
        sha = new.sha256
        if new.id not in self._by_id or sha not in self._by_text:
            self.look_up([(new.id, sha)])
        older = self._by_id[new.id]
        replaced = self._retire(older)
        twin = next((one for one in self._by_text[sha] if one.current and one.id != new.id), None)
        if twin is not None:
            self._addresses[twin.no].add(new.id)
            self._address_rows.append({"document": twin.no, "id": new.id, "source": new.source})
            return Entered(1, replaced, twin.no)
        version = 1 + max((one.version for one in older), default=0)
        day = new.published.isoformat() if new.published else None
        made = Shelved(entry.seq, new.id, version, sha, new.publisher, day, True)
        self._by_id[new.id].append(made)
        self._by_text[sha].append(made)
        self._rows[made.no] = _row(made, new, entry)
        return Entered(version, replaced)

    def _retire(self, older: Iterable[Shelved]) -> tuple[int, ...]:
        """Let the newest version of a document be an older one; gives its number."""
        replaced = [one for one in older if one.current]
        for one in replaced:
            one.current = False
            if one.no in self._rows:
                self._rows[one.no]["current"] = 0
            else:
                self._retired.add(one.no)
        return tuple(one.no for one in replaced)

    def write(self) -> None:
        """Write the rows of what was entered, and which older ones it replaced."""
        put(self._connection, document, list(self._rows.values()))
        put(self._connection, address, self._address_rows)
        if self._retired:
            older = one_of(self._connection, document.c.no, self._retired)
            self._connection.execute(update(document).where(older).values(current=0))
        self._rows, self._address_rows, self._retired = {}, [], set()


def _shelved(row: Any) -> Shelved:
    return Shelved(
        row.no, row.id, row.version, row.sha256, row.publisher, row.published, bool(row.current)
    )  # fmt: skip


def _row(made: Shelved, new: Document, entry: Entry) -> dict[str, Any]:
    return {
        "no": made.no,
        "id": made.id,
        "version": made.version,
        "sha256": made.sha256,
        "publisher": made.publisher,
        "title": new.title,
        "published": made.published,
        "language": new.language,
        "source": new.source,
        "learnt": entry.at.isoformat(),
        "current": 1,
    }
