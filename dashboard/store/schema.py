"""The tables, and the two things that SQLite and PostgreSQL do differently: how one is opened, how words are searched.

An article's text and its reading are the record; events, actors and their index are computed from them and can be made
again at any time. `mentions` only grows: it remembers which event a mention belonged to, so that an event keeps its id
when articles come, go and return.
"""

from __future__ import annotations

import re
import time
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Engine,
    ExceptionContext,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    inspect,
    text,
    update,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError
from sqlalchemy.schema import CreateColumn, CreateIndex, CreateTable

from dashboard.errors import StoreError
from dashboard.rows import fold

BUSY = 60  # seconds that a writer waits for another one
TRIES = 20  # times that opening is tried while other processes open the same new file

_DRIVER = "pip install -r requirements-postgresql.txt"
_HINTS = (  # what a database says → what to do
    ("locked|busy", "Another process has been writing for long. Try again."),
    ("full|no space|disk I/O", "Nothing was changed. Make room on the disk and try again."),
    ("read-?only|permission", "May this user write the file and its folder?"),
    ("unable to open", "Is the path right, and may it be written?"),
    ("malformed|not a database|corrupt", "Restore a copy, or name another database with DATELINE_DB."),
    ("no such|has no column|undefined|does not exist", "Was it made by another version of Dateline?"),
    ("connect|refused|password|server|host", "Is the server running, and are its address and password right?"),
)

METADATA = MetaData()


def _of_collection() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["collection"], ["collections.id"], ondelete="CASCADE")


