"""That the person who was called need not come any more: 我不要人工了, "no need for anyone to join". Decides nothing.

Only while one is awaited, or once more when nothing is under way; who still wants one, or wants no repairer, sends nobody off.
"""

from __future__ import annotations

import re

from bot.core.state import State
from bot.understanding.talk.calling import calls_for_person
from bot.understanding.text.normalising import phrased, plain

_BREAK = re.compile(r"(?<=[,.;:!?，。；：！？、\n])|\s+(?=[\u4e00-\u9fff])|\s(?=(?:but|so|i|can|could|is|do|and)\b)")
_PERSON_ZH = r"(?:(?:真|活)?人(?:工(?!智能)|(?![机家]))(?:客服|坐席|服务)?|客服|专员|同事(?:们)?|坐席)"
_OFF_ZH = re.compile(
    rf"(?:(?<!要)不(?!是|行|能)|别(?!的)|甭|无需|没必要|没有必要)(?:用|需|要|必|想|再|麻烦|转|换|叫|找|请|派|让|喊|等|给我|帮我|了|你们?|您)*{_PERSON_ZH}(?:了|来|过来|接手?|服务|帮忙|吧|啦|啊|哈|谢谢)*[,.!，。！]*$"
    rf"|(?:取消|撤(?:掉|了|销|回)?|停(?:掉|了)?)(?:转|叫|找|这个|那个|刚才的?|呼叫)*{_PERSON_ZH}(?:吧|了|啦)*[,.!，。！]*$"
    rf"|{_PERSON_ZH}(?:就|也|那边|可以|都|先)*(?:不用|不要|不需要|别|取消|撤)(?:来|叫|转|找|等|接|掉)*(?:了|吧|啦)*[,.!，。！]*$"
    r"|^(?:那|就|都|先|也|说了|真的?|算了|行了|好了)*(?:不用|别)(?:再)?(?:转|等)(?:了|人了)(?:吧|谢谢)*[,.!，。！]*$"
)
_ALONE_ZH = re.compile(r"^(?:那|就|都|说了|,|，)*(?:取消|撤了?|不用了|不需要了|不等了)(?:吧|了|啦|谢谢)*[,.!，。！]*$")
_WHO_EN = r"(?:(?:an?|the|any|your|that|this) )?(?:(?:real|live|human|actual|other) )?(?:person|human|agent|colleagues?|operator|anyone|anybody|someone|somebody|any ?one|people|him|her|them)"
_ON_EN = r"(?: (?:any ?more|now|then|thanks|thank you|please|at all|to (?:join|come|call|ring|help|take over|talk)(?: (?:in|me|now|any ?more))*|from you|after all))*"
_OFF_EN = re.compile(
    rf"\b(?:no need|not needing) (?:for )?{_WHO_EN}{_ON_EN}[,.!]*$"
    rf"|\b(?:don'?t|do not|dont|no longer|needn'?t|not) (?:really |actually )?(?:need|want|require) (?:to (?:talk|speak) to )?{_WHO_EN}{_ON_EN}[,.!]*$"
    rf"|\b(?:cancel|call off|stop|forget(?: about)?|scrap|drop|withdraw) (?:calling |getting |sending |the request for |the call for |bringing in )?{_WHO_EN}(?: off)?(?: (?:request|call))?{_ON_EN}[,.!]*$|\bcall {_WHO_EN} off\b"
    rf"|\b(?:don'?t|do not|dont|no need to|stop) (?:bother )?(?:to )?(?:get(?:ting)?|call(?:ing)?|send(?:ing)?|fetch(?:ing)?|bring(?:ing)?(?: in)?|transfer(?:ring)?(?: me)?(?: to)?|bother(?:ing)?|wait(?:ing)? for) {_WHO_EN}{_ON_EN}[,.!]*$"
    rf"|\b{_WHO_EN} (?:is|are|'s) (?:not|no longer|n'?t) (?:needed|wanted|necessary|required){_ON_EN}[,.!]*$|\b(?:person|human|colleague|agent) (?:not|no longer) (?:needed|wanted){_ON_EN}[,.!]*$|\b(?:nobody|no ?one) (?:is )?(?:needed|wanted|required)\b|\bno (?:person|human|agent) (?:needed|wanted|any ?more|necessary)\b"
)
_ALONE_EN = re.compile(
    r"^(?:no |ok |okay |actually |oh |well |just |please )*(?:leave it|forget it|never ?mind(?! [a-z])|cancel(?: (?:it|that|please))?|scrap (?:it|that)|no need(?: now| any ?more)?|not needed(?: now| any ?more)?|no longer needed|don'?t bother)(?: (?:thanks|thank you|please|then|now))*[,.!]*$"
)
_MANNERS = re.compile(r"(?:谢谢|多谢|拜拜?|再见|好的?|行)[了啊吧,.!，。！]*|(?:thanks|thank you|cheers|ta|bye|ok|okay|please)[,.!]*")
_REPAIRERS = re.compile(r"师傅|上门|修|登记|工程师|机器人|\b(?:repair|engineer|technician|visit|bot|fix)\b")
_ASKS_STILL = re.compile(r"[?？]|吗|怎么|为什么|\bwhy\b")


def sent_off(text: str, state: State) -> str | None:
    """What is left of the words without those that send the person off who is awaited; nothing where none are."""
    resting = state.place is None and state.question is None
    if not (state.is_awaiting or resting):
        return None
    parts = [part.strip() for part in _BREAK.split(plain(phrased(text))) if part and part.strip()]
    left = [part for part in parts if not _sends_off(part)]
    if len(left) == len(parts) and resting and state.is_awaiting:
        left = [part for part in parts if not (_ALONE_ZH.search(part) or _ALONE_EN.search(part) or _MANNERS.fullmatch(part))]
        if left or all(map(_MANNERS.fullmatch, parts)):
            return None
    rest = " ".join(part for part in left if len(part) > 1)
    return None if len(left) == len(parts) or calls_for_person(rest, state) else rest


def _sends_off(part: str) -> bool:
    """Whether these words send somebody off."""
    if _REPAIRERS.search(part) or _ASKS_STILL.search(part):
        return False
    return bool(_OFF_ZH.search(part) or _OFF_EN.search(part))
