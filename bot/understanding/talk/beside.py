"""Questions that have one answer whatever is open: what becomes of the old terminal, what paper and cables cost; and what is said
not to have befallen it. Decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.core.knowledge import group_of
from bot.understanding.answers.asking import is_question

_OLD = re.compile(
    r"旧(?:的那?[台个]?|机器?|机子|那台|终端|设备)|(?:原来|之前|坏了?)的(?:那|这)?(?:台|个|机器)"
    r"|\b(?:the |my |our |this )?(?:old|broken|faulty|dead|damaged) (?:one|terminal|machine|unit|reader|card machine|device)\b",
    re.IGNORECASE,
)
_DEALT = re.compile(
    r"\b(?:what|how) about\b|留|扔|丢|寄回|还给|交给?|退(?:回|给)|收走|带走|拿走|回收|怎么(?:处理|办|弄)|卖"
    r"|\b(?:keep|throw|bin|chuck|return|get rid|dispose|recycle|sell|collect(?:ed)?|do (?:i|we) do with|happens (?:to|with)|goes? back|(?:send|give|hand|take|post) (?:it |(?:the|my|our) \w+ \w+ )?(?:back|over|in|away))\b",
    re.IGNORECASE,
)
_COSTS = re.compile(
    r"多少钱|多钱|什么价|啥价|价格|贵不贵|几块|哪(?:里|儿)(?:有|能|可以)?买|\bhow much\b|\bprice\b|\bcosts?\b|\bwhere (?:do|can|could) (?:i|we) (?:buy|get|order)\b",
    re.IGNORECASE,
)
_WARE = re.compile(
    r"(?:一|几|新)?(?:卷|筒|箱)纸|(?:打印|热敏|小票|收银)纸|纸卷|(?:新|一个|个)?(?:充电器|电源适配器|适配器|电源线|充电线|数据线|网线|底座|清洁卡)"
    r"|\b(?:paper )?rolls?(?! out)\b|\bpaper\b|\b(?:charger|adapter|adaptor|power (?:cable|lead|supply)|charging (?:cable|lead)|usb cable|network cable|dock|cradle|cleaning card)s?\b",
    re.IGNORECASE,
)
_NOT_BEFALLEN = re.compile(
    r"(?:也|都|可|倒|,|，| )*没(?:有)?(?:冒烟|着火|火花|异味|焦味|怪味|味道|发烫|烫)[啊呀了。!！]*|(?:no|there'?s no|without|not any) (?:liquid|water|spills?|drops?|moisture|smoke|fire|flames?|sparks?|smell|heat)(?: (?:at all|now|though))*[.!]*"
    r"|(?:机器|它|也|从来|都|可|我|我们|,|，| )*(?:没|没有|未)(?:人|有)?(?:摔|磕|碰|撞|泡|淋|洒|撒|进|拆|砸|裂|碎|压|变形)(?:过|水|着|到)*(?:它|机器|水|的)*[啊呀吧。!！]*"
    r"|(?:no,? |it |its |it's |we |i |nobody |was |has |had )*(?:not|never|wasn'?t|was not|hasn'?t|has not|didn'?t|did not|haven'?t)(?: been| ever| got| get)? (?:dropped|drop it|drop|fallen|wet|opened|knocked|knock it|damaged|cracked|smashed|chipped|bent|scratched)(?: (?:it|at all|(?:or|and|and not|nor) (?:wet|dropped|opened|knocked|anything)))*[.!]*",
    re.IGNORECASE,
)
_NONE_OPEN = re.compile(
    r"(?:都|也|可|现在|,|，| )*没有?(?:什么|哪笔|一笔|一个)?(?:没|未)(?:有)?(?:结算|结|上传|传|传完|做完|弄完)(?:的|了|呀|啊|呢|交易|单子|款)*[。!！]*|(?:no,? |there'?s |there is |we have )*(?:nothing|no sales?|none)(?: is| are| left)? (?:unsettled|not settled|open|left to settle)[.!]*",
    re.IGNORECASE,
)
"""That nothing is left to be settled, told where it is not asked."""
_FOR_ME = re.compile(
    r"(?:那|这|这个)*(?:对|跟)?(?:我|我们)(?:会)?有(?:什么|啥)(?:影响|后果|关系)[啊呀呢?？]*|(?:and |so |ok )*what does (?:that|this|it) mean(?: for (?:me|us|my shop))?[? ]*",
    re.IGNORECASE,
)
"""Asking what it means for the shop."""
_NOT_NOW = re.compile(
    r"(?:还|也)?(?:没有?|不行|没好|没)[,，.。 ]*(?:但是?|不过|可是?)?[,， ]*(?:昨[天晚]|前[天几]|之前|以前|上次|早上|刚才|原来|本来).{0,10}[。!！]*"
    r"|(?:no|nope|nah|not yet|not now)[,. ]*(?:but |though |although |and )?(?:it|they|that|he|she) (?:did|was|were|worked|had|could|used to|has been)\b.{0,30}",
    re.IGNORECASE,
)
"""No, with how it was before: "no, but it did yesterday"."""
_CHARGES = re.compile(
    r"(?:但是?|可是?|它|电池|能|也|,|，| )*充电?(?:是|都|得|倒|很|也)*(?:没问题|没毛病|正常|快|满|好的)(?:的|啊|呀|了)*[。!！]*"
    r"|(?:it |but |the battery |yes |no )*(?:charges|charging)(?: up| is|'s)? (?:fine|ok(?:ay)?|well|normally|all right|alright|good)[.!]*",
    re.IGNORECASE,
)
"""That it charges: of a battery that runs down fast this mends nothing."""
_INSIDE = re.compile(
    r"(?:里面?|机器里|没结算)的?(?:钱|账|流水|交易|款)|(?:钱|流水|交易|账)(?:还)?(?:都)?在(?:机器|里)|\b(?:sales|takings|money|payments|batch|transactions)\b.{0,20}\b(?:in(?:side)? (?:it|there|the (?:machine|terminal))|on (?:it|the (?:machine|terminal)))\b",
    re.IGNORECASE,
)
_NO_PROOF = re.compile(
    r"(?:我|可|但是?|,|，| )*(?:没有?|没|找不到|丢了|不见了)(?:了|购机|当时的|买的)*(?:发票|合同|凭证|单据|收据)(?:了|啊|的|丢了|找不到了|也没有|或者?|和|、|合同|发票)*[。!！]*|(?:(?:发票|合同|凭证|收据|单据|小票)(?:和|跟|、|,|，| )*)+(?:啥的|什么的)?(?:早就|都|也|已经|全)*(?:没了|没有?了?|没留|没给|丢了|找不到了?|不见了)[啊呀。!！]*"
    r"|(?:but |sorry |i |we |ive |i've )*(?:no|don'?t have|do not have|haven'?t got|havent|lost|can'?t find|cannot find|threw away|chucked)(?: (?:the|an|any|my|a))? (?:invoice|contract|receipt|proof(?: of purchase)?|paperwork)(?: (?:or|any ?more|anymore|sorry|though|contract|invoice|receipt))*[.! ]*",
    re.IGNORECASE,
)
_AT_LENGTH = 100  # characters
_WELL_EN = r"(?:'?s|is|are|seems?|looks?)? ?(?:all )?(?:works?|working|fine|ok(?:ay)?|good|alright|normal|online)(?: (?:fine|ok|okay|now|too|as well|though|here|perfectly|normally|well|no problem|online))*"
_WELL_ZH = r"(?:都|也|倒|是|还|,|，)*(?:没问题|没事|正常|好的|能用|可以用?|能刷|能收|能上|能连|好使|行)(?:的|啊|呀|吧)*"
_OTHERS: tuple[tuple[str, str], ...] = (
    ("hardware.scanner", r"支付宝|云闪付|alipay|wechat(?: pay)?|other codes"),
    (
        "hardware.card_reader_contactless",
        r"(?:plain |normal |plastic )?cards tap(?:ping)?|plastic cards|实体卡|刷卡|插卡|芯片|磁条|chip|inserting|insert|swiping|swipe|magstripe",
    ),
    ("hardware.card_reader_chip", r"磁条|刷磁|挥卡|闪付|手机付|swiping|swipe|stripe|tapping|tap|contactless|apple pay"),
    (
        "",
        r"隔壁|邻居|别家|其他机器|别的机器|另一台|手机热点|热点|手机|(?:mobile |phone )?hotspot|next door|the neighbours?|neighbours?|(?:my|the|other|another) (?:phone|terminal|machine)s?",
    ),
    ("hardware.card", r"刷卡|收款|卡|card payments|payments|cards|sales"),
    ("network", r"网络?|无线|wi-?fi|网线|信号|(?:the |my |our )?(?:internet|wi-?fi|network|signal|connection|broadband)"),
    ("hardware.printer", r"打印机?|(?:the |my )?(?:printer|printing)"),
    ("hardware.scanner", r"扫码|(?:the |my )?(?:scanner|scanning)"),
    ("hardware.screen", r"屏幕?|(?:the |my )?screen"),
    ("power", r"电池|充电|(?:the |my )?(?:battery|charging)"),
)
"""What may be said to be well beside the trouble at hand, and of which kind of trouble it is the part; of a reader, what it reads
otherwise.
"""
_OTHER_IS_WELL = tuple(
    (
        kind,
        re.compile(rf"(?:but |yes |well |the |我的?|我们|店里|但是?|可|那|,|，| )*(?:{names}) ?(?:{_WELL_EN}|{_WELL_ZH})", re.IGNORECASE),
    )
    for kind, names in _OTHERS
)
_CARDS = "hardware.card"
_TOLD_BY_CARDS = frozenset({"transaction", "network"})
"""Troubles that are gone when cards are taken again."""
_READERS = frozenset({"hardware.scanner", "hardware.card_reader_contactless", "hardware.card_reader_chip"})
_NO_UPDATES = re.compile(
    r"(?:也|都|从来)*(?:没|没有|不)(?:更新|升级)(?:过|的)?[。!！]*|(?:no|not|never|hasn'?t|haven'?t)(?: been| any| had)? ?(?:recent )?(?:updates?|updated|updating)(?: anything)?[.! ]*",
    re.IGNORECASE,
)
_UPDATES = "software.driver_update"
_ORIGINAL = re.compile(
    r"(?:充电器|适配器|电源线|充电线|纸|电池|都|它|用的|就|也|一直)*(?:是|用的是)?(?:原装|原配|原来配|自带|官方)(?:的|那个|充电器|适配器|线|啊|呀)*[。!！]*"
    r"|(?:and |but |yes |it'?s |i use |we use |with |using |the |is |charger |adapter |cable )*(?:original|official|genuine)(?: (?:one|charger|adapter|cable|lead|it came with|that came with it))*[.! ]*",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"(?:还有|还剩|电池|电量|有|是|剩|显示|大概|,|，| )*电?(?:量)?(?:还)?(?:有|剩|是)?(?:百分之)?(?:\d{1,3} ?[%％]?|[一二两三四五六七八九十]{1,3})(?:的)?(?:电|格电)?(?:呢|了|吧)?"
    r"|(?:the |its |it's |still |about |has |at )*(?:battery|charge)(?: (?:is|at|level|about|still|has))* \d{1,3} ?(?:%|percent)?|\d{1,3} ?(?:%|percent) (?:battery|charge|charged)",
    re.IGNORECASE,
)
_LIT = re.compile(
    r"(?:机器|上面|顶上|有个|那个|还|一直|在|就是|,|，| )*(?:红|绿|黄|橙|蓝|白)?色?(?:的)?(?:指示)?灯(?:也|还|一直|老|在|是)*(?:闪|亮|红)(?:着|烁|红|的|了|啊|呢)*|(?:机器|上面|一直|在|,|，| )*(?:闪|亮)(?:着)?(?:红|绿|黄|橙|蓝)灯(?:了|呢|啊)*"
    r"|(?:and |but |there'?s |there is |with |it has |a |the |small |little )*(?:red|green|amber|yellow|orange|blue|white) (?:light|led)s?(?: (?:is|are|keeps?|blinking|flashing|on|lit|showing|still|there))*",
    re.IGNORECASE,
)
"""The light of the terminal itself: none of the router."""
_POWER_TOLD = re.compile(r"电|batter|charge", re.IGNORECASE)
"""That the charger is the maker's, and how full the battery is: what a merchant is used to be asked."""
_BARS = re.compile(
    r"(?:还|就|只|有)*信号(?:还|就|只)?(?:有)?[一两二三四满\d](?:格|个格)|(?:only |just |it'?s |it has |got |about )*(?:one|two|three|four|full|\d) bars?(?: of (?:signal|wifi))?",
    re.IGNORECASE,
)
_ON = re.compile(
    r"(?:手机|平板|机器|的|上|两边)*蓝牙(?:是|都|也|一直)*(?:开着|开了|打开了|打开的)(?:的|啊|呀)*|(?:yes |the |my )*bluetooth(?:'s| is)? (?:turned |switched )?on(?: on both| already)?",
    re.IGNORECASE,
)
_BLUETOOTH = "network.bluetooth"
_BARS_OF = frozenset({"network.wifi", "network.connection_failed", "network.router"})
"""Troubles of which bars of signal name no SIM card."""
_PROGRESS = re.compile(
    r"(?:还是?|卡在|停在|一直|都|在)*\d{1,2} ?[%％](?:不动|没动|,|，| |了|就|停|卡|住|已经|都|快)*(?:[半一两三几\d]+个?(?:多)?(?:小时|钟头|分钟))?(?:了|不动)*|(?:it'?s |been |still |stuck |at |on |an hour,? |half an hour,? )*\d{1,2} ?(?:%|percent)(?: (?:for|since|over|about|nearly|half|an?|the|last|hours?|minutes?|now|still|and|not|moving|\d+))*",
    re.IGNORECASE,
)
_APPROVED = re.compile(
    r"(?:那笔|那个|小票|机器)?(?:上)?(?:是|都)?(?:写|显示)(?:的|着)?(?:交易)?成功(?:的|了|啊)*|(?:it |the slip |the receipt |slip |receipt )?(?:said|says|showed|shows|was) (?:it was )?approved(?: on the (?:slip|receipt|screen))?",
    re.IGNORECASE,
)
_SETTLING, _CRIME = "settlement", "security"


