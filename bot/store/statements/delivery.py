"""What delivery runs: claiming chats, moving their cursor, giving the lease back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ClauseElement, Dialect, and_, case, null, or_, select
from sqlalchemy import bindparam as given

from bot.store.statements.words import (
    AGAIN,
    AT_ADDRESS,
    BOT,
    CHAT,
    DROPPED,
    FREE,
    HELD,
    HUSHED,
    IS_OWED,
    KEPT,
    LOG,
    ONE,
    OPEN,
    RECALLED,
    STAFF,
    ZERO,
    Text,
    compiler,
)

HERE = CHAT.c.number == given("number")
IS_LEASED = and_(HERE, CHAT.c.epoch == given("epoch"), CHAT.c.lease != FREE)


@dataclass(frozen=True, slots=True)
class DeliveryTexts:
    """Every text but the look for due chats names the chat's number."""

    due_chats: Text
    owed_entries: Text
    before: Text
    lease_chat: Text
    clear_chat: Text
    move_cursor: Text
    mark_entry: Text
    release: Text
    postpone: Text
    hold: Text
    hush: Text


def delivery_texts(dialect: Dialect) -> DeliveryTexts:
    """The statements of delivery, in the dialect's words."""
    text = compiler(dialect)
    return DeliveryTexts(
        due_chats=text(_due_chats()),
        owed_entries=text(_owed_entries()),
        before=text(_before()),
        lease_chat=text(CHAT.update().where(HERE).values(lease=HELD, epoch=CHAT.c.epoch + ONE, due_at=given("due_at"))),
        clear_chat=text(CHAT.update().where(HERE).values(lease=FREE, epoch=CHAT.c.epoch + ONE, due_at=null())),
        move_cursor=text(_move_cursor()),
        mark_entry=text(_mark_entry()),
        release=text(CHAT.update().where(IS_LEASED).values(lease=FREE, due_at=_due_after())),
        postpone=text(_postpone()),
        hold=text(_hold()),
        hush=text(_hush()),
    )


def _due_chats() -> ClauseElement:
    place = (CHAT.c.sent_seq, CHAT.c.epoch, CHAT.c.attempt, CHAT.c.lease, CHAT.c.reason, CHAT.c.seq)
    return (
        select(CHAT.c.due_at, CHAT.c.number, CHAT.c.channel, CHAT.c.chat, *place)
        .where(CHAT.c.channel == given("channel"), CHAT.c.due_at <= given("at"))
        .order_by(CHAT.c.due_at, CHAT.c.number)
        .limit(given("limit"))
        .offset(ZERO)
        .with_for_update(skip_locked=True)
    )


def _owed_entries() -> ClauseElement:
    return (
        select(LOG.c.seq, LOG.c.kind, LOG.c.at, LOG.c.body, LOG.c.status, LOG.c.reason, LOG.c.ref)
        .where(LOG.c.number == given("number"), LOG.c.seq > given("sent_seq"), IS_OWED)
        .order_by(LOG.c.seq)
        .limit(given("limit"))
        .offset(ZERO)
    )


def _before() -> ClauseElement:
    return (
        select(LOG.c.seq, LOG.c.kind, LOG.c.at, LOG.c.body, LOG.c.status, LOG.c.reason, LOG.c.ref)
        .where(LOG.c.number == given("number"), LOG.c.seq >= given("first"), LOG.c.seq < given("next"))
        .order_by(LOG.c.seq)
    )


def _move_cursor() -> ClauseElement:
    """Forward only, and never past the end of the log."""
    ahead = (CHAT.c.sent_seq < given("past"), CHAT.c.seq >= given("past"))
    moved = CHAT.update().where(IS_LEASED, *ahead).values(sent_seq=given("past"), attempt=ZERO, reason=null())
    return moved.returning(CHAT.c.lease)


def _mark_entry() -> ClauseElement:
    """An entry that was dropped while it was in flight was sent all the same."""
    entry = (LOG.c.number == given("number"), LOG.c.seq == given("past"))
    unsent = (LOG.c.kind.in_([BOT, STAFF]), LOG.c.status.in_([KEPT, DROPPED]))
    return LOG.update().where(*entry, *unsent).values(status=given("status"), reason=given("reason"), ref=given("ref"))


def _due_after() -> Any:
    """Due again at once if anything is owed; but not while a person is about to take over."""
    return case((CHAT.c.lease == HUSHED, CHAT.c.due_at), else_=_owed_since())


def _hush() -> ClauseElement:
    """Who sends is called back; where nobody does, nobody may begin before ``until``."""
    sends = and_(CHAT.c.lease.in_([HELD, HUSHED]), CHAT.c.due_at > given("at"))
    epoch = case((CHAT.c.lease == FREE, CHAT.c.epoch), else_=CHAT.c.epoch + ONE)
    hushed = {
        "lease": case((sends, HUSHED), else_=FREE),
        "due_at": case((sends, CHAT.c.due_at), (CHAT.c.reach != OPEN, CHAT.c.due_at), else_=given("until")),
        "epoch": case((sends, CHAT.c.epoch), else_=epoch),
        "reason": case((CHAT.c.lease == FREE, CHAT.c.reason), else_=AGAIN),
    }
    return CHAT.update().where(AT_ADDRESS).values(**hushed).returning(CHAT.c.lease)


def _owed_since() -> Any:
    where = (LOG.c.number == CHAT.c.number, LOG.c.seq > CHAT.c.sent_seq, IS_OWED)
    first = select(LOG.c.at).where(*where).order_by(LOG.c.seq).limit(ONE).offset(ZERO)
    return first.correlate(CHAT).scalar_subquery()


def _postpone() -> ClauseElement:
    """The failure counts for the first entry; when that was dropped meanwhile, for none."""
    attempt = case((CHAT.c.lease == RECALLED, ZERO), else_=CHAT.c.attempt + ONE)
    put_off: dict[str, Any] = {"due_at": given("until"), "reason": given("reason")}
    return CHAT.update().where(IS_LEASED).values(lease=FREE, attempt=attempt, **put_off)


def _hold() -> ClauseElement:
    """Not due until the merchant writes; the count of failures begins anew then."""
    held: dict[str, Any] = {"reach": given("reach"), "reason": given("reason")}
    is_the_end = or_(given("ends") == null(), CHAT.c.seq == given("ends"))
    return CHAT.update().where(IS_LEASED, is_the_end).values(lease=FREE, attempt=ZERO, due_at=null(), **held)
