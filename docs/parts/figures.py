"""Measured figures: ways of typing compared, the errors that remain, what the weights are made of."""

from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from docs.parts.tables import table
from servanda.reading.reader import shipped_weights

NOT_MEASURED = "not measured"
_MEASURES = ("dev_detect", "dev_typed", "cross_detect", "cross_typed")


def comparison(path: Path) -> str:
    """Ways of typing side by side: F1 of acts found and typed, on `dev` and across issuers."""
    if not path.is_file():
        return f"The comparison is {NOT_MEASURED}: `eval/comparison.json` is not there."
    rows = [
        [row["name"], *(_figure(row.get(name)) for name in _MEASURES), row.get("note") or ""]
        for row in _load(path)
    ]
    heads = ("typing", "detected", "typed", "detected, other issuer", "typed, other issuer", "note")
    return table(heads, rows)


def errors(path: Path) -> str:
    """The classes of error that remain, largest first, each with an example."""
    if not path.is_file():
        return f"The errors that remain are {NOT_MEASURED}: `eval/errors.json` is not there."
    rows = sorted(_load(path), key=lambda row: (-row["count"], row["class"]))
    return table(
        ("error", "number", "example"),
        ([row["class"], str(row["count"]), row.get("example") or ""] for row in rows),
    )


def provenance() -> str:
    """What the shipped weights were made of, as the file itself says."""
    weights = shipped_weights()
    said = weights.provenance
    size = len((files("servanda.reading") / "data" / "weights.bin").read_bytes())
    others = int(said["documents"]) - int(said["own_documents"])
    rows = [
        ("documents", said["documents"]),
        ("of these written for the project", said["own_documents"]),
        ("of these released by governments", str(others)),
        ("coded acts", said["acts"]),
        ("features", f"{len(weights.features):,}"),
        ("size of the file", f"{size / 1e6:.1f} MB"),
        ("digest of texts and codings (SHA-256)", f"`{said['digest']}`"),
    ]
    return table(("weights", "as shipped"), rows)


def _figure(value: float | None) -> str:
    return NOT_MEASURED if value is None else f"{value:.3f}".removeprefix("0")


def _load(path: Path) -> list[dict[str, Any]]:
    return msgspec.json.decode(path.read_bytes(), type=list[dict[str, Any]])
