"""What is over for the merchant, whatever was still to be asked: others have seen to it, or it works and something else does not; and what
was over, and is back.
"""

from __future__ import annotations

from bot.core.actions import Resolved
from bot.core.alarms import is_safety
from bot.core.beginning import SITTING, begin
from bot.core.draft import Draft
from bot.core.ending import over
from bot.core.knowledge import OF_THE_TERMINAL, group_of
from bot.core.midway import VISIT
from bot.core.reading import accepted
from bot.core.understanding import Heard

SEEN_TO, SOLVED_BUT = "seen_to", "solved_but"
"""The acts of who tells that the supplier has replaced or checked it; and that it works, and of something else that does not."""


def seen_to(draft: Draft, heard: Heard) -> Draft | None:
    """Those who may look at it have replaced the dangerous terminal, or checked it: it is over, and no form is filled in. Not a crime: the
    person called for a stolen terminal comes all the same, and what a stranger did at the counter is asked first.
    """
    trouble = draft.state.trouble
    if heard.act != SEEN_TO or heard.danger or not is_safety(draft, trouble):
        return None
    if group_of(trouble) not in OF_THE_TERMINAL:
        return draft.say("common.kept") if draft.state.place is None and draft.state.is_awaiting else None
    return over(draft.want(Resolved(trouble, "")).say("common.seen_to").but(called=False, since=None))


def solved_but(draft: Draft, heard: Heard) -> Draft | None:
    """The trouble at hand is gone, and another is told in the same breath, which is begun. Danger is not over for that."""
    intent = accepted(draft, heard)
    if heard.act != SOLVED_BUT or intent is None or is_safety(draft, draft.state.trouble):
        return None
    return begin(draft.want(Resolved(draft.state.trouble, "")).say("common.solved"), intent, heard.text, heard.tried)


def relapsed(draft: Draft) -> Draft:
    """What was seen to is not well after all: a repair is registered. What comes back after a while is looked at anew, unless it
    is dangerous or of money.
    """
    state = draft.state
    sits = draft.at - (state.wrote or draft.at) <= SITTING
    anew = not sits and group_of(state.trouble) in OF_THE_TERMINAL and not is_safety(draft, state.trouble) and not state.is_awaiting
    if not anew:
        return begin(draft.say("common.back_again"), VISIT)
    return begin(draft.say("common.back_anew", other=f"@intent.{state.trouble}"), state.trouble)
