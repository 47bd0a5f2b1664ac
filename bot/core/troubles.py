"""Words that name a trouble, a request or a question: begun, noted for later or answered aside."""

from __future__ import annotations

from dataclasses import replace

from bot.core.again import ask_to_pick, at_guard, noted_still
from bot.core.alarms import ADAPTER, BURNT, cautioned, is_still_dangerous, is_told_of_it, settled_first, told_beside
from bot.core.beginning import asked_about, begin, files_ticket, told_of
from bot.core.draft import Draft
from bot.core.explaining import explained
from bot.core.knowledge import OF_THE_TERMINAL, QUOTE, Kind, Risk, group_of, kind_of
from bot.core.midway import CODE, READER, UNKNOWN, VISIT
from bot.core.noting import LINKS, UNCERTAIN_MONEY, asked_back, beside, note
from bot.core.picking import give_answer, pick
from bot.core.reading import accepted, awaited, is_short, wants_words
from bot.core.state import Move
from bot.core.switching import insisted
from bot.core.understanding import Decision, Heard
from bot.core.walking import answer, ask_again, enter

NO_RESTART = "refusal.pull_power"
RESTARTS = frozenset({"power.random_shutdown", "software.frozen"})
"""What "can I restart it" may sound like: not while a payment is in doubt."""
NAMED_AGAIN_FROM = 0.4
"""Of what was noted for later, to be taken up amid another."""
NEW_ONE = "supplier.apply_new"
LOGIN, WIFI = "account.login", "network.wifi"
GIVEN_BACK = frozenset({"transaction.refund_void", "transaction.double_charge"})
"""Troubles of which one is how the other is mended."""
SCREEN = frozenset({"hardware.touch", "hardware.screen"})
REPRINT, PRINTER, REFUND = "reprint_last", "hardware.printer", "transaction.refund_void"
BATCH, SETTLED = "settlement.batch", "sale_settled"


def other_trouble(draft: Draft, heard: Heard) -> Draft | None:
    """Another trouble while one is worked on: noted for later, or taken up now if the first was a misunderstanding."""
    state, intent = draft.state, accepted(draft, heard)
    busy = state.place is not None and state.question is not None and bool(state.trouble) and not wants_words(draft)
    if intent is None or not busy or not draft.knowledge.intents[intent].trouble or intent == state.trouble:
        return None
    if restarts_amid_money(draft, heard) or _asks_when_one_comes(draft, heard, intent):
        return ask_again(draft.say(NO_RESTART if restarts_amid_money(draft, heard) else "common.asked_when"))
    given = _of_the_payment(draft, heard, intent)
    if intent == LOGIN and state.trouble == WIFI:  # the password of the network, which the step says where to find
        given = explained(draft) or noted_still(draft)
    if given is not None:
        return given
    shown = intent == CODE and "code" in draft.learned and kind_of(state.trouble) == READER  # a card that is answered to was read
    links = {intent, state.trouble} <= LINKS and is_short(draft, heard)  # "wifi", of a terminal that was taken to go by SIM card
    if heard.corrects or links or shown:
        return begin(draft.say("common.switched", other=f"@intent.{intent}"), intent, heard.text, heard.tried)
    if draft.knowledge.is_safety(state.trouble) and is_short(draft, heard) and not draft.knowledge.is_safety(intent):
        return (
            ask_again(cautioned(draft)) if heard.asks else ask_to_pick(draft)
        )  # amid danger a few words answer, whatever they come near to: "ok i hung up" is no frozen terminal
    return _same_in_other_words(draft, intent) or insisted(draft, heard, intent) or ask_again(note(draft, intent))


def _of_the_payment(draft: Draft, heard: Heard, intent: str) -> Draft | None:
    """Of a payment that is looked for: nothing is printed, which answers the step that prints it once more; or it is asked what
    becomes of the customer's money.
    """
    step, trace = draft.step, f"{UNKNOWN}.trace"
    if step is not None and step.remedy == REPRINT and kind_of(intent) == PRINTER:
        return answer(note(draft, intent), "cannot")
    asks = draft.state.trouble == UNKNOWN and intent == REFUND and heard.asks and draft.has(trace)
    return ask_again(draft.say(trace)) if asks else None


def restarts_amid_money(draft: Draft, heard: Heard) -> bool:
    """Whether it is asked to restart the terminal while it is not known what became of a payment."""
    best = heard.candidates[0].intent if heard.candidates else ""
    return draft.state.trouble in UNCERTAIN_MONEY and bool(heard.asks) and best in RESTARTS and draft.has(NO_RESTART)


