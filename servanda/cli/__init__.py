"""The command line: one file per command, loaded when called.

In: arguments, files, streams. Out: text on stdout, one sentence per problem on stderr, an exit code.
The script `servanda` calls `main`; nothing imports this package.
"""

from servanda.cli.root import main

__all__ = ["main"]
