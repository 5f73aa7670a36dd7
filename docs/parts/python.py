"""The reference of the Python interface, from its signatures and docstrings."""

import inspect
from collections.abc import Callable
from typing import Any

from docs.parts.tables import table
from servanda import api
from servanda.export.rows import COLUMNS


def reference() -> str:
    """The two functions, the document they give, and the columns of its rows."""
    parts = [_function(api.read), _function(api.read_many), _document()]
    columns = ", ".join(f"`{name}`" for name in COLUMNS)
    return "\n\n".join([*parts, f"### Columns of a row\n\n{columns}"])


def _function(function: Callable[..., Any]) -> str:
    arguments = ", ".join(
        name if param.default is param.empty else f"{name}={param.default!r}"
        for name, param in inspect.signature(function).parameters.items()
    )
    name = function.__name__
    return f"### servanda.{name}\n\n```python\n{name}({arguments})\n```\n\n{_doc(function)}"


def _document() -> str:
    rows = [
        (f"`{name}`" if isinstance(member, property) else f"`{name}()`", _doc(member))
        for name, member in vars(api.ReadDocument).items()
        if not name.startswith("_") and (isinstance(member, property) or inspect.isfunction(member))
    ]
    return f"### ReadDocument\n\n{_doc(api.ReadDocument)}\n\n" + table(("member", "is"), rows)


def _doc(thing: object) -> str:
    return inspect.getdoc(thing) or ""
