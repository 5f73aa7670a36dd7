"""`Rules`: how far a fetch may go. Times are in seconds, sizes in bytes."""

from dataclasses import dataclass

from servanda.sources.decoding import MAX_BYTES

AGENT = "Servanda"


@dataclass(frozen=True, slots=True)
class Rules:
    """The limits of one run. `pace` is the least time between two requests to one host.

    `deadline` bounds one whole answer, however slowly it drips; `patience` the longest wait that a server may
    ask for with Retry-After; `attempts` the tries of one address when a server or the way to it fails.
    `ca_file` names certificates to trust besides the usual ones.
    """

    user_agent: str = f"{AGENT}/0.1 (reads official documents; honours robots.txt)"
    connect: float = 15.0
    read: float = 30.0
    deadline: float = 180.0
    attempts: int = 4
    wait: float = 1.0
    wait_max: float = 30.0
    patience: float = 120.0
    pace: float = 1.0
    max_bytes: int = MAX_BYTES
    max_redirects: int = 8
    allow_private: bool = False
    robots: bool = True
    proxy: str | None = None
    ca_file: str | None = None
