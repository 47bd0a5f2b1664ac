"""Whether words speak of other business than a terminal's: they open with a thing of other people's that fails (我家洗衣机漏水, "my
iphone is stuck on the update"), or name a thing, a firm or an affair of `meanings_elsewhere`. Not where the trade is spoken of as
well: a telephone pays, a tablet may be the till, and what the terminal stood beside fell over with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.understanding.text.wording import stem, tokens
from bot.understanding.words.meanings_elsewhere import GROUPS

_OF_WHOM = r"(?:我|咱|俺|们|家|里|的|老公|老婆|老妈|爸|妈|孩子|小孩|娃|宝宝|学校|公司|店|办公室|厨房|那|这|个|台|部|块|辆|发|请问|你好|唉|哎|帮看下|,|，| )*"
_THING = (
    r"(?:手机|i(?:phone|pad|mac)\w*(?: ?(?:pro|max|air|mini))*|苹果(?:手机|手表|电脑|耳机|\d+)|华为(?:手机|平板|手表|手环|mate|p\d+|\w*电脑)\w*|小米(?:手机|电视|手环|平板|\d+)|红米|荣耀手机|vivo|oppo|三星手机"
    r"|平板|笔记本|手提电脑|电脑|台式机|mac ?book|电视机?|投影仪?|音[响箱]|耳机|手环|(?:电话)?手表|小天才|相机|游戏[机手]柄?|switch|ps[345]"
    r"|洗衣机|洗碗机|冰[箱柜]|雪柜|发电机|空调|冷气机?|电饭[煲锅]|微波炉|电磁炉|烤箱|热水器|油烟机|[煤燃]气灶|吸尘器|扫地机\w*|饮水机|咖啡机|电风扇|热水壶"
    r"|电动车|电瓶车|三轮车|摩托车?|汽车|轿车|车钥匙|充电桩|门锁|门禁|电梯|卷帘门|监控|考勤机|打卡机|复印机|充电宝)"
)
_FAILS = re.compile(
    rf"^{_OF_WHOM}{_THING}(?!城|店|维修)[^压撞]{{0,8}}?(?:开不了?机|打不开|屏|键|触摸|充不|充电|电池|死机|卡[住死顿在]|黑屏|蓝屏|花屏|更新|升级|进水|泡水|入水|摔|碎|裂|坏|失灵|没声|没反应|发烫|烫|漏|不制冷|不冷|唔凍|不凉|不亮|不转|不动|重启|没电|关机|乱跳|拉不下|系统|修|故障)"
    r"|^(?:(?:hi|hello|hey|please|so|my|our|the|this|that|kids?|son|daughter|wife|husband|mum|dad)(?:'?s)?[ ,]+)*"
    r"(?:iphone|ipad|macbook|galaxy|pixel|android phone|phone|mobile(?! data)|laptop|tablet|tv|telly|projector|headphones|airpods|smart ?watch|xbox|playstation|ps[345]|washing machine|dishwasher|fridge|freezer|air ?con(?:ditioner)?|oven|microwave|boiler|kettle|generator|inverter|vacuum|car|van|bike|scooter|lift)\b"
    r"(?: \w+){0,3}? (?:(?:wo ?n'?t|will not|no (?:wan|gree|fit|dey)|refuse[sd]? to) (?:turn on|on|start|charge|update|boot|switch on)|screen|battery|is (?:broken|cracked|frozen|dead|stuck|leaking|not working)|broke|cracked|froze|frozen|died|dead|stuck|leak(?:s|ing)|update|does ?n'?t (?:work|start|charge|turn on)|keeps (?:restarting|crashing|freezing|turning off))"
)
_TRADE = re.compile(
    r"(?<!手)(?<!衣)(?<!游戏)机[子器]|pos|终端|刷|收款|收银|收钱|扫|付|顾客|客人|小票|感应|碰|贴|挥|拍|[嘀嘟]|滴(?![水油漏落])|后台|商户|你们|结算|到账|银行|插卡|打印|连[不接]|连上|网|蓝牙|配对|验证码|登录|密码|账|应用|驱动|票机"
    r"|\b(?:terminal|reader|pos|pdq|eftpos|tills?|pay\w*|paid|tap\w*|scan\w*|customers?|cards?|receipts?|print\w*|wi-?fi|bluetooth|pair\w*|hotspot|internet|log ?in|password|code|app|connect\w*)\b"
)


_DENIED = re.compile(
    r"^(?:(?:我说的|说的|这|,|，| )*+不是(?:你们的?|那个|我的|店里的?)*+(?:刷卡机|pos机?|收款机|收银机|终端|机器)(?:的事|的问题)?[,，。.; ]*"
    r"|(?:no,? |it'?s |i mean |that'?s )*+not (?:the|my|our|your|a) (?:payment |card |pos )?(?:machine|terminal|reader|till|pos|pdq)[,.;: ]+)"
)
"""That it is not the terminal, with what it is behind it."""
_NEAR = frozenset({"heater", "heating", "tv", "telly", "television"})  # terminals fail by the heat, and look like a telly


_ALSO = """
抽水机 水泵 雪泥机 沙冰机 冰沙机 奶茶机 封膜机 切片机 切肉机 刨冰机 开水器 烧水壶 电热水壶 割草机 电锯 碎纸机 塑封机 拖拉机 叉车 收割机 自行车 轮椅 婴儿车 打价机 打价枪 喷码机 摇摇车 扭蛋机 投币机 涨粉
pressure_washer air_compressor chainsaw leaf_blower forklift slush_machine slushie_machine popcorn_machine rice_cooker deep_fryer bread_slicer dough_mixer meat_slicer beer_tap sunbed shredder laminator
electric_kettle price_gun pricing_gun label_gun labelling_gun inkjet laserjet baby_monitor wheelchair wifi_calling moped motorbike okada tuk_tuk tractor gstr vat_return tax_return overdraft mortgage credit_score
"""
"""Things that only turn a sentence away, and are no meaning of which anything is learned."""


def _named() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """What is named, as stems, by the first of them."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for word in sorted({*GROUPS.split(), *_ALSO.split()} - _NEAR):
        stems = tuple(stem(token) for token in tokens(word.replace("_", " ")))
        found.setdefault(stems[0], []).append(stems)
    return {first: tuple(several) for first, several in found.items()}


_NAMED = _named()


def is_of_others(text: str) -> bool:
    """Whether a normalised text speaks of other business, and of nothing of the trade."""
    rest = _DENIED.sub("", text, count=1)
    return not _TRADE.search(rest) and (bool(_FAILS.search(rest)) or _names_another(rest))


def _names_another(text: str) -> bool:
    stems = [stem(token) for token in tokens(text)]
    return any(tuple(stems[place : place + len(named)]) == named for place, first in enumerate(stems) for named in _NAMED.get(first, ()))
