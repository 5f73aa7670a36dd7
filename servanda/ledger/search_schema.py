"""What full-text search needs in the database: tables and triggers on SQLite, functions and indexes on
PostgreSQL."""

from sqlalchemy import Connection

#: PostgreSQL's text search configuration: English stems, and no stop words, so that "the will" finds some.
CONFIGURATION = "servanda"

#: Index by name: the table or view whose texts it holds, the column of their numbers, and the texts' column.
SQLITE_INDEXES = {
    "search_document": ("searchable_document", "no", "text"),
    "search_act": ("act", "no", "quote"),
    "search_named": ("searched", "no", "text"),
}

#: A document's words come from its entry, so that no text is kept twice.
#: JSON may hold zero characters, at which SQLite would end the text: to a search they are signs like others.
_VIEW = r"""CREATE VIEW searchable_document AS
SELECT no, coalesce(title, '') || char(10) || CASE
  WHEN json_valid(body) THEN coalesce(json_extract(body, '$.text'), '') ELSE '' END AS text
FROM (
  SELECT document.no AS no, document.title AS title,
    replace(replace(CAST(entry.body AS TEXT), '\\', '  '), '\u0000', ' ') AS body
  FROM document JOIN entry ON entry.seq = document.no
)"""

_TOKENS = "porter unicode61 remove_diacritics 2"

_DOCUMENT_TEXT = "(SELECT text FROM searchable_document WHERE no = {row}.no)"

_CHANGES = {
    "search_document": (
        ("document", "AFTER INSERT", "in", "NEW", _DOCUMENT_TEXT),
        ("document", "BEFORE DELETE", "out", "OLD", _DOCUMENT_TEXT),
    ),
    "search_act": (
        ("act", "AFTER INSERT", "in", "NEW", "{row}.quote"),
        ("act", "AFTER DELETE", "out", "OLD", "{row}.quote"),
    ),
    "search_named": (
        ("searched", "AFTER INSERT", "in", "NEW", "{row}.text"),
        ("searched", "AFTER DELETE", "out", "OLD", "{row}.text"),
    ),
}

_POSTGRES = f"""
CREATE TEXT SEARCH DICTIONARY servanda_stem (TEMPLATE = snowball, LANGUAGE = english);
CREATE TEXT SEARCH CONFIGURATION {CONFIGURATION} (PARSER = default);
ALTER TEXT SEARCH CONFIGURATION {CONFIGURATION} ADD MAPPING FOR asciiword, word, hword, hword_asciipart,
  hword_part, asciihword WITH servanda_stem;
ALTER TEXT SEARCH CONFIGURATION {CONFIGURATION} ADD MAPPING FOR numword, numhword, hword_numpart, int, uint,
  float, sfloat, version, email, url, url_path, host, file WITH simple;
CREATE FUNCTION servanda_words(words text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path FROM CURRENT AS $servanda$
BEGIN
  RETURN to_tsvector('{CONFIGURATION}'::regconfig, words);
EXCEPTION WHEN program_limit_exceeded THEN -- longer than an index takes: its beginning is found
  RETURN to_tsvector('{CONFIGURATION}'::regconfig, left(words, 200000));
END $servanda$;
CREATE FUNCTION servanda_body_words(body bytea) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path FROM CURRENT AS $servanda$
DECLARE
  told json;
BEGIN
  -- Signs that PostgreSQL's texts cannot hold part words, as other signs do.
  told := regexp_replace(
    replace(convert_from(body, 'UTF8'), '\\\\', '  '),
    '\\\\u(0000|[dD][89a-fA-F][0-9a-fA-F]{{2}})', ' ', 'g')::json;
  RETURN servanda_words(coalesce(told ->> 'title', '') || E'\\n' || coalesce(told ->> 'text', ''));
EXCEPTION WHEN data_exception OR invalid_text_representation THEN -- no document
  RETURN ''::tsvector;
END $servanda$;
CREATE INDEX search_document ON entry USING gin (servanda_body_words(body)) WHERE kind = 'document';
"""

_POSTGRES_FOLDED = """
CREATE INDEX search_act ON act USING gin (servanda_words(quote));
CREATE INDEX search_named ON searched USING gin (servanda_words(text));
"""


def put_up(connection: Connection) -> None:
    """Make the indexes, and on SQLite the triggers that keep them."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(_POSTGRES)
    put_up_folded(connection)


def put_up_folded(connection: Connection) -> None:
    """Make what `put_up` makes for the folded tables; on SQLite that is all of it."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(_POSTGRES_FOLDED)
        return
    connection.exec_driver_sql(_VIEW)
    for name, (source, number, words) in SQLITE_INDEXES.items():
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {name} USING fts5({words}, content='{source}', content_rowid='{number}',"
            f" tokenize='{_TOKENS}')"
        )
        put_up_triggers(connection, name)


def take_down(connection: Connection) -> None:
    """Remove the indexes of SQLite; what else `put_up` made goes with the tables it belongs to."""
    if connection.dialect.name != "sqlite":
        return
    for name in SQLITE_INDEXES:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
    connection.exec_driver_sql("DROP VIEW IF EXISTS searchable_document")


def put_up_triggers(connection: Connection, name: str) -> None:
    """Make the triggers that keep the index called `name` in step with its table."""
    words = SQLITE_INDEXES[name][2]
    for source, when, way, row, value in _CHANGES[name]:
        change = _change(name, words, way, row, value)
        connection.exec_driver_sql(f"CREATE TRIGGER {name}_{way} {when} ON {source} BEGIN {change} END")
    source, value = _CHANGES[name][0][0], _CHANGES[name][0][4]
    if source != "document":  # whose words never change
        field = value.removeprefix("{row}.")
        out, back = _change(name, words, "out", "OLD", value), _change(name, words, "in", "NEW", value)
        connection.exec_driver_sql(
            f"CREATE TRIGGER {name}_anew AFTER UPDATE OF {field} ON {source}"
            f" WHEN OLD.{field} IS NOT NEW.{field} BEGIN {out} {back} END"
        )


def _change(name: str, words: str, way: str, row: str, value: str) -> str:
    """The statement that enters a row's words into an index or takes them out."""
    text = value.format(row=row)
    if way == "in":
        return f"INSERT INTO {name}(rowid, {words}) VALUES ({row}.no, {text});"
    return f"INSERT INTO {name}({name}, rowid, {words}) VALUES ('delete', {row}.no, {text});"
