"""Reading from Python: `read` and `read_many` give documents with their acts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from os import PathLike, fspath
from typing import Any

from servanda.model import Act, Document, Reading

#: What can be read: a path, a pattern, an address, "-" for standard input, or a document at hand.
Source = str | PathLike[str] | Document


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document and its acts, as notebooks and scripts use them."""

    reading: Reading

    @property
    def document(self) -> Document:
        """The document as read."""
        return self.reading.document

    @property
    def text(self) -> str:
        """The canonical text, into which every span of an act points."""
        return self.reading.document.text

    @property
    def acts(self) -> tuple[Act, ...]:
        """All acts, in the order of the text."""
        return self.reading.acts

    @property
    def commitments(self) -> tuple[Act, ...]:
        """The acts that bind their actor to a future own deed."""
        return self.reading.commitments

    def to_rows(self) -> list[dict[str, Any]]:
        """One flat row an act, with the columns of the CSV export."""
        from servanda.export.rows import rows

        return list(rows(self.reading))

    def to_pandas(self) -> Any:
        """The rows as a pandas DataFrame. Raises ImportError where pandas is not installed."""
        from servanda.export.frames import to_pandas

        return to_pandas([self.reading])

    def to_polars(self) -> Any:
        """The rows as a polars DataFrame. Raises ImportError where polars is not installed."""
        from servanda.export.frames import to_polars

        return to_polars([self.reading])

    def to_arrow(self) -> Any:
        """The rows as a pyarrow Table. Raises ImportError where pyarrow is not installed."""
        from servanda.export.frames import to_arrow

        return to_arrow([self.reading])

    def _repr_html_(self) -> str:
        """The marked text, for notebooks."""
        from servanda.export.html import fragment

        return fragment(self.reading)

    def __repr__(self) -> str:
        from servanda.export import wording

        return f"<{wording.title(self.document)}: {wording.counts(self.reading)}>"


def read(source: Source, *, publisher: str | None = None, published: date | None = None) -> ReadDocument:
    """The one document that `source` names, with its acts.

    `publisher` (a party code such as "CAN") and `published` are used where the document does not say.
    Raises SourceError where the source cannot be read, and ValueError where it holds more than one document.
    """
    from servanda.engine import read_documents

    documents = documents_of([source], publisher, published)
    document = next(documents, None)
    if document is None:
        raise ValueError(f"{source}: holds no document")
    if next(documents, None) is not None:
        raise ValueError(f"{source}: holds more than one document: use read_many")
    return ReadDocument(next(read_documents([document])))


def read_many(
    sources: Iterable[Source], *, publisher: str | None = None, published: date | None = None, jobs: int = 1
) -> Iterator[ReadDocument]:
    """The documents of all sources with their acts, one at a time and in order, read by `jobs` processes.

    With more than one job, call it under `if __name__ == "__main__":`, as for every process pool.
    Raises SourceError at the first source that cannot be read.
    """
    from servanda.engine import read_documents

    readings = read_documents(documents_of(sources, publisher, published), jobs=jobs)
    return map(ReadDocument, readings)


def documents_of(
    sources: Iterable[Source], publisher: str | None, published: date | None
) -> Iterator[Document]:
    from servanda.sources import Problem, SourceError, open_documents

    def fail(problem: Problem) -> None:
        raise SourceError(str(problem), problem.exit_code)

    for source in sources:
        if isinstance(source, Document):
            yield source
        else:
            yield from open_documents(
                [fspath(source)], publisher=publisher, published=published, on_problem=fail
            )
