"""What changed between two versions of a document: its blocks, one before the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from servanda.model import Document
from servanda.sources.body import body_blocks


@dataclass(frozen=True, slots=True)
class Change:
    """A run of blocks that was replaced: `before` is empty for new words, `after` for words taken out."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    def lines(self) -> list[str]:
        """As people read differences: "- " before what went, "+ " before what came."""
        return [f"- {text}" for text in self.before] + [f"+ {text}" for text in self.after]


def difference(before: Document, after: Document) -> tuple[Change, ...]:
    """The changes of the main text, in order; none where only menus or sidebars changed."""
    return _changes(body_blocks(before), body_blocks(after))


def _changes(old: Sequence[str], new: Sequence[str]) -> tuple[Change, ...]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return tuple(
        Change(tuple(old[a:b]), tuple(new[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    )
