"""Checks of followthemoney JSON: by a table of its model, and by the library itself where it is installed.

The library needs PyICU, for which there are no wheels: it is no dependency of the tests.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

#: Schemata that each used one stands for, where a property points at a wider one.
WIDER = {
    "PublicBody": {"LegalEntity", "Thing"},
    "Organization": {"LegalEntity", "Thing"},
    "Article": {"Document", "Thing"},
    "Project": {"Project", "Thing"},
    "Event": {"Thing"},
}

FORMS = {
    "date": re.compile(r"\d{4}(-\d\d(-\d\d)?)?"),
    "url": re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?([/?#][!-~]*)?"),
    "country": re.compile(r"[a-z]{2}|[a-z]{4}|[a-z]{2}-[a-z]{2,4}"),
    "language": re.compile(r"[a-z]{3}"),
    "number": re.compile(r"-?\d+(\.\d+)?"),
    "id": re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?"),
}


@cache
def schemata() -> Mapping[str, Any]:
    """The table."""
    path = Path(__file__).with_name("ftm_schemata.yaml")
    table: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return table


def faults(entities: Iterable[Mapping[str, Any]]) -> list[str]:
    """What is wrong with entities, each in a sentence."""
    all_of_them = list(entities)
    kinds = {one["id"]: one["schema"] for one in all_of_them}
    found = [] if len(kinds) == len(all_of_them) else ["an id stands twice"]
    for one in all_of_them:
        found += [f"{one['id']} ({one['schema']}): {fault}" for fault in _faults(one, kinds)]
    return found


def _faults(one: Mapping[str, Any], kinds: Mapping[str, str]) -> Iterable[str]:
    table = schemata()[one["schema"]]
    if set(one) != {"id", "schema", "properties"}:
        yield f"odd keys {sorted(one)}"
    if not FORMS["id"].fullmatch(one["id"]):
        yield "no valid id"
    for name in table["required"]:
        if not one["properties"].get(name):
            yield f"{name} is missing"
    for name, values in one["properties"].items():
        kind = table["properties"].get(name)
        if kind is None:
            yield f"there is no property {name}"
        elif not values or len(set(values)) != len(values):
            yield f"{name} is empty or repeats a value"
        else:
            yield from (fault for value in values for fault in _value_faults(name, kind, value, kinds))


def _value_faults(name: str, kind: str, value: str, kinds: Mapping[str, str]) -> Iterable[str]:
    if not isinstance(value, str) or not value.strip():
        yield f"{name} holds {value!r}"
    elif kind.startswith("entity "):
        wanted, schema = kind.split()[1], kinds.get(value)
        if schema is None or wanted not in WIDER.get(schema, ()):
            yield f"{name} points at {value} ({schema}), not at a {wanted}"
    elif kind in FORMS and not FORMS[kind].fullmatch(value):
        yield f"{name} holds {value!r}, which is no {kind}"
    elif kind == "name" and len(value) > 384:
        yield f"{name} is too long"


def library_faults(entities: Iterable[Mapping[str, Any]]) -> list[str]:
    """What the library itself says. Raises ImportError where it is not installed."""
    from followthemoney import model
    from followthemoney.exc import FollowTheMoneyException

    found = []
    for one in entities:
        try:
            proxy = model.get_proxy(dict(one))
            proxy.schema.validate(dict(one))
        except FollowTheMoneyException as error:
            found.append(f"{one['id']}: {error} {getattr(error, 'errors', '')}")
            continue
        for prop, value in proxy.itervalues():
            if prop.type.clean(value) is None:
                found.append(f"{one['id']}: {prop.name} holds {value!r}, which does not survive")
    return found
