"""Word lists of the sources package, as YAML. In: a file's name. Out: its content, read once."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

# libyaml's loader where it is built in: five times faster, same result.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def words(name: str) -> Any:
    """The content of words/`name`.yaml. Raises FileNotFoundError where there is none."""
    text = (files("servanda.sources.words") / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=_Loader)
