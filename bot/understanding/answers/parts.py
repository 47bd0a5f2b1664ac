"""That a part is well, in place or not to blame, told by itself: 充电器是好的, "the light is green", 不是卡的事. It answers no question but one of
that part, is no trouble of its own, and mends nothing by itself. Decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.core.knowledge import Knowledge, group_of
from bot.core.state import State
from bot.understanding.answers.answers import parted
from bot.understanding.answers.labels import phrasings

_GUARD = "guard"


@dataclass(frozen=True, slots=True)
class _Part:
    """A part, by its names in both languages, and the troubles that are gone, or may be, when it is well."""

    zh: str
    en: str
    cured: tuple[str, ...] = ()


_PARTS = (
    _Part("(?:打印|热敏|小票)?纸(?:卷)?", "(?:till |paper )?(?:paper|rolls?)", ("hardware.printer_paper_jam",)),
    _Part("(?:充电|电源)?(?:充电器|适配器|充电头)", "charger|(?:power )?adapt[eo]r|power (?:supply|brick)", ("power.adapter",)),
    _Part("(?:电源|充电|数据|网)?线", "(?:power |charging |network |usb |ethernet )?(?:cable|lead|cord|wire)s?"),
    _Part("插座|插排|排插|插线板|插头|墙插", "(?:wall |power )?(?:socket|outlet|plug|strip|point)|extension(?: lead)?"),
    _Part("电池", "battery", ("power.battery", "power.random")),
    _Part("屏幕?|显示屏", "screen|display", ("hardware.screen", "hardware.touch", "hardware.damage")),
    _Part("(?:指示)?灯", "lights?|led", ("power", "network", "hardware.scanner", "hardware.sound", "hardware.screen")),
    _Part("(?:店里的?)?(?:wi-?fi|无线网?|网络?|宽带|信号)", "wi-?fi|internet|network|signal|broadband|connection", ("network",)),
    _Part("路由器?|光猫|猫", "router|modem|hub", ("network.router", "network.outage")),
    _Part("(?:流量|sim|电话|手机)卡", "sim(?: card)?", ("network.sim",)),
    _Part("(?:银行|客人的?|顾客的?|他的|她的)?卡(?:片|本身)?", "(?:bank |customer'?s )?card(?: itself)?", ("settlement", "transaction")),
    _Part("芯片", "chip"),
    _Part("(?:扫码)?(?:玻璃|镜头|扫码窗|扫码头)", "(?:scanner )?(?:glass|lens|window)"),
    _Part("(?:纸仓|后|上)?盖子?", "lid|cover|flap", ("hardware.printer_paper_jam", "hardware.damage")),
    _Part("蓝牙", "bluetooth", ("network.bluetooth",)),
    _Part("音量|声音", "volume|sound", ("hardware.sound",)),
    _Part("电源|开关", "(?:mains |main )?(?:power|switch|mains|electric(?:ity)?)", ("power.adapter",)),
    _Part("按键|键盘", "keys|buttons|keypad", ("hardware.keypad",)),
    _Part("(?:日期|时间)", "(?:date|time|clock)(?: and time)?", ("software.signin_key",)),
    _Part("(?:wi-?fi)?密码", "(?:wi-?fi )?password", ("account",)),
)
_ZH_LEAD = r"(?:但是?|可是?|那|我(?:们|家)?的?|店里的?|机器(?:里)?的?|里面的?|不过|就是|是的|对|嗯|这个?|用的|,|，| )*+"
_ZH_TAIL = r"(?:的|啊|呀|吧|呢|了|哦|嘛|着)*+"
_ZH_VERY = r"(?:都|也|倒|是|还|一直|肯定|绝对|应该|我看|看着|挺|很|全|全都|早就|已经)*+"
_ZH_WELL = r"(?:好(?:好|端端)?的|好着|没问题|没毛病|没事|正常|没坏|没断|没松|没破|没花|完好|对的|没错|没输错)"
_ZH_PLACED = r"(?:有电|有网|插着|插好|插紧|插牢|连着|接着|接好|开着|开了?(?:到)?最大|最大|亮着|(?:绿|白|蓝)色?(?:的|灯)|满(?:的|格)|够|足|新的|刚换的|干净|盖好|合上|关着)"
_EN_LEAD = r"(?:(?:but|and|well|yes|no|yeah|yep|nope|nah|the|my|our|its|his|her|this|that|both|all|ok)[\s,]+)*+"
_EN_TAIL = r"(?: (?:too|though|as well|already|here|mate|btw|i think|definitely|for sure|i checked|of course|yes|at (?:the|both) (?:wall|ends?)|all the time|in it))*+"
_EN_IS = r"(?:'?s| is| are| was| looks?| seems?)(?: (?:all|definitely|perfectly|still|already|quite|just|brand|fully|properly|pretty))*+"
_EN_WELL = r"(?:fine|ok(?:ay)?|good|all ?right|normal|perfect|correct|right|intact|undamaged|not (?:the (?:problem|issue)|broken|damaged|loose|empty|dirty|worn))"
_EN_PLACED = r"(?:in|on|plugged(?: in)?|connected|full|new|clean|closed|tight|lit(?: up)?|green|white|blue|maxed(?: out)?|(?:at |on )?max(?:imum)?|there|in place|seated|original|charged)"
_HAD = {"纸": 0, "网": 7, "信号": 7, "电": 16}
_ZH_HAD = re.compile(rf"{_ZH_LEAD}(?:还)?有(?P<part>{'|'.join(_HAD)}){_ZH_TAIL}")
_EN_HAD = re.compile(
    rf"{_EN_LEAD}(?:there'?s|there is|it has|it'?s got|i have|we have|i'?ve got|got|has|have)(?: (?:plenty of|enough|lots of|a|some|full|got|new))*+"
    rf" (?P<part>paper|roll|signal|internet|wi-?fi|power|electricity)(?: in(?: (?:it|there))?)?{_EN_TAIL}"
)
_HAD_IN_ENGLISH = {"paper": 0, "roll": 0, "signal": 7, "internet": 7, "wifi": 7, "wi-fi": 7, "power": 16, "electricity": 16}


def _forms(part: _Part) -> re.Pattern[str]:
    zh, en = rf"(?:{part.zh})", rf"(?:{part.en})"
    return re.compile(
        rf"{_ZH_LEAD}{zh}{_ZH_VERY}(?:{_ZH_WELL}|{_ZH_PLACED}){_ZH_TAIL}"
        rf"|{_ZH_LEAD}(?:不是|不怪|不赖){zh}(?:的|本身)*+(?:事|问题|毛病|原因|错)?{_ZH_TAIL}|{_ZH_LEAD}(?:跟|和|与){zh}(?:没|没有|无)(?:什么)?关系?{_ZH_TAIL}"
        rf"|{_EN_LEAD}{en}{_EN_IS} (?:{_EN_WELL}|{_EN_PLACED}){_EN_TAIL}"
        rf"|(?:no |nope |well |but )*+(?:it'?s |its |it is |that'?s )?not (?:the |my |a |his |her )?{en}(?:'s fault| issue| problem)?{_EN_TAIL}"
        rf"|{_EN_LEAD}(?:there'?s |there is )?nothing wrong with (?:the |my |his |her )?{en}{_EN_TAIL}"
    )


_FORMS = tuple(_forms(part) for part in _PARTS)


def part_well(text: str, state: State, knowledge: Knowledge) -> str | None:
    """The offer of the open question that says the same, or "", where all that is said is that parts are well, and that neither mends the
    trouble at hand nor is asked; else None.
    """
    question, place = state.question, state.place
    if question is None or place is None or question.slot or group_of(place.flow) == _GUARD or text.rstrip().endswith(("?", "？")):
        return None
    told = _told(parted(text))
    if not told or any(state.trouble.startswith(_PARTS[place].cured) for place in told if _PARTS[place].cured):
        return None
    same = {name for name, phrases in phrasings(question, knowledge).items() if any(_part_of(phrase) in told for phrase in phrases)}
    return "" if not same else same.pop() if len(same) == 1 else None


def _told(parts: Sequence[str]) -> frozenset[int]:
    """Which parts are told to be well; none where a part of the words tells something else."""
    told = [_part_of(part) for part in parts]
    return frozenset(place for place in told if place is not None) if None not in told else frozenset()


@lru_cache(maxsize=16_384)
def _part_of(said: str) -> int | None:
    if had := _ZH_HAD.fullmatch(said):
        return _HAD[had["part"]]
    if had := _EN_HAD.fullmatch(said):
        return _HAD_IN_ENGLISH[had["part"]]
    return next((place for place, form in enumerate(_FORMS) if form.fullmatch(said)), None)
