"""What the inbox and the shared limits run, one update or bucket at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ClauseElement, Dialect, and_, exists, func, null, select
from sqlalchemy import bindparam as given

from bot.store.statements.words import BUCKET, DONE, EMPTY, FREE, HELD, INBOX, LANE, NEW, ONE, PARKED, ZERO, Insert, Text, compiler

HERE = LANE.c.number == given("number")
IS_LEASED = and_(HERE, LANE.c.epoch == given("epoch"), LANE.c.lease == HELD)
IS_HELD = exists().where(IS_LEASED)
THIS = and_(INBOX.c.id == given("id"), INBOX.c.lane == given("number"), INBOX.c.status == NEW, IS_HELD)
"""An update of a lane, while its lease stands."""
UPDATE = (INBOX.c.id, INBOX.c.account, INBOX.c.update_id, LANE.c.lane, INBOX.c.at, INBOX.c.raw, INBOX.c.tries)


@dataclass(frozen=True, slots=True)
class InboxTexts:
    """Where a lane is meant, ``number`` is its number."""

    make_lane: Text
    find_lane: Text
    take_in: Text
    wake_lane: Text
    due_lanes: Text
    lease_lane: Text
    new_updates: Text
    clear_lane: Text
    finish: Text
    park: Text
    count_try: Text
    put_off: Text
    give_back: Text
    parked: Text
    unpark: Text
    drop: Text
    forget: Text
    bucket: Text
    fill: Text


def inbox_texts(dialect: Dialect, insert: Insert) -> InboxTexts:
    """The statements of the inbox, in the dialect's words."""
    text = compiler(dialect)
    return InboxTexts(
        make_lane=text(insert(LANE).on_conflict_do_nothing(), "account", "lane", "epoch", "lease"),
        find_lane=text(select(LANE.c.number).where(LANE.c.account == given("account"), LANE.c.lane == given("lane"))),
        take_in=text(_take_in(insert), "lane", "account", "update_id", "at", "raw", "status", "tries"),
        wake_lane=text(LANE.update().where(HERE).values(due_at=func.coalesce(LANE.c.due_at, given("at")))),
        due_lanes=text(_due_lanes()),
        lease_lane=text(LANE.update().where(HERE).values(lease=HELD, epoch=LANE.c.epoch + ONE, due_at=given("due_at"))),
        new_updates=text(_new_updates()),
        clear_lane=text(LANE.update().where(HERE).values(lease=FREE, epoch=LANE.c.epoch + ONE, due_at=null())),
        finish=text(INBOX.update().where(THIS).values(status=DONE, raw=EMPTY, reason=null())),
        park=text(INBOX.update().where(THIS).values(status=PARKED, tries=INBOX.c.tries + ONE, reason=given("reason"))),
        count_try=text(INBOX.update().where(THIS).values(tries=INBOX.c.tries + ONE, reason=given("reason"))),
        put_off=text(LANE.update().where(IS_LEASED).values(lease=FREE, due_at=given("until"))),
        give_back=text(LANE.update().where(IS_LEASED).values(lease=FREE, due_at=_holds_since())),
        parked=text(_parked()),
        unpark=text(_unpark()),
        drop=text(INBOX.update().where(INBOX.c.id == given("id"), INBOX.c.status == PARKED).values(status=DONE, raw=EMPTY, reason=null())),
        forget=text(_forget()),
        bucket=text(select(BUCKET.c.full_at).where(BUCKET.c.name == given("name"))),
        fill=text(_fill(insert)),
    )


def _take_in(insert: Insert) -> ClauseElement:
    statement: ClauseElement = insert(INBOX).on_conflict_do_nothing()
    return statement


def _due_lanes() -> ClauseElement:
    return (
        select(LANE.c.due_at, LANE.c.number, LANE.c.account, LANE.c.lane, LANE.c.epoch)
        .where(LANE.c.account == given("account"), LANE.c.due_at <= given("at"))
        .order_by(LANE.c.due_at, LANE.c.number)
        .limit(given("limit"))
        .offset(ZERO)
    )


def _new_updates() -> ClauseElement:
    return (
        select(INBOX.c.id, INBOX.c.update_id, INBOX.c.at, INBOX.c.raw, INBOX.c.tries)
        .where(INBOX.c.lane == given("number"), INBOX.c.status == NEW)
        .order_by(INBOX.c.id)
        .limit(given("limit"))
        .offset(ZERO)
    )


def _holds_since() -> Any:
    first = select(INBOX.c.at).where(INBOX.c.lane == LANE.c.number, INBOX.c.status == NEW).order_by(INBOX.c.id)
    return first.limit(ONE).offset(ZERO).correlate(LANE).scalar_subquery()


def _parked() -> ClauseElement:
    rows = select(*UPDATE, INBOX.c.reason).select_from(INBOX.join(LANE, INBOX.c.lane == LANE.c.number))
    return rows.where(INBOX.c.status == PARKED).order_by(INBOX.c.id).limit(given("limit")).offset(ZERO)


def _unpark() -> ClauseElement:
    again: dict[str, Any] = {"status": NEW, "tries": ZERO, "reason": null()}
    return INBOX.update().where(INBOX.c.id == given("id"), INBOX.c.status == PARKED).values(**again).returning(INBOX.c.lane, INBOX.c.at)


def _forget() -> ClauseElement:
    """In the order of the ids: the oldest stand at the beginning of the table, so that few rows are looked at."""
    old = select(INBOX.c.id).where(INBOX.c.status == DONE, INBOX.c.at < given("before")).order_by(INBOX.c.id)
    return INBOX.delete().where(INBOX.c.id.in_(old.limit(given("limit")).offset(ZERO)))


def _fill(insert: Insert) -> ClauseElement:
    new = insert(BUCKET)
    statement: ClauseElement = new.on_conflict_do_update(index_elements=["name"], set_={"full_at": new.excluded.full_at})
    return statement
