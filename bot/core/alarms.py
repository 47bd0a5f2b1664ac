"""What is danger goes first: told by the words, likely by the matcher, or meant by a response code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.core import codes
from bot.core.beginning import begin, files_ticket
from bot.core.draft import Draft
from bot.core.knowledge import OF_THE_TERMINAL, Flow, Kind, Step, group_of
from bot.core.midway import CODE, VISIT
from bot.core.reading import wants_words
from bot.core.spoken import Danger
from bot.core.state import Place
from bot.core.understanding import Decision, Heard
from bot.core.walking import answer, ask_again

DANGER_FROM = 0.7
"""Of the matcher alone; what the words themselves tell of needs no likelihood."""
OVER = frozenset({"solved", "finished", "calmed"})
"""Acts by which a merchant says that a danger is over."""
TAKEN_FOR = frozenset({"hardware.damage", "security.incident", "security.scam"})
"""Dangers that a word of another trouble may sound like."""
CRIMES = frozenset({"security.incident", "security.scam"})
"""What is told of one that a person was called for is seldom another: "500 gone from my account", of who was swindled."""
HEAT = "power.battery_swollen"
"""The danger that may grow while a form is filled in, and that 插着充电 only sounds like."""
HOLD = "settlement.hold"
INSIDE = "inside"
"""The act of who asks what becomes of the sales inside."""
UNHEEDED = "unheeded"
"""The act of who tells that what is dangerous goes on, or asks whether it may."""
MAY_I = frozenset({"yes", "acknowledged", "agreed", "vague", "explain", "repeat", "help", "farewell"})
"""Acts that a question may sound like: after a danger, "so can I plug it in" is no agreement, and "what do I do first" has an answer."""
WORSE = frozenset({"repair.self_open", "software.factory_reset", "software.driver_update", "power.random_shutdown"})
"""What must not be done to a terminal that is dangerous, or has locked itself."""
WORSE_FROM = 0.3
"""Of the first candidate; the caution costs nothing."""
SETTLING = "settlement"
"""The group of troubles with the end of day."""
SETTLING_FROM = 0.15
"""Of all that is said of it together; the caution costs nothing."""
ADAPTER = "power.adapter"
"""The trouble with what may be live."""
BURNT = {"adapter_fault": "damaged"}
"""What is known of it where there was a danger of fire: it is not tried in another socket."""
GUARD = "guard"
"""The group of the flows that ask whether a risky step may be proposed."""
KEEP = "retain_card"
"""The class of response codes that ask for the customer's card."""


def danger(draft: Draft, heard: Heard) -> Draft | None:
    """A safety case cuts through everything, also when it is the second thing named, or only likely:
    a needless word of caution costs less than a missing one. Words that pick an open offer are its answer,
    where the question is one of danger itself or the offer leads there.
    """
    told = heard.danger or _kept_card(draft, heard)
    if told and not _is_answer_to(draft, heard.offer, told.intent):
        if _is_handed_over(draft, told.intent) and told.sets.items() <= draft.state.slots.items():
            return None if heard.aside else _kept_for_person(draft)  # what is to be done now has an answer, which is not kept for him
        known = replace(draft, learned={**draft.learned, **told.sets})
        if _is_news(draft, told):
            return _gone_on(known, told) or begin(
                known.but(noted=_left_over(draft, heard, told), paused=()), told.intent, heard.text, heard.tried
            )
        if said := _said_too(known, heard, told):
            return said
    amid = draft.state.place is not None and draft.state.question is not None
    enough = 1.0 if amid and (heard.decision is not Decision.ACCEPT or wants_words(draft) or _tells_of_this(draft)) else DANGER_FROM
    likely = [c.intent for c in heard.candidates[:1] if heard.intent and c.score >= enough and not heard.refused]
    aside = (heard.intent or "").startswith("conversation.") or (heard.intent in draft.knowledge.answers and not heard.danger)
    beside = () if aside else told_beside(heard)  # a greeting tells of none; a question names one and does not tell that it is there
    found = next((intent for intent in (*likely, *beside) if is_safety(draft, intent)), "")
    if found and found == heard.intent and (said := _said_too(draft, heard, Danger(found, {}, ()))):
        return said
    same = found == draft.state.trouble or (told is None and {found, draft.state.trouble} <= CRIMES)
    if not found or heard.offer or not _is_news(draft, Danger(found, {}, ())) or (same and _is_handed_over(draft, draft.state.trouble)):
        return None
    return begin(draft.but(noted=_later(draft, heard), paused=()), found, heard.text, heard.tried)


