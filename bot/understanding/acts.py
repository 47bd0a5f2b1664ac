"""What short words do in a conversation, beyond what they name: still broken, charge it again, the other one first, it is
over, what is that, when will it come. Reads words and the open question; decides nothing.
"""

from __future__ import annotations

import re

from bot.core.knowledge import Kind, Knowledge, group_of
from bot.core.state import State
from bot.core.understanding import Decision
from bot.understanding.answers import parted
from bot.understanding.clauses import DENIAL
from bot.understanding.matching import Match

_STILL = re.compile(
    r"^(?:但|可|不过|可是)?(?:还是|还|仍然|仍|依然|照样|照旧)|[了过完紧好]{1,2}[,，]?(?:也|还|照样|还是|依然)(?:是)?(?:不|没|无|那样|一样|老样)"
    r"|(?:也|还是|照样|依旧)(?:没用|不行|没反应|不管用|白搭|一样)|\bstill\b|\bsame (?:thing|as before|again)\b|\b(?:no|made no|makes no) (?:change|difference)\b",
    re.IGNORECASE,
)
"""How a trouble is said to go on."""

_AGAIN = re.compile(
    r"(?:再|重新|重)(?:让[他她客顾人]+)?(?:刷|扫|收|付|试)(?:一?[次遍笔下])?.{0,6}(?:行不|可以|能不能|成不|好不|吗|不\？)|(?:能不能|可不可以|可以|能|要不要|是不是)(?:再|重新|重)(?:刷|扫|收|付)"
    r"|(?:再|重新|重)(?:让[他她客顾人]+)?(?:刷|扫|收|付)(?:一?[次遍笔下])?(?:[?？]|吧|算了|得了|呗|试试)|(?:我|我们|让[他她客顾人]+)(?:就|先|就先|直接|要|想)*(?:再|重新|重)(?:刷|扫|收|付)(?!了|过)"
    r"|^(?:先不管|不管了?|算了|别查了|那就?|我|就|直接|先|[,，\s])*(?:再|重新|重)(?:刷|扫|收|付)(?:一?[次遍笔下])?[。!！]?$|(?:这笔|这单|那笔|他)(?:再|重新|重)(?:刷|扫|收|付)(?:一?[次遍笔下])?(?!了|过)|(?:是不是|要不要)再来一[次遍]"
    r"|\b(?:can|should|shall|do|could|may) (?:i|we|he|she|they) (?:just |now )?(?:re-?(?:run|charge|try|swipe|do)|(?:run|charge|try|swipe|take|put|do|pay|tap|ring|key)\b.{0,24}\b(?:again|once more|a second time|over|twice))\b"
    r"|^(?:forget it|never ?mind|whatever|ok(?:ay)?|just|so|then|right|fine|and|well|i|we|[,. ])*(?:re-?run|run|charge|swipe|tap|scan|redo)\b(?: (?:it|him|her|them|the (?:card|sale|payment|code)|h(?:is|er) (?:card|code)))? ?(?:again|once more|over again)?[.!]?$"
    r"|\b(?:so|and|,) ?(?:redo|re-?run) (?:it|the (?:sale|payment|transaction))\b|\b(?:im|i'?m|i am) (?:re-?)?(?:charging|running|swiping|scanning|taking)\b.{0,24}\bagain\b|^[^?]{0,40}\b(?:take|run|charge|swipe|scan|tap|go) (?:it |him |her |them )?again\?$"
    r"|\b(?:i'?ll|i will|i'?m (?:gonna|going to)|gonna|going to|let me|lets|let's|better|want to|wanna|just|ask (?:him|her|them) to|get (?:him|her|them) to|make (?:him|her|them)) (?:just )?"
    r"(?:re-?(?:run|charge|swipe|do)|(?:run|charge|swipe|take|put|do|pay|tap|ring|key)\b.{0,24}\b(?:again|once more|a second time|over again))\b",
    re.IGNORECASE,
)
"""Asking whether a payment may be taken once more, or about to."""

