"""The lines that a turn leaves in a chat's log: what was heard, what was answered, what was done. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from bot.core.actions import (
    Action,
    CallOff,
    CallStaff,
    Notify,
    OpenTicket,
    Rate,
    RecordCheck,
    Relay,
    Resolved,
    SetReminder,
    UpdateTicket,
)
from bot.core.messages import Outbound
from bot.core.state import State, Ticket
from bot.core.understanding import Chose, Heard, Sent, StaffClosed, StaffJoined, StaffLeft, Understanding
from bot.service.ports import JSON, Entry, EntryKind, Kept
from bot.understanding.text.normalising import plain

QUIET_REMINDERS = frozenset({"nudge", "unanswered", "word"})
"""Reminders that are the bot's own manners; they are not told as something that was done."""


def answer_of(kept: Kept) -> str:
    """Stands for what a turn answers: the same words and buttons, the same sign."""
    labels = [[choice["label"] for choice in rows(entry.body.get("choices"))] for entry in kept.entries if entry.kind is EntryKind.BOT]
    texts = [entry.body.get("text") for entry in kept.entries if entry.kind is EntryKind.BOT]
    return sha256(json.dumps([texts, labels]).encode()).hexdigest()[:16]


def heard_as_json(event: Understanding) -> dict[str, JSON]:
    """What was made of a merchant's message, for the record and for programs."""
    if isinstance(event, Heard):
        candidates: list[JSON] = [
            {"intent": c.intent, "score": round(c.score, 4), "phrase": c.phrase, "why": c.why} for c in event.candidates
        ]
        return {
            "decision": event.decision.value,
            "intent": event.intent,
            "act": event.act,
            "offer": event.offer,
            "score": round(event.candidates[0].score, 4) if event.candidates else 0.0,
            "candidates": candidates,
            "fields": {field.name: field.value for field in event.fields},
            "tried": list(event.tried),
            "also": event.also[0] if event.also else None,
            "beside": list(event.also),
            "masked": event.masked,
            "normal": plain(event.text),
        }
    decision = {Chose: "chose", Sent: "media"}.get(type(event), "none")
    return {"decision": decision, "intent": None, "score": 0.0, "candidates": [], "fields": {}, "masked": 0}


COMINGS: Mapping[type, str] = {StaffJoined: "staff_joined", StaffLeft: "staff_left", StaffClosed: "staff_closed"}


def deeds(actions: Sequence[Action], event: Understanding) -> list[dict[str, JSON]]:
    """What was done in a turn, as lines of the log."""
    found = [_deed(action) for action in actions]
    if isinstance(event, (StaffJoined, StaffLeft, StaffClosed)) and actions:
        did = "staff_released" if isinstance(event, StaffLeft) and event.queue else COMINGS[type(event)]
        found.append({"did": did, "who": event.name or event.who, "by": event.who})
    return [deed for deed in found if deed]


def _deed(action: Action) -> dict[str, JSON]:  # noqa: PLR0911 -- a table
    match action:
        case OpenTicket(ticket):
            return {"did": "ticket_opened", **_ticket_line(ticket)}
        case UpdateTicket(ticket, what):
            return {"did": "ticket_updated", "what": what, **_ticket_line(ticket)}
        case CallStaff(reason):
            return {"did": "staff_called", "reason": reason}
        case CallOff():
            return {"did": "staff_called_off"}
        case RecordCheck(result, answers):
            return {"did": "channel_checked", "result": result, "answers": dict(answers)}
        case Resolved(intent, remedy):
            return {"did": "resolved", "intent": intent, "remedy": remedy}
        case Rate(result, word):
            return {"did": "rated", "rating": result, "word": word}
        case SetReminder(name, at, _) if name not in QUIET_REMINDERS:
            return {"did": "reminder_set", "at": at.isoformat(), "name": name}
        case _:
            return {}


def _ticket_line(ticket: Ticket) -> dict[str, JSON]:
    return {"ref": ticket.ref, "ticket": ticket.kind, "intent": ticket.intent, "status": ticket.status}


def did_entry(body: Mapping[str, JSON], event: Understanding) -> Entry:
    return Entry(EntryKind.SYSTEM, event.at, body)


def relay_entry(action: Relay, event: Understanding) -> Entry:
    media: list[JSON] = [{"kind": item.kind, "ref": item.ref} for item in action.media]
    return Entry(EntryKind.STAFF, event.at, {"who": action.name or action.who, "by": action.who, "text": action.text, "media": media})


def notice_entry(action: Notify, text: str, event: Understanding) -> Entry:
    """What was done while a person speaks, told in a person's name."""
    body: dict[str, JSON] = {"who": action.name or action.who, "by": action.who, "text": text, "document": action.told.document or None}
    return Entry(EntryKind.STAFF, event.at, body)


def bot_entry(reply: Outbound, event: Understanding, state: State, why: Mapping[str, JSON]) -> Entry:
    """``why``: the rule that chose it, the version of the knowledge, the facts that were taken."""
    choices: list[JSON] = [{"key": choice.key, "label": choice.label} for choice in reply.choices]
    place = state.place
    body: dict[str, JSON] = {
        "text": reply.text,
        "choices": choices,
        "image": reply.image,
        "document": reply.document,
        "progress": list(reply.progress) if reply.progress else None,
        "turn": state.turn,
        "locale": state.locale,
        **({"bulk": True} if why.get("rule") == "notice" else {}),
        "why": {"flow": place.flow if place else None, "step": place.step if place else None, "trouble": state.trouble or None, **why},
    }
    return Entry(EntryKind.BOT, event.at, body)


def own_entry(state: State, text: str, rule: str, at: datetime, document: str | None = None) -> Entry:
    """What the desk says of itself outside of a turn, without choices; ``rule`` says why, ``document`` is a blob's ref."""
    body: dict[str, JSON] = {"text": text, "choices": [], "image": None, "document": document, "turn": state.turn}
    return Entry(EntryKind.BOT, at, {**body, "locale": state.locale, "why": {"rule": rule}})


def rows(value: JSON) -> list[dict[str, JSON]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
