"""Documents → acts: blocks, sentences, parse, frames, cast, typing, grounding.

In: `Document`. Out: `Reading`. Called by the command line, the Python interface and the evaluation.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from servanda.reading.reader import Reader, read_document

__all__ = ["Reader", "read_document"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from servanda.reading import reader

        return getattr(reader, name)
    raise AttributeError(f"module 'servanda.reading' has no attribute {name!r}")
