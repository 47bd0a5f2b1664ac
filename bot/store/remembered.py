"""What is remembered of a chat, by its number: for documents that are made of it."""

from __future__ import annotations

from sqlmodel import Session, col, select

from bot.core.state import State
from bot.store.database import Database
from bot.store.states import opened
from bot.store.tables import ChatRow


async def state_of(database: Database, number: int) -> State | None:
    """The state; None where there is no such chat, or nothing was said in it."""

    def found(session: Session) -> str | None:
        return session.exec(select(ChatRow.state).where(col(ChatRow.number) == number)).first()

    raw = await database.read(found)
    return opened(database.vault, number, raw) if raw else None
