"""One turn as a pure function: the chat as loaded, what came in, to all that is kept.

Understand, step, render, and write down what happened; nothing here waits or reads a clock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from bot.core.actions import (
    Action,
    CallStaff,
    CancelReminder,
    Explain,
    OpenTicket,
    Relay,
    Resolved,
    Say,
    SetReminder,
    UpdateTicket,
)
from bot.core.asking import UnreachableState, menu
from bot.core.draft import Draft
from bot.core.knowledge import Knowledge
from bot.core.machine import TIMERS, step
from bot.core.messages import Address, Choice, Inbound, Media, Outbound
from bot.core.state import Mode, Question, State, Ticket
from bot.core.understanding import Chose, Elapsed, Heard, Sent, StaffClosed, Staffed, StaffJoined, StaffLeft, Understanding
from bot.rendering.phrases import Phrases
from bot.service.hours import Calendar, is_open, opens, zone_of
from bot.service.ports import JSON, Alarm, Call, Chat, Entry, EntryKind, Kept
from bot.understanding.hearing import understand
from bot.understanding.matching import Matcher

QUIET_REMINDERS = frozenset({"nudge", "unanswered"})
"""Reminders that are the bot's own manners; they are not told as something that was done."""


@dataclass(frozen=True, slots=True)
class Mind:
    """What a turn is decided with: the knowledge, the matcher trained on its examples, the sentences."""

    knowledge: Knowledge
    matcher: Matcher
    phrases: Phrases
    locale: str = "zh"
    calendar: Calendar = field(default_factory=Calendar)

    def hear(self, chat: Chat, inbound: Inbound) -> Kept:
        """A merchant's message, already masked."""
        state = self._state(chat, inbound.locale)
        if inbound.more:
            more = Sent(inbound.at, inbound.media)
            return Kept(replace(state, media=(*state.media, *inbound.media)), (self._merchant_entry(state, inbound, more),))
        event = understand(inbound, state, self.knowledge, self.matcher)
        return self._turn(chat.address, state, event, self._merchant_entry(state, inbound, event))

    def welcome(self, locale: str, recipient: Address) -> Outbound:
        """Greeting and menu, for a door that shows something before the first message."""
        at = datetime.min.replace(tzinfo=UTC)
        draft = menu(Draft(self.knowledge, at, State(ref="", locale=locale)), "common.welcome")
        shown = self.phrases.outbound(draft.actions, draft.state, recipient)
        if shown is None:
            raise UnreachableState("a menu says something")
        return shown

    def note(self, chat: Chat, at: datetime, body: Mapping[str, JSON]) -> Kept:
        """Something beside the conversation, for the record."""
        return Kept(self._state(chat, None), (Entry(EntryKind.SYSTEM, at, body),))

    def happen(self, chat: Chat, event: Elapsed | Staffed) -> Kept:
        """A timer, or a person of the staff."""
        return self._turn(chat.address, self._state(chat, None), event, None)

    def _state(self, chat: Chat, locale: str | None) -> State:
        """The state to go on from. A client that changes its language is followed; one that merely repeats
        it is not, so that a merchant who writes in another language keeps being answered in that.
        """
        state = chat.state or State(ref=str(chat.number), locale=self.locale)
        if locale is None or locale not in self.knowledge.locales or locale == state.client:
            return state
        return replace(state, locale=locale, client=locale)

    def _turn(self, address: Address, before: State, event: Understanding, entry: Entry | None) -> Kept:
        after, wanted = step(before, event, self.knowledge)
        actions = self._expecting(wanted, after, event.at)
        reply = self.phrases.outbound(actions, after, address)
        rule = next((action.rule for action in actions if isinstance(action, Explain)), "")
        replies = (_bot_entry(reply, event, after, rule, self.knowledge.version),) if reply else ()
        staff = tuple(_relay_entry(action, event) for action in actions if isinstance(action, Relay))
        did = tuple(_did_entry(body, event) for body in deeds(actions, event))
        return Kept(
            state=after,
            entries=(*((entry,) if entry else ()), *staff, *did, *replies),
            tickets=tuple(action.ticket for action in actions if isinstance(action, (OpenTicket, UpdateTicket))),
            alarms=tuple(Alarm(a.name, a.at, a.turn) for a in actions if isinstance(a, SetReminder)),
            silenced=tuple(action.name for action in actions if isinstance(action, CancelReminder)),
            call=next((Call(event.at, action.reason) for action in actions if isinstance(action, CallStaff)), None),
            answered=(before.called and not after.called) or (before.mode is not after.mode and after.mode is Mode.STAFF),
        )

    def _expecting(self, actions: tuple[Action, ...], state: State, at: datetime) -> tuple[Action, ...]:
        """Who calls a person outside hours is told when one will be there."""
        hours = self.calendar.hours
        if not any(isinstance(action, CallStaff) for action in actions) or is_open(hours, at):
            return actions
        opening, here = opens(hours, at).astimezone(zone_of(hours.zone)), at.astimezone(zone_of(hours.zone))
        day, month = str(opening.day), str(opening.month)
        told = {
            "opens_in": str((opening.date() - here.date()).days),
            "opens_day": day,
            "opens_month": month,
            "opens_at": f"{opening:%H:%M}",
        }
        return (*actions, Say("common.outside_hours", Draft(self.knowledge, at, state).values(told)))

    def _merchant_entry(self, state: State, inbound: Inbound, event: Understanding) -> Entry:
        label = self._pressed(state, inbound.choice) if inbound.choice else None
        media: list[JSON] = [{"kind": item.kind, "ref": item.ref} for item in inbound.media]
        text = inbound.text or "\n".join(item.words for item in inbound.media if item.words)
        body: dict[str, JSON] = {"text": text, "choice": inbound.choice, "label": label, "media": media}
        return Entry(EntryKind.MERCHANT, inbound.at, {**body, "heard": heard_as_json(event)})

    def _pressed(self, state: State, key: str) -> str:
        question = state.question or Question(0)
        name = key.partition(".")[2]
        offer = question.offer(name)
        if offer:
            return self.phrases.label(state.locale, offer)
        return self.knowledge.sentences[state.locale].get(f"menu.{name}", "…")


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
            "also": event.also,
            "masked": event.masked,
        }
    decision = {Chose: "chose", Sent: "media"}.get(type(event), "none")
    return {"decision": decision, "intent": None, "score": 0.0, "candidates": [], "fields": {}, "masked": 0}