_THAT_FIRST = re.compile(
    r"先(?:弄|看|说|处理|解决|搞|管|查|帮我弄|帮我看)(?:一下)?(?:那个|这个|后面|后一个|第二个|扣款|扣钱|退款|钱的?|那件|这件)"
    r"|^(?:好的?|那)?[,， ]*那.{1,8}[呢呐][?？]?$|^(?:ok(?:ay)?|so|and|but)?[, ]*(?:what|how) about (?:the|my|that)\b.{1,24}$"
    r"|\b(?:that|this|the other|the second)(?: one| thing| problem)? first\b|\b(?:do|fix|sort|look at) (?:that|this|the other one) (?:one )?(?:first|now)\b",
    re.IGNORECASE,
)
"""Wanting the trouble that was noted for later."""

_ENDS_WELL = re.compile(
    r"(?:(?<![换装弄擦插放充清拔按关开试连签搞接调洗理])好了|(?:可以|正常|能用|能刷|能打|能扫|行|通)了)[吧啊呀哈啦~!！。.]*$"
    r"|\b(?:all (?:good|fine|sorted|working)|(?:(?:it'?s?|its|is|that'?s?|looks|seems)(?: all)? )?(?:works?|working|fine|good|ok|okay|sorted|fixed)(?: now| again))[!.]*$",
    re.IGNORECASE,
)
"""How words end that tell of a deed which has helped."""

_NAMED_FIRST = re.compile(
    r"先(?:弄|看|说|处理|解决|搞|管|查|修|帮我[弄看修])(?:一下|下|看)?(?P<zh>[^,，。!！?？]{1,8}?)(?:吧|的?问题|这边|那边|先|啊|呀)*$"
    r"|\b(?:do|fix|sort|look at|start with|help with|deal with)? ?(?:the |my )?(?P<en>\w+(?: \w+)?)(?: (?:thing|problem|issue|bit|one))? first\b"
    r"|\bstart with (?:the |my )?(?P<start>\w+(?: \w+)?)",
    re.IGNORECASE,
)
"""Wanting something that is named before the trouble at hand."""

_CALMED = re.compile(
    r"没事了|好了|正常了?$|不(?:冒烟?|烫|热|响|漏|亮|报警?)了|(?:烟|火)?(?:灭|散|停|凉|冷)(?:了|下来)|没(?:烟|味)了|干了|缓过来"
    r"|(?:还|继续|接着|再|可以|能)(?:能不能|能|可以)?(?:继续|接着|再)?(?:用|充|开机?|插|刷|收款|打开|重启)(?:一下|试试)?(?:吗|么|不|嘛|没|$)"
    r"|吹风机|(?:晒|烤|吹|擦|晾)(?:干|一下|一晒|一吹)|放米|凑[合和]|先用着|将就|硬撑|(?:自己|能不能|可以|能)(?:解除|清除|消除|取消|恢复|解锁|拆)"
    r"|\b(?:fine|ok|okay|alright|all right|good|over|out|stopped|gone|cooled|cool|cold|dry|dried|cleared|normal)(?: off| out| down)?(?: now| again| already)?[.!]?$"
    r"|\b(?:hair ?dr[iy]er|blow ?dr[iy]er|in rice|bag of rice|heater|radiator|dry it)\b"
    r"|\b(?:keep|carry on|go on|continue|still) (?:on )?(?:using|charging|taking)\b|\b(?:can|could) i (?:just )?(?:clear|unlock|fix|reset|remove|open|cancel|bypass)\b"
    r"|\bno (?:more|longer)\b|\b(?:can|could|should|may|is it (?:ok|okay|safe) to) (?:(?:i|we) )?(?:still |just |now )?(?:use|charge|plug|turn|switch|keep|start|carry|restart|reboot|reset)\b",
    re.IGNORECASE,
)
"""How a danger is said to be over, or to be used again is asked."""
_TURNED_OFF = re.compile(
    r"关(?:机|掉|了)|拔(?:了|掉|下来)|\b(?:switched|turned|powered|it'?s|its|is|all) off\b|\bunplugged\b", re.IGNORECASE
)
"""That the terminal was cut off from power, if nothing is denied."""

_WRONG = re.compile(
    r"(?:不对|说错了?|我说错了?|搞错了?|弄错了?|不是这个|不好意思[,，]?(?:说错|搞错))[,，。 ]?(?:了|应该)?是?|(?:oh )?(?:sorry|no wait|oops|my mistake|scratch that)[, ]+(?:i meant?|its?|it's|the)\b|i meant?\b",
    re.IGNORECASE,
)
"""That the trouble at hand was told wrongly, and another is meant."""

