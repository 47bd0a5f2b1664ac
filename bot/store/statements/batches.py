"""What a batch of events and settlements runs on PostgreSQL: each statement does its work for many chats at once.

Rows come in as arrays, one a column (``unnest``). Locks are taken by `BatchTexts.lock` alone, in the order of
the chats' numbers, so that two processes never wait for each other in a circle.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ClauseElement,
    Dialect,
    Integer,
    and_,
    any_,
    case,
    false,
    func,
    literal_column,
    null,
    select,
    true,
)
from sqlalchemy import bindparam as given
from sqlalchemy.dialects.postgresql import ARRAY, insert

from bot.store.statements.rows import LONG, rows
from bot.store.statements.turns import LEFT_AS_IT_WAS
from bot.store.statements.words import (
    BOT,
    CALL,
    CHAT,
    DROPPED,
    FREE,
    HELD,
    IS_OWED,
    KEPT,
    LOG,
    ONE,
    SEEN,
    STAFF,
    STANDING,
    TICKET,
    TIMER,
    ZERO,
    Text,
    compiler,
)


@dataclass(frozen=True, slots=True)
class BatchTexts:
    """Every text names the chats by number, but those that lock and make them, and the look for due ones."""

    fresh_numbers: Text
    lock: Text
    seen: Text
    timers: Text
    make: Text
    drop: Text
    mark: Text
    append: Text
    note: Text
    put_ticket: Text
    cancel_timer: Text
    set_timer: Text
    answer: Text
    call: Text
    put_standing: Text
    keep: Text
    claim: Text
    owed: Text
    before: Text


def batch_texts(dialect: Dialect) -> BatchTexts:
    """The statements of a batch."""
    text = compiler(dialect)
    return BatchTexts(
        fresh_numbers=text(_fresh_numbers()),
        lock=text(_lock()),
        seen=text(_seen()),
        timers=text(_timers()),
        make=text(_make()),
        drop=text(_drop()),
        mark=text(_mark()),
        append=text(_all_of(LOG, "number", "seq", "kind", "at", "body", "status")),
        note=text(_all_of(SEEN, "number", "account", "id", "at")),
        put_ticket=text(_put_ticket()),
        cancel_timer=text(_cancel_timer()),
        set_timer=text(_set_timer()),
        answer=text(CALL.delete().where(CALL.c.number == any_(given("number", type_=ARRAY(LONG))))),
        call=text(_call()),
        put_standing=text(_put_standing()),
        keep=text(_keep()),
        claim=text(_claim()),
        owed=text(_owed()),
        before=text(_before()),
    )


def _fresh_numbers() -> ClauseElement:
    """Numbers for chats to be made."""
    sequence = func.pg_get_serial_sequence(literal_column("'chat'"), literal_column("'number'"))
    count = func.generate_series(ONE, given("count", type_=Integer())).table_valued("place")
    return select(func.nextval(sequence)).select_from(count)


def _lock() -> ClauseElement:
    """The chats at the addresses, which take a turn, and those of the numbers, whose states do not come along."""
    asked, theirs = rows("channel", "chat"), rows("number")
    same = and_(CHAT.c.channel == asked.c.channel, CHAT.c.chat == asked.c.chat)
    turning = select(CHAT.c.number, true().label("turns")).select_from(asked.join(CHAT, same))
    each = turning.union_all(select(theirs.c.number, false())).subquery("each")
    named = select(each.c.number, func.bool_or(each.c.turns).label("turns")).group_by(each.c.number).subquery("named")
    state = case((named.c.turns, CHAT.c.state), else_=null()).label("state")
    delivery = (CHAT.c.sent_seq, CHAT.c.due_at, CHAT.c.lease, CHAT.c.epoch, CHAT.c.attempt, CHAT.c.reach, CHAT.c.reason)
    return (
        select(CHAT.c.number, CHAT.c.channel, CHAT.c.chat, state, CHAT.c.mode, CHAT.c.seq, *delivery)
        .select_from(named.join(CHAT, CHAT.c.number == named.c.number))
        .order_by(CHAT.c.number)
        .with_for_update(of=CHAT)
    )


def _seen() -> ClauseElement:
    asked = rows("number", "account", "event_id")
    same = and_(SEEN.c.number == asked.c.number, SEEN.c.account == asked.c.account, SEEN.c.id == asked.c.event_id)
    return select(SEEN.c.number, SEEN.c.account, SEEN.c.id).select_from(asked.join(SEEN, same))


def _timers() -> ClauseElement:
    fired = rows("number", "id", "occurrence")
    same = and_(TIMER.c.number == fired.c.number, TIMER.c.id == fired.c.id, TIMER.c.occurrence == fired.c.occurrence)
    return select(TIMER.c.number, TIMER.c.id, TIMER.c.occurrence, TIMER.c.name).select_from(fired.join(TIMER, same))


def _make() -> ClauseElement:
    """In the order of the addresses, so that two who make the same chats do not wait in a circle."""
    new = rows("number", "channel", "chat")
    fixed = {"version": ZERO, "seq": ZERO, "sent_seq": ZERO, "epoch": ZERO, "attempt": ZERO}
    columns = ["number", "channel", "chat", "mode", "lease", *fixed]
    chosen = select(new.c.number, new.c.channel, new.c.chat, BOT, FREE, *fixed.values()).order_by(new.c.channel, new.c.chat)
    made: ClauseElement = insert(CHAT).from_select(columns, chosen).on_conflict_do_nothing().returning(CHAT.c.number)
    return made


def _drop() -> ClauseElement:
    past = rows("number", "sent_seq")
    where = (LOG.c.number == past.c.number, LOG.c.seq > past.c.sent_seq, LOG.c.kind == BOT, LOG.c.status == KEPT)
    return LOG.update().where(*where).values(status=DROPPED)


def _mark() -> ClauseElement:
    """An entry that was dropped while it was in flight was sent all the same."""
    fate = rows("number", "seq", "status", "reason", "ref")
    unsent = (LOG.c.kind.in_([BOT, STAFF]), LOG.c.status.in_([KEPT, DROPPED]))
    where = (LOG.c.number == fate.c.number, LOG.c.seq == fate.c.seq, *unsent)
    return LOG.update().where(*where).values(status=fate.c.status, reason=fate.c.reason, ref=fate.c.ref)


def _all_of(table: Any, *names: str) -> ClauseElement:
    """An insert of rows as they come. The id of an event is text, unlike every other."""
    renamed = ["event_id" if table is SEEN and name == "id" else name for name in names]
    new = rows(*renamed)
    made: ClauseElement = insert(table).from_select(list(names), select(*(new.c[name] for name in renamed)))
    return made


def _put_ticket() -> ClauseElement:
    names = ("number", "ref", "kind", "intent", "opened", "status", "body")
    new = rows(*names)
    adding = insert(TICKET).from_select(list(names), select(new))
    changed = {name: adding.excluded[name] for name in names[2:]}
    made: ClauseElement = adding.on_conflict_do_update(index_elements=["number", "ref"], set_=changed)
    return made


def _cancel_timer() -> ClauseElement:
    gone = rows("number", "name")
    return TIMER.delete().where(TIMER.c.number == gone.c.number, TIMER.c.name == gone.c.name)


def _set_timer() -> ClauseElement:
    """A timer that is set again keeps its id; what it was set to before will not fire any more."""
    new = rows("number", "name", "at", "turn")
    names = ["number", "name", "at", "turn", "occurrence"]
    adding = insert(TIMER).from_select(names, select(new.c.number, new.c.name, new.c.at, new.c.turn, ONE))
    changed = {"at": adding.excluded.at, "turn": adding.excluded.turn, "occurrence": TIMER.c.occurrence + ONE}
    made: ClauseElement = adding.on_conflict_do_update(index_elements=["number", "name"], set_=changed)
    return made


def _call() -> ClauseElement:
    """A chat that calls again keeps its place in the queue; the reason is the latest."""
    new = rows("number", "at", "reason")
    adding = insert(CALL).from_select(["number", "at", "reason"], select(new))
    made: ClauseElement = adding.on_conflict_do_update(index_elements=["number"], set_={"reason": adding.excluded.reason})
    return made


def _put_standing() -> ClauseElement:
    """What is null stays as it was."""
    names = [column.name for column in STANDING.c]
    adding = insert(STANDING).from_select(names, select(rows(*names)))
    latest = {name: adding.excluded[name] for name in names if name not in {"number", *LEFT_AS_IT_WAS}}
    kept = {name: func.coalesce(adding.excluded[name], STANDING.c[name]) for name in LEFT_AS_IT_WAS}
    made: ClauseElement = adding.on_conflict_do_update(index_elements=["number"], set_=latest | kept)
    return made


def _keep() -> ClauseElement:
    """A null state is left as it is; ``recount`` asks the log since when the chat is owed something.

    The cursor of the row is not moved yet where the log is asked, so the handed in one is named.
    """
    now = rows("number", "state", "mode", "seq", "sent_seq", "due_at", "recount", "lease", "attempt", "reach", "reason", "turns", "epoch")
    where = (LOG.c.number == now.c.number, LOG.c.seq > now.c.sent_seq, IS_OWED)
    since = select(LOG.c.at).where(*where).order_by(LOG.c.seq).limit(ONE).correlate(now).scalar_subquery()
    plain = {name: now.c[name] for name in ("mode", "seq", "sent_seq", "lease", "epoch", "attempt", "reach", "reason")}
    changed: dict[str, Any] = {
        "state": func.coalesce(now.c.state, CHAT.c.state),
        "version": CHAT.c.version + now.c.turns,
        "due_at": case((now.c.recount, since), else_=now.c.due_at),
    }
    return CHAT.update().where(CHAT.c.number == now.c.number).values(**plain, **changed)


def _claim() -> ClauseElement:
    """Lease what is due, oldest first over all channels; what another holds right now is passed over."""
    wanted = rows("channel")
    theirs = (
        select(CHAT.c.number, CHAT.c.due_at, CHAT.c.lease)
        .where(CHAT.c.channel == wanted.c.channel, CHAT.c.due_at <= given("at", type_=LONG))
        .order_by(CHAT.c.due_at, CHAT.c.number)
        .limit(given("limit", type_=LONG))
        .with_for_update(skip_locked=True)
        .correlate(wanted)
        .lateral("theirs")
    )
    due = (
        select(theirs.c.number, theirs.c.due_at, theirs.c.lease)
        .select_from(wanted.join(theirs, true()))
        .order_by(theirs.c.due_at, theirs.c.number)
        .limit(given("limit", type_=LONG))
        .subquery("due")
    )
    leased: dict[str, Any] = {"lease": HELD, "epoch": CHAT.c.epoch + ONE, "due_at": given("until", type_=LONG)}
    place = (CHAT.c.channel, CHAT.c.chat, CHAT.c.sent_seq, CHAT.c.epoch, CHAT.c.attempt, CHAT.c.reason)
    return (
        CHAT.update()
        .where(CHAT.c.number == due.c.number)
        .values(**leased)
        .returning(due.c.due_at.label("since"), CHAT.c.number, *place, due.c.lease.label("before"), CHAT.c.seq)
    )


def _before() -> ClauseElement:
    """The lines right before those of these chats."""
    asked = rows("number", "seq")
    here = and_(LOG.c.number == asked.c.number, LOG.c.seq >= asked.c.seq - given("back", type_=LONG), LOG.c.seq < asked.c.seq)
    lines = (LOG.c.seq, LOG.c.kind, LOG.c.at, LOG.c.body, LOG.c.status, LOG.c.reason, LOG.c.ref)
    return select(asked.c.number, *lines).select_from(asked.join(LOG, here)).order_by(asked.c.number, LOG.c.seq)


def _owed() -> ClauseElement:
    past = rows("number", "sent_seq")
    lines = (
        select(LOG.c.seq, LOG.c.kind, LOG.c.at, LOG.c.body, LOG.c.status, LOG.c.reason, LOG.c.ref)
        .where(LOG.c.number == past.c.number, LOG.c.seq > past.c.sent_seq, IS_OWED)
        .order_by(LOG.c.seq)
        .limit(given("limit", type_=LONG))
        .correlate(past)
        .lateral("lines")
    )
    return select(past.c.number, *lines.c).select_from(past.join(lines, true())).order_by(past.c.number, lines.c.seq)
