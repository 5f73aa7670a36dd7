"""`Problems`: what went wrong while a command ran, told on stderr as it comes, and the exit code it makes."""

from typing import TYPE_CHECKING

from servanda.cli.root import BAD_INPUT, complain

if TYPE_CHECKING:
    from servanda.sources import Problem

#: So many documents without acts are named; of more, only the number is told.
NAMED = 10


class Problems:
    """Tells each problem in one sentence. `exit_code` is the gravest so far, 0 where there was none."""

    def __init__(self, who: str) -> None:
        self._who = who
        self._empty: list[str] = []
        self._empty_count = 0
        self.exit_code = 0

    def add(self, problem: "Problem") -> None:
        """A problem with a source."""
        self.tell(str(problem), problem.exit_code)

    def tell(self, message: str, exit_code: int = BAD_INPUT) -> None:
        """A problem in words."""
        complain(message, self._who)
        self.exit_code = max(self.exit_code, exit_code)

    def note_empty(self, name: str) -> None:
        """A document that was read and holds no act, which is no failure."""
        self._empty_count += 1
        if len(self._empty) < NAMED:
            self._empty.append(name)

    def tell_empty(self) -> None:
        """Say which documents held no act."""
        if self._empty_count > NAMED:
            complain(f"no acts found in {self._empty_count} documents", self._who)
        else:
            for name in self._empty:
                complain(f"no acts found in {name}", self._who)
