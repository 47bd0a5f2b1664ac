"""What a merchant's words do: the rules, most pressing first. The first that applies is the answer.

Each rule takes the turn in the making and what was heard, and returns the next draft, or None if it
does not apply. Order is the meaning of this file: danger, then a person, then the open question,
then the talk about the talk, then troubles and questions, and last what was not understood.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.core.acting import go_back, read_act
from bot.core.actions import Say
from bot.core.alarms import DANGER_FROM, danger, is_safety
from bot.core.asking import ask_works_now
from bot.core.beginning import begin
from bot.core.draft import Draft
from bot.core.ending import call
from bot.core.knowledge import Kind, Option
from bot.core.midway import CODE, amended, another_code, charge_again, noted_first, other_fact, plea, tried_before
from bot.core.picking import give_answer, pick
from bot.core.reading import accepted, awaited, fits, slot_of, take_facts
from bot.core.state import Move, Offer, Place
from bot.core.understanding import Decision, Heard
from bot.core.walking import STUCK_AFTER, answer, ask_again, ask_to_pick, enter, fill

Rule = Callable[[Draft, Heard], "Draft | None"]
OFFERED_AT_MOST = 3
LIKELY_FROM = 0.8
"""Wrong at most one time in five by the matcher's own reckoning, one in twenty by what was measured on unseen
sentences: then the most likely trouble is begun, said aloud and easily left, instead of asked for."""
PERSON_FROM = 0.5
"""Of a few words: a person who was not wanted costs less than one who was."""
ANSWER_AT_MOST = {"zh": 14, "en": 40}
"""Characters of an answer; what is longer may tell of something else."""
FREE_TEXT = frozenset({"text", "address", "window", "model"})
"""Kinds of slots that any words can fill."""


def person(draft: Draft, heard: Heard) -> Draft | None:
    """Asked for a person: at once, without another step. Anger amid a trouble is not asking for one."""
    sure = heard.decision is Decision.ACCEPT
    if heard.intent != "handoff.human" or not (sure or (heard.candidates[0].score >= PERSON_FROM and _is_short(draft, heard))):
        return None
    if heard.act != "complaint":
        return call(draft, heard.act or "human")
    amid = not draft.state.called and (not sure or (draft.state.place is not None and draft.state.question is not None))
    if amid and not draft.state.misses:  # anger is answered with the next step; twice in a row, with a person
        return ask_again(draft.but(misses=1).say("common.calm"))
    return call(draft.say("common.sorry"), "complaint")


def correction(draft: Draft, heard: Heard) -> Draft | None:
    """An earlier answer is taken back and given anew."""
    if heard.correction is None or heard.correction[0] >= len(draft.state.trail):
        return None
    index, key = heard.correction
    back = go_back(draft, len(draft.state.trail) - index)
    return answer(back.say("common.corrected"), key)


def offer(draft: Draft, heard: Heard) -> Draft | None:
    """The words pick one of the offers of the open question."""
    question = draft.state.question
    found = question.offer(heard.offer) if question and heard.offer else None
    return pick(draft, found) if found else None


def awaited_fact(draft: Draft, heard: Heard) -> Draft | None:
    """The words hold the fact that was asked for."""
    slot = awaited(draft)
    found = next((field for field in heard.fields if slot and fits(draft, slot, field)), None)
    return fill(draft, slot, found.value) if slot and found else None


def fact_that_answers(draft: Draft, heard: Heard) -> Draft | None:
    """The words hold a fact that is one of the open question's answers."""
    step = draft.step
    if step is None or step.kind is not Kind.ASK or draft.state.question is None:
        return None
    found = next((field for field in heard.fields if field.name == step.slot and step.option(field.value)), None)
    return answer(draft, found.value) if found else None


def awaited_photo(draft: Draft, heard: Heard) -> Draft | None:
    """A picture with words, where a picture was asked for."""
    slot = awaited(draft)
    wanted = slot and draft.knowledge.slots[slot].kind == "photo"
    return fill(draft, slot, "photo") if wanted and heard.media else None


