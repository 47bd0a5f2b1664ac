"""How far it goes that something works, as words tell: of another thing, by a way round, in part or for a while, as others say, or not yet.

The one place that reads this; what is made of it is for those who ask. That the words say that anything works is not looked at again: what
is found here only takes from it.
"""

from __future__ import annotations

import re
from enum import Enum

from bot.core.state import State
from bot.understanding.answers.answers import parted
from bot.understanding.text.remembering import lately


class Limit(Enum):
    """What keeps words that say it works from saying that the terminal does, as it did."""

    ANOTHER = "another thing works: a phone, the lamp, the other terminal"
    ELSEWHERE = "it works next door or on another, or what leads to it does: the router, the socket, a light"
    ROUND = "the way round works: a hotspot, the spare terminal, the keys in place of the scanner"
    PART = "a corner of it works, or it did and fails again"
    LESS = "it works with a but, or not as well"
    HEARSAY = "others say so, or nobody would swear to it"
    NOT_YET = "it will, may, did once, or is asked"


_PHONES_ZH, _PHONES_EN = "手机", r"(?:(?:mobile )?phones?|mobiles?)"
_SCREENS_ZH, _SCREENS_EN = "电脑|笔记本|平板|ipad", r"laptops?|tablets?|ipads?|computers?|pc"
_HOUSE_ZH = "台灯|风扇|电扇|水壶|冰箱|电饭锅|收音机|电视|音箱|车载"
_HOUSE_EN = r"kettle|lamp|fridge|toaster|hoover|fan|radio|hairdryer|microwave|phone charger|light bulb|tv|telly|car|speaker|headphones"
_LINE_ZH, _LINE_EN = "灯|路由器|光猫|网线|插座|插板|插排", r"router|lights?|led|socket|modem|plug|sim"
_MACHINES_ZH = (
    "(?:另外?一?[台个]?|别的|其[他它]|隔壁|后厨|厨房|吧台|旧|备用)(?:一|那)?[台个]?(?:机器|机子|打印机|终端|刷卡机)?|别家|别人|那边那台"
)
_MACHINES_EN = r"(?:other|another|second|spare|old|kitchen|till|bar|upstairs|downstairs) (?:terminal|machine|reader|printer|one)s?"
NAMES = rf"{_PHONES_ZH}|{_SCREENS_ZH}|电视|隔壁|别的|其他|另一|\b(?:phones?|mobile|{_SCREENS_EN}|tv|others?)\b"
"""The names of other things, for those to whom the mere name is enough."""

