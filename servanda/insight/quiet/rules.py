"""The numbers by which silences are judged, read from `data/quiet.yaml`."""

from functools import cache

import msgspec

from servanda.codebook.yamlio import load_packaged
from servanda.model import Stage


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the file says; lengths in days, shares from 0 to 1."""

    window: int
    least: int
    times: float
    longer_than: float
    shortest: int
    vouches: float
    most: int
    unfinished: tuple[Stage, ...]
    complete_unbound: tuple[Stage, ...]


@cache
def rules() -> Rules:
    """The rules that ship. Raises CodebookError where the file is wrong."""
    return load_packaged("servanda.insight", "quiet.yaml", Rules)
