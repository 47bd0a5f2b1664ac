"""What is wanted in a few words: charge it again, the other one first, a moment, no more questions, nothing any more. Decides nothing."""

from __future__ import annotations

import re

from bot.core.knowledge import OF_THE_TERMINAL, Knowledge, group_of, kind_of
from bot.core.state import Move, Question, State
from bot.core.understanding import Decision
from bot.understanding.answers.asking import asks_of_step, asks_to_leave, asks_where
from bot.understanding.matcher.joining import Match
from bot.understanding.talk.booking import books
from bot.understanding.talk.taking_again import takes_again
from bot.understanding.talk.too_hard import TOO_HARD, is_too_hard
from bot.understanding.text.clauses import DENIAL

_INSISTS = re.compile(
    r"(?:一分|一毛|一块|一点|一次|一笔|一下|这次|这回|少点)钱?.{0,4}(?:也|都)(?:不|没)|真(?:的)?(?:不(?:行|能|可以|让|给)|没(?:有)?(?:办法|别的))|就(?:这|破例)?(?:这|一)[次回笔]|就(?:刷|收|付|扫|试|弄|来|退)?(?:个)?(?:[一几两二三五十百]{1,3}|\d{1,3})(?:块|元|分|毛|笔|次|下|点)|通融|破(?:个|一次)?例"
    r"|行行好|求(?:你|您|求)|拜托|帮(?:个|一下|帮)忙|为(?:什么|啥)(?:就)?(?:不|会)|凭(?:什么|啥)|(?:别人|别家|人家|以前|之前|上次|我朋友).{0,8}(?:都|可以|能|行)|(?:不会|没)(?:有)?(?:人|谁)?(?:查|发现|知道|管)"
    r"|^(?:那)?(?:真|就)?(?:不行|不能|不可以|不让)(?:吗|么|啊|嘛|呀|吧)?[?？。!！]*$|我(?:偏|就)要|非(?:要|得)"
    r"|\bnot even\b|\bjust (?:the |this )?(?:once|one|this time|a (?:little|small|tiny|few|penny|pound|quid|dollar|euro|cent))\b|\b(?:come on|pretty please|i beg|begging)\b|^(?:but |and |so )?why(?: not| cant i| can'?t (?:i|we))?\b|\breally\?|\bseriously\b"
    r"|\bno (?:way|exceptions?)\b|\bthis once\b|\bone time\b|\bare you sure\b|\b(?:everyone|everybody|others?|the shop next door)(?: else)? (?:does|do|can)\b|\bno ?(?:body|one) (?:will|would|'ll|is going to)? ?(?:know|notice|check|care)"
    r"|\b(?:before|last time|used to)\b.{0,20}\b(?:could|can|allowed|worked|fine|ok)\b|^(?:please|pls)[.!]*$|\bmake an exception\b|\bwho cares\b|\bit'?s my (?:money|card|shop)\b|\b(?:cant|can'?t) (?:i|you|we)\b",
    re.IGNORECASE,
)
"""Asking once more for what was refused."""

_THAT_FIRST = re.compile(
    r"先(?:弄|看|说|处理|解决|搞|管|查|帮我弄|帮我看)(?:一下)?(?:那个|这个|后面|后一个|第二个|扣款|扣钱|退款|钱的?|那件|这件)"
    r"|^(?:好的?|那)?[,， ]*那.{1,8}[呢呐][?？]?$|^.{1,6}(?:那个|那边|那件|的事)[呢呐][?？]?$|^(?:ok(?:ay)?|so|and|but)?[, ]*(?:what|how) about (?:the|my|that)\b.{1,24}$"
    r"|^(?:那|还有|然后|再|先|来|就|好的?|行|嗯|[说讲聊看弄]|处理|解决|,|，| )*(?!一样|同样|就?是)(?P<zh>[^说讲聊看弄,， ].{0,3})(?:的事|那事|的问题|那边)[呢吧啊]?[。!！]*$"
    r"|^[ ,]*(?:(?:and|now|so|ok(?:ay)?|yes|yeah|sure|then|back to|lets|let's|do|look at|sort(?: out)?|fix|talk about|go to)[ ,]+)*(?:the|that|my) (?P<en>(?!same|other)\w+(?: \w+)?) (?:thing|issue|problem|bit)(?: then| now| please)?[.?!]*$"
    r"|\b(?:that|this|the other|the second)(?: one| thing| problem)? first\b|\b(?:do|fix|sort|look at) (?:that|this|the other one) (?:one )?(?:first|now)\b",
    re.IGNORECASE,
)
"""Wanting the trouble that was noted for later."""

