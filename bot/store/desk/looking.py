"""The queries of the lists, as SQLAlchemy statements: which conversations are in a group, in which order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, not_, or_, select, true

from bot.service.desk.rows import Filter, Group
from bot.service.desk.shelf import Looking
from bot.service.placing import BOT, CLOSED, STAFF, WAITING
from bot.store.desk.tables import HandlingRow, MerchantRow, PresenceRow, ReadRow
from bot.store.statements.words import CHAT, LOG, STANDING
from bot.store.times import micros

FRESH = timedelta(days=1)
"""A conversation with the bot that has been still for longer is over."""


def _of(row: Any) -> Any:
    return row.__table__


HANDLING, MERCHANT = _of(HandlingRow), _of(MerchantRow)
PRESENCE, READ = _of(PresenceRow), _of(ReadRow)
OWNER: Any = func.coalesce(HANDLING.c.merchant, STANDING.c.number)
"""The number of the merchant's first chat."""
_IS_SILENT = func.coalesce(STANDING.c.heard_at, 0) <= func.coalesce(HANDLING.c.snoozed_at, 0)
"""The merchant has not written since it was snoozed."""
COLUMNS = (
    CHAT.c.channel,
    CHAT.c.chat,
    *STANDING.c,
    HANDLING.c.assignee,
    HANDLING.c.team,
    HANDLING.c.priority,
    HANDLING.c.tags,
    HANDLING.c.alerted,
    case((_IS_SILENT, HANDLING.c.snoozed), else_=None).label("snoozed"),
    OWNER.label("merchant"),
    MERCHANT.c.name.label("named"),
)


def listed(me: str, *, unread: bool) -> Select[Any]:
    """Conversations with everything that a list shows."""
    columns = (*COLUMNS, _unread(me) if unread else literal(0).label("unread"))
    return (
        select(*columns)
        .select_from(STANDING)
        .join(CHAT, CHAT.c.number == STANDING.c.number)
        .outerjoin(HANDLING, HANDLING.c.number == STANDING.c.number)
        .outerjoin(MERCHANT, MERCHANT.c.id == OWNER)
    )


def counted(looking: Looking, group: Group, named: ColumnElement[bool] | None, most: int) -> Select[Any]:
    """How many, without looking at more than ``most``."""
    inner = (
        select(literal(1))
        .select_from(STANDING)
        .join(CHAT, CHAT.c.number == STANDING.c.number)
        .outerjoin(HANDLING, HANDLING.c.number == STANDING.c.number)
        .outerjoin(MERCHANT, MERCHANT.c.id == OWNER)
        .where(in_group(looking, group), fitting(looking, named))
        .limit(most)
    )
    return select(func.count()).select_from(inner.subquery())


def _unread(me: str) -> ColumnElement[int]:
    seen = select(READ.c.seq).where(READ.c.staff == me, READ.c.number == STANDING.c.number).correlate(STANDING).scalar_subquery()
    lines = (LOG.c.number == STANDING.c.number, LOG.c.kind == "merchant", LOG.c.seq > func.coalesce(seen, 0))
    return select(func.count()).select_from(LOG).where(*lines).correlate(STANDING).scalar_subquery().label("unread")


def _is_snoozed(at: int) -> ColumnElement[bool]:
    """Until its time, or until the merchant writes."""
    return and_(HANDLING.c.snoozed.is_not(None), HANDLING.c.snoozed > at, _IS_SILENT)


def in_group(looking: Looking, group: Group) -> ColumnElement[bool]:
    """Whether a conversation belongs to the group."""
    at, fresh = micros(looking.at), micros(looking.at - FRESH)
    place, snoozed = STANDING.c.place, _is_snoozed(micros(looking.at))
    awake = or_(HANDLING.c.snoozed.is_(None), HANDLING.c.snoozed <= at, not_(snoozed))
    is_mine = STANDING.c.staff == looking.me
    return {
        Group.WAITING: and_(place == WAITING, awake),
        Group.MINE: and_(place == STAFF, is_mine, awake),
        Group.OTHERS: and_(place == STAFF, not_(is_mine), awake),
        Group.BOT: and_(place == BOT, STANDING.c.last >= fresh),
        Group.SNOOZED: and_(place.in_([WAITING, STAFF]), snoozed),
        Group.CLOSED: or_(place == CLOSED, and_(place == BOT, func.coalesce(STANDING.c.last, 0) < fresh)),
    }[group]


def order_of(group: Group) -> tuple[Any, ...]:
    """Longest wait first; among those who do not wait, what was latest active."""
    waits = (STANDING.c.since.is_(None), STANDING.c.since)
    if group is Group.WAITING:
        return (STANDING.c.since, STANDING.c.number)
    if group in {Group.MINE, Group.OTHERS}:
        return (*waits, STANDING.c.last.desc(), STANDING.c.number)
    if group is Group.SNOOZED:
        return (HANDLING.c.snoozed, STANDING.c.number)
    return (STANDING.c.last.desc(), STANDING.c.number.desc())


def fitting(looking: Looking, named: ColumnElement[bool] | None) -> ColumnElement[bool]:
    """What the filter wants; ``named`` is `named_like` of its text."""
    wanted = looking.wanted
    plain = {
        STANDING.c.trouble: wanted.trouble,
        CHAT.c.channel: wanted.channel,
        HANDLING.c.team: wanted.team,
    }
    conditions: list[ColumnElement[bool]] = [column == value for column, value in plain.items() if value]
    if wanted.assignee:
        conditions.append(_assigned(wanted.assignee, looking.me))
    if wanted.tag:
        conditions.append(HANDLING.c.tags.contains(f'"{wanted.tag}"', autoescape=True))
    if named is not None:
        conditions.append(named)
    if wanted.unread:
        conditions.append(_unread(looking.me) > 0)
    return and_(true(), *conditions)


def _assigned(wanted: str, me: str) -> ColumnElement[bool]:
    held = case((STANDING.c.staff != "", STANDING.c.staff), else_=func.coalesce(HANDLING.c.assignee, ""))
    return held == {"me": me, "nobody": ""}.get(wanted, wanted)


def named_like(text: str, found: Sequence[int] | None) -> ColumnElement[bool]:
    """By number, name, contact, or the end or any part of a serial number. ``found``: what the index knows by that name,
    where names are sealed and cannot be looked through.
    """
    words = text.strip()
    sealed = (MERCHANT.c.name, MERCHANT.c.contact, STANDING.c.contact, STANDING.c.preview)
    likes = [column.icontains(words, autoescape=True) for column in (STANDING.c.serial, *(sealed if found is None else ()))]
    known = [STANDING.c.number.in_(found)] if found else []
    number = [STANDING.c.number == int(words)] if words.isdecimal() and len(words) < len("9" * 10) else []
    return or_(*likes, *known, *number)


def wants_unread(group: Group) -> bool:
    """Whether unread lines are counted there."""
    return group in {Group.WAITING, Group.MINE, Group.OTHERS, Group.SNOOZED}


def is_any(wanted: Filter, group: Group) -> bool:
    """Whether the filter looks at that group at all; closed ones only when asked for."""
    return group in wanted.groups if wanted.groups else group is not Group.CLOSED
