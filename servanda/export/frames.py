"""Rows as the data frame of whichever library is installed (the extra `frames`)."""

from collections.abc import Iterable
from importlib import import_module
from types import ModuleType
from typing import Any

from servanda.export.rows import COLUMNS, rows
from servanda.model import Reading


def to_pandas(readings: Iterable[Reading]) -> Any:
    """A pandas DataFrame, one row an act. Raises ImportError where pandas is not installed."""
    return _library("pandas").DataFrame(_listed(readings), columns=list(COLUMNS))


def to_polars(readings: Iterable[Reading]) -> Any:
    """A polars DataFrame, one row an act. Raises ImportError where polars is not installed."""
    return _library("polars").DataFrame(_listed(readings), infer_schema_length=None)


def to_arrow(readings: Iterable[Reading]) -> Any:
    """A pyarrow Table, one row an act. Raises ImportError where pyarrow is not installed."""
    return _library("pyarrow").Table.from_pylist(_listed(readings))


def _listed(readings: Iterable[Reading]) -> list[dict[str, Any]]:
    """Rows with lists for tuples, which is what the libraries know as a list column."""
    return [
        {name: list(value) if isinstance(value, tuple) else value for name, value in row.items()}
        for reading in readings
        for row in rows(reading)
    ]


def _library(name: str) -> ModuleType:
    try:
        return import_module(name)
    except ImportError as error:
        raise ImportError(f"{name} is not installed: pip install 'servanda[frames]'") from error
