"""Questions amid a trouble that nothing is known of for certain: explained, answered by what they may be about, noted, or kept for
a person; then on where it stood.
"""

from __future__ import annotations

from bot.core.again import at_guard
from bot.core.alarms import cautioned, is_safety
from bot.core.beginning import begin
from bot.core.doubting import DOUBTFUL_FROM
from bot.core.draft import Draft
from bot.core.ending import call
from bot.core.explaining import explained
from bot.core.knowledge import Kind, group_of
from bot.core.midway import UNKNOWN
from bot.core.noting import note
from bot.core.owed import unanswered
from bot.core.picking import give_answer
from bot.core.reading import is_short, wants_words
from bot.core.rules import open_tickets
from bot.core.ticketing import STATUS
from bot.core.troubles import NO_RESTART, REFUND, RESTARTS, is_behind, restarts_amid_money
from bot.core.understanding import Candidate, Decision, Heard
from bot.core.walking import STUCK_AFTER, ask_again
from bot.core.which import LIKELY_FROM

ASIDE_FROM = 0.35
"""From here on a question is answered by what it may be about: an answer too many costs less than none."""
NOTED_FROM = 0.45
"""From here on a question that names another kind of trouble has it noted."""
OF_WAITING = ("conversation.", "handoff.", "repair.quote", STATUS)
"""What "how long" comes near to."""
SURELY_FROM, SHORT_QUESTION = 0.8, {True: 20, False: 6}
"""Of what a few words ask (characters, in ASCII or not): below it they ask of the open step. 能关吗, "can i turn it off"."""
WHEN, HOW = "when", "how"


def aside(draft: Draft, heard: Heard) -> Draft | None:
    """A question amid a trouble that is neither an answer nor another trouble. One of time is the colleagues' to answer. A question
    asked again and again is for a person.
    """
    if not _is_aside(draft, heard):
        return None
    if heard.asks == WHEN and draft.state.place and group_of(draft.state.place.flow) == "maintenance":
        return ask_again(draft)  # the plan says when
    likely = [one for one in heard.candidates if one.score >= ASIDE_FROM]
    told = None if heard.asks == WHEN else _told(draft, heard, likely)
    if told is not None:
        return told
    if heard.asks != WHEN:
        return unanswered(draft, heard)
    if draft.state.misses >= STUCK_AFTER:
        return call(draft.say("common.missed_twice"), "stuck")
    return ask_again(draft.but(misses=draft.state.misses + 1).say("common.asked_when"))


def waits_how_long(draft: Draft, heard: Heard) -> Draft | None:
    """How long it takes until the person who was called comes, or does what he is called for: nobody here can promise that. With
    nobody called, how what is filed stands.
    """
    filed = bool(open_tickets(draft.state))
    told = heard.decision is Decision.ACCEPT and ((heard.intent == STATUS and filed) or not (heard.intent or "").startswith(OF_WAITING))
    of_time = heard.asks == WHEN and draft.state.place is None and is_short(draft, heard) and not told
    if draft.state.is_awaiting:
        after = not heard.offer and not (heard.intent == STATUS and filed) and _asks_after_person(heard)
        return draft.say("common.how_long") if of_time or after else None
    if heard.asks == WHEN and heard.intent == STATUS and draft.state.place is not None and not filed:
        return ask_again(draft.say("common.asked_when"))  # nothing is filed that could come: what is worked on is meant
    return begin(draft, STATUS, heard.text) if of_time and filed and STATUS in draft.knowledge.flows else None


def _asks_after_person(heard: Heard) -> bool:
    """Whether it is asked what becomes of what was asked for: 谁来了吗, "how long will they take"."""
    best = next((one.intent for one in heard.candidates[:1] if one.score >= ASIDE_FROM), "")
    asks_how_it_stands = best == STATUS and bool(heard.asks or heard.decision is Decision.ACCEPT)
    doubtful = heard.decision is not Decision.ACCEPT and heard.candidates[:1] and heard.candidates[0].score < NOTED_FROM
    return asks_how_it_stands or (heard.asks == WHEN and bool(not best or best.startswith(OF_WAITING) or doubtful))


def _is_aside(draft: Draft, heard: Heard) -> bool:
    best = heard.candidates[0] if heard.candidates else None
    act = "" if heard.act == "greeting" else heard.act
    talk = bool(heard.asks == WHEN or not act) and best is not None and best.intent.startswith("conversation.")  # "how long"
    sure = heard.decision is Decision.ACCEPT and not talk
    ahead = best is not None and is_behind(draft, best.intent)  # 保修还在吗, amid the form that comes to it
    likely = best is not None and best.score >= LIKELY_FROM and best.intent not in draft.knowledge.answers and not (talk or ahead)
    acted = act and (sure or (best is not None and best.score >= DOUBTFUL_FROM))
    open_step = draft.state.place is not None and not wants_words(draft)
    return bool(heard.asks) and open_step and not (sure or likely or heard.offer or heard.guess or acted)


def _told(draft: Draft, heard: Heard, likely: list[Candidate]) -> Draft | None:
    """Amid danger, that it is left alone; of the trouble at hand, or how a step is done, what the step means; else what is known."""
    trouble, step = draft.state.trouble, draft.step
    of_money = bool(likely) and likely[0].intent == REFUND and trouble == UNKNOWN and draft.has(f"{UNKNOWN}.trace")
    if of_money or restarts_amid_money(draft, heard):
        return ask_again(draft.say(f"{UNKNOWN}.trace" if of_money else NO_RESTART))
    if likely and is_behind(draft, likely[0].intent):
        return ask_again(draft.say("common.comes_with_it"))
    if likely and likely[0].intent in RESTARTS and at_guard(draft):
        return ask_again(draft.say("common.this_first"))
    found = next((draft.knowledge.answers[one.intent] for one in likely if one.intent in draft.knowledge.answers), None)
    if is_safety(draft, trouble):
        return give_answer(draft, found) if found and draft.knowledge.asks_of_cost(found.id) else ask_again(cautioned(draft))
    of_this = bool(likely) and likely[0].intent == trouble
    vague = found is not None and likely[0].score < SURELY_FROM and len(heard.text) <= SHORT_QUESTION[heard.text.isascii()]
    if (of_this or vague or (heard.asks == HOW and step is not None and step.kind is Kind.TRY)) and (own := explained(draft)):
        return own
    return give_answer(draft, found) if found else _another(draft, likely)


def _another(draft: Draft, likely: list[Candidate]) -> Draft | None:
    """Another kind of trouble that is asked after, "what about the wifi", is noted for later."""
    if not likely or likely[0].score < NOTED_FROM or group_of(likely[0].intent) == group_of(draft.state.trouble):
        return None
    named = note(draft, likely[0].intent)
    return None if named is draft else ask_again(named)
