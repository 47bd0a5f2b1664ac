"""Counts what the logs gain, each line once: how far a chat is counted is written in the same transaction as what it adds.

Killed in between, it goes on where it stood; begun anew, it comes to the same numbers. On PostgreSQL one process at a
time counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Any, NamedTuple

from sqlalchemy import Table, bindparam, delete, func, or_, select, text
from sqlmodel import Session

from bot.core.messages import Address
from bot.core.reminders.watching import REMINDER
from bot.service.insight.counting import GAVE_UP, TO_PERSON, Counts, Numbered, Stepped, Timed, changed
from bot.service.insight.flows import SOLVED
from bot.service.insight.following import follow
from bot.service.insight.talks import Chronicle, Talk, silenced
from bot.service.ports import Logged
from bot.store.database import Database
from bot.store.delivering import logged
from bot.store.insight.packing import packed, unpacked
from bot.store.insight.tables import ChronicleRow, TalkRow, TallyDayRow, TallyFlowRow, TallyRow, TallySpanRow, TallyStepRow
from bot.store.sealing import Vault
from bot.store.statements.words import CHAT, LOG, at_any
from bot.store.times import micros
from bot.store.upserting import grow, put

AT_ONCE = 100
"""Chats of one transaction, when all are counted."""
TOLD_AT_ONCE = 16
"""The same while merchants write, whose messages wait for it."""
LAG = timedelta(minutes=10)
"""So long a line may still be on its way into the log; silence is not called silence before."""
ALONE = "SELECT pg_advisory_xact_lock(7061208)"


def _of(row: Any) -> Table:
    table: Table = row.__table__
    return table


CHRONICLE, TALK = _of(ChronicleRow), _of(TalkRow)
TALLY, DAY, SPAN, STEP, FLOW = _of(TallyRow), _of(TallyDayRow), _of(TallySpanRow), _of(TallyStepRow), _of(TallyFlowRow)
COUNTED = CHAT.outerjoin(CHRONICLE, CHRONICLE.c.number == CHAT.c.number)
ALL = (CHRONICLE, TALK, TALLY, DAY, SPAN, STEP, FLOW)
LISTED = {SOLVED: "solved", GAVE_UP: "gave_up", TO_PERSON: "to_person"}
"""What the list of flows tells of the steps' answers."""


class Found(NamedTuple):
    """A chat with what it has gained."""

    number: int
    channel: str
    before: Chronicle
    lines: Sequence[Logged]


class StoredTally:
    """See `bot.service.desk.indexing.Index`: what it keeps up to date here are the counts."""

    def __init__(self, database: Database, zone: tzinfo, now: Callable[[], datetime]) -> None:
        """``zone``: where the days begin."""
        self._database = database
        self._zone = zone
        self._now = now

    async def make(self) -> bool:
        """The tables are there."""
        return True

    async def take_in(self, addresses: Sequence[Address]) -> None:
        """What these chats have gained."""
        for first in range(0, len(addresses), TOLD_AT_ONCE):
            these = at_any(addresses[first : first + TOLD_AT_ONCE])
            await self._database.perform(lambda session, these=these: self._count(session, these))  # type: ignore[misc]

    async def catch_up(self, after: int = 0) -> int:
        """What some chats past that number have gained, and the talks that silence has ended; the last of them."""
        if not after:
            while await self._database.perform(self._silence):
                pass
        return await self._database.perform(lambda session: self._count(session, CHAT.c.number > after))

    async def talks(self) -> int:
        """How many are counted."""
        return await self._database.read(lambda session: session.connection().execute(select(func.count()).select_from(TALK)).scalar_one())

    async def forget(self) -> None:
        """Nothing is counted any more; `catch_up` counts anew."""
        await self._database.perform(_forget)

    def _count(self, session: Session, which: Any) -> int:
        alone(session)
        pending = or_(CHRONICLE.c.number.is_(None), CHRONICLE.c.seq < CHAT.c.seq)
        rows = session.connection().execute(
            select(CHAT.c.number, CHAT.c.channel, CHRONICLE.c.seq, CHRONICLE.c.body)
            .select_from(COUNTED)
            .where(which, pending)
            .order_by(CHAT.c.number)
            .limit(AT_ONCE)
        )
        found = [(row.number, row.channel, _chronicle(row.seq, row.body)) for row in rows]
        lines = _lines(session, self._database.vault, [number for number, _, _ in found])
        self._keep(session, [Found(number, channel, before, lines.get(number, ())) for number, channel, before in found])
        return found[-1][0] if found else 0

    def _silence(self, session: Session) -> int:
        """Talks whose time has run out, some at a time."""
        alone(session)
        rows = session.connection().execute(
            select(CHAT.c.number, CHAT.c.channel, CHRONICLE.c.seq, CHRONICLE.c.body)
            .select_from(CHRONICLE.join(CHAT, CHRONICLE.c.number == CHAT.c.number))
            .where(CHRONICLE.c.over <= micros(self._now() - LAG), CHRONICLE.c.seq == CHAT.c.seq)
            .order_by(CHRONICLE.c.over)
            .limit(AT_ONCE)
        )
        found = [Found(row.number, row.channel, _chronicle(row.seq, row.body), ()) for row in rows]
        self._keep(session, found)
        return len(found)

    def _keep(self, session: Session, found: Sequence[Found]) -> None:
        at = self._now() - LAG
        counts: Counts = Counts()
        chronicles, talks = [], []
        for chat in found:
            now = _followed(chat, at)
            before = [talk for talk in (chat.before.talk, chat.before.reminder) if talk]
            after = list(now.talks())
            counts.update(changed(before, after, chat.channel, self._zone))
            chronicles.append(_row(chat.number, now))
            talks += [_talk(chat.number, talk) for talk in after if talk not in before and talk.traits.trouble != REMINDER]
        put(session.connection(), CHRONICLE, chronicles)
        put(session.connection(), TALK, talks)
        _add(session, counts)


