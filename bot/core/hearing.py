"""What a merchant's words do: the rules, most pressing first. The first that applies is the answer.

Each rule takes the turn in the making and what was heard, and returns the next draft, or None if it
does not apply. Order is the meaning of this file: danger, then a person, then the open question,
then the talk about the talk, then troubles and questions, and last what was not understood.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.core.acting import read_act
from bot.core.actions import Say
from bot.core.again import noted_still
from bot.core.alarms import DANGER_FROM, calmed, danger, money_inside, settled_first, unheeded
from bot.core.answering import AS_SAID, answered, answered_apart, answered_too, supposed
from bot.core.beginning import begin
from bot.core.draft import Draft
from bot.core.ending import asked_still, call
from bot.core.feedback import rating_word
from bot.core.finding import found_out
from bot.core.guards import reopened
from bot.core.knowledge import OF_THE_TERMINAL, group_of
from bot.core.manners import cross, soothed
from bot.core.midway import (
    CODE,
    VISIT,
    amended,
    another_code,
    charge_again,
    dated_otherwise,
    more_of_them,
    plea,
    recharged,
    refused_by_code,
    repeated,
    still_so,
    theirs,
    told_ahead,
    told_otherwise,
)
from bot.core.moving_on import moved_on
from bot.core.noting import UNCERTAIN_MONEY, note
from bot.core.owed import accepted, owed, still_coming
from bot.core.questions import aside, waits_how_long
from bot.core.reading import is_short, slot_of, take_facts, warning
from bot.core.refusing import refused
from bot.core.replies import (
    already_tried,
    awaited_fact,
    awaited_photo,
    correction,
    fact_that_answers,
    free_text,
    guess,
    mistyped,
    offer,
    perhaps_meant,
    queued,
    which_of_two,
    which_window,
)
from bot.core.resuming import let_down, passed_on, sent_off, with_person_again
from bot.core.returning import ANEW, TURNED, cleared, left, not_this
from bot.core.settled import seen_to, solved_but
from bot.core.sparing import in_danger, none_of_it
from bot.core.state import Place
from bot.core.staying import stayed
from bot.core.switching import after_a_while, noted_first, waived, withdrawn
from bot.core.terminals import terminals
from bot.core.ticketing import by_number, by_trouble, called_off, filed_otherwise, told_for_ticket, unbooked
from bot.core.tried import tried_before
from bot.core.troubles import other_trouble, question, request, same_trouble, taken_up
from bot.core.understanding import Decision, Heard
from bot.core.walking import ask_again, enter
from bot.core.which import BEGUN_FROM, LIKELY_FROM, door, either, perhaps_danger, with_way_out

Rule = Callable[[Draft, Heard], "Draft | None"]
BESIDE_WHAT = frozenset({"transaction", "settlement", "repair", "ticket", "guard"})
TOLD_BESIDE = frozenset({"amount", "window"})
"""Kinds of facts that a merchant tells of a payment or a visit before they are asked for."""
MONEY_FROM = 0.55
"""Of a payment that nobody knows the end of: its first step only looks the payment up."""
AGAIN_FROM = 0.4
"""Of what is told again where it was asked whether it is this, or in place of what is denied."""
MONEY_BESIDE, MONEY_BEHIND = 0.4, 0.1
"""Of such a payment beside another trouble: how likely it is at least, and how far behind at most."""
PERSON = "handoff.human"
PLAIN_FROM = {True: 8, False: 3}
"""Characters (English, Chinese) of words that ask for a person and can mean nothing else."""
PERSON_FROM = 0.5
"""Of a few words: a person who was not wanted costs less than one who was."""


def person(draft: Draft, heard: Heard) -> Draft | None:
    """Asked for a person: at once, without another step. Anger amid a trouble is not asking for one."""
    sure = heard.decision is Decision.ACCEPT
    likely = not heard.offer and heard.candidates[:1] and heard.candidates[0].score >= PERSON_FROM and is_short(draft, heard)
    if heard.intent != PERSON or not (sure or likely):
        return call(draft, "human") if _asks_for_person(heard) else None
    if heard.act != "complaint":
        return call(draft, heard.act or "human")
    asked = draft.state.question is not None and (draft.state.place is not None or bool(draft.state.question.said))
    amid = not draft.state.is_awaiting and (not sure or asked)
    if amid and not draft.state.misses:  # anger is answered with the next step
        return cross(draft)
    return call(draft.say("common.sorry"), "complaint")


def _asks_for_person(heard: Heard) -> bool:
    """Whether a trouble ends in plain words for a person, run on: "printer jammed get me a person"."""
    ends = (one.phrase for one in heard.candidates if one.intent == PERSON and len(one.phrase) >= PLAIN_FROM[one.phrase.isascii()])
    return heard.decision is not Decision.REJECT and any(heard.text.casefold().rstrip(" .!。！").endswith(phrase) for phrase in ends)


def act(draft: Draft, heard: Heard) -> Draft | None:
    """Yes, done, not fixed, don't know, back, once more …: read in the light of the open question."""
    return read_act(draft, heard)


