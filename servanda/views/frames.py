"""Rows of a ledger as the data frame of whichever library is installed (the extra `frames`)."""

from collections.abc import Sequence
from dataclasses import fields
from importlib import import_module
from types import ModuleType
from typing import Any

from servanda.views.rows import Row


def to_pandas(rows: Sequence[Row]) -> Any:
    """A pandas DataFrame, one row each. Raises ImportError where pandas is not installed."""
    return _library("pandas").DataFrame([plain(row) for row in rows])


def to_polars(rows: Sequence[Row]) -> Any:
    """A polars DataFrame, one row each. Raises ImportError where polars is not installed."""
    return _library("polars").DataFrame([plain(row) for row in rows], infer_schema_length=None)


def to_arrow(rows: Sequence[Row]) -> Any:
    """A pyarrow Table, one row each. Raises ImportError where pyarrow is not installed."""
    return _library("pyarrow").Table.from_pylist([plain(row) for row in rows])


def plain(row: Row) -> dict[str, Any]:
    """A row by column: lists for tuples, and a dict for what is a row in itself, such as a stage."""
    return {field.name: _plain(getattr(row, field.name)) for field in fields(row)}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value


def _library(name: str) -> ModuleType:
    try:
        return import_module(name)
    except ImportError as error:
        raise ImportError(f"{name} is not installed: pip install 'servanda[frames]'") from error