def _followed(chat: Found, at: datetime) -> Chronicle:
    now = chat.before
    for line in chat.lines:
        now = follow(now, line)
    return silenced(now, at)


def _chronicle(seq: int | None, body: str | None) -> Chronicle:
    return Chronicle() if seq is None or body is None else unpacked(seq, body)


GAINED = (
    select(LOG.c.number, LOG.c.seq, LOG.c.kind, LOG.c.at, LOG.c.body)
    .select_from(COUNTED.join(LOG, (LOG.c.number == CHAT.c.number) & (LOG.c.seq > func.coalesce(CHRONICLE.c.seq, 0))))
    .where(CHAT.c.number.in_(bindparam("numbers", expanding=True)))
    .order_by(LOG.c.number, LOG.c.seq)
)
"""What these logs hold that is not counted."""


def _lines(session: Session, vault: Vault, numbers: Sequence[int]) -> dict[int, list[Logged]]:
    """The same, by chat."""
    if not numbers:
        return {}
    found: dict[int, list[Logged]] = {}
    for row in session.connection().execute(GAINED, {"numbers": numbers}):
        found.setdefault(row.number, []).append(logged(vault, row.number, (*tuple(row)[1:], "", None, None)))
    return found


def _row(number: int, now: Chronicle) -> dict[str, Any]:
    over = now.talk.over if now.talk else None
    return {"number": number, "seq": now.seq, "over": micros(over) if over else None, "body": packed(now)}


def _talk(number: int, talk: Talk) -> dict[str, Any]:
    named = ("locale", "trouble", "model", "firmware", "supplier", "acquirer", "code", "ring")
    traits = {name: getattr(talk.traits, name) for name in named}
    times = {"began": micros(talk.began), "ended": micros(talk.ended) if talk.ended else None}
    return {"number": number, "seq": talk.seq, "outcome": talk.outcome.value, **times, **traits}


def _add(session: Session, counts: Counts) -> None:
    """These numbers to those that are there."""
    numbered: dict[tuple[str, ...], dict[str, int]] = {}
    daily: dict[tuple[str, ...], dict[str, int]] = {}
    timed: dict[tuple[str | int, ...], dict[str, int]] = {}
    stepped: dict[tuple[str, ...], dict[str, int]] = {}
    flowing: dict[tuple[str, ...], dict[str, int]] = {}
    for count, number in counts.items():
        cell = count.cell
        here = (cell.day.isoformat(), cell.channel, cell.locale, cell.model)
        match count:
            case Numbered():
                _gather(numbered, (*here, cell.firmware, cell.supplier, cell.trouble), count.measure, number)
                _gather(daily, (*here, cell.supplier), count.measure, number)
            case Timed():
                _gather(timed, (*here, cell.supplier, count.span.value, count.bucket), "n", number)
            case Stepped():
                key = (count.flow, *here, cell.supplier, count.step, count.answer)
                _gather(stepped, key, "seconds" if count.seconds else "n", number)
                if count.answer in LISTED and not count.seconds:
                    _gather(flowing, (*here, cell.supplier, count.flow), LISTED[count.answer], number)
    for table, found in ((TALLY, numbered), (DAY, daily), (SPAN, timed), (STEP, stepped), (FLOW, flowing)):
        _grow(session, table, found)


def _gather(found: dict[Any, dict[str, int]], key: Any, measure: str, number: int) -> None:
    measures = found.setdefault(key, {})
    measures[measure] = measures.get(measure, 0) + number


def _grow(session: Session, table: Table, found: dict[Any, dict[str, int]]) -> None:
    keys = [column.name for column in table.primary_key]
    measures = [column.name for column in table.columns if column.name not in keys]
    rows = [
        {**dict(zip(keys, key, strict=True)), **{name: grown.get(name, 0) for name in measures}} for key, grown in sorted(found.items())
    ]
    grow(session.connection(), table, rows)


def _forget(session: Session) -> None:
    alone(session)
    for table in ALL:
        session.connection().execute(delete(table))


def alone(session: Session) -> None:
    """On PostgreSQL no other process counts at the same time; on SQLite there is none."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(text(ALONE))