_WHERE = re.compile(
    r"(?:在|去)?(?:哪里?|哪儿|啥地方|什么地方)|怎么(?:看|找|查)|\bwhere\b|\bhow (?:do|can) (?:i|we) (?:find|see|tell|look)\b|\bwhich (?:label|number|one)\b",
    re.IGNORECASE,
)
"""Asking where a fact that was asked for can be found."""

_SERIAL = re.compile(r"序列号|机身号|\bsn\b|s/n|\bserial\b", re.IGNORECASE)
_BOOK = re.compile(
    r"^(?:那|好|行|算了|直接|还是|你|您|就|帮我|给我|麻烦|,|，| )*(?:登记|报修|登记报修|派人|派师傅|叫师傅|叫人|找师傅|安排师傅|约师傅|上门修?|寄修|送修)(?:来|过来|修|看看|吧|呗|一下|下|好了|算了|得了|啊|了)*[。!！]*$"
    r"|^(?:ok(?:ay)?|yes|yeah|just|please|then|can you|could you|right|fine|,| )*(?:"
    r"(?:book|arrange|register) (?:it|me|us|in|a|an|the|some|for|repair|visit|technician|engineer|one|someone|somebody|out|then|please|now)(?:[, ]+(?:it|me|us|in|a|an|the|some|for|repair|visit|technician|engineer|one|someone|somebody|out|then|please|now))*"
    r"|log (?:it|(?:a|the) (?:repair|fault|ticket|visit|call))(?: (?:then|please|now))*"
    r"|(?:get|send) (?:me |us )?(?:a |an |the |your )?(?:technician|engineer|repair ?(?:man|guy|person)|(?:someone|somebody) (?:out|over|round|here))(?: (?:out|over|round|here|please|then|now|to fix it))*)[.!]*$",
    re.IGNORECASE,
)
"""Wanting the repair, without another step."""

_WELL = re.compile(
    r"(?:都|很|看着?|看起来|挺|是|全)*(?:正常|好的|没问题|没事|可以)(?:的|啊|呀|了)?"
    r"|(?:it |they |all |that |everything |look[s]? |seem[s]? |is |are |'s |its |it's |theyre |they're )*(?:normal|fine|ok|okay|good|alright)[.!]?",
    re.IGNORECASE,
)
"""That something is well: what was looked at, or all of it."""

_WORKED = re.compile(
    r"(?:可以|通|能用|能刷|能打|正常)了|就(?:好|行|可以|能用|成)了?|没问题|成功"
    r"|\b(?:it |that |did the trick)?(?:work(?:ed|s|ing)|went through|did the trick|fixed it|sorted it|goes through|fine|approved|succeeded|ok now|okay now)\b",
    re.IGNORECASE,
)
"""That a step which was carried out has helped."""

_AGREES = re.compile(
    r"(?:(?:好|行|可以|嗯|哦)[的啊呀吧,， ]*)?没问题[的啊呀吧。!]*|(?:ok(?:ay)?|yes|yeah|oh)?[, ]*fine(?: then| by me)?[.!]*|ok(?:ay)?[.!]*|all ?right[.!]*",
    re.IGNORECASE,
)
"""Agreeing to what was proposed, in words that may say as well that it went well."""
_SO = re.compile(r"没问题")

_WHICH = re.compile(
    r"^(?:什么|啥)(?:是|叫|灯|线|键|按钮|意思|标签|底座|卡|码|号)|是(?:什么|啥)(?:东西|意思|呀|啊)?[?？]?$|^(?:哪个|哪一个|哪里的?|哪条|哪根)(?!.{0,6}(?:好|牌子))"
    r"|^(?:what'?s|what is|what are|what does|whats) (?:a|an|the|that|this|it)?\b|^(?:which|what) (?:light|cable|button|key|label|dock|code|number|slot|one|cord|socket|screen|menu|head|roll)\b",
    re.IGNORECASE,
)
"""Asking what is meant by a word of the open question."""

_SOMEBODY = re.compile(
    r"师傅|人|工单|钱|货款|快递|\b(?:technician|engineer|guy|man|person|ticket|money|payout|call|phone number|you)\b", re.IGNORECASE
)

