"""How the reminder that is talked about is put right, kept, or doubled: "no I said tomorrow at 8, not half past", "dont drop it", "also tomorrow".
Decides nothing.
"""

from __future__ import annotations

import re

_PUT_RIGHT = re.compile(
    r"\b(?:i (?:said|meant|asked for|want(?:ed)?)|it should be|should be|supposed to be)\b|我(?:说的|要的|想要的|定的)?(?:是|要)|应该是|说的是|不是.{1,8}是",
    re.IGNORECASE,
)
_NOT_SO = re.compile(r"[,，]? ?(?:\b(?:but )?not (?:at )?[^,.;]+|不是[^,，。]+?(?=[,，。]|是|$))", re.IGNORECASE)
_OF_THE_SHOP = re.compile(
    r"[,，.;]? ?(?:\b(?:because|cos|as|since)? ?(?:i|we)(?:'m|'re)? (?:open|close|start|shut|am|are)\b[^,.;]*|我们?(?:店)?\S{0,3}(?:开门|关门|开店|打烊)[^,，。]*)",
    re.IGNORECASE,
)
_HOUR_AFTER = re.compile(
    r"\b(tomorrow|tomorow|tmrw?|today|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day) and (?=\d{1,2}\b)", re.IGNORECASE
)
_KEEPS = re.compile(
    r"\b(?:no+,? )?(?:do ?n'?t|do not|never said|didn'?t (?:say|ask|mean) to|not) (?:to )?(?:drop|cancel|delete|stop|remove|scrap|lose)(?: it| that| this| the reminder)?\b[,.;!]? ?|(?:我)?(?:没说|没让你|没要|别|不要|不是要)(?:把它)?(?:取消|删|停|撤)(?:掉|了)?(?:它|提醒)?[,，。!！ ]*",
    re.IGNORECASE,
)
_ALSO = re.compile(
    r"^(?:(?:ok(?:ay)?|yes|and|but|please|yeah|good|fine)[, ]+)*(?:also|and) (?!every|each|on \w+s\b)|\b(?:as well|too)[.!]*$|^(?:好的?|行|嗯|那|但|,|，|再)*(?:也|还要|还有|另外)|也(?:再|要|得)?(?:提醒|叫|通知)",
    re.IGNORECASE,
)
_ALL_GONE = re.compile(r"\bforget(?: about)?(?: (?:all|the|my|of|those|these|any|every))* reminders\b", re.IGNORECASE)


def put_right(flat: str) -> str:
    """The words with the time that is meant alone, where they put one right; empty where they do not."""
    kept = _KEEPS.sub("", flat)
    if not (_PUT_RIGHT.search(kept) or kept != flat):
        return ""
    return _HOUR_AFTER.sub(r"\1 at ", _OF_THE_SHOP.sub("", _NOT_SO.sub("", kept))).strip(" ,，.。!！")


def keeps(flat: str) -> bool:
    """Whether it is not to go."""
    return bool(_KEEPS.search(flat))


def is_more(flat: str) -> bool:
    """Whether another turn is wanted beside those there are."""
    return bool(_ALSO.search(flat))


def ends_all(flat: str) -> bool:
    """Whether no reminder is wanted any more, whatever else is called off with them."""
    return bool(_ALL_GONE.search(flat))
