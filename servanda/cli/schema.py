"""`servanda schema`: the JSON Schema of one line of `servanda read --format jsonl`."""

import click


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of a line of output."""
    import msgspec

    from servanda.model import json_schema

    click.echo(msgspec.json.format(msgspec.json.encode(json_schema()), indent=2).decode())
