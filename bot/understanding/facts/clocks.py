"""The time of day in a merchant's words: 下午三点半, "after 4", "when we close". Knows of no day."""

from __future__ import annotations

import re
from datetime import time

from bot.understanding.facts.dates import count
from bot.understanding.text.normalising import has_han

FEW = 3
"""What "a few" is."""

EN_TOMORROW = r"(?:tom+or+ow|tom+or+o|tom+orw|tomm?a?rr?ow|tmrw|tmr|2morr?ow?|2moro|tomoz)"
EN_DAY = r"(mon(?:day)?|t(?:ue|u)s(?:day)?|tue|wedn?e?s(?:day)?|wendsday|wensday|wed|th(?:u|ur)r?s(?:day)?|thrusday|thur?|fri(?:day)?|firday|sat(?:ur|u|er|r)?(?:day)?|sun(?:day)?)"
"""A day of the week, and the ways it is mistyped."""
EN_HALF = r"[ap]\.?m\b"
"""Which half of the day: am, p.m."""
_EN_DAYS = {"mon": 0, "tue": 1, "tus": 1, "wed": 2, "wen": 2, "thu": 3, "thr": 3, "fri": 4, "fir": 4, "sat": 5, "sun": 6}

ZH_MINUTES = (
    r"半|一刻|三刻|[0-5]?\d分?|零[一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?(?![一二三四五六七八九个台单块元笔号])"
    r"|[一二三四五六七八九](?=分(?!钟))"
)
_ZH_CLOCK = re.compile(
    r"(凌晨|早上|早晨|[今明]早|大?清早|一大?早|上午|中午|下午|傍晚|晚上|今晚|明晚|夜里|半夜|深夜)?\s*(?:(\d{1,2}|二?十[一二三四五六七八九]?|[零一二两三四五六七八九])\s*(?:点钟?|时(?!候))"
    rf"\s*({ZH_MINUTES})?"
    rf"|(?<!\d)([01]?\d|2[0-3])[:：]([0-5]\d)(?!\s*{EN_HALF}))"
)
_ZH_PART = re.compile(
    r"(?:晚上|傍晚|下午)(?:打烊|关门|下班|收工|收摊|收市|收铺)|(?:早上|早晨|上午)(?:开门|开店|上班)|午夜|早上|早晨|一早|上午|中午吃完饭|中午|下午|傍晚|晚上|今晚|明晚|打烊|关门|下班|收工|收摊|收市|收铺|午饭|晚饭|开门|开店|上班"
)
_EN_CLOCK = re.compile(
    rf"(?:\b(?:after|at|from|around|about|past|by)\s+)?(?:(?<![a-z\d.:])([01]?\d)(?:[:.]([0-5]\d))?\s*({EN_HALF})\.?|\b([01]?\d|2[0-3])[:.]([0-5]\d)\b)"
    r"|\b(?:after|at|from|around|about|past|by(?=\s+\d\d?(?:\W*$|[,.;]| (?:to|or|on|today|tom\w*|tmrw|tonight|this|please|pls|o'?clock|at the latest|latest)\b)))\s+(1[0-2]|[1-9])\b(?!\s*(?:days?|weeks?|months?|hours?|minutes?|[:.]\d))(?:\s*(?:o'?clock|noon|midday|midnight)\b)?"
    r"|\b(?:at|by|after|from|around)\s+([01]\d|2[0-3])([0-5][05])\b(?:\s*(?:hours|hrs?|h)\b|(?=\W*$|[,.;]| (?:to|on|today|tom\w*|tmrw|tonight|please|pls)\b))"
    r"|(?<![\w.:,/-])(1[0-2]|[1-9])(?= (?:tonight|in the (?:morning|afternoon|evening)|at night)\b)"
)
_EN_PART = re.compile(
    r"\b(early|morning|noon|midday|lunch ?time|afternoon|evening|tonight|night|midnight|first thing|lunch|arvo|end of (?:the )?day|eod|closing|closed?|(?<=after )(?:work|hours)|opening|open)\b"
)
_EN_AT_WORK = re.compile(r"(?:(?<=\bat )|(?<=\bby )|(?<=\bafter )|(?<=\bbefore ))(?:closing|opening|lunch)\b")
"""Said beside a part of the day, it is the sharper one: "every evening at closing"."""
_EN_TENS = {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "ninety": 90}
_END = 24
"""The hour at which a day ends."""
_ZH_TIMES = {
    "午夜": _END,
    "早上": 9,
    "早晨": 9,
    "一早": 9,
    "上午": 10,
    "中午": 12,
    "中午吃完饭": 14,
    "下午": 15,
    "傍晚": 18,
    "晚上": 20,
    "今晚": 20,
    "明晚": 20,
    "打烊": 21,
    "关门": 21,
    **dict.fromkeys(("下班", "收工", "收摊", "收市", "收铺"), 21),
    **dict.fromkeys(("开门", "开店", "上班"), 9),
    "午饭": 14,
    "晚饭": 20,
}
_EN_TIMES = {
    "early": 9,
    "morning": 9,
    "noon": 12,
    "midday": 12,
    "lunchtime": 14,
    "lunch time": 14,
    "afternoon": 15,
    "evening": 19,
    "tonight": 20,
    "night": 20,
    "midnight": _END,
    **dict.fromkeys(("closing", "close", "closed", "work", "hours"), 21),
    **dict.fromkeys(("first thing", "opening", "open"), 9),
    **dict.fromkeys(("end of day", "end of the day", "eod"), 18),
    "lunch": 14,
    "arvo": 15,
}
_NIGHT = ("晚上", "今晚", "明晚", "夜里", "半夜", "深夜")
_MIDNIGHT = time(23, 59)
"""Twelve at night is the end of the day that is named, not the beginning."""
_LATE = ("中午", "下午", "傍晚", "晚上", "今晚", "明晚")
_ZH_HALVES = {"半": 30, "一刻": 15, "三刻": 45}


