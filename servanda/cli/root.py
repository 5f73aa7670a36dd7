"""The command `servanda`: finds the file of a command when it is asked for, and words every failure."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from servanda import __version__

#: Command name to the module under `servanda.cli` whose `command` it is, in the order of the help.
COMMANDS = {
    "read": "read",
    "fetch": "fetch",
    "watch": "watch",
    "sources": "sources",
    "add": "add",
    "list": "list",
    "show": "show",
    "timeline": "timeline",
    "brief": "brief",
    "due": "due",
    "triggers": "triggers",
    "quiet": "quiet",
    "compare": "compare",
    "changes": "changes",
    "outcome": "outcome",
    "money": "money",
    "count": "count",
    "export": "export",
    "history": "history",
    "review": "review",
    "explain": "explain",
    "merge": "verdicts",
    "split": "verdicts",
    "accept": "verdicts",
    "reject": "verdicts",
    "correct": "verdicts",
    "undo": "verdicts",
    "verify": "verify",
    "rebuild": "rebuild",
    "evaluate": "evaluate",
    "codebook": "codebook",
    "schema": "schema",
}

BAD_INPUT = 3
INTERRUPTED = 130


class Sentence(click.ClickException):
    """Bad input, told in one sentence."""

    exit_code = BAD_INPUT


class Root(click.Group):
    """The group of all commands. A command may return its exit code; None is 0."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Command names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command called `cmd_name`, imported now; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"servanda.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, "command", None) or module.COMMANDS[cmd_name]
        return command

    def main(  # type: ignore[override] # click overloads it by a flag that is always off here
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> Any:
        """Run and leave the process with the exit code of the command."""
        extra["standalone_mode"] = False
        sys.exit(_run(super().main, args, prog_name or "servanda", extra))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a reader that closed the pipe has had enough, which is no failure."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _give_up_stdout()
            return 0
        return code


def _run(run: Any, args: Sequence[str] | None, prog_name: str, extra: dict[str, Any]) -> int:
    """The exit code of one call; failures are told on stderr in one sentence each."""
    try:
        code = run(args, prog_name, **extra)
    except click.ClickException as failure:
        context = getattr(failure, "ctx", None)
        complain(failure.format_message(), context.command_path if context else prog_name)
        return failure.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Exception as error:
        if os.environ.get("SERVANDA_TRACEBACK"):
            raise
        what = " ".join(f"{type(error).__name__}: {error}".split())
        complain(f"a fault of the program ({what}), SERVANDA_TRACEBACK=1 shows where", prog_name)
        return 1
    return code if isinstance(code, int) else 0


def complain(message: str, who: str = "servanda") -> None:
    """One problem as one line on stderr, ended like a sentence."""
    line = " ".join(message.split())
    click.echo(f"{who}: {line}" if line.endswith((".", "?", "!")) else f"{who}: {line}.", err=True)


def _give_up_stdout() -> None:
    """Point stdout at nothing, so that the interpreter's last flush does not fail too."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())


@click.command(
    "servanda", cls=Root, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, message="servanda %(version)s")
def main() -> None:
    """Read official documents into cited acts: who did or promised what, with whom, by when.

    Exit codes: 0 done, 1 a check failed, 2 usage, 3 bad input, 4 a source could not be reached,
    130 interrupted.
    """