_WHEN = re.compile(
    r"多久|多长时间|什么时候|啥时候|啥时|几天|几时|何时|多快|今天能|明天能|几点能"
    r"|\bhow (?:long|soon|many (?:days|weeks|hours)|fast|quick(?:ly)?)\b|\bwhen (?:will|can|do|does|is|are|would|should|could|am)\b|\bwhat time\b|\bby when\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"[?？]\s*$|[吗么嘛]\s*[。!！]*$|多少钱|怎么|咋(?!了)|为什么|为啥|能不能|可不可以|要不要|是不是|会不会|(?:能|可以|可|行|要|会).{0,8}不[。!！]*$|行不行|^(?:能|可以|可不|要不要|是不是)|有没有(?=.{2,})|谁"
    r"|^(?:(?:and|but|so|ok|okay|um+|er+|wait|hang on|sorry|please|also)[, ]+)*(?:when|how|what|why|who|where|which|can|could|should|will|would|do|does|is|are|am|shall|may)\b",
    re.IGNORECASE,
)
_ASKED_FROM = 6  # characters; what is shorter asks nothing that could be told

_ONCE = re.compile(
    r"以前|之前|昨天|上次|原来|一会儿?|偶尔|有时|但|可是|不过|又|才|只|吗|么"
    r"|\b(?:before|yesterday|used to|last (?:week|time|night)|until|sometimes|only|but|once|for a (?:bit|while|minute|second)|then|if|when|same|again|should|would)\b",
    re.IGNORECASE,
)
"""That something works only now and then, or did once."""

_CHARGING = frozenset({"power.battery", "power.adapter"})  # troubles that are gone when it charges
_SIGN_OF_LIFE = re.compile(
    r"充上(?:了|电)|(?:灯|指示灯)(?:也|又|都)?亮|\b(?:it'?s |its |is )?charging\b|\b(?:light|led) (?:is |came |has come )?on\b",
    re.IGNORECASE,
)
"""That power comes in, which is less than that it works."""

_ELSEWHERE_FROM = 0.3  # probability
_IN_SHORT = 40  # characters

_BEFORE = re.compile(r"过了?(?:的|啊|呀|啦)?$|\balready\b|\bbefore\b")
"""How "I have done that" is told from "I have just done that", where a language tells them apart."""


_OF_THE_TERMINAL = ("power.", "hardware.")  # a danger that can cool down; a theft or a caller does not
_STOPS = re.compile(
    r"停|别|甭|不(?:要|用|想|必|再|需)|取消|关|免了|算了|够了|退订"
    r"|\b(?:stop|no more|no longer|cancel|off|quit|don'?t|do not|enough|unsubscribe|drop|end|delete|remove)\b",
    re.IGNORECASE,
)
"""Words without which nobody stops anything, however near an example sounds."""
_AT_LENGTH = 60  # characters; who says that all is well says it shortly


def act_of(text: str, state: State, knowledge: Knowledge, match: Match, done_before: tuple[str, ...]) -> str | None:
    """The act of the words: "it still does" after an instruction is not fixed, "I had done that" is not just done."""
    best = match.candidates[0].intent if match.candidates else ""
    goes_on = best == state.trouble and bool(state.question and state.question.offer("not_fixed"))
    if goes_on and _STILL.search(text.strip()):
        return "not_fixed"
    if done_before and _ends_well(text):
        return "solved"
    if found := _short_act(text, state, knowledge, match) or _wanted(text, state):
        return found
    if not _is_elsewhere(match, state, knowledge) and _has_helped(text, state, knowledge, done_before):
        return "solved"
    unlike = match.act == "stop" and not _STOPS.search(text)
    return None if unlike or (done_before and _BEFORE.search(text)) else _weighed(text, state, match)


def _is_elsewhere(match: Match, state: State, knowledge: Knowledge) -> bool:
    """Whether the words are rather about something of another kind: "internet is fine" does not close the batch."""
    best = match.candidates[0] if match.candidates else None
    intent = knowledge.intents.get(best.intent) if best and best.score >= _ELSEWHERE_FROM else None
    return intent is not None and intent.trouble and intent.group != group_of(state.trouble)


def _weighed(text: str, state: State, match: Match) -> str | None:
    """The act of the nearest example, unless the words or what is open say less, or the contrary."""
    asked = state.question
    if asked and asked.offer("found") and match.act in {"solved", "finished", "yes", "agreed"} and DENIAL.search(text):
        return "not_fixed"  # "looked, it is not there"
    if match.act != "solved":
        return match.act
    if state.trouble not in _CHARGING and _SIGN_OF_LIFE.search(text) and not _WORKED.search(text):
        return "finished"  # a light while it charges is not yet a terminal that works
    if _WELL.fullmatch(text.strip()) and not (asked and asked.offer("solved")):
        return "finished"  # of what was looked at, perhaps; not yet that the trouble is gone
    return match.act


