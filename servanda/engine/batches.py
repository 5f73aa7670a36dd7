"""Batches: the fixed groups in which documents are read, the same for any number of processes."""

from collections.abc import Iterable, Iterator

from servanda.model import Document

#: A batch is closed at this many documents or characters, whichever comes first.
MAX_DOCUMENTS = 16
MAX_CHARACTERS = 60_000


def batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """`documents` in groups, none empty, order kept. They depend on the documents alone."""
    batch: list[Document] = []
    characters = 0
    for document in documents:
        batch.append(document)
        characters += len(document.text)
        if len(batch) == MAX_DOCUMENTS or characters >= MAX_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
