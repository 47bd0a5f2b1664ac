"""Whether words let a risky step pass. What is half said, asked, excepted or taken back in the same breath does not: where sales
can be lost, only an answer that is one of the known phrasings and nothing beside counts. What became of money, and that nothing was
given to a swindler, is taken only from words without such a half. A button is pressed and needs no words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from rapidfuzz import fuzz

from bot.core.doubting import DOUBTED
from bot.core.knowledge import Kind, Knowledge, group_of
from bot.core.offers import OFFERS
from bot.core.state import Question, State
from bot.core.understanding import Candidate, Decision, Field, Heard
from bot.understanding.answers.answers import denials, parted
from bot.understanding.answers.asking import is_question
from bot.understanding.answers.labels import bare, phrasings, run_on
from bot.understanding.answers.no_sale import are_of_the_terminal, is_harmless, is_no_sale, is_of_something_else
from bot.understanding.answers.unfilled import answering
from bot.understanding.facts.open_days import LEFT_OPEN
from bot.understanding.facts.ordinals import by_place
from bot.understanding.text.normalising import has_han, plain

_GUARD = "guard"
_MONEY = frozenset({"transaction", "settlement"})
_SALE, _NO_SALE = "sale_running", "no"
_SAYS_MORE = frozenset({"visit", "solved", "comes_on"})  # acts that more than a no is told by
VAGUE = "vague"
"""The act of who is not sure himself."""
_TALK = "conversation.unsure"
_NEAR = 90.0  # rapidfuzz ratio, 0 to 100, from which a phrasing is only misspelt
_SHORTEST_NEAR = {True: 5, False: 8}  # characters (has Chinese, has not) from which it may be

_UNSURE = re.compile(
    r"应该|好像|大概|估计|可能|也许|似乎|说不定|差不多|基本|大部分|一半|大半|貌似|印象|记得|吧|[吗么嘛?？]|了没|没有?[.。!！]*$(?<=了没|没有)(?<!^没有)(?<!^没)|除了|除开|就剩?(?:一|几|两|二|三|那|剩)|但|不过|可是|只是|等等|不对|才怪|不知|不清楚|不确定|不晓得|离线|脱机"
    r"|\b(?:think|thought|guess(?:ing)?|probably|prolly|maybe|perhaps|possibly|should|hopefully|hope|suppose[d]?|seems?|looks like|almost|nearly|mostly|most|half|except|apart|but|other than|unless|wait|sure|afaik|as far as|hang on|actually|however|though|only|just the|reckon|bar|besides|know of|aware|either|if)\b",
    re.IGNORECASE,
)
"""What makes half an answer of words that come near to one."""
_HEARSAY = re.compile(
    r"(?:他|她|人|客|员|工|老[婆公板]|对方|银行|顾|班的?)们?都?[说讲]|听[说讲]|(?<![收数依证单票])据|讲是|按[理道说]|照说|理论上|多半|八成|十有八九|如果|要是|万一|假如|就当|算是"
    r"|个[屁鬼]|呵呵|哪里?[会能]|看[看一]|[去在]看|正?在?查[着一]|[我去再]问|等[下会]|一会|马上|准备|晚点|回头"
    r"|\b(?:he|she|they|customers?|staff|wife|husband|boss|son|daughter|girl|guy|lad|bank|everyone|cashier)(?:'s)? (?:just )?(?:says?|said|reckons?|swears|claims?|thinks?|told|tells)\b"
    r"|\btold me\b|\b(?:apparently|allegedly|supposedly|theory|looked like|looks? that way|sounds?|could|would|might|may|must|ought|let'?s say|assume|say yes|put yes|yeah right|as if|yes (?:and|but) no|no (?:and|but) yes|lol|ha(?:ha)+|let me|i'?ll|i will|going to|gonna|about to|checking|doing it|later|rather not|i doubt|don'?t (?:think|believe))\b|^oh sure\b",
    re.IGNORECASE,
)
"""What others say, irony, a condition, or that it is only to be seen to: of what became of money it says no more than half."""
_GAVE = re.compile(
    r"(?<![没不未])(?:报|念|给|说|发|告诉|输)(?:了|过|给).{0,6}(?:[四六46]位|验证码|码|卡号|密码|数字)|(?:[四六46]位数?|验证码|卡号|密码).{0,4}(?<![没不未])(?:报|念|给|说|发|告诉|输)(?:了|过|给)"
    r"|\b(?:i|we|he|she|they) (?:already |just |have |had |only )*(?:told|gave|given|read(?: out)?|typed|sent|got)\b.{0,20}\b(?:number|code|digits|pin|password|card)\b|\bthe (?:code|number|digits)\b.{0,12}\bfrom me\b",
    re.IGNORECASE,
)
"""That something was given to a swindler after all."""
_FILLERS = re.compile(
    r"(?:客人|顾客|人家|后面|外面)(?:都|全|也)*(?:跑|走|急|等着|在等|排着?队|排长队|催|生气|骂)(?:了|呢|光)*|[烦急气](?:死)(?:我|人)?|快点儿?|赶紧|(?:就|直接|你)*(?:告诉我?|说|讲|来|走|进|到|给我?)?下一步(?:吧|是啥|是什么|咋弄|怎么做)?$"
    r"|(?:你们?|您)?看着?办(?:吧)?|\b(?:it'?s )?up to you\b"
    r"|\b(?:(?:i'?m|we'?re|am|are) )?losing (?:customers|money|sales|business)\b|\b(?:customers?|people|everyone|they|queue|line)(?:'re|'s| is| are)? (?:waiting|angry|leaving|gone|furious|shouting|building up)\b|\bhurry(?: up)?\b|\b(?:just |so |then |and )*(?:tell (?:me|us) |give (?:me|us) |go to |on to |what'?s |what is )?(?:the )?next step\b|\bffs\b|\bcome on\b|"
    r"[啊呀哦噢呢啦咯哈的了喔嗯恩呃哎]|现在|目前|这会儿?|刚刚|已经|谢谢|师傅|你好|您好|放心|(?:打电话|去)?[问查找看]过|[问查找看]了|打过?电话"
    r"|\b(?:ok|okay|so|well|um+|uh+|er+|hi|hello|thanks?|thank you|please|pls|cheers|mate|sir|thx|just|now|right now|already|its|it's|thats|that's|that is|it is|they|them|we|i|have|here|fine|called|asked|spoke|rang|to|checked|looked)\b|[\W_]"
)
"""What may stand around an answer and says nothing, haste among it."""
_UNFINISHED = re.compile(r"处理中|进行中|没(?:有|出)?结果|转圈|转着|\b(?:pending|processing|spinning|no result)\b", re.IGNORECASE)
"""That a payment has no end yet."""
_NOT_LOOKED = re.compile(r"[没未]有?(?:去)?[问查找看]过|[问查找看]过?了没有?[.。!！]*$")
"""That it was not looked into, or whether it was: with these fillers taken out it would be a no."""
_AGAINST: Mapping[str, tuple[str, re.Pattern[str]]] = {
    "sale_running": (
        "yes",
        re.compile(
            r"^(?:哦|噢|等等|等下|不对|其实|啊|哎呀?)+有(?:的|一[笔单]|了)?$|^(?:oh |wait |no |yes |yeah |actually |sorry |ah )+there (?:is|was)$|(?<!没)(?<!没有)(?:人|客人|顾客|客户)们?(?:正|在|还|刚|,)*(?:在|着|没)?(?:付款|付钱|付着|付完|刷卡|刷着|扫码|扫着|结账|买单)|(?<!没)(?<!没有)(?:有|还有|等等|等下|不对|其实)[ ,]?(?:有)?一?[笔单个](?:还|正|在|没|卡|挂|不知|$)"
            r"|(?:付款|交易|收款|[这那上]一?[笔单]|最后一[笔单])(?:还|正)?(?:在)?(?:没出|没完|没有?结果|处理中|进行中|卡着|卡住|挂着|转圈|转着)"
            r"|\b(?:some(?:one|body)|(?:a|the|my) (?:customer|guy|lady|man|woman)|customer|he|she)(?:'s| is|s)? (?:still |just |already |in the middle of )?(?:paying|tapping|swiping|entering (?:his|her|the) pin)\b"
            r"|(?<!no )(?<!not )(?<!any )\b(?:one|payment|sale|transaction)(?:'s| is| has| that is| that'?s)? (?:still |just )*(?:pending|processing|running|going through|stuck|hanging|open|unfinished|no result|not finished|without a result)\b"
            r"|\bthere(?:'s|s| is| was) (?:still |actually |just )*(?:one|a (?:payment|sale|transaction|customer))\b"
        ),
    ),
    "unsettled": (
        "waiting",
        re.compile(
            rf"{LEFT_OPEN.pattern}|不(?:全|都|完全)?结(?!的?(?:都|也)?没)(?:算|完|清|掉|账)?|没(?:全|都|完全)?结(?:完|清|掉)|还有.{{0,6}}(?:没传|没上传|离线|脱机)|(?:今天|离线|脱机).{{0,6}}还(?:在|没)"
            r"|\b(?:today'?s?|offline(?: ones| sales| payments)?|some|two|three|a few|sales) (?:are |is |sales |ones )*(?:still|left|not)\b|\bthere (?:are|is) (?:still )?(?:some|offline|a few|two|three|one)\b"
        ),
    ),
    "supplier_agrees": (
        "no",
        re.compile(
            r"(?:没|不|未)(?:有)?(?:答应|同意|问过?|联系|打过?电话)|(?<!没有)不让"
            r"|\b(?:didn'?t|did not|haven'?t|hasn'?t|have not|never|don'?t)(?: actually| yet| even| really)* (?:agreed?|ask(?:ed)?|call(?:ed)?|said yes|say yes|answer(?:ed)?)\b|\b(?:they|supplier) (?:refused|said no)\b"
        ),
    ),
}
"""By the fact of a guard, the answer that takes its pass back, and how it is told without being asked."""
SALES = re.compile(
    r"[这那哪几两三一后前]\s*[笔单]|扣|钱|款|[再重][刷收付扫]|[笔单]的|交易|付款|收款|扣款|刷卡|扫码|转圈|处理中|没结果|离线|脱机|没传|没上传|结算|结账|日结|客人|顾客|成功|失败|小票|到账|退"
    r"|[他她].{0,4}(?:走|付|给|拿)|\b(?:he|she|they|him|her|them)\b.{0,12}\b(?:go|leave|left|gone|pay|paid|wait|goods|again)\b|\b(?:go(?:ne|es)?|went) through\b|\b(?:timed? out|hung|stuck)\b|\b(?:sales?|payments?|transactions?|ones?|pending|processing|spinning|offline|batch\w*|settl\w*|unsettled|takings|customers?|paying|refunds?|void|approved|declined|slips?|receipts?|charged?|list|debited)\b",
    re.IGNORECASE,
)
"""Words that speak of sales: a question with these beside an answer may take the answer back."""
_NUMBERED = re.compile(r"\d|第|选|\b(?:option|number|choice)\b")
"""Without these a number counts payments: "one" is not the first answer where it is asked whether there is any."""
_YES = frozenset({"yes", "yep", "yeah", "yup", "aye", "correct", "definitely", "是", "是的", "对", "对的", "嗯", "嗯嗯", "没错"})
_NO = frozenset({"no", "nope", "nah", "none", "没", "没有", "无"})
_SALE_FREE = re.compile(
    r"(?:现在|目前|暂时|都|真|真的|,|，| )*(?:没有?|无)(?:人|一个|一笔|谁)?[啊呀哦呢的哈]*(?:[ ,，。.!！]*没有?[啊呀哦呢的哈]*)*(?:(?:正?在)?(?:收|刷|付)(?:着|款|钱|卡)?(?:的)?[啊呀哦呢哈]*)?"
    r"|(?:no+|nope|nah|none)(?: (?:no|nope|nah|thanks|thank you|none|mate|nothing(?: (?:is |at all |going |running |open|on)*)?|no (?:sales?|payments?)(?: (?:at all|today|running|going on|on|open|now))*))*",
    re.IGNORECASE,
)
"""A clear no at the start, where it is asked whether a sale is running."""
_IDLE = re.compile(
    r"(?:我们?|咱们?|今天|现在|店里?|目前|这会儿?|早上|一个|都|还|也|才|刚|已经|早|就|只|有)*(?:没(?:有)?(?:什么|啥|有)?(?:开始)?(?:生意|客人|顾客|客|人|开张|开门|营业|开始收)|(?:关|打)烊|关门|下班|空着|闲着|收工|我一个人|(?:收|结|刷|付)(?:账|款|钱|单)?完(?:账|款|钱|单)?)(?:呢|了|的|啊|呀|,|，| )*(?:在店里|在)?"
    r"|(?:(?:there'?s|there is|we'?re|we|i'?m|it'?s|shop|shop'?s|store|is|the|all|just|right|now|and|have|have ?n'?t|has ?n'?t|are ?n'?t|is ?n'?t|don'?t|won'?t|are|been|not)[ ]+)*"
    r"(?:(?:no ?body|no ?one|no customers?|no sales?|nothing|no payments?|everything|everyone|everybody)(?:'?s)?(?: (?:is|in|here|at|all|on|running|yet|today|going|open|the|shop|store|now|so far|moment|paying|waiting|finished|done|gone|has|have|paid|left))*|closed|shut|(?<=not )open|(?<=n't )open|(?<=nt )open|empty|quiet|idle|all done|all finished|opened|opening|done|finished)(?: (?:now|today|yet|for (?:the day|today)|at the moment|right now|here|in here|(?:un)?til{1,2} (?:\w+ ?){1,2}))*",
    re.IGNORECASE,
)
"""That nobody pays, or has: told beside a no."""
_OF_A_SALE = re.compile(
    r"笔|单|刷|付|扫|转|结果|客|卡(?!纸)|小?票|到账|钱(?!的?保修)(?<!多少钱)|款|屏|等|提示|超时|(?<!没)有|正在|还在|没出|卡着|断|离线|[他她]|走|扣|再收|收不收|成没|成功"
    r"|\b(?:customers?|cards?|sales?|payments?|transactions?|receipts?|ones?|last|pending|spin\w*|process\w*|wait\w*|screen|pay\w*|paid|tap\w*|swip\w*|charge\w*|charging|result|still|but|there|stuck|hung|yes|money|approved|declined|timed?|some(?:one|body)|lady|guy|man|he|him|she|her|they|idea|clue|offline|through|unless|except)\b",
    re.IGNORECASE,
)
"""Words of a sale or a customer: beside a no they leave it in doubt."""
_WONDERS = re.compile(r"保修不$|要多久$|多久$|多少$|是不是|该不该|什么时候$|\bhow (?:long|much|many)\b")
_LEADS = re.compile(r"^(?:那|我(?:就|是)?(?:想)?问(?:的是|你|一下|下)?)+")
_IS_ASKED = re.compile(r"^[^,，。.!！;；\s]*[?？]")
_TURNS = re.compile(r"除|\b(?:except|apart|though|unless|only)\b", re.IGNORECASE)
"""A no that is asked; or is taken back."""
_CONSENTS = {"no": _NO, "missing": _NO, "settled": _YES, "yes": _YES, "found": _YES | {"有"}}
"""What each offer may be answered with alone, or beside one of its phrasings."""


def guarded(heard: Heard, state: State, knowledge: Knowledge) -> Heard:
    """What was heard; with what it takes back of the answers that let a risky step pass, and without one that is not told plainly."""
    if heard.danger or heard.refused:
        gave = heard.offer in knowledge.dear(state.place) and _GAVE.search(plain(heard.text))
        return _halved(heard) if gave or _passes_unsaid(heard, state, knowledge) else heard
    back = _taken_back(heard.text, state, knowledge)
    if back:
        return replace(heard, offer=None, guess=None, fields=(*heard.fields, *(Field(one.name, "") for one in back)), hinted=back)
    at_guard = state.place is not None and group_of(state.place.flow) == _GUARD
    hedges = at_guard and heard.act == VAGUE and heard.offer is None  # 嗯……怎么说呢 is no yes with a question beside it
    if state.question is None:
        return heard
    if hedges:
        told = _plainly(heard, state.question, state, knowledge)
        return told if told.offer == _NO_SALE and _SALE in _asked_for(state, knowledge) else heard
    dear = knowledge.dear(state.place)
    return _undoubted(heard, state.question, state, knowledge) if dear else _plainly(heard, state.question, state, knowledge)


def _passes_unsaid(heard: Heard, state: State, knowledge: Knowledge) -> bool:
    """Whether an answer that lets a risky step pass is taken from words that are not plainly that."""
    if state.question is None or heard.offer is None or heard.offer not in knowledge.passing(state.place):
        return False
    return not is_plain(heard.text, heard.offer, state.question, knowledge)


def speaks_of_sales(text: str) -> bool:
    """Whether a question may be about a sale that is not closed."""
    return bool(SALES.search(text))


def _undoubted(heard: Heard, question: Question, state: State, knowledge: Knowledge) -> Heard:
    """The answer, unless it is a dear one that is only half said; that something was tried and worked is told in words of every kind."""
    key, step = heard.offer or _by_act(heard, question), knowledge.step(state.place.flow, state.place.step) if state.place else None
    said = answering(heard.text) if group_of(state.trouble) in _MONEY else heard.text
    meant = heard.offer or (step is not None and step.kind is Kind.TRY)
    if heard.act == "solved" and not heard.offer:
        return _halved(heard) if _is_half(heard.text) else heard
    if key not in knowledge.dear(state.place) or is_plain(heard.text, key, question, knowledge) or (meant and said and not _is_half(said)):
        return heard
    return _halved(heard)


def _is_half(text: str) -> bool:
    said = plain(text)
    return text.rstrip().endswith(("?", "？")) or any(form.search(said) for form in (_UNSURE, _HEARSAY, _GAVE, _UNFINISHED))


def _halved(heard: Heard) -> Heard:
    """Half an answer, or none."""
    act = VAGUE if _UNSURE.search(plain(heard.text)) else DOUBTED
    return replace(heard, offer=None, guess=None, act=act, decision=Decision.ACCEPT, candidates=(Candidate(_TALK, 1.0),))


def _plainly(heard: Heard, question: Question, state: State, knowledge: Knowledge) -> Heard:
    """The answer to a question of a guard, where the words are one."""
    if against := _against(heard.text, question, state, knowledge):
        return replace(heard, offer=against, guess=None, act=None, correction=None, decision=Decision.REJECT, candidates=())
    passing = {offer.name for offer in question.offers} & knowledge.passing(state.place)
    told = [name for name in passing if is_plain(heard.text, name, question, knowledge)]
    told = told or [
        name for name in passing if heard.act not in _SAYS_MORE and _is_plain_with_more(heard.text, name, question, state, knowledge)
    ]
    if len(told) == 1:
        return replace(heard, offer=told[0])
    if (heard.offer or _by_act(heard, question)) not in passing:
        return heard
    return _halved(heard)


def _is_plain_with_more(text: str, name: str, question: Question, state: State, knowledge: Knowledge) -> bool:
    """Whether a clear answer comes first, and beside it no more than what leaves it one, or a question of something else: 没有 这个算保修吗,
    "no, nobody in the shop".
    """
    of_sale = name == _NO_SALE and _SALE in _asked_for(state, knowledge)
    parts = [part for part in parted(text) if not (of_sale and is_harmless(part) and not is_no_sale(part))] or [""]
    first, *rest = parts
    if (
        _IS_ASKED.search(text)
        or _TURNS.search(first)
        or not (is_plain(first, name, question, knowledge) or (of_sale and _says_no_sale(first)))
    ):
        return False
    if text.rstrip().endswith(("?", "？")) and not (rest and _asks_of_else(rest[-1])):
        return False
    told = [part for part in rest if not (_IDLE.fullmatch(part) or is_harmless(part) or _asks_of_else(part))]
    if of_sale and are_of_the_terminal(told):
        return True
    return not _TURNS.search(text) and (not told or (of_sale and not _is_half(text) and all(map(is_of_something_else, told))))


def _says_no_sale(said: str) -> bool:
    """Whether the words are a no, or a no with that the shop is idle."""
    no, _, idle = said.partition(" ")
    return is_no_sale(said) or bool(
        _SALE_FREE.fullmatch(said) or (not has_han(said) and _SALE_FREE.fullmatch(no) and _IDLE.fullmatch(idle))
    )


def _asks_of_else(part: str) -> bool:
    """Whether the words beside a no ask of something else; what is told beside it may be of the sale: 没有，显示请稍候."""
    part = _LEADS.sub("", part)
    return (is_question(part) or bool(_WONDERS.search(part))) and not (_OF_A_SALE.search(part) or _HEARSAY.search(part))


def _asked_for(state: State, knowledge: Knowledge) -> frozenset[str]:
    """The facts of guards that are asked for right now."""
    here = state.place.flow if state.place else ""
    return frozenset(guard.slot for of in knowledge.guards.values() for guard in of if guard.flow == here)


def _taken_back(text: str, state: State, knowledge: Knowledge) -> tuple[Field, ...]:
    """What the words say against answers that were given before, as the answers that they are."""
    here = state.place.flow if state.place else ""
    passed = {
        guard.slot for of in knowledge.guards.values() for guard in of if state.slots.get(guard.slot) in guard.passes and guard.flow != here
    }
    said = [part for part in parted(text) if not part.endswith(("?", "？"))]
    against = ((slot, *_AGAINST[slot]) for slot in sorted(passed) if slot in _AGAINST)
    return tuple(Field(slot, key) for slot, key, words in against if any(words.search(part) for part in said))


def _against(text: str, question: Question, state: State, knowledge: Knowledge) -> str:
    """The answer that would take back what is asked for right now: 刚才选错了，有一单正收着, where it is asked whether there is one."""
    told = (_AGAINST[slot] for slot in _asked_for(state, knowledge) if slot in _AGAINST)
    said = [part for part in parted(text) if not part.endswith(("?", "？"))]
    return next((key for key, words in told if question.offer(key) and any(words.search(part) for part in said)), "")


def _by_act(heard: Heard, question: Question) -> str:
    """The offer that the act picks, if it is one that picks any."""
    names = ("yes", "fine") if heard.act == "acknowledged" else OFFERS.get(heard.act or "", ())
    return next((name for name in names if question.offer(name)), "")


def is_plain(text: str, name: str, question: Question, knowledge: Knowledge) -> bool:
    """Whether the words are phrasings of that offer, or consent to it, and nothing is left of them beside; its number is as good."""
    known = frozenset(phrasings(question, knowledge)[name]) | _CONSENTS.get(name, frozenset())
    said = plain(text)
    if text.rstrip().endswith(("?", "？")):
        return False
    placed = by_place(bare(said), [offer for offer in question.offers if offer.shown]) if _NUMBERED.search(said) else None
    return placed == name or _is_misspelt(bare(said), known) or not (_left_over(said, known) and _left_over(run_on(said), known))


def _left_over(said: str, known: frozenset[str]) -> str:
    """What is left of the words without the phrasings and what says nothing; all of it, where they hold none."""
    if _NOT_LOOKED.search(said):
        return said
    left = said
    for phrase in sorted(known, key=len, reverse=True):
        left = left.replace(phrase, " ") if has_han(phrase) else re.sub(rf"(?<![a-z']){re.escape(phrase)}(?![a-z'])", " ", left)
    return said if left == said else _FILLERS.sub("", left)


def _is_misspelt(said: str, known: frozenset[str]) -> bool:
    if len(said) < _SHORTEST_NEAR[has_han(said)] or _UNSURE.search(said):
        return False
    denied = denials(said)
    return any(fuzz.ratio(said, phrase) >= _NEAR and denials(phrase) == denied for phrase in known)
