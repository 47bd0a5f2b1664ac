"""Reading short words in the light of what is open: yes, done, still broken, don't know, back, what?

`offers` says which offer an act picks; where none is open that fits, `ACTS` has a small rule for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.core import explaining, manners
from bot.core.again import ask_to_pick, ask_under, at_guard, noted_still
from bot.core.alarms import cautioned, is_safety
from bot.core.asking import ask_works_now, menu, sentence
from bot.core.doubting import ASKED_BEFORE, BY_FORM, DOUBTED, DROP, HOLD, MENDED, RESUMES, SINCE, TOO_HARD, VOIDED, is_doubted
from bot.core.draft import Draft
from bot.core.ending import solved
from bot.core.knowledge import OF_MONEY, OF_THE_TERMINAL, Kind, group_of
from bot.core.lacking import AS_BEFORE, NO_TIME, as_before, no_such_fact
from bot.core.midway import COMES_ON, UPKEEP, VISIT, WHERE_TO_COME
from bot.core.offers import OFFERS, picked_by_act
from bot.core.owed import still_nobody
from bot.core.picking import pick
from bot.core.reading import awaited
from bot.core.returning import back, restart
from bot.core.settled import relapsed
from bot.core.state import Move, Place
from bot.core.understanding import Decision, Heard
from bot.core.walking import ask_again, enter
from bot.core.which import which_again, which_trouble

SHORT = 6
"""Characters of a short answer; what is longer may be a description."""
ABOUT_THE_TALK = frozenset(
    {
        *("help", "old_one"),
        "ware",
        "explain",
        "repeat",
        "who",
        "cross",
        "chatter",
        "plea",
        "foreign",
        "where_serial",
        AS_BEFORE,
        NO_TIME,
        DROP,
        ASKED_BEFORE,
        HOLD,
        RESUMES,
        TOO_HARD,
    }
)
"""Acts that are meant as such even where a description is awaited."""
REMINDED = "maintenance.due"
"""The flow that tells what is due."""
TELLS_NO_WHICH = frozenset({"yes", "acknowledged", "finished", SINCE, "not_fixed", "unsure", "cannot", "vague", "broken", "plea"})
"""Acts that answer no "which of these is it"."""
NOT_KNOWN = frozenset({"unsure", "vague", "cannot"})
"""Acts of who does not know which it is."""


def read_act(draft: Draft, heard: Heard) -> Draft | None:
    """Do what a short answer means here, if it is one.

    In doubt it counts only while a question is open, and only if it costs no answer already given; a
    description may hold the words of any answer and is none.
    """
    if heard.act is None or (heard.decision is Decision.REJECT and heard.act not in BY_FORM):
        return None
    if heard.decision is Decision.CLARIFY and is_doubted(draft, heard, OFFERS):
        return None
    if _may_describe(draft, heard):
        return None
    picked = (
        picked_by_act(draft, heard.act)
        or _any_of_one_kind(draft, heard.act)
        or (which_again(draft) if heard.act in TELLS_NO_WHICH else None)
    )
    if picked is not None or heard.act not in ACTS:
        return picked
    return ACTS[heard.act](draft)


def _any_of_one_kind(draft: Draft, act: str) -> Draft | None:
    """Who does not know which of several troubles of one kind it is: the likeliest is begun, and said aloud."""
    asked = draft.state.question
    offers = [offer for offer in asked.offers if offer.move is Move.START] if asked and asked.said and draft.state.place is None else []
    one_kind = len({group_of(offer.to) for offer in offers}) == 1 and group_of(offers[0].to) in OF_THE_TERMINAL
    if not (act in NOT_KNOWN and offers[1:] and one_kind):
        return None
    return pick(draft.say("common.likely", other=f"@{offers[0].label}"), offers[0])


def _may_describe(draft: Draft, heard: Heard) -> bool:
    """Whether the open question asks for a description, which may sound like an answer to a step, and the words are one."""
    slot = awaited(draft)
    describes = bool(slot) and draft.knowledge.slots[slot].kind == "text"
    return describes and len(heard.text) > SHORT and heard.act not in ABOUT_THE_TALK


def _greeting(draft: Draft) -> Draft:
    if draft.state.is_awaiting:  # "hello??"
        return still_nobody(draft)
    return ask_again(draft.say("common.greeting")) if draft.state.place else menu(draft, "common.welcome")


def _thanks(draft: Draft) -> Draft:
    """Thanks to whether it works now are a yes."""
    asked = draft.state.question
    if asked and {one.name for one in asked.offers} == {"solved", "not_fixed"} and group_of(draft.state.trouble) in OF_THE_TERMINAL:
        return picked_by_act(draft, "solved") or draft
    return _maybe_works(draft.say("common.thanks"))


def _farewell(draft: Draft) -> Draft:
    asked = draft.state.place is not None and draft.state.place.flow == draft.state.trouble and is_safety(draft, draft.state.trouble)
    return ask_to_pick(draft) if asked else draft.say("common.farewell")


def _maybe_works(draft: Draft) -> Draft:
    return ask_works_now(draft) if _trying(draft) else draft


def _trying(draft: Draft) -> bool:
    return draft.step is not None and draft.step.kind is Kind.TRY and draft.state.question is not None


def _yes(draft: Draft) -> Draft:
    if draft.state.place is None and draft.state.is_awaiting:
        return draft.say("common.person_waiting")
    if _trying(draft):
        return _result(draft)
    if awaited(draft):
        return no_such_fact(draft)
    return ask_to_pick(draft) if draft.state.place else ask_again(draft)


def _result(draft: Draft) -> Draft:
    """How the step went, which was not said: whether it works now, or the results it has of its own."""
    own = draft.step is not None and draft.has(f"{sentence(draft, draft.step)}.solved")
    return ask_to_pick(draft) if own else ask_works_now(draft)


def _agreed(draft: Draft) -> Draft:
    """好 to something that was proposed, or is to be looked at: it will be done, which takes a while."""
    waits = draft.state.place is not None and draft.state.question is not None and not at_guard(draft)
    return _in_a_while(draft) if waits else _yes(draft)


def _in_a_while(draft: Draft) -> Draft:
    """It will be done; or a fact that was asked for is still to come. A question of danger is answered first."""
    if is_safety(draft, draft.state.trouble) and not awaited(draft):
        return ask_to_pick(draft)
    return ask_again(draft.say("common.no_hurry")) if awaited(draft) else draft.say("common.take_your_time")


def _no(draft: Draft) -> Draft:
    return ask_to_pick(draft) if draft.state.place else draft.but(question=None).say("common.left")


def _solved(draft: Draft) -> Draft:
    if draft.state.place is None:
        asked = draft.state.question
        which = asked is not None and (bool(asked.said) or asked.turn == 0)  # which trouble it is needs no answer any more
        return (draft.but(question=None) if which else draft).say("common.glad")
    if not draft.state.trouble:
        return ask_to_pick(draft)
    flow = draft.knowledge.intents.get(draft.state.place.flow)
    return solved(draft) if flow and flow.trouble else ask_works_now(draft)


def _finished(draft: Draft) -> Draft:
    if draft.state.place:
        if at_guard(draft):
            return ask_to_pick(draft)
        if draft.state.place.flow == REMINDED and awaited(draft):
            return enter(draft, Place(REMINDED, "proof"))  # it is done, and need not be put off
        if awaited(draft):
            return ask_again(draft)  # "I already told you"
        return (
            _result(draft)
            if draft.state.trouble and (_trying(draft) or group_of(draft.state.trouble) not in OF_MONEY)
            else ask_to_pick(draft)
        )
    if draft.state.is_awaiting:
        return draft.say("common.person_waiting")
    told = draft.state.trouble or (draft.state.words and draft.state.question is None)
    return draft.say("common.glad") if told else which_trouble(draft)


def _comes_on(draft: Draft) -> Draft:
    """That it works, told in words that may mean something else: whether it does is asked, and not a second time."""
    asked = draft.state.question
    works = asked.offer("solved") if asked and len(asked.offers) == len(("solved", "not_fixed")) else None
    if works and works.move is Move.SOLVED:
        return pick(draft, works)
    return ask_works_now(draft) if at_guard(draft) else _finished(draft)


def _not_fixed(draft: Draft) -> Draft:
    place = draft.state.place
    if place and not (draft.state.trouble and group_of(place.flow) == UPKEEP):  # told amid a plan it is of the trouble before
        return no_such_fact(draft) if awaited(draft) else ask_to_pick(draft)
    return relapsed(draft) if draft.state.trouble and VISIT in draft.knowledge.flows else which_trouble(draft)


def _not_so(draft: Draft) -> Draft:
    """Something that did not befall the terminal, or since when it is so: noted, and the open question still stands."""
    if draft.state.place is None and draft.state.is_awaiting:
        return draft.say("common.person_waiting")
    return noted_still(draft, news=True) if draft.state.place else ask_again(draft)


def _unsure(draft: Draft) -> Draft:
    if draft.state.place is None and draft.state.is_awaiting:
        return draft.say("common.kept")
    return ask_under(draft, "common.no_matter") if draft.state.place else menu(draft, "common.not_known")


def _later(draft: Draft) -> Draft:
    if draft.state.place and is_safety(draft, draft.state.trouble):
        return ask_again(cautioned(draft))
    return draft.say("common.later" if draft.state.place else "common.another_time")


def _acknowledged(draft: Draft) -> Draft:
    """Agreed, where something was to be agreed to; a guard needs a plain yes."""
    state, question = draft.state, draft.state.question
    stale = question is not None and question.aside and question.turn < state.turn - 1  # thanks lie between, and this is no more
    agreed = (question.offer("yes") or question.offer("fine")) if question and not (stale or at_guard(draft)) else None
    if agreed:
        return pick(draft, agreed)
    if state.place is None and not (state.trouble or state.is_awaiting):
        return menu(draft, "common.welcome")
    return _in_a_while(draft) if state.place else draft.say("common.glad")


def _vague(draft: Draft) -> Draft:
    """Half an answer: where not knowing is one it is that; a step that was carried out has a plain result."""
    if draft.state.place is None and draft.state.trouble:  # 还行, after what was done; "i guess" to what waits
        waits = draft.state.question.offer("yes") if draft.state.question else None
        known = draft.knowledge.intents.get(waits.to) if waits else None
        return pick(draft, waits) if waits and known and known.trouble else draft.say("common.glad")
    question, step = draft.state.question, draft.step
    unsure = question.offer("unsure") if question else None
    if unsure or step is None or question is None:
        return pick(draft, unsure) if unsure else ask_again(draft)
    if step.kind is Kind.TRY and question.offer("cannot") and not draft.has(f"{sentence(draft, step)}.solved"):
        return ask_works_now(draft)
    skip = question.offer("skip")
    if awaited(draft) in WHERE_TO_COME or (awaited(draft) and not skip):
        return no_such_fact(draft)
    return pick(draft, skip) if skip else ask_to_pick(draft)


ACTS: Mapping[str, Callable[[Draft], Draft]] = {
    "yes": _yes,
    "acknowledged": _acknowledged,
    "agreed": _agreed,
    "no": _no,
    "solved": _solved,
    "finished": _finished,
    COMES_ON: _comes_on,
    "not_fixed": _not_fixed,
    "not_so": _not_so,
    SINCE: _not_so,
    DROP: manners.drop,
    ASKED_BEFORE: ask_to_pick,
    AS_BEFORE: as_before,
    NO_TIME: lambda draft: no_such_fact(draft) if awaited(draft) else ask_to_pick(draft),
    DOUBTED: ask_to_pick,
    HOLD: _later,
    RESUMES: explaining.repeat,
    TOO_HARD: explaining.too_hard,
    VOIDED: _solved,
    MENDED: solved,
    "unsure": _unsure,
    "cannot": _unsure,
    "later": _later,
    "back": back,
    "restart": restart,
    "help": explaining.help,
    "explain": explaining.explain,
    "where_serial": explaining.where_serial,
    "repeat": explaining.repeat,
    "greeting": _greeting,
    "vague": _vague,
    "cross": manners.cross,
    "old_one": manners.old_one,
    "ware": lambda draft: manners.told(draft, "common.ware"),
    "chatter": manners.chatter,
    "foreign": manners.foreign,
    "plea": manners.plea,
    "broken": manners.broken,
    "who": manners.who,
    "thanks": _thanks,
    "farewell": _farewell,
}
