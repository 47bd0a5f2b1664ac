"""The one transition function: a state, something that happened, and what is known, to the next
state and what is wanted.

The file's rules, in the manner of a protocol engine: no I/O, no clock, no chance; transitions are
tables (`EVENTS` here, `RULES` in `hearing`, `OFFERS` and `ACTS` in `acting`, `ENTER` and `GO` in
`walking`); a state is never changed in place. In staff mode nothing is said, whatever comes in.
In bot mode everything a merchant does is answered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.core.actions import Action, CancelReminder, Explain, Notify, Relay, Say
from bot.core.asking import menu
from bot.core.cases.agreeing import waits
from bot.core.cases.life import close_due
from bot.core.cases.tables import answered_to_person, changed
from bot.core.cases.telling import put_by_person
from bot.core.cases.visits import visit_due
from bot.core.draft import OTHER, UNKNOWN, Draft
from bot.core.ending import call
from bot.core.filing import file
from bot.core.guards import lapsed
from bot.core.hearing import hear
from bot.core.knowledge import Knowledge
from bot.core.moving import code_refused, moved_away, moved_here
from bot.core.picking import pick
from bot.core.rating import WORD, ask_rating, words_again
from bot.core.reading import awaited, take_facts
from bot.core.reminders.reminding import ALARM
from bot.core.reminders.watching import seen
from bot.core.replies import picture_for, picture_that_answers
from bot.core.resuming import gone_on, is_theirs, left_with_person
from bot.core.ringing import ring
from bot.core.rules import open_tickets
from bot.core.state import Mode, Move, Offer, Question, State
from bot.core.terminals import recalled, remembered
from bot.core.understanding import (
    Chose,
    CodeRefused,
    Elapsed,
    Heard,
    MovedAway,
    MovedHere,
    Noticed,
    Recalled,
    Sent,
    StaffClosed,
    StaffJoined,
    StaffLeft,
    StaffSaid,
    TicketChanged,
    Understanding,
)
from bot.core.walking import ask_again, fill

Outcome = tuple[str, Draft] | None
"""The name of the rule that applied with the draft it made; None: nothing happened."""


def step(state: State, event: Understanding, knowledge: Knowledge) -> tuple[State, tuple[Action, ...]]:
    """One turn. Nothing that a merchant, a timer or the staff can bring makes it raise."""
    closed = state.mode is Mode.CLOSED and isinstance(event, (Heard, Chose, Sent))
    awake = state.but(turn=state.turn + 1, mode=Mode.BOT if closed else state.mode)
    writes = isinstance(event, (Heard, Chose, Sent))
    begun = Draft(knowledge, event.at, awake)
    outcome = EVENTS[type(event)](lapsed(begun) if writes else begun, event)
    if outcome is None:
        return state, ()
    rule, draft = outcome[0], remembered(outcome[1])
    draft = seen(draft).but(wrote=event.at) if writes else draft
    heard = writes and draft.state.mode is Mode.BOT
    if heard and not any(isinstance(action, Say) for action in draft.actions):  # a flow that ends without a word
        draft = draft.say("common.left")
    return draft.state, (*draft.actions, Explain(rule))


# ---- the merchant --------------------------------------------------------------------------


def _heard(draft: Draft, event: Heard) -> Outcome:
    if draft.state.mode is Mode.STAFF:
        asked = draft.state.question
        noted = replace(take_facts(_awaiting(draft), event), actions=())
        return "staff_speaks", answered_to_person(noted, asked.offer(event.offer) if asked and event.offer else None)
    return hear(draft, event)


def _awaiting(draft: Draft) -> Draft:
    """The merchant waits for a person's words, and has since the first of his own."""
    return draft.but(since=draft.state.since or draft.at)


def _chose(draft: Draft, event: Chose) -> Outcome:
    offer = _offered(draft.state, event.key)
    if draft.state.mode is Mode.STAFF:
        return "staff_speaks", answered_to_person(_awaiting(draft), offer)
    if offer is None:
        return "stale", ask_again(draft.say("common.stale"))
    return "chose", pick(draft.but(misses=0, refused="", answered=""), offer)


def _offered(state: State, key: str) -> Offer | None:
    """The offer a key belongs to: of the open question, or of the menu, which never grows old."""
    turn, _, name = key.partition(".")
    question = state.question
    found = question.offer(name) if question and turn in {str(question.turn), str(question.over)} else None
    if question and found and (turn == str(question.turn) or not found.shown):
        return found  # an older button means what stood under it, not what has the same name under the newer question
    return _standing(name) if turn == "0" else None


