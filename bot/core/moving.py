"""One merchant at two doors: the conversation is where he wrote last, and goes there whole. Pure.

What was left elsewhere is a stub: it says where the conversation lives, and `State.before` how it was left. Each chat
keeps its own log and its own numbers.
"""

from __future__ import annotations

from dataclasses import replace

from bot.core.actions import CallStaff, CancelReminder, NoteDevice, Notify, Say
from bot.core.draft import Draft
from bot.core.messages import Address
from bot.core.reminders import single
from bot.core.reminders.reminding import ALARM
from bot.core.reminders.watching import watched
from bot.core.state import Mode, State
from bot.core.terminals import recalled
from bot.core.understanding import CodeRefused, MovedAway, MovedHere
from bot.core.upkeep.sheets import Sheet
from bot.core.walking import ask_again

QUIET = (CancelReminder("nudge"), CancelReminder("unanswered"), CancelReminder(ALARM))
MOVED = "moved"
"""Why a person is called who was called in the other chat."""


def stub(state: State, to: Address) -> State:
    """What stays behind."""
    left = state.but(before=None)
    return State(ref=state.ref, locale=state.locale, client=state.client, mode=Mode.CLOSED, turn=state.turn, before=left, lives_at=to)


def moved_away(draft: Draft, event: MovedAway) -> tuple[str, Draft] | None:
    """Nothing more happens here, and nobody is waited for."""
    if draft.state.lives_at is not None:
        return None
    told = draft.say("link.gone", link_to=_door(draft, event.to)) if event.first else draft
    return "moved_away", replace(told, state=stub(draft.state, event.to)).want(*QUIET)


def _door(draft: Draft, address: Address) -> str:
    """The name of the messenger, as a sentence that stands for it."""
    name = f"link.at_{address.channel}"
    return f"@{name}" if draft.has(name) else "@link.at_other"


def moved_here(draft: Draft, event: MovedHere) -> tuple[str, Draft]:
    """It goes on where it stood; what both chats know is known here."""
    mine, theirs = draft.state, event.state
    here = replace(draft, state=together(mine, theirs))
    terminals = [one for one in theirs.terminals if one not in mine.terminals]
    here = watched(here.want(*(NoteDevice(one) for one in terminals)))
    here = here.want(CallStaff(MOVED)) if here.state.called and not mine.called else here
    return "moved_here", _told(here, event) if event.first else here


def _told(draft: Draft, event: MovedHere) -> Draft:
    said = Say("link.came", draft.values({"link_to": _door(draft, event.since)}))
    if draft.state.mode is Mode.STAFF:
        return draft.want(Notify(draft.state.staff, draft.state.staff_name, said))
    told = draft.want(said)
    return ask_again(told) if draft.state.place and not draft.state.is_awaiting else told


def together(mine: State, theirs: State) -> State:
    """The conversation that comes, with what was known here; what was under way in both is taken up later here."""
    kept = mine if _is_under_way(mine) and not _is_under_way(theirs) else theirs
    both = recalled(replace(kept, terminals=mine.terminals), theirs.terminals)
    other = mine.trouble if kept is theirs and mine.place and mine.trouble != theirs.trouble else ""
    return replace(
        both,
        ref=mine.ref,
        locale=kept.locale,
        client=mine.client,
        turn=max(mine.turn, theirs.turn),
        noted=tuple(dict.fromkeys((*kept.noted, *((other,) if other else ())))),
        tickets=(*(one for one in mine.tickets if one.ref not in {its.ref for its in theirs.tickets}), *theirs.tickets),
        plan=single.together(mine.plan, theirs.plan),
        sheets=_sheets(mine.sheets, theirs.sheets),
        muted=mine.muted or theirs.muted,
        offered=mine.offered or theirs.offered,
        said="",
        told="",
        before=None,
        lives_at=None,
    )


def _sheets(mine: tuple[Sheet, ...], theirs: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """Those of both, each with a number of its own."""
    last = max((one.number for one in theirs), default=0)
    own = (one for one in mine if one not in theirs)
    return (*theirs, *(replace(one, number=last + place) for place, one in enumerate(own, 1)))


def _is_under_way(state: State) -> bool:
    return state.place is not None or state.called or state.mode is Mode.STAFF


def code_refused(draft: Draft, event: CodeRefused) -> tuple[str, Draft] | None:
    """Said, and on where it stood."""
    if draft.state.mode is Mode.STAFF:
        return None
    said = draft.say(f"link.{event.why}")
    return "code_refused", ask_again(said) if draft.state.place else said
