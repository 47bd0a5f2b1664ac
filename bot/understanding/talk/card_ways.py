"""Which way of taking a card fails, where the words name two: "chip works, is only the tap", 插卡行 挥卡不行."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.state import State
from bot.core.understanding import Candidate, Decision
from bot.understanding.matcher.matching import Match
from bot.understanding.text.normalising import plain

CHIP, TAP = "hardware.card_reader_chip", "hardware.card_reader_contactless"
_READERS = "hardware.card_reader"
_FAILS_EN = r"(?:not|doesn'?t|doesnt|isn'?t|isnt|wo ?n'?t|wont|can'?t|cant|never|fail\w*|dead|down|problem|issue|trouble|broken|stop\w*|nothing|off)"
_TAP_EN = r"(?:tap|taps|tapping|contactless|nfc)"
_TAP_ZH = r"(?:挥卡?|闪付|拍卡|感应(?:支付|区)?|碰一碰)"
_TAP_FAILS = re.compile(
    rf"\b{_TAP_EN}\b[^,.;]{{0,24}}?\b{_FAILS_EN}\b|\b{_FAILS_EN}\b[^,.;]{{0,12}}?\b{_TAP_EN}\b"
    rf"|\b(?:only|just|it'?s|is|no|i (?:mean|said)) (?:the |only the |just the )*{_TAP_EN}\b"
    r"|\b(?:insert|use)\b[^,.;]{0,14}\bchip\b.{0,30}\btap\w*|\btap\w*.{0,30}\b(?:insert|use)\b[^,.;]{0,14}\bchip\b"
    rf"|{_TAP_ZH}(?:都|也|老是?|还是|就是|总是|怎么都|付款|支付)*(?:不[行了出上动]|没反应|没用|读不|失败|用不)|(?:挥|感应|拍)不(?:了|出|上|动|到)|(?<!不)(?:是|就是|只有|只是)挥卡?(?!行|可以|能)"
)
_CHIP_WELL = re.compile(
    r"\bchips?\b(?: (?:and|&) pin)?[^,.;]{0,14}?\b(?:works?|working|ok(?:ay)?|fine|good|alright)\b|(?:插卡?|芯片)(?:都|是|就|倒|能)*(?:行|可以|没问题|没事|正常|好的|能读|ok)"
)
_CHIP_FAILS = re.compile(
    rf"\bchips?\b[^,.;]{{0,14}}?\b{_FAILS_EN}\b|\bchip (?:error|fault|malfunction)|插卡?(?:都|也|老是?|还是)*(?:不[行了出上动认]|没反应|读不|失败)|芯片(?:读不|坏|错)"
)
_AS_WELL = re.compile(r"也|\b(?:either|also|too|as well|both)\b")
"""Beside the chip, tapping fails as well."""


def of_the_way(text: str, state: State, match: Match) -> Match:
    """Tapping, where that is what fails and the words are taken for the chip, or the chip is at hand."""
    said = plain(text)
    if (
        (state.place is not None and not state.trouble.startswith(_READERS))
        or not _TAP_FAILS.search(said)
        or _CHIP_FAILS.search(said)
        or _AS_WELL.search(said)
    ):
        return match
    of_chip = match.intent == CHIP and match.decision is not Decision.REJECT
    if state.trouble != CHIP and not (of_chip or _CHIP_WELL.search(said)):
        return match
    denied = CHIP if state.trouble == CHIP else match.denied
    return replace(match, decision=Decision.ACCEPT, candidates=(Candidate(TAP, 1.0, text),), act=None, also=(), denied=denied)
