"""How words tell that a step went: it still does, it works now. Whose words they answer is for `acts`."""

from __future__ import annotations

import re

from bot.core.knowledge import OF_THE_TERMINAL, Kind, Knowledge, group_of
from bot.core.state import State
from bot.core.understanding import Decision
from bot.understanding.answers.answers import parted
from bot.understanding.answers.asking import asks, asks_at_length, is_question
from bot.understanding.answers.limits import Limit, limits
from bot.understanding.answers.taking_back import at_times, denies, has_stopped
from bot.understanding.matcher.joining import Match
from bot.understanding.text.clauses import DENIAL
from bot.understanding.words.chatting import bare_of

_STILL = re.compile(
    r"^(?:但|可|不过|可是)?(?:还是|还|仍然|仍|依然|照样|照旧)(?!在(?:这|那|店|等|我|旁|门))|[了过完紧好]{1,2}[,，]?(?:也|还|照样|还是|依然)(?:是)?(?:不|没|无|那样|一样|老样)"
    r"|^(?:插着|按着|插上|换了|试了|按了|点了|弄了|还|也|都|,|，| )*(?:没|没有|毫无|啥)(?:反应|动静|变化|用|效果|也没有)[了啊呀。!！]*$|^(?:灯)?(?:还?没亮|还?不亮)[。!！]*$"
    r"|(?:也|还是|照样|依旧)(?:没用|不行|没反应|不管用|白搭|一样|[搜连打读刷扫开点按充找认收印]不[到上出开了动着亮])|\bstill\b(?! (?:here|waiting|standing|with me|in (?:the|my|our) (?:shop|store)|at (?:the|my) (?:till|counter)))|^(?:nope?,? ?|no,? )?(?:no (?:response|luck|joy|reaction|change|good|effect|dice)|nothing(?: happens| happened| at all| changed)?|didn'?t (?:help|work|change anything)|doesn'?t help)[.!]*$|(?:^|[,.;] ?)(?:still )?(?:nothing|no (?:response|reaction|joy|luck|change))(?: (?:happens|happened|at all))?[.! ]*$|\bsame (?:thing|as before|again)\b|\b(?:no|made no|makes no) (?:change|difference)\b"
    r"|^(?:我|都|也|已经|这个|这步|就|又|重新|再)*(?:试|弄|做|搞|照做)[过了]*(?:好多|好几|很多|无数|几十|十几|多少|[三四五六七八九十\d]{1,2})(?:次|遍|回)[了啊呀都]*[。!！]*$|^(?:i(?:'?ve| have)? |we(?:'?ve| have)? |already |but |yes )*(?:tried|done|did) (?:it |that |this |all that )?(?:already )?(?:(?:loads|lots|dozens|hundreds|tons|plenty) of|so many|many|several|a few|(?:a )?(?:hundred|million)|three|four|five|six|ten|\d{1,2}|multiple) times(?: (?:already|now))?[.!]*$"
    r"|^(?:这个|这|也|都|早就|已经|我|之前)*试过了?[啊呀。!！]*$|^(?:i(?:'?ve| have)? |we(?:'?ve| have)? |already |also )*tried (?:it|that|this)(?: one)?(?: too| already| as well| before)*[.!]*$"
    r"|越\w{1,2}越(?:坏|糟|差|慢|不|没|卡|严重)|\b(?:works?|working|fixed|great|brilliant(?:ly)?|perfect(?:ly)?|fine|good|lovely)\b(?: now)?[,. ]+not[.! ]*$",
    re.IGNORECASE,
)
"""How a trouble is said to go on, plainly or with scorn."""

_BACK = re.compile(
    r"(?:哎|唉|这|它|怎么)?又(?:卡|断|掉|死|黑|坏|停|关|不行|没反应|连不上|出来)(?:住|线|机|屏|了|掉)*[。!！]*"
    r"|(?:it'?s |it |and )?(?:jammed|stuck|froze|frozen|died|dead|dropped|gone|off|crashed|blank|broken|offline)(?: out)? again[.!]*",
    re.IGNORECASE,
)
"""How a trouble is said to be back."""

_ENDS_WELL = re.compile(
    r"(?:(?<![换装弄擦插放充清拔按关开试连签搞接调洗理盖合扣塞卷贴摆撕剪吹压锁拧垫夹填输设绑])好了|(?:可以|正常|能用|能刷|能打|能扫|行|通)了)[吧啊呀哈啦~!！。.]*$"
    r"|\b(?:all (?:good|fine|sorted|working)|(?:(?:it'?s?|its|is|that'?s?|looks|seems)(?: all)? )?(?:works?|working|fine|good|ok|okay|sorted|fixed)(?: now| again))[!.]*$",
    re.IGNORECASE,
)
"""How words end that tell of a deed which has helped."""