def already_tried(draft: Draft, heard: Heard) -> Draft | None:
    """What the open step proposes was done before: without success, or it is not said how it ended."""
    step = draft.step
    if step is None or draft.state.question is None or step.kind is not Kind.TRY or step.remedy not in heard.tried:
        return None
    if heard.act == "finished":
        return ask_works_now(draft)
    return answer(draft, "solved" if heard.act == "solved" else "not_fixed")


def guess(draft: Draft, heard: Heard) -> Draft | None:
    """The words come near to one of the offers: taken, and said aloud, so that a wrong guess is seen at once."""
    question = draft.state.question
    found = question.offer(heard.guess) if question and heard.guess else None
    if found and draft.step and _leads_into_danger(draft, draft.step.option(found.to)):
        return None
    return pick(draft.say("common.taken_as", other=f"@{found.label}"), found) if found else None


def _leads_into_danger(draft: Draft, option: Option | None) -> bool:
    """Danger is never guessed from a likeness of words: it is told, or picked."""
    return option is not None and is_safety(draft, option.to) and not is_safety(draft, draft.state.trouble)


def act(draft: Draft, heard: Heard) -> Draft | None:
    """Yes, done, not fixed, don't know, back, once more …: read in the light of the open question."""
    return read_act(draft, heard)


def other_trouble(draft: Draft, heard: Heard) -> Draft | None:
    """Another trouble while one is worked on: noted for later, or taken up now if the first was a misunderstanding."""
    state, intent = draft.state, accepted(draft, heard)
    busy = state.place is not None and state.question is not None and bool(state.trouble) and not _wants_words(draft)
    if intent is None or not busy or not draft.knowledge.intents[intent].trouble or intent == state.trouble:
        return None
    if heard.corrects:
        return begin(draft.say("common.switched", other=f"@intent.{intent}"), intent, heard.text, heard.tried)
    return _same_in_other_words(draft, intent) or ask_again(note(draft, intent))


def _same_in_other_words(draft: Draft, intent: str) -> Draft | None:
    """A trouble that the one at hand may turn out to be is no second one: the answer that leads there is meant,
    or else the open question was not answered.
    """
    flow = draft.knowledge.flows.get(draft.state.trouble)
    if flow is None or intent not in flow.leads_to:
        return None
    leading = [option.key for option in draft.step.options if option.to == intent] if draft.step else []
    return answer(draft, leading[0]) if len(leading) == 1 else ask_to_pick(draft)


def note(draft: Draft, intent: str | None) -> Draft:
    """Remember a second trouble for afterwards, and say so."""
    known = draft.knowledge.intents.get(intent or "")
    if known is None or not known.trouble or known.id in (draft.state.trouble, *draft.state.noted):
        return draft
    return draft.but(noted=(*draft.state.noted, known.id)).say("common.noted", other=f"@intent.{known.id}")


def same_trouble(draft: Draft, heard: Heard) -> Draft | None:
    """The trouble at hand, said again: the open step is asked again, or passed over if it was tried."""
    intent = accepted(draft, heard)
    if intent is None or intent != draft.state.trouble or draft.state.place is None or _wants_words(draft):
        return None
    return enter(draft, draft.state.place)


def question(draft: Draft, heard: Heard) -> Draft | None:
    """A side question: answered, then on where it stood."""
    intent = accepted(draft, heard)
    found = draft.knowledge.answers.get(intent or "")
    if intent is None or found is None or _wants_words(draft):
        return None
    return give_answer(draft, found)


def request(draft: Draft, heard: Heard) -> Draft | None:
    """Anything else that is understood begins; a second trouble in the same words is noted."""
    intent = accepted(draft, heard)
    if intent is None or _wants_words(draft) or intent.startswith("conversation."):
        return None
    if _is_behind(draft, intent):
        return ask_to_pick(draft)
    return begin(note(draft, _second(draft, heard, intent)), intent, heard.text, heard.tried)


