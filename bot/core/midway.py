"""Rules for words in the middle of a conversation that are more than an answer: a fact that corrects the summary,
"that one first", "can I charge it again", another code, a plea for repair.
"""

from __future__ import annotations

from dataclasses import replace

from bot.core import codes
from bot.core.actions import Action, Say
from bot.core.again import noted_still
from bot.core.beginning import asked_about, begin, told_of
from bot.core.draft import SKIPPED, Draft
from bot.core.ending import call
from bot.core.knowledge import OF_THE_TERMINAL, Kind, group_of
from bot.core.noting import LINKS
from bot.core.picking import left_open
from bot.core.reading import awaited, is_plain, is_short, slot_of, wants_words
from bot.core.state import Place
from bot.core.understanding import Decision, Heard
from bot.core.walking import CHANGE, WISH, answer, ask_again, enter, go

CODE = "transaction.response_code"
VISIT = "repair.visit"
PLAN, REMINDER = "maintenance.plan", "maintenance.reminder"
BATCH = "settlement.batch"
DELAYED = "settlement.delay"
MONEY = "transaction"
UNKNOWN = "transaction.unknown_result"
DOUBLE = "transaction.double_charge"
MAY_AGAIN = Place(UNKNOWN, "charge_again")
DECLINED = frozenset({Place(CODE, "no_funds"), Place(CODE, "issuer_says_no")})
"""Where the customer's bank has refused this card, and will again."""
"""The step that says that it may be taken once more."""
LOOKS_UP = "reprint_last"
READER = "hardware.card"
NOT_REFUSED = frozenset({"approved", "approved_with_check", "duplicate", "retain_card"})
"""Classes of codes by which a payment may have been taken, or which have steps of their own."""
NUMBERS = frozenset({"code", "serial", "phone"})
"""Kinds of slots that no words without a figure fill."""
ANSWERS_STEP = frozenset({"solved", "later", "back", "restart"})
"""Acts that answer the open step, whatever is told beside them."""
ENOUGH, COMES_ON = "enough", "comes_on"
"""The acts of who wants to be asked no more, and of what was dead and shows life at the step that was proposed."""
ANOTHER = "remind"
"""The act of who wants to be reminded of one thing more."""
THEIRS = "theirs"
"""The act of who tells what the customer's side shows of a payment."""
REPAIR, UPKEEP = "repair.", "maintenance"
BESIDE_VISIT = frozenset({"ticket", "repair"})
WHERE_TO_COME = frozenset({"address", "contact"})
"""Without these nobody can be sent."""
BESIDE_FORM = frozenset({"ask_for", "machines", "note"})
"""What no form asks for, and the summary shows."""
STILL_FROM = 0.2
"""Of what was told again where it was asked whether it works: the kind of trouble need only be the likeliest."""
VISIT_FROM = 0.6
"""A visit is only begun by it: nothing is filed before the summary is confirmed."""


def amended(draft: Draft, heard: Heard) -> Draft | None:
    """Facts of the form while it is open: on its summary they are corrections, before it they are consent."""
    step, place = draft.step, draft.state.place
    if step is None or place is None or step.kind is not Kind.ASK or step.option("yes") is None or heard.offer:
        return None
    _, named, wrong = (heard.act or "").partition(CHANGE)
    if named and wrong not in draft.learned and step.option("change"):  # which of it is wrong is said, not what is right
        return answer(draft.slot(**{WISH: heard.act or ""}), "change")
    flow = draft.knowledge.flows[place.flow]
    wanted = {slot for other in flow.steps.values() if other.kind is Kind.FORM for slot in other.slots}
    wanted |= BESIDE_FORM
    if not wanted.intersection(draft.learned):
        return None
    if step.option("change") or (wanted - BESIDE_FORM).issubset({*draft.state.slots, "symptom", "photo", "ticket", "device"}):
        return ask_again(draft.say("common.corrected"))
    return answer(draft, "yes")


def charge_again(draft: Draft, heard: Heard) -> Draft | None:
    """May the payment be taken again, while it is not known what became of it: not before. Where nothing is at hand yet, that is
    the trouble.
    """
    if heard.act != "charge_again":
        return None
    if draft.state.place == MAY_AGAIN:  # there it has just been said that it may
        return ask_again(draft)
    if draft.state.place in DECLINED:  # it is known what became of it: nothing was charged
        return ask_again(draft.say("common.declined_again"))
    if group_of(draft.state.trouble) == MONEY or draft.state.place is not None:
        return ask_again(draft.say("common.not_again"))
    if heard.decision is Decision.ACCEPT or UNKNOWN not in draft.knowledge.flows:
        return None
    return begin(draft, UNKNOWN, heard.text, heard.tried)


def recharged(draft: Draft, heard: Heard) -> Draft | None:
    """The payment was taken once more before anybody knew what became of it: the two are looked for, and nothing is over."""
    step, place = draft.step, draft.state.place
    if heard.act != "recharged" or step is None or place is None or DOUBLE not in draft.knowledge.flows:
        return None
    unknown = place != MAY_AGAIN and (place.flow == UNKNOWN or step.remedy == LOOKS_UP)
    return begin(draft, DOUBLE, heard.text, heard.tried) if unknown else None


