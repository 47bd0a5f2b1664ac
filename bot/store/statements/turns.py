"""What one event runs, from finding the chat to keeping the turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ClauseElement, Dialect, func, select
from sqlalchemy import bindparam as given

from bot.store.statements.words import (
    AT_ADDRESS,
    BOT,
    CALL,
    CHAT,
    DROPPED,
    KEPT,
    LOG,
    ONE,
    SEEN,
    STANDING,
    TICKET,
    TIMER,
    Insert,
    Text,
    compiler,
)

LEFT_AS_IT_WAS = ("last", "by", "preview", "heard", "heard_at", "called_at", "reason", "spoke", "closed_at")
"""Columns of where a chat stands that a turn need not say anew."""


@dataclass(frozen=True, slots=True)
class TurnTexts:
    """Every text but the finding and the making of the chat names its number."""

    find_chat: Text
    make_chat: Text
    note_seen: Text
    fire_timer: Text
    append_entry: Text
    keep_chat: Text
    drop_unsent: Text
    put_ticket: Text
    cancel_timer: Text
    set_timer: Text
    call: Text
    answer: Text
    put_standing: Text


def turn_texts(dialect: Dialect, insert: Insert) -> TurnTexts:
    """The statements of one event, in the dialect's words."""
    text = compiler(dialect)
    new_chat = ("channel", "chat", "version", "mode", "seq", "sent_seq", "lease", "epoch", "attempt")
    return TurnTexts(
        find_chat=text(_find_chat()),
        make_chat=text(insert(CHAT), *new_chat),
        note_seen=text(insert(SEEN).on_conflict_do_nothing()),
        fire_timer=text(_fire_timer()),
        append_entry=text(insert(LOG), "number", "seq", "kind", "at", "body", "status"),
        keep_chat=text(_keep_chat()),
        drop_unsent=text(_drop_unsent()),
        put_ticket=text(_put_ticket(insert)),
        cancel_timer=text(TIMER.delete().where(TIMER.c.number == given("number"), TIMER.c.name == given("name"))),
        set_timer=text(_set_timer(insert), "number", "name", "at", "turn", "occurrence"),
        call=text(_call(insert)),
        answer=text(CALL.delete().where(CALL.c.number == given("number"))),
        put_standing=text(_put_standing(insert)),
    )


def _find_chat() -> ClauseElement:
    place = (CHAT.c.seq, CHAT.c.sent_seq, CHAT.c.due_at, CHAT.c.lease, CHAT.c.attempt, CHAT.c.reach)
    return select(CHAT.c.number, CHAT.c.state, CHAT.c.mode, *place).where(AT_ADDRESS).with_for_update()


def _fire_timer() -> ClauseElement:
    this = (TIMER.c.id == given("id"), TIMER.c.occurrence == given("occurrence"))
    return TIMER.delete().where(TIMER.c.number == given("number"), *this)


def _keep_chat() -> ClauseElement:
    columns: dict[str, Any] = {name: given(name) for name in ("state", "mode", "seq", "due_at", "lease", "attempt", "reach")}
    return CHAT.update().where(CHAT.c.number == given("number")).values(version=CHAT.c.version + ONE, **columns)


def _drop_unsent() -> ClauseElement:
    where = (LOG.c.number == given("number"), LOG.c.seq > given("sent_seq"), LOG.c.kind == BOT, LOG.c.status == KEPT)
    return LOG.update().where(*where).values(status=DROPPED)


def _put_ticket(insert: Insert) -> ClauseElement:
    new = insert(TICKET)
    changed = {name: new.excluded[name] for name in ("kind", "intent", "opened", "status", "body")}
    statement: ClauseElement = new.on_conflict_do_update(index_elements=["number", "ref"], set_=changed)
    return statement


def _set_timer(insert: Insert) -> ClauseElement:
    """A timer that is set again keeps its id; what it was set to before will not fire any more."""
    new = insert(TIMER)
    changed = {"at": new.excluded.at, "turn": new.excluded.turn, "occurrence": TIMER.c.occurrence + ONE}
    statement: ClauseElement = new.on_conflict_do_update(index_elements=["number", "name"], set_=changed)
    return statement


def _call(insert: Insert) -> ClauseElement:
    """A chat that calls again keeps its place in the queue; the reason is the latest."""
    new = insert(CALL)
    latest = {"reason": new.excluded.reason}
    statement: ClauseElement = new.on_conflict_do_update(index_elements=["number"], set_=latest)
    return statement


def _put_standing(insert: Insert) -> ClauseElement:
    """What is null stays as it was."""
    new = insert(STANDING)
    latest = {column.name: new.excluded[column.name] for column in STANDING.c if column.name not in {"number", *LEFT_AS_IT_WAS}}
    kept = {name: func.coalesce(new.excluded[name], STANDING.c[name]) for name in LEFT_AS_IT_WAS}
    statement: ClauseElement = new.on_conflict_do_update(index_elements=["number"], set_=latest | kept)
    return statement