def _is_behind(draft: Draft, intent: str) -> bool:
    """Whether a request asks only what is asked here as well, and then leads here: the open question is meant."""
    flows, place = draft.knowledge.flows, draft.state.place
    if intent not in flows or place is None or place.flow not in flows[intent].leads_to or draft.knowledge.intents[intent].trouble:
        return False
    return flows[intent].asked <= flows[place.flow].asked


def _second(draft: Draft, heard: Heard, intent: str) -> str | None:
    """The second trouble of a message, unless it is of the same kind: then it is the first in other words."""
    intents = draft.knowledge.intents
    other = intents.get(heard.also or "")
    return other.id if other and other.group != intents[intent].group else None


def _wants_words(draft: Draft) -> bool:
    """Whether the open question asks for a description: then whatever is named belongs to the answer."""
    slot = awaited(draft)
    return bool(slot) and draft.knowledge.slots[slot].kind == "text"


def free_text(draft: Draft, heard: Heard) -> Draft | None:
    """Words for a slot that any words fill; on the second try, for any slot: nothing is asked three times."""
    slot = awaited(draft)
    if not slot or not heard.text.strip():
        return None
    if draft.knowledge.slots[slot].kind not in FREE_TEXT and (noted := other_fact(draft, heard)):
        return noted
    if draft.knowledge.slots[slot].kind in FREE_TEXT or draft.state.misses:
        intent = accepted(draft, heard)
        named = draft.but(trouble=intent) if intent and draft.knowledge.intents[intent].trouble else draft
        return fill(named.but(misses=0), slot, heard.text.strip())
    return ask_again(draft.but(misses=1).say("common.not_that", what=f"@slot_name.{slot}"))


def facts(draft: Draft, heard: Heard) -> Draft | None:
    """Only facts: a response code is looked up, what is known of device or shop noted; then on.
    Words that may mean a trouble beside them are no mere facts.
    """
    if heard.decision is Decision.ACCEPT:
        return None
    slots = [draft.knowledge.slots[name] for field in heard.fields if (name := slot_of(draft, field))]
    if draft.state.place is None and (any(slot.kind == "code" for slot in slots) or _screen_says(draft, heard)):
        return begin(draft, CODE, heard.text, heard.tried) if CODE in draft.knowledge.flows else None
    new = any(slot.lasts != "trouble" for slot in slots) and heard.decision is not Decision.CLARIFY
    return _on(draft.say("common.fact_noted")) if new else None


def _on(draft: Draft) -> Draft:
    """On where it stood, unless what was learned makes the open step needless."""
    place = draft.state.place
    if place and place.flow == CODE and "acquirer" in draft.learned:  # the code can be read by its table now
        return enter(draft, Place(CODE, draft.knowledge.flows[CODE].start))
    return enter(draft, place) if place else ask_again(draft)


def _screen_says(draft: Draft, heard: Heard) -> bool:
    """Whether the words are what a screen says of a refused payment, and hardly anything else."""
    found = any(field.name == "code_words" for field in heard.fields)
    best = heard.candidates[0] if heard.candidates and heard.decision is Decision.CLARIFY else None
    other = best is not None and best.intent != CODE and best.score >= DANGER_FROM
    return found and "code_words" in draft.knowledge.slots and not other


def likely(draft: Draft, heard: Heard) -> Draft | None:
    """Not certain, but far likelier than anything else: said aloud, begun, and easily left again."""
    best = heard.candidates[0] if heard.candidates else None
    if heard.decision is not Decision.CLARIFY or best is None or best.score < LIKELY_FROM or not draft.has(f"intent.{best.intent}"):
        return None
    sure = replace(heard, decision=Decision.ACCEPT)
    known = person(draft, sure) or same_trouble(draft, sure)
    if known is None and draft.state.place is not None and _is_short(draft, heard):
        return None
    known = known or other_trouble(draft, sure)
    if known is not None or draft.state.place is not None:
        return known or question(draft, sure) or request(draft, sure)
    aloud = draft.say("common.likely", other=f"@intent.{best.intent}")
    begun = question(aloud, sure) or request(aloud, sure)
    return with_way_out(begun) if begun else None


