"""At which hour the reminders of a plan come, asked or told: 几点提醒我, 下午两点提醒, "make the reminders at 2". Decides nothing."""

from __future__ import annotations

import re
from datetime import datetime

from bot.core.beginning import SITTING
from bot.core.state import State
from bot.core.understanding import Field
from bot.core.walking import WISH
from bot.understanding.facts.moments import moment_in, names_day
from bot.understanding.talk.bared import cut_out
from bot.understanding.talk.reminding import PLAN, WHEN, Wished
from bot.understanding.text.normalising import has_han

HOUR = "hour"
"""What is wished, as the branch of `PLAN` names it."""
_ABOUT = re.compile(r"提醒|打扰|通知我|\b(?:remind(?:ers?|ed)?|disturb|ping|message me)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"(?:几点|什么时候|啥时候|何时|什么时间|哪个钟点)[^,，。]{0,5}(?:提醒|发|通知)|提醒[^,，。]{0,5}(?:几点|什么时候|啥时候|什么时间)"
    r"|(?:改|换|调|定|设)[^,，。提]{0,4}提醒的?(?:时间|钟点)|提醒的?(?:时间|钟点)[^,，。]{0,4}(?:改|换|调|能|可以|定|不对|不合适|太)"
    r"|\b(?:what time|when|which hour|what hour)\b[^.?!]{0,24}\bremind|\b(?:change|move|set|pick) (?:the |my |their )?(?:reminder time|time (?:of|for) (?:the |my )?reminders?|hour)\b",
    re.IGNORECASE,
)
_RETIMES = re.compile(
    r"(?:改|换|调)(?:一?个|一下|的是)?(?:时间|钟点)|\b(?:change|move|another|different) (?:the )?(?:time|hour)\b", re.IGNORECASE
)
"""The same where the plan is at hand."""
_CLAUSES = re.compile(r"[,，。.;；!！?？](?!\d)\s*|(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])")
_NOT = re.compile(r"别|不|没|甭|勿|\b(?:not|no|never|don'?t|do not)\b", re.IGNORECASE)
_REST = re.compile(
    r"提醒|打扰|通知|时间|钟点|每次|以后|统一|全部?|保养|计划|发|给我|[那我你您都就改换调定设到成为在吧了的呢啊请帮把要想能可以一下让说是]"
    r"|\b(?:remind(?:ers?|ed)?|ping|disturb|message|the|my|me|us|please|pls|all|at|to|for|of|from|make|set|change|move|put|send|come|it|them|time|hour|instead|i|want|would|like|can|could|you|and|only|always|every|each|should|be|plan|maintenance|then|ok|yes|rather)\b",
    re.IGNORECASE,
)


def of_hour(flat: str, now: datetime, state: State) -> Wished | None:
    """The hour that is told for the reminders of the plan, or that it is asked; None where the words are of one chore or one day."""
    plan, place = state.plan, state.place
    at_hand = plan is not None and plan.is_made and (place is None or place.flow == PLAN)
    retimes = bool(_RETIMES.search(flat)) and place is not None
    goes_on = state.slots.get(WISH) == HOUR and place is None and state.wrote is not None and now - state.wrote <= SITTING
    if not at_hand or not (retimes or goes_on or _ABOUT.search(flat)):
        return None
    wanted = [part for part in _CLAUSES.split(flat) if part.strip() and not _NOT.search(part)]
    for part in sorted(wanted, key=lambda part: not _ABOUT.search(part)):
        found = moment_in(part, now, han=has_han(flat))
        is_hour = found is not None and "T" in found[1] and not names_day(part, now, han=has_han(flat))
        if found is not None and is_hour and not any(sign.isalnum() for sign in _REST.sub("", cut_out(part, found[0]))):
            return Wished(HOUR, (Field(WHEN, found[1]),))
    return Wished(HOUR) if retimes or _ASKS.search(flat) else None
