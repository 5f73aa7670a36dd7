"""`Page`: some rows of a list, and where the next page goes on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from servanda.views.frames import to_arrow, to_pandas, to_polars
from servanda.views.rows import Row

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """Rows, newest first. `after` is the cursor of the next page, None where nothing follows."""

    rows: Sequence[R]
    after: str | None = None

    def __iter__(self) -> Iterator[R]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, at: int) -> R:
        return self.rows[at]

    def to_pandas(self) -> Any:
        """The rows as a pandas DataFrame. Raises ImportError where pandas is not installed."""
        return to_pandas(self.rows)

    def to_polars(self) -> Any:
        """The rows as a polars DataFrame. Raises ImportError where polars is not installed."""
        return to_polars(self.rows)

    def to_arrow(self) -> Any:
        """The rows as a pyarrow Table. Raises ImportError where pyarrow is not installed."""
        return to_arrow(self.rows)
