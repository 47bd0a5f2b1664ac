"""That a detail of the terminal is not known, where something else is asked: 不知道型号 is no "I don't know whether it smokes". Decides nothing."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.state import State
from bot.core.understanding import Candidate, Decision, Heard

_UNSURE, _NOTED, _NOT_SO = "unsure", "conversation.no", "not_so"
_KNOWS_NO = re.compile(
    r"(?:不|唔)(?:知道?|清楚|记得|晓得|认识)(?:是|它|这个)*(?:什么|啥|哪个|哪)?(?:型号|牌子|品牌|机型|序列号|密码)"
    r"|\b(?:don'?t|dont|do not|no) (?:know|idea|remember|clue)(?: (?:about|of|what|which|the|its|is|it|model|make|and|or|exact))* (?:model|make|brand|serial|password|type)\b",
    re.IGNORECASE,
)
"""What is not known is a detail, and not what is asked: 不知道型号."""


def of_a_detail(heard: Heard, text: str, state: State) -> Heard:
    """What is heard, with the doubt noted that is not of the open question."""
    question = state.question
    if question is None or question.slot or state.place is None or heard.danger or not _KNOWS_NO.search(text):
        return heard
    if _UNSURE not in {heard.act, heard.offer, heard.guess}:
        return heard
    noted = (Candidate(_NOTED, 1.0),)
    return replace(heard, decision=Decision.ACCEPT, candidates=noted, offer=None, guess=None, act=_NOT_SO, also=())
