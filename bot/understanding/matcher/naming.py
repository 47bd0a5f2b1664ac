"""What fails, where the words name a part of the terminal or a way to the network and say that it does not work, and nothing beside:
"wifi not working", 打印出问题了. Such words are too few for the examples to be sure by.

Not where the part names two troubles (a screen shows nothing, or feels no finger), nor of the terminal as a whole: these are asked.
"""

from __future__ import annotations

import re
from functools import lru_cache

_NAMED: tuple[tuple[str, str], ...] = (
    ("network.wifi", r"wifi|wi-fi|wi fi|wireless|无线网?络?"),
    ("network.router", r"internet|broadband|router|modem|宽带|路由器?|光猫"),
    ("network.connection_failed", r"network(?: connection)?|connection|网络?"),
    ("network.sim", r"sim(?: ?card)?|data sim|mobile data|流量卡|sim卡"),
    ("network.bluetooth", r"bluetooth|蓝牙"),
    ("network.ethernet", r"(?:network|lan|ethernet) cable|ethernet|网线"),
    ("hardware.printer_", r"(?:receipt |thermal )?printer|打印机?|出票|小票机"),
    ("hardware.keypad", r"key ?pad|pin ?pad|buttons?|keys|按键|键盘|密码键盘"),
    ("hardware.scanner", r"(?:qr |code |barcode )?scanner|scanning|扫码头?|扫码枪|扫码功能"),
    ("hardware.touch", r"touch ?screen|触摸?屏|触控"),
    ("hardware.card_reader_chip", r"chip(?: reader| slot)?|card slot|插卡|卡槽|芯片|读卡器?"),
    ("hardware.card_reader_contactless", r"contactless|tap(?: to pay)?|nfc|挥卡|感应|碰一碰|闪付"),
    ("power.battery", r"battery|电池"),
    ("power.adapter", r"charger|(?:power )?adapt[eo]r|charging cable|充电器|充电线|适配器|电源线"),
    ("account.login", r"log ?in|sign ?in|password|登录|登陆|密码"),
)
_BEFORE = r"(?:hi|hello|hey|help|please|my|our|the|this|that|its|it's|ok|so|你好|您好|请问|我家|我们|我|店里|家里|这个|那个|这|那|机器|机子|刷卡机|pos机?|终端|现在|今天|突然|又|的|,|，| )*"
_FAILS = (
    r"(?: (?:is|are|was|'s|has|have|just|now|still|suddenly|totally|completely|keeps?|again))* ?"
    r"(?:not working|isn'?t working|ain'?t working|doesn'?t work|does not work|won'?t work|stopped working|has stopped|stopped|broken|broke|down|dead|playing up|acting up|problems?|issues?|trouble|fault|faulty|failing|failed|bust|busted|out of order|not responding)"
    r"|(?:好像|老|总是?|一直|又|突然|都|也|的)*(?:出了?(?:问题|毛病|故障)|坏掉?|用不了|不能用|不行|没反应|没有反应|失灵|有(?:问题|毛病|故障)|不好使|不好用|不工作|没用|故障|挂|罢工)了?"
)
_AFTER = r"(?: (?:again|too|as well|now|today|please|help|anymore|any more|here)|[,， ]?(?:咋办|怎么办|咋整|咋弄|怎么弄|怎么回事|咋回事)|[啊呀呢吗哦]|[.!?。！？])*"
_PARTS = tuple(
    (intent, re.compile(rf"{_BEFORE}(?:{names})(?:{_FAILS}){_AFTER}"))  # each piece is read in one way
    for intent, names in _NAMED
)
_LONGEST = 60  # characters


@lru_cache(maxsize=256)
def part_that_fails(text: str) -> str:
    """The intent, or how its name begins, of the part that a normalised text says does not work; empty where it says more, or nothing."""
    said = text.strip()
    return next((intent for intent, words in _PARTS if words.fullmatch(said)), "") if len(said) <= _LONGEST else ""