def refused_by_code(draft: Draft, heard: Heard) -> Draft | None:
    """What refused the payment is told where it is looked up: it is there, and was not approved. "it says 05", 写着交易失败."""
    step, place = draft.step, draft.state.place
    if step is None or place is None or place.flow != UNKNOWN or heard.asks:
        return None
    key = next((one for one in ("failed", "found") if step.option(one)), "")
    named = [field for field in heard.fields if field.name in {"code", "code_words"}]
    told = bool(named) or (heard.decision is Decision.ACCEPT and heard.intent == CODE)
    named_class = codes.gravest(draft.knowledge, {field.name: field.value for field in named}) if named else ""
    if not (key and told) or named_class in NOT_REFUSED or heard.offer not in {None, key}:
        return None
    return answer(draft.slot(sale_status="failed"), key)


def theirs(draft: Draft, heard: Heard) -> Draft | None:
    """The customer's side shows a payment whose end nobody knows: noted, and that it is no proof; then on with looking it up."""
    return ask_again(draft.say("common.theirs")) if heard.act == THEIRS else None


def another_code(before: Draft, noted: Draft) -> Draft | None:
    """Another response code than the one at hand: looked up anew."""
    place, code = noted.state.place, noted.state.slots.get("code", "")
    if place is None or place.flow != CODE or "code" not in noted.learned or code == before.state.slots.get("code", ""):
        return None
    return enter(noted.slot(code_class=""), Place(CODE, noted.knowledge.flows[CODE].start))


def plea(draft: Draft, heard: Heard) -> Draft | None:
    """Somebody shall come and mend it: likely is enough where a trouble is known."""
    best = heard.candidates[0] if heard.candidates else None
    if heard.act in {ENOUGH, "visit"} and VISIT in draft.knowledge.flows:
        return _repair(draft, heard)
    known = bool(draft.state.trouble) and VISIT in draft.knowledge.flows
    if best is None or best.intent != VISIT or best.score < VISIT_FROM or heard.decision is not Decision.CLARIFY or not known:
        return None
    here = draft.state.place is not None and draft.state.place.flow == VISIT
    return None if here else begin(draft, VISIT, heard.text, heard.tried)


def _repair(draft: Draft, heard: Heard) -> Draft | None:
    """The repair, without another step. A trouble that is no terminal's is for a person; danger that was only asked about has its
    words of caution first.
    """
    draft = told_of(draft, asked_about(draft), heard.text) if asked_about(draft) else draft
    place, trouble = draft.state.place, draft.state.trouble
    enough = heard.act == ENOUGH
    if place is not None and place.flow.startswith(REPAIR):
        return _ask_no_more(draft) if enough else ask_again(draft)
    if place is None and draft.knowledge.is_safety(trouble):
        return begin(draft, trouble, heard.text, heard.tried)
    if group_of(trouble) in OF_THE_TERMINAL or (place is None and not trouble):
        begun = begin(draft, VISIT, heard.text, heard.tried)
        return _ask_no_more(begun) if enough else begun
    return call(draft, "human") if enough else None


def _ask_no_more(draft: Draft) -> Draft:
    """What can be left open of the form is left open; where to come is still asked once. What cannot is for a person."""
    step, place = draft.step, draft.state.place
    if step is None or place is None:
        return draft
    kept = set() if awaited(draft) in WHERE_TO_COME else WHERE_TO_COME
    forms = draft.knowledge.flows[place.flow].steps.values()
    skipped = {slot: SKIPPED for form in forms for slot in form.optional if slot not in {*draft.state.slots, *kept}}
    if awaited(draft) and awaited(draft) not in skipped:
        return call(draft, "human")
    onward = {option.to for option in step.options}
    quiet = replace(draft, actions=tuple(action for action in draft.actions if not _asks(action))).remember(place)
    left = quiet.slot(**skipped).say("common.no_more")
    return go(left, onward.pop()) if len(onward) == 1 else enter(left, place)


def _asks(action: Action) -> bool:
    return isinstance(action, Say) and action.question is not None


def other_fact(draft: Draft, heard: Heard) -> Draft | None:
    """Facts, but not the one that was asked for: noted, and asked again."""
    slot = awaited(draft)
    names = {slot_of(draft, field) for field in heard.fields} - {"", slot}
    named = slot and names and heard.decision is not Decision.ACCEPT
    told = draft.say("common.fact_noted")
    return left_open(told, ask_again(told)) if named else None


def told_otherwise(draft: Draft, heard: Heard) -> Draft | None:
    """What the first words seemed to say is told more exactly now: the flow is gone through anew with it. What says how the
    open step went ("there is a signal now") is no such word.
    """
    step, place = draft.step, draft.state.place
    if (
        step is None
        or place is None
        or draft.state.question is None
        or heard.offer
        or (heard.act and is_plain(heard))
        or heard.act == COMES_ON
    ):
        return None
    asked = {one.slot for one in draft.knowledge.flows[place.flow].steps.values() if one.kind is Kind.ASK and one.id != step.id}
    begins = Place(place.flow, draft.knowledge.flows[place.flow].start)
    return enter(draft.say("common.corrected"), begins) if asked & draft.revised - {step.slot, ""} else None