_GOES_ZH = r"[^,，。!！?？不没卡了\s]{0,4}?(?:能|可以|好|正常|有[网电]|有信号|亮|充得|联网|连上|没问题|没事)(?!就)"
_GOES_EN = r"(?:'s|s)?(?: (?:is|are|does|all|still|also|on it|and|seems?))* (?:works?|worked|working|prints?|charges?|charging|connects?|connected|online|goes|on|fine|ok|okay|good|comes? on|lights? up)\b"
_ANOTHER = re.compile(
    rf"(?:{_SCREENS_ZH}|{_HOUSE_ZH}|{_MACHINES_ZH}){_GOES_ZH}|(?:他|客人)[^,，。]{{0,3}}(?:是好的|没问题|没事|正常|好的|可以|能|亮了)(?!就)"
    rf"|\b(?:{_SCREENS_EN}|{_HOUSE_EN}|tills?|{_MACHINES_EN}){_GOES_EN}"
    rf"|\b(?:works?|worked|working|connect(?:s|ed)?|pair(?:s|ed)|prints?|charges?|fine|ok|good|goes|reads?|scans?) (?:\w+ )?(?:on|in|to|with|by) (?:the |my |our |a |his |her |their )?(?:{_SCREENS_EN}|{_HOUSE_EN}|{_MACHINES_EN})\b"
    r"|\beverything else\b|\b(?:guest|neighbou?rs?'?|other) (?:wi-?fi|network)\b",
    re.IGNORECASE,
)
_PHONE = re.compile(rf"{_PHONES_ZH}{_GOES_ZH}|\b{_PHONES_EN}{_GOES_EN}|\b(?:on|in) (?:my|his|her|their) {_PHONES_EN}\b", re.IGNORECASE)
_A_PHONE = re.compile(rf"{_PHONES_ZH}|\b{_PHONES_EN}\b", re.IGNORECASE)
_KNOWS_PHONES = ("network.bluetooth", "hardware.card_reader_contactless", "hardware.scanner", "software.driver_update")
"""The troubles whose work it is to know a phone: there it is the terminal that does."""
_ELSEWHERE = re.compile(
    rf"(?:{_LINE_ZH}){_GOES_ZH}|\b(?:{_LINE_EN}){_GOES_EN}"
    r"|备用机|\bworks? (?:\w+ )?outside\b|\b(?:in the (?:back|other|next)|on the other|on another|next door|neighbou?rs?)\b|\bother shop\b"
    r"|\b(?:other|spare|old) (?:one|till|terminal|machine|reader)\b|\b(?:mine|ours|the others?|others?|the rest)\b.{0,8}\b(?:do|does|is|are|wo|did|has|ca)n'?t\b",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"(?:上|去|到|回|拿到?|搬到?|走到|下|出)(?:了|个)?(?:去|来|到)?(?:[一二三四五六七八九\d]楼|楼[上下]|外[面边头]|门口|店外|街上|马路|家里?|别处|院子)[^,，。]{0,3}?(?:就|才)(?:好|有|能|行|可以)"
    r"|\b(?:works?|fine|ok|okay|online|connects?|signal)(?: (?:only|just|again|grand|fine))? (?:when|if|once|as soon as) (?:i|we|you) (?:go|take|move|step|walk|bring|carry)\b|\b(?:up|down|out)(?:stairs|side) (?:it (?:works|is fine|connects)|it'?s fine)\b",
    re.IGNORECASE,
)
_MOVED = frozenset({"window", "closer"})
"""It works where it was carried to; the steps that propose just that."""
_ROUND = re.compile(r"热点|\bhotspot\b", re.IGNORECASE)
_DATA = re.compile(r"流量|\bmobile data\b", re.IGNORECASE)
_OF_DATA, _HOTSPOT = "network.sim", "hotspot"
"""The trouble that is mended with data, and the step that proposes the hotspot."""
_ROUND_OF = tuple(
    (kinds, re.compile(form, re.IGNORECASE))
    for kinds, form in (
        ("network.bluetooth", r"\b(?:with|to) (?:my |the |a )?headset\b"),
        (
            "hardware.card_reader_chip",
            r"(?:拍|挥|感应|碰)(?:一?下)?(?:卡)?(?:就|都|是|倒)?(?:能|可以|行|好)|\b(?:works?|fine|ok|goes) (?:with|by|on) (?:the )?(?:tap|tapping|contactless)\b",
        ),
        ("hardware.scanner", r"条(?:形)?码|手动输|手输|\bbar ?codes?\b|\bby hand\b|\btyped\b|\bmanually\b"),
        ("hardware.printer_blank", r"走纸|出纸|空白|白的|\bfeeds?\b|\bfeeding\b|\bblank\b|\bwhite\b"),
        ("software.frozen", r"上一?[笔单]|那[笔单]|查了|\b(?:last|that|the) (?:sale|payment|one|transaction)\b"),
    )
)
"""By trouble, what else than its own work may be what works."""
_PART = re.compile(
    r"一角|[上下左右]半[边截]?|半边|半截|只有[上下左右中]|(?<!会)又(?:断|掉|没|白|黑|空白|不[行亮动])|(?:后面|接着|然后)又|等等看|等下看|再看看"
    r"|\b(?:one|a|the (?:top|bottom|left|right|upper|lower)|(?:top|bottom|left|right|upper|lower)) (?:corner|half|edge)\b|\bhalf (?:of|the (?:screen|page|receipt|slip))\b"
    r"|\b(?:then|but then|and then|and|but) (?:it )?(?:dropped|drops|cut out|cuts out|lost it|lost (?:the )?(?:connection|signal)|went blank|said|says|declined|blank|failed|fails|asks)\b",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"(?:我)?(?:还)?以为(?!.{0,4}(?:坏|完|修|换|废))|本来|原本|原来(?:都|还)?(?:是)?(?:好|可以|正常|能)|刚才还|(?:能用|可以|能[刷打]了?|好了|正常了?|行了?)[,， ]*(?:就是|只是|但是?|可是|不过)|好像(?!没)|勉强|凑合|将就|一半|好了?(?:一|那么)?[点些](?!击)|慢(?:是慢)?(?:了)?(?:点|些|得)|差一?点|(?:不用|没|断|不连|不插|不开)[^,，。]{1,6}(?:就|的?时候?|倒|才)+[^,，。]{0,2}(?:行|能|可以|好|正常)"
    r"|\bworked for (?:a|an|one|two|five|ten|\d+)|\b(?:wish|just the|thought (?:it|that|so)|was (?:working|fine|ok|okay|good)(?! now)|had worked|(?:sort|kind) of|kinda|barely|hardly|half(?! (?:out|in|off|open|loose|pulled|way|plugged|unplugged))|slow(?:er|ly)?|took ages|but|except|apart from|only (?:with|when|if|on|in|by|my|the)|without|offline)\b",
    re.IGNORECASE,
)
_OTHERS_SAY = re.compile(
    r"(?:同事|店员|员工|伙计|老公|老婆|老板娘?|他们?|她们?|[你我](?:爸|妈|哥|姐|弟|妹|儿|女)\w?|儿子|女儿|朋友|师傅|服务员|收银员?|小[妹弟王李张]|经理|店长|别人|人家|邻居|有人|对象)(?:刚|才|跟我|又|都|还|在)*(?:说|讲|觉得|认为)|听(?:人|他|她)?说|据说|(?:机器|机子|它|屏幕上?)(?:自己)?(?:说|写着?)(?:是|已经?)?(?:好|正常|没问题)"
    r"|\b(?:he|she|they|colleague|co-?worker|wife|husband|boss|manager|waiter|waitress|cashier|staff|son|daughter|mum|mom|dad|brother|sister|friend|partner|girl|guy|lad|neighbou?r|assistant|twitter|facebook|the news|website|provider|everyone|some(?:one|body))(?:'s| has| have| is)? (?:just )?(?:says?|said|saying|reckons?|swears?|claims?|thinks?|told|tells|texted)\b"
    r"|\b(?:apparently|supposedly|allegedly|i'?m told|im told|i heard)\b|\bit says (?:that )?(?:it'?s|it is|all|everything'?s?) (?:fine|ok|okay|good|well|normal|working)\b",
    re.IGNORECASE,
)
"""That somebody else says so, or the machine of itself."""
_NOT_SAID = re.compile(
    r"不(?:敢|能|好|太敢)说|\b(?:would ?n'?t|would not|ca ?n'?t|cannot|could ?n'?t) (?:really |yet )?(?:say|swear|promise|call it)\b|\b(?:do ?n'?t|do not) (?:really )?(?:think|believe)\b|\b(?:works?|working|fixed|better|sorted|connected)(?: now)? ?\?+ ?(?:no|nope|nah|not|thanks?|thank you|cheers|ta|please|pls)\b",
    re.IGNORECASE,
)
"""That it is not to be said."""
_NOT_YET = re.compile(
    r"要是|如果|假如|[好连能行]了(?:上|连|用|扫|刷)?(?:我|再|会|给)(?:再|会|来)?(?:叫|告诉|通知|说|给|跟|找)|吗[ ,，。]*(?:谢|多谢|麻烦)|快(?:要)?(?:好|成|行|可以|通|连上|恢复)|马上(?:就)?(?:好|行|可以|成|能)|(?:应该|估计|可能|大概|也许|说不定|肯定|一定)(?:就|会|能)+|可能|也许|大概|说不定|看着像|感觉像|呵呵|才怪|个[屁鬼]|有一次|(?:就|只|才)[一那]次|成了?一次|过一次|[^没不](?:吗|么)[。!！~]*$|[?？]$"
    r"|\b(?:need|want|get) (?:it|this|that) (?:fixed|sorted|working|to work)\b|\b(?:if|when|once) it(?:'s)? (?:works?|fixed|working)\b|\b(?:nearly|almost|about to|going to|gonna|(?:will|'ll|should|would|could|might|may|must) (?:be|work|do)|probably|prolly|maybe|perhaps|possibly|hopefully|i guess|i hope|i suppose)\b|\?$",
    re.IGNORECASE,
)
"""That it will be so, may be, was so once, or is asked, which is not that it is."""
_ZH_WELL = "(?:好好的|好的|正常|可以|能用|能[刷打扫连]上?|行|没事|没问题|有网|有信号)"
_ZH_TIME = (
    "(?:有的?时候?|有些时候|偶尔|早上|上午|中午|下午|傍晚|晚上|白天|夜里|半夜|平时|平常|周末|[周星期礼拜]{1,2}[一二三四五六日天]|人少|闲|刚?一?开始|开头|刚开机|"
    r"[^,，。!！?？]{1,8}(?:的时候|时))"
)
_EN_WELL = r"(?:fine|ok|okay|good|alright|all right|normal|works?|working|worked)(?: (?:ok|okay|fine|well|great|perfectly))?"
_EN_TIME = (
    r"(?:sometimes|occasionally|some ?days|at times|(?:in|during) the (?:early |late )?(?:morning|afternoon|evening|day|night)s?|(?:at|by|over) (?:night|lunch|lunchtime|noon|closing|opening)"
    r"|(?:on|at) (?:the )?(?:weekends?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)|on and off|off and on|now and (?:then|again)|every (?:now and (?:then|again)|so often|other (?:time|day))"
    r"|half (?:of )?the time|some of the time|most of the time|for (?:a|an|one|two|three|five|ten|about|maybe|like|\d+) ?(?:bit|while|little while|few|couple|sec\w*|min\w*|hour|moment|day)s?)"
)
_PARTLY = re.compile(
    rf"(?:但|可是?|不过|就|它|机器|也|只有?|反正|其实|,|，| )*{_ZH_TIME}(?:倒|还|都|又|就|是|也|才|会|只|,|，)*{_ZH_WELL}(?:的)?[啊呀吧呢]*"
    rf"|{_ZH_TIME}(?:倒|还|都|又|就|是|也|才|只)好|(?:有的?时候?|偶尔)(?:好|{_ZH_WELL})(?:的)?[,，]?(?:有的?时候?.{{1,6}})?|时好时坏|(?:刚才|中间|就|只|又|刚|它)*好了?一(?:会|阵|下|阵子)儿?[,，]?(?:又?.{{0,6}})"
    rf"|(?:(?:but|yes|yeah|no|well|it'?s|it|that|is|was|only|just|seems?|mostly|usually|all|sort of|kind of) )*{_EN_WELL} (?:only |just )?(?:{_EN_TIME}|(?:until|till|unless|only (?:if|when|while)) .{{1,30}})(?: (?:only|though|but.{{0,20}}|then.{{0,20}}))?"
    rf"|(?:but |only |just )*{_EN_TIME},? (?:(?:it'?s|it|that|is|only|just|seems?) )*{_EN_WELL}",
    re.IGNORECASE,
)


