"""The sentences that went wrong, in the tables; see `bot.service.studio.ports.MissShelf`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, or_, select, text
from sqlmodel import Session

from bot.core.messages import Address
from bot.service.encoding import decoded
from bot.service.ports import Logged
from bot.service.studio.misses import CONTEXT, Miss, Missed
from bot.service.studio.rows import MissGroup, Said, Sought
from bot.store.database import Database
from bot.store.delivering import logged
from bot.store.sealing import Vault
from bot.store.statements.words import CHAT, LOG, at_any
from bot.store.studio.tables import MissChatRow, MissGroupRow, MissRow
from bot.store.times import micros, moment
from bot.store.upserting import put
from bot.understanding.text.hiding import hidden

CHATS: Any = MissChatRow.__table__  # type: ignore[attr-defined]  # SQLModel makes it
GROUPS: Any = MissGroupRow.__table__  # type: ignore[attr-defined]  # as above
MISSES: Any = MissRow.__table__  # type: ignore[attr-defined]  # as above
SHOWN, ALL = 3, 50
"""Sentences of a group on the list, and where it is opened."""
ALONE = "SELECT pg_advisory_xact_lock(7061208)"
"""On PostgreSQL one process at a time adds to the list."""
AT_ONCE = 50
"""Chats of one look."""
LOOKED_AT = 3_000
"""Lines that are looked at for the merchants' last sentences, for each that is wanted."""
_THOUSAND = 1_000
Behind = tuple[int, int, Sequence[Logged]]


class StoredMisses:
    """Over the store's own database."""

    def __init__(self, database: Database) -> None:
        """The database is the store's."""
        self._database = database

    async def groups_since(self, locale: str, after: int, limit: int) -> Sequence[tuple[int, str]]:
        """By id."""
        asked = select(GROUPS).where(GROUPS.c.locale == locale, GROUPS.c.id > after).order_by(GROUPS.c.id).limit(limit)
        vault = self._database.vault
        return await self._database.read(lambda session: [(row.id, _sentence(vault, row)) for row in _rows(session, asked)])

    async def behind(self, addresses: Sequence[Address]) -> Sequence[Behind]:
        """By their addresses, some at a time."""
        found: list[Behind] = []
        for first in range(0, len(addresses), AT_ONCE):
            these = at_any(addresses[first : first + AT_ONCE])
            found += await self._database.read(lambda session, these=these: _behind(session, self._database.vault, these))  # type: ignore[misc]
        return found

    async def all_behind(self, after: int, limit: int) -> Sequence[Behind]:
        """By number."""
        return await self._database.read(lambda session: _behind(session, self._database.vault, CHAT.c.number > after, limit))

    async def pass_by(self, read: Mapping[int, int]) -> None:
        """One transaction for all."""
        rows = [{"number": number, "seq": read[number]} for number in sorted(read)]
        if rows:
            await self._database.perform(lambda session: put(session.connection(), CHATS, rows))

    async def keep(self, number: int, done: int, seq: int, found: Sequence[tuple[Missed, int | None]]) -> Sequence[int] | None:
        """One transaction for a chat."""

        def work(session: Session) -> list[int] | None:
            if session.get_bind().dialect.name == "postgresql":
                session.execute(text(ALONE))  # type: ignore[deprecated]  # rows of columns, not of objects
            read = session.get(MissChatRow, number)
            if (read.seq if read else 0) != done:
                return None
            vault = self._database.vault
            groups = [_group(session, vault, number, one, group) for one, group in found]
            rows = [_row(vault, number, one, group) for (one, _), group in zip(found, groups, strict=True)]
            put(session.connection(), MISSES, rows)
            put(session.connection(), CHATS, [{"number": number, "seq": seq}])
            return groups

        return await self._database.perform(work)

    async def groups(self, sought: Sought) -> Sequence[MissGroup]:
        """Counted over the index by time; then the sentences of those that are shown."""

        def work(session: Session) -> list[MissGroup]:
            times = _rows(session, counted(sought))
            ids = [row.grp for row in times]
            groups = {row.id: row for row in _rows(session, select(GROUPS).where(GROUPS.c.id.in_(ids)))}
            kinds, said = _kinds(session, ids, sought), _said(session, self._database.vault, ids, SHOWN)
            return [_shown(self._database.vault, groups[row.grp], row.last, kinds[row.grp], said[row.grp]) for row in times]

        return await self._database.read(work)

    async def group(self, group: int) -> MissGroup | None:
        """Of any time."""

        def work(session: Session) -> MissGroup | None:
            last = select(func.max(MISSES.c.at)).where(MISSES.c.grp == group).scalar_subquery()
            rows = _rows(session, select(GROUPS, last.label("last")).where(GROUPS.c.id == group))
            if not rows:
                return None
            ever = Sought(moment(0))
            return _shown(
                self._database.vault,
                rows[0],
                rows[0].last,
                _kinds(session, [group], ever)[group],
                _said(session, self._database.vault, [group], ALL)[group],
            )

        return await self._database.read(work)

    async def settle(self, group: int, at: datetime, branch: int | None = None) -> None:
        """A watermark: what goes wrong later is on the list again."""

        def work(session: Session) -> None:
            row = session.get(MissGroupRow, group)
            if row is not None:
                row.settled, row.branch = micros(at), branch
                session.add(row)

        await self._database.perform(work)

    async def recent(self, locale: str, limit: int) -> Sequence[str]:
        """From the end of the log's newest chats."""
        vault = self._database.vault
        newest = select(CHAT.c.number).order_by(CHAT.c.number.desc()).limit(limit)
        asked = (
            select(LOG.c.number, LOG.c.seq, LOG.c.body)
            .where(LOG.c.number.in_(newest), LOG.c.kind == "merchant")
            .order_by(LOG.c.number.desc())
            .limit(LOOKED_AT)
        )

        def work(session: Session) -> list[str]:
            found: dict[str, None] = {}
            for row in _rows(session, asked):
                body = decoded(vault.open("log.body", (row.number, row.seq), row.body))
                said = str(body.get("text") or "").strip()
                if said and not body.get("choice") and (locale == "zh") == (not said.isascii()):
                    found[hidden(said)] = None
            return list(found)[:limit]

        return await self._database.read(work)