_BACK_TO = re.compile(
    r"^(?:等下?|等一下|不对?|算了|那|先|就|我们?|,|，| )*(?:还是(?:先?[看弄说修查])?|回到|回去[看弄说修查]|再回去?[看弄说修查])(?P<zh>[^,，。!！?？不没吧]{1,8}?)(?:吧|的?问题|那边|那个|先)*[。!！]*$"
    r"|^(?:(?:ok(?:ay)?|no|wait|actually|sorry|hang on|oh|well|and|then|now|lets|let's|can we|go|i want)[ ,.]+)*(?:(?:back|return) to (?:the |my |that )?(?P<to>\w+(?: \w+)?)|(?:the|my|that) (?P<again>\w+(?: \w+)?)(?= again| instead))(?: (?:again|instead|please|now|first|thing|problem))*[.!]*$",
    re.IGNORECASE,
)
"""Wanting that of two which was told before after all: "wait no the printer again"."""

_NAMED_FIRST = re.compile(
    r"先(?:弄|看|说|处理|解决|搞|管|查|修|帮我[弄看修])(?:一下|下|看)?(?P<zh>[^,，。!！?？]{1,8}?)(?:吧|的?问题|这边|那边|先|啊|呀)*$"
    r"|\b(?:do|fix|sort|look at|start with|help with|deal with)? ?(?:the |my )?(?P<en>\w+(?: \w+)?)(?: (?:thing|problem|issue|bit|one))? first\b"
    r"|\bstart with (?:the |my )?(?P<start>\w+(?: \w+)?)",
    re.IGNORECASE,
)
"""Wanting something that is named before the trouble at hand."""

_NOT_FIRST = re.compile(
    r"[，,。！!;； ]*(?:而?不是|别|不要)(?:先|让我)*(?:弄|看|搞|修|管|说|查)[^,，。!！]{0,8}|[,.!; ]*\bnot the \w+(?: \w+)?(?=[.!]*$)",
    re.IGNORECASE,
)
"""What shall not come first: 先弄网络！不是先弄纸."""

_LOOK_AT = re.compile(
    r"^(?:嗯|好的?|行|可以|ok|那|就|还是|再|,|，| )*(?:看|弄|说|处理|解决|搞|管|查|修)(?:一下|下|看)?(?P<zh>(?![吧啊呀嘛看下一])[^,，。!！?？]{1,8}?)(?:吧|的?问题|这边|那边|先|啊|呀)*[。!！]*$"
    r"|^(?:(?:yes|yeah|ok(?:ay)?|sure|no|please|just|well)[, ]+)*(?:do|fix|sort|check|look at|help with|deal with) (?:the |my )?(?P<en>\w+(?: \w+)?)(?: (?:thing|problem|issue|bit))?(?: (?:instead|please|again))*[.!]*$",
    re.IGNORECASE,
)
"""Naming what shall be looked at, where it is asked whether something else is: 嗯看下扫码."""

_THING = re.compile(r" (?:thing|problem|issue|bit|one)$", re.IGNORECASE)
_WRONG = re.compile(
    r"not (?:the |my )?\w+, ?(?:but |it'?s )?(?=(?:the|my) \w+(?: \w+)?[.!]*$)|(?:不对|说错了?|我说错了?|搞错了?|弄错了?|不是这个|不好意思[,，]?(?:说错|搞错))[,，。 ]?(?:了|应该)?是?|(?:oh |no |wrong (?:one|machine|thing|device)[,. ]+)*(?:sorry|no wait|oops|my mistake|scratch that)[, ]+(?:i meant?|its?|it's|the)\b|(?:(?:actually|no|wait|oh|well|hang on)[,.]? )*i meant?\b",
    re.IGNORECASE,
)
"""That the trouble at hand was told wrongly, and another is meant."""
_SERIAL = re.compile(r"序列号|机身号|\bsn\b|s/n|\bserial\b", re.IGNORECASE)

