"""How long questions take: asked many times, as percentiles in milliseconds."""

import math
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from servanda.views import ViewError


def warm(path: Path) -> None:
    """Read the file once, so that what is measured is the work and not the disk."""
    with path.open("rb") as file:
        while file.read(1 << 24):
            pass


def report(asked: Mapping[str, Callable[[], Any]], times: int) -> float:
    """Print a line a question; gives the largest 95th percentile in ms, infinity where one fails."""
    slowest = 0.0
    print(f"{'question':<24} {'p50 ms':>8} {'p95 ms':>8} {'worst':>8}")
    for name, ask in asked.items():
        try:
            spent = _spent(ask, times)
        except Exception as error:
            print(f"{name:<24} fails: {type(error).__name__}: {error}", flush=True)
            slowest = math.inf
            continue
        late = spent[times * 95 // 100]
        slowest = max(slowest, late)
        print(f"{name:<24} {spent[times // 2]:8.1f} {late:8.1f} {spent[-1]:8.1f}", flush=True)
    return slowest


def _spent(ask: Callable[[], Any], times: int) -> list[float]:
    """The milliseconds of `times` answers, sorted; some more are asked before, which do not count."""
    for _ in range(min(20, times)):
        timed(ask)
    return sorted(timed(ask) for _ in range(times))


def timed(ask: Callable[[], Any]) -> float:
    """The milliseconds that an answer takes; a question that is refused is answered."""
    begun = time.perf_counter()
    with suppress(ViewError):
        ask()
    return (time.perf_counter() - begun) * 1000