def _gone_on(draft: Draft, told: Danger) -> Draft | None:
    """What is told anew of the crime at hand: on with what is to be done about that. What to do first was said."""
    flow, trouble = draft.knowledge.flows.get(told.intent), draft.state.trouble
    if flow is None or told.intent != trouble or trouble not in CRIMES:
        return None
    asked = (step for step in flow.steps.values() if step.kind is Kind.ASK and step.option(told.sets.get(step.slot, "")))
    step = next(asked, None)
    return answer(draft.but(place=Place(flow.id, step.id), question=None, paused=()), told.sets[step.slot]) if step else None


def _kept_for_person(draft: Draft) -> Draft:
    calm = cautioned(draft)
    return calm.say("common.person_waiting") if calm is not draft else draft.say("common.kept")


def told_beside(heard: Heard) -> tuple[str, ...]:
    """The dangers among what the words name beside the first. A crime, a swindle or a fall that none of its own words tell of is not
    taken from what a clause only comes near to: "the slot looks about 58", of paper; 客户老说我骗他.
    """
    return tuple(name for name in heard.also if not (name in {*TAKEN_FOR, HEAT} and heard.danger is None))


def _later(draft: Draft, heard: Heard) -> tuple[str, ...]:
    """What was told beside a danger and is none of the terminal's: nothing is said of it before the danger is over."""
    known = (name for name in (heard.intent or "", *heard.also) if name in draft.knowledge.intents and not is_safety(draft, name))
    waits = (name for name in known if draft.knowledge.asks_of_cost(name) or draft.knowledge.can_wait(name))
    return tuple(name for name in waits if group_of(name) not in OF_THE_TERMINAL)


def _left_over(draft: Draft, heard: Heard, told: Danger) -> tuple[str, ...]:
    """What waits until the danger is over: what is at hand. Of a terminal that is dangerous itself nothing else is seen to."""
    later, at_hand = _later(draft, heard), _at_hand(draft)
    moot = {group_of(told.intent), group_of(at_hand)} <= OF_THE_TERMINAL
    return later if not at_hand or moot or at_hand in {told.intent, *later} else (*later, at_hand)


def _at_hand(draft: Draft) -> str:
    """What is under way, and can be begun again: the trouble for which a repair is registered or a guard asks, or what is wished."""
    place, intents = draft.state.place, draft.knowledge.intents
    if place is None:
        return ""
    if place.flow in intents and not files_ticket(draft.knowledge, place.flow):
        return place.flow
    return draft.state.trouble if group_of(place.flow) in {group_of(VISIT), GUARD, group_of(draft.state.trouble)} else ""


def _said_too(draft: Draft, heard: Heard, told: Danger) -> Draft | None:
    """What to do first of a lesser danger beside the one at hand, which is asked on."""
    line = "" if _is_news(draft, told) or _is_answered(draft, heard) else _line(draft, told)
    said = ask_again(draft.but(noted=_noted_beside(draft, told)).say(line)) if line else None
    return _insisted(draft, heard, told) or said


def _insisted(draft: Draft, heard: Heard, told: Danger) -> Draft | None:
    """What befell the terminal, told once more where it is still asked which crime it was: it was none. "it fell off a car i said"."""
    place, flow = draft.state.place, draft.knowledge.flows.get(draft.state.trouble)
    asked = place is not None and flow is not None and place == Place(flow.id, flow.start) and group_of(flow.id) not in OF_THE_TERMINAL
    again = asked and group_of(told.intent) in OF_THE_TERMINAL and told.intent in draft.state.noted
    return begin(draft.but(noted=(), paused=()), told.intent, heard.text, heard.tried) if again else None


