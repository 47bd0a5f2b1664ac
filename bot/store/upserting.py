"""Inserts that may meet a row that is there already, in the words of the session's database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session


def insert(session: Session, table: Table) -> Any:
    """An insert that knows ``on_conflict_do_nothing`` and ``on_conflict_do_update``."""
    return _insert(session.connection().dialect.name, table)


def put(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """These rows, each over one of the same primary key."""
    if rows:
        connection.execute(_putting(connection.dialect.name, table), [dict(row) for row in rows])


def grow(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """These rows, their numbers added to those of one of the same primary key."""
    if rows:
        connection.execute(_growing(connection.dialect.name, table), [dict(row) for row in rows])


@cache
def _putting(dialect: str, table: Table) -> Any:
    made, keys = _insert(dialect, table), [column.name for column in table.primary_key]
    others = {column.name: made.excluded[column.name] for column in table.columns if column.name not in keys}
    return made.on_conflict_do_update(index_elements=keys, set_=others)


@cache
def _growing(dialect: str, table: Table) -> Any:
    made, keys = _insert(dialect, table), [column.name for column in table.primary_key]
    more = {column.name: column + made.excluded[column.name] for column in table.columns if column.name not in keys}
    return made.on_conflict_do_update(index_elements=keys, set_=more)


def _insert(dialect: str, table: Table) -> Any:
    return (postgresql.insert if dialect == "postgresql" else sqlite.insert)(table)