_WELL = re.compile(
    r"(?:都|很|看着?|看起来|挺|是|全)*(?:正常|好的|没问题|没事|可以)(?:的|啊|呀|了)?"
    r"|(?:it |they |all |that |everything |look[s]? |seem[s]? |is |are |'s |its |it's |theyre |they're )*(?:normal|fine|ok|okay|good|alright)[.!]?",
    re.IGNORECASE,
)
"""That something is well: what was looked at, or all of it."""

_WORKED = re.compile(
    r"(?:可以|通|能用|能刷|能打|正常)了|(?<![没还])(?:就|又|现在|这下|位置|地方|窗边|门口|,|，| )有(?:信号|网|电|字|声音?|显示|反应)?了[。!！]*$|(?:[了上]就?|就)(?:好|行|可以|能用|成|亮)了?$|就(?:好|行|可以|能用|成)了?|没问题|成功"
    r"|\b(?:it |that |did the trick)?(?:work(?:ed|s|ing)|went through|did the trick|fixed it|sorted it|goes through|fine|approved|succeeded|perfect|ok now|okay now)\b"
    r"|\b(?:that|this|paper|roll|one|card|cable|socket|port|restart|reboot|reset|cleaning|cloth|wipe|update) did it\b|\bthe (?:flicker\w*|beeping|lines|jumping|flashing|noise|error|message|crashing|freezing) (?:has |have )?(?:stopped|gone|went away|disappeared)$",
    re.IGNORECASE,
)
"""That a step which was carried out has helped."""

_CEASED = re.compile(
    r"(?:^|[ ,，。就都也])不(?:再)?(?:乱)?(?:跳|点|闪|响|报警|报错|卡|断线|断|掉线|死机|重启|关机|叫|漏|晃)了[啊呀啦嘞。!！]*$|\b(?:(?:it'?s|it has|has) )?stopped (?:jumping|flashing|beeping|restarting|freezing|crashing|dropping(?: out)?)(?: now)?[.!]*$",
    re.IGNORECASE,
)
"""That what was wrong has ceased: 换了 不跳了."""
_CUT_OFF = re.compile(r"拔|扯|不插|没插|断电|关了就|\bunplug")
"""With the power cut off that says where it comes from, and mends nothing."""

AGREES = re.compile(
    r"(?:(?:好|行|可以|嗯|哦)[的啊呀吧,， ]*)?没问题[的啊呀吧。!]*|(?:ok(?:ay)?|yes|yeah|oh)?[, ]*fine(?: then| by me)?[.!]*|ok(?:ay)?[.!]*|all ?right[.!]*",
    re.IGNORECASE,
)
"""Agreeing to what was proposed, in words that may say as well that it went well."""

_AGREES_AHEAD = re.compile(
    r"(?:好|行|可以|成|嗯|哦|没问题)[的啊呀吧,， 。]*(?:那|我|我们|就|先|这就|,|，| )*(?:等|去|试|来|看看|换|弄|找|打|让)(?!了|过).*|(?:ok(?:ay)?|oh|yes|yeah|fine|good|great|perfect|alright|all right|no problem)[,. ]+(?:then |so |in that case )?(?:i'?ll|ill|i will|we'?ll|we will|i'?m going to|im going to|gonna|let me|lets)\b.*",
    re.IGNORECASE,
)
"""Agreeing, and what will be done then, of which nothing is told yet: "fine ill wait then"."""

_DEED = re.compile(r"(?:我|都|已经)*(?:打开|开|关|换|擦|试|弄|清|拔|插|按|装|重放)过.{0,4}了[。!！]*")
"""A deed that is told, with nothing said of how it went: 开过盖子了."""

_ONCE = at_times("吗|么", "same")
"""That something works only now and then, or did once."""

