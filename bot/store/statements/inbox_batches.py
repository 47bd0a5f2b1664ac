"""What a batch of the inbox, and of the shared limits, runs on PostgreSQL; see `batches` for its ways."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ClauseElement, Dialect, and_, any_, case, exists, false, func, null, select, true, tuple_
from sqlalchemy import bindparam as given
from sqlalchemy.dialects.postgresql import ARRAY, insert

from bot.store.statements.rows import LONG, WORD, rows
from bot.store.statements.words import BUCKET, DONE, EMPTY, FREE, HELD, INBOX, LANE, NEW, ONE, ZERO, Text, compiler


@dataclass(frozen=True, slots=True)
class InboxBatchTexts:
    """Locks are taken by ``take_in``, ``lock`` and ``lock_buckets`` alone, in order."""

    take_in: Text
    lock: Text
    finish: Text
    keep: Text
    take_up: Text
    new_updates: Text
    make_buckets: Text
    lock_buckets: Text
    fill: Text


def inbox_batch_texts(dialect: Dialect) -> InboxBatchTexts:
    """The statements of the inbox, for many at once."""
    text = compiler(dialect)
    return InboxBatchTexts(
        take_in=text(_take_in()),
        lock=text(_lock()),
        finish=text(_finish()),
        keep=text(_keep()),
        take_up=text(_take_up()),
        new_updates=text(_new_updates()),
        make_buckets=text(_make_buckets()),
        lock_buckets=text(_lock_buckets()),
        fill=text(_fill()),
    )


def _lock() -> ClauseElement:
    columns = (LANE.c.number, LANE.c.account, LANE.c.lane, LANE.c.due_at, LANE.c.lease, LANE.c.epoch)
    here = LANE.c.number == any_(given("number", type_=ARRAY(LONG)))
    return select(*columns).where(here).order_by(LANE.c.number).with_for_update()


def _take_in() -> ClauseElement:
    """Keep the updates and wake their lanes, made where there are none: account and name of each lane that was found or made, and
    account and id of each update that was new, which is marked so. A lane that somebody else makes in this moment is missing, and
    its updates with it.

    All in one, since who pushed waits for each way to the server. Ids are counted under the lane's lock, in the order of ``seq``. Lanes
    are made before others are locked, so that nobody who waits for one that is being made holds what its maker waits for. Whether a
    lane is due is read from the row as it was locked: the statement itself still sees it as it was before.
    """
    came = select(rows("seq", "account", "lane_name", "update_id", "at", "raw")).cte("came")
    there = LANE.alias("there")
    theirs = and_(there.c.account == came.c.account, there.c.lane == came.c.lane_name)
    unknown = (
        select(came.c.account, came.c.lane_name, ZERO, FREE, func.min(came.c.at))
        .where(~exists().where(theirs))
        .group_by(came.c.account, came.c.lane_name)
        .order_by(came.c.account, came.c.lane_name)
    )
    place = (LANE.c.number, LANE.c.account, LANE.c.lane)
    making = insert(LANE).from_select(["account", "lane", "epoch", "lease", "due_at"], unknown).on_conflict_do_nothing()
    made = making.returning(*place, LANE.c.due_at).cte("made")
    named = tuple_(LANE.c.account, LANE.c.lane).in_(select(came.c.account, came.c.lane_name))
    held = select(*place, LANE.c.due_at).where(named).order_by(LANE.c.number).with_for_update().cte("held")
    lanes = select(made).union_all(select(held)).cte("lanes")
    mine = and_(lanes.c.account == came.c.account, lanes.c.lane == came.c.lane_name)
    kept = select(lanes.c.number, came.c.account, came.c.update_id, came.c.at, came.c.raw, NEW, ZERO).select_from(came.join(lanes, mine))
    names = ["lane", "account", "update_id", "at", "raw", "status", "tries"]
    adding = insert(INBOX).from_select(names, kept.order_by(came.c.seq)).on_conflict_do_nothing()
    taken = adding.returning(INBOX.c.lane, INBOX.c.account, INBOX.c.update_id, INBOX.c.at).cte("taken")
    empty = (
        select(held.c.number, func.min(taken.c.at).label("at")).join(taken, taken.c.lane == held.c.number).where(held.c.due_at.is_(null()))
    )
    first = empty.group_by(held.c.number).subquery("first")
    woken = LANE.update().where(LANE.c.number == first.c.number).values(due_at=first.c.at).returning(LANE.c.number).cte("woken")
    found = select(lanes.c.account, lanes.c.lane, false()).union_all(select(taken.c.account, taken.c.update_id, true()))
    return found.add_cte(woken)


def _finish() -> ClauseElement:
    """Done: the raw text is forgotten. Parked, or to be tried again: it is kept, and the try counted."""
    end = rows("id", "number", "status", "tries", "reason")
    changed: dict[str, Any] = {
        "status": end.c.status,
        "raw": case((end.c.status == DONE, EMPTY), else_=INBOX.c.raw),
        "tries": INBOX.c.tries + end.c.tries,
        "reason": end.c.reason,
    }
    where = (INBOX.c.id == end.c.id, INBOX.c.lane == end.c.number, INBOX.c.status == NEW)
    return INBOX.update().where(*where).values(**changed).returning(INBOX.c.id)


def _keep() -> ClauseElement:
    now = rows("number", "due_at", "recount", "lease")
    since = select(INBOX.c.at).where(INBOX.c.lane == now.c.number, INBOX.c.status == NEW).order_by(INBOX.c.id)
    due_at = case((now.c.recount, since.limit(ONE).correlate(now).scalar_subquery()), else_=now.c.due_at)
    return LANE.update().where(LANE.c.number == now.c.number).values(due_at=due_at, lease=now.c.lease)


def _take_up() -> ClauseElement:
    """Lease what is due, oldest first over all accounts; what another holds right now is passed over."""
    wanted = rows("account")
    theirs = (
        select(LANE.c.number, LANE.c.due_at)
        .where(LANE.c.account == wanted.c.account, LANE.c.due_at <= given("at", type_=LONG))
        .order_by(LANE.c.due_at, LANE.c.number)
        .limit(given("limit", type_=LONG))
        .with_for_update(skip_locked=True)
        .correlate(wanted)
        .lateral("theirs")
    )
    chosen = select(theirs.c.number, theirs.c.due_at).select_from(wanted.join(theirs, true()))
    due = chosen.order_by(theirs.c.due_at, theirs.c.number).limit(given("limit", type_=LONG)).subquery("due")
    leased: dict[str, Any] = {"lease": HELD, "epoch": LANE.c.epoch + ONE, "due_at": given("until", type_=LONG)}
    columns = (due.c.due_at.label("since"), LANE.c.number, LANE.c.account, LANE.c.lane, LANE.c.epoch)
    return LANE.update().where(LANE.c.number == due.c.number).values(**leased).returning(*columns)


def _new_updates() -> ClauseElement:
    lanes = rows("number")
    updates = (
        select(INBOX.c.id, INBOX.c.update_id, INBOX.c.at, INBOX.c.raw, INBOX.c.tries)
        .where(INBOX.c.lane == lanes.c.number, INBOX.c.status == NEW)
        .order_by(INBOX.c.id)
        .limit(given("limit", type_=LONG))
        .correlate(lanes)
        .lateral("updates")
    )
    found = select(lanes.c.number, *updates.c).select_from(lanes.join(updates, true()))
    return found.order_by(lanes.c.number, updates.c.id)


def _make_buckets() -> ClauseElement:
    new = rows("name")
    made: ClauseElement = (
        insert(BUCKET).from_select(["name", "full_at"], select(new.c.name, ZERO).order_by(new.c.name)).on_conflict_do_nothing()
    )
    return made


def _lock_buckets() -> ClauseElement:
    here = BUCKET.c.name == any_(given("name", type_=ARRAY(WORD)))
    return select(BUCKET.c.name, BUCKET.c.full_at).where(here).order_by(BUCKET.c.name).with_for_update()


def _fill() -> ClauseElement:
    now = rows("name", "full_at")
    return BUCKET.update().where(BUCKET.c.name == now.c.name).values(full_at=func.greatest(now.c.full_at, BUCKET.c.full_at))
