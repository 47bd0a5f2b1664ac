"""What is watched of the work: every piece has a stable name, the conversation it belongs to, and an end.

Logs, metrics and traces are made of it by whoever watches (`bot.wiring.watching`). Here nobody does, and nothing that a
merchant wrote is handed on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Protocol

from bot.service.ports import JSON, Entry, EntryKind, Kept, Logged

TRACE = "trace"
"""Where a line that goes out remembers the trace it belongs to, so that whoever sends it can go on with it."""


class Action(StrEnum):
    """The pieces of work. The names stand in logs, metrics and traces, and never change their meaning."""

    UPDATE_KEPT = "update_kept"  # a messenger's update lies in the inbox
    UPDATE_WORKED_OFF = "update_worked_off"  # all that it leads to is kept, or it waits, or was put aside
    TURN_KEPT = "turn_kept"  # something happened to a chat, and what follows is kept
    MESSAGE_SENT = "message_sent"  # a message was handed to a messenger
    STEP_FAILED = "step_failed"  # the worker could not do its work and goes on
    SOURCE_ASKED = "source_asked"  # a messenger was asked for updates
    BACKUP_MADE = "backup_made"
    NOTED = "noted"  # anything else that is logged


@dataclass
class Piece:
    """A piece of work under way. ``outcome`` and ``facts`` may be set until it ends; ``trace`` goes on with it elsewhere
    (W3C traceparent; empty without traces). ``ref`` is the conversation's number as staff read it, empty if unknown.
    """

    action: Action
    source: str
    """The channel or account, such as ``web`` or ``telegram:7001``: few, and no merchant's."""
    ref: str = ""
    outcome: str = "done"
    facts: dict[str, str] = field(default_factory=dict)
    trace: str = ""


class NotKept(Exception):
    """Nothing is kept of the piece, on purpose: whoever began it is told why, or does something else instead. No failure."""


class Watch(Protocol):
    """Whoever watches."""

    def watching(self, action: Action, source: str, ref: str = "", *, of: str = "", after: str = "") -> AbstractContextManager[Piece]:
        """A piece of work, from its beginning to its end; an exception passes and counts as its outcome ``failed``,
        `NotKept` as ``not_kept``.

        ``of``: the identity of the update that the piece begins with; another process that names the same one goes on with
        the same trace. ``after``: the trace of an earlier piece.
        """


class Nobody:
    """Nobody watches."""

    @contextmanager
    def watching(self, action: Action, source: str, ref: str = "", *, of: str = "", after: str = "") -> Iterator[Piece]:  # noqa: ARG002 - the protocol's shape
        """The work goes on as it is."""
        yield Piece(action, source, ref)


NOBODY = Nobody()


def marked(kept: Kept, trace: str) -> Kept:
    """The turn, its lines that go out marked with their trace."""
    return replace(kept, entries=tuple(_marked(entry, trace) for entry in kept.entries)) if trace else kept


def _marked(entry: Entry, trace: str) -> Entry:
    goes_out = entry.kind in {EntryKind.BOT, EntryKind.STAFF}
    return replace(entry, body={**entry.body, TRACE: trace}) if goes_out else entry


def trace_of(entry: Logged) -> str:
    """The trace that a line was marked with."""
    return str(entry.body.get(TRACE) or "")


def facts_of(kept: Kept) -> dict[str, str]:
    """What may be told of a turn: how it was understood, what came of it. Nothing that anybody wrote."""
    facts: dict[str, str] = {"mode": kept.state.mode.value}
    for entry in kept.entries:
        heard = entry.body.get("heard")
        if entry.kind is EntryKind.MERCHANT and isinstance(heard, Mapping):
            facts |= _understood(heard)
    if kept.tickets:
        facts["ticket"] = kept.tickets[-1].kind
    if kept.call:
        facts["called"] = kept.call.reason.partition(":")[0]
    return facts


def _understood(heard: Mapping[str, JSON]) -> dict[str, str]:
    return {name: str(heard[name]) for name in ("decision", "intent") if heard.get(name)}


def told(action: Action, ref: str = "", source: str = "") -> dict[str, str]:
    """What a log line says beside its words: ``logger.warning(words, extra=told(Action.NOTED))``."""
    return {"action": action.value, "ref": ref, "source": source}