collections = Table(
    "collections",
    METADATA,
    Column("id", String, primary_key=True),
    Column("title", String, nullable=False),
    Column("revision", Integer, nullable=False, default=0),  # rises with every change
    Column("synced", String, nullable=False, default=""),  # hash of the files and rules that `sync` has read
    Column("problems", Text, nullable=False, default="[]"),
    Column("deleted", String),  # when, None while it is there
)
articles = Table(
    "articles",
    METADATA,
    Column("collection", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("published", Date),
    Column("language", String),
    Column("source", Text),
    Column("url", Text),
    Column("given", String, nullable=False),  # hash of the article as it came, before any correction
    Column("origin", String, nullable=False, default=""),  # of those that `sync` keeps in step with files
    Column("removed", String),
    _of_collection(),
)
readings = Table(
    "readings",
    METADATA,
    Column("collection", String, primary_key=True),
    Column("article", String, primary_key=True),
    Column("version", String, nullable=False),  # of the extraction that made it
    Column("raw", Text, nullable=False),  # as read on its own: what the next merge starts from
    Column("merged", Text),  # with the collection's names; None where equal to raw
    ForeignKeyConstraint(["collection", "article"], ["articles.collection", "articles.id"], ondelete="CASCADE"),
)
mentions = Table(
    "mentions",
    METADATA,
    Column("collection", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("event", String, nullable=False),
    _of_collection(),
)
actors = Table(
    "actors",
    METADATA,
    Column("collection", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("data", Text, nullable=False),
    _of_collection(),
)
events = Table(
    "events",
    METADATA,
    Column("row", Integer, primary_key=True, autoincrement=True),  # what the full-text index points at
    Column("collection", String, nullable=False),
    Column("id", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("date", String),
    Column("start", String),
    Column("end", String),
    Column("near_start", String),
    Column("near_end", String),
    Column("grain", String, nullable=False),
    Column("about", Boolean, nullable=False),
    Column("status", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("followed_by", String),
    Column("happening", String, nullable=False),
    Column("actors", Text, nullable=False),
    Column("via", Text, nullable=False),
    Column("places", Text, nullable=False),
    Column("voices", Text),  # nullable: a database of an older version lacks it until it is made again
    Column("speaker", Text),
    Column("source", Text),
    Column("sources", Integer, nullable=False),
    Column("mentions", Integer, nullable=False),
    Column("conflict", Boolean, nullable=False),
    Column("salience", Float, nullable=False),
    Column("published", String),
    Column("words", Text, nullable=False),
    Column("data", Text, nullable=False),  # mention ids, dates and reasons: what a card needs and a chart does not
    _of_collection(),
    Index("events_by_id", "collection", "id", unique=True),
    Index("events_by_start", "collection", "start"),
)
event_actor = Table(
    "event_actor",
    METADATA,
    Column("collection", String, primary_key=True),
    Column("event", String, primary_key=True),
    Column("actor", String, primary_key=True),
    Column("start", String),
    Column("via", Boolean, nullable=False),
    _of_collection(),
    Index("event_actor_by_actor", "collection", "actor", "start"),
    Index("event_actor_by_start", "collection", "start", "actor"),
)
revisions = Table(
    "revisions",
    METADATA,
    Column("collection", String, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("what", Text, nullable=False),
    _of_collection(),
)
corrections = Table(
    "corrections",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("collection", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("target", String, nullable=False),  # id of the article, later also of an event or an actor
    Column("field", String, nullable=False),
    Column("old", Text),
    Column("new", Text),
    _of_collection(),
    Index("corrections_by_target", "collection", "target"),
)

# The full-text index keeps itself up to date, so that nothing else has to know of it.
_SEARCH = {
    "sqlite": {
        "event_words": "CREATE VIRTUAL TABLE IF NOT EXISTS event_words USING fts5("
        "words, content='events', content_rowid='row', tokenize='unicode61')",
        "event_words_new": "CREATE TRIGGER IF NOT EXISTS event_words_new AFTER INSERT ON events BEGIN "
        "INSERT INTO event_words(rowid, words) VALUES (new.row, new.words); END",
        "event_words_gone": "CREATE TRIGGER IF NOT EXISTS event_words_gone AFTER DELETE ON events BEGIN "
        "INSERT INTO event_words(event_words, rowid, words) VALUES ('delete', old.row, old.words); END",
        "event_words_changed": "CREATE TRIGGER IF NOT EXISTS event_words_changed AFTER UPDATE OF words ON events BEGIN "
        "INSERT INTO event_words(event_words, rowid, words) VALUES ('delete', old.row, old.words); "
        "INSERT INTO event_words(rowid, words) VALUES (new.row, new.words); END",
    },
    "postgresql": {
        "event_words": "CREATE INDEX IF NOT EXISTS event_words ON events USING gin (to_tsvector('simple', words))",
    },
}
_MATCH = {
    "sqlite": "events.row IN (SELECT rowid FROM event_words WHERE event_words MATCH :query)",
    "postgresql": "to_tsvector('simple', events.words) @@ to_tsquery('simple', :query)",
}


def match(dialect: str, words: str) -> Any | None:
    """The condition that an event holds all of the words, each whole or the beginning of one; None for no words."""
    found = re.findall(r"[^\W_]+", fold(words))[:20]
    if not found:
        return None
    query = " ".join(f'"{word}"*' for word in found) if dialect == "sqlite" else " & ".join(f"{w}:*" for w in found)
    return text(_MATCH[dialect]).bindparams(query=query)


def open_engine(url: str) -> Engine:
    """An engine on a database that has the tables; several processes may open a new one at the same moment.

    Whatever the database refuses later is a StoreError too; only a row that is there already stays an IntegrityError.

    Raises StoreError where the URL cannot be understood or the database cannot be opened.
    """
    try:
        parsed = make_url(url)
        dialect = parsed.get_backend_name()
        if dialect not in _MATCH:
            raise StoreError("no database that Dateline knows", dialect, "Use sqlite:///… or postgresql+psycopg://…")
        options: dict[str, Any] = (
            {"connect_args": {"timeout": BUSY}} if dialect == "sqlite" else {"pool_pre_ping": True}
        )
        engine = create_engine(parsed, **options)
    except ImportError as error:
        hint = f"Install the driver that the address names: {_DRIVER}"
        raise StoreError(f"cannot be used as a database: {error}", "DATELINE_DB", hint) from None
    except (ArgumentError, ValueError) as error:
        raise StoreError(f"cannot be used as a database: {error}", "DATELINE_DB", "Check the address.") from None
    if dialect == "sqlite":
        event.listen(engine, "connect", _sqlite_connect)
    for attempt in range(TRIES):
        try:
            _create(engine, dialect)
            break
        except (DBAPIError, UnicodeDecodeError) as error:  # a damaged file may break SQLite's own messages
            # Another process may be creating the same tables just now.
            if attempt == TRIES - 1 or not re.search("locked|already exists|duplicate|unique|deadlock", str(error)):
                raise _told(engine, error, "cannot be opened") from None
            time.sleep(0.05 * (attempt + 1))
    event.listen(engine, "handle_error", _refused)
    return engine


def _refused(context: ExceptionContext) -> None:
    error = context.original_exception
    if context.engine is None or isinstance(context.sqlalchemy_exception, IntegrityError):
        return
    if context.sqlalchemy_exception is not None or isinstance(error, UnicodeDecodeError):
        raise _told(context.engine, error, "the database refused") from error


def _told(engine: Engine, error: BaseException, what: str) -> StoreError:
    """The error with what to do about it; the address without its password."""
    said = str(getattr(error, "orig", None) or error).strip().split("\n")[0]
    if isinstance(error, UnicodeDecodeError):
        said = "database disk image is malformed"
    hint = next((hint for words, hint in _HINTS if re.search(words, said, re.IGNORECASE)), "Is the address right?")
    return StoreError(f"{what}: {said}", engine.url.render_as_string(hide_password=True), hint)


def _create(engine: Engine, dialect: str) -> None:
    with engine.begin() as connection:
        _catch_up(connection)
        there = _names(connection)  # PostgreSQL locks a table before it looks whether an index is there: writers wait
        for table in METADATA.sorted_tables:
            if table.name not in there:
                connection.execute(CreateTable(table, if_not_exists=True))
            for index in sorted(table.indexes, key=lambda index: str(index.name)):
                if index.name not in there:
                    connection.execute(CreateIndex(index, if_not_exists=True))
        for name, statement in _SEARCH[dialect].items():
            if name not in there:
                connection.exec_driver_sql(statement)


def _names(connection: Connection) -> set[str | None]:
    """The tables and indexes that the database has."""
    inspector = inspect(connection)
    indexes = (index for listed in inspector.get_multi_indexes().values() for index in listed)
    return {*inspector.get_table_names(), *(index["name"] for index in indexes)}


def _catch_up(connection: Connection) -> None:
    """Give a database of an older version the columns it lacks, and have what is computed made again."""
    inspector, late = inspect(connection), False
    for table in filter(lambda table: inspector.has_table(table.name), METADATA.sorted_tables):
        there = {column["name"] for column in inspector.get_columns(table.name)}
        for column in (column for column in table.columns if column.name not in there):
            empty = {int: "0", float: "0", bool: "false"}.get(column.type.python_type, "''")
            default = "NULL" if column.nullable else empty
            made = CreateColumn(column).compile(dialect=connection.dialect)
            connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN {made} DEFAULT {default}")
            late = True
    if late:
        connection.execute(update(readings).values(merged=""))


def _sqlite_connect(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY * 1000}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()