_EN_WORDED = re.compile(
    rf"\b(half|quarter)(?: (past|to))? (1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten)\b(?:\s*({EN_HALF}))?|\b(1[0-2]|[1-9])ish\b(?:\s*({EN_HALF}))?"
)

NOT_A_DAY = (
    r"(?! (?:one|time|try|attempt|terminal|machine|reader|printer|till|shop|store|branch|customer|card|payment|sale|receipt|refund|option|choice"
    r"|button|key|line|label|number|digit|light|floor|person|guy|engineer|technician|call|ticket|visit|repair|swap|cable|battery|street|avenue)s?\b)"
)
"""After an ordinal: what is counted is no day of the month, "the 2nd one", "the 3rd time"."""


def _worded(found: re.Match[str], said: str) -> time:
    """Half past nine, half nine, quarter to four, 10ish."""
    part, side, hour, hour_half, about, about_half = found.groups()
    number, half = (int(about) if about else count(hour)) - (side == "to"), hour_half or about_half
    late = half[0] == "p" if half else number < 8 or bool(number < 12 and re.search(r"afternoon|evening|night", said))
    return time(number % 12 + 12 * late if half or late else number, 0 if about else 45 if side == "to" else 30 if part == "half" else 15)


def clock_in(said: str) -> tuple[tuple[int, int], time] | None:
    """A time of day and where it stands. Of an hour without more, what a shop is awake at is meant: 3 is 15:00, 9 is 9:00."""
    clocks = ((_ZH_CLOCK, _zh_time), (_EN_WORDED, _worded), (_EN_CLOCK, _en_time))
    for pattern, value in clocks if has_han(said) else clocks[1:]:
        found = pattern.search(said)
        at = value(found, said) if found else None
        if found and at:
            return found.span(), at
    for pattern, hours in ((_ZH_PART, _ZH_TIMES), (_EN_AT_WORK, _EN_TIMES), (_EN_PART, _EN_TIMES)):
        found = pattern.search(said)
        if found:
            hour = hours.get(found.group()) or hours[found.group()[2:]]  # 晚上打烊 is when it closes
            return found.span(), time(hour) if hour < _END else _MIDNIGHT
    return None


def _zh_time(found: re.Match[str], said: str) -> time | None:
    part, spoken, half, hour, minute = found.groups()
    if hour is not None:
        return time(_by_day(int(hour), part or "", said, written=True), int(minute))
    number, minutes = number_in(spoken), _minutes(half.rstrip("分")) if half else 0
    if number == 12 and part in _NIGHT:
        return _MIDNIGHT
    return time(_by_day(number, part or "", said), minutes) if number < 24 else None


def _minutes(said: str) -> int:
    return _ZH_HALVES.get(said) or (int(said) if said.isdigit() else number_in(said.removeprefix("零")))


def _by_day(hour: int, part: str, said: str, *, written: bool = False) -> int:
    if part in _NIGHT:
        return hour + 12 if 5 <= hour < 12 else hour
    late = part in _LATE or (not part and any(word in said for word in _LATE))
    early = part in {"凌晨", "上午"} or "早" in part
    if late and hour < 12 and (part, hour) != ("中午", 11):
        return hour + 12
    return hour if early or written or hour > 7 or hour == 0 else hour + 12


