"""CSV and Parquet of documents: the columns of a JSON Lines row, one document a line, streamed."""

import csv
import io
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from servanda.sources.decoding import MAX_BYTES
from servanda.sources.page import Hints, Page
from servanda.sources.problem import OnProblem, Problem, SourceError
from servanda.sources.rows import read_row

#: Rows read from a Parquet file at a time.
_BATCH = 256


def read_csv(stream: BinaryIO, name: str, hints: Hints, on_problem: OnProblem) -> Iterator[Page]:
    """The pages of a CSV file in UTF-8 whose first line names its columns; "text" is needed."""
    csv.field_size_limit(min(MAX_BYTES, sys.maxsize))
    lines = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", errors="strict")
    reader = csv.DictReader(lines, strict=True)
    try:
        _check_columns(reader.fieldnames)
        for row in reader:
            where = f"{name}, line {reader.line_num}"
            filled = {key: value for key, value in row.items() if key and value not in (None, "")}
            yield from _row(filled, name, where, hints, on_problem)
    except csv.Error as error:
        raise SourceError(f"is no CSV file after line {reader.line_num} ({error})") from None
    except UnicodeDecodeError:
        raise SourceError("is not in UTF-8; save it as CSV UTF-8") from None
    finally:
        lines.detach()


def read_parquet(path: Path, hints: Hints, on_problem: OnProblem) -> Iterator[Page]:
    """The pages of a Parquet file, read a batch of rows at a time."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise SourceError("is a Parquet file; reading it needs pip install 'servanda[frames]'") from None
    try:
        with ParquetFile(path) as file:
            _check_columns(file.schema_arrow.names)
            number = 0
            for batch in file.iter_batches(batch_size=_BATCH):
                for row in batch.to_pylist():
                    number += 1
                    filled = {key: _plain(value) for key, value in row.items() if value is not None}
                    yield from _row(filled, str(path), f"{path}, row {number}", hints, on_problem)
    except (ArrowException, OSError) as error:
        raise SourceError(f"is no Parquet file that can be read ({type(error).__name__})") from None


def _check_columns(names: Any) -> None:
    if not names:
        raise SourceError("is empty")
    if "text" not in names:
        raise SourceError(f"has no column 'text'; its columns are {', '.join(map(str, names))}"[:300])


def _row(
    row: Mapping[str, Any], name: str, where: str, hints: Hints, on_problem: OnProblem
) -> Iterator[Page]:
    return read_row(row, name, hints, lambda message: on_problem(Problem(where, message)))


def _plain(value: Any) -> Any:
    """Arrow's dates are datetimes or dates; rows hold dates."""
    return value.isoformat()[:10] if isinstance(value, date) else value