def _line(draft: Draft, told: Danger) -> str:
    """The name of the sentence that says what to do first about it."""
    flow = draft.knowledge.flows.get(told.intent)
    if flow is None or told.intent == draft.state.trouble:
        return ""
    first = _first(flow, told.sets)
    option = first.option(told.sets.get(first.slot, "")) if first.slot else None
    step = flow.steps.get(option.to) if option else first
    return f"{flow.id}.{step.id}" if step and step.kind is Kind.TELL else ""


def _first(flow: Flow, known: Mapping[str, str]) -> Step:
    """The step that a flow begins with, for what is known of its first question."""
    start = flow.steps[flow.start]
    return flow.steps[start.branches.get(known.get(start.slot, ""), start.otherwise)] if start.kind is Kind.CHECK else start


def _is_answered(draft: Draft, heard: Heard) -> bool:
    """Whether the words answer the open question too: what befell a terminal before it locked itself may be a fall, or water."""
    slot = draft.step.slot if draft.step else ""
    return bool(heard.offer or heard.guess) or (bool(slot) and slot in {*draft.learned, *draft.hinted})


def _noted_beside(draft: Draft, told: Danger) -> tuple[str, ...]:
    """A crime waits until the terminal is safe, and the other way round; what else is wrong with a dangerous one goes with it."""
    noted, trouble = draft.state.noted, draft.state.trouble
    goes_with_it = {group_of(told.intent), group_of(trouble)} <= OF_THE_TERMINAL
    return noted if goes_with_it or told.intent in noted else (*noted, told.intent)


def _is_handed_over(draft: Draft, intent: str) -> bool:
    """Whether a person is on the way for just this: more words on it are kept for him."""
    return draft.state.is_awaiting and draft.state.place is None and draft.state.trouble == intent


def calmed(draft: Draft, heard: Heard) -> Draft | None:
    """The danger is said to be over, or whether it can be used again is asked: what looks well may still be dangerous."""
    state = draft.state
    over = OVER if state.place else {*OVER, "no"}
    unsure = heard.decision is not Decision.ACCEPT or heard.act in MAY_I
    asked = state.place is None and heard.asks == "question" and unsure and not heard.offer and heard.act != UNHEEDED
    if not is_safety(draft, state.trouble) or not (heard.act in over or asked or _makes_worse(heard)):
        return None
    said = cautioned(draft)
    if state.place is None:
        return said if said is not draft else None
    return ask_again(said)


def cautioned(draft: Draft) -> Draft:
    """The word of caution of the danger at hand: over its question of what is the matter, that it may look over; else its last line.
    It is said in full once, and then in short; of a kind of danger that has its own words (``caution_sun``), in those.
    """
    trouble = draft.state.trouble
    again = (f"{trouble}.again",) if draft.state.cautioned == trouble else ()
    flow = draft.knowledge.flows.get(trouble)
    asked = {step.slot for step in flow.steps.values() if step.slot} if flow else set()
    of_kind = (f"{trouble}.caution_{draft.state.slots[slot]}" for slot in asked & draft.state.slots.keys())
    said = next(filter(draft.has, (*of_kind, *again, f"{trouble}.caution", f"{trouble}.solved")), "")
    return draft.say(said).but(cautioned=trouble) if said else draft


def money_inside(draft: Draft, heard: Heard) -> Draft | None:
    """Sales that were not settled yet, in a terminal that is dangerous or has locked itself: it is not switched on for them, also once
    it was handed over. All that is said of settling counts together.
    """
    trouble, best = draft.state.trouble, heard.candidates[0] if heard.candidates else None
    if not is_safety(draft, trouble) or group_of(trouble) not in OF_THE_TERMINAL or heard.offer:
        return None
    likely = sum(one.score for one in heard.candidates if group_of(one.intent) == SETTLING)
    tells = "contact" in draft.learned and heard.decision is not Decision.ACCEPT  # "why do i pay … anyway, name is Priya 07700 …"
    if heard.act != INSIDE and (tells or best is None or group_of(best.intent) != SETTLING or likely < SETTLING_FROM):
        return None
    said = draft.say("common.money_inside")
    return ask_again(said) if draft.state.place else said


def settled_first(draft: Draft, heard: Heard) -> Draft:
    """Beside a repair, that sales are still in the terminal: they are settled before it is handed over, unless it is dangerous."""
    state = draft.state
    dangerous = heard.danger is not None or is_safety(draft, state.trouble) or state.trouble == ADAPTER
    return draft.say("common.settle_first") if heard.inside and not dangerous else draft


