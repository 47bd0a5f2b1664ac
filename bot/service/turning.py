"""One turn as a pure function: the chat as loaded, what came in, to all that is kept.

Understand, step, render, and write down what happened; nothing here waits or reads a clock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from bot.core.actions import (
    Action,
    CallStaff,
    CancelReminder,
    Explain,
    Knock,
    NoteDevice,
    Notify,
    OpenTicket,
    Relay,
    Say,
    SetReminder,
    UpdateTicket,
)
from bot.core.asking import UnreachableState, menu
from bot.core.draft import Draft
from bot.core.knowledge import Knowledge
from bot.core.machine import TIMERS, UNASKED, step
from bot.core.messages import Address, Choice, Inbound, Media, Outbound
from bot.core.retaking import remembering, taken_back, unanswered
from bot.core.state import Mode, Question, State, Terminal
from bot.core.understanding import Heard, MovedAway, MovedHere, Sent, Understanding
from bot.rendering.phrases import Phrases
from bot.service.entries import answer_of, bot_entry, deeds, did_entry, heard_as_json, notice_entry, relay_entry, rows
from bot.service.hours import Calendar, is_open, opens, zone_of
from bot.service.ports import JSON, Alarm, Call, Chat, Entry, EntryKind, Kept, Logged
from bot.service.sources import took
from bot.service.watching import NotKept
from bot.understanding.hearing import understand
from bot.understanding.matcher.matching import Matcher
from bot.understanding.text.masking import continued

CORRECTED = "common.corrected"
NOTED = "device"
"""The errand that writes what was learned of a terminal into its passport."""
Looked = tuple[Terminal, ...]


class LivesElsewhere(NotKept):
    """The conversation is in another chat of the merchant's, where this must happen; nothing was kept."""


def at_home(chat: Chat) -> State:
    """The chat's state, for a turn that the machine takes no part in. Raises LivesElsewhere as the machine's do."""
    state = chat.begun
    if state.lives_at is not None:
        raise LivesElsewhere
    return state


class WroteHere(LivesElsewhere):
    """The merchant writes in a chat that he had left: the conversation comes back first."""


