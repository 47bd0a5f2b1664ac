"""What is over for the merchant, whatever was still to be asked: others have seen to it, or it works and something else does not; and what
was over, and is back.
"""

from __future__ import annotations

from dataclasses import replace

from bot.core.actions import Resolved
from bot.core.alarms import is_safety
from bot.core.beginning import SITTING, begin
from bot.core.cases.life import again
from bot.core.draft import Draft
from bot.core.ending import PLAN, over
from bot.core.knowledge import OF_MONEY, OF_THE_TERMINAL, group_of
from bot.core.midway import VISIT
from bot.core.reading import accepted
from bot.core.state import Move
from bot.core.understanding import Heard
from bot.core.walking import enter_flow

SEEN_TO, SOLVED_BUT = "seen_to", "solved_but"
"""The acts of who tells that the supplier has replaced or checked it; and that it works, and of something else that does not."""
TAKEN_UP = frozenset({"done", "closed"})
"""What a ticket is that goes on when it is not well after all."""


def seen_to(draft: Draft, heard: Heard) -> Draft | None:
    """Those who may look at it have replaced the dangerous terminal, or checked it: it is over, and no form is filled in. Not a crime: the
    person called for a stolen terminal comes all the same, and what a stranger did at the counter is asked first.
    """
    trouble = draft.state.trouble
    if heard.act != SEEN_TO or heard.danger or not is_safety(draft, trouble):
        return None
    if group_of(trouble) not in OF_THE_TERMINAL:
        return draft.say("common.kept") if draft.state.place is None and draft.state.is_awaiting else None
    return over(draft.want(Resolved(trouble, "")).say("common.seen_to").but(called=False, since=None))


def solved_but(draft: Draft, heard: Heard) -> Draft | None:
    """The trouble at hand is gone, and another is told in the same breath, which is begun. Danger is not over for that."""
    intent = accepted(draft, heard)
    if heard.act != SOLVED_BUT or intent is None or is_safety(draft, draft.state.trouble):
        return None
    return begin(draft.want(Resolved(draft.state.trouble, "")).say("common.solved"), intent, heard.text, heard.tried)


def relapsed(draft: Draft) -> Draft:
    """What was seen to is not well after all: in the same sitting on with what was not tried yet, of a payment as well, else a repair is
    registered. What comes back after a while is looked at anew, unless it is dangerous or of money. What a ticket was closed for is taken
    up by it.
    """
    state = draft.state
    ticket = next((one for one in reversed(state.tickets) if one.intent == state.trouble), None)
    if ticket and ticket.status in TAKEN_UP:
        return again(draft, ticket, "")
    filed = ticket is not None and (ticket.is_open or ticket.status == "cancelled")
    sits = draft.at - (state.wrote or draft.at) <= SITTING
    minor = not (filed or is_safety(draft, state.trouble) or state.is_awaiting)
    if minor and sits and state.trouble in draft.knowledge.flows and group_of(state.trouble) in OF_THE_TERMINAL | OF_MONEY:
        return _gone_on(draft)
    if not minor or group_of(state.trouble) not in OF_THE_TERMINAL:
        return begin(draft.say("common.back_again"), VISIT)
    return begin(draft.say("common.back_anew", other=f"@intent.{state.trouble}"), state.trouble)


def _gone_on(draft: Draft) -> Draft:
    """On with the trouble from what seemed to help, with all that was told of it; what waited behind it waits again."""
    asked = draft.state.question.offer("yes") if draft.state.question else None
    waits = (asked.to,) if asked and asked.move is Move.START and asked.to in draft.knowledge.intents and asked.to != PLAN else ()
    failed = tuple(replace(one, result="not_fixed") if one.result == "solved" else one for one in draft.state.attempts)
    known = draft.but(attempts=failed, noted=(*waits, *draft.state.noted), question=None, place=None)
    return enter_flow(known.say("common.back_on"), draft.state.trouble)
