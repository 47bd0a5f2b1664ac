"""That an answer was taken in, where it is asked whether more is wanted: 好知道了 wants nobody to be called."""

from __future__ import annotations

import re

from bot.core.knowledge import Kind, Knowledge
from bot.core.state import State

_NO, _DONE = "no", "done"
_TAKEN_IN = re.compile(
    r"(?:好的?|[嗯哦噢行]|ok|,|，| )*(?:我|大概|都|就)*(?:知道|明白|了解|清楚|懂|晓得|收到)了[啊呀哦啦吧]*(?:,|，| )*(?:(?:谢谢|多谢|谢了|感谢|辛苦)[你您了啊哈]*)?"
    r"|(?:(?:ok(?:ay)?|right|great|ah|oh|cool|good|alright|thanks)[, ]+)*(?:got it|understood|i see|good to know|that'?s clear|makes sense|that'?s all i (?:needed|wanted)(?: to know)?)(?:[, ]+(?:thanks?|thank you|cheers|ta|then|now))*",
    re.IGNORECASE,
)


def is_taken_in(text: str, state: State, knowledge: Knowledge) -> bool:
    """Whether the words only tell that it is known now, at a question whose no ends the matter."""
    step = knowledge.step(state.place.flow, state.place.step) if state.place and state.question else None
    ends = step.option(_NO) if step is not None and step.kind is Kind.ASK else None
    return ends is not None and ends.to == _DONE and bool(_TAKEN_IN.fullmatch(text.strip(" .。!！~")))