def _makes_worse(heard: Heard) -> bool:
    """Whether it is to be opened, wiped, updated or switched on again: what looks dangerous is left alone."""
    return not heard.offer and any(one.intent in WORSE and one.score >= WORSE_FROM for one in heard.candidates[:2])


def unheeded(draft: Draft, heard: Heard) -> Draft | None:
    """Amid danger it is told that something was not done yet, "still plugged in": what is to be done is said once more, then asked
    on. What makes it worse is never passed over.
    """
    trouble, flows = draft.state.trouble, draft.knowledge.flows
    if heard.act == UNHEEDED and trouble == CODE and draft.state.place is None and draft.has(f"{CODE}.{KEEP}"):
        return draft.say(f"{CODE}.{KEEP}")
    if heard.act != UNHEEDED or heard.offer or not is_safety(draft, trouble):
        return None
    name = f"{trouble}.{_first(flows[trouble], {}).id}"
    said = draft.say(name) if draft.has(name) else draft
    calm = cautioned(draft)
    return ask_again(said) if draft.state.place else (calm if calm is not draft else said)


def _kept_card(draft: Draft, heard: Heard) -> Danger | None:
    """A response code that says to keep the card is told like a danger: with care, and at once."""
    named = " ".join(field.value for field in heard.fields if field.name == "code")
    kept = KEEP in codes.classes(draft.knowledge, {**draft.state.slots, "code": named}).values()
    return Danger(CODE, {"code_words": KEEP}, ()) if kept and CODE in draft.knowledge.flows else None


def is_safety(draft: Draft, intent: str) -> bool:
    return draft.knowledge.is_safety(intent)


def _tells_of_this(draft: Draft) -> bool:
    """Whether the words answer a question of the trouble at hand: "it's cracked", of a screen, whatever else cracks."""
    flow = draft.knowledge.flows.get(draft.state.trouble)
    return flow is not None and any(step.slot in draft.learned for step in flow.steps.values() if step.kind is Kind.ASK)


def _is_news(draft: Draft, told: Danger) -> bool:
    """Whether the danger is not the one at hand as it was told, nor a lesser one beside it: what was calm may smoke or heat up by now,
    and a crime is no lesser one amid the repair.
    """
    state, rank = draft.state, draft.knowledge.pressing
    if state.place is None or _at_hand(draft) != state.trouble:  # what is over, and only not forgotten, comes before nothing
        return True
    amid_form = state.place.flow != state.trouble
    if state.trouble == told.intent:
        worse = told.intent == HEAT and amid_form and not draft.learned
        return worse or any(state.slots.get(slot) != value for slot, value in told.sets.items())
    if not is_safety(draft, state.trouble) or rank(told.intent) < rank(state.trouble, state.slots):
        return True
    return amid_form and group_of(told.intent) not in OF_THE_TERMINAL


def _is_answer_to(draft: Draft, offer: str | None, intent: str) -> bool:
    """Whether the offer that the words pick belongs to a question of danger, or leads to that danger."""
    option = draft.step.option(offer) if draft.step and offer else None
    return option is not None and (is_safety(draft, draft.state.trouble) or option.to == intent)


def is_told_of_it(draft: Draft, heard: Heard, intent: str) -> bool:
    """Whether a trouble that was handed over is told again, or of a danger that the bank has frozen the account, as it was to."""
    state = draft.state
    handed_over = state.place is None and state.is_awaiting
    return handed_over and (intent == state.trouble or (draft.knowledge.is_safety(state.trouble) and intent == HOLD and not heard.asks))


def is_still_dangerous(draft: Draft, intent: str) -> bool:
    """Whether a terminal that was handed over as dangerous may be meant, which is to be left alone whatever else is wrong with it."""
    state, knowledge = draft.state, draft.knowledge
    handed_over = state.place is None and state.is_awaiting and knowledge.is_safety(state.trouble)
    return handed_over and knowledge.intents[intent].trouble and {group_of(state.trouble), group_of(intent)} <= OF_THE_TERMINAL
