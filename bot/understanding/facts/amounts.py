"""Sums of money in a merchant's words: £12.50, 12块5, 三块二, 五毛, 一千二, "twelve fifty", "a grand".

A sum with its currency is one wherever it stands; one without it is one where it is asked for, or after a word of paying.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.understanding.facts.counting import NUMERALS, TILL, WORDS, count_in, han_number, latin_number
from bot.understanding.facts.seeking import Found, Sought


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


_FIGURES = r"(?P<figures>\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,9}(?:\.\d{1,2})?)"
_DIGIT = r"[一二三四五六七八九\d]"
_HAN = r"[零〇一二两三四五六七八九十百千万]"
_SCALED = rf"(?:{_FIGURES}\s?(?P<times>[万千百kw](?![a-z]))?(?P<more>(?<=[万千百]){_DIGIT}(?!\d))?|(?P<han>{_HAN}{{1,12}}))"
_EACH = r"一(?:个|笔|单|次|张|台|份|天|年|月|位|回|条|件|瓶|杯|斤|碗)"
"""三块五一个: for what the sum is."""
_NO_COUNT = r"(?!(?!_EACH)[零〇一二两三四五六七八九十百千万块元\d]|\.\d|\s?[多几来]?(?:个|笔|单|次|张|台|份|天|年|月|日|号|点|分[钟店]|秒|人|户|位|遍|回|条|件|项|趟|部|家|倍|%|％|度|小时|g\b))".replace(
    "_EACH", _EACH
)
"""Not so many of something."""
_ONE, _TEEN, _TENS = (
    _any(word for word, value in NUMERALS.items() if value in values) for values in (range(1, 10), range(10, 20), range(20, 100))
)
_TY = rf"{_TENS}(?:[ -]{_ONE})?"
_WORD = _any({*WORDS, "hundred", "thousand"} - {"zero"}) + r"\b"
_SPELLED = rf"(?P<spelled>{_WORD}(?:(?: |-| and | of ){_WORD}){{0,7}})"
_PRICE = rf"(?P<whole>{_TY}|{_TEEN}|{_ONE}) (?P<part>{_TY}|{_TEEN}|oh {_ONE})\b"
"""Twelve fifty, three oh five: the whole and the hundredths as they are said."""
_BROKEN = r"(?!都?(?:坏|碎|裂|黑|白|花|掉|亮|暗|脏|烂|不[亮显清灵]|没[显反]))"
"""一块坏了, a piece of something."""
_COINS = r"pounds?|quid|dollars?|bucks|euros?"

_SIGNED = re.compile(rf"(?:[¥￥$£€]|\b(?:rmb|cny|usd|gbp|eur)\b)\s?{_FIGURES}(?P<times>k\b)?(?![\d.]*\d)", re.IGNORECASE)
_YUAN = re.compile(
    rf"(?<![\d.,a-z第在]){_SCALED}\s?(?:元|块钱?(?![屏板电布糖儿]){_BROKEN}|圆|人民币|rmb)"
    rf"(?:(?P<tenths>{_DIGIT}|两(?=[毛角]))(?:[毛角](?P<hundredths>{_DIGIT})?)?{_NO_COUNT}|(?P<rest>\d\d){_NO_COUNT}|零(?P<cents>{_DIGIT})分?{_NO_COUNT}|(?P<half>半)(?![天个小年月夜]))?",
    re.IGNORECASE,
)
_POINT = re.compile(rf"(?<![\d.,午上晚早])(?:(?P<figures>\d{{1,6}})|(?P<han>{_HAN}{{1,6}}))点(?P<tenths>{_DIGIT})(?=\s?(?:元|块))")
"""3点5元, as it is said."""
_MAO = re.compile(
    rf"(?<![\d.零一二两三四五六七八九十百千万块元])(?P<tenths>{_DIGIT}|两)毛(?P<hundredths>{_DIGIT})?(?![病玻巾笔])(?!钱?\s?[都也]?没){_NO_COUNT}"
)
"""五毛; 一毛都没到 only says that nothing came."""
_NAMED = re.compile(
    rf"(?<![\w.,-])(?:{_FIGURES}\s?(?P<times>k)?|{_PRICE}|{_SPELLED})\s?(?:{_COINS}|usd|gbp|eur|[£€$])(?!\w)"
    rf"(?:,? (?:and )?(?:(?P<rest>\d\d)|(?P<pence>{_TY}|{_TEEN}))(?:p| ?pence| ?cents?)?(?=\s*(?:$|[.,;!?])))?",
    re.IGNORECASE,
)
_GRAND = re.compile(
    rf"(?<!half )(?<![\w.,-])(?:{_FIGURES}|{_SPELLED})\s?(?P<grand>grand)\b(?! (?:opening|total|piano|hall))", re.IGNORECASE
)
_PENCE = re.compile(r"(?<![\w.,-])(?P<rest>\d{1,2})(?:p|\s?pence|\s?cents?)\b(?!\.m)", re.IGNORECASE)
_RUNG = r"(?!打[了过到]?(?:1\d\d|1\d{4}|9[56]\d{3,4}|[48]00\d{0,7})(?!\d)|转[到接]?(?:100(?:86|10)|9[56]\d{3,4})(?!\d)|输错了?(?!成))"
"""打10086, a number that is rung; 输错1234, a password."""
_PAID = re.compile(
    rf"{_RUNG}(?:刷|收|付|扣|转|退|输|打|卖|交|赔)(?:了|成|的|到|过|他|她|我|人家|客人|顾客|一笔|错){{0,3}}(?:(?=[\d.,]{{3}}|[^\d]?.?[百千万]){_SCALED}){_NO_COUNT}(?!的?(?:卡|短信|电话|热线|客服|号))",
    re.IGNORECASE,
)
"""刷了八百六, 输成三百了: a sum without its currency, of a hundred or more, for less may count anything; a card or a sender has a number."""
_PATTERNS = (_SIGNED, _POINT, _YUAN, _NAMED, _GRAND, _MAO, _PENCE, _PAID)

_ABOUT = r"(?:大概|差不多|一共|总共|就|是|好像|应该|金额|左右|多|吧|来|整|钱|可能|about|around|roughly|it was|it's|its|was|just|only|or so|ish|i think|i guess|maybe|\s|[,.!。，~])"
_BOUND = r"(?:最多|顶多|至多|不要?超过|别超过|以内|之内|以下|封顶|up to|at(?: the)? most|(?:no|not) more than|max(?:imum)?(?: of)?|under|below|less than|tops|or less)"
"""Asked for the most, a merchant names a bound: 三百以内, no more than 300."""
_ALONE = re.compile(rf"(?:{_ABOUT}|{_BOUND}){{0,6}}(?:{_SCALED}|{_PRICE}|{_SPELLED})(?:{_ABOUT}|{_BOUND}){{0,4}}", re.IGNORECASE)
_AMID = re.compile(rf"\D{{0,4}}{_FIGURES}(?!\s?[kw十百千万])\D{{0,4}}", re.IGNORECASE)
_SCALE = {"k": 1_000, "w": 10_000, "百": 100, "千": 1_000, "万": 10_000}
_SIDE_BY_SIDE = re.compile(r"[一二两三四五六七八九]{2}")
_LEAST, _MOST = 100, 10_000_000
"""What a number is at least, and less than, that is a sum by itself."""

_NUMBER = rf"\d[\d,]{{0,11}}(?:\.\d{{1,2}})?[kw十百千万]?|{_HAN}{{1,12}}|\b{_WORD}"
_FROM = re.compile(rf"(?P<number>{_NUMBER})\s?(?:元|块钱?|{_COINS})?\s?(?:{TILL})\s?[¥￥$£€]?$", re.IGNORECASE)
_BETWEEN = re.compile(
    rf"\bbetween [¥￥$£€]?(?:{_NUMBER})\s?(?:{_COINS})? and [¥￥$£€]?(?:{_NUMBER})|(?:{_NUMBER})[元块]?[和跟][¥￥$£€]?(?:{_NUMBER})\s?[元块]钱?之间",
    re.IGNORECASE,
)
_TO = re.compile(rf"\s?(?:{TILL})\s?[¥￥$£€]?(?P<number>{_NUMBER})", re.IGNORECASE)
_LONGEST_END = 30  # characters of the other end of a range
_FAR = 10  # how many times its beginning a range may end at; what follows at more is another number, "£500 to 12345678"


def amounts(text: str, sought: Sought) -> Iterator[Found]:
    """Each sum as "1234.50"."""
    ends = 0
    found = sorted((one for pattern in _PATTERNS for one in pattern.finditer(text)), key=lambda one: (one.start(), -one.end()))
    for one in found:
        value = _value(one)
        if one.start() >= ends and value and not _is_of_range(one, value):
            ends = one.end()
            yield *one.span(), f"{value:.2f}"
    alone = (_ALONE.fullmatch(text) or _AMID.fullmatch(text)) if sought.waiting == "amount" and not ends else None
    if alone and (value := _value(alone)):
        yield *alone.span(), f"{value:.2f}"


def is_sum(text: str) -> bool:
    """Whether words are a sum and nothing beside, without its currency: of a hundred or more, or told as prices are: 86.40."""
    found = _ALONE.fullmatch(text)
    told = found is not None and (found["part"] is not None or "." in (found["figures"] or ""))
    return found is not None and (told or _LEAST <= _value(found) < _MOST)


def _is_of_range(found: re.Match[str], value: float) -> bool:
    """Whether it is an end of a range, which is no sum: 100-200块, "five or six pounds"."""
    before = _FROM.search(found.string, max(0, found.start() - _LONGEST_END), found.start())
    after = _TO.match(found.string, found.end())
    if any(one.start() <= found.start() < one.end() for one in _BETWEEN.finditer(found.string)):
        return True
    return bool(before and 0 < _told(before) < value) or bool(after and value < _told(after) <= _FAR * value)


def _told(found: re.Match[str]) -> float:
    return count_in(found["number"].replace(",", "")) or 0.0


def _value(found: re.Match[str]) -> float:
    """What the parts of a sum come to; 0 for a range such as 两三百, which is none."""
    part = {name: said.lower() for name, said in found.groupdict().items() if said}
    scale = _SCALE.get(part.get("times", ""), 1)
    whole = float(part.get("figures", "0").replace(",", "")) * scale + _small(part.get("more", "零")) * scale / 10
    if "han" in part:
        whole = 0.0 if _SIDE_BY_SIDE.search(part["han"]) else han_number(part["han"])
        if not whole:
            return 0.0
    whole += sum(_spelled(part.get(name, "")) for name in ("whole", "spelled"))
    tenths = _small(part.get("tenths", "零")) + (5 if "half" in part else 0)
    cents = _small(part.get("hundredths", "零")) + _small(part.get("cents", "零")) + float(part.get("rest", 0))
    cents += sum(_spelled(part.get(name, "")) for name in ("part", "pence"))
    return whole * (1_000 if "grand" in part else 1) + tenths / 10 + cents / 100


def _small(digit: str) -> float:
    return float(digit) if digit.isdecimal() else han_number(digit)


def _spelled(words: str) -> float:
    return latin_number(re.findall(r"[a-z]+", words.replace("oh ", "")))


_SUM = r"[£$€¥]?\d{1,6}(?:[.,]\d{1,2})?(?:块钱?|元|万)?"
_MISTYPED = re.compile(
    rf"{_SUM}(?: (?:quid|pounds?|dollars?|euros?))? (?:instead of|rather than|in place of|and not|not) (?:for )?{_SUM}|{_SUM}\b.{{1,40}}\b(?:should(?:'?ve| have)? (?:been|be)|meant to be|supposed to be|was meant for) {_SUM}"
    rf"|(?:应该?|该)(?:收|刷|是|扣)?的?(?:是)?{_SUM}.{{0,8}}?(?:收|刷|打|输|按|扣|录)(?:成|了)了?{_SUM}|{_SUM}的?(?:收|刷|打|输|按|扣|录)成了?{_SUM}|(?:收|刷|打|输|按|扣|录)(?:成|了)了?{_SUM}.{{0,6}}(?:应该|本来|其实)(?:收|刷|是|扣)?{_SUM}",
    re.IGNORECASE,
)
"""One amount was keyed, and another was meant: "charged 450 instead of 45", 560的刷成了5600."""


def is_mistyped(text: str) -> bool:
    """Whether the words tell of a sale with another amount than was meant."""
    return bool(_MISTYPED.search(text))
