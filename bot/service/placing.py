"""From a turn to where the chat stands. Pure; the store keeps it in the turn's own transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.draft import SKIPPED
from bot.core.knowledge import Knowledge
from bot.core.state import Mode, State
from bot.service.ports import JSON, Chat, Entry, EntryKind, Kept
from bot.service.standing import Standing

WAITING, STAFF, BOT, CLOSED = "waiting", "staff", "bot", "closed"
PREVIEW = 120
"""Characters of the last words that a list shows."""
SPOKEN = (EntryKind.MERCHANT, EntryKind.BOT, EntryKind.STAFF)
URGENT_GROUPS = frozenset({"transaction", "settlement", "security"})
"""Troubles about money and crime: high. A safety flow's: urgent."""


def placed(chat: Chat, kept: Kept, knowledge: Knowledge) -> Kept:
    """The same turn with its standing."""
    state = kept.state
    place = place_of(state)
    now = Standing(
        place=place,
        staff=state.staff,
        since=state.since,
        trouble=state.trouble,
        urgency=urgency(knowledge, state.trouble),
        locale=state.locale,
        serial=_known(state, "serial"),
        model=_known(state, "model"),
        contact=_known(state, "contact"),
        purchased=_known(state, "purchased"),
    )
    standing = _closed(_called(_said(now, chat.seq, kept.entries), kept), chat.state, kept)
    if _is_back(chat, kept):
        return replace(kept, standing=replace(standing, reason=""), answered=True)
    return replace(kept, standing=standing)


def _is_back(chat: Chat, kept: Kept) -> bool:
    """Whether a merchant writes who could not be written to, and for whom nobody is called: that he could not be is over."""
    writes = any(entry.kind is EntryKind.MERCHANT for entry in kept.entries)
    return writes and not chat.reached and not kept.state.called and kept.call is None


def _known(state: State, slot: str) -> str:
    value = state.slots.get(slot, "")
    return "" if value == SKIPPED else value


def place_of(state: State) -> str:
    """Who must act: a person who has not come, the one who speaks, the bot, or nobody."""
    if state.mode is Mode.STAFF:
        return STAFF
    if state.mode is Mode.CLOSED:
        return CLOSED
    if state.called:
        return WAITING
    asked = state.question
    is_asked = asked is not None and not asked.aside and (asked.offers or not asked.word)
    return BOT if state.place or is_asked else CLOSED


def urgency(knowledge: Knowledge, trouble: str) -> int:
    """2 for danger, 1 for money and crime, else 0."""
    flow = knowledge.flows.get(trouble)
    if flow and flow.safety:
        return 2
    intent = knowledge.intents.get(trouble)
    return 1 if intent and intent.group in URGENT_GROUPS else 0


def words_of(body: object) -> str:
    """What a line says, on one line; a photo is a frame."""
    if not isinstance(body, dict):
        return ""
    text = str(body.get("text") or body.get("label") or "")
    return " ".join(text.split())[:PREVIEW] if text else _pictures(body.get("media"))


def _pictures(media: JSON) -> str:
    return "🖼" if isinstance(media, list) and media else ""


def _by(entry: Entry) -> str:
    """Whose words: the kind of line, and of the staff's who it was."""
    return f"{entry.kind.value}:{entry.body['by']}" if entry.kind is EntryKind.STAFF and "by" in entry.body else entry.kind.value


def _said(now: Standing, seq: int, entries: Sequence[Entry]) -> Standing:
    told: dict[str, Any] = {}
    for number, entry in enumerate(entries, seq + 1):
        if entry.kind in SPOKEN:
            told["last"] = entry.at
        # Who is waited for by the desk is shown with words of a person, never with the bot's "I have called somebody".
        if entry.kind in SPOKEN and not (entry.kind is EntryKind.BOT and now.place in {WAITING, STAFF}):
            told |= {"by": _by(entry), "preview": words_of(entry.body)}
        if entry.kind is EntryKind.MERCHANT:
            told |= {"heard": number, "heard_at": entry.at}
        if entry.kind is EntryKind.STAFF:
            told["spoke"] = True
    return replace(now, **told)


def _called(now: Standing, kept: Kept) -> Standing:
    call = kept.call
    return replace(now, called_at=call.at, reason=call.reason, spoke=False) if call else now


def _closed(now: Standing, before: State | None, kept: Kept) -> Standing:
    """The moment at which it came to an end."""
    is_new = now.place == CLOSED and (before is None or place_of(before) != CLOSED)
    return replace(now, closed_at=kept.entries[-1].at) if is_new and kept.entries else now
