"""At which part of the day a shop is busiest, by the hours that are told: 早上五点到九点, "7pm till close". Decides nothing."""

from __future__ import annotations

import re

from bot.understanding.facts.dates import count

BUSY = frozenset({"meals", "mornings", "evenings"})
"""The choices of a question that asks for it."""
_ZH = re.compile(
    r"(凌晨|早上|早晨|清晨|上午|中午|下午|傍晚|晚上|夜里|半夜)?(?:\s*(\d{1,2}|十[一二]?|[一二两三四五六七八九])(?=\s*(?:点|:|：|到|至|-|~)))?"
)
_EN = re.compile(
    r"\b(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midday|midnight)(?::\d\d)? ?(am|pm|a\.m|p\.m)?(?![\w%])"
)
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NAMED = {
    "noon": 12,
    "midday": 12,
    "midnight": 24,
    **{
        word: at
        for at, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1)
    },
}
_LATE = re.compile(r"\b(?:evenings?|nights?|close|closing|after work|till late)\b")
_EARLY = re.compile(r"\b(?:mornings?|early|breakfast|open(?:ing)?|dawn)\b")
_AFTER_NOON = frozenset({"下午", "傍晚", "晚上", "夜里"})
_NOT_HOURS = re.compile(r"(?:笔|单|个人|%|\b(?:sales|customers|people|days?|weeks?|months?)\b)")
_HALF, _DAY = 12, 24
_MORNING, _NOON, _EVENING = range(4, 12), range(11, 15), range(17, 25)


def rush_of(said: str) -> str | None:
    """The choice that the hours make; None where none are told, or they are spread over the day. ``said``: normalised."""
    hours = frozenset() if _NOT_HOURS.search(said) else frozenset((*_in_chinese(said), *_in_english(said)))
    if len(hours) == 0:
        return None
    if any(hour in _NOON for hour in hours) and all(hour in _NOON or hour in _EVENING for hour in hours):
        return "meals"
    if min(hours) in _MORNING and max(hours) <= _HALF:
        return "mornings"
    return "evenings" if all(hour in _EVENING or hour < _MORNING.start for hour in hours) else None


def _in_chinese(said: str) -> list[int]:
    hours, part = [], ""
    for named, told in _ZH.findall(said):
        part = named or part
        if told:
            hour = count(told)
            hours.append(
                hour + _HALF
                if part in _AFTER_NOON and hour < _HALF
                else hour
                if part != "中午" or hour > _NOON.stop - _HALF
                else hour + _HALF
            )
    return [hour for hour in hours if hour <= _DAY]


def _in_english(said: str) -> list[int]:
    """The hours; one without its half of the day has that of the next that has one, or what the words say of it."""
    if not said.isascii():
        return []
    found = [(_NAMED.get(told, 0) or int(told), half[:1]) for told, half in _EN.findall(said)]
    last = "p" if _LATE.search(said) else "a" if _EARLY.search(said) else ""
    hours = []
    for hour, half in reversed(found):
        last = half or last
        noonish = hour == _HALF or (not last and hour < _NOON.stop - _HALF)
        hours.append(hour if hour >= _HALF or (last == "a" and not noonish) else hour + _HALF if last == "p" or noonish else hour)
    return [hour for hour in hours if hour <= _DAY] if last or any(hour in _NOON for hour in hours) else []
