"""What is asked, said in other words: an explanation of the open question, where the serial number stands, what now.

Moves nothing: the question stays as it is.
"""

from __future__ import annotations

from bot.core.again import ask_under
from bot.core.asking import A_PERSON, sentence, widened
from bot.core.draft import Draft
from bot.core.ending import call
from bot.core.knowledge import Kind
from bot.core.reading import awaited
from bot.core.walking import ask_again

BY_HAND = "common.by_hand"
"""That a colleague goes through it with who cannot follow."""
_IN_SHORT = frozenset({Kind.ASK, Kind.TRY})
"""Steps that need not be said again in full to who has just found them too hard."""


def explain(draft: Draft) -> Draft:
    """What is asked, in other words; what now, where nothing is."""
    if draft.state.place is None:
        return repeat(draft)
    return explained(draft) or ask_again(draft.say("common.explain"))


def explained(draft: Draft) -> Draft | None:
    """The open question with the words that explain it, if there are any."""
    own = next(filter(draft.has, _explanations(draft)), "")
    return ask_under(draft, own) if own else None


def too_hard(draft: Draft) -> Draft:
    """The step in its simplest words, once; who cannot follow them either is offered a person, and the third time given one."""
    own = next(filter(draft.has, _explanations(draft)), "") if draft.state.place is not None and draft.step is not None else ""
    given = draft.state.given
    if own and own not in given:
        return ask_under(draft.but(given=(*given, own)), own, of=_IN_SHORT)
    if draft.state.is_awaiting:
        return draft.say("common.person_waiting")
    if BY_HAND in given[-1:]:
        return call(draft, "stuck")
    offered = draft.but(given=(*given, BY_HAND))
    if draft.state.place is None:
        return offered.ask(BY_HAND, offered.question(A_PERSON))
    return widened(ask_under(offered, BY_HAND, of=_IN_SHORT), A_PERSON)


def repeat(draft: Draft) -> Draft:
    """What now? Where a person was called: that he is on his way."""
    return draft.say("common.person_waiting") if draft.state.place is None and draft.state.is_awaiting else ask_again(draft)


def _explanations(draft: Draft) -> tuple[str, ...]:
    """What may explain the open question: the fact that is asked for, the step itself, what it proposes or wants to know."""
    step, slot = draft.step, awaited(draft)
    if step is None or slot:
        return (f"slot.{slot}.explain",)
    return f"{sentence(draft, step)}.explain", f"remedy.{step.remedy}.explain", f"slot.{step.slot}.explain"


def where_serial(draft: Draft) -> Draft:
    """Where the serial number stands."""
    return ask_again(draft.say(next(filter(draft.has, ("slot.serial.explain",)), "common.explain")))


def help(draft: Draft) -> Draft:  # noqa: A001 -- the act's name
    """What can be asked here."""
    return ask_again(draft.say("common.help"))