def _asks_where(text: str, state: State, knowledge: Knowledge, match: Match) -> bool:
    """Whether it is asked where something of the open step is found, not where somebody or something else is."""
    best = match.candidates[0].intent if match.candidates and match.decision is Decision.ACCEPT else ""
    elsewhere = best in knowledge.answers or (best in knowledge.intents and knowledge.intents[best].trouble and best != state.trouble)
    return bool(_WHERE.search(text)) and not elsewhere and not _SOMEBODY.search(text)


def _wanted(text: str, state: State) -> str | None:
    """Whether the payment may be taken once more, or the trouble that was noted for later is to come first."""
    if (state.trouble or state.place is None) and _AGAIN.search(text):
        return "charge_again"
    return "noted_first" if state.noted and _THAT_FIRST.search(text) else None


def _ends_well(text: str) -> bool:
    """Whether what was done is said to have helped: "flipped the paper, all good". 换好了 only says that it is done, and 还是不能用了
    that it did not.
    """
    last = next(reversed(parted(text)), "")
    return bool(_ENDS_WELL.search(last)) and not DENIAL.search(_SO.sub("", last))


def named_first(text: str) -> str:
    """What shall come first, in the words of the merchant; empty where nothing is named."""
    found = _NAMED_FIRST.search(text.strip())
    return next((name for name in found.groups() if name), "") if found else ""


def corrects(text: str, state: State, match: Match) -> bool:
    """Whether the words deny the trouble at hand, or one of its kind, and name another."""
    denied = match.denied if match.denied and match.candidates and match.denied != match.candidates[0].intent else ""
    of_its_kind = bool(denied) and group_of(denied) == group_of(state.trouble)
    return bool(state.trouble) and (of_its_kind or bool(_WRONG.match(text.strip())))


def _short_act(text: str, state: State, knowledge: Knowledge, match: Match) -> str | None:
    """Asking where the serial number or an awaited fact is found, wanting the repair, and that a danger of the terminal is over."""
    said = text.strip()
    if len(text) > _AT_LENGTH:
        return None
    if state.place and _WHERE.search(text) and _SERIAL.search(text):
        return "where_serial"
    if state.place and _BOOK.search(said) and not _names_another(match, knowledge):
        return "visit"
    if state.question and state.place and (_WHICH.search(said) or _asks_where(text, state, knowledge, match)):
        return "explain"
    hot = knowledge.is_safety(state.trouble) and state.trouble.startswith(_OF_THE_TERMINAL) and not _AGREES.fullmatch(said)
    over = _CALMED.search(said) or (_TURNED_OFF.search(said) and not DENIAL.search(said))
    return "calmed" if hot and over else None


def _names_another(match: Match, knowledge: Knowledge) -> bool:
    """Whether the words surely name something else than a repair."""
    best = match.candidates[0].intent if match.candidates and match.decision is Decision.ACCEPT else ""
    return best in knowledge.intents and not best.startswith(("repair.", "conversation.", "handoff."))


def _has_helped(text: str, state: State, knowledge: Knowledge, done_before: tuple[str, ...]) -> bool:
    """Whether the words tell, at a step that is proposed, that it helped: "a different card worked"."""
    step = knowledge.step(state.place.flow, state.place.step) if state.place else None
    if step is None or step.kind is not Kind.TRY or not _WORKED.search(text) or DENIAL.search(_SO.sub("", text)) or _ONCE.search(text):
        return False
    if _AGREES.fullmatch(text.strip()):
        return False
    return step.remedy in done_before or (len(text) <= _IN_SHORT and not _ASKS.search(text.strip()))


def meant(text: str) -> str:
    """The words without "sorry, I meant …": what is meant is told after it."""
    rest = _WRONG.sub("", text.strip(), count=1) if _WRONG.match(text.strip()) else ""
    return rest.strip(" ,，。.:：") if len(rest.strip()) >= _ASKED_FROM else text


def asks(text: str) -> str:
    """when, for a question of time; question, for any other; nothing, for words that ask nothing."""
    said = text.strip()
    if _WHEN.search(said):
        return "when"
    return "question" if len(said) >= _ASKED_FROM and _ASKS.search(said) else ""
