"""Whether words tell that those who may look at a dangerous or locked terminal have done so: the supplier has brought another,
or has checked it and found it well. Decides nothing.

Read like an answer that lets a risky step pass: words that tell this and nothing beside. Whatever is left over, a word of doubt, of
another terminal, of a time before, of danger, and nothing is over.
"""

from __future__ import annotations

import re

_WHO = re.compile(
    r"(?:供应商|厂家|厂商|售后|服务商|支付公司|收单(?:机构|行|方)|银行|你们(?:公司|那边|家)?)(?:的?(?:人|同事|客户经理|工程师|技术员|维修师傅|师傅|售后))?|客户经理|工程师|技术员|(?:维修)?师傅"
    r"|\b(?:(?:the|our|your|an?) )?(?:suppliers?|provider|payment (?:company|people)|acquirer|bank|maker|manufacturer|engineer|technician|tech|your (?:guy|man|people|colleague|lot|team)|service (?:guy|man|company|people|engineer))\b",
    re.IGNORECASE,
)
_BATTERY = re.compile(r"电池|\bbatt(?:ery)?\b", re.IGNORECASE)
_THING_EN = r"(?:it|this|that|(?:the|my|our) (?:whole )?(?:terminal|machine|unit|thing|batt(?:ery)?|one|reader|device)|everything|me|us)"
_BROUGHT = re.compile(
    r"换(?:过?来)?(?:[了过掉]|好了?)|[送寄拿带]过?来(?:了|过)?|[送拿带][了过]?一?[台个部块]?全?新"
    rf"|\b(?:replaced|swapped|exchanged|changed)(?: out)?(?: {_THING_EN})?(?: (?:with|for) an? (?:new|replacement) (?:one|terminal|machine|unit|battery))?\b"
    r"|\b(?:brought|gave|given|delivered|dropped off)(?: (?:me|us|round|over|in))? (?:a |an |the )?(?:brand )?(?:new|replacement|different|spare)(?: (?:one|terminal|machine|unit|reader|device|battery))?\b",
    re.IGNORECASE,
)
_CHECKED = re.compile(
    r"(?:检[查测修]|查|看|修|处理|解锁)[过好完了]|[寄发][了过]?一?[台个部块]?全?新"
    r"|\bsent (?:me |us )?(?:a |the )?(?:brand )?(?:new|replacement)(?: (?:one|terminal|machine|unit|reader|device|battery))?\b"
    rf"|\b(?:checked|inspected|looked at|tested|cleared|repaired|fixed|seen|dealt with|sorted)(?: {_THING_EN})?(?: (?:over|out|out properly|properly))?\b",
    re.IGNORECASE,
)
"""Or sent, which may be on its way still."""
_REPORTED = re.compile(
    r"(?:告诉我|[说讲])(?!.*(?:换|送|寄|拿|带来|查|看|修|处理|测|解锁))|\b(?:said|says|told (?:me|us))(?: that)?\b(?!.*\b(?:replac|swap|exchang|chang|brought|sent|gave|check|inspect|look|test|clear|repair|fix|seen|sort))",
    re.IGNORECASE,
)
"""What they said of it after they had been; what they say that they have done is no deed."""
_WELL = re.compile(
    r"(?:现在|已经|都|是|很|一切)*(?:好了|正常|没(?:有)?(?:什么|啥)?(?:事|问题|毛病|异常)|可以(?:接着|继续|放心)?(?:用|使用)|能用|放心用)(?:了|的)?"
    r"|\b(?:no (?:problems?|issues?|worries)|(?:safe|ok(?:ay)?|fine|good) to use|fine|ok(?:ay)?|good|safe|normal|sorted|all ?right|works?|working|cleared)\b",
    re.IGNORECASE,
)
_NEEDED = re.compile(
    r"(?:所以)?(?:不用|不需要|不必)(?:再)?(?:(?:报修|修理|维修|修|登记|上门|处理|填|来)(?:了)?)|\b(?:so )?(?:no need|(?:i |we )?don'?t need)(?: (?:for )?(?:it|the (?:repair|visit|ticket|form)|a (?:repair|visit|ticket)|to (?:come|register(?: it)?)))?(?: any ?more| now)?\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"今[天早晚]|昨[天晚]|上午|中午|下午|早上|刚才|刚刚?|已经|现在|都|也|来|上门|到店|派人|过来|是|的|了|我们?|咱们?|[把给帮替]|[一这那]?[台个部块]|全?新|机[器子]|终端|设备|pos机|刷卡机|读卡器|电池|谢谢|多谢|感谢|哈|你好|您好"
    r"|\b(?:this morning|today|yesterday|just now|already|now|just|came|come|been|has|have|had|was|is|got|it'?s|it|that'?s|they|he|she|who|and|so|then|by|round|over|here|in|out|for|the|all|everything|completely|perfectly|again|thanks?|thank you|cheers|hi|hello|ok|well)\b|[\s,，.。!！;；、~]",
    re.IGNORECASE,
)
"""What may stand around it and says nothing."""
_AT_LENGTH = 120  # characters


def is_seen_to(text: str, trouble: str) -> bool:
    """Whether it was replaced by those who may, or checked by them and found well. Another battery is no remedy but of the swollen one."""
    said = text.strip()
    if len(said) > _AT_LENGTH or (_BATTERY.search(said) and trouble != _SWOLLEN):
        return False
    told, left = set(), said
    for name, words in _TELLING:
        left, times = words.subn(" ", left)
        told |= {name} if times else set()
    if _BESIDE.sub("", left):
        return False
    return "who" in told and ("brought" in told or {"checked", "well"} <= told)


_SWOLLEN = "power.battery_swollen"
_TELLING = (
    ("reported", _REPORTED),
    ("needed", _NEEDED),
    ("who", _WHO),
    ("well", _WELL),
    ("brought", _BROUGHT),
    ("checked", _CHECKED),
)
"""In the order in which they are looked for: 没问题 before 问, "sorted" is both."""
