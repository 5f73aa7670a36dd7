"""Python's search for cyclic garbage, kept out of work that makes many objects and little garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collected_later() -> Iterator[None]:
    """Search for garbage only after the block, as it was done before it.

    A batch makes some hundred thousand objects that all live to its end: searching through them again and
    again is a fifth of its time, and finds nothing. Their number bounds what can be left lying.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()
