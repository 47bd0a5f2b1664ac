"""That an answer was taken in, or that all is well as it is, where it is asked whether more is wanted: 好知道了 wants nobody to be called, and
"no im grand" no plan.
"""

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
_WANTS_NONE = re.compile(
    r"(?:(?:ah|oh|ok(?:ay)?|right|sure|cheers|thanks|ta)[, ]+)*(?:no|nah|nope|naw)[, ]+(?:(?:but )?(?:thanks?|thank you|cheers|ta)[, ]+)?"
    r"(?:(?:i'?m|im|we'?re|were|i am|we are|that'?s|thats|it'?s|its|you'?re|youre|all)[, ]+)?(?:all )?(?:grand|good|fine|ok(?:ay)?|alright|all right|set|sorted|happy|cool)(?: (?:as (?:it|i|we) (?:is|am|are)|now|for now|thanks?|thank you|cheers|ta|mate|love|dear))*"
    r"(?:[,. ]+(?:i|we) (?:wo ?n'?t|do ?n'?t|dont) (?:be )?(?:need(?:ing)?|want(?:ing)?|bother(?:ing)?)(?: (?:it|that|one|any|anything|any of that))?)?(?:[, ]+(?:thanks?|thank you|cheers|ta))*"
    r"|(?:哦|噢|啊|,|，| )*(?:不用|不要|不需要|算)(?:了|啦)?(?:,|，| )*(?:我)?(?:这样|现在|都|就)*(?:挺|很)?(?:好的?|行|可以|没事)(?:了)?(?:,|，| )*(?:谢谢|多谢|谢了)?(?:你|您|啊|哈)*",
    re.IGNORECASE,
)


def is_taken_in(text: str, state: State, knowledge: Knowledge) -> bool:
    """Whether the words only tell that it is known now, at a question whose no ends the matter; or that nothing more is wanted, at an offer."""
    offered = state.place is None and state.question is not None and state.question.offer(_NO) is not None
    if offered and _WANTS_NONE.fullmatch(text.strip(" .。!！~")):
        return True
    step = knowledge.step(state.place.flow, state.place.step) if state.place and state.question else None
    ends = step.option(_NO) if step is not None and step.kind is Kind.ASK else None
    return ends is not None and ends.to == _DONE and bool(_TAKEN_IN.fullmatch(text.strip(" .。!！~")))
