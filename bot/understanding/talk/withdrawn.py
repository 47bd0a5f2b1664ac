"""What was noted for later and is denied now: "I never said a ticket", 我没有蓝牙. It is left out, and the rest of the words is read
without it. Decides nothing.
"""

from __future__ import annotations

import re

from bot.core.knowledge import kind_of
from bot.core.state import State
from bot.understanding.matcher.matching import Matcher
from bot.understanding.text.normalising import levelled

_ENDS = re.compile(r"(?<=[,，.。;；!！?？\n])\s*|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])|\s+(?=(?:but|and i|and it)\b)")
_BEFORE_EN = r"(?:(?:no|nope|but|and|sorry|wait|hey|oh|so|well|look|listen|huh|i mean|i said)[ ,]+)*"
_NAME_EN = r"(?P<{}>[a-z][\w'-]*(?: [\w'-]+)?)"
_DENIED = re.compile(
    rf"{_BEFORE_EN}(?:(?:i|we) )?(?:never|didn'?t|did not|haven'?t|have not)(?: ever| even)? (?:say|said|mention(?:ed)?|ask(?:ed)?(?: for| about)?|report(?:ed)?|talk(?:ed)? about|have|had)(?: (?:anything|something|a word) (?:about|of))?(?: (?:a|an|any|the|my|no))? {_NAME_EN.format('said')}"
    rf"|{_BEFORE_EN}(?:i|we|it|they|this one|the (?:terminal|machine|reader)) (?:don'?t|do not|doesn'?t|does not)(?: even)? (?:have|use|got|know|need|want)(?: about)?(?: (?:a|an|any|the|no))? {_NAME_EN.format('had')}"
    rf"|{_BEFORE_EN}(?:there'?s |there is |i have |it has )?no {_NAME_EN.format('none')} (?:problem|issue|trouble|fault)s?"
    rf"|{_BEFORE_EN}(?:it'?s |that'?s |this is )?(?:not|nothing to do with)(?: (?:a|an|any|the|my|about|about the))? {_NAME_EN.format('isnt')}"
    rf"|{_BEFORE_EN}(?:what|which) {_NAME_EN.format('what')}"
    rf"|{_BEFORE_EN}(?:forget|drop|scrap)(?: about)?(?: the| that| my)? {_NAME_EN.format('drop')}"
    r"|(?:不对|不|可|但|我们?|这台?机器|又|也|都|从来|根本|,|，)*没有?(?:说|提|讲|问|报)过?(?:什么|啥)?(?P<zh_said>[^,，。?？!！吗]{1,8}?)(?:的事|问题)?[啊呀了呢]*"
    r"|(?:不对|不|可|但|我们?|我的?机器|这台?机器|它|又|也|都|从来|根本|压根|,|，)*(?:没有|没装|没用|不用)(?P<zh_had>[^,，。?？!！吗]{1,8}?)(?:的|问题)?[啊呀呢]*"
    r"|(?:不对|不|可|但|我说的|我|这|那|又|也|都|,|，)*(?:不是|不关|跟?不管)(?P<zh_isnt>[^,，。?？!！吗]{1,8}?)(?:的?(?:事|问题|毛病))?[啊呀呢]*"
    r"|(?:什么|哪来的?|啥)(?P<zh_what>[^,，。?？!！吗]{1,8}?)[啊呀]*"
)
_REMINDS = re.compile(
    r"不是(?:还|也|都|刚|已经|早|跟你|和你|说).{1,16}|(?:我|这|那)?不是.{1,16}[嘛吗么][!！?？。]*$|没(?:有)?说过?(?:不|别|不用|先不|要?取消|不要)"
    r"|\b(?:didn'?t|did not|haven'?t|have) (?:i|we)\b|\bis(?:n'?t| not) there\b|\b(?:never|didn'?t|did not) (?:say|said|tell|told)(?: you)?(?: to)? (?:forget|drop|leave|skip|cancel|not)\b",
    re.IGNORECASE,
)
"""What reminds of what was told, in the form of a denial: 我不是还有个卡纸的事嘛, "didn't I say the printer too?", 我没说不看卡纸."""
_NAMED_FROM = 0.1  # probability from which a word or two name what was noted
_SIGNS = " ,，.。;；!！?？~"


def withdrawn(text: str, state: State, matcher: Matcher) -> tuple[str, tuple[str, ...]]:
    """The words without those that deny what was noted for later, and what they deny."""
    if not state.noted:
        return text, ()
    parts = [part for part in _ENDS.split(text) if part and part.strip(_SIGNS)]
    denied = [_denied(part, state, matcher) for part in parts]
    rest = [part.strip() for part, name in zip(parts, denied, strict=True) if not name]
    gone = tuple(dict.fromkeys(filter(None, denied)))
    return (" ".join(rest) if gone else text), gone


def _denied(part: str, state: State, matcher: Matcher) -> str:
    """What was noted that a part of the words denies; empty where it denies none of it."""
    if _REMINDS.search(levelled(part).casefold()):
        return ""
    found = _DENIED.fullmatch(levelled(part).casefold().strip(_SIGNS))
    name = next((said for said in found.groups() if said), "") if found else ""
    kinds = {kind_of(one): one for one in state.noted if kind_of(one) != kind_of(state.trouble)}
    meant = matcher.match(name).candidates if name and kinds else ()
    return next((kinds[kind_of(one.intent)] for one in meant if kind_of(one.intent) in kinds and one.score >= _NAMED_FROM), "")
