"""`Span`: a half-open stretch of characters, the only way Servanda points at words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Offsets `[start, end)` into a document's text, in Unicode code points.

    Raises ValueError where the offsets are negative or out of order.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span [{self.start}, {self.end}) is not a stretch of text")

    def of(self, text: str) -> str:
        """The quotation: `text[start:end]`."""
        return text[self.start : self.end]

    def overlap(self, other: "Span") -> int:
        """Number of characters that both spans cover."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start