@dataclass(frozen=True, slots=True)
class Mind:
    """What a turn is decided with: the knowledge, the matcher trained on its examples, the sentences."""

    knowledge: Knowledge
    matcher: Matcher
    phrases: Phrases
    locale: str = "zh"
    calendar: Calendar = field(default_factory=Calendar)

    @property
    def spoken(self) -> tuple[str, ...]:
        """The languages that there are words in, the one begun with first."""
        return tuple(sorted(self.knowledge.locales, key=lambda one: (one != self.locale, one)))

    def hear(self, chat: Chat, inbound: Inbound, looked_up: Looked = ()) -> Kept:
        """A merchant's message, already masked, with what is kept of the terminals it names."""
        state = self._state(chat, inbound.locale)
        if state.lives_at is not None:
            raise WroteHere
        asked = state.question.slot if state.question else ""
        inbound = continued(inbound, state.words, is_asked=bool(asked))
        if inbound.more:
            more = Sent(inbound.at, inbound.media)
            media = (*state.media, *inbound.media)
            return Kept(state.but(media=media, before=None), (self._merchant_entry(state, inbound, more),))
        if inbound.edits and state.mode is not Mode.STAFF:
            return self._edited(chat.address, state, inbound, looked_up)
        return self._heard(chat.address, state, inbound, looked_up)

    def _understood(self, inbound: Inbound, state: State, looked_up: Looked) -> Understanding:
        event = understand(inbound, state, self.knowledge, self.matcher)
        return replace(event, looked_up=looked_up) if looked_up and isinstance(event, Heard) else event

    def _heard(self, address: Address, state: State, inbound: Inbound, looked_up: Looked) -> Kept:
        event = self._understood(inbound, state, looked_up)
        kept = self._turn(address, state, event, self._merchant_entry(state, inbound, event))
        return replace(kept, state=remembering(kept.state, state, inbound.message, answer_of(kept)))

    def _edited(self, address: Address, state: State, inbound: Inbound, looked_up: Looked) -> Kept:
        """Words that were changed: answered anew if they change anything and nothing has come of the old ones."""
        back = taken_back(state, inbound.message)
        event = self._understood(inbound, back or state, looked_up)
        entry = self._merchant_entry(state, inbound, event)
        if back is None or state.before is None:
            return Kept(state, (entry,))
        kept = self._turn(address, state.before, event, entry)  # in the turn of the old words, whose number some wording goes by
        if answer_of(kept) == state.told:
            return Kept(unanswered(kept.state, state), (entry,))
        told = answer_of(self._turn(address, back, event, entry))
        anew = self._turn(address, back, event, entry, CORRECTED)
        return replace(anew, state=remembering(anew.state, back, inbound.message, told))

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

    def go_on(self, chat: Chat, inbound: Inbound, last: Logged, rest: str) -> Kept:
        """The rest of what was last said, in the same voice; the conversation stands where it stood."""
        state = self._state(chat, inbound.locale)
        asked: dict[str, JSON] = {"text": inbound.text, "choice": None, "label": None, "media": []}
        said: dict[str, JSON] = {**last.body, "text": rest, "image": None, "document": None, "media": []}
        return Kept(state, (Entry(EntryKind.MERCHANT, inbound.at, asked), Entry(last.kind, inbound.at, said)))

    def happen(self, chat: Chat, event: Understanding) -> Kept:
        """A timer, a person of the staff, something learned elsewhere; or, where it is tried out, words already understood.
        Raises LivesElsewhere where the conversation is in another chat of the merchant's now.
        """
        state = self._state(chat, None)
        if state.lives_at is not None and not isinstance(event, MovedAway | MovedHere):
            raise LivesElsewhere
        return self._turn(chat.address, state, event, None)

    def _state(self, chat: Chat, locale: str | None) -> State:
        """The state to go on from. A client that changes its language is followed; one that merely repeats
        it is not, so that a merchant who writes in another language keeps being answered in that.
        """
        state = chat.state or State(ref=str(chat.number), locale=self.locale)
        if locale is None or locale not in self.knowledge.locales or locale == state.client:
            return state
        return state.but(locale=locale, client=locale)

    def _turn(self, address: Address, before: State, event: Understanding, entry: Entry | None, first: str = "") -> Kept:
        """``first`` names a sentence that is said before all others."""
        after, wanted = step(before, event, self._known())
        told = bool(first) and not any(isinstance(action, Say) and action.sentence == first for action in wanted)
        opening = (Say(first, Draft(self.knowledge, event.at, after).values({})),) if told else ()
        actions = self._expecting((*opening, *wanted), after, event.at)
        reply = self.phrases.outbound(actions, after, address)
        rule = next((action.rule for action in actions if isinstance(action, Explain)), "")
        facts = took(before, after, event)
        why: dict[str, JSON] = {"rule": rule, "knowledge": self.knowledge.version, **({"took": facts} if facts else {})}
        replies = (bot_entry(reply, event, after, why),) if reply else ()
        staff = tuple(relay_entry(action, event) for action in actions if isinstance(action, Relay))
        told_of = tuple(notice_entry(action, self._notice(after, action), event) for action in actions if isinstance(action, Notify))
        did = tuple(did_entry(body, event) for body in deeds(actions, event))
        return Kept(
            state=after,
            entries=(*((entry,) if entry else ()), *staff, *did, *told_of, *replies),
            tickets=tuple(action.ticket for action in actions if isinstance(action, (OpenTicket, UpdateTicket))),
            alarms=(*_reminders(actions), *_noted(actions, after, event)),
            silenced=tuple(action.name for action in actions if isinstance(action, CancelReminder)),
            call=next((Call(event.at, action.reason) for action in actions if isinstance(action, CallStaff)), None),
            knock=event.at if _knocks(rule, bool(replies or told_of), actions) else None,
            answered=(before.called and not after.called) or (before.mode is not after.mode and after.mode is Mode.STAFF),
        )

    def _known(self) -> Knowledge:
        """The knowledge, with the visit windows that are full by now."""
        full = self.calendar.full
        return replace(self.knowledge, visits=replace(self.knowledge.visits, full=full)) if full else self.knowledge

    def _notice(self, state: State, action: Notify) -> str:
        return self.phrases.sentence(state.locale, action.told.sentence, action.told.values)

    def _expecting(self, actions: tuple[Action, ...], state: State, at: datetime) -> tuple[Action, ...]:
        """Who calls a person outside hours is told when one will be there."""
        hours = self.calendar.hours
        is_told = any(isinstance(action, CallStaff) for action in actions) and any(isinstance(action, Say) for action in actions)
        if not is_told or is_open(hours, at):
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
        own: dict[str, JSON] = {"edits" if inbound.edits else "message": inbound.message} if inbound.message else {}
        return Entry(EntryKind.MERCHANT, inbound.at, {**body, "heard": heard_as_json(event), **own})

    def _pressed(self, state: State, key: str) -> str:
        question = state.question or Question(0)
        name = key.partition(".")[2]
        offer = question.offer(name)
        if offer:
            return self.phrases.label(state.locale, offer)
        return self.knowledge.sentences[state.locale].get(f"menu.{name}", "…")


def _knocks(rule: str, told: bool, actions: Sequence[Action]) -> bool:  # noqa: FBT001 -- of one row with the others
    return (rule in UNASKED and told) or any(isinstance(action, Knock) for action in actions)


def _reminders(actions: Sequence[Action]) -> tuple[Alarm, ...]:
    return tuple(Alarm(a.name, a.at, a.turn) for a in actions if isinstance(a, SetReminder))


def _noted(actions: Sequence[Action], state: State, event: Understanding) -> tuple[Alarm, ...]:
    """What was learned of a terminal is written into its passport right after, by an errand that survives a crash."""
    return tuple(Alarm(f"{NOTED}:{a.facts['serial']}", event.at, state.turn) for a in actions if isinstance(a, NoteDevice))


def is_worth_a_knock(body: Mapping[str, JSON]) -> bool:
    """Whether a line that waits is one that the merchant would want to know of: a person's, or what we promised to tell."""
    why = body.get("why")
    return bool(body.get("who")) or (isinstance(why, dict) and why.get("rule") in UNASKED)


def outbound(number: int, seq: int, address: Address, body: Mapping[str, JSON]) -> Outbound:
    """The message that a log entry of the bot or the staff is, for a messenger."""
    choices = tuple(Choice(str(c["key"]), str(c["label"])) for c in rows(body.get("choices")))
    media = tuple(Media(str(item["kind"]), str(item["ref"])) for item in rows(body.get("media")))
    image, document, who = (str(body.get(name) or "") for name in ("image", "document", "who"))
    text = str(body.get("text", ""))
    why, bulk, locale = body.get("why"), body.get("bulk") is True, str(body.get("locale") or "")
    notice = isinstance(why, dict) and why.get("rule") in {*TIMERS, "notice"}
    given: dict[str, Any] = {"notice": notice, "locale": locale, "bulk": bulk}
    return Outbound(f"{number}-{seq}", address, text, choices, image or None, document or None, who=who, media=media, **given)