def _asks_when_one_comes(draft: Draft, heard: Heard, intent: str) -> bool:
    """Whether it is asked when it will come: amid a repair that is meant of the repair, not of the takings."""
    place = draft.state.place
    return (
        heard.asks == "when"
        and place is not None
        and group_of(place.flow) == "repair"
        and group_of(intent) == "settlement"
        and is_short(draft, heard)
    )


def _same_in_other_words(draft: Draft, intent: str) -> Draft | None:
    """A trouble that the one at hand may turn out to be is no second one: the answer that leads there is meant,
    or else the open question was not answered. What else is wrong with a dangerous terminal goes to the repairer with it.
    "Not settled" of a sale that is asked after is no trouble with the end of day,
    and a payment without a result is the one that the guard asks after.
    """
    if intent in UNCERTAIN_MONEY and at_guard(draft):
        return ask_again(draft)
    flow = draft.knowledge.flows.get(draft.state.trouble)
    if flow and intent == BATCH and any(step.slot == SETTLED or step.risk is Risk.LOSES_DATA for step in flow.steps.values()):
        return noted_still(draft)
    goes_along = draft.knowledge.is_safety(draft.state.trouble) and {group_of(draft.state.trouble), group_of(intent)} <= OF_THE_TERMINAL
    if goes_along or {intent, draft.state.trouble} == GIVEN_BACK:
        return noted_still(draft)
    if flow is None or intent not in flow.leads_to:
        return None
    leading = [option.key for option in draft.step.options if option.to == intent] if draft.step else []
    tries = draft.step is not None and draft.step.kind is Kind.TRY  # whose results are no answers to what it is
    return answer(draft, leading[0]) if len(leading) == 1 else noted_still(draft) if tries else ask_to_pick(draft)


def same_trouble(draft: Draft, heard: Heard) -> Draft | None:
    """The trouble at hand, said again: the open step is asked again, or passed over if it was tried."""
    intent = accepted(draft, heard)
    if intent is None or intent != draft.state.trouble or draft.state.place is None or wants_words(draft):
        return None
    made = enter(draft, draft.state.place)
    stays = made.state.place == draft.state.place and made.state.question and draft.state.question
    if stays and awaited(draft) and heard.asks == "question" and not draft.learned:
        return ask_again(draft.say("common.asked"))  # "can i use another charger", while the form is filled in
    if not stays or draft.learned or awaited(draft):
        return made
    if heard.asks == "when":
        return ask_again(draft.say("common.when_unknown"))
    return (explained(draft) if heard.asks else None) or noted_still(draft)


def question(draft: Draft, heard: Heard) -> Draft | None:
    """A side question: answered, then on where it stood, or with the trouble that was told beside it."""
    intent = accepted(draft, heard)
    found = draft.knowledge.answers.get(intent or "")
    if intent is None or found is None or (wants_words(draft) and not heard.asks):
        return None
    if found.id == QUOTE and draft.state.answered == NEW_ONE and draft.state.place is None:  # of the new one that was asked about
        return draft.say("common.new_one").but(answered=NEW_ONE)
    if heard.asks == "when" and found.id == QUOTE and draft.state.place:
        return ask_again(draft.say("common.asked_when"))  # how long this takes, or the money, of which no repair is the end yet
    intents = draft.knowledge.intents
    named = next((name for name in heard.also if name in intents and intents[name].trouble), "")
    other = next((name for name in heard.also if name in draft.knowledge.answers and name != found.id), "")
    if draft.knowledge.asks_of_cost(found.id):  # of the trouble that is named
        return give_answer(draft, found, named, other)
    if named and draft.state.place is None:
        return begin(draft.say(f"answer.{found.id}").but(answered=found.id), named, heard.text, heard.tried)
    return give_answer(draft, found, then=other)