def _is_short(draft: Draft, heard: Heard) -> bool:
    """Whether words that are not understood are as short as an answer: amid a question they are meant as one."""
    return len(heard.text) <= ANSWER_AT_MOST.get(draft.state.locale, ANSWER_AT_MOST["en"])


def with_way_out(draft: Draft) -> Draft:
    """The open question can also be answered with "that is not it"."""
    asked = draft.state.question
    if asked is None or draft.state.place is None:
        return draft
    wider = replace(asked, offers=(*asked.offers, Offer("not_this", "choice.not_this", Move.MISTAKEN)))
    actions = tuple(replace(a, question=wider) if isinstance(a, Say) and a.question is asked else a for a in draft.actions)
    return replace(draft.but(question=wider), actions=actions)


def secret(draft: Draft, heard: Heard) -> Draft | None:
    """Little more than a secret, which is masked and was mentioned: on where it stood."""
    return ask_again(draft) if heard.masked and heard.decision is not Decision.ACCEPT else None


def either(draft: Draft, heard: Heard) -> Draft | None:
    """Two or three things it may mean: a question, never a guess. What was open can still be answered in words."""
    if heard.decision is not Decision.CLARIFY:
        return None
    open_offers = draft.state.question.offers if draft.state.question and draft.state.place else ()
    if open_offers and heard.candidates and (heard.candidates[0].intent == draft.state.trouble or _is_short(draft, heard)):
        return ask_to_pick(draft)
    known = [c.intent for c in heard.candidates if draft.has(f"intent.{c.intent}")][:OFFERED_AT_MOST]
    if not known:
        return None
    if draft.state.misses >= STUCK_AFTER:
        return call(draft.say("common.missed_twice"), "stuck")
    offers = [Offer(intent, f"intent.{intent}", Move.START, intent) for intent in known]
    none = Offer("none", "choice.none_of_these", Move.KEEP)
    meant = (replace(offer, shown=False) for offer in open_offers if offer.name not in {*known, "none"})
    over = draft.state.question.turn if draft.state.question and open_offers else 0
    asked = replace(draft.question(*offers, none, *meant), said=heard.text, tried=heard.tried, over=over)
    return draft.but(misses=draft.state.misses + 1).ask("common.which", asked)


def queued(draft: Draft, heard: Heard) -> Draft | None:  # noqa: ARG001 -- every rule has the same shape
    """A person was called: what cannot be answered is kept for that person."""
    return draft.say("common.kept") if draft.state.called else None


def missed(draft: Draft, heard: Heard) -> Draft | None:
    """Not understood: once a rewording is asked for, the second time a person is called."""
    if not heard.text.strip():
        return ask_again(draft.say("common.say_something"))
    if draft.state.misses:
        return call(draft.say("common.missed_twice"), "not_understood")
    return ask_again(draft.but(misses=1).say("common.missed"))


RULES: tuple[Rule, ...] = (
    danger, person, correction, fact_that_answers, offer, awaited_fact, awaited_photo, charge_again, noted_first, amended,
    already_tried, guess, plea, tried_before, act, other_trouble, same_trouble, question, request, free_text, facts, secret, likely, either,
    queued, missed,
)  # fmt: skip
STILL_MISSED = frozenset({"missed", "free_text", "queued"})
"""Rules after which the count of misunderstandings stands; any other clears it."""


def hear(draft: Draft, heard: Heard) -> tuple[str, Draft]:
    """The name of the rule that applied, and the draft it made."""
    noted = take_facts(draft, heard)
    anew = another_code(draft, noted)
    if anew is not None:
        return "another_code", anew.but(misses=0)
    for rule in RULES:
        made = rule(noted, heard)
        if made is not None:
            stands = rule.__name__ in STILL_MISSED or made.state.misses > noted.state.misses
            return rule.__name__, made if stands else made.but(misses=0)
    raise AssertionError("the last rule always applies")  # pragma: no cover
