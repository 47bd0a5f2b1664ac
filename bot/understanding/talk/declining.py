"""That no repair is wanted, where a form or a step is open: "I dont want a repair", 那就别报了, "whoa, a repair?". Decides nothing."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.core.knowledge import Knowledge
from bot.core.state import State
from bot.understanding.answers.answers import picked
from bot.understanding.text.normalising import levelled

VISIT = "repair.visit"
_ENDS = re.compile(
    r"(?<=[,，.。;；!！?？\n])\s*|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])|\s+(?=(?:i'?ve|i have|i'?m|i am|we'?ve|we'?re|it'?s|its|cos|because|but|any other|how|what|can i|na the|just|only)\b)",
    re.IGNORECASE,
)
_WHAT = r"(?:repairs?|technicians?|engineers?|ticket|repair ?(?:man|guy|person))"
_UNLESS = r"(?! ?(?:yet|today|tomorrow|number|until|before|at|on|in the|if|unless|that|which|with|from|by)\b)"
_NO_EN = re.compile(
    rf"(?:(?:no+|nope|nah|whoa|wait|look|ok|okay|well|please|pls|but|and|so|sorry|then|oh|hey|i said|i told you|actually)[, ]+)*"
    rf"(?:(?:i|we|me)(?: really| just)? (?:do ?n'?t|do not|dont|never|no|didn'?t|no dey) (?:want|need|wan|like|ask(?:ed)? for|want to (?:register|book|file|log))(?: (?:a|an|any|the|no|your|this|that|any kind of))* {_WHAT}"
    rf"|(?:(?:i|we) (?:want|need) )?no {_WHAT}(?: (?:needed|required|please|pls|thanks|for me|at all))*"
    rf"|(?:forget|scrap|drop|skip|leave|cancel|stop)(?: about)?(?: the| that| this| a)? {_WHAT}"
    rf"|(?:do ?n'?t|do not|dont) (?:register|file|log|book)(?: (?:it|that|this|anything|one|a|the|any|{_WHAT}))*"
    rf"|(?:it'?s |that'?s )?not a {_WHAT}|(?:there'?s |there is )?no need (?:for|of) (?:a |the |any )?{_WHAT}"
    rf"|(?:i|we) (?:did ?n'?t|never|did not) (?:ask(?:ed)?|say|said|want(?:ed)?)(?: (?:for|to|a|an|any|the|you|book|register))* {_WHAT})"
    rf"(?: (?:then|now|thanks|please|pls|anymore|any more|at all|mate|abeg|o))*(?=[,.;!? ]|$){_UNLESS}"
)
_AMAZED_EN = re.compile(
    rf"(?:(?:whoa|woah|wait|what|hang on|hold on|eh|huh|really|already|why|no|sorry|hey|but|so|you want)[,!?. ]+)+(?:do (?:i|we) need |register )?(?:a |the )?{_WHAT} ?(?:already|now|straight away|so soon|for that|for this)?[?!]*"
    rf"|(?:a |the )?{_WHAT} ?[?]+|(?:a |the )?{_WHAT} (?:already|now|so soon|straight away|for that|for this)[?!]+"
    r"|(?:but )?(?:you|u|we|i)(?:'?ve| have)?(?: only| just)+ (?:tried|did|done|asked|gave me|told me)(?: \w+){0,2} (?:one|1|once|two)\b.*"
)
_NO_ZH = re.compile(
    r"(?:那|就|算了|先|我|我们|都|还是|也|不|不是|别|唉|哎|哦|好吧?|行吧?|等等|等一下|啊|说了|,|，| )*?"
    r"(?:别|甭|不用|不要|不想|不需要|没必要|没说要?|没想|没要|没让你?|谁(?:要|说要?)|先不|不)(?:要|用|想|给我|帮我|再|急着?)*(?:登记报修|登记维修|报修|维修|登记|报|修(?!改|好))(?:它|机器|单)?(?:了|吧|啦|啊|呀|呢|嘛|的)*"
    r"|(?:我|这|那|[,，])*不是(?:要|来|想)?(?:报修|维修)(?:啊|呀|的)*"
    r"|(?:算了)?(?:取消|撤掉|别弄)(?:这个)?(?:报修|维修|登记)(?:了|吧|啦)*"
)
_AMAZED_ZH = re.compile(
    r"(?:啊|什么|啥|等等|等一下|不是吧|怎么|这|一上来|这么快|刚|我|就|直接|[,，])*?(?:啊|什么|啥|怎么|这就?|一上来|这么快)(?:就|要|得|让我|叫我|给我|直接)*(?:报修|登记报修|登记维修|维修|去修)(?:了|啊|呀|吗|么|啦)*[?？!！]*"
    r"|(?:就|要|得|让我|叫我)+(?:报修|登记报修|登记维修|维修)(?:了|啊|呀|吗|么|啦)*[?？]+"
    r"|(?:你)?(?:才|就|只)(?:试|教|说|问|弄)了?一(?:样|个|下|次|步|种)(?:办法|东西|方法)?(?:啊|呀|而已|就|嘛)*[?？!！。]*.{0,6}"
)
_SIGNS = " ,，.。;；!！~"


class Declined(NamedTuple):
    """What is said beside that no repair is wanted; ``form``: its form is open."""

    rest: str
    form: bool


def declined(text: str, state: State, knowledge: Knowledge) -> Declined | None:
    """That no repair is wanted, where its form or a trouble is open; None where that is not said, or answers what is asked."""
    form = state.place is not None and state.place.flow == VISIT
    if state.place is None or state.question is None or picked(text, state.question, knowledge):
        return None
    parts = [part.strip() for part in _ENDS.split(text) if part and part.strip(_SIGNS)]
    gone = [_is_said(levelled(part).casefold().strip(_SIGNS), form=form) for part in parts]
    if not any(gone):
        return None
    return Declined(" ".join(part for part, is_gone in zip(parts, gone, strict=True) if not is_gone).strip(_SIGNS), form)


def _is_said(part: str, *, form: bool) -> bool:
    """Whether that is all of this part; to be amazed at it as well, where it is at hand."""
    amazed = form and any(pattern.fullmatch(part) for pattern in (_AMAZED_EN, _AMAZED_ZH))
    return amazed or any(pattern.fullmatch(part.rstrip("?？")) for pattern in (_NO_EN, _NO_ZH))
