"""Databases of their own, for processes of their own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg


@contextmanager
def own_database(name: str) -> Iterator[str]:
    """A new database on the PostgreSQL of this run; nothing where it runs on SQLite."""
    address = os.environ.get("NHANAI_DATABASE_URL", "")
    if not address:
        yield ""
        return
    name = f"own_{name}_{os.getpid()}".lower().replace("-", "_")
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"'.encode())
    try:
        yield urlunsplit(urlsplit(address)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(address, autocommit=True) as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())
