"""One kind of a ledger's records as Parquet with typed columns, written by groups of rows."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, BinaryIO

from servanda.export.ledger_records import ANNOUNCEMENT, KINDS, STAGE, Column, records
from servanda.ledger.rows import chunks
from servanda.views import Filter, LedgerView
from servanda.views.view import EVERYTHING

#: Rows of a group. Documents carry their texts: their groups are smaller.
GROUP, GROUP_OF_TEXTS = 10_000, 1_000


def write(
    view: LedgerView,
    out: BinaryIO,
    wanted: Filter = EVERYTHING,
    *,
    what: str,
    seen: Callable[[int], None] = lambda _: None,
) -> None:
    """The records of the kind `what`. Raises ImportError where pyarrow is not installed."""
    arrow, parquet = _library("pyarrow"), _library("pyarrow.parquet")
    schema = arrow.schema([(name, _type(arrow, kind)) for name, kind in KINDS[what].items()])
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        size = GROUP_OF_TEXTS if what == "documents" else GROUP
        for part in chunks(records(view, what, wanted), size):
            writer.write_table(arrow.Table.from_pylist(part, schema), row_group_size=size)
            seen(len(part))


def _type(arrow: Any, kind: Column) -> Any:
    """The type of a column in Arrow."""
    if kind is Column.TEXTS:
        return arrow.list_(arrow.string())
    if kind is Column.STAGES:
        return arrow.list_(_struct(arrow, STAGE))
    if kind is Column.ANNOUNCEMENTS:
        return arrow.list_(_struct(arrow, ANNOUNCEMENT))
    plain = {
        Column.TEXT: arrow.string,
        Column.DAY: arrow.date32,
        Column.WHOLE: arrow.int64,
        Column.NUMBER: arrow.float64,
        Column.YES: arrow.bool_,
    }
    return plain[kind]()


def _struct(arrow: Any, columns: Mapping[str, Column]) -> Any:
    return arrow.struct([(name, _type(arrow, kind)) for name, kind in columns.items()])


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise ImportError("Parquet needs pyarrow: pip install 'servanda[frames]'") from error
