"""What is asked beside the open question: answered first, then the question goes on where it stood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.core.acting import read_act
from bot.core.actions import Say
from bot.core.alarms import is_safety
from bot.core.beginning import SITTING
from bot.core.draft import Draft
from bot.core.ending import call
from bot.core.knowledge import OF_THE_TERMINAL, Kind, group_of
from bot.core.reading import is_short, wants_words
from bot.core.replies import already_tried, awaited_fact, fact_that_answers, guess, offer
from bot.core.state import Move, Offer
from bot.core.understanding import Decision, Heard
from bot.core.walking import ask_again

CAUSE, PREVENT, WHEN = "cause", "prevent", "when"
"""Kinds of questions: whether it comes of something, how it is kept from coming back, how long."""
NOT_FOUND_OUT = ("repair.", "ticket.", "guard.", "maintenance.", "account.", "supplier.")
"""Flows whose steps look for no cause."""
SAYS_ALL = frozenset({"invoice", "kept_for_them", "cash_customer"})
"""Answers that leave no trouble told beside: the words only sound like one."""
FORMS = frozenset({"repair", "ticket"})
"""Groups of flows that fill in what a ticket needs."""


def went(draft: Draft, heard: Heard) -> Draft | None:
    """That a step did not help is told as well: "still black, I can't see the amounts"."""
    tries = draft.step is not None and draft.step.kind is Kind.TRY
    return read_act(draft, heard) if tries and heard.act == "not_fixed" else None


def near(draft: Draft, heard: Heard) -> Draft | None:
    """What only comes near to an answer is one where nothing is asked, and no form is filled in."""
    form = draft.state.place is not None and group_of(draft.state.place.flow) in FORMS
    return None if heard.asks or form else guess(draft, heard)


BESIDE: tuple[Callable[[Draft, Heard], Draft | None], ...] = (fact_that_answers, offer, awaited_fact, already_tried, near, went)
"""The rules by which the same words answer the open question as well: "no smoke, can I still use it"."""


def answered(draft: Draft, heard: Heard) -> Draft | None:
    """A question that is answered whatever is at hand; with nothing at hand, the trouble that it sounds like is offered, not begun.
    What only tells, where words of the merchant's own are asked for, is those words.
    """
    if not heard.aside or (wants_words(draft) and not heard.asks):
        return None
    name = f"aside.{heard.aside}"
    said = all_said(draft, name, heard)
    if said.state.given.count(name) > GIVEN_ENOUGH and not draft.state.is_awaiting:
        return call(said, "stuck")
    if draft.state.place is not None:
        told = (rule(said, heard) for rule in BESIDE)
        return next((made for made in told if made is not None), None) or _on(said)
    known = draft.knowledge.intents.get(heard.intent or "") if heard.decision is Decision.ACCEPT else None
    leads = known is not None and known.trouble and not draft.state.is_awaiting and heard.aside not in SAYS_ALL
    return gone_on_with(said, known.id) if known is not None and leads else said


def answered_apart(draft: Draft, heard: Heard) -> tuple[Draft, Heard]:
    """The question of a message answered, and what is left to be done: the answer beside it."""
    lacks = bool(heard.aside) and heard.act == "cannot"  # what is not there is what the question is about: "card not here, how do I refund"
    if not heard.apart or lacks:
        return draft, heard
    of_time = "common.asked_when" if heard.asks == WHEN else "common.may_be"
    sentence = f"aside.{heard.aside}" if heard.aside else f"answer.{heard.about}" if heard.about else of_time
    return all_said(draft, sentence, heard), replace(heard, aside=None, besides=(), about="", asks="", question="", apart=False)


def answered_too(before: Draft, made: Draft, heard: Heard) -> Draft:
    """What was made, with what was asked of the trouble that the same words began answered before the question that it leaves open; and
    with what was asked amid a danger of which more was told, or beside something that is only said to lie elsewhere.
    """
    lead = heard.danger.intent if heard.danger else heard.intent
    begun = before.state.place is None and bool(lead) and made.state.trouble == lead
    amid = heard.danger is not None and before.state.place is not None and made.state.trouble == before.state.trouble
    names = heard.besides if begun and not heard.aside else (heard.aside,) if heard.aside and (amid or _is_mild(before, heard)) else ()
    said = {action.sentence for action in made.actions if isinstance(action, Say)}
    if said & {AS_SAID, *(f"aside.{name}" for name in names)}:
        return made
    for name in names:
        made = _before_the_question(made, _said(before.but(given=made.state.given), f"aside.{name}"))
    return made


def _is_mild(draft: Draft, heard: Heard) -> bool:
    """Whether what is refused is only said to be done elsewhere: how loud it is, how large."""
    return any(one.mild for one in draft.knowledge.refusals.get(draft.state.locale, ()) if one.name == heard.refused)


def _before_the_question(made: Draft, said: Draft) -> Draft:
    """What is said, put before the question that stands last, or else at the end."""
    asks = [place for place, action in enumerate(made.actions) if isinstance(action, Say) and action.question is not None]
    place = asks[-1] if asks else len(made.actions)
    actions = (*made.actions[:place], *said.actions[-1:], *made.actions[place:])
    return replace(made, actions=actions).but(answered=said.state.answered, given=said.state.given)


def supposed(draft: Draft, heard: Heard) -> Draft | None:
    """Whether it comes of something that nothing is known of for certain: it may, and the next steps show it; how it is kept from coming
    back, what is said to whom it was mended.
    """
    state, tip = draft.state, f"{draft.state.trouble}.solved"
    looks = state.place is not None and not state.place.flow.startswith(NOT_FOUND_OUT) and draft.step is not None
    if heard.asks not in {CAUSE, PREVENT} or not looks or heard.offer or wants_words(draft) or is_safety(draft, state.trouble):
        return None
    if heard.decision is Decision.ACCEPT and heard.intent != state.trouble and not is_short(draft, heard):
        return None
    if heard.asks == PREVENT:
        return ask_again(draft.say(tip)) if group_of(state.trouble) in OF_THE_TERMINAL and draft.has(tip) else None
    return _on(_said(draft, "common.may_be"))


def gone_on_with(said: Draft, trouble: str) -> Draft:
    """Whether that trouble is gone on with, asked after what was said."""
    yes, no = Offer("yes", "choice.yes_please", Move.START, trouble), Offer("no", "choice.no_thanks", Move.LEAVE)
    return said.ask("common.then", said.question(yes, no), other=f"@intent.{trouble}")


def all_said(draft: Draft, first: str, heard: Heard) -> Draft:
    """The answer, and those to what else was asked."""
    said = _said(draft, first)
    for name in heard.besides:
        said = _said(said, f"aside.{name}")
    return said.but(answered=first)


def _said(draft: Draft, sentence: str) -> Draft:
    """The answer; what was given in this sitting already is given in short. Who asks the same twice in a row counts as not understood."""
    state, told = draft.state, draft.knowledge.sentences.get(draft.state.locale, {}).get(sentence, "")
    given = state.given if state.wrote is not None and draft.at - state.wrote <= SITTING and not draft.switched else ()
    if sentence not in given:
        return draft.say(sentence).but(answered=sentence, given=(*given, sentence))
    if not sentence.startswith("aside."):
        said = draft.say("common.answered")
    elif PLACE in told:
        said = draft.say(sentence)  # what has a place in it may say more by now: the model was told
    else:
        said = draft.say(AS_SAID, other=f"@{sentence}", waits="yes" if state.is_awaiting else "")
    return said.but(answered=sentence, given=(*given, sentence), misses=state.misses + (state.answered == sentence))


def _on(said: Draft) -> Draft:
    """On with the step; the third time the same is asked, with a person."""
    return call(said, "stuck") if said.state.misses > ASKED_ENOUGH else ask_again(said)


AS_SAID = "common.as_said"
"""The answer once more, in its first sentence, which is the answer itself."""
PLACE = "{"
"""What a sentence has in it that is not said as it stands."""
GIVEN_ENOUGH = 3
"""How often an answer is given at all, before a person is called with the question."""
ASKED_ENOUGH = 1
"""How often an answer is said in short."""
