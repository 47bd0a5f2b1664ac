"""A question that nothing known answers is never passed over: that is admitted, with who knows; the second time a person is called with it.
Then it goes on where it stood.
"""

from __future__ import annotations

from dataclasses import replace

from bot.core.actions import CallStaff, Say
from bot.core.draft import UNKNOWN, Draft
from bot.core.ending import call
from bot.core.staying import ANSWERING, ANSWERS, MAKES_NOTHING
from bot.core.understanding import Decision, Heard
from bot.core.walking import STUCK_AFTER, ask_again

READS_THE_STEP = frozenset(
    {
        *("offer", "which_of_two", "fact_that_answers", "awaited_fact", "which_window", "already_tried", "guess", "told_ahead", "act"),
        *("told_otherwise", "tried_before", "facts", "free_text", "same_trouble", "perhaps_meant", "door", "either", "missed"),
    }
)
"""Rules that read the words as an answer to the open step, or make nothing of them."""
NEAR = "guess"
"""The rule that takes words for an answer which they only come near to."""
SURELY = 0.5
"""Of the subject of a question, while a person is awaited."""


def owed(before: Draft, made: Draft, heard: Heard, rule: str) -> Draft:
    """The turn, with a word to the question that nothing in it answers."""
    if not heard.question or before.state.place is None or rule not in READS_THE_STEP or any(map(_answers, made.actions)):
        return made
    if _hears_nothing(made, heard, rule):
        return unanswered(before, heard)
    if any(isinstance(action, CallStaff) for action in made.actions):
        return made.say("common.asked_along", question=heard.question)
    if made.knowledge.is_safety(before.state.trouble):
        return made.but(asked=heard.question)  # what is done about the danger is the answer, and nothing stands before it
    if heard.again and not made.state.is_awaiting:
        passed = passed_on(replace(made, actions=()), heard)
        return replace(passed, actions=(*passed.actions, *made.actions))
    admitted = replace(made, actions=()).say("common.asked_beside", question=heard.question)
    return replace(admitted, actions=(*admitted.actions, *made.actions)).but(asked=heard.question)


def unanswered(draft: Draft, heard: Heard) -> Draft:
    """A question alone: it is admitted that nothing is known of it; asked again, or after others of the kind, it is for a person."""
    if draft.state.is_awaiting:
        return draft.say("common.kept")
    if heard.again or draft.state.misses >= STUCK_AFTER:
        return passed_on(draft, heard)
    return ask_again(draft.but(misses=draft.state.misses + 1, asked=heard.question or draft.state.asked).say("common.asked"))


def passed_on(draft: Draft, heard: Heard) -> Draft:
    """A person is called with the question in the merchant's words."""
    said = draft.say("common.asked_again", question=heard.question) if heard.question else draft.say("common.missed_twice")
    return call(said.but(asked=""), "stuck")


def known_of(draft: Draft, heard: Heard) -> Draft | None:
    """What is known of what is asked while a person is awaited."""
    best = heard.candidates[0] if heard.candidates and heard.asks and heard.decision is not Decision.REJECT else None
    found = draft.knowledge.answers.get(best.intent) if best and best.score >= SURELY else None
    if found is None or draft.state.place is not None or draft.knowledge.is_safety(draft.state.trouble):
        return None
    return draft.say(f"answer.{found.id}").but(answered=found.id)


WAITING = "common.person_waiting"


def still_nobody(draft: Draft) -> Draft:
    """Who calls while a person is awaited hears that he was asked for; and from the second time on what else can be done."""
    if WAITING not in draft.state.given:
        return draft.say(WAITING).but(given=(*draft.state.given, WAITING))
    contact = draft.state.slots.get("contact", "")
    return draft.say("common.still_waiting", contact="" if contact in UNKNOWN else contact)


NO_MORE = frozenset({"common.kept", "common.person_waiting", "common.still_waiting", "common.fact_noted"})
"""What says no more than that it is noted, or that a person was asked for."""


def _with_number(made: Draft) -> Draft:
    """A number to ring that is told while a person is awaited is read back, with whom to ask for."""
    if not made.state.is_awaiting or "contact" not in made.learned:
        return made
    told = {name: made.state.slots.get(name, "") for name in ("contact", "ask_for")}
    noted = Say("common.kept_number", {**told})
    return replace(
        made, actions=tuple(noted if isinstance(one, Say) and one.sentence in NO_MORE and not one.question else one for one in made.actions)
    )


def still_coming(made: Draft) -> Draft:
    """While a person is awaited, a number that was told is read back, and what was answered is followed by word that he comes."""
    made = _with_number(made)
    answered = any(isinstance(action, Say) and action.sentence.startswith(("answer.", "aside.")) for action in made.actions)
    waits = made.state.is_awaiting and made.state.place is None and not any(isinstance(action, CallStaff) for action in made.actions)
    return made.say("common.still_coming") if answered and waits else made


def accepted(draft: Draft, heard: Heard) -> Draft | None:
    """A colleague was offered with the answer, and is wanted: "yes please"."""
    given = draft.state.answered
    sentences = draft.knowledge.sentences.get(draft.state.locale, {})
    told = sentences.get(given) or sentences.get(f"answer.{given}", "")
    offers = bool(given) and sentences.get("menu.person", "-").casefold() in told.casefold()
    return call(draft, "human") if heard.act in {"yes", "agreed"} and draft.state.question is None and offers else None


def _hears_nothing(made: Draft, heard: Heard, rule: str) -> bool:
    alone = not heard.apart and rule == NEAR and heard.question == heard.text.strip()
    return alone or any(isinstance(action, Say) and action.sentence in MAKES_NOTHING for action in made.actions)


def _answers(action: object) -> bool:
    name = action.sentence if isinstance(action, Say) else ""
    return (
        name in {*ANSWERS, "common.may_be", "common.not_again", "common.comes_with_it", "common.this_first"}
        or name.startswith(ANSWERING)
        or name.endswith(".explain")
    )