COMINGS: Mapping[type, str] = {StaffJoined: "staff_joined", StaffLeft: "staff_left", StaffClosed: "staff_closed"}


def deeds(actions: Sequence[Action], event: Understanding) -> list[dict[str, JSON]]:
    """What was done in a turn, as lines of the log."""
    found = [_deed(action) for action in actions]
    if isinstance(event, (StaffJoined, StaffLeft, StaffClosed)) and actions:
        found.append({"did": COMINGS[type(event)], "who": event.name or event.who, "by": event.who})
    return [deed for deed in found if deed]


def _deed(action: Action) -> dict[str, JSON]:
    match action:
        case OpenTicket(ticket):
            return {"did": "ticket_opened", **_ticket_line(ticket)}
        case UpdateTicket(ticket, what):
            return {"did": "ticket_updated", "what": what, **_ticket_line(ticket)}
        case CallStaff(reason):
            return {"did": "staff_called", "reason": reason}
        case Resolved(intent, remedy):
            return {"did": "resolved", "intent": intent, "remedy": remedy}
        case SetReminder(name, at, _) if name not in QUIET_REMINDERS:
            return {"did": "reminder_set", "at": at.isoformat(), "name": name}
        case _:
            return {}


def _ticket_line(ticket: Ticket) -> dict[str, JSON]:
    return {"ref": ticket.ref, "ticket": ticket.kind, "intent": ticket.intent, "status": ticket.status}


def _did_entry(body: Mapping[str, JSON], event: Understanding) -> Entry:
    return Entry(EntryKind.SYSTEM, event.at, body)


def _relay_entry(action: Relay, event: Understanding) -> Entry:
    media: list[JSON] = [{"kind": item.kind, "ref": item.ref} for item in action.media]
    return Entry(EntryKind.STAFF, event.at, {"who": action.name or action.who, "by": action.who, "text": action.text, "media": media})


def _bot_entry(reply: Outbound, event: Understanding, state: State, rule: str, version: str) -> Entry:
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
        "why": {"rule": rule, "flow": place.flow if place else None, "step": place.step if place else None, "knowledge": version},
    }
    return Entry(EntryKind.BOT, event.at, body)


def outbound(number: int, seq: int, address: Address, body: Mapping[str, JSON]) -> Outbound:
    """The message that a log entry of the bot or the staff is, for a messenger."""
    choices = tuple(Choice(str(c["key"]), str(c["label"])) for c in _rows(body.get("choices")))
    media = tuple(Media(str(item["kind"]), str(item["ref"])) for item in _rows(body.get("media")))
    image, document, who = (str(body.get(name) or "") for name in ("image", "document", "who"))
    text = str(body.get("text", ""))
    why = body.get("why")
    notice = isinstance(why, dict) and why.get("rule") in TIMERS
    return Outbound(f"{number}-{seq}", address, text, choices, image or None, document or None, who=who, media=media, notice=notice)


def _rows(value: JSON) -> list[dict[str, JSON]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
