"""`Floors`: the figures a reader may not fall below, kept with a digest of the gold they were measured on."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from servanda.evaluation.coded import CodedError, Gold
from servanda.evaluation.figures import LESS_IS_BETTER, Figure

#: The figures that get a floor when floors are first set.
GUARDED = (
    "detect",
    "typed",
    "full",
    "commitment",
    "modality_acc",
    "actors_exact",
    "deadline_end_equal",
    "money_equal",
    "invented_in_empty",
    "reslice",
)
#: Floors are kept to three digits.
DIGITS = 1000


class Lowered(msgspec.Struct, frozen=True, rename={"was": "from", "now": "to"}):
    """One floor made weaker: by how much, when and why. `figure` is "digest" where the gold changed."""

    figure: str
    was: float | str
    now: float | str
    reason: str
    on: date


class Floors(msgspec.Struct, frozen=True):
    """The floors for one folder of gold. For figures where less is better a floor is a ceiling."""

    digest: str
    floors: dict[str, float]
    lowered: tuple[Lowered, ...] = ()


@dataclass(frozen=True, slots=True)
class Breach:
    """A figure on the wrong side of its floor."""

    figure: str
    value: float
    floor: float

    def __str__(self) -> str:
        side = "above its ceiling" if self.figure in LESS_IS_BETTER else "below its floor"
        return f"{self.figure} {self.value:.4f} is {side} {self.floor:.3f}"


def load_floors(path: Path) -> dict[str, Floors]:
    """Gold name to floors; empty where the file does not exist. Raises CodedError on a malformed file."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, Floors])
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.MsgspecError) as error:
        raise CodedError(f"{path}: {error}") from error


def save_floors(path: Path, floors: Mapping[str, Floors]) -> None:
    """Write all floors, readable and in a stable order."""
    body = msgspec.json.encode(dict(floors), order="sorted")
    path.write_bytes(msgspec.json.format(body, indent=2) + b"\n")


def breaches(floors: Floors, measured: Sequence[Figure]) -> list[Breach]:
    """The measured figures that are worse than their floor."""
    values = {figure.name: figure.value for figure in measured}
    return [
        Breach(name, values[name], floor)
        for name, floor in sorted(floors.floors.items())
        if name in values and _worse(name, values[name], floor)
    ]


def raised(floors: Floors | None, gold: Gold, measured: Sequence[Figure]) -> Floors:
    """Floors moved up to today's figures; none is made weaker. New floors where `floors` is None."""
    values = {figure.name: rounded(figure) for figure in measured}
    if floors is None:
        return Floors(gold.digest, {name: values[name] for name in GUARDED})
    moved = {
        name: floor if name not in values or _worse(name, values[name], floor) else values[name]
        for name, floor in floors.floors.items()
    }
    return msgspec.structs.replace(floors, floors=moved)


def lowered(floors: Floors, gold: Gold, measured: Sequence[Figure], *, reason: str, on: date) -> Floors:
    """Floors moved down to today's figures where those are worse, each move recorded with its reason.

    A changed gold is recorded in the same way.
    """
    values = {figure.name: rounded(figure) for figure in measured}
    broken = [breach.figure for breach in breaches(floors, measured)]
    record = [Lowered(name, floors.floors[name], values[name], reason, on) for name in broken]
    if floors.digest != gold.digest:
        record.append(Lowered("digest", floors.digest, gold.digest, reason, on))
    moved = {**floors.floors, **{name: values[name] for name in broken}}
    return Floors(gold.digest, moved, (*floors.lowered, *record))


def rounded(figure: Figure) -> float:
    """The floor that `figure` passes: three digits, rounded to the weaker side."""
    scaled = round(figure.value * DIGITS, 6)
    return (math.ceil(scaled) if figure.name in LESS_IS_BETTER else math.floor(scaled)) / DIGITS


def _worse(name: str, value: float, floor: float) -> bool:
    slack = 1e-9
    return value > floor + slack if name in LESS_IS_BETTER else value < floor - slack
