"""What only comes near to that it works closes nothing: to be believed it is told now, plainly, and with no ill word, question or other
trouble beside it. Else it is asked.

Learned results and likenesses alone are looked at; who says it in the words of an answer, or presses it, is believed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.doubting import DOUBTED, MENDED
from bot.core.knowledge import OF_THE_TERMINAL, SOLVED, Knowledge, group_of
from bot.core.midway import COMES_ON
from bot.core.state import Move, Question, State
from bot.core.understanding import Candidate, Decision, Heard
from bot.understanding.answers.answers import is_pick, parted, picked
from bot.understanding.answers.asking import is_question
from bot.understanding.answers.plainly import SALES
from bot.understanding.answers.signs import shown_in
from bot.understanding.text.normalising import has_han

_GUARD = "guard"
_TALK = "conversation.unsure"
_ACTS = frozenset({"solved"})
_SAYS_AT_GUARD = frozenset({None, "finished", SOLVED, COMES_ON})
_NOW_ACTS = frozenset({"solved", "finished", "yes", "agreed", COMES_ON, "thanks"})
_COMPLAINS = re.compile(
    r"为(?:什么|啥)(?:每|老|总|还|这么|那么|又)|怎么(?:还|又|这么|那么|每|老|总)|咋(?:还|又|这么|每|老|总)|\bwhy (?:so|is|are|does|do|isn't|doesn't)\b(?! that\b)|\bhow come\b",
    re.IGNORECASE,
)
"""A question that complains of what is now."""
_ASKS = re.compile(r"(?:[啥么哪咋]|什么|多久|多少|影响|有事|要紧)(?:不|呢|啊|呀)?$|呢$|会不会")
_ASKED = re.compile(r"[^.!?。！？,，;；\n]+[?？]")
_EVIDENCE = re.compile(
    r"好|行|可以|能[用刷打扫连充收读开]|正常|恢复|解决|搞定|没事|没问题|没毛病|[^没不]了|成|通|ok|妥|谢|有"
    r"|\b(?:w\w{0,2}rk(?:s|ed|ing)?|fix(?:es|ed)|sort(?:s|ed)|solved?|mended|cured|resolved|fine|ok|okay|good|great|perfect(?:ly)?|lovely|grand|brilliant|sweet|alright|all right|back|alive|lives|running|going|goes|went|thro?ugh|thru|on now|did it|the trick|does it|better|happy"
    r"|prints?|printing|reads?|scans?|connect(?:s|ed)|paired|charg(?:es|ing)|speaks?|speaking|talks?|talking|booted|boots|came|comes|approved|found|done|(?:got|is|it'?s) (?:it |them )?out|success\w*|clear(?:s|ed)?|thanks?|cheers|ta|ty)\b",
    re.IGNORECASE,
)
"""What may tell that it is well."""
_NOT_ILL = re.compile(
    r"不(?:再|会再|怎么)?(?:乱|自己)*(?:跳|点|闪|响|报警|报错|卡|断线?|掉线?|死机?|重启|关机|关|叫|漏|晃|转圈|闪退|粘|黏|花|黑|白|糊|抖|动|顿|弹|乱动|乱点|乱来|慢|断电)(?:纸|屏|机|顿)?了?|没(?:再)?(?:自己)?(?:关|断|重启|黑|死|卡|掉)过?(?:机|线|了)?|不用(?:了|谢|管)?|都不是(?:这些?|的)?|没(?:事|问题|毛病|想到|注意|发现|看见)|不(?:错|好意思|客气|用谢|小心)|[坏黑死慢卡停]的?(?:那|是)"
    r"|没有?(?:插|开|装|关|放|按|拧|盖|对|扣|塞|接|连|调|打|撕|贴|充|选|输|换|卡|锁|碰|合|电)[^,，]{0,3}|不(?:紧|牢|对|平|正|到位|严)|白(?:跑|忙|担心)|空(?:调|气)|别(?:人)?(?:家)?的(?:充电器|适配器|线|插座|卡|纸)|怪不得|差点|^(?:原来|都?怪|是(?:因为|那|这|我|他|她|纸|线|密码)).*|只要|[一那]断|卡(?:纸|片|里|槽|号|的|能|读|刷|插|也|都|就|可)"
    r"|\bno (?:more|longer)(?: \w+)?|\bno \w+ing\b(?: at all)?|\bno (?:problems?|bother|trouble|issues?|errors?|worries|error)\b(?: any ?more| now)?|\b(?:has |have )?(?:stopped|quit) \w+ing\b|\bwithout (?:a |any )?(?:problem|error|hitch|issue)s?\b"
    r"|\b(?:is|does|do|has|it|are|have)(?:n'?t| not) \w+(?: (?:off|up|out|down))?(?: (?:any ?more|since|again|now))\b|\bnot \w+ (?:any ?more|since)\b|\b(?:was|were|wasn'?t|weren'?t|had|hadn'?t|did|didn'?t|kept|used to|couldn'?t|wouldn'?t|must have)\b.*"
    r"|\b(?:error|message|noise|lines?|stripes?|beeping)s?(?: has| have| is| are)? (?:gone|cleared|went|disappeared)(?: away)?\b|\bwhy (?:did|was|does|would)\b.*|\bnot bad\b|\bcan(?:'?t| ?not) (?:believe|complain|thank)\b|\bdon'?t know (?:why|how|what)\b.*|\bnever ?mind\b|\bnot sure why\b|^(?:no|nope|nah|not)\b(?=[ ,])(?! (?:\w+ ){0,2}(?:luck|change|response|joy|signal|network|card))|\bhalf (?:out|in|off|open|loose)\b|\bdead (?:battery|cable|socket|plug)\b|\bgrey (?:cable|one|plug)\b|\bempty (?:roll|one)\b"
    r"|\b(?:blank|dead|jammed|stuck|frozen|broken|slow) (?:one|before|earlier|yesterday)\b|\bonly (?:had|needed|a|the)\b|\ball (?:not|but)\b|\bdead (?:easy|good|fast|quick)\b|\bnothing (?:wrong|to)\b|\bback from the dead\b",
    re.IGNORECASE,
)
"""What sounds ill, and tells of what has ceased, was so, or was wrong."""
_ILL = re.compile(
    r"不|没|无(?!线)|未|坏|失败|出错|错误|报错|超时|故障|停|死|黑|空白|条纹|一条条|灰|慢|半截|一半|又(?!\s*$|能|可以|好|有|通|行|活|连|亮|快|正常|打|响)|还(?:是|在)|仍|照样|一样(?!的)|一直|老是|每次|每笔|只|但|可是|不过|为什么|为啥|怎么这么|咋|嘎|断|掉(?!了纸)|无效|废|卡半天|卡(?:住|死|顿)|有没有"
    r"|\b(?:errors?|fail(?:s|ed|ing|ure)?|declined?s?|refused|invalid|unreachable|time[sd]? ?out|timeout|dead|died?|dies|hangs?|hung|freez\w+|froze|frozen|stuck|jam(?:s|med)?|blank|stripes?|faint|gr[ae]y|empty|broken|knackered|bust(?:ed)?|worn|grinding|noise|slow(?:ly|er)?|why|how come|half|one line|stops?|stopped|can'?t|cannot|cant|won'?t|wont|doesn'?t|doesnt|don'?t|dont|isn'?t|isnt|aren'?t|hasn'?t|haven'?t|not|nothing|no|never|still|keeps?|same|off (?:as well|too|again)|every time|each (?:time|sale)|another thing|the next)\b",
    re.IGNORECASE,
)
"""What is not well, or only as before."""
_OF_THEN = re.compile(
    r"昨[天晚]|前天|上[次回]|以前|之前|原先|\b(?:yesterday|last (?:time|week|night|month)|the other day|previously)\b", re.IGNORECASE
)
_OF_NOW = re.compile(r"现在|这下|今天|终于|总算|刚|\b(?:now|today|finally|at last|just|again)\b", re.IGNORECASE)
_OVER_AND_OVER = re.compile(r"\b(\w+s) and \1\b", re.IGNORECASE)
_IT_DOES = re.compile(
    r"(?:(?:oh|ah|ye[sah]+|yep|yup|ya|aye|sure|indeed|correct|it (?:is|does)|it'?s|they (?:are|do)|is|now|sir|madam|mate|lah|thanks|thank you|thx|cheers|ta)\b[\s,.!]*+)++"
    r"|(?:[嗯恩]|是的?|对的?|没错|系[呀啊]?|得咗|谢谢|多谢|感谢|[啊呀哦了呢啦，,。.!！\s])++",
    re.IGNORECASE,
)
"""A yes alone, to whether it works now."""
_SCORN = re.compile(r"真行[,，。!！ ]|^好嘛|^可好[,，]")


def proven(heard: Heard, state: State, knowledge: Knowledge) -> Heard:
    """What was heard; what would close the trouble at hand without saying that it is well is asked after."""
    question, text = state.question, heard.text.strip()
    if question is None or state.place is None or heard.danger or heard.refused or knowledge.is_safety(state.trouble):
        return heard
    if group_of(state.place.flow) == _GUARD:
        return _at_guard(heard, state)
    if not _closes(heard, state, knowledge):
        return heard
    if (is_pick(text, question, knowledge) or (question.asks_whether_it_works and _IT_DOES.fullmatch(text))) and not text.endswith(
        ("?", "？")
    ):
        return heard
    if group_of(state.trouble) in OF_THE_TERMINAL and group_of(state.place.flow) in OF_THE_TERMINAL:
        return heard if is_told_well(text, state) else _asked(heard, question)
    return _doubted(heard) if _is_asked_back(text, question, knowledge) else heard


def _at_guard(heard: Heard, state: State) -> Heard:
    """Before a step that has a guard: what was done, and that it works, ends it; that it works alone is asked after. What became of a sale
    is for the guard.
    """
    parts, said = parted(heard.text), heard.act in _SAYS_AT_GUARD and heard.offer is None
    shown = said and bool(parts) and shown_in(parts[-1], state.trouble) is not None and not SALES.search(heard.text)
    if not shown or group_of(state.trouble) not in OF_THE_TERMINAL or not is_told_well(heard.text, state):
        return heard
    if len(parts) > 1 and heard.act in {SOLVED, COMES_ON}:
        return replace(heard, act=MENDED, tried=())
    return _no_more_than(heard, COMES_ON)


def _closes(heard: Heard, state: State, knowledge: Knowledge) -> bool:
    """Whether the trouble would be over."""
    question = state.question
    if question is None:
        return False
    if heard.found is not None and heard.found.works:
        return True
    step = knowledge.step(state.place.flow, state.place.step) if state.place else None
    offer = question.offer(heard.offer or heard.guess or "")
    if offer is not None:
        option = step.option(offer.to) if step else None
        return offer.move is Move.SOLVED or offer.name == SOLVED or (option is not None and option.to == SOLVED)
    return heard.act in (_NOW_ACTS if question.asks_whether_it_works else _ACTS)


def is_told_well(text: str, state: State) -> bool:
    """Whether a part tells that it is well, and none, but for questions of something else, tells what is not."""
    if (_OF_THEN.search(text) and not _OF_NOW.search(text)) or _SCORN.search(text) or _OVER_AND_OVER.search(text):
        return False
    parts = parted(text)
    told = [part for part in parts if not _only_asks(part)]
    proofs = [part for part in told if _EVIDENCE.search(part) or shown_in(part, state.trouble)]
    ill = any(_ILL.search(_without_signs(part, state)) for part in told) or any(map(_COMPLAINS.search, parts))
    return bool(proofs) and not ill


def _without_signs(part: str, state: State) -> str:
    """The part without what shows that it works, or sounds ill and is none."""
    found = shown_in(part, state.trouble)
    rest = f"{part[: found.start()]} {part[found.end() :]}" if found else part
    return _NOT_ILL.sub(" ", rest)


def _only_asks(part: str) -> bool:
    """Whether a part asks; 能用了 only begins as a question does."""
    return bool(_ASKS.search(part)) or (is_question(part) and not (has_han(part) and part.endswith("了")))


def _is_asked_back(text: str, question: Question, knowledge: Knowledge) -> bool:
    """Whether the answer itself is asked back: "refunded? how"."""
    return any(picked(found.group().strip(" ?？"), question, knowledge) for found in _ASKED.finditer(text))


def _asked(heard: Heard, question: Question) -> Heard:
    """It is asked whether it works; where it is asked already, in other words."""
    return _no_more_than(heard, DOUBTED if question.asks_whether_it_works else COMES_ON)


def _doubted(heard: Heard) -> Heard:
    return _no_more_than(heard, DOUBTED)


def _no_more_than(heard: Heard, act: str) -> Heard:
    found = None if heard.found is not None and heard.found.works else heard.found
    told = (Candidate(_TALK, 1.0),)
    return replace(
        heard, offer=None, guess=None, act=act, decision=Decision.ACCEPT, candidates=told, found=found, correction=None, tried=()
    )
