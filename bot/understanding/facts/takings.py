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
CLOSED, DAY = "batch_closed", "sale_day"
"""The facts whether the day was closed, and which day's takings are missing."""

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
            rf"昨[天日晚]|前[天晚]|前几天|大前|上个?(?:周|星期|礼拜|月)(?![六日天])|(?<!下)(?<!下个)(?:周|星期|礼拜)[一二三四]|(?<![六日末]){_NUMBER}+个?(?:多)?(?:(?<![那这]几)天|日(?!结)|工作日|(?:星期|礼拜|周)(?![一二三四五六日天末]))|[一1]个?多?(?:星期|礼拜|周)(?![一二三四五六日天])"
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
_IS_NOT = re.compile(
    r"(?:什么|哪(?:是|来的?))(?:周末|节假日|今天)|(?:不|又不|才不)是(?:周末|节假日|今天|假期)|\b(?:not|n'?t|never said|what|which) (?:\w+ )?(?:the )?(?:weekend|holiday|today)\b",
    re.IGNORECASE,
)
"""Which day it was not."""
_CAME = re.compile(
    r"(?<![没未不])(?:到|收到|入|进)(?:账|帐)?了(?!没)|(?<!n't )(?<!nt )(?<!not )(?<!never )\b(?:came|arrived|is in|was paid|were paid)\b"
)
_HAN = re.compile("[\u4e00-\u9fff]")

_FRIDAY = re.compile(r"(?:上?(?:周|星期|礼拜))五(?!晚)|\b(?:last )?friday(?:'?s)?\b(?! (?:night|evening))", re.IGNORECASE)
_YESTERDAY = re.compile(
    r"昨晚(?=收|刷|卖|的?(?:钱|款|账|营业))|昨[天日](?!晚)(?=[^,，。;；]{0,3}(?:的|收|刷|卖|进|做的|生意|营业|没到|到|那))|\byesterday(?:'?s)?\b(?! (?:evening|night))",
    re.IGNORECASE,
)
_DAY_BEFORE = re.compile(
    r"前[天日](?=[^,，。;；]{0,3}(?:的|收|刷|卖|进|做的|生意|营业|没到|到))|\b(?:the )?day before yesterday(?:'?s)?\b", re.IGNORECASE
)
_WITH_THE_WEEKEND, _AFTER_IT = frozenset({5, 6, 0}), frozenset({1, 2, 3})  # weekdays, Monday is 0
_WAS_OF_IT = re.compile(
    r"(?:昨[天日]|前[天日]|那天|当天|收的|日子)(?:我意思)?(?:就|正好|刚好|不|可)?(?:是|不是)?(?:个)?(?:上?(?:周|星期|礼拜)[五六日天]|周末|节假日|放假|假期)|不?是不?是?(?:本来|应该|都)?(?:就|要|得)?(?:等)?(?:到)?(?:下?个?)(?:周|星期|礼拜)一(?:才|再|会|一起)"
    r"|\b(?:it|that|yesterday|the day) ?(?:was|is|'s) (?:a |the )?(?:last )?(?:friday|saturday|sunday|weekend|bank holiday|public holiday|holiday)\b|\bis it (?:normal(?:ly)?|usual|meant|right)\b.{0,50}\bmonday\b|\b(?:yesterday|that),? (?:as in |i mean )?(?:a )?(?:friday|saturday|sunday)\b",
    re.IGNORECASE,
)
"""That the day of the takings was one of which they come after the weekend, as it is told or asked beside what is at hand."""
_NOW_ZH, _NOW_EN = "一二三四五六日天", ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NOW_IS = re.compile(
    r"今天(?:都|已经|是|就)*(?:周|星期|礼拜)([一二三四五六日天])|\b(?:now|today)(?:'s| is| it'?s| it is)? (mon|tue|wed|thu|fri|sat|sun)[a-z]*\b|\bit'?s (mon|tue|wed|thu|fri|sat|sun)[a-z]* (?:now|today|already)\b",
    re.IGNORECASE,
)
"""Which weekday it is, as the words tell it."""


def _weekday_told(text: str) -> int | None:
    found = _NOW_IS.search(text)
    if found is None:
        return None
    named = next(filter(None, found.groups()))
    return min(_NOW_ZH.index(named), 6) if named in _NOW_ZH else _NOW_EN.index(named.casefold())


def of_weekend(text: str, today: date) -> str:
    """The words, with the days of which the takings come after the weekend as what they are on that day, or on the one they tell it is: up to
    Monday Friday's come with the weekend's, then they are overdue; on a Saturday so are yesterday's.

    >>> of_weekend("friday's money", date(2026, 11, 23)), of_weekend("周五的钱", date(2026, 11, 25))
    ('weekend money', '上周的钱')
    >>> of_weekend("昨天的钱", date(2026, 11, 28)), of_weekend("friday's money, its tuesday now", date(2026, 11, 28))
    ('周末的钱', 'last week money,')
    """
    text = _put_right(text)
    told = _weekday_told(text)
    weekday = today.weekday() if told is None else told
    said = _NOW_IS.sub("", text).rstrip() if told is not None else text
    if weekday not in _WITH_THE_WEEKEND:
        return _named(_FRIDAY, said, "last week", "上周") if weekday in _AFTER_IT else said
    said = _named(_FRIDAY, said, "weekend", "周末")
    said = said if weekday == 5 else _named(_DAY_BEFORE, said, "weekend", "周末")
    return _named(_YESTERDAY, said, "weekend", "周末")


def _named(day: re.Pattern[str], text: str, en: str, zh: str) -> str:
    return day.sub(lambda found: en if found.group().isascii() else zh, text)


_PUT_RIGHT = re.compile(
    r"\b(?:oh )?(?:wait,? no|no,? wait|no,? sorry|i mean|no,? actually)\b[.,!]*|不对[,，]?|哦不[,，]?|说错了?[,，]?|搞错了?[,，]?",
    re.IGNORECASE,
)
_NAMED_DAY = re.compile(
    r"[昨前今][天日]|(?:周|星期|礼拜)[一二三四五六日天]|周末|\b(?:yesterday|today|weekend|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)


def _put_right(text: str) -> str:
    """The words after a day was taken back, where they name another: "yesterday, friday. oh wait no. thursday"."""
    rest = _PUT_RIGHT.split(text)[-1]
    return rest if rest != text and _NAMED_DAY.search(rest) else text


def was_weekend(text: str) -> bool:
    """Whether it is told, or asked beside what is at hand, that the takings are of a day whose money comes after the weekend."""
    return bool(_WAS_OF_IT.search(text))


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
    tell = (part for part in parts if not any(form.search(part) for form in (_OF_THE_RULE, _CAME, _IS_NOT)))
    found = {day for part in tell for day in _days(part, asked=asked)}
    return found.pop() if len(found) == 1 else None


def _days(part: str, *, asked: bool) -> Iterable[str]:
    is_of_it = asked or _OF_MONEY.search(part) or len(part) <= _ONLY_A_TIME[bool(_HAN.search(part))]
    return (day for day, words in _DAY if is_of_it and not was_closed((part,)) and words.search(part))


def was_closed(parts: Iterable[str]) -> bool:
    """Whether a part says that the day was closed at the terminal, and none that it was not."""
    said = [part for part in parts if _WAS_CLOSED.search(part)]
    return bool(said) and not any(map(_NOT_CLOSED.search, said))