def asked_beside(text: str, trouble: str = "") -> str | None:
    """explain, old_one, or ware, for words that ask what it means, what becomes of the old terminal, or what such a thing costs. Amid a
    crime nothing: there the old one was taken, or is evidence.
    """
    said = text.strip()
    if group_of(trouble) == _CRIME:
        return None
    if _FOR_ME.fullmatch(said):
        return "explain"
    if len(said) > _AT_LENGTH or not is_question(said):
        return None
    if _OLD.search(said) and _DEALT.search(said):
        return "old_one"
    return "ware" if _COSTS.search(said) and _WARE.search(said) else None


def is_said_beside(text: str, trouble: str, slots: Mapping[str, str]) -> bool:
    """Whether something is told amid a trouble that is no part of it and answers nothing: another thing is well or on, how far an update has
    come, that a sale was approved.
    """
    said = text.strip(" .。!！~,，")
    if slots.get("battery_fault") == "drains" and _CHARGES.fullmatch(said):
        return True
    if (trouble == _BLUETOOTH and _ON.fullmatch(said)) or _is_told_unasked(said, trouble):
        return True
    if trouble in _BARS_OF and _BARS.fullmatch(said):
        return True
    if trouble != _UPDATES and _NO_UPDATES.fullmatch(said):
        return True
    if (trouble == _UPDATES and _PROGRESS.fullmatch(said)) or (group_of(trouble) == _SETTLING and _APPROVED.fullmatch(said)):
        return True
    return bool(trouble) and any(form.fullmatch(said) for kind, form in _OTHER_IS_WELL if _is_no_part(kind, trouble))