_SKIP = re.compile(
    r"(?:我|真|也|都|是)*不会(?:弄|搞|用|操作|做|换|装|拆)?(?:这个|那个|呀|啊|的|吧|了|嘛)*[。!！]*|(?:先)?(?:跳过|略过|过)(?:吧|这步|这个|这题|这一步)?[。!！]*|下一(?:步|个|题)(?:吧)?[。!！]*|(?:just )?skip(?: (?:it|this|that|this one|that one))?[.!]*|pass[.!]*|next(?: one)?[.!]*",
    re.IGNORECASE,
)
"""Passing over what is asked."""

_DROP = re.compile(
    r"(?:那|哎|唉|嗯|哦|行吧?|好吧?|我|就|还是|,|，| )*(?:算了|不想?[弄搞查修管](?:它|了)+|先不[弄搞查修管]了?|先这样)(?:吧|我自己(?:来|弄|搞|修|看看?)|算了|不[弄搞查修管]了|先这样|,|，| |。|!|！)*"
    r"|(?:ok(?:ay)?|oh|well|ah|nah|no|then|just|,| )*(?:never ?mind|nvm|forget (?:it|about it)|leave it(?: there| at that)?|don'?t bother|doesn'?t matter|drop it|not bothered)(?: then| now| thanks| for now| i'?ll (?:do|fix|sort|try) it (?:myself|ourselves)|,| )*[.!]*",
    re.IGNORECASE,
)
"""Wanting to leave it at that."""

CALLS_OFF = re.compile(
    r"(?:那|还是|就|算了|,|，| )*(?:取消|不要|不弄|删掉?|停掉?|撤掉?)(?:它|这[个条]|那[个条])?(?:吧|了)*[。!！]*"
    r"|(?:ok(?:ay)?|no|just|please|actually|then|,| )*(?:cancel|drop|delete|scrap|remove|stop)(?: it| that| this| this one| that one)?(?:,? (?:then|please|instead|thanks))*[.!]*",
    re.IGNORECASE,
)
"""Calling off what is talked about, which is no ticket where it is a plan or a reminder."""

_ENOUGH = re.compile(
    r"(?:别|不要|不用|甭|少)(?:再|老|总)?问(?:了|东问西|来问去|我)|问(?:这么|那么|得?太)多|(?:怎么|咋)?(?:这么|那么|好|太|真)多(?:的)?问题|问题(?:怎么|咋)?(?:这么|那么|真|太|好)多|问(?:个)?没完|问完了?没|还要问多少|废话(?:这么|太)?多|少废话|别(?:再)?啰嗦"
    r"|\bstop asking\b|\b(?:no more|any more|enough|too many|stop (?:with )?(?:the|your|all these)) questions\b|\b(?:so|too|how) many questions\b|\bquit asking\b|\bdon'?t ask (?:me )?(?:any ?more|anything)\b|\b(?:how many more|(?:so|this) many) questions\b",
    re.IGNORECASE,
)
"""Wanting to be asked no more."""

_ASKED_BEFORE = re.compile(
    r"(?:你们?|您|刚才?|已经|不是|都|又|怎么|为什么|干嘛|老是?|总是?|,|，| )*(?:问过了?|问了好?几[遍次]了?|重复问|问重复了?|问(?:一样|同样|同一个|重复)的?(?:问题)?)(?:一?遍|吗|么|啊|呀|吧|了|的)*[?？。.!！]*"
    r"|(?:but |you(?:'ve| have)? |already |just |only )*asked (?:me )?(?:that|this|it|the same (?:thing|question)s?)(?: already| before| twice| again| just now)*[?.!]*"
    r"|(?:but |why |do |are |must |you |have |to |keep |still |always )*ask(?:ing)? (?:me )?the same (?:thing|question)s?(?: again| over and over)*[?.!]*",
    re.IGNORECASE,
)
"""That the open question was asked already."""