def dated_otherwise(draft: Draft, heard: Heard) -> Draft | None:  # noqa: ARG001 -- every rule has the same shape
    """The day of purchase is put right amid the form: the warranty is looked up anew, and what is known is not asked again. So is the day
    whose takings are missing: then it may be that they were not to come yet.
    """
    place = draft.state.place
    if place is not None and place.flow == DELAYED and "sale_day" in draft.revised:
        return enter(draft.say("common.corrected"), Place(DELAYED, draft.knowledge.flows[DELAYED].start))
    if "purchased" not in draft.revised or place is None or place.flow != VISIT or "verdict" not in draft.state.slots:
        return None
    return enter(draft.slot(verdict="").say("common.corrected"), Place(VISIT, "dated"))


def more_of_them(draft: Draft, heard: Heard) -> Draft | None:  # noqa: ARG001 -- as above
    """More terminals are spoken of where a plan is at hand: they are looked after like the last."""
    place, plan = draft.state.place, draft.state.plan
    if "machines" not in draft.learned or place is None or place.flow != PLAN or plan is None or not plan.is_made:
        return None
    return enter(draft.say("common.corrected"), Place(PLAN, "make"))


def repeated(draft: Draft, heard: Heard) -> Draft | None:
    """A reminder that was set, or one of those that were listed, is to come again and again: as often as was said, or is asked. One that is
    wished for by itself is another.
    """
    place, step = draft.state.place, draft.step
    asked = place is not None and place.flow == REMINDER and step is not None and step.kind is Kind.ASK
    if not asked or "reminder_repeats" not in draft.learned or heard.act == ANOTHER:
        return None
    return enter(draft, Place(REMINDER, "other_often" if draft.state.slots.get("reminder") else "which"))


def told_ahead(draft: Draft, heard: Heard) -> Draft | None:
    """What a question that is still to come would ask is told already: noted, and the open one asked again."""
    step, place = draft.step, draft.state.place
    when = place is not None and place.flow == VISIT and "window" in draft.learned  # "tomorrow morning" puts nothing off there
    says_more = wants_words(draft) and not is_short(draft, heard)  # "cert expired, it's a verifone" says what is wrong as well
    if place is not None and group_of(place.flow) == "ticket" and "appointment" in draft.learned:  # a free window is wanted at once
        return None
    warned = heard.act == "calmed" and draft.knowledge.is_safety(draft.state.trouble)  # "ill keep using it till friday"
    if (
        step is None
        or place is None
        or warned
        or draft.state.question is None
        or heard.offer
        or heard.act in ANSWERS_STEP - {"later"}
        or heard.act == COMES_ON
        or says_more
        or (heard.act == "not_fixed" and step.kind is Kind.TRY and heard.decision is Decision.ACCEPT)
    ):
        return None
    flows = draft.knowledge.ahead(place.flow, *(waits.flow for waits in draft.state.paused))
    asked = {one.slot for flow in flows for one in flow.steps.values() if one.kind is Kind.ASK and one is not step}
    standing = {place.flow, *(waits.flow for waits in draft.state.paused)}
    here = [one for flow in flows if flow.id in standing for one in flow.steps.values() if one is not step]
    later = asked | {slot for one in here for option in one.options for slot in option.sets}
    told = later.intersection(draft.learned) - {step.slot, ""}
    other = heard.intent if heard.decision is Decision.ACCEPT and not (heard.intent or "").startswith("conversation.") else None
    unsaid = heard.act in {"no", "unsure", "cannot"}
    visits = when and group_of(other or "") in BESIDE_VISIT  # "can you come wednesday" tells the day
    visits = visits or ("proof" in told and group_of(other or "") == "warranty")  # "i have the invoice" asks nothing
    known = draft.knowledge.flows[place.flow].leads_to | {draft.state.trouble}
    elsewhere = other in draft.knowledge.intents and other not in known and not visits
    return left_open(draft.say("common.fact_noted"), noted_still(draft)) if told and (unsaid or not elsewhere) else None


def still_so(draft: Draft, heard: Heard) -> Draft | None:
    """Whether it works now was asked, and the trouble is told again: it does not."""
    question, best = draft.state.question, heard.candidates[0] if heard.candidates else None
    asked = question is not None and draft.state.place is not None and {one.name for one in question.offers} == {"solved", "not_fixed"}
    if not asked or heard.offer or heard.act or best is None or best.score < STILL_FROM or not is_short(draft, heard):
        return None
    if best.intent in LINKS and best.intent != draft.state.trouble:
        return None  # "its wifi" says how it is connected
    return answer(draft, "not_fixed") if group_of(best.intent) == group_of(draft.state.trouble) else None
