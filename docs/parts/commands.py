"""The reference of the commands, from the commands themselves."""

from collections.abc import Iterator

import click

from docs.parts.tables import table
from servanda.cli import main


def reference() -> str:
    """A section for each command and each command below it."""
    return "\n\n".join(_sections(main, "servanda", click.Context(main, info_name="servanda")))


def _sections(command: click.Command, name: str, context: click.Context) -> Iterator[str]:
    if not isinstance(command, click.Group):
        yield _section(command, name)
        return
    if name != "servanda":
        yield f"### {name}\n\n{_prose(command)}"
    for word in command.list_commands(context):
        inner = command.get_command(context, word)
        assert inner is not None, f"{name} lists {word} and does not have it"
        yield from _sections(inner, f"{name} {word}", context)


def _section(command: click.Command, name: str) -> str:
    usage = " ".join([name, "[OPTIONS]", *(_argument(p) for p in command.params if _is_argument(p))])
    options = [_row(param) for param in command.params if isinstance(param, click.Option)]
    parts = [f"### {name}", f"```text\n{usage}\n```", _prose(command)]
    return "\n\n".join([*parts, table(("option", "what it does"), options)] if options else parts)


def _is_argument(param: click.Parameter) -> bool:
    return isinstance(param, click.Argument)


def _argument(param: click.Parameter) -> str:
    word = param.metavar or (param.name or "").upper() + ("..." if param.nargs == -1 else "")
    return word if param.required or word.startswith("[") else f"[{word}]"


def _prose(command: click.Command) -> str:
    """The help of a command: paragraphs, without the marks that click wraps by."""
    paragraphs = (command.help or "").replace("\b", "").split("\n\n")
    return "\n\n".join(" ".join(part.split()) for part in paragraphs).replace("{", "`{").replace("}", "}`")


def _row(option: click.Option) -> tuple[str, str]:
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    told = [option.help or "", "Required." if option.required else ""]
    if isinstance(option.type, click.Choice):
        told.append("One of " + ", ".join(f"`{choice}`" for choice in option.type.choices) + ".")
    if option.show_default:
        told.append(f"Default: `{option.default}`.")
    return names if option.is_flag else f"{names} `{_value(option)}`", " ".join(filter(None, told))


def _value(option: click.Option) -> str:
    return option.metavar or (option.name or "").upper()