_HOLD = re.compile(
    r"(?:我|那|先|再|让我|容我|,|，| )*(?:想想|想一想|考虑考虑|考虑一下|考虑下|商量商量|商量一下|商量下)(?:吧|再说|看|先)*[。.!！]*|(?:(?:ok|okay|hmm|well|no|i'?ll|let me|i need to|i have to|need to|have to|we'?ll)[, ]+)*(?:think about it|think it over|sleep on it|have a think|talk to my \w+)(?: first)?[.! ]*|(?:.{0,6}[ ,，])?(?:请|您|你|先|那|我)*(?:等(?:一?[下会]儿?|着|等)?|稍等(?:一?[下会]儿?)?|稍候)(?:[ ,，]*(?:先|来|有|在|正|我)*(?:忙|客人|顾客|人|排队|看看|问问|接个?电话|去问))*[了呢嘞哈啊吧呀。.!！~]*"
    r"|(?:(?:ok|okay|sure|yes|yeah|driving|busy|sorry|bro|mate|boss)[,. ]+)*(?:hang on|hold on|one (?:sec|second|moment|min|minute)|just a (?:sec|second|moment|min|minute)|(?:give me|gimme) (?:a|one) (?:sec|second|moment|min|minute)|bear with(?: me)?|brb|wait)"
    r"(?:[,. ]+(?:got|a|an|the|i|ive|i've|i'll|ill|shall|will|have|to|there|theres|there's|is|are|customers?|queue|line|people|someone|serving|ask|check|look|bro|boss|mate|please|pls|then|for|me|my|him|her|them|now|busy|driving|in|one|sec|min))*[.!~ ]*"
    r"|.{3,60}[,.] ?(?:give me|gimme) (?:a|one) (?:sec|second|moment|min|minute)[.! ]*",
    re.IGNORECASE,
)
"""Asking to wait a moment."""

_ABOUT_TO = re.compile(
    r"(?:那|好的?|行|嗯|哦|,|，| )*(?:我|我们)(?:就|先|去|再|来|这就|马上|现在)*(?:插|换|试|按|擦|装|充|放|找|拿|看|量)(?![了过不没完])[^了过不没,，?？吗么]{0,8}[。!！]*"
    r"|(?:(?:ok|okay|right|so|well|fine|then|yes)[,. ]+)*(?:let me|i'?ll|i will|i'?m going to|im gonna|gonna)(?: just| go| quickly| now)* (?:try|plug|check|look|swap|find|get|grab|move|put)(?: \w+){0,6}[.! ]*",
    re.IGNORECASE,
)
"""Telling what will be done at the step, of which nothing has come yet: 那我插墙上, "let me try the wall socket"."""

_RESUMES = re.compile(
    r".{0,8}(?:[说聊弄做查讲]到(?:哪[里儿]?(?:一步)?|第几步)|刚才?(?:问|说)(?:的|到)?(?:是)?(?:什么|啥))(?:了|来着|啊|呢)*[?？。]*"
    r"|(?:(?:ok|okay|right|so|now|im|i'm|back|sorry|hi|hello|again)[,. ]+)*(?:where were we|what was it(?: again)?|where did we (?:get to|stop|leave off)|what was (?:the|your) question|what did you (?:ask|want to know)|what do you need again)(?: again| then| now)?[?. ]*",
    re.IGNORECASE,
)
"""Asking where it stood."""

INSISTS, DROP, ASKED_BEFORE, HOLD, RESUMES = "insists", "drop", "asked_before", "hold", "resumes"

