"""What is read outside of any turn."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ClauseElement, Dialect, func, select
from sqlalchemy import bindparam as given

from bot.store.statements.words import AT_ADDRESS, CALL, CHAT, LOG, TICKET, TIMER, ZERO, Text, compiler


@dataclass(frozen=True, slots=True)
class ReadTexts:
    """A chat is named by its address; timers and the queue are asked over all chats."""

    chat: Text
    log: Text
    tickets: Text
    due_timers: Text
    next_due: Text
    waiting: Text


def read_texts(dialect: Dialect) -> ReadTexts:
    """The statements that only read, in the dialect's words."""
    text = compiler(dialect)
    return ReadTexts(
        chat=text(select(CHAT.c.number, CHAT.c.state).where(AT_ADDRESS)),
        log=text(_log()),
        tickets=text(
            select(TICKET.c.number, TICKET.c.ref, TICKET.c.body).join(CHAT).where(AT_ADDRESS).order_by(TICKET.c.opened, TICKET.c.ref)
        ),
        due_timers=text(_due_timers()),
        next_due=text(select(func.min(TIMER.c.at))),
        waiting=text(_waiting()),
    )


def _log() -> ClauseElement:
    return (
        select(LOG.c.number, LOG.c.seq, LOG.c.kind, LOG.c.at, LOG.c.body, LOG.c.status, LOG.c.reason, LOG.c.ref)
        .join(CHAT)
        .where(AT_ADDRESS, LOG.c.seq > given("after"))
        .order_by(LOG.c.seq)
        .limit(given("limit"))
        .offset(ZERO)
    )


def _due_timers() -> ClauseElement:
    what = (TIMER.c.name, TIMER.c.turn, TIMER.c.at)
    return (
        select(TIMER.c.id, TIMER.c.occurrence, CHAT.c.channel, CHAT.c.chat, *what)
        .select_from(TIMER)
        .join(CHAT)
        .where(TIMER.c.at <= given("until"))
        .order_by(TIMER.c.at, TIMER.c.id)
        .limit(given("limit"))
        .offset(ZERO)
    )


def _waiting() -> ClauseElement:
    return (
        select(CHAT.c.number, CHAT.c.channel, CHAT.c.chat, CALL.c.at, CALL.c.reason)
        .select_from(CALL)
        .join(CHAT)
        .order_by(CALL.c.at, CALL.c.number)
    )
