"""Words that name a trouble, a request or a question: begun, noted for later, answered aside, or asked which one is meant."""

from __future__ import annotations

from dataclasses import replace

from bot.core.actions import Say
from bot.core.beginning import begin
from bot.core.draft import Draft
from bot.core.ending import call
from bot.core.picking import give_answer
from bot.core.reading import accepted, is_short, wants_words
from bot.core.state import Move, Offer
from bot.core.understanding import Decision, Heard
from bot.core.walking import STUCK_AFTER, answer, ask_again, ask_to_pick, enter

OFFERED_AT_MOST = 3
UNCERTAIN_MONEY = frozenset({"transaction.unknown_result", "transaction.double_charge"})


def other_trouble(draft: Draft, heard: Heard) -> Draft | None:
    """Another trouble while one is worked on: noted for later, or taken up now if the first was a misunderstanding."""
    state, intent = draft.state, accepted(draft, heard)
    busy = state.place is not None and state.question is not None and bool(state.trouble) and not wants_words(draft)
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
    if intent is None or intent != draft.state.trouble or draft.state.place is None or wants_words(draft):
        return None
    return enter(draft, draft.state.place)


def question(draft: Draft, heard: Heard) -> Draft | None:
    """A side question: answered, then on where it stood."""
    intent = accepted(draft, heard)
    found = draft.knowledge.answers.get(intent or "")
    if intent is None or found is None or wants_words(draft):
        return None
    return give_answer(draft, found)


def request(draft: Draft, heard: Heard) -> Draft | None:
    """Anything else that is understood begins; a second trouble in the same words is noted."""
    intent = accepted(draft, heard)
    if intent is None or wants_words(draft) or intent.startswith("conversation."):
        return None
    if _is_behind(draft, intent):
        return ask_to_pick(draft)
    first, second = _in_order(intent, _second(draft, heard, intent))
    wish = heard.act or "" if first == intent else ""
    return begin(note(draft, second), first, heard.text, heard.tried, wish)


def _in_order(intent: str, second: str | None) -> tuple[str, str | None]:
    """A payment that nobody knows the end of comes before any other trouble told with it."""
    return (second, intent) if second in UNCERTAIN_MONEY and intent not in UNCERTAIN_MONEY else (intent, second)


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


def with_way_out(draft: Draft) -> Draft:
    """The open question can also be answered with "that is not it"."""
    asked = draft.state.question
    if asked is None or draft.state.place is None:
        return draft
    wider = replace(asked, offers=(*asked.offers, Offer("not_this", "choice.not_this", Move.MISTAKEN)))
    actions = tuple(replace(a, question=wider) if isinstance(a, Say) and a.question is asked else a for a in draft.actions)
    return replace(draft.but(question=wider), actions=actions)


DOOR_FROM = 0.5
"""What a trouble and those that its first question tells apart have together of the score, and twice any other."""


def door(draft: Draft, heard: Heard) -> Draft | None:
    """It may be one of several, and the first question of one of them asks just that: then this is the question."""
    if heard.decision is not Decision.CLARIFY or draft.state.place is not None:
        return None
    for candidate in heard.candidates[:OFFERED_AT_MOST]:
        behind = {candidate.intent, *_told_apart(draft, candidate.intent)}
        inside = [one.score for one in heard.candidates if one.intent in behind]
        outside = max((one.score for one in heard.candidates if one.intent not in behind), default=0.0)
        if len(inside) > 1 and sum(inside) >= max(DOOR_FROM, 2 * outside):
            return begin(draft, candidate.intent, heard.text, heard.tried)
    return None


def _told_apart(draft: Draft, intent: str) -> set[str]:
    """The troubles that answers to the first question of this one lead to."""
    flow, intents = draft.knowledge.flows.get(intent), draft.knowledge.intents
    if flow is None or not intents[intent].trouble:
        return set()
    return {option.to for option in flow.steps[flow.start].options if option.to in intents and intents[option.to].trouble}


def either(draft: Draft, heard: Heard) -> Draft | None:
    """Two or three things it may mean: a question, never a guess. What was open can still be answered in words."""
    if heard.decision is not Decision.CLARIFY:
        return None
    open_offers = draft.state.question.offers if draft.state.question and draft.state.place else ()
    if open_offers and heard.candidates and (heard.candidates[0].intent == draft.state.trouble or is_short(draft, heard)):
        return ask_again(draft.say("common.fact_noted")) if draft.learned else ask_to_pick(draft)
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
