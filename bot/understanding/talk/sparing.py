"""Denying a crime, a swindle or damage that was only taken for one: "what? no nothing on the slot", 没人骗我. Decides nothing."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.alarms import HEAT, TAKEN_FOR
from bot.core.state import State
from bot.core.understanding import Heard
from bot.understanding.answers.heating import LOOKED
from bot.understanding.facts.trying import clauses
from bot.understanding.text.normalising import phrased, plain

NONE_OF_IT, OF_WATER = "none_of_it", frozenset({"hardware.damage"})
_BAD = r"(?:wet|a spill|broken|damaged|dropped|stolen|stole|missing|lost|spilled|spilt|robbed|hacked|cracked|smashed|cheated|scammed|tampered(?: with)?|touched|knocked|fallen|swapped|conned|water|liquid|damage|theft|crime|fraud|a scam|scam|skimmer)"
_SPARED_EN = re.compile(
    rf"^(?:(?:no|nope|nah|what|wait|oh|hey|look|sorry|there is|there'?s|its|it'?s|but|and|i said|listen|honestly) )*(?:nothing(?: at all)? (?:like that|of the (?:sort|kind)|(?:is |was |got |been |has )*{_BAD}|on (?:it|(?:the|my) \w+(?: \w+)?)|in (?:it|(?:the|my) \w+)|happened|strange|wrong with (?:that|the slot))\b"
    rf"|(?:nobody|no ?one)(?:'s| is| was| has| did)? (?:\w+ )?(?:changed|swapped|replaced|stuck|covered|touched|stole|stolen|took|taken|opened|called|rang|dropped|cheat\w*|scam\w*|threat\w*|robbed|been (?:here|near|at it)|near it)\b"
    rf"|(?:(?:it|that|this|they|i|we|the \w+)(?:'?s| is| was|'?m| am| were| has)? ?)?(?:not|wasn'?t|isn'?t|weren'?t|hasn'?t been|have ?n'?t been|didn'?t get|never)(?: got| get| been| a| any| even| really| being)* {_BAD}\b"
    r"|i (?:never|didn'?t|did not) (?:said?|say|drop|spill|mean)\b|not (?:that|like that|a crime|about that)\b|(?:that'?s|this is|it'?s) not (?:it|that|what i (?:said|meant|mean|asked))\b|you(?:'?ve)? (?:got it wrong|misunderstood|got me wrong)\b)"
)
_SPARED_ZH = re.compile(
    r"^(?:哎呀?|啊|什么|啥|不是|不|没有|我说|说了|喂|根本|就|也|都|真的?|我|机器|机子|它|压根|从来)*(?:(?:没|没有|不是)(?:这|那)(?:回事|种事|个?意思|么回事|样)|没(?:人|有人)(?:动|碰|偷|抢|骗|拆|来|打|给我打|换|贴|盖|威胁|让)|没(?:有)?(?:被)?(?:摔|磕|碰|进水|进过水|进什么水|泡|浸|淋|泼|洒|湿|丢|偷|坏|碎|裂|骗|受骗|上当|撞|砸|拆)|不是(?:被)?(?:诈骗|骗|偷|丢|摔|进水|泡水|进过水|泼|洒|倒|湿|案子|犯罪|被骗)|[啥什么]+骗不骗)"
)


_FLAT = re.compile(
    r"(?:没有?|不|未)(?:鼓|胀|肿|变形|发鼓)|(?:电池|后盖)(?:是|都|也|一直)*(?:好好的|没事|没问题|正常|是好的|没毛病)|不是(?:说)?电池|跟电池(?:没关系|无关)"
    r"|\b(?:not|isn'?t|no|nothing|never|wasn'?t|ain'?t) (?:(?!(?:just|only|merely|simply|its?|still|yes|yeah|but)\b)\w+ )?(?:swollen|bulging|bulge|swelling|puffed|bloated)\b|\b(?:battery|back)(?:'s| is| was) (?:fine|ok(?:ay)?|flat|normal|good|alright)\b|\bnot (?:about )?the battery\b",
    re.IGNORECASE,
)
"""That the battery is as it was."""
_STILL = re.compile(
    r"(?<![没不])(?:烫|热|烟|味|漏|嘶|焦)|(?:鼓|胀|肿|翘|拱)(?:了|起|着|得)|\b(?:hot|warm|smell\w*|leak\w*|hiss\w*|burn\w*|swollen now|but)\b|\b(?<!no )smok\w+",
    re.IGNORECASE,
)
"""Any sign beside it: then nothing is left."""


_HALF = re.compile(
    r"看着|看上去|看起来|应该|好像|大概|估计|可能|也许|感觉|外面|表面|吧|[吗么]|擦干|干了|\b(?:i think|think so|probably|maybe|might|should be|seems?|looks?|hopefully|guess|from outside|on the outside|any ?more|dried|dry|sure)\b",
    re.IGNORECASE,
)
"""What makes half a denial of one: what got wet may look dry."""
INCIDENT = "security.incident"


def _is_flat(heard: Heard, text: str, state: State) -> bool:
    """Whether a battery that was only taken for swollen is plainly well, and another trouble is what it is about."""
    other = state.interrupted is not None or (heard.intent is not None and heard.intent != HEAT)
    asked = state.place is not None and state.place.step != LOOKED  # there it is the answer
    return state.trouble == HEAT and asked and other and bool(_FLAT.search(text)) and not _STILL.search(text)


def spared(heard: Heard, text: str, state: State) -> Heard:
    """What is heard of words that plainly deny the danger at hand, and tell of no other and pick no answer."""
    if not heard.danger and _is_flat(heard, text, state):
        return replace(heard, act=NONE_OF_IT, offer=None, guess=None)
    left = state.place is None and state.is_awaiting and state.trouble == INCIDENT  # a swindler's victim may well deny it
    if left and heard.aside:
        return heard  # "nothing broken, it says blocked", of a terminal that is back
    amid = left or (state.trouble in TAKEN_FOR and state.place is not None)
    if not amid or heard.offer or heard.danger or heard.intent == "handoff.human" or (state.trouble in OF_WATER and _HALF.search(text)):
        return heard
    told = {*clauses(plain(text)), *clauses(plain(phrased(text)))}
    denied = any(_SPARED_EN.search(clause) or _SPARED_ZH.search(clause) for clause in told)
    return replace(heard, act=NONE_OF_IT, guess=None) if denied else heard
