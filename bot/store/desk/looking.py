"""The queries of the lists, as SQLAlchemy statements: which conversations are in a group, in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, String, and_, bindparam, case, func, literal, not_, or_, select, true

from bot.service.desk.rows import Filter, Group
from bot.service.desk.shelf import Looking
from bot.service.placing import BOT, CLOSED, STAFF, WAITING
from bot.store.desk.tables import HandlingRow, MerchantRow, PresenceRow, ReadRow
from bot.store.statements.words import CHAT, LOG, STANDING
from bot.store.times import micros

FRESH = timedelta(days=1)
"""A conversation with the bot that has been still for longer is over."""
MOST = 1_000
"""What is counted at most; the list then says "999+". Of what is over the list goes back so far; a search goes further."""
SHAPES = 256
"""So many statements are remembered as they were made; making one costs as much as asking it."""
ME, AT, STILL = bindparam("me", type_=String), bindparam("at", type_=BigInteger), bindparam("still", type_=BigInteger)
"""Filled by `asked_of` when a statement is asked."""


def _of(row: Any) -> Any:
    return row.__table__


HANDLING, MERCHANT = _of(HandlingRow), _of(MerchantRow)
PRESENCE, READ = _of(PresenceRow), _of(ReadRow)
OWNER: Any = func.coalesce(HANDLING.c.merchant, STANDING.c.number)
"""The number of the merchant's first chat."""
_IS_SILENT = func.coalesce(STANDING.c.heard_at, 0) <= func.coalesce(HANDLING.c.snoozed_at, 0)
"""The merchant has not written since it was snoozed."""
_STANDING = (
    "number", "place", "staff", "since", "trouble", "urgency", "locale", "serial", "model", "contact", "purchased", "last", "by",
    "preview", "heard", "heard_at", "called_at", "reason", "spoke", "closed_at",
)  # fmt: skip
COLUMNS = (
    CHAT.c.channel,
    CHAT.c.chat,
    *(STANDING.c[name] for name in _STANDING),
    HANDLING.c.assignee,
    HANDLING.c.team,
    HANDLING.c.priority,
    HANDLING.c.tags,
    HANDLING.c.alerted,
    case((_IS_SILENT, HANDLING.c.snoozed), else_=None).label("snoozed"),
    OWNER.label("merchant"),
    MERCHANT.c.name.label("named"),
)
"""In the order in which `bot.store.desk.reading.lying` takes them."""


def listed(me: str, *, unread: bool) -> Select[Any]:
    """Conversations with everything that a list shows."""
    return _listed(literal(me) if unread else None)


def _listed(me: ColumnElement[str] | None) -> Select[Any]:
    columns = (*COLUMNS, literal(0).label("unread") if me is None else _unread(me))
    return (
        select(*columns)
        .select_from(STANDING)
        .join(CHAT, CHAT.c.number == STANDING.c.number)
        .outerjoin(HANDLING, HANDLING.c.number == STANDING.c.number)
        .outerjoin(MERCHANT, MERCHANT.c.id == OWNER)
    )


def asked_of(looking: Looking) -> dict[str, Any]:
    """What the statements below are asked with."""
    return {"me": looking.me, "at": micros(looking.at), "still": micros(looking.at - FRESH)}


def grouped(wanted: Filter, group: Group, named: ColumnElement[bool] | None) -> Select[Any]:
    """The rows of a group, in its order. ``named`` is `named_like` of the filter's text."""
    plain = _grouped(replace(wanted, text="", groups=()), group)
    return plain if named is None else plain.where(named)


def counted(wanted: Filter, group: Group, named: ColumnElement[bool] | None) -> Select[Any]:
    """How many, without looking at more than `MOST`."""
    plain = replace(wanted, text="", groups=())
    return _counted(plain, group) if named is None else _number_of(_found(plain, group).where(named))


@lru_cache(maxsize=SHAPES)
def _grouped(wanted: Filter, group: Group) -> Select[Any]:
    found = _listed(ME) if wants_unread(group) else listed("", unread=False)
    return found.where(in_group(group), fitting(wanted)).order_by(*order_of(group))


@lru_cache(maxsize=SHAPES)
def _counted(wanted: Filter, group: Group) -> Select[Any]:
    return _number_of(_found(wanted, group))


def _found(wanted: Filter, group: Group) -> Select[Any]:
    return (
        select(literal(1))
        .select_from(STANDING)
        .join(CHAT, CHAT.c.number == STANDING.c.number)
        .outerjoin(HANDLING, HANDLING.c.number == STANDING.c.number)
        .outerjoin(MERCHANT, MERCHANT.c.id == OWNER)
        .where(in_group(group), fitting(wanted))
    )


def _number_of(found: Select[Any]) -> Select[Any]:
    return select(func.count()).select_from(found.limit(MOST).subquery())


def _unread(me: ColumnElement[str]) -> ColumnElement[int]:
    seen = select(READ.c.seq).where(READ.c.staff == me, READ.c.number == STANDING.c.number).correlate(STANDING).scalar_subquery()
    lines = (LOG.c.number == STANDING.c.number, LOG.c.kind == "merchant", LOG.c.seq > func.coalesce(seen, 0))
    return select(func.count()).select_from(LOG).where(*lines).correlate(STANDING).scalar_subquery().label("unread")


def _is_snoozed() -> ColumnElement[bool]:
    """Until its time, or until the merchant writes."""
    return and_(HANDLING.c.snoozed.is_not(None), HANDLING.c.snoozed > AT, _IS_SILENT)


def in_group(group: Group) -> ColumnElement[bool]:
    """Whether a conversation belongs to the group."""
    place, snoozed = STANDING.c.place, _is_snoozed()
    awake = or_(HANDLING.c.snoozed.is_(None), HANDLING.c.snoozed <= AT, not_(snoozed))
    is_mine = STANDING.c.staff == ME
    return {
        Group.WAITING: and_(place == WAITING, awake),
        Group.MINE: and_(place == STAFF, is_mine, awake),
        Group.OTHERS: and_(place == STAFF, not_(is_mine), awake),
        Group.BOT: and_(place == BOT, STANDING.c.last >= STILL),
        Group.SNOOZED: and_(place.in_([WAITING, STAFF]), snoozed),
        Group.CLOSED: or_(_latest(place == CLOSED), _latest(place == BOT, func.coalesce(STANDING.c.last, 0) < STILL)),
    }[group]


def _latest(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """The last ones of a place, found by its index: of what is over there may be millions."""
    newest = select(STANDING.c.number).where(*conditions).order_by(STANDING.c.last.desc()).limit(MOST)
    return STANDING.c.number.in_(select(newest.subquery().c.number))


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


def fitting(wanted: Filter) -> ColumnElement[bool]:
    """What the filter wants, but for its text."""
    plain = {
        STANDING.c.trouble: wanted.trouble,
        CHAT.c.channel: wanted.channel,
        HANDLING.c.team: wanted.team,
    }
    conditions: list[ColumnElement[bool]] = [column == value for column, value in plain.items() if value]
    if wanted.assignee:
        conditions.append(_assigned(wanted.assignee))
    if wanted.tag:
        conditions.append(HANDLING.c.tags.contains(f'"{wanted.tag}"', autoescape=True))
    if wanted.unread:
        conditions.append(_unread(ME) > 0)
    return and_(true(), *conditions)


def _assigned(wanted: str) -> ColumnElement[bool]:
    held = case((STANDING.c.staff != "", STANDING.c.staff), else_=func.coalesce(HANDLING.c.assignee, ""))
    return held == (ME if wanted == "me" else "" if wanted == "nobody" else wanted)


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