def _is_told_unasked(said: str, trouble: str) -> bool:
    """Whether it is only told that a part is the maker's own, or, where no power is asked about, how full the battery is."""
    if _LIT.fullmatch(said) and not trouble.startswith(("power", "network")):
        return True
    level = not trouble.startswith("power") and _POWER_TOLD.search(said) and _LEVEL.fullmatch(said)
    return bool(_ORIGINAL.fullmatch(said) or level)


def _is_no_part(kind: str, trouble: str) -> bool:
    """Whether what is said to be well is none of the trouble at hand."""
    if kind in _READERS and (kind == trouble or trouble in _READERS):
        return kind == trouble
    if kind == _CARDS and group_of(trouble) in _TOLD_BY_CARDS:
        return False
    return not (kind and trouble.startswith(kind))


def asks_of_sales_inside(text: str) -> bool:
    """Whether it is asked what becomes of the sales that are in the terminal."""
    return bool(_INSIDE.search(text)) and is_question(text)


def is_without_proof(text: str) -> bool:
    """Whether it is said that there is no proof of purchase, and nothing else: that refuses no repair."""
    return bool(_NO_PROOF.fullmatch(text.strip()))


def is_not_now(text: str) -> bool:
    """Whether the words say no, and beside it only how it was before."""
    return bool(_NOT_NOW.fullmatch(text.strip()))


def is_not_befallen(text: str) -> bool:
    """Whether it is said that the terminal was not dropped, wet or opened, and nothing else."""
    return bool(_NOT_BEFALLEN.fullmatch(text.strip()) or _NONE_OPEN.fullmatch(text.strip()))
