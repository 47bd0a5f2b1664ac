"""How far a trouble goes, as the words that begin it tell: who else is without network, and whether one card fails or all do.
Decides nothing.

    "整条街都断网了" -> neighbours, "phones are fine, all three terminals are offline" -> terminals, "only this one won't connect" -> one
    "the chip won't read on any card" -> all, "一张卡读不出，别的都好" -> one
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.text.clauses import is_fine

ONE, TERMINALS, SHOP, NEIGHBOURS = "one", "terminals", "shop", "neighbours"
_OTHER = "the other terminals"
KNOWN_BY = frozenset({ONE, TERMINALS})
"""The choices of a question that asks how far an outage goes."""
ALL = "all"
OF_MANY = frozenset({ONE, ALL})
"""The choices of a question that asks whether all cards or codes fail, or one."""

_AROUND = re.compile(
    r"隔壁|邻居|邻店|旁边(?:那|的|几|店|家|铺|也|都)|对面|周围|附近|左右(?:两|几|的|店|都|也)|[整全一这]条(?:街|路|巷)|[整全]个?(?:街|商场|市场|小区|片区|村|镇|楼|城|区)"
    r"|楼上楼下|商场里?[全都]|别的店|其他店"
    r"|\bnext[ -]?door\b|\bneighbou?r(?:s|ing)?\b|\b(?:whole|entire|all of the|all the) (?:street|block|area|building|road|town|mall|market|village|high street|row|estate|arcade)\b"
    r"|\b(?:other|nearby|surrounding) (?:shops?|stores?|businesses|cafes|stalls|places)\b|\b(?:shops?|stores?|place|cafe|stall|everyone|everybody)s? (?:around|across|opposite|nearby|on (?:the|our) (?:street|block|road))\b"
)
_MANY = re.compile(
    r"(?:刷卡机|pos机?|[机鸡]器|机子|终端)们?(?:都|全)|\b(?:terminals|machines|readers|pdqs)\b|(?:[两二三四五六几好多]|[2-9])+[台部个](?:刷卡机|pos机?|机器|机子|终端)?(?!月|小时|星期|礼拜|人|客)|(?:所有|全部|每[台部个]|另一?[台部]|别的|其他)(?:的)?(?:刷卡机|pos机?|机器|机子|终端)|另一?[台部]"
    r"|\b(?:both|all|every|each|two|three|four|five|[2-9]|other|second)(?: (?:of|the|our|my|three|two|four|five|[2-9]|card|payment|pos|them))* (?:terminals?|machines?|readers?|pdqs?|eftpos)\b"
    r"|\b(?:both|all|two|three|[2-9]) of (?:them|our)\b"
)
_SINGLE = re.compile(
    r"(?:就|只有?|单单?|仅|唯独)(?:是|有)?(?:这|那|它|它这|我这)(?:一)?(?:[台部个](?!月|星期))?|(?:就|只有?)一[台部]"
    r"|\b(?:only|just) (?:on |for |with |it'?s )?(?:this|that|the|my|one|1)(?: (?:one|1|card|payment|pos|particular|of the|of our))* ?(?:terminals?|machines?|readers?|pdqs?|device|one)\b"
    r"|\b(?:this|the) (?:terminal|machine|reader|pdq|one) only\b"
)
_REST = re.compile(
    r"手机(?!号|卡|银行|尾号|壳)|电脑|平板|ipad|监控|电视|收银(?:电脑|台|机)|别的(?!店|机)|其[他它](?!店|机)(?:设备|东西)?"
    r"|\b(?:phones?(?! (?:number|line|call|bill))|mobiles?(?! (?:number|data))|laptops?|tablets?|ipads?|computers?|till|pc|tv|cctv|everything else|anything else|the rest|other (?:devices|things|stuff))\b"
)
_WHOLE = re.compile(
    r"全店|[整全]个?店|店里(?:全|都|所有|啥|什么|没网|断网|上不了网)|(?:就|只有?|单单?)我们(?:店|家|一家)?(?!这?一?[台部个])|(?:啥|什么)都|\b(?:whole|entire|all of the|all the) (?:shop|store|cafe|place|bar|restaurant|salon|pub|premises|house|building|site)\b|\ball (?:of )?(?:our|the|my) (?:devices|gadgets|things)\b|\b(?:nothing|everything)(?: in (?:here|the \w+))?\b"
)
_OFFLINE = re.compile(
    r"没(?:有|了)?(?:信号|网)|(?:连接|网络|通[讯信]|联网)(?:失败|错误|异常|超时|故障|中断)|断网|断了|断线|掉线|离线|上不了网?|上不去|连不上|联不上|打不开(?:网页)?|刷不出|网(?:都|全|也|就)?(?:断|挂|没)了?|都?不行|用不了|(?:也|都)(?:一样|这样|是这样|没|断)|瘫|(?:也|都)(?:是的?$|同样)|同样的?(?:毛病|问题|情况)?|一模一样"
    r"|\b(?:offline|disconnected)\b|\b(?:connection|network|comms|communications?) (?:error|failed|failure|fault|problem|lost|timeout)\b|\btim(?:e|es|ed|ing) out\b|\bno (?:internet|wi-?fi|network|signal|connection|service|broadband)\b|\b(?:lost|without|dropped) (?:\w+ )?(?:internet|wi-?fi|network|signal|connection|broadband)\b"
    r"|\b(?:is|are|'s|went|gone|goes|go) (?:all |also |both |completely |now )*(?:down|out|off|dead)\b|\b(?:isn'?t|aren'?t|not|won'?t|can'?t|cannot|doesn'?t|don'?t|didn'?t) (?:\w+ )?(?:work(?:ing)?|connect(?:ing)?|load(?:ing)?|get(?:ting)?|online|open|join)\b"
    r"|\bnothing (?:\w+ )?(?:works?|working|loads?|connects?|online)\b|\beverything(?:'s| is)? (?:\w+ )*(?:down|offline|out|off)\b|\b(?:too|as well|either)$|\b(?:has|have|got|gets?|getting|having|with|is|are|'s|see|sees|says?|shows?) (?:\w+ ){0,2}(?:the )?same\b|\bsame (?:thing|problem|issue|error|trouble|code|message|here|there|story|with)\b|\b(?:ha(?:s|ve)|gets?|got) (?:it|this|that)\b"
)
_ONLINE = re.compile(
    r"有网|有信号|满格|(?:能|可以)上网?|没(?:有)?(?:断|掉线|离线)|上得了|能连|连得上|网是?好|能打开|\b(?:ha(?:s|ve)|get|gets|got) (?:\w+ )?(?:internet|wi-?fi|signal|connection|online|network)\b"
    r"|\b(?:is|are|'s|all|both|stays?|still) (?:\w+ )?(?:online|connected|fine|ok|okay|good)\b|\b(?:works?|working|connects?|loads?) (?:\w+ )?(?:fine|ok|okay|well|perfectly|grand|no problem)\b|\b(?:works?|working|connects?)$"
)
_NOT_OFFLINE = re.compile(r"没(?:有)?(?:断(?:网|线|过)?|掉线|离线)")
_NEXT = re.compile(
    r"(?<=[\u4e00-\u9fff\da-z])(?<![和跟连与问看比说在去到给叫让像就只单有用借])(?=(?:就|只有?|单单?)?(?:我们|隔壁|邻居|邻店|对面)|(?:就|只有?)我)"
)
"""Before who else is told of in one breath: 店里没网隔壁家是好的."""
_OF_MONEY = re.compile(
    r"付|扫|收款|支付|转账|短信|余额|蓝牙|热点|\b(?:pa(?:y|id|ys|ying|yments?)|scan\w*|bluetooth|pair\w*|hotspot|text|app)\b"
)
"""Of a telephone this tells nothing of the network."""
_NOT_SO = re.compile(
    r"是不是|吗|么$|不是|有没有|能不能|会不会|\?|\b(?:if|whether|could|is it|are they|was|were|used to|yesterday)\b|昨天|上次|之前|以前"
)


_SPELLED = (
    *("terminal", "terminals", "machine", "machines", "reader", "readers", "neighbour", "neighbours", "neighbor", "neighbors"),
    *("phones", "offline", "online", "connect", "connects", "connection", "internet", "everything", "nothing"),
)
"""Words of which a slip would make one terminal of several, or the other way round."""
_WORD = re.compile(r"[a-z]{6,}")


@lru_cache(maxsize=4096)
def _put_right(word: str) -> str:
    found = None if word in _SPELLED else process.extractOne(word, _SPELLED, scorer=OSA.distance, score_cutoff=1)
    return found[0] if found else word


def spelled(part: str) -> str:
    """A part with slips of the finger put right in the words that tell how far it goes: "both mahcines"."""
    return _WORD.sub(lambda word: _put_right(word.group()), part)


def reach(parts: Iterable[str], *, asked: bool = False) -> str | None:
    """Who is concerned, of the parts of a message (normalised, as `bot.understanding.answers.answers.parted` gives them): the farthest that
    is told; one terminal where the others are told to be well; None where it is not told, or only asked. Where it is ``asked``,
    several terminals that are named and not well are offline.
    """
    told = [(of, part) for part in _apart(parts) if not _NOT_SO.search(part) and (of := _of(part))]
    named = {of for of, _ in told}
    well = {of for of, part in told if _is_well(of, part)}
    down = {of for of, part in told if not is_fine(part) and (_is_down(of, part) or (asked and of == TERMINALS and of not in well))}
    if NEIGHBOURS in down:
        return NEIGHBOURS
    if SHOP in down:
        return SHOP if NEIGHBOURS in well else None  # it may be the street
    if TERMINALS in down:
        return TERMINALS if SHOP in well else None
    several = TERMINALS in named - well  # what is wrong with them is misspelt, or told in words of their own
    return ONE if ONE in down or (well & {SHOP, _OTHER} and not several) else None


def _apart(parts: Iterable[str]) -> list[str]:
    """The parts, with each of whom they tell in one breath apart, and spelled right."""
    return [spelled(one) for part in parts for one in ([part] if _NOT_SO.search(part) else _NEXT.split(part)) if one]


def well_in(parts: Iterable[str]) -> frozenset[str]:
    """Who is told to be well, of the parts of a message as `reach` takes them."""
    told = ((of, part) for part in _apart(parts) if (of := _of(part)))
    return frozenset(of for of, part in told if _is_well(of, part))


def _is_down(of: str, part: str) -> bool:
    return of == ONE or bool(_OFFLINE.search(_NOT_OFFLINE.sub("", part)))


def _is_well(of: str, part: str) -> bool:
    return is_fine(part) or (not _is_down(of, part) and bool(_ONLINE.search(part)))


def are_several(parts: Iterable[str]) -> bool:
    """Whether several terminals are named, of which nothing says that they are well."""
    return any(_of(part) == TERMINALS and not is_fine(part) for part in map(spelled, parts))


def _of(part: str) -> str | None:
    if _AROUND.search(part):
        return NEIGHBOURS
    if _MANY.search(part):
        return _OTHER if _REMAINING.search(part) and is_fine(part) else TERMINALS
    if _SINGLE.search(part):
        return ONE
    if _WHOLE.search(part) or (_REST.search(part) and not _OF_MONEY.search(part)):
        return SHOP
    return None


_THING = r"(?:cards?|chips?|codes?|customers?|people|punters?|clients?|phones?|barcodes?|qrs?)"
_EVERY = re.compile(
    r"(?:什么|任何|随便什么|哪|每|所有|全部)(?:样)?(?:的)?一?[张个种位]?(?:客人|顾客|客户|人)?的?(?:银行|信用|储蓄|芯片)?(?:卡|二维码|码|手机)|谁的(?:银行)?[卡码]?都"
    r"|(?:好几|[两三四五六几])[张个](?:不同的|银行|客人的|顾客的)?[卡码]?(?:都|全|也)|(?:试|换)了?(?:好几|[两三四五六几])张"
    rf"|\b(?:all|every|any|no|none of|not a single|neither|both)(?: (?:of|the|our|my|their|single|other|chip|bank|credit|debit|qr|customers?'?s?|one of the|a))* {_THING}\b"
    r"|\b(?:everyone|everybody|nobody|no one|anyone|anybody)(?:'?s)? (?:\w+ )?(?:cards?|phones?|codes?)\b"
    rf"|\b(?:two|three|four|five|six|several|many|different|[2-9]) (?:\w+ ){{0,2}}{_THING}\b"
)
_ALONE = re.compile(
    r"(?:就|只有?|单单|仅)(?:是|有)?(?:[这那他她一]|这个|那个|一个|一位|这位|那位)(?:个|位)?(?:客人|顾客|客户|人|男的|女的)?(?:的)?(?:那|这)?一?张?(?:银行|信用)?[卡码]|就一张"
    rf"|\b(?:just|only) (?:(?:this|that|the|one|a|1|single|particular|guy'?s|lady'?s|man'?s|customer'?s|customers'?|person'?s|woman'?s|his|her) ?)+{_THING}?\b"
    rf"|^(?:one|a single) (?:customer'?s?|person'?s|guy'?s|lady'?s) {_THING}\b"
)
_REMAINING = re.compile(r"别的|另一?[台部]|其[他它余]|\b(?:others?|the rest|every(?:one|body) else(?:'s)?)\b")


_ONE_WORKS = re.compile(
    r"^(?:只|就|仅|才|也|倒|还|刚|终于|现在|试了|好几张|其中)*有?(?:(?<=只)[这那他她]|(?<=就)[这那他她]|(?<=只有)[这那他她])?(?:个客人的?|个人的?|的)?一?[张个位](?:卡|码|客人的?|顾客的?|手机的?|人的?)*(?:就|是|还|倒)*(?:能|可以|行|成功|正常|没问题|[读刷扫认挥插拍](?:出来|过去|上|到|成|过|进|得)|有反应)"
    r"|^(?:只|就|才|倒|还|刚|现在|它|机器|能)*[读刷扫认挥插拍](?:出来?|过去?|上|到|成|进)?了?一[张个](?:卡|码)?了?$"
    r"|^(?:(?:yes|yeah|no|well|so|but|and|it|it's|its|they|the (?:reader|terminal|machine|scanner)|there's|there is|at least|now|has|have|only|just|ever|did|can|will)[ ,]+)*"
    r"(?:read|reads|took|takes?|accept(?:s|ed)?|scan(?:s|ned)?|got|lik(?:es|ed)) (?:only |just )?(?:the |this |that |a )?(?:one|1|single)(?: of (?:them|the \w+))?(?: (?:cards?|codes?|phone|customer'?s?|chip))*(?: (?:now|so far|today|fine|ok|though))*$"
    r"|^(?:(?:yes|yeah|no|well|so|but|and|there's|there is|at least|now)[ ,]+)*(?:(?:only|just) )?(?:(?<=only )(?:this|that|my|his|her|the)|(?<=just )(?:this|that|my|his|her|the)|one|1|a single)(?: one)?(?: of (?:them|the \w+))?"
    r"(?: (?:customer'?s?|guy'?s|lady'?s|person'?s|man'?s|woman'?s|card|code|phone|one))*(?: (?:that|is|was|has|got|did|does|actually))* (?:works?|worked|working|reads?|scans?|scanned|goes|went|gone|taps?|tapped|fine|ok|okay|accepted)\b"
)
"""One of several works, which is another thing than that one alone fails."""
_DOES = re.compile(r"(?:能|可以)(?:正常)?[刷读扫认插挥拍用]|[刷读扫认插挥拍]得(?:了|出|上|到|过)")
_FAILS = re.compile(r"不|没(?!问题|事)|失败|拒|\b(?:not|no(?! problem)|never|fail\w*|declined?|refused?)\b|n't\b")


def one_works(parts: Iterable[str]) -> bool:
    """Whether it is told of one card or code that it was read, and of the rest not that they are: "it read one card", 只有一张能刷."""
    told = list(parts)
    return any(_ONE_WORKS.search(part) and not _FAILS.search(part) for part in told) and not any(map(rest_is_well, told))


def extent(parts: Iterable[str]) -> str | None:
    """Whether all cards or codes fail, or only one, of the parts of a message as `reach` takes them; None where it is not told."""
    parts = list(parts)
    if one_works(parts):
        return ALL
    found = {of for part in parts if not _NOT_SO.search(part) and (of := _how_many(part))}
    return found.pop() if len(found) == 1 else None


def rest_is_well(part: str) -> bool:
    """Whether a part says that nothing is wrong with all the others: 别的卡都好好的."""
    return bool(_REMAINING.search(part)) and (is_fine(part) or (bool(_DOES.search(part)) and not _FAILS.search(part)))


def _how_many(part: str) -> str | None:
    well = is_fine(part)
    if rest_is_well(part) or (not well and _ALONE.search(part)):
        return ONE
    return ALL if not well and _EVERY.search(part) else None


_OF_MORE = re.compile(
    r"几台|[两二俩三四五六七八九十\d]台|都|全|别的|其[他它]|另|所有|整|手机|电脑|平板|隔壁|邻居|街|旁边|附近|没网|断网|停电"
    r"|\b(?:all|both|every\w*|other|others|several|some|two|three|four|\d+|phones?|mobiles?|computers?|laptops?|tablets?|ipads?|whole|neighbou?r\w*|street|next door|nothing|none|no one|nobody|same|rest|tills?|machines|terminals|readers|internet|wi-?fi|outage|area|tv|telly)\b",
    re.IGNORECASE,
)


def tells_of_more(text: str) -> bool:
    """Whether the words speak of more than the one terminal; what does not says nothing of how far it goes.

    >>> tells_of_more("插卡的,在车上用"), tells_of_more("手机也没网")
    (False, True)
    """
    return _OF_MORE.search(text) is not None
