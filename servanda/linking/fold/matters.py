from sqlalchemy import Connection

from servanda.linking.fold.codings import Changes


def fold_matters(
    connection: Connection, changes: Changes, ruled: set[tuple[str, str]], touched: set[str]
) -> list[str]:
    return []
