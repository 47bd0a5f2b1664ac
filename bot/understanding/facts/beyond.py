"""How often nothing here can come, in words: twice a day, 初一十五, the last working day of the month. Decides nothing."""

from __future__ import annotations

import re

from bot.understanding.facts.clocks import EN_DAY, clock_in

_ZH_WEEK = r"(?:周|星期|礼拜|禮拜|週)"
_ZH_MANY, _EN_MANY = r"(?:[两二俩三四五六七八九十几]|好几|\d{1,2}(?<!1))", r"(?:two|three|four|five|six|several|a few|many|[2-9]|1\d)"
_EN_NTHS = r"(?:first|second|third|fourth|fifth|last|[1-5](?:st|nd|rd|th))"
_BEYOND = re.compile(
    rf"(?:一|每)个?(?:天|日|{_ZH_WEEK}|月|季度?|年)(?:里|要|得|都)*(?:提醒我?)?{_ZH_MANY}[次回遍趟]|{_ZH_MANY}[次回遍趟]每?一?(?:天|{_ZH_WEEK}|个月)"
    r"|每(?:隔)?(?:半|[一两二三四五六七八九十\d]{0,3})个?(?:小时|钟头|钟|分钟)|每?(?:天|日)?早[中、和]?晚(?:各|都|分别|两次|提醒)|每(?:天|日)早[中、和]*晚|每[餐顿班]"
    r"|(?:每个?月的?)?(?:[农農陰阴舊旧][历曆](?:的|每月)?(?:初?[一二三四五六七八九十]{1,3})?|初[一二三四五六七八九十])(?:[、,，和跟及与]?(?:初[一二三四五六七八九十]|十五))*|除夕"
    r"|(?:第一|最后一?|头一?|倒数第?.)个?(?:工作日|上班日|交易日|营业日)"
    rf"|第[一二三四五1-5]个?(?:[、,，和跟及与])(?:第?[一二三四五1-5]|最后一?)个?{_ZH_WEEK}|第[五5]个?{_ZH_WEEK}"
    rf"|\b(?:twice|thrice|{_EN_MANY} times) (?:in )?(?:a|per|each|every) (?:day|night|shift|week|month|quarter|year)\b|\b(?:twice|thrice) (?:daily|weekly|monthly)\b|\bhourly\b"
    r"|\bevery (?:(?:half(?: an?)?|other|few|couple of|\w+|\d{1,3}) )?(?:hours?|hrs?|minutes?|mins?|shifts?)\b"
    r"|\bmornings? (?:and|&) (?:afternoons?|evenings?|nights?)\b|\bday and night\b"
    r"|\blunar\b|\b(?:full|new) moon\b"
    rf"|\b{_EN_NTHS} (?:working|business|work|bank(?:ing)?|week)[ -]?day\b"
    rf"|\b{_EN_NTHS}(?:,| and| &|,? and) (?:the |on the )?{_EN_NTHS} {EN_DAY}\b|\b(?:fifth|5th) {EN_DAY}s?\b",
    re.IGNORECASE,
)
_AND_AT = re.compile(r"^[ ]?(?:and|&|,|、|和|跟|及|还有)[ ]?(?:again )?(?:at )?(?=\S)", re.IGNORECASE)
_NEAR = 12
"""Characters in which a second time of day stands after the first."""


def beyond(said: str) -> tuple[tuple[int, int], ...]:
    """Where the words say how often, of what can come on no such days, or only once on each of them.

    >>> beyond("remind me twice a day"), beyond("remind me every day")
    (((10, 21),), ())
    """
    return (*(found.span() for found in _BEYOND.finditer(said)), *_two_times(said))


def _two_times(said: str) -> tuple[tuple[int, int], ...]:
    """Two times of one day: 九点和五点, "at 9 and at 5"."""
    first = clock_in(said)
    joined = _AND_AT.match(said[first[0][1] :]) if first else None
    if first is None or joined is None:
        return ()
    begin = first[0][1] + joined.end()
    rest = said[begin : begin + _NEAR]
    second = clock_in(rest if rest.startswith("at ") or not rest[:1].isdecimal() else f"at {rest}")
    is_next = second is not None and second[0][0] <= 1
    return ((first[0][0], begin + min(second[0][1], len(rest))),) if second and is_next else ()