_SAID = (
    (Limit.ELSEWHERE, (_ELSEWHERE,)),
    (Limit.PART, (_PART,)),
    (Limit.LESS, (_LESS,)),
    (Limit.HEARSAY, (_OTHERS_SAY, _NOT_SAID)),
    (Limit.NOT_YET, (_NOT_YET,)),
)
"""What is told in the same words of any trouble."""


@lately
def limits(text: str, state: State) -> frozenset[Limit]:
    """What the words take from that something works, amid the trouble at hand."""
    found = {limit for limit, forms in _SAID if any(form.search(text) for form in forms)}
    found |= {Limit.ELSEWHERE} if is_carried_away(text, state) else set()
    found |= {Limit.ANOTHER} if _of_another(text, state.trouble) else set()
    return frozenset(found | ({Limit.ROUND} if _goes_round(text, state) else set()))


def is_carried_away(text: str, state: State) -> bool:
    """Whether it works where it was carried to, which nobody proposed: 上去一楼就好了."""
    return (state.place is None or state.place.step not in _MOVED) and bool(_AWAY.search(text))


def _of_another(text: str, trouble: str) -> bool:
    return bool(_ANOTHER.search(text) or (not knows_phones(trouble) and _PHONE.search(text)))


def of_itself(text: str, state: State) -> list[str]:
    """The parts of the words but for those that tell of another thing: 手机连上了 机器没连上."""
    return [part for part in parted(text) if not _of_another(part, state.trouble)]


def knows_phones(trouble: str) -> bool:
    """Whether a phone is part of the matter, and none of the other things."""
    return trouble.startswith(_KNOWS_PHONES)


def without_phones(text: str) -> str:
    """The words without the names of phones."""
    return _A_PHONE.sub(" ", text)


def _goes_round(text: str, state: State) -> bool:
    """Whether it is told of a way round; where that is what was to be tried, it is none."""
    if state.place is not None and state.place.step == _HOTSPOT:
        return False
    own = any(form.search(text) for kinds, form in _ROUND_OF if state.trouble.startswith(kinds))
    return own or bool(_ROUND.search(text) or (state.trouble != _OF_DATA and _DATA.search(text)))


def is_partly(text: str) -> bool:
    """Whether something is said to be well at some times and not at others: 早上是好的, "works until lunch". 中午好了 is well since."""
    return bool(_PARTLY.fullmatch(text.strip(" .。!！~")))
