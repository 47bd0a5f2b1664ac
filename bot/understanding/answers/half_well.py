"""Of what is heard as if a trouble were gone, no more is taken than was told: half of it, or of another thing, is asked after, a deed is a deed."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.doubting import DOUBTED
from bot.core.knowledge import OF_THE_TERMINAL, group_of
from bot.core.state import State
from bot.core.understanding import Candidate, Decision, Heard
from bot.understanding.answers.limits import Limit, is_carried_away, limits
from bot.understanding.answers.signs import DID
from bot.understanding.text.normalising import has_han

_SOLVED, _ASKED = "solved", "comes_on"
_OPEN = frozenset({Limit.ANOTHER, Limit.ROUND, Limit.PART})
"""The limits that leave open whether the terminal works: that is asked. The others say that it does, and less."""
"""The answers to whether it works now."""
_CLOSES = frozenset({_SOLVED, "finished", "yes", "agreed"})  # acts that close a step which asks how it went
_TALK, _VAGUE, _LATER, _FINISHED, _STANDS = "conversation.unsure", "vague", "later", "finished", "since"


_ON = re.compile(
    r"(?:它|机器|机子|终于|已经|都|现在|又)*(?:开|启动|重启)(?:好|起来|完)?(?:机)?了[啊呀。!！]*|(?:ok |yes |yeah |now |it |it'?s |has |is |terminal |machine )*(?:(?:turned|switched|powered|booted|restarted|started)(?: itself)?(?: back)?(?: on| up)?|back on|on)(?: again| now)?[.!]*",
    re.IGNORECASE,
)
"""That it is switched on, of which only what was dead or dark is mended."""
_DEED = re.compile(
    r"(?:我|都|也|已经|刚|重新|又|再|给它)*(?:清|擦|洗|吹|刷|掸|抹|插|拔|装|换|按|放|盖|扣|拧|撕)(?:理|洁|干净)?(?:好|完|过|干净|紧|掉|下来|上去|上)?了[啊呀。!！]*"
    r"|(?:(?:i|we|ok|just|have|i'?ve|and|then|yes|already)[ ,]+)*(?:(?!fixed|sorted|solved|cured|mended|nailed|cracked)\w+ed|held|put|took|set)"
    r" (?:it|that|this|them|the \w+)(?: (?:in|out|off|over|round|around|up|down|back|again|now|already|in the charger))*[.! ]*",
    re.IGNORECASE,
)
"""What was done, of which it is not told what came of it."""
_RUNS_ON = re.compile(
    r"动(?:起来)?了|(?:在|又|开始|慢慢)(?:走|动|涨|爬)|往[前上](?:走|涨|跑)|(?:到|走到|变成?|涨到)了?(?:百分之)?\d{1,2}(?:%|了|$)|(?<!\d)\d{1,2}%?了|百分之\S{1,3}了"
    r"|\b(?:(?:is|it'?s|its|has|bar|now)(?: \w+)? (?:moving|moved|going|climbing|creeping|ticking|counting)(?: up| along| on| again)?|(?:up to|now (?:at|on)|at|on|says?|gone to|jumped to) \d{1,2}(?: ?%| percent| now|$)|\d{1,2}(?: ?%| percent)? now)\b",
    re.IGNORECASE,
)
"""That an update goes on, which is not that it is done."""
_UPDATES = "software.driver_update"
_AT_ITS_END = re.compile(
    r"完|好了|可以|成功|能[用刷收打]|还是|不(?!断)|没|卡|100|\b(?:done|finished|complete[d]?|works?|working|stuck|still|not|back|payments?)\b|n't\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[,.;!。，；！]+\s*|\s+and\s+|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_THANKS = re.compile(r"(?:谢谢|多谢|谢了|感谢|辛苦了?)[你您了啊呀哈]*|\b(?:thanks?(?: you| a lot| so much)?|cheers|ta)\b", re.IGNORECASE)
_ASKS_NEXT = re.compile(
    r"(?:接着|然后|下一步|下面|接下来)(?:呢|是?(?:啥|什么)|(?:要|该)?(?:怎么|咋|干|做)\w{0,2})[?？]?$|\bwhat (?:now|next)\b|\bwhat (?:do|should|shall) i do (?:now|next)\b",
    re.IGNORECASE,
)
"""Asking for the next step: it was done, and no more."""
_MENDED_BY_IT = ("power.", "hardware.screen", "software.frozen")
_UNKNOWN_YET = re.compile(
    r"(?:不知道|不确定|不清楚|不晓得|说不(?:准|好|清|上来)|不好说|没法说|看不出来?)[^,，。]{0,6}(?:好|行|可以|成|管用|有用|效果)|(?:好|行|可以|成|通|管用)了没(?:有)?[呀啊?？]*$"
    r"|\b(?:not sure|do ?n'?t know|dunno|ca ?n'?t tell|no idea|hard to (?:say|tell)|unsure)\b.{0,20}\b(?:fixed|works?|worked|working|better|gone|helped|did it|made a difference)\b"
    r"|^(?:so |and |but )?(?:did|does|is|has|will|would) (?:that|it|this) (?:work|help|do|going to|now|fix|mend|solve|working|fixed|be)\b.*"
    r"|^(?:probably|maybe|perhaps|possibly|hopefully|i guess)[, ]+(?:it'?s |it is |that'?s |all )*(?:ok(?:ay)?|fine|good|fixed|working|works)\b",
    re.IGNORECASE,
)
"""That it is not known, or asked, whether it helped."""
_UNTRIED = re.compile(
    r"(?:还)?(?:没|未)(?:有)?(?:来得及|时间|空|机会|法|办法)?(?:去)?(?:试|测)(?!了|过.{0,3}(?:还|不|没))|(?:试|测)不(?:了|成)|(?<!有)没(?:有)?(?:客人|顾客|生意|人(?:来|刷|付|买))"
    r"|\b(?:have ?n'?t|have not|has ?n'?t|did ?n'?t|did not|not|ca ?n'?t|cannot|could ?n'?t) (?:yet |really |even |actually )*(?:tr(?:y|ied)|test(?:ed)?|had (?:a|any|another) (?:customer|sale|card|chance|time)s?)(?: (?:it|that|this))?(?: out)?(?: yet)?(?:,? (?:no|there'?s no(?:body)?|nobody|waiting).*)?[.! ]*$"
    r"|\b(?:wait(?:ing)?|wait) (?:for|on) (?:the |a |my |another )?(?:next )?(?:customer|sale|card|person|one)\b|\b(?:no|nobody|no one|no-one) (?:customers?|one|cards?)?(?: (?:here|in|yet|now))*(?: to (?:test|try))\b|^we'?ll see[.!]*$",
    re.IGNORECASE,
)
"""That it was not tried yet: what is to be done needs a customer, or time."""
_SHORT = 60  # characters; what is longer tells more than this


def in_full(heard: Heard, state: State) -> Heard:
    """What was heard; where a step asks how it went, and the words tell of half, of what others say, of what is still to come or to be
    tried, no more than that: "works but only with the cable in".
    """
    question, text = state.question, heard.text.strip()
    if question is None or not (question.offer(_SOLVED) and question.offer("not_fixed")) or heard.danger or heard.refused:
        carried = heard.act == _SOLVED and not (heard.offer or heard.danger) and is_carried_away(text, state)
        return _no_more_than(heard, _STANDS) if carried else heard
    if state.trouble == _UPDATES and heard.offer in {None, _SOLVED} and _RUNS_ON.search(text) and not _AT_ITS_END.search(text):
        return _no_more_than(heard, _STANDS)
    if question.offer("cannot") and len(text) <= _SHORT and heard.act != "solved_but":
        if _UNTRIED.search(text) and heard.offer in {None, "cannot", "not_fixed"}:
            return _no_more_than(heard, _LATER)
        if _UNKNOWN_YET.search(text) and heard.offer != _SOLVED:
            return _no_more_than(heard, _VAGUE)
    closes = _SOLVED in {heard.offer, heard.guess} or (heard.offer is None and heard.act in _CLOSES)
    if closes and _is_only_done(text, state):
        return _no_more_than(heard, _FINISHED)
    less = _less(text, heard, state) if closes else frozenset()
    return _no_more_than(heard, _ASKED if less <= _OPEN and not _asks_now(state) else _VAGUE) if less else heard


def _is_only_done(text: str, state: State) -> bool:
    """Whether the words tell a deed, or that it is switched on, and nothing of what came of it."""
    if _ASKS_NEXT.search(text):
        return True
    said = _THANKS.sub("", text).strip(" ,，.。!！")
    parts = [part for part in re.split(r"[ ,，.。]+", said) if part] if has_han(said) else [said]
    deeds = bool(parts) and all(map(_DEED.fullmatch, parts))
    return bool(deeds or (_ON.fullmatch(said) and not state.trouble.startswith(_MENDED_BY_IT)))


def _less(text: str, heard: Heard, state: State) -> frozenset[Limit]:
    """What the words take from that it works. What is a phrasing of that may be in doubt: 应该好了."""
    if heard.offer == _SOLVED:
        return limits(_after_deeds(text), state) - {Limit.ROUND, Limit.NOT_YET}
    return limits(text, state) - {Limit.ROUND}


def _asks_now(state: State) -> bool:
    """Whether it is asked, and no more, whether it works now: what is half told once more is asked in other words."""
    return state.question is not None and state.question.asks_whether_it_works


def _after_deeds(text: str) -> str:
    """What is told after what was done: 叫他调亮了 扫进去了."""
    parts = [part for part in _PARTS.split(text) if part]
    first = next((place for place, part in enumerate(parts[:-1]) if not DID.search(part)), len(parts) - 1)
    return " ".join(parts[max(first, 0) :])


def _no_more_than(heard: Heard, act: str) -> Heard:
    told = (Candidate(_TALK, 1.0),)
    return replace(heard, offer=None, guess=None, act=act, decision=Decision.ACCEPT, candidates=told)


def not_closed(heard: Heard, state: State) -> Heard:
    """What was heard; where it only sounds as if it worked, that is asked."""
    found = heard.found is not None and heard.found.works
    if (
        group_of(state.trouble) not in OF_THE_TERMINAL
        or not (found or not {_SOLVED, _ASKED}.isdisjoint({heard.offer, heard.act, heard.guess}))
        or limits(heard.text, state).isdisjoint(_OPEN)
    ):
        return heard
    return replace(heard, offer=None, guess=None, act=DOUBTED if _asks_now(state) else _ASKED, found=None if found else heard.found)