_IS_NORMAL = re.compile(
    r"(?:那|这样|这个|这|那个)*(?:是|算|属于)?正常(?:的|现象)?(?:吗|么|嘛|不)[?？]*|(?:那)?(?:能不能|可不可以|能|可以)(?:把)?(?:关掉|关了|取消)(?:这个|它的?|那个)*(?:功能|重启)(?:吗|么)?[?？]*"
    r"|(?:and |so |but )?is (?:that|this|it) (?:even |really )?(?:normal|ok|supposed to (?:happen|do that|be)|meant to (?:happen|do that))[?! ]*"
    r"|你?们?(?:为什么|为啥|干嘛|干吗)要?问我?这[个些][?？啊呀呢]*|(?:and |but )?why (?:are|r|do) (?:you|u) (?:keep )?(?:ask(?:ing)?|need to know)(?: me)?(?: (?:this|that|all this|these))?[?. ]*",
    re.IGNORECASE,
)
"""Asking whether what is at hand is as it should be, or why it is asked."""
_PAPERS = re.compile(
    r"(?:那|我|都|还)*(?:需要|要|得|准备|带|交)*(?:什么|哪些|啥)(?:材料|资料|证件|文件|东西|手续)[呢啊呀？?]*|(?:为什么|怎么|干嘛|干吗)(?:还|都)?(?:要|得)(?:填|交|带)(?:这么多|那么多)?(?:表|材料|资料|证件)[啊呀呢？?]*"
    r"|(?:and |so )?(?:what|which) (?:documents?|papers?|paperwork|forms?|id|proof)(?: exactly)?(?: (?:do|will|would|should) (?:i|you|they|we)(?: all)? (?:need|want|have to|bring|send)(?: to (?:bring|send|show|fill in))?)?[? ]*|why (?:all|so much|so many|do i need)(?: of)? ?(?:the|these|this)? ?(?:forms?|papers?|paperwork|documents?)[? ]*",
    re.IGNORECASE,
)
"""Asking which papers are needed, and why."""
_PAPERED = ("account.", "settlement.hold")
_WIPING = re.compile(r"出厂|重置|清空|清除|格式化|\b(?:factory|reset\w*|wip(?:e|ing)|format\w*|clear\w*|delet\w*)\b", re.IGNORECASE)
_BY_FORM = ((ASKED_BEFORE, _ASKED_BEFORE), (RESUMES, _RESUMES), ("explain", _IS_NORMAL))
_SHORTEST = 6  # characters; what is shorter tells nothing
_AT_LENGTH = 60  # characters; who insists says it shortly


def wanted(text: str, state: State) -> str | None:
    """Whether the payment may be taken once more, what was refused is asked for again, or the trouble that was noted for later
    is to come first.
    """
    if (state.trouble or state.place is None) and takes_again(text):
        return "charge_again"
    if state.refused and len(text) <= _AT_LENGTH and _INSISTS.search(text.strip()):
        return INSISTS
    return "noted_first" if waiting(state) and _THAT_FIRST.search(text) else None


def holds(text: str) -> bool:
    """Whether a moment is asked for, and nothing else is said."""
    return bool(_HOLD.fullmatch(text.strip()))


def _waits(said: str, state: State, knowledge: Knowledge) -> bool:
    """Whether it is asked amid a trouble if it may be left for a while, or told what will be done now."""
    return (state.place is not None and asks_to_leave(said)) or _is_about_to(said, state, knowledge)


def _is_about_to(said: str, state: State, knowledge: Knowledge) -> bool:
    """Whether it is told, amid a trouble of the terminal, what will be done now. Danger and what is taken again are no such deeds."""
    harmless = group_of(state.trouble) in OF_THE_TERMINAL and not knowledge.is_safety(state.trouble) and not takes_again(said)
    return harmless and state.place is not None and bool(_ABOUT_TO.fullmatch(said)) and not _WIPING.search(said)


def named_first(text: str, state: State) -> str:
    """What shall come first, in the words of the merchant; empty where nothing is named. Where something waits, 换卡的事 names it as
    well; where it is asked whether that is taken up, so does 看下扫码.
    """
    forms = (_NAMED_FIRST, *((_THAT_FIRST, _BACK_TO) if waiting(state) else ()), *((_LOOK_AT,) if offered_next(state) else ()))
    said = _NOT_FIRST.sub("", text).strip(" 。！!.") or text.strip()
    names = (name for form in forms if (found := form.search(said)) for name in found.groups() if name)
    return _THING.sub("", next(names, "")).strip()


def is_named_again(name: str, state: State) -> bool:
    """Whether the trouble that waits was told in that word: 先说卡吧, after 换结算银行卡."""
    told = " ".join(state.words).casefold()
    return bool(name) and len(waiting(state)) == 1 and _holds(told, name.casefold())


def _holds(told: str, name: str) -> bool:
    """Whether it was told in that word: in Chinese a part of a word is one."""
    return bool(re.search(rf"\b{re.escape(name)}\b", told)) if name.isascii() else name in told


def waiting(state: State) -> tuple[str, ...]:
    """What was noted for later, and that of which it is asked whether it is taken up now."""
    return (*state.noted, *([asked] if (asked := offered_next(state)) else []))


def offered_next(state: State) -> str:
    """That of which it is asked, with nothing at hand, whether it is taken up now."""
    asked = state.question.offer("yes") if state.question and state.place is None else None
    return asked.to if asked is not None and asked.move is Move.START else ""