def _en_time(found: re.Match[str], said: str) -> time | None:
    halved, past, half, hour, minute, bare, hours, minutes, before = found.groups()
    if hours:
        return time(int(hours), int(minutes))
    number = int(halved or hour or bare or before)
    if half:
        return time(number % 12 + (12 if half[0] == "p" else 0), int(past or 0)) if 1 <= number <= 12 else None
    if minute and (number > 12 or hour.startswith("0")):
        return time(number, int(minute))
    late = re.search(r"afternoon|evening|night", said)
    if number == 12 and late and not minute and "night" in late[0]:
        return _MIDNIGHT
    return time(number + 12 if number < 12 and (late or number < 8) and "morning" not in said else number, int(minute or 0))


def weekday_in(word: str) -> int:
    """The day of the week that a word of `EN_DAY` is, Monday 0."""
    return _EN_DAYS[word[:3]]


def number_in(word: str) -> int:
    """A number as it is spoken: 十二, 二十, 几, "a few"."""
    if word in {"几", "a few"}:
        return FEW
    if word == "零":
        return 0
    if "十" in word:
        tens, _, ones = word.partition("十")
        return (count(tens) if tens else 1) * 10 + (count(ones) if ones else 0)
    return _EN_TENS.get(word) or count(word)


_AN_HOUR = r"(?:\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\b\.?)?)"
_AT_THE_SHOP = re.compile(
    rf"\b(?:i|we|(?:the |my |our )?(?:shop|bakery|store|cafe|café|restaurant|kitchen|place))(?:'m| am|'re| are|'s| is)? (?:only |usually |always )?(?:opens?|closes?|starts?|shuts?|(?:get |wake )?up)\b(?: \w+)??(?: (?:at|from|till|until|by))? {_AN_HOUR}"
    rf"|\b{_AN_HOUR}(?: is|'s) (?:my|our|the|when|too|way)\b[^,.;?!]*"
    rf"|\bnot (?:at )?{_AN_HOUR}|\b(?:not|no|never) (?:any |a bit )?later\b"
    r"|我?们?店?里?(?:早上|上午|下午|晚上)?[\d一二两三四五六七八九十]{1,3}(?:点半?|[:：]\d\d)(?:才|就|都)?(?:开门|开店|营业|打烊|关门|起床?|醒|下班|上班|最忙|太晚|太早|我?还没起床?|我?还没醒)(?:了|的)?"
    r"|(?:不是|不要|别)(?:早上|上午|下午|晚上)?[\d一二两三四五六七八九十]{1,3}(?:点半?|[:：]\d\d)",
    re.IGNORECASE,
)
"""An hour at which the shop does something, or that is not the one that is meant: "i open at 7", "not 8:30"."""
_MADE = re.compile(
    r".*(?:\b(?:make|change|move|switch|set) (?:it|that) (?:to |for |on )?|改成|改到|改为|换成|换到|挪到)", re.IGNORECASE | re.DOTALL
)
"""What stands before the time that it shall be instead."""


def hour_meant(flat: str) -> str:
    """The words, as long as they are, without hours of which none is the one that is meant: what was said before "make it …", when the
    shop opens, "not 8:30". As they are, where no figure is left.
    """
    made = _MADE.match(flat)
    rest = f"{' ' * made.end()}{flat[made.end() :]}" if made and flat[made.end() :].strip() else flat
    kept = _AT_THE_SHOP.sub(lambda found: " " * len(found[0]), rest)
    return kept if re.search(r"\d|[一二两三四五六七八九十]点", kept) or (made and kept.strip()) else flat


_HALF_DAY = 12 * 60
_AWAKE = 5 * 60  # minutes of the day from which a bare hour may be of the morning
_NAMES_HALF = re.compile(
    rf"\d ?{EN_HALF}|\b(?:morning|afternoon|evening|tonight|night|noon|midday|lunch\w*|arvo|early)\b|\b(?:0\d|1[3-9]|2[0-3])[:.]\d\d"
    r"|早[上晨]|[今明]早|[清一]早|上午|中午|下午|傍晚|晚上|[今明]晚|夜|凌晨|(?:1[3-9]|2[0-3])点|十[三四五六七八九]点|二十",
    re.IGNORECASE,
)
_HOUR_NAMED = re.compile(r"\d|[一二两三四五六七八九十]点")


def nearer(moment: str, said: str, there: str) -> str:
    """The moment; where the words name an hour and not whether it is of the morning, that which is nearer to the time of day that is to
    be changed: "can it be 6:30", of a reminder at seven.
    """
    day, _, at = moment.partition("T")
    if not (at and there) or _NAMES_HALF.search(said) or not _HOUR_NAMED.search(said):
        return moment
    wanted, before = (int(one[:2]) * 60 + int(one[3:]) for one in (at, there))
    halves = (wanted, (wanted + _HALF_DAY) % (2 * _HALF_DAY))
    minutes = min((one for one in halves if one >= _AWAKE), key=lambda one: abs(one - before))
    return f"{day}T{minutes // 60:02d}:{minutes % 60:02d}"
