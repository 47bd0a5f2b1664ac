"""Which day's takings have not come, and whether the day was closed, as the words tell that money is missing. Decides nothing.

"昨天收的钱没到账" -> overdue, "周末的钱还没到" -> weekend, "today's takings are not in" -> today, "钱今天还没到" -> not told
"昨晚结算过了", "we closed the batch last night" -> closed
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

TODAY, WEEKEND, INSTANT, OVERDUE = "today", "weekend", "instant", "overdue"
DAYS = frozenset({TODAY, WEEKEND, INSTANT, OVERDUE})
"""The choices of a question that asks which day's takings are missing."""
CLOSED = "batch_closed"
"""The fact whether the day was closed."""

_NUMBER = r"[两二三四五六七八九十\d几多好]"
_COUNTED = r"(?:two|three|four|five|six|seven|ten|\d+|a few|few|several|many|a couple of|couple of)"
_TOLD = (
    (INSTANT, r"秒到|实时到|即时到|d\+?0|当天到|\binstant\b|\bsame[- ]day\b|\bfaster (?:payouts?|funding)\b"),
    (
        WEEKEND,
        r"周末|(?<!上)(?<!上个)(?:周|星期|礼拜)(?:[六日天]|五晚)|节假日|放假|国庆|春节|五一(?!八)|中秋|\bweekends?\b|(?<!last )\b(?:satur|sun)days?\b|\bbank holiday|\bfriday (?:night|evening)",
    ),
    (
        OVERDUE,
        (
            rf"昨[天日晚]|前[天晚]|前几天|大前|上个?(?:周|星期|礼拜|月)(?![六日天])|(?<!下)(?<!下个)(?:周|星期|礼拜)[一二三四]|{_NUMBER}+个?(?:多)?(?:天|日(?!结)|工作日|星期|礼拜|周)|[一1]个?多?(?:星期|礼拜|周)(?![一二三四五六日天])"
            rf"|\byesterday|\b(?:mon|tues|wednes|thurs)days?\b|\blast week\b|\b{_COUNTED} (?:working |business )?days?\b|\b(?:a|over a|{_COUNTED}) weeks?\b|\bday before\b"
        ),
    ),
    (
        TODAY,
        r"今[天早日](?:上午|中午|下午|早上|刚)*(?:的|收|刷|卖|做)|刚(?:才|刚)?(?:收|刷|卖)|当天的|\btoday'?s\b|\b(?:took|sold|taken|done|made) (?:it )?(?:today|this (?:morning|afternoon))|\bthis morning'?s\b",
    ),
)
_DAY = tuple((day, re.compile(words)) for day, words in _TOLD)
_OF_MONEY = re.compile(
    r"[钱款账帐到收刷卖入进]|营业额|流水|没来|秒|\b(?:money|payouts?|payments?|takings?|paid|deposits?|funds?|funding|arriv\w+|come|came|sales|transfer\w*|in (?:my|our|the)|landed|receiv\w+|settlements?|seen|got|nothing)\b"
)
_ONLY_A_TIME = {True: 7, False: 24}  # characters (Chinese, not) of a part that tells a time and nothing else: 都三天了
_OF_THE_RULE = re.compile(
    r"说好?|一般|通常|规定|要等|多久|几天(?:到|能|才|会)|天(?:内|之内|以内|才|就|后|到账)|每[天周]|下(?:个)?(?:周|星期|礼拜)|吗$|"
    r"\b(?:takes?|taking|within|usually|normally|every|how long|until|till|next|does|do|should it)\b"
)
"""How long it takes as a rule, which tells no day."""
_CAME = re.compile(
    r"(?<![没未不])(?:到|收到|入|进)(?:账|帐)?了(?!没)|(?<!n't )(?<!nt )(?<!not )(?<!never )\b(?:came|arrived|is in|was paid|were paid)\b"
)
_HAN = re.compile("[\u4e00-\u9fff]")

_FRIDAY = re.compile(r"(?:上?(?:周|星期|礼拜))五(?!晚)|\b(?:last )?friday(?:'?s)?\b(?! (?:night|evening))", re.IGNORECASE)
_WITH_THE_WEEKEND, _AFTER_IT = frozenset({5, 6, 0}), frozenset({1, 2, 3})  # weekdays, Monday is 0

_CLOSES = r"(?:日结|批结算?|结算|结账|结帐|轧账|扎账)"
_WHO = r"(?:昨[天晚]|前[天晚]|每[天晚]|天天|晚晚|当[天晚]|晚上|打烊|收摊|收工|下班|我们?|店员|自动|都|也|已经?)"
_WAS_CLOSED = re.compile(
    rf"{_CLOSES}单?(?:我|也|都|已经?|全|是)*(?:[做弄打点按结跑出](?:过|了|完|好)|过|了|完|好)"
    rf"|{_WHO}.{{0,5}}?[做打点按结弄跑](?:过|了|好|完)?(?:日结|批结算?|结算|结账|总账)(?:单)?(?:的|了|过|$)|{_WHO}(?:都|就|会)*{_CLOSES}的?$"
    r"|\b(?:closed|settled|ran|did|done|run|completed|finished|cashed)(?: off| out| up)? (?:the |our |my |a |that )?(?:batch|end of (?:the )?day|eod|z|z[- ]report|settlement|day)\b"
    r"|\b(?:batch|end of day|eod|settlement) (?:was|is|has been|got|all)? ?(?:closed|settled|done|run|went through)\b"
)
_NOT_CLOSED = re.compile(
    r"[不没未忘]|失败|出错|银行|后台|平台|系统说|[他你]们|说|写|显示|客人|顾客|怎么|为什么|吗$|\?|\b(?:not|never|n't|didnt|cant|couldnt|wont|forgot|failed|how|bank|says?|if|should|do i|customer)\b|n't\b"
)


def of_friday(text: str, today: date) -> str:
    """The words, with Friday as what it is on that day: up to Monday its takings come with the weekend's, then they are overdue.

    >>> of_friday("friday's money", date(2026, 11, 23)), of_friday("周五的钱", date(2026, 11, 25))
    ('weekend money', '上周的钱')
    """
    if today.weekday() in _WITH_THE_WEEKEND:
        return _FRIDAY.sub(lambda found: "weekend" if found.group().isascii() else "周末", text)
    return _FRIDAY.sub(lambda found: "last week" if found.group().isascii() else "上周", text) if today.weekday() in _AFTER_IT else text


def day_of(parts: Iterable[str], *, asked: bool = False) -> str | None:
    """The day whose takings are missing, of the parts of a message (normalised); None where none is told, or several. ``asked``:
    the day is asked for, so that it stands for itself.
    """
    found = {day for part in parts if not _OF_THE_RULE.search(part) and not _CAME.search(part) for day in _days(part, asked=asked)}
    return found.pop() if len(found) == 1 else None


def _days(part: str, *, asked: bool) -> Iterable[str]:
    is_of_it = asked or _OF_MONEY.search(part) or len(part) <= _ONLY_A_TIME[bool(_HAN.search(part))]
    return (day for day, words in _DAY if is_of_it and not was_closed((part,)) and words.search(part))


def was_closed(parts: Iterable[str]) -> bool:
    """Whether a part says that the day was closed at the terminal, and none that it was not."""
    said = [part for part in parts if _WAS_CLOSED.search(part)]
    return bool(said) and not any(map(_NOT_CLOSED.search, said))
