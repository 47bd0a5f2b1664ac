"""Whether words ask, of what kind their question is, and whether it is of a word of the open step. Decides nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.core.knowledge import Knowledge
from bot.core.state import State
from bot.core.understanding import Decision
from bot.understanding.matcher.joining import Match
from bot.understanding.text.normalising import has_han

_WHERE = re.compile(
    r"(?:在|去)?(?:哪里?|哪儿|啥地方|什么地方)|怎么(?:看|找|查)|\bwhere\b|\bhow (?:do|can) (?:i|we) (?:find|see|tell|look)\b|\bwhich (?:label|number|one)\b",
    re.IGNORECASE,
)
"""Asking where a fact that was asked for can be found."""

_WHICH = re.compile(
    r"^(?:什么|啥)(?:是|叫|灯|线|键|按钮|意思|标签|底座|卡|码|号|蓝牙|热点|网络|路由器|结算|批次|型号|纸仓|盖子|模式|菜单)|是(?:什么|啥)(?:东西|意思|呀|啊)?[?？]?$|^(?:哪个|哪一个|哪里的?|哪条|哪根)(?!.{0,6}(?:好|牌子))"
    r"|^(?:what'?s|what is|what are|what does|whats) (?:a|an|the|that|this|it)?\b|^(?:which|what) (?:light|cable|button|key|label|dock|code|number|slot|one|cord|socket|screen|menu|head|roll)\b",
    re.IGNORECASE,
)
"""Asking what is meant by a word of the open question."""

_SOMEBODY = re.compile(
    r"师傅|人|工单|钱|货款|快递|\b(?:technician|engineer|guy|man|person|ticket|money|payout|call|phone number|you)\b", re.IGNORECASE
)

_WHEN = re.compile(
    r"多久|多长时间|(?<!随便)(?<!不管)(?:什么时候|啥时候)(?!都|也)|啥时(?!候)|几天|几时|何时|多快|今天能|明天能|[要得等]好久|好久(?=.{0,4}(?:才|能|到|好))|(?<!\d)几点(?:钟)?(?:能|到|来|过来|上门)"
    r"|\bhow (?:long|soon|many (?:days|weeks|hours)|fast|quick(?:ly)?)\b|\bwhen (?:will|can|do|does|is|are|would|should|could|am)\b|\bwhat time\b|\bby when\b",
    re.IGNORECASE,
)

_HOW = re.compile(
    r"怎么(?!办|回事|样|还|又|老|总|会|了)|咋(?:弄|装|放|插|换|做|开|搞)|如何|\bhow (?:do|can|should|would|to|exactly)\b", re.IGNORECASE
)

_ASKS = re.compile(
    r"[?？]\s*$|[吗么嘛]\s*[。!！]*$|多少(?!都|钱都)|怎么|咋(?!了)|为什么|为啥|能不能|可不可以|要不要|是不是|会不会|(?P<may>(?![时动要不巴])[\u4e00-\u9fff])不(?P=may)|[要得留等存管保能][几多少]{1,2}[年天月个]|^要不(?!然|就|是)|(?:能|可以|可|行|要|会).{0,8}不[哦啊呀嘛咯]?[。!！]*$|(?:用|好|在|得|正常|回来|有事|要紧|危险|收费|要钱|晓得)不[哦啊呀嘛咯]?[。!！]*$|行不行|^(?:能|可以|可不|要不要|是不是)|有没有(?=.{2,})|谁|(?:哪(?:里|儿|个|家|天)?|星期几|周几|礼拜几|几号|干[啥嘛]|干什么|[做弄](?:些|点)?(?:啥|什么))[啊呀呢来去的]*[?？。]*$|(?:星期几|周几|礼拜几|几号|哪天)能?[到来给]|^(?:那|还|都)?(?:要|需要|得)(?:什么|哪些|啥)|(?<=..)(?<![说不还偏就绝也都要])不[哦啊呀嘛咯]?[。!！]*$|[了好完到过]没(?:有)?[啊呀]?[。!！]*$|(?:没事|不要紧|没问题|没关系)吧[。!！]*$|(?:去|在|到|上|问|找|点|按|选|填|输|写|看|放|插|接)哪(?:里|儿|个|样)?(?!都|也).|哪(?:里|儿)?(?:能|可以|有卖|买|办|改|换|领|输|填|点|按|看|查|找|设|放|插)|(?:点|按|选|在|进)哪(?:里|儿|个)?(?:呀|啊|呢)?(?:[ ,，。!！]|$)"
    r"|^(?:(?:and|n|but|so|ok|okay|um+|er+|wait|hang on|sorry|please|also)[, ]+)*(?:when(?! (?:i|we|it|they|he|she|people|customers?|a|an|you|\w+ing)\b)|how|what(?:'?s)?|why|who(?:'?s|se)?|where|which|can(?!'?t\b| ?not\b)|could(?!n'?t\b| not\b)|should|will(?! (?:send|bring|call|ring|check|try|find|get|look|post|upload|show|take|give|come back|ask|pay|wait|have|let|see|be|do|keep|go|pop|dig)\b)|would|do|does|is|are|am|shall|may|(?:did|have|has|was|were)(?= (?:i|we|you|he|she|they|it|that|this)\b))\b|\b(?:or not|yes or no|y/n|yes/no)[.! ]*$|(?<!know )(?<!idea )(?<!remember )(?<!recall )(?<!sure )(?<!matter )(?<!tell )(?<!say )(?<!some)\b(?:when|where|how|why|which one|what (?:now|next|then|else))[.! ]*$"
    r"|\b(?:ok(?:ay)?|alright|all right|fine) if (?:i|we)\b|\b(?:any chance|any idea (?:how|when|where|if|what)|do you know|wondering (?:if|how|where|when|whether)|(?:want|need|like) to know (?:if|how|where|when|what|why|whether)|tell me (?:if|how|where|when|what|whether))\b",
    re.IGNORECASE,
)

_TELLS = re.compile(r"(?:should (?:be|work|do)|can (?:see|read|finally|now|take|tap)) [^?？]*", re.IGNORECASE)
"""What is told without saying of whom: "should be ok now"."""
_AFTER_PERSON = re.compile(
    r"(?:怎么|还是|还|都|到底|你们|客服|人工|现在|喂|,|，| )*(?:没有?人|人呢|人去哪(?:里|儿)?了?|人在哪(?:里|儿)?|有没有人|有人(?=[吗没来在])|谁来|没谁)(?:来|理|管|接|回复?|搭理|处理|在|我|我们|啊|呀|吗|呢|了|没|,|，|。|!|！|\?|？| )*"
    r"|(?:(?:hello|hi|hey|still|why|is|are|there|so|but|and|ok|there's|theres|how come|has|did)[,?! ]+)*"
    r"(?:no ?body|no ?one|any ?body|any ?one|some ?one|(?:where|who) (?:are|is) (?:you|they|everyone|everybody)|where(?:'s|s) (?:everyone|everybody|my person|the person))"
    r"(?: (?:guys|lot|all|here|there|coming|answering|replying|answers|replies|helping|helps|come|came|yet|or not|is|has|on|to|me|us|at all|today|now))*[.!? ]*",
    re.IGNORECASE,
)
"""Asking after the person who was called: 人呢, "why is nobody here"."""
_PASSED_ON = re.compile(
    r"(?:有人|同事|你们)(?:到底|真的|已经)?(?:在|有没有|有)?(?:帮我|给我|替我)?(?:转|办|处理|跟进|问)(?:了|着|过去)?(?:没有?|吗|不)[啊呀呢?？。]*$|[转报递]上去(?:了)?(?:没有?|吗)[?？]*$"
    r"|\b(?:is|has|did) (?:some ?one|some ?body|any ?one|any ?body|a colleague|you)(?: (?:actually|already|really|now|been))* (?:pass(?:ing|ed)? (?:it|this|that|on|the)|been told|been asked|looking (?:at|into)|dealing with|working on|doing (?:it|that|this)|told (?:them|anyone)|asked (?:them|anyone))\b",
    re.IGNORECASE,
)
"""Asking whether it was passed on."""

_STATES = re.compile(
    r"(?:了|的|过)[啊呀吧呢。.!！]*$|\b(?:changed|did|was|were|had|has|been|got|one|it'?s|its)\b(?! (?:to|covered|allowed))", re.IGNORECASE
)
_KNOWS_NOT = re.compile(
    r"不(?:记得|知道|清楚|晓得|确定)|忘了|\b(?:don'?t|do not|cannot|can'?t) (?:know|remember|recall)\b|\bno idea\b|\bforgot\b",
    re.IGNORECASE,
)
_MAY_WAIT = re.compile(
    r"(?=.{0,24}(?:能|可以|行|要紧|有事|没事|碍事|[吗么嘛]|[?？]))(?:那|我们?|这个?|它|机器|就|可不可以|能不能|可以|可|能|是不是|先|暂时|这么|这样|一直|今天|现在|,|，| )*"
    r"(?:[放搁]着|[放搁]一[放搁下]|不[管弄修理动](?:它|了)?|别管(?:它|了)?|等等(?:再弄|再说)?|凑合(?:着?用)?|将就(?:着?用)?|拖(?:着|一拖|两天|几天))(?:它|不[管弄修动]|再说|先|[几两一三]天|一阵|到(?:明天|周末|下周|打烊|晚上|中午|忙完)|,|，| )*"
    r"(?:可不可以|行不行|要不要紧|有没有事|可以|行|成|要紧|有事|没事|碍事|会?不会坏)?(?:吗|么|嘛|不|吧|的)*[?？。]*"
    r"|(?:(?:so|and|but|ok|okay|well|then|sorry)[, ]+)*(?:(?:can|could|may|shall|should|do) (?:i|we)|is it (?:ok|okay|all right|alright|fine|safe|bad)(?: (?:to|if (?:i|we)))?) (?:just |simply )?(?:leave|ignore)(?: (?:it|this|that|things))(?: (?:alone|be|as it is|like (?:this|that)|there|here))?(?: (?:for now|for a (?:while|bit)|(?:for|till|until|over)\b.{1,24}))?[?.! ]*"
    r"|(?:(?:so|and|but|ok|okay|well|then|sorry)[, ]+)*(?:can|could|will|does) (?:it|this|that|the rest) (?:not )?(?:wait|have to be (?:now|today))(?: (?:for now|for a (?:while|bit)|(?:for|till|until|over)\b.{1,24}))?[?.! ]*",
    re.IGNORECASE,
)
"""Asking whether what is at hand may be left for a while."""
_IN_SHORT = {True: 8, False: 24}
_ASKED_FROM = {True: 3, False: 6}  # characters (has Chinese, has not); what is shorter asks nothing that could be told
_AT_LENGTH = {True: 24, False: 60}  # characters from which a question wants to know more than whether it can wait
_LIKELY = 0.6  # probability from which a question is rather of what it sounds like


@lru_cache(maxsize=256)
def asks(text: str) -> str:
    """when, for a question of time; how, for one of how a thing is done; question, for any other; nothing, for words that ask nothing."""
    said = text.strip()
    if _WHEN.search(said):
        return "when"
    if len(said) < _ASKED_FROM[has_han(said)] or not is_question(said):
        return ""
    return "how" if _HOW.search(said) else "question"


def is_after_person(text: str) -> bool:
    """Whether the words, where a person was called, only ask what has become of him."""
    return bool(_AFTER_PERSON.fullmatch(text.strip())) or bool(_PASSED_ON.search(text.strip()))


def asks_to_leave(text: str) -> bool:
    """Whether the words only ask if what is at hand may be left for a while."""
    return bool(_MAY_WAIT.fullmatch(text.strip()))


def asks_at_length(text: str) -> bool:
    """Whether the words ask at length: "can i use the old one and do this later, or does it have to be today"."""
    return len(text) > _AT_LENGTH[has_han(text)] and bool(asks(text))


@lru_cache(maxsize=256)
def is_question(text: str) -> bool:
    """Whether the words have the form of a question."""
    said = text.strip()
    return bool(_ASKS.search(said)) and not _TELLS.fullmatch(said)


def is_statement(text: str) -> bool:
    """Whether a few words have the form of something told: they ask for no answer, whatever they are near to."""
    said = text.strip()
    return bool(_STATES.search(said)) and len(said) <= _IN_SHORT[has_han(said)] and not asks(said)


def asks_of_step(text: str, state: State, knowledge: Knowledge, match: Match) -> bool:
    """Whether it is asked what a word of the open step means, or where something of it is found; not what a repair costs, nor where
    somebody or something else is.
    """
    if _KNOWS_NOT.search(text) and not text.rstrip().endswith(("?", "？")):
        return False  # 不记得哪年买的 asks nothing
    likely = match.decision is Decision.CLARIFY and match.candidates[0].score >= _LIKELY
    best = match.candidates[0].intent if match.candidates and (likely or match.decision is Decision.ACCEPT) else ""
    other = best in knowledge.intents and knowledge.intents[best].trouble and best != state.trouble and not likely
    return not (best in knowledge.answers or other) and bool(
        _WHICH.search(text.strip()) or (asks_where(text) and not _SOMEBODY.search(text))
    )


def asks_where(text: str) -> bool:
    """Whether it is asked where something is found."""
    return bool(_WHERE.search(text))
