"""Coming to an end: the trouble is gone, a person is called, or a flow is over and something else waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.core.actions import CallOff, CallStaff, CancelReminder, Resolved, Say, SetReminder
from bot.core.draft import Draft
from bot.core.state import Move, Offer, Question

UNANSWERED_AFTER = timedelta(minutes=10)
PLAN = "maintenance.plan"
"""The flow that makes a plan."""


def solved(draft: Draft) -> Draft:
    """The merchant says that the trouble is gone: one line of prevention, then quiet."""
    state = draft.state
    remedy = next((attempt.remedy for attempt in reversed(state.attempts) if attempt.result == "solved"), "")
    line = next((name for name in (f"common.mended_{remedy}", f"{state.trouble}.solved") if draft.has(name)), "")
    told = draft.want(Resolved(state.trouble, remedy)).say("common.solved")
    left = over((told.say(line) if line else told).but(called=False, since=None))
    return left if left.state.question else offered(left)


def offered(draft: Draft) -> Draft:
    """Once, after a trouble is solved: shall a plan be made? Who does not answer is left in peace."""
    state = draft.state
    if state.offered or (state.plan and state.plan.is_made) or PLAN not in draft.knowledge.flows:
        return draft
    offers = (Offer("yes", "choice.yes_please", Move.START, PLAN), Offer("no", "choice.no_thanks", Move.LEAVE))
    question = replace(draft.question(*offers), aside=True)
    return draft.but(question=question, offered=True).want(Say("upkeep.offer", draft.values({}), question))


def call(draft: Draft, reason: str, saying: str = "common.person") -> Draft:
    """Call a person; the place is kept for handing back."""
    if draft.state.is_awaiting:
        return draft.say("common.person_waiting")
    wait = SetReminder("unanswered", draft.at + UNANSWERED_AFTER, draft.state.turn)
    called = draft.but(called=True, misses=0, since=draft.state.since or draft.at, rated=False)
    told = called.want(CallStaff(reason), wait).say(saying)
    return told.say("common.asked_along", question=told.state.asked).but(asked="") if told.state.asked else told


def call_off(draft: Draft) -> Draft:
    """The person who was called, and has not come yet, is not wanted any more: nobody comes, and the bot goes on."""
    alone = draft.but(called=False, since=None, asked="", misses=0)
    return alone.want(CallOff(), CancelReminder("unanswered")).say("common.person_off")


def over(draft: Draft) -> Draft:
    """A trouble is done with: what was noted for later comes up now, or it is quiet."""
    left = draft.but(place=None, question=None, paused=(), trail=(), asked="").want(CancelReminder("nudge"))
    if not left.state.noted:
        return left
    first, *rest = left.state.noted
    yes, no = Offer("yes", "choice.yes_please", Move.START, first), Offer("no", "choice.no_thanks", Move.LEAVE)
    return _taking_up(left.but(noted=tuple(rest)), left.question(yes, no), first)


def asked_still(draft: Draft) -> Draft | None:
    """Outside of any flow: which of several troubles it is, when to come, or whether what was noted is looked at now, asked once more."""
    asked = draft.state.question
    if asked is None:
        return None
    if asked.said:
        return draft.ask("common.which_again", asked)
    window = next((offer.to for offer in asked.offers if offer.move is Move.CASE and offer.to.startswith("book:")), "")
    if window:
        return draft.ask("visit.which", asked, ticket_ref=window.split(":")[1])
    yes = asked.offer("yes")
    return _taking_up(draft, asked, yes.to) if yes and yes.move is Move.START and not asked.aside else None


def _taking_up(draft: Draft, asked: Question, noted: str) -> Draft:
    return draft.ask("common.take_up", asked, other=f"@intent.{noted}")