def corrects(text: str, state: State, match: Match) -> bool:
    """Whether the words deny the trouble at hand, or one of its kind, and name another."""
    denied = match.denied if match.denied and match.candidates and match.denied != match.candidates[0].intent else ""
    of_its_kind = bool(denied) and group_of(denied) == group_of(state.trouble)
    return bool(state.trouble) and (of_its_kind or bool(_WRONG.match(text.strip())))


def meant(text: str) -> str:
    """The words without "sorry, I meant …": what is meant is told after it."""
    rest = _WRONG.sub("", text.strip(), count=1) if _WRONG.match(text.strip()) else ""
    return rest.strip(" ,，。.:：") if len(rest.strip()) >= _SHORTEST else text


def sought(text: str, state: State, knowledge: Knowledge, match: Match) -> str | None:
    """Asking where the serial number or an awaited fact is found, wanting no more questions, and wanting the repair, where
    something is open.
    """
    said = text.strip()
    wish = "visit" if books(said) and not _names_another(match, knowledge) else None
    of_plan = state.place is not None and group_of(state.place.flow) == "maintenance"
    if (state.place or state.trouble or state.called or state.question) and (
        _DROP.fullmatch(said) or _dropped_last(said) or (of_plan and CALLS_OFF.fullmatch(said))
    ):
        wish = DROP
    told = state.place or state.given or state.words
    wish = wish or (TOO_HARD if told and is_too_hard(said) and not _is_of_another(match, state, knowledge) else None)
    wish = wish or (HOLD if state.question and (holds(said) or _waits(said, state, knowledge)) else None)
    if wish or not state.place:
        return wish
    if state.question and (passed := _passed(said, state.question)):
        return passed
    forms = (*_BY_FORM, ("explain", _PAPERS)) if state.place.flow.startswith(_PAPERED) else _BY_FORM
    if found := next((act for act, form in forms if form.fullmatch(said)), None):
        return found
    if _ENOUGH.search(said) and not _names_another(match, knowledge):
        return "enough"
    if asks_where(text) and _SERIAL.search(text):
        return "where_serial"
    return "explain" if state.question and asks_of_step(text, state, knowledge, match) else None


_LONGEST_REASON = 8  # characters before 那算了 that say why
_LEAVES = re.compile(r"(?P<why>.{1,40}?)[,，。 ]+(?P<drop>.{2,12})")


_DROPPED_FIRST = re.compile(
    r"(?:那|唉|哎|嗯|哦|行吧?)*(?:算了|不修了)[,，。 ]*(?:我|自己|还是|直接|就|去)*(?:买|换|租)(?:个|一?台)?新的?.{0,4}|(?:ok |oh |well |then )*(?:forget it|never ?mind|leave it|don'?t bother)[,. ]+(?:i'?ll |ill |we'?ll |i will |i'm going to )(?:just |rather )?(?:buy|get|order) (?:a )?(?:new|another)(?: one| terminal| machine)?[.! ]*",
    re.IGNORECASE,
)
"""That it is left, and another will be bought."""


def _dropped_last(said: str) -> bool:
    """Whether a few words say why, and then that it is left: 哦周一到 那算了. What does not work is not left for that."""
    if _DROPPED_FIRST.fullmatch(said):
        return True
    found = _LEAVES.fullmatch(said)
    return (
        found is not None
        and len(found["why"]) <= _LONGEST_REASON
        and bool(_DROP.fullmatch(found["drop"]))
        and not DENIAL.search(found["why"])
    )


def _passed(said: str, question: Question) -> str | None:
    """What is not answered is passed over."""
    return "cannot" if _SKIP.fullmatch(said) and not question.offer("skip") else None


def _is_of_another(match: Match, state: State, knowledge: Knowledge) -> bool:
    """Whether the words surely name another kind of trouble than the one at hand."""
    best = match.candidates[0].intent if match.candidates and match.decision is Decision.ACCEPT else ""
    return best in knowledge.intents and knowledge.intents[best].trouble and kind_of(best) != kind_of(state.trouble)


def _names_another(match: Match, knowledge: Knowledge) -> bool:
    """Whether the words surely name something else than a repair."""
    best = match.candidates[0].intent if match.candidates and match.decision is Decision.ACCEPT else ""
    return best in knowledge.intents and not best.startswith(("repair.", "conversation.", "handoff."))
