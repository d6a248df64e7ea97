"""Databases of their own, for processes of their own, that begin with all tables made.

To make the tables takes a dozen seconds; to copy them takes none.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseOperations  # type: ignore[attr-defined]

Flush = Callable[[DatabaseOperations, list[str]], None]


@dataclass(frozen=True, slots=True)
class Ready:
    """A database as it is after the last migration: a file of SQLite, or a name on the server."""

    file: Path | None = None
    name: str = ""

    def fill(self, folder: Path) -> None:
        """Give this state directory the file; where a server is used it needs none."""
        if self.file is not None:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.file, folder / "nhanai.sqlite3")

    @contextmanager
    def database(self, folder: Path) -> Iterator[str]:
        """A copy for this state directory, and its address; empty where it is a file there."""
        self.fill(folder)
        with own_database(folder.name, like=self.name) as address:
            yield address


@contextmanager
def own_database(name: str, *, like: str = "") -> Iterator[str]:
    """A new database on the PostgreSQL of this run, empty or a copy; nothing on SQLite."""
    address = os.environ.get("NHANAI_DATABASE_URL", "")
    if not address:
        yield ""
        return
    name = f"own_{name}_{os.getpid()}".lower().replace("-", "_")
    copied = f' TEMPLATE "{like}"' if like else ""
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"{copied}'.encode())
    try:
        yield urlunsplit(urlsplit(address)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(address, autocommit=True) as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


@contextmanager
def kept_ready(folder: Path) -> Iterator[Ready]:
    """The tests' own database as it is now, kept aside for as long as the tests run."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(folder / "ready.sqlite3") as kept:
            connection.connection.backup(kept)
        kept.close()
        yield Ready(file=folder / "ready.sqlite3")
        return
    made = connection.settings_dict["NAME"]
    connection.close()
    with own_database("ready", like=made) as address:
        yield Ready(name=urlsplit(address).path.removeprefix("/"))


def without_triggers(flush: Flush) -> Flush:
    """The same with the triggers of ours away while it runs."""

    def flushed(operations: DatabaseOperations, statements: list[str]) -> None:
        with operations.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            kept = [(name, sql) for name, sql in cursor.fetchall() if "RAISE(ABORT" in sql]
            for name, _ in kept:
                cursor.execute(f"DROP TRIGGER {name}")
            flush(operations, statements)
            for _, sql in kept:
                cursor.execute(sql)

    return flushed


def address_of_the_tests() -> str:
    """Where other processes find the very database of these tests; empty on SQLite's memory."""
    if connection.vendor == "sqlite":
        return ""
    made = connection.settings_dict
    owner = f"{made['USER']}:{quote(made['PASSWORD'], safe='')}"
    place = f"{made['HOST']}:{made['PORT']}/{made['NAME']}"
    if made["HOST"].startswith("/"):
        place = f"localhost:{made['PORT']}/{made['NAME']}?host={made['HOST']}"
    return f"postgresql://{owner}@{place}"