_WORKED_ONCE = re.compile(
    r"(?:昨[天晚]|前天|上[周次]|以前|之前|原来|早上)(?:还|都|是|也|一直)+(?:好好的|好的|能用|可以|正常|没问题|没事)"
    r"|\b(?:worked|was (?:fine|ok|okay|good|working)|were working|been fine) (?:\w+ )?(?:yesterday|before|last (?:week|time|night|month)|until|till|this morning|earlier|the other day)\b|\bused to (?:work|be)\b|(?:名字|网|wifi|它|牌子)就?是?叫|\b(?:it'?s|is|are|was) (?:called|named)\b",
    re.IGNORECASE,
)
"""That it did once, which is not that it does now; or only what it is called."""
_LATER = re.compile(
    r"晚|等|明|后|待会|回头|过|\b(?:later|after|tonight|tomorrow|wait|another|some other|come back|leave it)\b", re.IGNORECASE
)
_DEAD = "power.no_power"
_CHARGING = frozenset({"power.battery", "power.adapter"})  # troubles that are gone when it charges

_SIGN_OF_LIFE = re.compile(
    r"充上(?:了|电)|(?:灯|指示灯)(?:也|又|都)?亮|\b(?:it'?s |is )?charging\b|\b(?:light|led) (?:is |came |has come )?on\b",
    re.IGNORECASE,
)
"""That power comes in, which is less than that it works."""

_COMES_ON = re.compile(
    r"(?<!没)(?<!不)亮了|有反应了|\b(?:it )?(?:lights? up|lit up|comes? on|came on|turned on|powers? up|boots? up|starts? up)\b",
    re.IGNORECASE,
)
"""That what was dead shows life at a step: whether it works is asked."""

_IN_SHORT = 40  # characters

_NOT_SO = re.compile(
    r"(?:也|从来|都)?(?:没|没有|未)(?:人)?(?:摔|拆|碰|泡|淋|动|改|换|开|进水|沾水|磕|修|拔|擦|试|重启)(?:过)?(?:它|机器|水)?[。!！]*"
    r"|(?:no|never|not|(?:i |we |it )?(?:didn'?t|did not|was ?n'?t|hasn'?t|never))(?: been)? (?:drops?|dropped|opened|wet|touched|knocks?|repaired|changed|damaged?)(?: it)?[.!]*",
    re.IGNORECASE,
)
"""That something did not befall the terminal, or was not done."""


def ends_well(text: str) -> bool:
    """Whether what was done is said to have helped: "flipped the paper, all good". 换好了 only says that it is done, and 还是不能用了
    that it did not.
    """
    last = next(reversed(parted(text)), "")
    return bool(_ENDS_WELL.search(last)) and not denies(last)


def has_helped(text: str, state: State, knowledge: Knowledge, done_before: tuple[str, ...], *, elsewhere: bool) -> bool:
    """Whether the words tell, at a step that is proposed, that it helped: "a different card worked". Where they come near to something
    ``elsewhere``, only if they name the step.
    """
    step = knowledge.step(state.place.flow, state.place.step) if state.place else None
    if step is None or step.kind is not Kind.TRY or (elsewhere and step.remedy not in done_before):
        return False
    if _CEASED.search(text) and not _CUT_OFF.search(text) and not is_question(text):
        return len(text) <= _IN_SHORT
    if not _WORKED.search(text) or denies(text) or _ONCE.search(text):
        return False
    if any(form.fullmatch(text.strip()) for form in (AGREES, _AGREES_AHEAD)) or _is_of_another(text, state):
        return False
    return step.remedy in done_before or (len(text) <= _IN_SHORT and not is_question(text))


def _is_of_another(text: str, state: State) -> bool:
    """Whether it is another thing that works: no terminal is mended by that, but a sale may go through there."""
    return group_of(state.trouble) in OF_THE_TERMINAL and Limit.ANOTHER in limits(text, state)


def comes_on(text: str, state: State, knowledge: Knowledge) -> bool:
    """Whether a dead terminal is said to show life, at a step that is proposed."""
    step = knowledge.step(state.place.flow, state.place.step) if state.place else None
    tries = step is not None and step.kind is Kind.TRY and state.trouble == _DEAD
    guarded = state.place is not None and state.place.flow.startswith("guard.") and state.trouble in {_DEAD, "hardware.screen"}
    return (tries or guarded) and bool(_COMES_ON.search(text)) and not DENIAL.search(text) and not is_question(text)


def weighed(text: str, state: State, match: Match) -> str | None:
    """The act of the nearest example, unless the words or what is open say less, or the contrary."""
    asked = state.question
    if asked and asked.offer("found") and match.act in {"solved", "finished", "yes", "agreed"} and DENIAL.search(text):
        return "not_fixed"  # "looked, it is not there"
    if _is_unlike(text, match.act):
        return None
    if match.act == "no" and _NOT_SO.fullmatch(text.strip()) and asked and not asked.offer("no"):
        return "not_so"
    if match.act != "solved":
        return match.act
    if match.decision is Decision.REJECT:
        return None  # 反复插了好多次 only has the sound of 好多了
    return "finished" if _is_only_done(text, state) else match.act


