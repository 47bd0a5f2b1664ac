"""Topics of the staff's group in the database; see `bot.service.topics`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Boolean, Column, Text, delete
from sqlmodel import Field, Session, SQLModel, col, select

from bot.service.topics import Topic
from bot.store.database import Database

MOVED = 0
"""The row of this number is no chat's: its ``thread`` is the number that the group was set up with."""


class TopicRow(SQLModel, table=True):
    """A topic, by the number of its chat. ``awaiting`` is JSON."""

    __tablename__: ClassVar[str] = "topic"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    number: int = Field(sa_column=Column("number", BigInteger, primary_key=True, autoincrement=False))
    group: int = Field(sa_column=Column("group_id", BigInteger, nullable=False))
    thread: int = Field(sa_type=BigInteger)
    card: int = Field(default=0, sa_type=BigInteger)
    seq: int = Field(default=0, sa_type=BigInteger)
    closed: bool = Field(default=False, sa_type=Boolean)
    shown: str = Field(default="", sa_type=Text)
    awaiting: str = Field(default="{}", sa_type=Text)


class StoredTopics:
    """See `bot.service.topics.Topics`."""

    def __init__(self, database: Database) -> None:
        """The database is the store's."""
        self._database = database

    async def of(self, number: int) -> Topic | None:
        """By the chat."""

        def work(session: Session) -> Topic | None:
            row = session.get(TopicRow, number)
            return _topic(row) if row else None

        return await self._database.read(work)

    async def at(self, group: int, thread: int) -> Topic | None:
        """By the place."""
        found = select(TopicRow).where(TopicRow.group == group, TopicRow.thread == thread, TopicRow.number != MOVED)

        def work(session: Session) -> Topic | None:
            row = session.exec(found).first()
            return _topic(row) if row else None

        return await self._database.read(work)

    async def every(self) -> Sequence[Topic]:
        """Those that are open."""
        found = select(TopicRow).where(~col(TopicRow.closed), TopicRow.number != MOVED).order_by(col(TopicRow.number))
        return await self._database.read(lambda session: [_topic(row) for row in session.exec(found)])

    async def keep(self, topic: Topic) -> None:
        """In place of what was known."""
        row = TopicRow(
            number=topic.number,
            group=topic.group,
            thread=topic.thread,
            card=topic.card,
            seq=topic.seq,
            closed=topic.closed,
            shown=topic.shown,
            awaiting=json.dumps(dict(topic.awaiting)),
        )

        def work(session: Session) -> None:
            session.merge(row)

        await self._database.perform(work)

    async def forget(self, number: int) -> None:
        """Gone."""

        def work(session: Session) -> None:
            session.exec(delete(TopicRow).where(col(TopicRow.number) == number))

        await self._database.perform(work)

    async def group(self, given: int) -> int:
        """Given, unless it moved after it was given."""

        def work(session: Session) -> int:
            row = session.get(TopicRow, MOVED)
            return row.group if row and row.thread == given else given

        return await self._database.read(work)

    async def move(self, before: int, after: int) -> None:
        """Every topic of the old group is gone with it; a second move is remembered under the first number."""

        def work(session: Session) -> None:
            session.exec(delete(TopicRow).where(col(TopicRow.group) == before, col(TopicRow.number) != MOVED))
            row = session.get(TopicRow, MOVED)
            given = row.thread if row and row.group == before else before
            session.merge(TopicRow(number=MOVED, group=after, thread=given))

        await self._database.perform(work)


def _topic(row: TopicRow) -> Topic:
    awaiting = {int(message): seq for message, seq in json.loads(row.awaiting).items()}
    return Topic(row.number, row.group, row.thread, row.card, row.seq, row.closed, row.shown, awaiting)
