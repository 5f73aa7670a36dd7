"""Strict reading of the codebook's YAML: typed, unknown or repeated keys are errors."""

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
import yaml

if TYPE_CHECKING:
    from yaml import SafeLoader as _Safe
else:
    # The parser in C reads the same language many times faster, where PyYAML was built with it.
    _Safe = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

T = TypeVar("T")


class CodebookError(ValueError):
    """A data file of the codebook does not say what it should; the message names file and place."""


class _StrictLoader(_Safe):
    """Safe YAML in which only `true` and `false` are booleans and no key may stand twice."""


# YAML 1.1 reads NO, on and y as booleans: in lists of abbreviations they are words.
_StrictLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load_data(name: str, type_: type[T]) -> T:
    """The file `name` of the codebook's own data, as `type_`.

    `name` is a path below `codebook/data`, such as "parties/states.yaml".
    Raises CodebookError where the file is not valid YAML or does not fit the type.
    """
    return load_packaged("servanda.codebook", name, type_, told=name)


def load_packaged(package: str, name: str, type_: type[T], *, told: str = "") -> T:
    """The file `data/NAME` of a package of the project, as `type_`; errors call it `told`.

    Raises CodebookError where the file is not valid YAML or does not fit the type.
    """
    source = files(package) / "data" / name
    return parse(source.read_text(encoding="utf-8"), type_, told or f"data/{name}")


def load_file(path: Path, type_: type[T]) -> T:
    """A codebook file of the user's own, as `type_`. Raises OSError or CodebookError."""
    return parse(path.read_text(encoding="utf-8"), type_, str(path))


def parse(text: str, type_: type[T], name: str = "<text>") -> T:
    """YAML `text` as `type_`; `name` is used in errors. Raises CodebookError."""
    loader = _StrictLoader(text)
    try:
        node = loader.get_single_node()
        value = None if node is None else _build(loader, node, name)
        return msgspec.convert(value, type_, strict=True)
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise CodebookError(f"{name}: {error}") from error
    finally:
        loader.dispose()


def _build(loader: _StrictLoader, node: yaml.Node, name: str) -> Any:
    """The value of `node`, after checking that no mapping in it repeats a key."""
    stack: list[yaml.Node] = [node]
    while stack:
        here = stack.pop()
        if isinstance(here, yaml.SequenceNode):
            stack.extend(here.value)
        elif isinstance(here, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in here.value:
                if key.value in seen:
                    line = key.start_mark.line + 1
                    raise CodebookError(f"{name}, line {line}: the key {key.value!r} stands twice")
                seen.add(key.value)
                stack.append(value)
    return loader.construct_document(node)