def request(draft: Draft, heard: Heard) -> Draft | None:
    """Anything else that is understood begins; a second trouble in the same words is noted."""
    intent = accepted(draft, heard)
    if intent is None or wants_words(draft) or intent.startswith("conversation."):
        return None
    if _is_open(draft, heard, intent) or _amid_danger(draft, intent):
        return noted_still(draft) if _is_open(draft, heard, intent) else ask_again(note(draft, intent))
    if is_told_of_it(draft, heard, intent):
        return draft.say("common.kept")
    if is_behind(draft, intent):
        return ask_again(draft.say("common.comes_with_it") if heard.asks else draft) if awaited(draft) or heard.asks else ask_to_pick(draft)
    if is_still_dangerous(draft, intent):
        calm = cautioned(draft)
        known = replace(calm, learned={**calm.learned, **BURNT}) if intent == ADAPTER else calm
        return calm if heard.asks and calm is not draft else begun(known, heard, intent)  # "can i use another charger"
    return begun(draft, heard, intent)


def taken_up(draft: Draft, heard: Heard) -> Draft | None:
    """What was noted for later is named again in a word or two, which is enough: 钱的事, "the money thing"."""
    asked, best = draft.state.question, next(iter(heard.candidates), None)
    if best is None or asked is None or not is_short(draft, heard) or heard.decision is Decision.ACCEPT:
        return None
    if draft.state.place is not None:
        return insisted(draft, heard, best.intent) if heard.decision is Decision.CLARIFY and best.score >= NAMED_AGAIN_FROM else None
    yes = asked.offer("yes")
    named = yes is not None and yes.move is Move.START and (heard.act == "noted_first" or group_of(yes.to) == group_of(best.intent))
    return pick(draft, yes) if yes and named else None


def _is_open(draft: Draft, heard: Heard, intent: str) -> bool:
    """Whether the words are only more on what is open, which is not begun again for it."""
    place = draft.state.place
    here = place is not None and place.flow == intent and draft.state.question is not None
    return here and not heard.act and not heard.asks and not draft.knowledge.intents[intent].trouble


def _amid_danger(draft: Draft, intent: str) -> bool:
    """Whether a danger is asked about, which is not left for what can wait: 说是银行的, of who wants the terminal."""
    place, trouble = draft.state.place, draft.state.trouble
    asked = place is not None and place.flow == trouble and draft.knowledge.is_safety(trouble)
    waits = draft.knowledge.can_wait(intent) and group_of(intent) != "warranty" and not draft.knowledge.is_safety(intent)
    return asked and waits


def begun(draft: Draft, heard: Heard, intent: str) -> Draft:
    """The intent begun, and what was named beside it noted. A payment that nobody knows the end of comes before any other
    trouble told with it; whoever asks for a repair as he names the trouble gets the repair, in whichever order.
    """
    if intent in SCREEN and "code" in draft.learned and draft.state.place is None and CODE in draft.knowledge.flows:
        intent = CODE  # "the screen says 91, the bank does not respond": what the screen says, not how it does
    named = (intent, *beside(draft, intent, (*told_beside(heard), *asked_back(draft, intent)), two=heard.two))
    first = next((one for one in named if one in UNCERTAIN_MONEY), intent)
    if first == intent and VISIT in heard.also and _can_be_repaired(draft, intent):
        first, named = VISIT, (VISIT, *named)
    wanted_for = [*named[1:], *filter(None, [asked_about(draft)])] if draft.state.place is None else []
    if wanted_for and files_ticket(draft.knowledge, first):
        draft = told_of(draft, wanted_for[0], heard.text)  # said in the same breath, or asked about just before
    draft = settled_first(_answered_beside(draft, heard), heard) if first == VISIT else _answered_beside(draft, heard)
    for other in named:
        draft = note(draft, other) if other != first else draft
    return begin(draft, first, heard.text, heard.tried, heard.act or "" if first == intent else "")


def _answered_beside(draft: Draft, heard: Heard) -> Draft:
    """A question that was asked in the same breath is answered before anything is asked."""
    found = next((name for name in heard.also if name in draft.knowledge.answers), "")
    return draft.say(f"answer.{found}").but(answered=found) if found and found != draft.state.answered else draft


def _can_be_repaired(draft: Draft, intent: str) -> bool:
    """Whether a repair that is asked for in the same breath is of this trouble. Danger and money have steps that come first."""
    return VISIT in draft.knowledge.flows and group_of(intent) in OF_THE_TERMINAL and not draft.knowledge.is_safety(intent)


def is_behind(draft: Draft, intent: str) -> bool:
    """Whether a request asks only what is asked here as well, and then leads here: the open question is meant."""
    flows, place = draft.knowledge.flows, draft.state.place
    if intent not in flows or place is None or place.flow not in flows[intent].leads_to or draft.knowledge.intents[intent].trouble:
        return False
    return flows[intent].asked <= flows[place.flow].asked
