"""`Problem`: why one input, or one part of it, was not read; `SourceError`: the same as an exception."""

from collections.abc import Callable
from dataclasses import dataclass

#: Exit codes a problem can carry (the command line's contract).
USAGE = 2
BAD_INPUT = 3
#: No failure: a warning about a document that was read.
WARNING = 0
UNREACHED = 4


@dataclass(frozen=True, slots=True)
class Problem:
    """One sentence about one source. `exit_code` is what a command should end with."""

    source: str
    message: str
    exit_code: int = BAD_INPUT

    def __str__(self) -> str:
        return f"{self.source}: {self.message}"


class SourceError(Exception):
    """A source could not be read. `message` is one sentence for people, without the source's name."""

    def __init__(self, message: str, exit_code: int = BAD_INPUT) -> None:
        super().__init__(message)
        self.message = message
        self.exit_code = exit_code

    def about(self, source: str) -> Problem:
        """The problem this error is for `source`."""
        return Problem(source, self.message, self.exit_code)


OnProblem = Callable[[Problem], None]


def unheard(_problem: Problem) -> None:
    """For callers who do not ask for warnings."""
