"""What is never helped with: said why not, beside or in place of what else the words say."""

from __future__ import annotations

from dataclasses import replace

from bot.core.acting import read_act
from bot.core.answering import gone_on_with
from bot.core.draft import Draft
from bot.core.knowledge import OF_THE_TERMINAL, kind_of
from bot.core.midway import UNKNOWN
from bot.core.reading import is_short
from bot.core.replies import offer
from bot.core.troubles import request
from bot.core.understanding import Heard
from bot.core.walking import ask_again

SAID_BESIDE = frozenset({"pull_power", "oil", "heat_dry", "poke", "cash_back", "forged"})
"""Refusals of what breaks the terminal or costs the money twice, which are said beside an answer too."""
WENT = frozenset({"solved", "not_fixed"})
"""Acts that tell how the open step went."""
INSISTS = "insists"
"""The act of asking once more for what was refused."""
HEAT_DRY, DAMAGE = "heat_dry", "hardware.damage"
"""The refusal of drying by heat, and the trouble of what got wet."""
HAND_OVER = "hand_over"
"""The refusal of goods before the result is known."""
DEPOSIT = "deposit"
"""The refusal of what becomes of a deposit."""
SAYS_ALL = frozenset({DEPOSIT, "cards_taken", "code_refused", "cash_out", "split"})
"""Refusals that no trouble with money or cards is told beside: the words sound like one."""
SETTING = "setting"
"""The refusal of a way through the menus, of which only the maker knows: who asks for it tells of no trouble."""
OTHER_PARTS = frozenset({*OF_THE_TERMINAL - {"hardware"}, "hardware.printer", "hardware.screen", "hardware.touch", "hardware.keypad"})


def refused(draft: Draft, heard: Heard) -> Draft | None:
    """What is never helped with: said why not, then on with what is open, or with the trouble told beside it. Who insists hears
    the same again, calmly: 就刷一块钱 tells of no trouble with the money.
    """
    again = heard.act == INSISTS
    name = heard.refused or (draft.state.refused if again else "")
    if not name or (heard.offer and name not in SAID_BESIDE) or (name == DEPOSIT and heard.aside):
        return None  # of a shop that closes, the answer on handing back has the deposit in it
    if name in SAID_BESIDE and (told := _told_with(draft.say(f"refusal.{name}"), heard)):
        return told
    if name == HAND_OVER and _is_known_paid(draft):
        return draft.say(f"{draft.state.trouble}.solved")
    calm = draft.say("common.still_no") if again and name == draft.state.refused else draft
    said = calm.say(f"refusal.{name}").but(refused=name)
    known = draft.knowledge.intents.get(heard.intent or "")
    begins = draft.state.place is None and not draft.state.is_awaiting and known is not None and known.trouble
    begins = begins and not (again and is_short(draft, heard)) and not (name == SETTING and heard.asks)
    begins = begins and (name not in SAYS_ALL or kind_of(heard.intent or "") in OTHER_PARTS)
    begun = request(replace(said, hinted={}).but(ahead={}), replace(heard, also=())) if begins else None
    if begun is None and name == HEAT_DRY and draft.state.place is None and not draft.state.is_awaiting and DAMAGE in draft.knowledge.flows:
        return gone_on_with(said, DAMAGE)  # "coke on keypad, hairdryer"
    return begun or (ask_again(said) if draft.state.place else said)


def _told_with(said: Draft, heard: Heard) -> Draft | None:
    """What the same words tell of how the open step went: "on its own!! can i just pull the plug", "still chip error, is it the wd40"."""
    if said.state.place is None:
        return None
    return offer(said, heard) if heard.offer else read_act(said, heard) if heard.act in WENT else None


def _is_known_paid(draft: Draft) -> bool:
    """Whether the payment that nobody knew the end of has just been found: then the goods may go."""
    state = draft.state
    found = any(attempt.result == "solved" for attempt in state.attempts)
    return state.place is None and state.trouble == UNKNOWN and found and draft.has(f"{UNKNOWN}.solved")
