"""Codes that link the chats of one merchant, and what is kept of the chats themselves when he goes from one to another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from bot.core.messages import Address
from bot.service.linking import Offered
from bot.service.moves import Left
from bot.service.ports import Logged
from bot.service.sending import Reach
from bot.store.channel_tables import CodeRow
from bot.store.database import Database
from bot.store.delivering import logged
from bot.store.desk.tables import HandlingRow
from bot.store.rules import OUTGOING, Status
from bot.store.sealing import Vault
from bot.store.states import opened
from bot.store.tables import ChatRow, LogRow, TicketRow
from bot.store.times import micros

HELD_AT_MOST = 20
ARRANGED = ("assignee", "team", "priority", "tags")
"""What the staff arranged for a chat and that goes along."""


class StoredLinks:
    """See `bot.service.linking.Links`."""

    def __init__(self, database: Database) -> None:
        """The database is the store's."""
        self._database = database

    async def offer(self, number: int, digest: str, at: datetime, until: datetime) -> None:
        """One a chat; those that are no good any more go."""

        def work(session: Session) -> None:
            session.exec(delete(CodeRow).where(col(CodeRow.until) < micros(at)))
            session.merge(CodeRow(number=number, digest=digest, until=micros(until)))

        await self._database.perform(work)

    async def take(self, digest: str, by: int, at: datetime) -> Offered | None:
        """Under a lock: of two who type it at once one has it."""
        good = select(CodeRow).where(CodeRow.digest == digest, col(CodeRow.until) > micros(at)).with_for_update()

        def work(session: Session) -> Offered | None:
            row = session.exec(good).first()
            if row is None or row.taken not in {0, by}:
                return None
            chat = session.get(ChatRow, row.number)
            if chat is None:  # pragma: no cover - an erasure takes the code along
                return None
            row.taken = 0 if row.number == by else by
            return Offered(chat.number, Address(chat.channel, chat.chat))

        return await self._database.perform(work)

    async def join(self, number: int, other: int) -> None:
        """All chats of the one become the other's merchant's, as when staff merge them."""

        def work(session: Session) -> None:
            one, into = _merchant(session, number), _merchant(session, other)
            if one == into:
                return
            theirs = select(HandlingRow).where((col(HandlingRow.merchant) == one) | (col(HandlingRow.number) == one))
            rows = {row.number: row for row in session.exec(theirs.with_for_update())}
            for chat in {number, one, *rows}:
                row = rows.get(chat) or session.get(HandlingRow, chat) or HandlingRow(number=chat)
                row.merchant = into
                session.add(row)

        await self._database.perform(work)

    async def held(self, number: int) -> Sequence[Logged]:
        """Where nothing can be sent there now."""
        owed = (
            select(LogRow)
            .join(ChatRow, col(ChatRow.number) == col(LogRow.number))
            .where(LogRow.number == number, ChatRow.reach != Reach.OPEN.value, LogRow.status == Status.KEPT.value)
            .where(col(LogRow.kind).in_([kind.value for kind in OUTGOING]), col(LogRow.seq) > col(ChatRow.sent_seq))
            .order_by(col(LogRow.seq))
            .limit(HELD_AT_MOST)
        )
        vault = self._database.vault

        def work(session: Session) -> Sequence[Logged]:
            rows = session.exec(owed).all()
            lines = [logged(vault, number, (row.seq, row.kind, row.at, row.body, row.status, row.reason, row.ref)) for row in rows]
            return [line for line in lines if not _tells_of_the_move(line)]

        return await self._database.read(work)

    async def passed(self, left: Left, to: int, held: Sequence[Logged]) -> None:
        """Under a lock: whoever brings the conversation back waits. Done again it changes nothing."""
        number = left.number
        said = update(LogRow).where(col(LogRow.number) == number, col(LogRow.status) == Status.KEPT.value)
        said = said.where(col(LogRow.seq).in_([one.seq for one in held])).values(status=Status.DROPPED.value, reason="moved")

        vault = self._database.vault

        def work(session: Session) -> None:
            chat = session.exec(select(ChatRow).where(ChatRow.number == number).with_for_update()).first()
            state = opened(vault, number, chat.state) if chat and chat.state else None
            if state is None or state.before is None or state.lives_at is None or state.turn != left.turn:
                return
            session.exec(said)
            _refile(session, vault, number, to)
            before, after = session.get(HandlingRow, number), session.get(HandlingRow, to)
            if before is None or (after is not None and after.assignee):
                return
            after = after or HandlingRow(number=to)
            for name in ARRANGED:
                setattr(after, name, getattr(before, name) or getattr(after, name))
            session.add(after)

        await self._database.perform(work)


def _tells_of_the_move(line: Logged) -> bool:
    """What warns the merchant that his conversation has gone elsewhere is said where he had it, and nowhere else."""
    why = line.body.get("why")
    return isinstance(why, dict) and why.get("rule") == "moved_away"


def _refile(session: Session, vault: Vault, number: int, to: int) -> None:
    """Tickets lie with the conversation. What was changed there already is newer."""
    for row in session.exec(select(TicketRow).where(TicketRow.number == number).with_for_update()).all():
        if session.get(TicketRow, (to, row.ref)) is None:
            body = vault.seal("ticket.body", (to, row.ref), vault.open("ticket.body", (number, row.ref), row.body))
            session.add(TicketRow(**row.model_dump(exclude={"number", "body"}), number=to, body=body))
        session.delete(row)


def _merchant(session: Session, number: int) -> int:
    row = session.get(HandlingRow, number)
    return number if row is None or row.merchant is None else row.merchant
