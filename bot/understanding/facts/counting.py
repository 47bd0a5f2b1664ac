"""How many: the one number that a few words tell, in digits, Chinese numerals or English words.

Rough on purpose, as merchants are: 一百来单 is 100, 两三百 is 250, "fifty or sixty" is 55. Knows nothing of what is counted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2, "俩": 2, "〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1_000, "万": 10_000}
_HAN = re.compile(r"[零〇一二两俩三四五六七八九十百千万]+")
_ARABIC = re.compile(r"(?<![a-z\d])(\d{1,6})(?:\.\d+)?(k|十|百|千|万)?(?!\d)")
_SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
NUMERALS: Mapping[str, int] = {word: value for value, word in enumerate(_SMALL.split())} | {
    word: 10 * value for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
"""The English numerals below a hundred that are one word."""
WORDS: Mapping[str, int] = {**NUMERALS, "a": 1, "an": 1, "couple": 2, "few": 3, "several": 4}
"""What English words count, one by one."""
_TIMES = {"dozen": 12, "dozens": 12, "hundred": 100, "hundreds": 100, "thousand": 1_000, "thousands": 1_000}
_PLAIN = frozenset(WORDS) - frozenset(NUMERALS)
_JOINS = frozenset({"and", "of"})
_LATIN = re.compile(r"[a-z]+")
_MORE = 1.02  # 三百多 is more than 三百
TILL = r"-|~|到|至|to|or|或者?"
"""What stands between the ends of a range."""
_RANGE = re.compile(rf"\d+(?:k|十|百|千|万)?\s*(?:{TILL}|、|,)\s*\d")

_WHEN = re.compile(
    r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})\s*(?:点(?:半|钟|以后|之后|以前|之前|后|前|[一二三四五]?[十五]?分)?|号|月|[:：]\d\d)|[上下这本]?个?(?:周|星期|礼拜)[一二三四五六日天]"
    r"|\b(?:after|before|at|by|from|until|till)\s+\d{1,2}(?![\d,.])|\b\d{1,2}(?::\d\d)?\s*(?:am|pm|o'?clock)\b|\b\d{1,2}:\d\d\b"
)
"""When, which is no number of anything: "evenings after 10", 晚上九点以后."""
_NO_COUNT = re.compile(
    r"一(?=[下点些样直起般会旦定边路切])|(?<=[统万第唯])一|\b(?:the|that|this|my|no|which|another|any|every|each)(?: [a-z]+){0,2} one\b"
)
"""What only sounds like a number: 一下, "the battery one"."""
_PER = re.compile(
    r"一[天日周月]|每一?(?:[天日月]|周(?![一二三四五六日天](?![十百千万])))|\b(?:a|one|per|each|every)\s+(?:day|week|month)\b"
)


def count_in(text: str) -> float | None:
    """The number; the middle of two that stand for a range; None for none, and for several that are no range.

    >>> count_in("每天一百单左右"), count_in("两三百笔"), count_in("about 60 a day"), count_in("a couple of hundred")
    (100.0, 250.0, 60.0, 200.0)
    """
    said = _NO_COUNT.sub(" ", _WHEN.sub(" ", _PER.sub(" ", text.lower())))
    found = [*_arabic(said), *_han(said), *_latin(said)]
    if len(found) == 2 and (_RANGE.search(said) or found[0] < found[1] <= 3 * found[0]):
        return sum(found) / 2
    return found[0] * (_MORE if "多" in said else 1) if len(found) == 1 else None


def _arabic(said: str) -> list[float]:
    scale = {"k": 1_000, "": 1} | _UNITS
    return [float(number) * scale[unit or ""] for number, unit in _ARABIC.findall(said)]


def _han(said: str) -> list[float]:
    return [han_number(run) for run in _HAN.findall(_ARABIC.sub(" ", said))]


def han_number(run: str) -> float:
    """三百五 is 350, 一千零五 is 1005; two digits side by side before a unit are a range: 五六十 is 55."""
    digits: list[int] = []
    total, unit = 0.0, 1
    for character in run:
        if character in _UNITS:
            amount = sum(digits) / len(digits) if digits else 1.0
            unit = _UNITS[character]
            total = (total + (amount if digits else 0.0)) * unit if unit == 10_000 and total else total + amount * unit
            digits = []
        elif character in "零〇" and total:
            digits = []
        else:
            digits.append(_DIGITS[character])
    rest = sum(digits) / len(digits) if digits else 0.0
    return total + rest * (unit / 10 if unit > 10 and run[-2:-1] in _UNITS else 1)


def _latin(said: str) -> list[float]:
    """Runs of number words: "two hundred and fifty", "a couple of hundred"; an article alone counts nothing."""
    found: list[float] = []
    run: list[str] = []
    for word, after in pairwise([*_LATIN.findall(said), ""]):
        joins = word in _JOINS and bool(run) and (after in WORDS or after in _TIMES)
        if word in WORDS or (word in _TIMES) or joins:
            run.append(word)
        if run and not (after in WORDS or after in _TIMES or after in _JOINS):
            found += [] if (_PLAIN | _JOINS).issuperset(run) else [latin_number(run)]
            run = []
    return found


def latin_number(run: list[str]) -> float:
    """What number words in a row come to; "and" and "of" only join them."""
    total, amount = 0.0, 0.0
    for word in run:
        if word in _TIMES:
            total, amount = total + (amount or 1) * _TIMES[word], 0.0
        elif word in _PLAIN:
            amount = max(amount, WORDS[word])
        else:
            amount += WORDS.get(word, 0)
    return total + amount