def _is_unlike(text: str, act: str | None) -> bool:
    """Whether the words only come near to the act: a question asks for no patience, and what worked once does not work now."""
    if act == "explain":
        return asks(text) == "when"  # "how long will that take"
    if act == "later":
        return asks_at_length(text) or (bool(asks(text)) and not _LATER.search(text))  # "can i do it now", "when is the next one"
    return act in {"solved", "finished"} and (bool(_WORKED_ONCE.search(text)) or has_stopped(text) or text.rstrip().endswith(("?", "？")))


def _is_only_done(text: str, state: State) -> bool:
    """Whether the words tell a deed, a light while it charges, or that what was looked at is well: not yet that the trouble is gone.
    Where nothing was proposed that could have helped, plain words are needed that something has.
    """
    if _DEED.fullmatch(text.strip()):
        return True
    worked = bool(_WORKED.search(text))
    lit = state.trouble not in _CHARGING and _SIGN_OF_LIFE.search(text) and not worked
    looked_at = state.question is not None and not state.question.offer("solved")
    plain = worked or ends_well(text) or bare_of(text) == "solved"
    return bool(lit) or (looked_at and (not plain or bool(_WELL.fullmatch(text.strip()))))


def goes_on(text: str) -> bool:
    """Whether a trouble is said to go on: "it still does". 还在保修吗 asks."""
    return bool(_STILL.search(text.strip())) and not text.rstrip(" ?？").endswith(("吗", "么"))


_VOIDED = re.compile(
    r"(?:已经|刚)?(?:撤销|撤单|退款|退货|退)(?:交易)?(?:成功|好|完)(?:了|啦|咯)*[!！。]*|(?:已经|刚|我|把|多的?|重复|第二|后面|那|一|笔|给他)*(?:撤销|撤|退)(?:掉|好|成功)?了(?:多的?|重复的?|第二|后面|那|一|笔|,|，| )*(?:撤销|退款|退货)?(?:的)?(?:小票|单子|凭条|票)(?:也|都|已经)?(?:打|印|出)(?:出?来)?了[啊呀。!！]*"
    r"|.{0,30}\b(?:says?|said|shows?) (?:void|refund)(?:ed)? (?:ok|okay|approved|successful|done|complete)[!.]*|(?:void|refund)(?:ed)? (?:ok|okay|approved|successful|done|complete)[!.]*"
    r"|(?:.{0,40}(?:,|\band) )?(?:got |have |here'?s )?(?:the |a |my )?(?:void|refund) (?:slip|receipt|went through|worked|is done|approved)(?: (?:came out|printed|is out|now|fine|ok))*[!.]*",
    re.IGNORECASE,
)
_GIVEN_BACK = frozenset({"transaction.refund_void", "transaction.double_charge"})


def is_voided(text: str, state: State) -> bool:
    """Whether what was to be given back is said to be: 撤销成功啦."""
    return state.trouble in _GIVEN_BACK and state.slots.get("refund_need", "give_back") != "late" and bool(_VOIDED.fullmatch(text.strip()))


_RELAPSED = re.compile(
    r"[ ,，。](?:可是?|但是?|不过|结果|马上|一会儿?|没多久)?(?:一[点按刷进打收][^,，。]{0,4})?又(?!好|行|可以|能|正常|亮|通|有|出来了|恢复|连上|起来)[^,，。]{1,5}了?[啊呀嘞。!！]*|[ ,，]还(?:有|在)[。!！]*"
    r"|.{1,60}[, ](?:then|but|and then|and|bam|boom|soon as [^,.]{1,30}) (?:it )?(?:closed|closes|shuts?|crashe[sd]|quits?|exits?|went|goes|stopped|died|stuck|sticks|stops|froze|jams?|jammed)(?: (?:down|off|dead|again|out|back|straight|right|away)){1,3}[.!]*",
    re.IGNORECASE,
)


def has_relapsed(text: str) -> bool:
    """Whether it is said to have come back after all: 拍了 起来了 又下去了."""
    return any(found.end() == len(text.strip()) for found in _RELAPSED.finditer(text.strip()))


def is_back(text: str) -> bool:
    """Whether a trouble is said to be there again: 又卡了, "jammed again"."""
    return bool(_BACK.fullmatch(text.strip()))
