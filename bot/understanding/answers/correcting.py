"""Taking an earlier answer back: "刚才说错了，灯是亮的", "sorry, I meant the light is on"."""

from __future__ import annotations

import re

from bot.core.knowledge import Knowledge, Step
from bot.core.state import Crumb, Move, Offer, Question, State
from bot.understanding.answers.answers import Nearest, likened, picked
from bot.understanding.answers.plainly import is_plain
from bot.understanding.answers.telling import label
from bot.understanding.text.normalising import plain

_TAKEN_BACK = re.compile(
    r"(?:[说选点搞记看按弄答讲写]错了?|(?:刚才|之前|前面|上面|上一步)(?:说|选|点|答|讲|那个)?的?(?:不对|错了?|有误)?|更正一?下?|纠正一?下?|不好意思|抱歉|其实|应该是|我是说|不对|(?:等下|等等|等一下)?[,，]?不是(?:那个|这个|那样)|(?:弄|搞|按|点)?反了|等下[,，]"
    r"|\b(?:i (?:actually )?meant|actually|correction|i was wrong|my mistake|my bad|i made a mistake|i misspoke|i pressed the wrong|wrong (?:button|one|answer)|earlier i said|i said|scratch that|sorry|oops|no no|not that(?: one)?|i pressed|wrong one)\b"
    r"|(?:^|[,.;:!?]\s*)(?:(?:oh|ah|no|hm+|ok|er+|um+|uh+|but|hey|actually)\W+)*(?:wait|hang on|hold on)\b(?! (?:then|for|until|till|a|and see|it out|here|there)\b))"
)
_SAID = re.compile(r"^(?:[\s,.;:!?。、]|了|的|是|应该|那|就|我|to say|it'?s|it is|that|it was|the answer is|i meant|no)+")


def correction(text: str, state: State, knowledge: Knowledge, nearest: Nearest | None = None) -> tuple[int, str] | None:
    """(Place in `State.trail`, the option meant now) of the latest answer that the words take back. With ``nearest``, words
    that only come near to an option of the last answer mean it too.
    """
    said = plain(text)
    if not state.trail or not _TAKEN_BACK.search(said):
        return None
    rest = [part for said_of in _TAKEN_BACK.split(said) if (part := _SAID.sub("", said_of).strip())]
    last = len(state.trail) - 1
    for index in range(last, -1, -1):
        step = knowledge.step(state.trail[index].place.flow, state.trail[index].place.step)
        near = nearest if index == last else None
        key = next((key for part in rest if step and (key := _picked(part, state.trail[index], step, knowledge, near))), None)
        if key and step and _answer(state, index, step) != key:
            return index, key
    return None


def _picked(part: str, crumb: Crumb, step: Step, knowledge: Knowledge, nearest: Nearest | None) -> str | None:
    place = crumb.place
    offers = tuple(
        Offer(option.key, label(place.flow, place.step, option.key, knowledge), Move.ANSWER, option.key) for option in step.options
    )
    asked = Question(0, offers)
    key = picked(part, asked, knowledge, places=False) or (likened(part, asked, knowledge, nearest) if nearest else None)
    return None if key in knowledge.passing(place) | knowledge.dear(place) and not is_plain(part, key, asked, knowledge) else key


def _answer(state: State, index: int, step: Step) -> str:
    """What was answered there, as far as it is kept."""
    later = state.trail[index + 1].slots if index + 1 < len(state.trail) else state.slots
    return later.get(step.slot, "") if step.slot else ""
