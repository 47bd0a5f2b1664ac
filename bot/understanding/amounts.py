"""Sums of money in a merchant's words: £12.50, 12块5, 三块二, 五毛, 一千二, "twelve fifty", "a grand".

A sum with its currency is one wherever it stands; one without it is one where it is asked for, or after a word of paying.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.understanding.counting import WORDS, han_number, latin_number
from bot.understanding.seeking import Found, Sought

_FIGURES = r"(?P<figures>\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,9}(?:\.\d{1,2})?)"
_DIGIT = r"[一二三四五六七八九\d]"
_SCALED = rf"(?:{_FIGURES}\s?(?P<times>[万千百kw](?![a-z]))?(?P<more>(?<=[万千百]){_DIGIT}(?!\d))?|(?P<han>[零〇一二两三四五六七八九十百千万]{{1,12}}))"
_NO_COUNT = r"(?![零〇一二两三四五六七八九十百千万块元\d]|\.\d|\s?[多几来]?(?:个|笔|单|次|张|台|份|天|年|月|日|号|点|分[钟店]|秒|人|户|位|遍|回|条|件|项|趟|部|家|倍|%|％|度|小时|g\b))"
"""Not so many of something."""
_WORD = r"(?:" + "|".join(sorted({*WORDS, "hundred", "thousand"} - {"zero"}, key=len, reverse=True)) + r")\b"
_SPELLED = rf"(?P<spelled>{_WORD}(?:(?: |-| and | of ){_WORD}){{0,7}})"
_ONE = "(?:one|two|three|four|five|six|seven|eight|nine)"
_TEEN = "(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
_TY = rf"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -]{_ONE})?"
PRICE = rf"(?P<whole>{_TY}|{_TEEN}|{_ONE}) (?P<part>{_TY}|{_TEEN}|oh {_ONE})\b"
"""Twelve fifty, three oh five: the whole and the hundredths as they are said."""

_SIGNED = re.compile(rf"(?:[¥￥$£€]|\b(?:rmb|cny|usd|gbp|eur)\b)\s?{_FIGURES}(?P<times>k\b)?(?![\d.]*\d)")
_YUAN = re.compile(
    rf"(?<![\d.,a-z第在]){_SCALED}\s?(?:元|块钱?(?![屏板电布糖儿])|圆|人民币|rmb)"
    rf"(?:(?P<tenths>{_DIGIT}|两(?=[毛角]))(?:[毛角](?P<hundredths>{_DIGIT})?)?{_NO_COUNT}|(?P<rest>\d\d){_NO_COUNT}|零(?P<cents>{_DIGIT})分?{_NO_COUNT})?"
)
_MAO = re.compile(
    rf"(?<![\d.零一二两三四五六七八九十百千万块元])(?P<tenths>{_DIGIT}|两)毛(?P<hundredths>{_DIGIT})?(?![病玻巾笔])(?!钱?\s?[都也]?没){_NO_COUNT}"
)
"""五毛; 一毛都没到 only says that nothing came."""
_NAMED = re.compile(
    rf"(?<![\w.,-])(?:{_FIGURES}\s?(?P<times>k)?|{PRICE}|{_SPELLED})\s?(?:pounds?|quid|dollars?|bucks|euros?|usd|gbp|eur|[£€$])(?!\w)"
    r"(?:,? (?:and )?(?P<rest>\d\d)(?:p| ?pence| ?cents?)?(?=\s*(?:$|[.,;!?])))?"
)
_GRAND = re.compile(rf"(?<!half )(?<![\w.,-])(?:{_FIGURES}|{_SPELLED})\s?(?P<grand>grand)\b(?! (?:opening|total|piano|hall))")
_PENCE = re.compile(r"(?<![\w.,])(?P<rest>\d{1,2})(?:p|\s?pence|\s?cents?)\b(?!\.m)")
_PAID = re.compile(
    rf"(?:刷|收|付|扣|转|退|输|打|卖|交|赔)(?:了|成|的|到|过|他|她|我|人家|客人|顾客|一笔|错){{0,3}}(?:(?=[\d.,]{{3}}|[^\d]?.?[百千万]){_SCALED}){_NO_COUNT}"
)
"""刷了八百六, 输成三百了: a sum without its currency, of a hundred or more, for less may count anything."""
_PATTERNS = (_SIGNED, _YUAN, _NAMED, _GRAND, _MAO, _PENCE, _PAID)

_ABOUT = r"(?:大概|差不多|一共|总共|就|是|好像|应该|金额|左右|多|吧|来|整|钱|可能|about|around|roughly|it was|it's|its|was|just|only|or so|ish|i think|i guess|maybe|\s|[,.!。，~])"
_ALONE = re.compile(rf"{_ABOUT}{{0,6}}(?:{_SCALED}|{PRICE}|{_SPELLED}){_ABOUT}{{0,4}}")
_AMID = re.compile(rf"\D{{0,4}}{_FIGURES}(?!\s?[kw十百千万])\D{{0,4}}")
_SCALE = {"k": 1_000, "w": 10_000, "百": 100, "千": 1_000, "万": 10_000}
_SIDE_BY_SIDE = re.compile(r"[一二两三四五六七八九]{2}")


def amounts(text: str, sought: Sought) -> Iterator[Found]:
    """Each sum as "1234.50"."""
    said, ends = text.lower(), 0
    found = sorted((one for pattern in _PATTERNS for one in pattern.finditer(said)), key=lambda one: (one.start(), -one.end()))
    for one in found:
        value = _value(one)
        if one.start() >= ends and value:
            ends = one.end()
            yield *one.span(), f"{value:.2f}"
    alone = (_ALONE.fullmatch(said) or _AMID.fullmatch(said)) if sought.waiting == "amount" and not ends else None
    if alone and (value := _value(alone)):
        yield *alone.span(), f"{value:.2f}"


def _value(found: re.Match[str]) -> float:
    """What the parts of a sum come to; 0 for a range such as 两三百, which is none."""
    part = {name: said for name, said in found.groupdict().items() if said}
    scale = _SCALE.get(part.get("times", ""), 1)
    whole = float(part.get("figures", "0").replace(",", "")) * scale + _small(part.get("more", "零")) * scale / 10
    if "han" in part:
        whole = 0.0 if _SIDE_BY_SIDE.search(part["han"]) else han_number(part["han"])
        if not whole:
            return 0.0
    whole += _spelled(part.get("whole", "")) + _spelled(part.get("part", "")) / 100 + _spelled(part.get("spelled", ""))
    tenths, cents = (_small(part.get(name, "零")) for name in ("tenths", "hundredths"))
    return (
        whole * (1_000 if "grand" in part else 1)
        + tenths / 10
        + (cents + _small(part.get("cents", "零")) + float(part.get("rest", 0))) / 100
    )


def _small(digit: str) -> float:
    return float(digit) if digit.isdecimal() else han_number(digit)


def _spelled(words: str) -> float:
    return latin_number(re.findall(r"[a-z]+", words.replace("oh ", "")))
