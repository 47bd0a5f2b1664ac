"""What is well in part: at some times, of another thing, slowly, once, or with a but. That a trouble is gone is asked then, and not taken for told."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.state import State
from bot.core.understanding import Candidate, Decision, Heard

_SOLVED = "solved"
_CLOSES = frozenset({_SOLVED, "finished", "yes", "agreed"})  # acts that close a step which asks how it went
_TALK, _VAGUE = "conversation.unsure", "vague"

_ZH_WELL = "(?:好好的|好的|正常|可以|能用|能[刷打扫连]上?|行|没事|没问题|有网|有信号)"
_ZH_TIME = (
    "(?:有的?时候?|有些时候|偶尔|早上|上午|中午|下午|傍晚|晚上|白天|夜里|半夜|平时|平常|周末|[周星期礼拜]{1,2}[一二三四五六日天]|人少|闲|刚?一?开始|开头|刚开机|"
    r"[^,，。!！?？]{1,8}(?:的时候|时))"
)
_EN_WELL = r"(?:fine|ok|okay|good|alright|all right|normal|works?|working|worked)(?: (?:ok|okay|fine|well|great|perfectly))?"
_EN_TIME = (
    r"(?:sometimes|occasionally|some ?days|at times|(?:in|during) the (?:early |late )?(?:morning|afternoon|evening|day|night)s?|(?:at|by|over) (?:night|lunch|lunchtime|noon|closing|opening)"
    r"|(?:on|at) (?:the )?(?:weekends?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)|on and off|off and on|now and (?:then|again)|every (?:now and (?:then|again)|so often|other (?:time|day))"
    r"|half (?:of )?the time|some of the time|most of the time|for (?:a|an|one|two|three|five|ten|about|maybe|like|\d+) ?(?:bit|while|little while|few|couple|sec\w*|min\w*|hour|moment|day)s?)"
)
_PARTLY = re.compile(
    rf"(?:但|可是?|不过|就|它|机器|也|只有?|反正|其实|,|，| )*{_ZH_TIME}(?:倒|还|都|又|就|是|也|才|会|只|,|，)*{_ZH_WELL}(?:的)?[啊呀吧呢]*"
    rf"|{_ZH_TIME}(?:倒|还|都|又|就|是|也|才|只)好|(?:有的?时候?|偶尔)(?:好|{_ZH_WELL})(?:的)?[,，]?(?:有的?时候?.{{1,6}})?|时好时坏|(?:刚才|中间|就|只|又|刚|它)*好了?一(?:会|阵|下|阵子)儿?[,，]?(?:又?.{{0,6}})"
    rf"|(?:(?:but|yes|yeah|no|well|it'?s|its|it|that|is|was|only|just|seems?|mostly|usually|all|sort of|kind of) )*{_EN_WELL} (?:only |just )?(?:{_EN_TIME}|(?:until|till|unless|only (?:if|when|while)) .{{1,30}})(?: (?:only|though|but.{{0,20}}|then.{{0,20}}))?"
    rf"|(?:but |only |just )*{_EN_TIME},? (?:(?:it'?s|its|it|that|is|only|just|seems?) )*{_EN_WELL}",
    re.IGNORECASE,
)


def is_partly(text: str) -> bool:
    """Whether something is said to be well at some times and not at others: 早上是好的, "works until lunch". 中午好了 is well since."""
    return bool(_PARTLY.fullmatch(text.strip(" .。!！~")))


_HALF = re.compile(
    r"(?:我)?(?:还)?以为|本来|原本|原来(?:都|还)?(?:是)?(?:好|可以|正常|能)|刚才还|(?:能用|可以|能[刷打]了?|好了|正常了?|行了?)[,， ]*(?:就是|只是|但是?|可是|不过)|勉强|凑合|将就|一半|慢(?:是慢)?(?:了)?(?:点|些|得)|差一?点|(?:不用|没|断|不连|不插|不开)[^,，。]{1,6}(?:就|的?时候?|倒|才)+[^,，。]{0,2}(?:行|能|可以|好|正常)"
    r"|(?:隔壁|别家|别人|另[外一]?[一]?台|别的机器|其[他它]机器|手机|路由器|光猫|网线|灯|插座|他|客人)[^,，。]{0,3}(?:是好的|没问题|没事|正常|好的|可以|能|亮了)"
    r"|\b(?:thought (?:it|that|so)|was (?:working|fine|ok|okay|good)(?! now)|had worked|(?:sort|kind) of|kinda|barely|hardly|half|slow(?:er|ly)?|took ages|but|except|apart from|only (?:with|when|if|on|in|by|my|the)|without|offline|in the (?:back|other|next)|on the other|on another|next door"
    r"|neighbou?rs?|other (?:one|till|terminal|machine|shop|reader)|(?:router|sim|phone|light|lights|led|socket|modem|plug)(?:'s| is|s| are| seems?)? (?:fine|ok|okay|good|on|working|works?))\b",
    re.IGNORECASE,
)


def in_full(heard: Heard, state: State) -> Heard:
    """What was heard, and where a step asks how it went and the words tell of half, no more than that: "works but only with the cable in"."""
    question, text = state.question, heard.text.strip()
    if question is None or not (question.offer(_SOLVED) and question.offer("not_fixed")) or heard.danger:
        return heard
    closes = _SOLVED in {heard.offer, heard.guess} or (heard.offer is None and heard.act in _CLOSES)
    if not closes or not _HALF.search(text):
        return heard
    told = (Candidate(_TALK, 1.0),)
    return replace(heard, offer=None, guess=None, act=_VAGUE, decision=Decision.ACCEPT, candidates=told)
