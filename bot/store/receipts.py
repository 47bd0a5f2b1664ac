"""What a messenger tells afterwards: a message that it had taken has not arrived."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col, select

from bot.core.messages import Address
from bot.service.ports import Logged
from bot.service.problems import TooEarly
from bot.store.database import Database
from bot.store.delivering import logged
from bot.store.rules import OUTGOING, Status
from bot.store.tables import ChatRow, LogRow


class StoredReceipts:
    """Marks lines of the log; nothing is sent again."""

    def __init__(self, database: Database) -> None:
        """The database is the store's."""
        self._database = database

    async def failed(self, address: Address, ref: str, reason: str) -> Sequence[Logged]:
        """The lines that went out under that name, marked as refused. Raises TooEarly where there are none, but something is
        under way: the messenger may tell of a failure before we have written down that the message is out.
        """
        found = (
            select(LogRow)
            .join(ChatRow, col(ChatRow.number) == col(LogRow.number))
            .where(ChatRow.channel == address.channel, ChatRow.chat == address.chat, LogRow.ref == ref)
            .where(col(LogRow.kind).in_([kind.value for kind in OUTGOING]))
            .order_by(col(LogRow.seq))
        )

        under_way = (
            select(LogRow.seq)
            .join(ChatRow, col(ChatRow.number) == col(LogRow.number))
            .where(ChatRow.channel == address.channel, ChatRow.chat == address.chat, LogRow.status == Status.KEPT.value)
            .where(col(LogRow.kind).in_([kind.value for kind in OUTGOING]), col(LogRow.seq) > col(ChatRow.sent_seq))
        )

        vault = self._database.vault

        def work(session: Session) -> Sequence[Logged]:
            rows = session.exec(found.with_for_update(of=LogRow)).all()
            if not rows and session.exec(under_way).first() is not None:
                raise TooEarly
            for row in rows:
                row.status, row.reason = Status.REFUSED.value, reason
            return [logged(vault, row.number, (row.seq, row.kind, row.at, row.body, row.status, row.reason, row.ref)) for row in rows]

        return await self._database.perform(work)