def facts(draft: Draft, heard: Heard) -> Draft | None:
    """Only facts: a response code is looked up, what is known of device or shop noted; then on.
    Words that may mean a trouble beside them are no mere facts.
    """
    if heard.decision is Decision.ACCEPT:
        return None
    slots = [draft.knowledge.slots[name] for field in heard.fields if (name := slot_of(draft, field))]
    if draft.state.place is None and (any(slot.kind == "code" for slot in slots) or _screen_says(draft, heard)):
        return begin(draft, CODE, heard.text, heard.tried) if CODE in draft.knowledge.flows else None
    if _shows_code(draft):
        return ask_again(note(draft, CODE)) if CODE not in draft.state.noted else noted_still(draft)
    new = any(slot.lasts != "trouble" for slot in slots) and heard.decision is not Decision.CLARIFY
    asked = draft.state.question
    which = draft.state.place is None and asked is not None and bool(asked.said) and bool(slots)
    beside_it = all(one.intent.startswith("conversation.") for one in heard.candidates[:1])
    if which and beside_it and not draft.state.is_awaiting:  # told while it is asked which trouble it is
        return asked_still(draft.say("common.fact_noted"))
    if new and draft.state.is_awaiting and draft.state.place is None:
        return draft.say("common.kept")
    flow = draft.knowledge.flows.get(draft.state.place.flow) if draft.state.place else None
    fits = flow is not None and (group_of(flow.id) in BESIDE_WHAT or VISIT in flow.leads_to)
    beside = fits and heard.decision is Decision.REJECT and any(slot.kind in TOLD_BESIDE for slot in slots)
    named = "device" in draft.learned and len(terminals(draft)) and draft.state.looked_up
    return _on(draft, "device.known" if named else "common.fact_noted") if new or beside else None


def _shows_code(draft: Draft) -> bool:
    """Whether the code of a refused payment is told amid a trouble of the terminal that asks for none: after an update, "now 91"."""
    flow = draft.knowledge.flows.get(draft.state.place.flow) if draft.state.place else None
    told = "code" in draft.learned and CODE in draft.knowledge.flows
    return told and flow is not None and group_of(draft.state.trouble) in OF_THE_TERMINAL and "code" not in flow.asked


def _on(draft: Draft, said: str) -> Draft:
    """On where it stood, unless what was learned makes the open step needless."""
    place, told = draft.state.place, draft.say(said)
    if place and place.flow == CODE and "acquirer" in draft.learned:  # the code can be read by its table now
        return enter(told, Place(CODE, draft.knowledge.flows[CODE].start))
    made = enter(told, place) if place else ask_again(told)
    return noted_still(draft) if place and made.state.place == place and said == "common.fact_noted" else made


def _screen_says(draft: Draft, heard: Heard) -> bool:
    """Whether the words are what a screen says of a refused payment, and hardly anything else."""
    found = any(field.name == "code_words" for field in heard.fields)
    best = heard.candidates[0] if heard.candidates and heard.decision is Decision.CLARIFY else None
    other = best is not None and best.intent != CODE and best.score >= DANGER_FROM
    return found and "code_words" in draft.knowledge.slots and not other


def likely(draft: Draft, heard: Heard) -> Draft | None:
    """Not certain, but far likelier than anything else: said aloud, begun, and easily left again."""
    heard = _money_first(draft, heard)
    best = heard.candidates[0] if heard.candidates else None
    enough = _enough(draft, heard, best.intent) if best else 1.0
    if heard.decision is not Decision.CLARIFY or best is None or best.score < enough or not draft.has(f"intent.{best.intent}"):
        return None
    sure = replace(heard, decision=Decision.ACCEPT)
    known = person(draft, sure) or same_trouble(draft, sure)
    if known is None and draft.state.place is not None and is_short(draft, heard) and not heard.corrects:
        return None
    known = known or other_trouble(draft, sure)
    if known is not None or draft.state.place is not None:
        return known or question(draft, sure) or request(draft, sure)
    aloud = draft.say("common.likely", other=f"@intent.{best.intent}")
    begun = question(aloud, sure) or request(aloud, sure)
    return with_way_out(begun) if begun else None