def _standing(name: str) -> Offer:
    """What can be pressed at any time: a person, the menu, a trouble of the menu, no more notices."""
    standing = {"person": Move.PERSON, "other": Move.MENU, "mute": Move.MUTE, "unmute": Move.UNMUTE}
    return Offer(name, "", standing.get(name, Move.START), name)


def _sent(draft: Draft, event: Sent) -> Outcome:
    kept = draft.but(media=(*draft.state.media, *event.media), misses=0)
    if draft.state.mode is Mode.STAFF:
        return "staff_speaks", _awaiting(kept)
    slot = awaited(kept)
    kind = event.media[0].kind if event.media else "other"
    pictured = picture_for(kept, slot) if kind == "photo" and slot else None
    pictured = pictured or picture_that_answers(kept, event.media)
    if pictured:
        return "photo_for_slot", pictured
    where = event.media[0].words if event.media else ""
    if where and slot and draft.knowledge.slots[slot].kind == "address":
        return "location_for_slot", fill(kept.say("media.location"), slot, where)
    name = f"media.{kind}"
    said = kept.say(name if kept.has(name) else "media.other")
    return "media", said if kept.state.is_awaiting else ask_again(said)


# ---- time ----------------------------------------------------------------------------------


def _elapsed(draft: Draft, event: Elapsed) -> Outcome:
    kind, _, ref = event.name.partition(":")
    silent = draft.state.mode is Mode.STAFF or (draft.state.mode is Mode.CLOSED and event.name != WORD)
    if kind not in TIMERS or (silent and kind not in ANY_TIME):
        return None
    return TIMERS[kind](draft, event, ref)


def _nudge(draft: Draft, event: Elapsed, ref: str) -> Outcome:  # noqa: ARG001 -- every timer has the same shape
    """One gentle word after a silence, and only if nothing has happened since."""
    state = draft.state
    if event.turn != state.turn - 1 or state.place is None or state.is_awaiting or (state.question and state.question.is_idle):
        return None
    return "nudge", draft.say("common.nudge")


def _unanswered(draft: Draft, event: Elapsed, ref: str) -> Outcome:  # noqa: ARG001 -- as above
    """Nobody of the staff has come: say so, and that nothing is lost. A ticket is there in any case."""
    if not draft.state.called:
        return None
    contact = draft.state.slots.get("contact", "")
    told = draft.say("common.still_waiting", contact="" if contact in UNKNOWN else contact)
    return "unanswered", told if open_tickets(draft.state) else file(told, "other", "ticket.opened.waiting")


def _follow_up(draft: Draft, event: Elapsed, ref: str) -> Outcome:  # noqa: ARG001 -- as above
    """A day after a ticket was filed that nobody has moved yet: has anybody been in touch?"""
    if not any(ticket.ref == ref and ticket.status == "open" for ticket in draft.state.tickets) or draft.state.question:
        return None
    yes, no = Offer("yes", "choice.yes", Move.LEAVE), Offer("no", "choice.no", Move.PERSON)
    return "follow_up", draft.but(before=None).ask("ticket.follow_up", draft.question(yes, no), ticket_ref=ref)


def _word(draft: Draft, event: Elapsed, ref: str) -> Outcome:  # noqa: ARG001 -- as above
    quiet = words_again(draft)
    return ("word", quiet) if quiet else None


def _visit_due(draft: Draft, event: Elapsed, ref: str) -> Outcome:
    told = visit_due(draft, ref, event.name.partition(":")[0])
    return ("visit", told) if told else None


def _close_due(draft: Draft, event: Elapsed, ref: str) -> Outcome:  # noqa: ARG001 -- as above
    told = close_due(draft, ref)
    return ("close", told) if told else None


TIMERS: Mapping[str, Callable[[Draft, Elapsed, str], Outcome]] = {
    "nudge": _nudge,
    "unanswered": _unanswered,
    "follow_up": _follow_up,
    "word": _word,
    ALARM: ring,
    "visit_eve": _visit_due,
    "visit_morning": _visit_due,
    "close": _close_due,
}
UNASKED = frozenset({ALARM, "visit", "close", "follow_up", "unanswered", "notice", "ticket_changed", "moved_away"})
"""Rules by which something is told that the merchant has not just asked for, and would want to know of."""
ANY_TIME = frozenset({ALARM, "visit_eve", "visit_morning", "close"})
"""Timers that ring whoever speaks."""


