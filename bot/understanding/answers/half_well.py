"""What is well in part: at some times, of another thing, slowly, once, or with a but. That a trouble is gone is asked then, and not taken for told."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.state import State
from bot.core.understanding import Candidate, Decision, Heard
from bot.understanding.answers.signs import DID
from bot.understanding.text.normalising import has_han

_SOLVED = "solved"
_CLOSES = frozenset({_SOLVED, "finished", "yes", "agreed"})  # acts that close a step which asks how it went
_TALK, _VAGUE, _LATER, _FINISHED, _STANDS = "conversation.unsure", "vague", "later", "finished", "since"

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
    rf"|(?:(?:but|yes|yeah|no|well|it'?s|it|that|is|was|only|just|seems?|mostly|usually|all|sort of|kind of) )*{_EN_WELL} (?:only |just )?(?:{_EN_TIME}|(?:until|till|unless|only (?:if|when|while)) .{{1,30}})(?: (?:only|though|but.{{0,20}}|then.{{0,20}}))?"
    rf"|(?:but |only |just )*{_EN_TIME},? (?:(?:it'?s|it|that|is|only|just|seems?) )*{_EN_WELL}",
    re.IGNORECASE,
)


def is_partly(text: str) -> bool:
    """Whether something is said to be well at some times and not at others: 早上是好的, "works until lunch". 中午好了 is well since."""
    return bool(_PARTLY.fullmatch(text.strip(" .。!！~")))


_HALF = re.compile(
    r"(?:我)?(?:还)?以为(?!.{0,4}(?:坏|完|修|换|废))|本来|原本|原来(?:都|还)?(?:是)?(?:好|可以|正常|能)|刚才还|(?:能用|可以|能[刷打]了?|好了|正常了?|行了?)[,， ]*(?:就是|只是|但是?|可是|不过)|好像(?!没)|worked for (?:a|an|one|two|five|ten|\d+)|勉强|凑合|将就|一半|好了?(?:一|那么)?[点些](?!击)|慢(?:是慢)?(?:了)?(?:点|些|得)|差一?点|(?:不用|没|断|不连|不插|不开)[^,，。]{1,6}(?:就|的?时候?|倒|才)+[^,，。]{0,2}(?:行|能|可以|好|正常)"
    r"|(?:隔壁|别家|别人|另[外一]?[一]?台|别的机器|其[他它]机器|手机|路由器|光猫|网线|灯|插座|他|客人)[^,，。]{0,3}(?:是好的|没问题|没事|正常|好的|可以|能|亮了)(?!就)"
    r"|\b(?:mine|ours|the others?|others?|the rest)\b.{0,8}\b(?:do|does|is|are|wo|did|has|ca)n'?t\b|\b(?:wish|just the|thought (?:it|that|so)|was (?:working|fine|ok|okay|good)(?! now)|had worked|(?:sort|kind) of|kinda|barely|hardly|half(?! (?:out|in|off|open|loose|pulled|way|plugged|unplugged))|slow(?:er|ly)?|took ages|but|except|apart from|only (?:with|when|if|on|in|by|my|the)|without|offline|in the (?:back|other|next)|on the other|on another|next door"
    r"|neighbou?rs?|other (?:one|till|terminal|machine|shop|reader)|(?:router|sim|phone|light|lights|led|socket|modem|plug)(?:'s| is|s| are| seems?)? (?:fine|ok|okay|good|on|working|works?))\b",
    re.IGNORECASE,
)


_OTHERS_SAY = re.compile(
    r"(?:同事|店员|员工|伙计|老公|老婆|老板娘?|他们?|她们?|[你我](?:爸|妈|哥|姐|弟|妹|儿|女)\w?|儿子|女儿|朋友|师傅|服务员|收银员?|小[妹弟王李张]|经理|店长|别人|人家|邻居|有人|对象)(?:刚|才|跟我|又|都|还|在)*(?:说|讲|觉得|认为)|听(?:人|他|她)?说|据说|(?:机器|机子|它|屏幕上?)(?:自己)?(?:说|写着?)(?:是|已经?)?(?:好|正常|没问题)"
    r"|\b(?:he|she|they|colleague|co-?worker|wife|husband|boss|manager|waiter|waitress|cashier|staff|son|daughter|mum|mom|dad|brother|sister|friend|partner|girl|guy|lad|neighbou?r|assistant|twitter|facebook|the news|website|provider|everyone|some(?:one|body))(?:'s| has| have| is)? (?:just )?(?:says?|said|saying|reckons?|swears?|claims?|thinks?|told|tells|texted)\b"
    r"|\b(?:apparently|supposedly|allegedly|i'?m told|im told|i heard)\b|\bit says (?:that )?(?:it'?s|it is|all|everything'?s?) (?:fine|ok|okay|good|well|normal|working)\b",
    re.IGNORECASE,
)
"""That somebody else says so, or the machine of itself."""
_NOT_YET = re.compile(
    r"要是|如果|假如|[好连能行]了(?:上|连|用|扫|刷)?(?:我|再|会|给)(?:再|会|来)?(?:叫|告诉|通知|说|给|跟|找)|吗[ ,，。]*(?:谢|多谢|麻烦)|快(?:要)?(?:好|成|行|可以|通|连上|恢复)|马上(?:就)?(?:好|行|可以|成|能)|(?:应该|估计|可能|大概|也许|说不定|肯定|一定)(?:就|会|能)+|可能|也许|大概|说不定|看着像|感觉像|呵呵|才怪|个[屁鬼]|有一次|(?:就|只|才)[一那]次|成了?一次|过一次|[^没不](?:吗|么)[。!！~]*$|[?？]$"
    r"|\b(?:need|want|get) (?:it|this|that) (?:fixed|sorted|working|to work)\b|\b(?:if|when|once) it(?:'s)? (?:works?|fixed|working)\b|\b(?:nearly|almost|about to|going to|gonna|(?:will|'ll|should|would|could|might|may|must) (?:be|work|do)|probably|prolly|maybe|perhaps|possibly|hopefully|i guess|i hope|i suppose)\b|\?$",
    re.IGNORECASE,
)
"""That it will be so, may be, was so once, or is asked, which is not that it is."""
_NOT_SAID = re.compile(
    r"不(?:敢|能|好|太敢)说|\b(?:would ?n'?t|would not|ca ?n'?t|cannot|could ?n'?t) (?:really |yet )?(?:say|swear|promise|call it)\b|\b(?:do ?n'?t|do not) (?:really )?(?:think|believe)\b|\b(?:works?|working|fixed|better|sorted|connected)(?: now)? ?\?+ ?(?:no|nope|nah|not|thanks?|thank you|cheers|ta|please|pls)\b",
    re.IGNORECASE,
)
"""That it is not to be said."""
_ELSEWHERE = re.compile(r"\bworks? (?:\w+ )?(?:on (?:my|his|her|their) (?:phone|mobile|laptop|computer|tablet)|outside)\b", re.IGNORECASE)
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
        return heard
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
    return _no_more_than(heard, _VAGUE) if closes and _is_half(text, heard) else heard


def _is_only_done(text: str, state: State) -> bool:
    """Whether the words tell a deed, or that it is switched on, and nothing of what came of it."""
    if _ASKS_NEXT.search(text):
        return True
    said = _THANKS.sub("", text).strip(" ,，.。!！")
    parts = [part for part in re.split(r"[ ,，.。]+", said) if part] if has_han(said) else [said]
    deeds = bool(parts) and all(map(_DEED.fullmatch, parts))
    return bool(deeds or (_ON.fullmatch(said) and not state.trouble.startswith(_MENDED_BY_IT)))


def is_less(text: str) -> bool:
    """Whether words that say it is well say less: in part, by what others say, not yet, or not surely."""
    return any(form.search(text) for form in (_HALF, _OTHERS_SAY, _NOT_SAID, _ELSEWHERE, _NOT_YET))


def _is_half(text: str, heard: Heard) -> bool:
    """Whether the words say less than that it works. What is a phrasing of that may be in doubt: 应该好了."""
    said = _after_deeds(text) if heard.offer == _SOLVED else text
    plainly_less = any(form.search(said) for form in (_HALF, _OTHERS_SAY, _NOT_SAID, _ELSEWHERE))
    return plainly_less or (heard.offer != _SOLVED and bool(_NOT_YET.search(text)))


def _after_deeds(text: str) -> str:
    """What is told after what was done: 叫他调亮了 扫进去了."""
    parts = [part for part in _PARTS.split(text) if part]
    first = next((place for place, part in enumerate(parts[:-1]) if not DID.search(part)), len(parts) - 1)
    return " ".join(parts[max(first, 0) :])


def _no_more_than(heard: Heard, act: str) -> Heard:
    told = (Candidate(_TALK, 1.0),)
    return replace(heard, offer=None, guess=None, act=act, decision=Decision.ACCEPT, candidates=told)