def _rows(session: Session, asked: Any) -> Sequence[Row[Any]]:
    return session.connection().execute(asked).all()


def _behind(session: Session, vault: Vault, which: Any, limit: int = AT_ONCE) -> list[Behind]:
    """With the lines from a little before on."""
    done = func.coalesce(CHATS.c.seq, 0)
    chats = CHAT.outerjoin(CHATS, CHATS.c.number == CHAT.c.number)
    is_behind = or_(CHATS.c.number.is_(None), CHATS.c.seq < CHAT.c.seq)
    asked = select(CHAT.c.number, done.label("done")).select_from(chats).where(which, is_behind).order_by(CHAT.c.number).limit(limit)
    read = {row.number: row.done for row in _rows(session, asked)}
    lines = chats.join(LOG, (LOG.c.number == CHAT.c.number) & (LOG.c.seq > done - CONTEXT))
    columns = (LOG.c.seq, LOG.c.kind, LOG.c.at, LOG.c.body, LOG.c.status, LOG.c.reason, LOG.c.ref)
    fresh = select(LOG.c.number, *columns).select_from(lines).where(CHAT.c.number.in_(read)).order_by(LOG.c.number, LOG.c.seq)
    found: dict[int, list[Logged]] = {number: [] for number in read}
    for row in _rows(session, fresh) if read else ():
        found[row.number].append(logged(vault, row.number, tuple(row)[1:]))
    return [(number, done, found[number]) for number, done in read.items()]


