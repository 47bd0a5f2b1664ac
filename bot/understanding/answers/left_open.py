"""A fact that cannot be told: the label is worn off, nobody remembers. What is told beside it counts all the same."""

from __future__ import annotations

import re

from bot.core.draft import SKIPPED
from bot.core.knowledge import Slot
from bot.core.understanding import Field
from bot.understanding.answers.asking import asks

_UNREADABLE = re.compile(
    r"看不(?:太)?(?:清|见|到|出|了|明白)|[看读认]不(?:大|太|怎么)?清|磨(?:掉|没|花|平|损|得|光)|(?:标签|贴纸|铭牌|字|码|都|全)(?:早就?|已经|都|也|全|上的字|让?被?[^,，。]{0,6})??(?:掉|没|花|糊|烂|破|撕|刮|褪|洗|泡|磨|化|蹭|抠|丢)(?:了|掉|光|色|没|花|烂|坏)?|刮(?:花|掉)|划痕|划花|糊(?:了|掉)|模糊|褪色|脱落|泡水|泡烂|(?:字|标签|太)(?:太|好|很|特别)?小|拍不清|没有?(?:标签|贴纸|序列号|字|贴|写|印)|[啥什]么?(?:字)?(?:都|也)没(?:有|写|印|贴)|翻不(?:过来|动|了)|够不(?:着|到)|[瞅瞧](?:不清|不见|不到)|老花|(?:是|都|全)糊的|认不(?:出|得)|找不(?:到|着)|没(?:看|找)(?:到|见|着)|没戴?眼镜|老花"
    r"|\b(?:worn|rubbed|scratch(?:ed)?|scuffed|faded|faint|illegible|unreadable|smudged|blurr?y|blurred|torn|ripped|peel(?:ed|ing))\b|\b(?:come|came|fallen|fell|gone|rubbed|washed) (?:off|away)\b|\b(?:label|sticker|number|it|that)(?:'s|s| is| has)? (?:all )?(?:gone|missing|off)\b|\bmissing\b|\bno (?:label|sticker|number|serial)\b|\b(?:writing|print(?:ing)?|letters|letterings?|numbers?|text|ink)(?: has| have|'s| is| are)?(?: all)? (?:gone|worn|faded|off)\b|\bnothing (?:on|there|written|printed|under)\b|\bscrewed (?:down|on)\b|\bspecs\b|\b(?:too|so|very|really) (?:small|tiny|faint|dark|dirty)\b"
    r"|\b(?:can'?t|cannot|can not|could ?n'?t|unable to|hard to|not able to|impossible to|dont?|don'?t) (?:\w+ )?(?:read|see|make (?:it|that|any of it) out|find|reach|get (?:at|to))\b|\bglasses\b|\bnot readable\b|\bmy eyes\b",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(
    r"[鬼谁天]知道|不(?:太|大)?(?:记得|知道|晓得|清楚|确定|懂)|忘(?:了|记|得)|想不起|说不(?:好|准|清|上)|[哪咋](?:里|儿)?(?:会|能)?(?:知道|晓得|记得)|疫情(?:之?前|以前)|记不(?:得|清|住|起)|没印象|不填|懒得|(?<=\S)算了|跳过"
    r"|\bno (?:idea|clue)\b|\bdunno\b|\bidk\b|\bdon'?t (?:know|remember|recall)\b|\b(?:can'?t|cannot) (?:remember|recall|say)\b|\bforg[eo]t(?:ten)?\b|\bhaven'?t (?:a|the) (?:clue|foggiest)\b|\b(?:who|god|lord|heaven) knows\b|\bbeats me\b|\blost (?:track|count)\b|\b(?:before|pre)[ -]?(?:covid|the pandemic|lockdown)\b|\bdinnae ken\b|\bskip\b|\bwhere that is\b",
    re.IGNORECASE,
)
_LONG_AGO = re.compile(
    r"好[多几些]年|很久|很多年|老早|早就|多年|有些年头|\b(?:many |some |several )?years (?:ago|old|back)\b|\b(?:for )?(?:ages|donkey'?s years)\b|\blong (?:time )?ago\b|\bvery old\b",
    re.IGNORECASE,
)
LABEL = Field("label_state", "unreadable")
"""Told to staff: that the number is not there is no refusal to look."""
_ALL_OF_IT = re.compile(r"标签|贴纸|铭牌|\b(?:label|sticker|plate)\b", re.IGNORECASE)
"""The label as a whole, which has the number as well."""
_LABELLED, _DATED = frozenset({"serial", "model"}), frozenset({"date"})


_PARTS = re.compile(r"[,，;；。\n]+|\.(?!\d)|(?<=[\u4e00-\u9fff])\s+|\s+(?=[\u4e00-\u9fff])|\b(?:but|and)\b", re.IGNORECASE)
_OF_THE_SERIAL = re.compile(r"序列号|编号|机身[号码]|(?<![a-z])s/?n(?![a-z])|\bserial\b", re.IGNORECASE)
_OF_THE_MODEL = re.compile(r"型号|机型|牌子|品牌|\b(?:model|make|brand)\b", re.IGNORECASE)


def left_open(text: str, slot: Slot) -> tuple[Field, ...]:
    """What is kept of a fact of the terminal that the words say cannot be told; nothing where they may tell it, or ask. Of the serial
    number it may be said where the model is asked for.
    """
    if slot.kind not in _LABELLED | _DATED or (asks(text) and not _UNKNOWN.search(text)):
        return ()
    parts = [part for part in _PARTS.split(text) if part.strip()]
    apart = [part for part in parts if slot.kind == "model" and _OF_THE_SERIAL.search(part) and not _OF_THE_MODEL.search(part)]
    rest = " ".join(part for part in parts if part not in apart)
    found = (*_open(text if not apart else rest, slot.name, slot.kind), *(one for part in apart for one in _open(part, "serial", "serial")))
    return tuple({field.name: field for field in found}.values())


def _open(text: str, name: str, kind: str) -> tuple[Field, ...]:
    unknown, skipped = bool(_UNKNOWN.search(text)), Field(name, SKIPPED)
    if kind in _LABELLED and _UNREADABLE.search(text):
        whole = kind == "model" and (_ALL_OF_IT.search(text) or _OF_THE_SERIAL.search(text))
        return (skipped, LABEL, *((Field("serial", SKIPPED),) if whole else ()))
    if unknown and kind == "model" and _OF_THE_SERIAL.search(text):
        return (skipped, Field("serial", SKIPPED))
    return (skipped,) if unknown or (kind in _DATED and _LONG_AGO.search(text)) else ()
