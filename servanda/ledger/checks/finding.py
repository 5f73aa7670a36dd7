"""`Finding`: one thing that is wrong with a ledger, and where."""

from dataclasses import dataclass

#: What helps against damage outside the entries.
REBUILD = "`servanda rebuild` makes it anew from the entries"
#: What helps against damage to the entries.
RESTORE = "restore the ledger from a copy"


@dataclass(frozen=True, slots=True)
class Finding:
    """`where` names an entry, a table, an index or a page; `what` is wrong with it; `advice` helps."""

    where: str
    what: str
    advice: str = RESTORE

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.advice}"


def entry_name(seq: int) -> str:
    """How findings name an entry."""
    return f"entry {seq}"
