"""Answers that hold no fact where one is asked for: as last time, whatever you like, another would know. Decides nothing."""

from __future__ import annotations

import re

from bot.core.knowledge import Knowledge
from bot.core.state import Question

AS_BEFORE, VAGUE, UNSURE = "as_before", "vague", "unsure"
"""The acts of who says that it is as it was, that anything will do, and that he does not know himself."""

_AS_BEFORE = re.compile(
    r"(?=.{3})(?:还是|就|都|跟|和|与|照|按|同|那个|地址|电话|时间|,|，| )*(?:上[次回]|以前|之前|原来|老)(?:的|那个)?(?:一样|那样|照旧|地方|地址|电话|号码|时间|那台)?(?:就?行|的|吧|啊|就好)*"
    r"|照旧|老样子|(?:你们?(?:那里?|那边)?|系统里?|上次|之前|以前|不是|都|应该|已经|早就?)+(?:有(?:记录|登记|存底|资料)?|给过|登记过|报过|说过|留过)(?:你们?|的|了|吗|嘛|呀|啊)*[?？]?"
    r"|(?:(?:it'?s|its|just|the|ok|use|you|have) )*(?:same|usual)(?: (?:one|address|place|number|phone|time|as|like|the|that))*(?: (?:last|previous|other) time| before| always| usual| ever)?"
    r"|(?:(?:but|surely|you|u|already|should|must|guys|still|we|i|it'?s|its) )*(?:have|got|on|gave|told|registered)(?: (?:it|that|this|my|all|you|them|already|on))* ?(?:file|record|records|system|before|last time|already|details)(?: already| (?:last time|before))?",
    re.IGNORECASE,
)
_ANY = re.compile(
    r"(?:随[便意]|都行|都可以|都成|无所谓|看着?办|你们?(?:看着办|定|安排|说了算)|怎么都行|什么都行|哪个都行|任意)(?:你们?|吧|啊|啦|都行|就行|的)*"
    r"|(?:(?:oh|ok|just|i|really|either|its|it's) )*(?:whatever(?: (?:you (?:like|want|think)|works|suits|is easiest))?|any(?:thing)?(?: (?:is fine|will do|goes))?|(?:don'?t|dont|do not) (?:mind|care)|doesn'?t matter|up to you|you (?:decide|choose|pick)|no preference)",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"(?:我?(?:不知道|不清楚|不晓得|也?不懂)[,，]?)?(?:你们?|那|这个?|要|得)*(?:去|直接)?问(?:问|一?下)?(?:我们?)?的?(?:老板娘?|店长|经理|财务|会计|老公|老婆|儿子|女儿|老爸|合伙人)(?:去|吧|呗|才知道)*|(?:这个?|只有|得|要)*(?:我们?)?(?:老板娘?|店长|经理|财务|会计|老公|老婆|儿子|女儿)(?:才|会|那里?|那边)*(?:知道|清楚|有数)(?:的|吧)?"
    r"|(?:(?:idk|dunno|no idea|not sure|i (?:don'?t|dont) know|honestly|sorry)[, ]*)*(?:(?:you(?:'ll|'d)?|have|need|to|best|better|would|should|will) )*ask (?:my|the|our) (?:boss|manager|owner|husband|wife|accountant|bookkeeper|son|daughter|partner|dad|mum|mom)"
    r"|(?:(?:idk|dunno|no idea|not sure|i (?:don'?t|dont) know)[, ]*)*(?:only |ask )?(?:my|the|our) (?:boss|manager|owner|husband|wife|accountant|bookkeeper|son|daughter|partner|dad|mum|mom) (?:knows|would know|has (?:it|that)|deals with (?:it|that))",
    re.IGNORECASE,
)
_FORMS = ((AS_BEFORE, _AS_BEFORE), (VAGUE, _ANY), (UNSURE, _ANOTHER))


def evasion(text: str) -> str:
    """The act of words that are no fact; empty where they may be one."""
    said = text.strip(" ,，。.!！~…")
    return next((act for act, form in _FORMS if form.fullmatch(said)), "")


def evaded(text: str, question: Question | None, knowledge: Knowledge) -> str:
    """The act of words that are no fact, where one is asked for; any time at all is one."""
    slot = knowledge.slots.get(question.slot) if question else None
    act = evasion(text) if slot else ""
    return "" if slot and slot.kind == "window" and act == VAGUE else act