def _group(session: Session, vault: Vault, number: int, one: Missed, group: int | None) -> int:
    row = session.get(MissGroupRow, group) if group else None
    if row is None:
        kind = one.kind.value
        sealed = vault.seal("miss_group.text", (number, one.seq, kind), one.text)
        row = MissGroupRow(number=number, seq=one.seq, kind=kind, locale=one.locale, text=sealed)
    if one.intent:
        row.intent, row.score = one.intent, round(one.score * _THOUSAND)
    session.add(row)
    session.flush()
    return row.id or 0


def _sentence(vault: Vault, group: Row[Any]) -> str:
    return vault.open("miss_group.text", (group.number, group.seq, group.kind), group.text)


def _row(vault: Vault, number: int, one: Missed, group: int) -> dict[str, Any]:
    kind = one.kind.value
    sealed = vault.seal("miss.text", (number, one.seq, kind), one.text)
    return {"number": number, "seq": one.seq, "kind": kind, "at": micros(one.at), "locale": one.locale, "grp": group, "text": sealed}


def _within(sought: Sought) -> list[Any]:
    """By what `miss_at` has."""
    found = [MISSES.c.at >= micros(sought.since)]
    found += [MISSES.c.kind == sought.kind.value] if sought.kind else []
    return found + ([MISSES.c.locale == sought.locale] if sought.locale else [])


def counted(sought: Sought) -> Select[Any]:
    """The most frequent groups. What is dealt with is left out, which is asked of the few groups of which something is."""
    dealt = select(GROUPS.c.id).where(GROUPS.c.settled >= micros(sought.since))
    settled = select(GROUPS.c.settled).where(GROUPS.c.id == MISSES.c.grp).scalar_subquery()
    times, last = func.count().label("times"), func.max(MISSES.c.at).label("last")
    found = select(MISSES.c.grp, times, last).where(*_within(sought), or_(MISSES.c.grp.not_in(dealt), MISSES.c.at > settled))
    return found.group_by(MISSES.c.grp).order_by(times.desc(), last.desc()).limit(sought.limit)


def _kinds(session: Session, groups: Sequence[int], sought: Sought) -> Mapping[int, dict[Miss, int]]:
    found: dict[int, dict[Miss, int]] = defaultdict(dict)
    asked = select(MISSES.c.grp, MISSES.c.kind, func.count().label("times")).where(MISSES.c.grp.in_(groups), *_within(sought))
    for row in _rows(session, asked.group_by(MISSES.c.grp, MISSES.c.kind)) if groups else ():
        found[row.grp][Miss(row.kind)] = row.times
    return found


def _said(session: Session, vault: Vault, groups: Sequence[int], most: int) -> Mapping[int, list[Said]]:
    """The latest of each, each wording once."""
    place = func.row_number().over(partition_by=MISSES.c.grp, order_by=(MISSES.c.at.desc(), MISSES.c.number, MISSES.c.seq)).label("place")
    columns = (MISSES.c.grp, MISSES.c.number, MISSES.c.seq, MISSES.c.kind, MISSES.c.at, MISSES.c.text)
    inner = select(*columns, place).where(MISSES.c.grp.in_(groups)).subquery()
    found: dict[int, list[Said]] = defaultdict(list)
    for row in _rows(session, select(inner).where(inner.c.place <= 4 * most).order_by(inner.c.place)) if groups else ():
        kept = found[row.grp]
        said = vault.open("miss.text", (row.number, row.seq, row.kind), row.text)
        if len(kept) < most and said not in {one.text for one in kept}:
            kept.append(Said(row.number, row.seq, moment(row.at), said))
    return found


def _shown(vault: Vault, row: Row[Any], last: int | None, times: Mapping[Miss, int], said: Sequence[Said]) -> MissGroup:
    return MissGroup(
        row.id,
        row.locale,
        _sentence(vault, row),
        row.intent,
        row.score / _THOUSAND,
        moment(last or 0),
        times,
        tuple(said),
        row.branch or 0,
    )
