"""The open step put again and again: its sentence is said twice in a row at most. Then its answers are put under a short word that
also names a person, and who still says nothing that answers it is given one.
"""

from __future__ import annotations

from dataclasses import replace

from bot.core.actions import Say
from bot.core.again import at_guard
from bot.core.asking import A_PERSON, sentence, widened
from bot.core.doubting import HOLD, MANNERS, SINCE
from bot.core.draft import Draft
from bot.core.ending import call
from bot.core.knowledge import Kind
from bot.core.understanding import Heard

IN_FULL = 1
"""How often in a row a step that was asked is said in full once more."""
COURTESIES = MANNERS - {"unsure"} | {HOLD, "chatter"}
"""Acts that are no try to answer."""
ANSWERS = frozenset({"common.answered", "common.as_said", "common.asked", "common.asked_when", "common.when_unknown", "common.still_no"})
"""Words that answer what was asked beside the step."""
ANSWERING = ("answer.", "aside.", "refusal.", "remedy.")
"""How the names of such sentences begin."""
MAKES_NOTHING = frozenset({"common.pick_one", "common.pick_again", "common.missed", "common.which_of_two", "common.missed_twice"})
"""Sentences that say no more than that nothing was made of the words."""
REPEAT = "repeat"
"""The act of who asks to hear it again."""


def stayed(before: Draft, made: Draft, heard: Heard) -> Draft:
    """The turn, without the sentence of a step that has just been said twice."""
    step, place = made.step, made.state.place
    if step is None or place != before.state.place or step.kind not in {Kind.ASK, Kind.TRY} or not _is_of_trouble(made):
        return made.but(stays=0)
    whole = sentence(made, step)
    if heard.act in COURTESIES or not any(_says(action, whole) for action in made.actions):
        return made
    stays = before.state.stays + 1
    if stays <= IN_FULL or heard.act == REPEAT or made.switched:
        return made.but(stays=stays)
    told = bool(heard.asks or made.learned) or heard.act == SINCE or any(map(_answers, made.actions))
    if stays > IN_FULL + 1 and not (told or made.state.is_awaiting):
        return call(_without(made, whole).say("common.missed_twice"), "stuck").but(stays=0, question=before.state.question)
    word = "common.and_above" if told else "common.pick_again"
    kept = (one for one in made.actions if told or not (isinstance(one, Say) and one.sentence in MAKES_NOTHING))
    short = tuple(replace(one, sentence=word) if isinstance(one, Say) and _says(one, whole) else one for one in kept)
    return widened(replace(made, actions=short).but(stays=stays), *(() if made.state.is_awaiting else (A_PERSON,)))


def _is_of_trouble(draft: Draft) -> bool:
    """Whether it is a trouble that is worked on, or a guard of one of its steps: a plan that is shown again is another one."""
    place = draft.state.place
    intents = draft.knowledge.intents
    known = (
        intents.get(place.flow, intents.get(draft.state.trouble)) if place else None
    )  # a flow of no name is of the trouble that leads to it
    return at_guard(draft) or (known is not None and known.trouble)


def _without(draft: Draft, whole: str) -> Draft:
    return replace(draft, actions=tuple(one for one in draft.actions if not _says(one, whole)))


def _answers(action: object) -> bool:
    return isinstance(action, Say) and (action.sentence in ANSWERS or action.sentence.startswith(ANSWERING))


def _says(action: object, whole: str) -> bool:
    return isinstance(action, Say) and action.sentence == whole
