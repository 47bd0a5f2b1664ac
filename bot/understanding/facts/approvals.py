"""Of two payments that a customer saw, how many the merchant's own list shows as approved, and whether a sale was settled since, as his
words tell it. What the customer's phone or bank shows is no part of it. Decides nothing.

    "both approved, 12:03 and 12:05" -> both, 一笔成功一笔超时 -> one, "just the one here, her app has two" -> one
    "took it an hour ago, not closed yet" -> open, 昨天的，晚上自动结了 -> settled
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import time

from bot.understanding.facts.clocks import clock_in
from bot.understanding.facts.open_days import LEFT_OPEN

BOTH, ONE, HOLD = "both", "one", "hold"
APPROVED = frozenset({BOTH, ONE, HOLD})
"""The choices of a question that asks how many of two payments were approved."""
OPEN, SETTLED, INSTANT = "open", "settled", "instant"
CLOSED_SINCE = frozenset({OPEN, SETTLED, INSTANT})
"""The choices of a question that asks whether a sale was settled since."""

_THEIRS = re.compile(
    r"(?:客人|顾客|客户|人家|对方|[他她](?!尾|卡号))(?:们)?(?:的|那|自己|说|给我看|银行|手机|卡上|账单|微信|支付宝|短信|app|上面|是|,|，| )*(?:那边|手机|银行|账单|微信|支付宝|短信|app|卡里|卡上|怎么)|银行(?:那边)?显示"
    r"|\b(?:his|her|their|the customer'?s|customer'?s?|the (?:guy|lady|man|woman|client)'?s) (?:\w+ )?(?:phone|app|bank|statement|account|side|end|banking|card|screen|mobile)\b|\bon (?:his|her|their)s?\b",
    re.IGNORECASE,
)
_HOLD = re.compile(r"授权|押金|冻结|定金|\bpre-?\s?auth|\bdeposit\b|\b(?:hold|reservation)\b", re.IGNORECASE)
_ZH_TWO, _ZH_ONE = r"[两2二][笔个条单次]", r"[一1][笔个条单次]"
_ZH_WELL, _ZH_ILL = (
    r"(?:成功|成了|扣到|扣了|收到|到账|通过)",
    r"(?:失败|超时|没成|不成|没过|查不到|没有|没查到|没看到|没找到|找不到|不在|取消|撤销|被拒|没收)",
)
_EN_WELL = r"(?:approved|accepted|successful|went through|gone through|going through|paid|there|fine|ok)"
_EN_ILL = r"(?:not|n'?t|failed|fail|declined|refused|timed? out|cancell?ed|missing|void(?:ed)?|nowhere|error)"
_BOTH = re.compile(
    rf"{_ZH_TWO}.{{0,8}}(?:都|全|均)|(?:都|全部?|均)(?:是|写着?|显示|扣|有|收|交易)*{_ZH_WELL}|(?:有|看到|查到|找到|显示|确实)(?:了|是|着)?{_ZH_TWO}|{_ZH_TWO}.{{0,6}}{_ZH_WELL}|第[二2][笔个条次].{{0,6}}也.{{0,4}}{_ZH_WELL}"
    rf"|\b(?:both|two)\b(?: \w+){{0,4}}? {_EN_WELL}\b|\b(?:both|two) (?:\w+ )?approv\w+|\bapproved (?:both|twice|two times)\b|\b(?:second|other|2nd) (?:one |sale )?(?:is |was |says? )?(?:also|too|as well) {_EN_WELL}\b|\b(?:second|other|2nd)(?: \w+){{0,3}} {_EN_WELL} (?:too|as well|also)\b",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"(?:只有?|就|仅|单单?)(?:有|是|查到|看到|找到|收到|显示|成功|扣|了|的|得)*(?:这|那)?{_ZH_ONE}|{_ZH_WELL}的(?:就|只)(?:有)?{_ZH_ONE}|{_ZH_ONE}(?:是|写着?|显示)?{_ZH_WELL}了?[,，、 和]*(?:但|另|还有|有)?(?:外)?(?:那)?{_ZH_ONE}(?:是|写着?|显示)?{_ZH_ILL}"
    rf"|{_ZH_ONE}(?:是|写着?|显示)?{_ZH_ILL}了?[,，、 ]*(?:另)?(?:外)?{_ZH_ONE}(?:是|写着?|显示)?{_ZH_WELL}|(?:另|后面?|前面|第[一二2])(?:外)?(?:那)?[一1]?[笔个条次](?:是|写着?|显示|的)*{_ZH_ILL}|(?:就|只有?).{{1,12}}那[一]?[笔个条](?:是)?{_ZH_WELL}|(?:我|这|单子|机器|后台|列表)(?:们|这|边|儿|里|上|店)*(?:就|只)(?:有|是)?{_ZH_ONE}"
    rf"|\b(?:only|just)(?: \w+){{0,3}}? (?:one|1|once|single)\b|\b(?:only|just) the (?:first|second|last|latter|former)\b(?! (?:one |receipt |slip )?(?:printed|prints|came out|has a (?:slip|receipt)))|\b(?:a |the )?single (?:approved|sale|payment|line|one|charge)\b|\b(?:one|first|second)(?: (?:one|is|was|says?|shows?|did))* {_EN_WELL}\b[^.]{{0,24}}\b(?:other|second|one|another|first)\b[^.]{{0,24}}{_EN_ILL}\b"
    rf"|\b(?:other|second) (?:one |line )?(?:is |was |says? |has |did |does )*{_EN_ILL}\b|\b(?:mine|my (?:list|side|end|terminal|machine)|here|our (?:list|side|end)) (?:\w+ ){{0,3}}(?:once|one time)\b",
    re.IGNORECASE,
)
_NOT_BOTH = re.compile(
    rf"不是{_ZH_TWO}|不(?:都|全)|没(?:都|全)|没有?{_ZH_TWO}|\bnot (?:both|two|twice|all)\b|\b(?:don'?t|do not|can'?t|neither|n't) (?:\w+ )?(?:both|two)\b|\bboth (?:are |were |is )?(?:not|n't|gone|declined|failed)\b",
    re.IGNORECASE,
)
_NOT_ONE = re.compile(
    r"(?:不是|不止|不只)(?:只)?(?:有)?[一1][笔个条]|\bnot (?:only|just) (?:the )?one\b|\bmore than one\b|\bthe only one\b", re.IGNORECASE
)
_CLOSES = r"(?:日结|批结算?|结算|结账|结帐|轧账|扎账|结)"
_OPEN_STILL = re.compile(
    r"(?<!没)(?:还没|没)(?:打烊|收摊|关店)|\bbefore (?:the )?(?:close|closing|settlement|end of day)\b"
    r"|(?:\b(?:not|never|no)|n'?t) (?:\w+ ){0,3}?(?:settled?|closed?|batched|end of day|z)\b",
    re.IGNORECASE,
)
"""What tells it where it is asked, and nowhere else."""
_SETTLED = re.compile(
    rf"(?:已经?|早就?|都|全|自动|晚上|昨晚|当晚)(?:都|就|自己|会|给)*(?:做|跑)?(?:了|过)?{_CLOSES}(?:算|账)?(?:了|过|掉|完)?(?!果)|{_CLOSES}(?:过了?|完了?|了)(?!没|吗|么)|昨[天日晚]|前[天晚]|隔天|上个?(?:周|星期|礼拜|月)|(?<!下)(?<!下个)(?:周|星期|礼拜)[一二三四五六日天]"
    r"|\b(?:closed|settled|batched|cashed up|settles|closes)\b|\byesterday|\blast (?:week|night|month|mon|tue|wed|thu|fri|sat|sun)|\b(?:days?|weeks?) ago\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\bthe (?:other day|day before)\b",
    re.IGNORECASE,
)
_TODAY = re.compile(
    r"今[天早日]|刚(?:才|刚|收|刷)|(?:上午|中午|早上|下午)(?:的|收|刷)|(?:分钟|小时|钟头)(?:以?前)|\btoday\b|\bthis (?:morning|afternoon|evening)\b|\bjust now\b|\b(?:minutes?|mins?|hours?|hrs?) ago\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(rf"{_CLOSES}(?!果)|\b(?:closed|settled|batched|cashed up)\b", re.IGNORECASE)
_TAKEN = re.compile(
    r"(?:之?后|完)(?:才|又)?[收刷]|[收刷](?:的|了)|(?:那|这)笔(?:是|在)|(?:今[天早]|早上|上午|中午|下午|[一二两三四五六七八九十\d]+点)(?:多|左右)?(?:才)?(?:收|刷|的)"
    r"|\b(?:payment|sale|charge|transaction|it|one|they)s? (?:(?:was|were|is|came|went|happened|taken|done|made|only) )+(?:at|after|this|today|since|later|on)\b|\b(?:payment|sale|charge|transaction)s? (?:this (?:morning|afternoon)|today|later|after|at \d)|\btaken (?:after|since|this|at|later)\b",
    re.IGNORECASE,
)
"""When the day was closed; when the sale was taken."""
_OF_SOMEBODY = re.compile(
    r"休息|不在|没来|请假|出差|放假|休假|下班|(?:客[人户]|顾客|人家|[他她])(?:现在|又|已经)*(?:今[天早]|刚才?|昨天|下午|上午)?(?:又|才|就|要|想)*(?:[过回又]?来|要退|想退|退回来|拿回来|打电话|找)"
    r"|\b(?:manager|boss|owner|supervisor|staff|accountant|colleague|guy|girl|he|she|they|customer|client)s?\b(?:'s| is| are| was|'re| has| have|n'?t| not| just| only| now)* (?:off|away|out|in|here|back|not in|isn'?t|aren'?t|on (?:holiday|leave|her|his)|closed|came|come|wants?|wanted|called|rang|asked|brought|returned)\b|\b(?:day|days) off\b|\boff (?:today|sick|till|until)\b",
    re.IGNORECASE,
)
"""Who is there, or came: no sale was taken then."""
_OF_A_SALE = re.compile(
    r"[收刷卖买]|付|笔|单|结算|日结|交易|\b(?:sale|sold|paid|pay|payment|took|taken|bought|charged?|transaction|settled|closed the|rang up)\b",
    re.IGNORECASE,
)
_OF_THE_RULE = re.compile(
    r"(?:晚上|今晚|一会儿?|等下?|打烊|收摊)(?:才|再|要|会)|每[天晚]|几点|吗$|\b(?:will|tonight|later|at (?:night|ten|nine|eight|\d)|usually|every|when|if|should|do i|going to)\b",
    re.IGNORECASE,
)
"""When it is to be settled, or is as a rule, which tells nothing of that sale."""


def of_theirs(part: str) -> bool:
    """Whether a part of a message tells what the customer sees, on a phone or with the bank."""
    return bool(_THEIRS.search(part))


def approved(parts: Iterable[str]) -> str | None:
    """How many of the two were approved, of the parts of a message (normalised); None where it is not told, or told both ways."""
    said = ", ".join(part for part in parts if not _THEIRS.search(part))
    if not said or _HOLD.search(said):
        return None
    both, one = bool(_BOTH.search(said)) and not _NOT_BOTH.search(said), bool(_ONE.search(said)) and not _NOT_ONE.search(said)
    return None if both == one else BOTH if both else ONE


def settled_since(parts: Iterable[str]) -> str | None:
    """Whether the sale was settled since; what was taken on an earlier day was. None where it is not told, or where it is told that the day
    was closed and that the sale was taken, and not which was first.
    """
    every = list(parts)
    said = [part for part in every if not (_OF_THE_RULE.search(part) or (_OF_SOMEBODY.search(part) and not _OF_A_SALE.search(part)))]
    if any(LEFT_OPEN.search(one) or _OPEN_STILL.search(one) for one in said):
        return OPEN
    if any(map(_CLOSED.search, said)) and any(map(_TAKEN.search, every)):
        return _by_hours(said)
    if any(map(_SETTLED.search, said)):
        return SETTLED
    return OPEN if any(map(_TODAY.search, said)) else None


_BY_NOW = re.compile(r"已经?|刚|都|\b(?:already|just|since|then|now)\b")
"""That it was closed up to now, told after when the sale was taken."""


def _by_hours(parts: list[str]) -> str | None:
    """Which of the two was first, by the time of day that is told of each: 今天上午收的 中午已经结了."""
    closed = next(place for place, part in enumerate(parts) if _CLOSED.search(part))
    taken = next((place for place, part in enumerate(parts) if place != closed and _hour(part) is not None), None)
    if taken is None:
        return None
    sale, close = _hour(parts[taken]), _hour(parts[closed])
    if sale is None or close is None:
        return SETTLED if taken < closed and _BY_NOW.search(parts[closed]) else None
    return None if sale == close else SETTLED if sale < close else OPEN


def _hour(part: str) -> time | None:
    """The time of day that a part tells; that a day was closed is none."""
    clock = clock_in(_CLOSED.sub(" ", part))
    return clock[1] if clock else None
