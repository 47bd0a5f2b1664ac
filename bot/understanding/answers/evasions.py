"""Answers that hold no fact where one is asked for: as last time, whatever you like, another would know. Decides nothing."""

from __future__ import annotations

import re

from bot.core.knowledge import Knowledge
from bot.core.state import Question
from bot.understanding.answers.asking import asks
from bot.understanding.facts.places import is_no_window

AS_BEFORE, VAGUE, UNSURE, NO_TIME = "as_before", "vague", "unsure", "no_time"
"""The acts of who says that it is as it was, that anything will do, that he does not know himself, and when he does not want it."""

_AS_BEFORE = re.compile(
    r"(?=.{3})(?:还是|就|都|跟|和|与|照|按|同|那个|地址|电话|时间|,|，| )*(?:上[次回]|以前|之前|原来|老)(?:的|那个)?(?:一样|那样|照旧|地方|地址|电话|号码|时间|那台)?(?:就?行|的|吧|啊|就好)*"
    r"|照旧|老样子|(?:你们?(?:那里?|那边)?|系统里?|上次|之前|以前|不是|都|应该|已经|早就?)+(?:有(?:记录|登记|存底|资料)?|给过|登记过|报过|说过|留过)(?:你们?|的|了|吗|嘛|呀|啊)*[?？]?"
    r"|(?:(?:it'?s|just|the|ok|use|you|have) )*(?:same|usual)(?: (?:one|address|place|number|phone|time|as|like|the|that))*(?: (?:last|previous|other) time| before| always| usual| ever)?"
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
_NO_TIME = re.compile(
    r"(?:能不能|可以|那|还是|帮我|再|,|，| )*(?:换|改|另|另外|别的|其他的?)(?:约|选|找)?(?:[一个]|别的|其他)*(?:天|日子?|时间|时候)(?:吧|呢|呗|再说|再约|行吗|可以吗|可以|来|行)*"
    r"|(?:昨[天晚]|前天|上[个周月]+|去年|[明后]年)(?:吧|的)?|(?:什么时候|哪天|哪一天|几点|都|全|我|也|,|，)*都?(?:不行|没空|不方便)"
    r"|(?:(?:no|can|could|we|you|do|make|it|how|about|maybe|let'?s|pick|on|for|please)[ ,]+)*(?:an?other|some other|a different|other) (?:days?|times?|dates?)(?: (?:please|pls|then|maybe|instead|would be better|if possible|ok))*"
    r"|(?:(?:on|the day before) )?(?:yesterday|last (?:week|month|year|\w+day)|next year|in the past)|never(?: ever)?|(?:please |but )*not (?:on )?(?:that|this|the same) (?:day|time|week)|not then|(?:请|不要|别|非)+(?:在|是)?[那这](?:一?天|时候|个时间)(?:来|吧)?|[那这](?:一?天|时候|个时间)(?:不行|没空|不方便|不在|不可以)",
    re.IGNORECASE,
)
"""That it shall be at a time that is not told, or is over."""
_NONE_OF_IT = re.compile(
    r"(?:(?:ok|oh|well|then|so|no) )*(?:neither|none)(?: (?:then|of (?:them|those|these|it)|one|either|here|sorry|i'?m afraid))*|(?:那|就|也|都|全|两样|两个|哪个|什么|啥)+都?没有?(?:了|啊|呢|呀|的)*",
    re.IGNORECASE,
)
"""Said of the papers that were asked for before, and no name."""
_FORMS = ((AS_BEFORE, _AS_BEFORE), (VAGUE, _ANY), (UNSURE, _ANOTHER), (UNSURE, _NONE_OF_IT))


_AROUND = " ,，。.!！?？~…"


def evasion(text: str) -> str:
    """The act of words that are no fact; empty where they may be one."""
    said = text.strip(_AROUND)
    return next((act for act, form in _FORMS if form.fullmatch(said)), "")


_SKIPS = re.compile(
    r"跳过|不填|不[说给]|空着|先不|以后|重新|重来|从头|上一?步|返回|后退|\b(?:skip|leave (?:it|this|that)|without|later|instead|start (?:over|again)|restart|go back|back up|pass)\b",
    re.IGNORECASE,
)
_STARTS_OVER = frozenset({"restart", "back"})
_NONE = frozenset({"cannot", "unsure", "no"})  # acts that a question only sounds like
EXPLAIN, CANNOT, NOT_SO = "explain", "cannot", "not_so"


_NOBODY = re.compile(
    r"(?:我|先|真的?|请|暂时|现在|还|就|也|都|千万|,|，| )*(?:不用|不要|不需要|不想|不必|别|无需|没必要|甭)(?:再|帮我|你们|麻烦|去|要|找|跟|和|叫|给我|给|转|接|,|，)*(?:人工|真人|人说话|客服|人来|(?<=[找叫派])人|打我?电话|打电话|来电|电话联系|回电话?|打给我|电话)(?:给我|联系|我|了|说话|聊|服务|来|吧|啊|哈|谢谢)*"
    r"|(?:(?:please|pls|no|but|i|we|really|just|ok|thanks|honestly|sorry)[, ]+)*(?:do ?n'?t|do not|never|not|no|no need)(?: (?:really|need|want|get|call|ring|phone|contact|bother|send|put|transfer|talk|speak|to|for|with|me|us|through|a|an|any|the|another))*"
    r" (?:person|human|agent|anyone|anybody|operator|calls?|phone ?calls?|(?:(?<=call )|(?<=ring )|(?<=phone )|(?<=contact ))me|call ?backs?)(?: (?:please|pls|thanks|now|yet|needed|required|necessary|for now|on the phone|by phone|back|up))*",
    re.IGNORECASE,
)
"""That nobody shall be called, or shall call: 不用转人工, "please don't phone me"."""


def declined(text: str, question: Question | None, knowledge: Knowledge) -> str:
    """The act of who wants nobody called, and no call: a number to be called on is left out. Empty for all other words."""
    if not _NOBODY.fullmatch(text.strip(_AROUND)):
        return ""
    slot = knowledge.slots.get(question.slot) if question else None
    return CANNOT if slot and slot.kind == "phone" else NOT_SO


def asked_back(text: str, act: str | None, question: Question | None) -> str | None:
    """The act; of a question that only sounds like it, that more is asked for: "does it matter", "do I have to be here"."""
    starts_over = act in _STARTS_OVER and question is not None and asks(text) == "question" and not _SKIPS.search(text)
    return EXPLAIN if starts_over or (act in _NONE and only_asks(text, question)) else act


def only_asks(text: str, question: Question | None) -> bool:
    """Whether the words are a question where a fact is asked for."""
    return question is not None and bool(question.slot) and asks(text) == "question" and not _SKIPS.search(text)


def evaded(text: str, question: Question | None, knowledge: Knowledge) -> str:
    """The act of words that are no fact, where one is asked for; any time at all is one."""
    slot = knowledge.slots.get(question.slot) if question else None
    if slot and slot.kind == "window" and (_NO_TIME.fullmatch(text.strip(_AROUND)) or is_no_window(text)):
        return NO_TIME
    act = evasion(text) if slot else ""
    return "" if slot and slot.kind == "window" and act == VAGUE else act