def _money_first(draft: Draft, heard: Heard) -> Heard:
    """A payment that nobody knows the end of comes first where it is hardly less likely than what is told beside it."""
    two = heard.candidates[:2] if draft.state.place is None else ()
    money = next((one for one in two if one.intent in UNCERTAIN_MONEY and one.score >= MONEY_BESIDE), None)
    if money is None or money.score + MONEY_BEHIND < two[0].score:
        return heard
    return replace(heard, candidates=(replace(money, score=MONEY_FROM), *(one for one in heard.candidates if one is not money)))


def _enough(draft: Draft, heard: Heard, intent: str) -> float:
    """How likely is enough: less where it corrects what is at hand, or tells again what was asked "is it this"; of money in doubt, too."""
    asked = draft.state.question if draft.state.place is None else None
    again = asked is not None and bool(asked.said) and any(offer.to == intent for offer in asked.offers)
    if again or (heard.corrects and draft.state.place is not None):
        return AGAIN_FROM
    if draft.state.place is not None:
        return LIKELY_FROM
    return MONEY_FROM if intent in UNCERTAIN_MONEY else BEGUN_FROM


def secret(draft: Draft, heard: Heard) -> Draft | None:
    """Little more than a secret, which is masked and was mentioned: on where it stood."""
    likely = heard.decision is not Decision.REJECT and any(one.score >= PERSON_FROM for one in heard.candidates[:1])
    return ask_again(draft) if heard.masked and not likely else None


def missed(draft: Draft, heard: Heard) -> Draft | None:
    """Not understood: once a rewording is asked for, the second time a person is called. Amid danger it is warned of instead."""
    if not heard.text.strip():
        return ask_again(draft.say("common.say_something"))
    warned = warning(draft)
    if draft.state.misses:
        return call(draft.say(warned or "common.missed_twice"), "safety" if warned else "not_understood")
    return ask_again(draft.but(misses=1).say(warned or "common.missed"))


RULES: tuple[Rule, ...] = (
    seen_to, danger, rating_word, let_down, sent_off,
    person, none_of_it, not_this, refused, found_out, recharged, answered, supposed, reopened,
    filed_otherwise, correction, fact_that_answers, repeated,
    refused_by_code, dated_otherwise, more_of_them,
    offer, which_of_two, perhaps_danger, mistyped, which_window, awaited_fact, awaited_photo, unheeded,
    money_inside, charge_again, theirs, unbooked, called_off, solved_but, after_a_while, waived, noted_first, amended, already_tried,
    told_otherwise,
    waits_how_long, guess, plea, moved_on, told_ahead, tried_before, still_so, calmed, by_number, by_trouble, told_for_ticket, passed_on,
    accepted, act, with_person_again, perhaps_meant,
    other_trouble, same_trouble, question, request, taken_up, aside, free_text, facts, secret, likely, door, either, queued,
    missed,
)  # fmt: skip
STILL_MISSED = frozenset({"missed", "free_text", "queued"})
"""Rules after which the count of misunderstandings stands; any other clears it."""


def _answers(draft: Draft) -> bool:
    """Whether a question beside was answered, which is not done word for word twice in a row."""
    said = (action.sentence for action in draft.actions if isinstance(action, Say))
    return any(sentence in {"common.answered", AS_SAID} or sentence.startswith(("answer.", "aside.", "common.may_be")) for sentence in said)


def hear(draft: Draft, heard: Heard) -> tuple[str, Draft]:
    """The name of the rule that applied, and the draft it made."""
    if heard.act in {ANEW, TURNED}:
        draft, heard = cleared(draft) if heard.act == ANEW else left(draft, heard), replace(heard, act=None)
    noted = take_facts(withdrawn(draft, heard), heard)
    noted = settled_first(noted, heard) if draft.state.place and draft.state.place.flow == VISIT else noted
    anew = another_code(draft, noted)
    if anew is not None:
        return "another_code", anew.but(misses=0)
    noted, heard = answered_apart(noted, heard)
    noted = note(noted, heard.added)
    for rule in RULES:
        made = rule(noted, heard)
        if made is not None:
            made = in_danger(noted, made, heard) if rule is danger else made
            made = made if rule is refused else made.but(refused="")
            made = still_coming(owed(noted, answered_too(noted, made, heard), heard, rule.__name__))
            made = made if _answers(made) else made.but(answered="")
            made = soothed(noted, made, heard)
            made = stayed(noted, made, heard)
            stands = rule.__name__ in STILL_MISSED or made.state.misses > noted.state.misses
            return rule.__name__, made if stands else made.but(misses=0)
    raise AssertionError("the last rule always applies")  # pragma: no cover
