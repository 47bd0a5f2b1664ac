"""A small world to understand: a few intents in both languages, a question, a knowledge."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from bot.core.knowledge import Flow, Intent, Kind, Knowledge, Option, Slot, Step
from bot.core.lookups import Model, Reviewed, Warranty
from bot.core.messages import Address, Inbound
from bot.core.state import Move, Offer, Place, Question, State
from bot.understanding.matcher.examples import Example, Examples
from bot.understanding.matcher.matching import Matcher

AT = datetime(2024, 6, 12, 9, 0, tzinfo=UTC)

ZH = {
    "power.no_power": "开不了机 机器打不开 按电源键没反应 机子没电开不起来 POS机不通电 插上电也没动静 灯不亮开不了机 早上来开机没反应",
    "hardware.printer_blank": "打出来是白纸 小票没有字 打印空白 打印出来看不清 字很淡 小票印不上字 打的单子没字 打印颜色太浅",
    "hardware.scanner": "扫码扫不出来 二维码扫不了 付款码识别不了 扫码头不亮 扫客人的码没反应 摄像头扫不上 扫不到码 条码读不出",
    "network.wifi": "WiFi连不上 无线网掉线 连不上无线 wifi密码不对连不上 无线信号差 wifi老是断 搜不到wifi 机器连不了无线网",
    "settlement.delay": "钱还没到账 昨天的款没到 货款什么时候到 到账太慢了 三天没到账 刷的钱没打过来 怎么还不到账 结算款没收到",
}
EN = {
    "power.no_power": "won't turn on|terminal is dead|no power at all|does not start|nothing happens when I press the button|it will not power up|screen dark and no lights|card machine won't come on",
    "hardware.printer_blank": "receipts come out blank|printing is faint|nothing printed on the paper|receipt has no text|print is too light|blank receipts|white paper comes out|can't read the receipt",
    "hardware.scanner": "won't scan the QR code|camera does not read the code|scanner not working|can't scan customer's phone|barcode not reading|scan window is dark|qr scan fails|scanner light is off",
    "network.wifi": "can't connect to wifi|wifi keeps dropping|wireless signal is weak|terminal won't join the wifi|wifi password rejected|lost wifi connection|no wifi networks found|wi-fi disconnects",
    "settlement.delay": "money has not arrived|where is my payout|payment not in my bank yet|settlement is late|when do I get paid|funds still pending|no deposit since Monday|payout delayed",
}
ACTS = {
    "zh": {
        "conversation.done": {"solved": "好了 可以了 修好了 能用了", "finished": "弄完了 做好了 插好了"},
        "conversation.not_fixed": {"not_fixed": "还是不行 没用 还是那样 没好 一样"},
    },
    "en": {
        "conversation.done": {"solved": "it works now|fixed|all good now|solved", "finished": "done|did that|i have done it"},
        "conversation.not_fixed": {"not_fixed": "still no|did not help|same as before|no luck|nope still not working"},
    },
}
BACKGROUND = {
    "zh": ("今天天气怎么样", "讲个笑话", "附近有什么好吃的", "帮我写首诗", "股票涨了吗"),
    "en": ("tell me a joke", "what's the weather", "best pizza near me", "who won the match", "write me a poem"),
}


def examples() -> Examples:
    """All of it."""
    phrases: dict[str, dict[str, tuple[Example, ...]]] = {}
    for locale, intents, split in (("zh", ZH, " "), ("en", EN, "|")):
        phrases[locale] = {intent: tuple(map(Example, texts.split(split))) for intent, texts in intents.items()}
        for intent, acts in ACTS[locale].items():
            phrases[locale][intent] = tuple(Example(text, act) for act, texts in acts.items() for text in texts.split(split))
    return Examples(phrases, BACKGROUND)


@cache
def matcher() -> Matcher:
    """Learned once."""
    return Matcher.build(examples())


REVIEWED = Reviewed("test", "test", "2024-01-01", "2025-01-01")
LIGHT = Step("light", Kind.ASK, slot="power_light", options=(Option("on", "done"), Option("off", "done"), Option("unsure", "done")))
KNOWLEDGE = Knowledge(
    version="test",
    locales=("zh", "en"),
    intents={intent: Intent(intent, intent.split(".")[0], trouble=True) for intent in ZH},
    flows={"power.no_power": Flow("power.no_power", "light", {"light": LIGHT}, REVIEWED)},
    answers={},
    slots={
        "serial": Slot("serial", "serial", "device"),
        "purchased": Slot("purchased", "date", "device"),
        "address": Slot("address", "address", "merchant"),
    },
    guards={},
    menu=(),
    warranty=Warranty(12),
    sentences={
        "zh": {
            "power.no_power.light.on": "灯亮着",
            "power.no_power.light.off": "灯不亮",
            "choice.unsure": "不确定",
            "choice.solved": "好了",
            "choice.not_fixed": "还是不行",
        },
        "en": {
            "power.no_power.light.on": "The light is on",
            "power.no_power.light.off": "No light",
            "choice.unsure": "Not sure",
            "choice.solved": "It works now",
            "choice.not_fixed": "Still not working",
        },
    },
    hears={
        "zh": {"power.no_power.light.on": ("亮的", "有灯"), "power.no_power.light.off": ("没亮", "灭的")},
        "en": {"power.no_power.light.off": ("dark", "it's off")},
    },
    remedies={
        "zh": {"restart": ("重启过", "重启了", "关机重开"), "socket": ("换过插座", "换了插座")},
        "en": {"restart": ("restarted", "rebooted", "turned it off and on"), "socket": ("tried another socket",)},
    },
    models={
        "Newland": Model("Newland", "Newland", hears=("新大陆",)),
        "Newland N910": Model("Newland N910", "Newland", hears=("n910",)),
    },
)
QUESTION = Question(
    3,
    (
        Offer("on", "power.no_power.light.on", Move.ANSWER, "on"),
        Offer("off", "power.no_power.light.off", Move.ANSWER, "off"),
        Offer("unsure", "choice.unsure", Move.ANSWER, "unsure"),
    ),
)
IDLE = State("1042")
ASKED = State("1042", trouble="power.no_power", place=Place("power.no_power", "light"), question=QUESTION)


def said(text: str) -> Inbound:
    """A merchant's message of these words."""
    return Inbound("m1", Address("web", "a1"), AT, text)
