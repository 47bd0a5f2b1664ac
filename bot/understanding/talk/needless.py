"""That nobody need come any more, amid the form of a repair: 不用修了, "no repair, it speaks now". Decides nothing."""

from __future__ import annotations

import re

from bot.core.knowledge import Knowledge
from bot.core.state import State
from bot.understanding.answers.asking import asks

VISIT, CANCEL = "repair.visit", "ticket.cancel"
_NOBODY = re.compile(
    r"(?:不|别|甭|无需|没必要|没有必要)(?:用|需|必|要|想|了)*(?:再|麻烦|去|派|叫|让|找|给我|帮我|你们|师傅|工程师|技术员|人)*(?:(?:来|过来|上门|报修?|修理?|维修|登记|派|管|弄)(?:人|师傅)?)(?:我?了|啦|吧|谢谢|[,，。！!\s]|$)"
    r"|(?:取消|撤掉)(?:报修|登记|维修)?(?:吧|了|掉|[,，。！!\s]|$)"
    r"|\bno (?:repair|visit|technician|engineer)\b(?! (?:yet|today|number))|\bno need(?= ?(?:[,.;!]|$|thanks|now|any ?more|cos|its\b|it'?s\b|to (?:come|send|register|fix|repair|visit|mend)\b|for (?:any(?:one|body)|some(?:one|body)|him|you|a|an|the|it)(?: (?:to|visit|repair|technician|engineer))?\b(?! address| number| phone)))"
    r"|\b(?:do ?n'?t|do not|not|no longer|never) (?:really |even )?(?:need|want|require|bother|register|log|send|book|come)(?: (?:to|with|a|an|the|any|this|that|it|anyone|anybody|anymore|repair|visit|technician|engineer|somebody|someone|one|now|out|him|come|send|register|us|me))*(?: any ?more)?(?=\s*(?:[,.;!]|$|thanks|please|ta\b|cheers|its\b|it'?s\b|cos\b|because\b|as\b))"
    r"|\b(?:cancel|scrap|forget|leave|drop|stop)(?: (?:it|that|this|the (?:repair|visit|ticket|form)|all that))+(?=\s*(?:[,.;!]|$|thanks|please|it'?s|its|now))|\bnever ?mind\b|\bactually no need\b",
    re.IGNORECASE,
)
_WELL = re.compile(
    r"好(?:了|的了?$|使)|行了|能(?:用|打|刷|开|扫|收|充|连|印|读|亮)了|可以了|正常|恢复|搞定|弄好|修好|找到(?:原因|问题)|出(?:字|声|纸)|有(?:字|声|网|电)了|没事了|[打刷扫连印读亮响](?:出来|上|得?了|起来)"
    r"|\b(?:works?|working|fixed|sorted|fine|ok(?:ay)?|good|found (?:it|out|the)|back on|came (?:back|on)|going|prints?|speak(?:s|ing)|reads?|charg(?:es|ing)|connect(?:s|ed)|its on|it'?s on|solved|mended)\b",
    re.IGNORECASE,
)
_STILL = re.compile(
    r"还是?(?:不|没|老)|又(?:不|坏|死|黑)|但是?|可是|不过|今天|明天|寄|送(?:过去|修|到)|只修|先修|改|换|屏幕|键|\b(?:still|but|today|tomorrow|until|before|after|instead|only|yet|post|drop it|bring|rather|change|not (?:working|fixed|sorted|fine|ok|good)|n'?t work)\b",
    re.IGNORECASE,
)


def needs_nobody(text: str, state: State, knowledge: Knowledge) -> bool:
    """Whether the form of a repair is not wanted any more because it works: no danger, no question, and nothing that is put off."""
    amid = state.place is not None and state.place.flow == VISIT and not knowledge.is_safety(state.trouble)
    said = text.strip()
    return amid and bool(_NOBODY.search(said) and _WELL.search(said)) and not (_STILL.search(said) or asks(said))
