"""Which sentences are worth parsing: four fifths of reading time is the parse."""

import re

from servanda.model import BlockKind, Document
from servanda.reading.sentences import Sentence

#: Blocks that the coding manual excludes (section 1).
SKIPPED = frozenset(
    {
        BlockKind.NAVIGATION, BlockKind.NOTICE, BlockKind.RELATED, BlockKind.FURNITURE, BlockKind.CONTACT,
        BlockKind.QUICK_FACTS, BlockKind.END, BlockKind.CAPTION,
    }
)  # fmt: skip
_WORDS = re.compile(r"[A-Za-z]{2,}")


def worth_parsing(document: Document, sentence: Sentence) -> bool:
    """Whether the sentence can hold an act: prose of at least three words, not the title again."""
    if sentence.kind in SKIPPED:
        return False
    text = sentence.span.of(document.text)
    if len(_WORDS.findall(text)) < 3:
        return False
    return not (sentence.order == 0 and document.title and text.strip() == document.title.strip())
