"""What takes back that something is well: a denial, or that it is so only now and then, or was once."""

from __future__ import annotations

import re

from bot.understanding.text.clauses import DENIAL

_NO_DENIAL = re.compile(r"没问题")
_ZH = "以前|之前|昨天|上次|原来|一会儿?|偶尔|有时|但|可是|不过|又|才|只"
_EN = (
    "before|yesterday|used to|last (?:week|time|night)|until|sometimes|only|but|once|for a (?:bit|while|minute|second)|then|if|when|"
    "again|should|would"
)
_NEITHER = re.compile(
    r"\b(?:neither|none|hardly|barely|(?:stop(?:s|ped)?|quit) (?:\w+ )?(?:work|print|charg|connect|scan|read|respond|tak|accept|feed|tapp|pair)ing)\b",
    re.IGNORECASE,
)
_WITHOUT_SIGN = re.compile(r"\b(?:is|was|does|has|have|are|were|wo|had)nt\b", re.IGNORECASE)


def denies(text: str) -> bool:
    """Whether anything is denied; 没问题 denies nothing."""
    return bool(DENIAL.search(_NO_DENIAL.sub("", text)) or _WITHOUT_SIGN.search(text)) or has_stopped(text)


def has_stopped(text: str) -> bool:
    """Whether what did its work is said to do so no more, or nothing of it to."""
    return bool(_NEITHER.search(text))


def at_times(zh: str, en: str) -> re.Pattern[str]:
    """That something is so only now and then, or was once; with further words that tell it."""
    return re.compile(rf"{_ZH}|{zh}|\b(?:{_EN}|{en})\b", re.IGNORECASE)
