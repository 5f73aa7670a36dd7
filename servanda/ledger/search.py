"""Full-text search: FTS5 on SQLite, tsvector and GIN on PostgreSQL, behind one `find`.

Documents and acts are indexed by the database itself as their rows come and go. Anything else that has a
text id is entered by `index` and taken out by `remove`. English stems; the case of letters does not count.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Select, column, delete, false, func, literal, select, table
from sqlalchemy.dialects import postgresql

from servanda.ledger.rows import insert, one_of
from servanda.ledger.search_schema import CONFIGURATION
from servanda.ledger.tables import act, entry, searched

#: Terms of a question that count, and characters of a term: bounds of both databases lie above.
MOST_TERMS = 50
LONGEST = 200
_ANEW = '("kind", "key") DO UPDATE SET "text" = excluded."text" WHERE searched."text" <> excluded."text"'
_TERM = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"[^\W_]+")


def find(connection: Connection, words: str, kind: str) -> Select[Any]:
    """A query for what holds all of `words`: one column, `no` for "document" and "act", `key` otherwise.

    `words` may be anything a person types: "words in quotes" stand side by side, `word*` is a beginning, all
    other signs only part words. No word at all finds nothing.
    """
    terms = list(_terms(words))
    if connection.dialect.name == "sqlite":
        return _sqlite(terms, kind)
    return _postgres(terms, kind)


def _terms(words: str) -> Iterator[tuple[str, bool]]:
    """(words side by side, whether the last is a beginning)."""
    count = 0
    for match in _TERM.finditer(words):
        quoted = match[1] is not None
        parts = _WORD.findall(match[1] if quoted else match[2])
        if parts and count < MOST_TERMS:
            count += 1
            yield " ".join(parts)[:LONGEST], not quoted and match[2].endswith("*")


def _sqlite(terms: list[tuple[str, bool]], kind: str) -> Select[Any]:
    name = f"search_{kind}" if kind in ("document", "act") else "search_named"
    words = table(name, column("rowid"), column(name))
    question = " ".join(f'"{phrase}"' + ("*" if beginning else "") for phrase, beginning in terms)
    fits = words.c[name].op("MATCH")(question) if terms else false()
    if name != "search_named":
        return select(words.c.rowid.label("no")).where(fits)
    found = select(words.c.rowid).where(fits)
    return select(searched.c.key).where(searched.c.no.in_(found), searched.c.kind == kind)


def _postgres(terms: list[tuple[str, bool]], kind: str) -> Select[Any]:
    if kind == "document":
        query, words = select(entry.c.seq.label("no")), func.servanda_body_words(entry.c.body)
        query = query.where(entry.c.kind == "document")
    elif kind == "act":
        query, words = select(act.c.no), func.servanda_words(act.c.quote)
    else:
        query, words = select(searched.c.key), func.servanda_words(searched.c.text)
        query = query.where(searched.c.kind == kind)
    if not terms:
        return query.where(false())
    configuration = literal(CONFIGURATION).cast(postgresql.REGCONFIG)
    for phrase, beginning in terms:
        if beginning:
            *before, last = phrase.split()
            question = func.to_tsquery(configuration, " <-> ".join([*before, f"{last}:*"]))
        else:
            question = func.phraseto_tsquery(configuration, phrase)
        query = query.where(words.op("@@")(question))
    return query


def index(connection: Connection, kind: str, key: str, text: str) -> None:
    """Let `key`, an id of `kind`, be found by `text`; an earlier text of it is forgotten."""
    index_many(connection, kind, {key: text})


def index_many(connection: Connection, kind: str, texts: Mapping[str, str]) -> None:
    """`index` for many keys at once."""
    rows = [(kind, key, text) for key, text in sorted(texts.items())]
    insert(connection, "searched", ("kind", "key", "text"), rows, _ANEW)


def remove(connection: Connection, kind: str, keys: Iterable[str]) -> None:
    """Let `keys` be found no more."""
    wanted = set(keys)
    if wanted:
        ones = one_of(connection, searched.c.key, wanted)
        connection.execute(delete(searched).where(searched.c.kind == kind, ones))
