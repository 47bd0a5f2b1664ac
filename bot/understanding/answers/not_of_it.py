"""That it works is told of another thing, of a part, of a way round or of a while: then it is asked whether it works, and nothing is closed."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.doubting import DOUBTED
from bot.core.knowledge import OF_THE_TERMINAL, group_of
from bot.core.state import State
from bot.core.understanding import Heard

_WORKS_NOW = frozenset({"solved", "not_fixed"})
"""The answers to whether it works now: what is half told once more is asked in other words."""
_SOLVED, _ASKED, _HOTSPOT = "solved", "comes_on", "hotspot"
_THINGS_EN = r"laptop|tablet|computer|pc|car|kettle|fridge|speaker|headphones|tv"
_MACHINES_EN = r"(?:other|another|second|spare|old|kitchen|till|bar|upstairs|downstairs) (?:terminal|machine|reader|printer|one)"
_ANYWHERE = re.compile(
    r"一角|[上下左右]半[边截]?|半边|半截|只有[上下左右中]|(?<!会)又(?:断|掉|没|白|黑|空白|不[行亮动])|(?:后面|接着|然后)又|等等看|等下看|再看看"
    r"|(?:电脑|笔记本|平板|车载|音箱)(?:上|里)?(?:都|也|就|是)?(?:能|可以|好的?|正常|有网|连)|(?:另|别的|其他|隔壁|后厨|厨房|吧台|旧|备用)(?:一|那)?(?:台|个)?(?:机器|机子|打印机|终端|刷卡机)?上?(?:都|也|就|是)?(?:能用|能打|好的|可以|正常)"
    r"|\b(?:one|a|the (?:top|bottom|left|right|upper|lower)|(?:top|bottom|left|right|upper|lower)) (?:corner|half|edge)\b|\bhalf (?:of|the (?:screen|page|receipt|slip))\b"
    r"|\b(?:then|but then|and then|and|but) (?:it )?(?:dropped|drops|cut out|cuts out|lost it|lost (?:the )?(?:connection|signal)|went blank|said|says|declined|blank|failed|fails|asks)\b"
    rf"|\b(?:on|in|to|with|by) (?:the |my |our |a |his |her )?(?:{_THINGS_EN}|{_MACHINES_EN})\b|\b(?:{_THINGS_EN}|{_MACHINES_EN})(?: (?:is|are|on it|and|also|still))* (?:works?|connects?|prints?|fine|ok)\b"
    r"|\beverything else\b|\b(?:guest|neighbou?rs?'?|other) (?:wi-?fi|network)\b",
    re.IGNORECASE,
)
_OF_KIND = (
    (
        (
            "network.wifi",
            "network.ethernet",
            "network.connection_failed",
            "network.changed",
            "network.router",
            "network.sim",
            "network.other_link",
        ),
        r"手机(?:就|都|也|上|里)*(?:能|可以|好|正常|有网)|\b(?:phones?|mobiles?)(?: (?:is|are|on it|and|also|still|all))* (?:works?|connects?|connected|fine|ok)\b|\bin my phone\b|热点|\bhotspot\b",
    ),
    (("network.bluetooth",), r"\b(?:with|to) (?:my |the |a )?(?:car|speaker|headset|laptop)\b"),
    (
        ("hardware.card_reader_chip",),
        r"(?:拍|挥|感应|碰)(?:一?下)?(?:卡)?(?:就|都|是|倒)?(?:能|可以|行|好)|\b(?:works?|fine|ok|goes) (?:with|by|on) (?:the )?(?:tap|tapping|contactless)\b",
    ),
    (("hardware.scanner",), r"条(?:形)?码|手动输|手输|\bbar ?codes?\b|\bby hand\b|\btyped\b|\bmanually\b"),
    (("hardware.printer_blank",), r"走纸|出纸|空白|白的|\bfeeds?\b|\bfeeding\b|\bblank\b|\bwhite\b"),
    (("software.frozen",), r"上一?[笔单]|那[笔单]|查了|\b(?:last|that|the) (?:sale|payment|one|transaction)\b"),
)


def is_not_of_it(text: str, trouble: str) -> bool:
    """Whether what works may be something else than the terminal, or no more than a part of it or for a while."""
    return bool(_ANYWHERE.search(text)) or any(
        re.search(pattern, text, re.IGNORECASE) for kinds, pattern in _OF_KIND if trouble.startswith(kinds)
    )


def not_closed(heard: Heard, state: State) -> Heard:
    """What was heard; where it only sounds as if it worked, that is asked."""
    found = heard.found is not None and heard.found.works
    way_round = state.place is not None and state.place.step == _HOTSPOT  # there it is what was to be tried
    if (
        way_round
        or group_of(state.trouble) not in OF_THE_TERMINAL
        or not (found or not {_SOLVED, _ASKED}.isdisjoint({heard.offer, heard.act, heard.guess}))
        or not is_not_of_it(heard.text.casefold(), state.trouble)
    ):
        return heard
    asked = state.question is not None and {offer.name for offer in state.question.offers} == _WORKS_NOW
    return replace(heard, offer=None, guess=None, act=DOUBTED if asked else _ASKED, found=None if found else heard.found)
