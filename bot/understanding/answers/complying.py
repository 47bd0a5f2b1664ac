"""What a step wants is told to be so already: 插着电呢, "yes it's plugged in". It tells nothing of how it went."""

from __future__ import annotations

import re

from bot.core.state import State

_ZH = r"(?:是的?|对|嗯|有|机器|它|一直|都|就|还|本来就|现在|已经|,|，|。| )*+(?:插|连|接|充|亮|放|盖|关|开|按|贴|戴)着(?:电源?|网线?|线|机|的|呢|啊|呀)*+[。.!！]*"
_EN = (
    r"(?:(?:yes|yeah|yep|yup|ok|okay|it'?s|it is|its|that'?s|thats|already|still|all|been|was|is|has been|the (?:terminal|machine|charger|cable|lid|wifi))[\s,.]+)*"
    r"(?:plugged(?: in)?|switched on|turned on|on charge|on the charger|charging|connected|closed|left (?:it )?(?:on|alone)|on (?:the )?mains)(?: (?:already|now|all the time|the whole time|still|of course|yes|to the wall|at the wall))*[.! ]*"
)
_IS_SO = re.compile(rf"{_ZH}|{_EN}", re.IGNORECASE)
_GONE_WHEN = ("power.", "network.", "hardware.screen")  # troubles that are gone when it charges, is connected, or is on


def is_so_already(text: str, state: State) -> bool:
    """Whether the words, at a step to be carried out, only tell that something stands as the step wants it."""
    question = state.question
    waits = question is not None and question.offer("not_fixed") is not None and not state.trouble.startswith(_GONE_WHEN)
    return waits and bool(_IS_SO.fullmatch(text.strip()))
