"""Where on the clock a shop is: a place, in Chinese or English, or so many hours from Greenwich."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.understanding.facts.cities import places
from bot.understanding.facts.seeking import Found

_OFFSET = re.compile(r"\b(?:utc|gmt)\s*([+-])\s*(\d{1,2})(?::?00)?\b|([东西])\s*([一二三四五六七八九十]{1,2}|\d{1,2})\s*区", re.IGNORECASE)
_HAN = {word: number for number, word in enumerate(["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"], 1)}
_HERE = re.compile(
    r"(?<!when )(?<!if )\b(?:(?:(?:my|our|the|this) )?(?:shop|store|branch|stall|cafe|restaurant|bar|business|place)(?:'?s| is)|(?:we|i) ?(?:'?re|'?m| are| am)|(?:we|i) (?:live|trade|work))"
    r"(?: (?:now|actually|all|both|based|located|open|over|here|still))* (?:in|at|near|from|on)(?: the)?\s*$"
    r"|\b(?:(?:moved|relocated) (?:\w+ )?to|(?:go|goes|going|run|runs|work) (?:by|on)|use)(?: the)?\s*$"
    r"|(?:店|铺|档口|门店|门市|摊|公司|我们?|咱们?|这边|这里|这儿|人|机器)(?:现在|目前|就|都|其实|已经|是)*(?:开|设|住)?(?:在|搬到了?|搬去了?|搬来了?|到了|是在)\s*$"
    r"|(?:搬到了?|换到了?|搬来了?|用的?是?|按照?)\s*$",
    re.IGNORECASE,
)
"""What stands before a place that is the shop's own."""
_BY = re.compile(r"(?:\b(?:by|on|at|in|going by) (?:the )?|按照?|照|以|用)\s*$", re.IGNORECASE)
_CLOCK = re.compile(r"(?:'?s)?\s*(?:local )?(?:time ?zone|time|clock)\b(?!s)|\s*(?:当地)?的?(?:时间|时区|钟点?)", re.IGNORECASE)
"""What stands behind a place whose clock is meant."""


def zones(text: str) -> Iterator[Found]:
    """Offsets first; then places."""
    for found in _OFFSET.finditer(text):
        sign = found[1] or ("+" if found[3] == "东" else "-")
        hours = int(found[2]) if found[2] else _HAN.get(found[4]) or int(found[4] if found[4].isdigit() else 99)
        if hours <= 12:
            yield *found.span(), f"Etc/GMT{'-' if sign == '+' else '+'}{hours}" if hours else "Etc/UTC"
    yield from places(text)


def clock(text: str) -> Found | None:
    """The place whose clock the words go by, with the words for that: "by London time"."""
    for start, end, zone in zones(text):
        if named := _CLOCK.match(text, end):
            by = _BY.search(text[:start])
            return by.start() if by else start, named.end(), zone
    return None


def by_clock(text: str) -> tuple[tuple[int, int], ...]:
    """Where it is said by whose clock, if it is."""
    found = clock(text)
    return (found[:2],) if found else ()


def own(text: str) -> Found | None:
    """Where the words say that the shop is."""
    return clock(text) or next((found for found in places(text) if _HERE.search(text[: found[0]])), None)