def _ticket_changed(draft: Draft, event: TicketChanged) -> Outcome:
    told = changed(draft, event)
    return ("ticket_changed", told) if told else None


def _recalled(draft: Draft, event: Recalled) -> Outcome:
    """Nothing is said: it is known from now on."""
    known = replace(draft, state=recalled(draft.state, event.terminals))
    here = known.state.slots.get("device", "")
    filled = known.slot(device=here) if here not in {"", OTHER} else known
    return ("recalled", filled) if filled.state != draft.state else None


# ---- the staff -----------------------------------------------------------------------------


def _noticed(draft: Draft, event: Noticed) -> Outcome:
    """Said beside whatever is open, which stays open; with a way to hear no more of these. While a person speaks, in his name."""
    told = draft.values({"notice_when": event.when.get(draft.state.locale, "")})
    if draft.state.mode is Mode.STAFF:
        return "notice", draft.want(Notify(draft.state.staff, draft.state.staff_name, Say(event.sentence, told)))
    mute = Question(0, (Offer("mute", "choice.mute", Move.MUTE),))
    return "notice", draft.want(Say(event.sentence, told, mute))


QUIET = (CancelReminder("nudge"), CancelReminder("unanswered"))


def _joined(draft: Draft, event: StaffJoined) -> Outcome:
    """The first wins: where another speaks nothing happens, unless it is taken from him."""
    if _is_held(draft.state, event.who) and not event.take:
        return None
    return "staff_joined", _with_person(draft, event)


def _with_person(draft: Draft, event: StaffJoined | StaffSaid) -> Draft:
    return draft.but(mode=Mode.STAFF, staff=event.who, staff_name=event.name, called=False, misses=0, before=None, asked="").want(*QUIET)


def _is_held(state: State, who: str) -> bool:
    return state.mode is Mode.STAFF and state.staff not in {"", who}


def _said(draft: Draft, event: StaffSaid) -> Outcome:
    """Whoever writes has taken over, also without saying so first. What another holds stays his. What was put to the merchant
    before is no longer what his next word answers.
    """
    if _is_held(draft.state, event.who) and not event.over:
        return None
    mine = draft if _is_held(draft.state, event.who) else _with_person(draft, event)
    asked = mine.state.question
    put = asked is not None and any(map(put_by_person, asked.offers))
    return "staff_said", mine.but(since=None, question=None if put else asked).want(Relay(event.who, event.text, event.name, event.media))


def _left(draft: Draft, event: StaffLeft) -> Outcome:
    if draft.state.mode is not Mode.STAFF or (_is_held(draft.state, event.who) and not event.over):
        return None
    left = draft.but(mode=Mode.BOT, staff="", staff_name="", parted=draft.at)
    if event.queue:
        return "staff_released", call(left, "released", "common.person_next")
    back = left.but(since=None).say("common.handed_back")
    if event.resume and back.state.place and not is_theirs(back.state.place):
        return "staff_left", waits(gone_on(back))
    if event.resume and (back.state.place or back.state.trouble):
        return "staff_left", waits(left_with_person(back))
    return "staff_left", waits(menu(back.but(place=None, question=None, paused=(), trouble="")))


def _closed(draft: Draft, event: StaffClosed) -> Outcome:
    """Done with: what was open rests, and the merchant is asked once whether it is solved."""
    if draft.state.mode is Mode.CLOSED or (_is_held(draft.state, event.who) and not event.over):
        return None
    rest = draft.but(place=None, question=None, paused=(), trail=(), noted=(), staff="", staff_name="", called=False, since=None)
    told = ask_rating(rest) if not draft.state.rated else rest.say("common.closed")
    return "staff_closed", told.but(mode=Mode.CLOSED).want(*QUIET)


EVENTS: Mapping[type, Callable[[Draft, Any], Outcome]] = {
    Heard: _heard,
    Chose: _chose,
    Sent: _sent,
    Elapsed: _elapsed,
    Noticed: _noticed,
    Recalled: _recalled,
    TicketChanged: _ticket_changed,
    StaffJoined: _joined,
    StaffSaid: _said,
    StaffLeft: _left,
    StaffClosed: _closed,
    MovedAway: moved_away,
    MovedHere: moved_here,
    CodeRefused: code_refused,
}
