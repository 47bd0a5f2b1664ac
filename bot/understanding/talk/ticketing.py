"""A ticket's reference said alone, where nothing else is open: its merchant wants to know how it goes."""

from __future__ import annotations

import re

from bot.core.knowledge import group_of
from bot.core.state import State
from bot.core.understanding import Decision, Field
from bot.understanding.facts.places import windows
from bot.understanding.matcher.joining import Match

TICKET, UPDATE = "ticket.status", "ticket.update"
"""What is wanted of a ticket that is only named; and where something is to be told for it."""
BUSINESS = "account.change_info"
"""What an address is of, where no ticket is open."""
_REFERENCE = re.compile(
    r"(?:我的|工单|单号|编号|是|号|my|the|ticket|case|reference|ref|number|no\.?|is|it'?s|[\s:：#])*(?P<ref>\d{3,6}-\d{1,4})(?:呢|号|怎么样了?|到哪了?)*[\s.。!！?？]*",
    re.IGNORECASE,
)


_OF_THE_VISIT = re.compile(
    r"(?:(?:到时候?|那天|这次|明天|今天|师傅|你们|他|她|人|派)*(?:谁|哪位|哪个|什么人)(?:师傅)?(?:过?来|上门|要来)?|(?:来|上门)的(?:人|师傅)?是?(?:谁|哪位|哪个|哪个师傅)|师傅(?:贵姓|姓什么|叫什么|是谁|是哪位)(?:名字)?"
    r"|(?:上门|验证|核对)?(?:上门码|核对码|验证码|码)(?:是)?(?:多少|几|什么|忘了|没了)|(?:师傅|你们|他们?|人)?(?:到底)?(?:什么时候|啥时候|几点|哪天|多久)(?:能|会)?(?:过来|来|到|上门)|(?:约|上门)(?:的)?(?:是)?(?:什么时候|几点|哪天|时间))"
    r"(?:啊|呢|呀|了|来着|的)*[?？。!！]*"
    r"|(?:so |and |ok |please |hi |sorry )*(?:who(?:'?s| is| will be)? (?:coming|it be|visiting|the (?:technician|engineer|visitor))|who comes|what(?:'?s| is) (?:the|my) (?:visit(?:ing)? )?code|(?:the )?visit code(?: please)?"
    r"|(?:when|what time|what day) (?:is|are|will|do|does) (?:you|they|he|she|it|the (?:technician|engineer|visit|appointment)|somebody|someone)(?: be)?(?: coming| come| here| arrive| arriving)?(?: again)?)[?.!]*",
    re.IGNORECASE,
)
"""Who comes for a visit, when, and with which code."""


_COMES = re.compile(
    r"来|到|上门|派|\b(?:com(?:e|es|ing)|came|arriv(?:e|es|ed|ing)|turn(?:ed|ing)? up|show(?:ed|ing)? up|visit|appointment|here|still on|sen[dt]|on (?:his|the|their) way)\b"
)
_OF_COMING = re.compile(
    r"大概|大约|到底|请问|你好|您好|那个?|我的|单子|工单|报修|维修|修理|修机器|修|你们?|您|他们?|她|师傅|工程师|技术员?|员工?|的人|有人|人|谁|哪位|会|还|能|可以|是|今[天晚]|明[天早晚]|大?后天|上午|下午|早上|中午|晚上"
    r"|下?个?(?:周|星期|礼拜)[一二三四五六日天末]|什么时候|啥时候?|何时|几点钟?|哪天|多久|几号|左右|才|就|过来|上门|来|到|不|没有?|吗|么|嘛|呢|啊|呀|了|吧|的|时间|着|派|怎么"
    r"|\b(?:so|and|ok|okay|please|pls|hi|hello|hey|sorry|but|is|are|will|does|do|did|has|have|was|isn'?t|hasn'?t|he'?s|he|she|they|you|u|someone|somebody|anyone|anybody|nobody|no one|one|the|a|an|your|my|our|technician|tech|engineer|guy|man|bloke|person|repair(?:man)?|visit|appointment"
    r"|still|come|coming|comes|came|arrive|arriving|arrives|arrived|here|there|today|tomorrow|tonight|this|morning|afternoon|evening|week|(?:mon|tues|wednes|thurs|fri|satur|sun)day|on|at|in|what|whats|what's|when|whens|when's|time|which|day|who|who's|about|roughly|be|been|getting|get|turn|turned|turning|show|showed|showing|up|round|out|over"
    r"|actually|exactly|supposed|meant|due|to|or|not|for|then|yet|going|gonna|way|his|their|how|long|until|till|sent|sending|send|happening)\b",
    re.IGNORECASE,
)
"""All that is said of whether somebody comes, and when: what is left says something else."""
_ASKS_WHEN = re.compile(
    r"什么时候|啥时候?|何时|几点|哪天|多久|几号|谁|哪位|\b(?:when|what time|what day|which day|who|how long)", re.IGNORECASE
)
_ASKS_WHETHER = re.compile(
    r"来不来|到不到|是不是|来是?不$|[吗么?？]|没(?:有)?(?:来|到|人)|不来了|^(?:(?:so|and|ok|okay|please|hi|hello|hey|sorry|but)[, ]+)*(?:is|are|will|does|do|did|has|have|isn'?t|hasn'?t)\b|\b(?:nobody|no one|not (?:here|come|there|arrived))\b",
    re.IGNORECASE,
)
_MAY = re.compile(r"能不能|能|可不可以|可以|\b(?:can|could)\b", re.IGNORECASE)
"""明天能来吗 wishes for a time."""


def _asks_of_coming(text: str) -> bool:
    """Whether it is asked, and nothing else, if somebody comes, and when: 师傅明天来不来, "is he still coming tomorrow"."""
    said = text.strip().casefold()
    asks = _ASKS_WHEN.search(said) or (_ASKS_WHETHER.search(said) and not _MAY.search(said))
    return bool(asks) and _is_of_coming(said)


def _is_of_coming(said: str) -> bool:
    """Whether nothing else is spoken of than that somebody comes."""
    return bool(_COMES.search(said)) and not any(sign.isalnum() for sign in _OF_COMING.sub("", said))


def _wishes_for(text: str) -> bool:
    """Whether it is wished that somebody comes at a time: 明天能来吗, "can you come friday"."""
    said = text.strip().casefold()
    return (
        bool(_MAY.search(said)) and not _ASKS_WHEN.search(said) and _is_of_coming(_MAY.sub("", said)) and any(windows(said, waiting=True))
    )


_ADDRESS = re.compile(r"地址|\baddress\b", re.IGNORECASE)
_NEW_NUMBER = re.compile(
    r"(?:电话|手机号?|号码|号)(?:也|都)?(?:换|改|变|错)|[换改]了?个?(?:新的?)?(?:电话|手机号|号码|号)|\b(?:new|another|different|wrong|change[ds]?|changing|the|my) (?:my |the |our )?(?:mobile |phone |cell |contact )?(?:number|phone|mobile)\b",
    re.IGNORECASE,
)
_OF_THE_BUSINESS = re.compile(
    r"登录|登陆|验证码|密码|短信|绑定|银行|卡|\b(?:log ?in|password|code|text message|sms|bank|card|serial|model|sim|app)\b|营业|注册|执照|工商|商户|法人|账户|账单|结算|公司|搬|新店|分店|资料|\b(?:business|registered|company|legal|trading|account|billing|e-?mail|details|profile|moved|moving|branch|website|ip)\b",
    re.IGNORECASE,
)


def is_of_address(text: str, state: State) -> bool:
    """Whether an address or a number is to be another, where a ticket is open and nothing else: of the visit, unless the business is
    named.
    """
    reached = _ADDRESS.search(text) or _NEW_NUMBER.search(text)
    return _is_free(state) and _has_open(state) and bool(reached) and not _OF_THE_BUSINESS.search(text)


_CHANGED = re.compile(
    r"(?:(?:actually|sorry|wait|hang on|oh|no|ok|hi|please|pls|can|could|would|you|we|i|just|need to|want to|lets|let's|better|rather)[,. ]+)*"
    r"(?:(?:make|change|move|switch|push|shift|swap) (?:it|that|this|the (?:visit|time|appointment|day|booking|technician))\b|(?:that'?s the |i gave (?:you )?the |the )?wrong (?:phone |mobile )?(?:number|phone|time|day)\b)"
    r"|(?:不好意思|等等|等下|哦|那|我|刚才|刚刚|还是|能不能|麻烦|请|帮我|,|，| )*(?:(?:电话|号码|手机号?|时间|日子|上门时间)(?:给|写|报|说|留|填)?错|改(?:[成到约为]|(?=大?[后明]天|下?个?(?:周|星期|礼拜)|[上下]午|早上|晚上|\d))|换[成到个]|挪到|推到|提前到|延到)",
    re.IGNORECASE,
)
"""How words begin that have something of a ticket changed: "actually make it friday", 号码写错了."""


_ANOTHER_TIME = re.compile(
    r"(?:不好意思|那|我|想|要|能不能|可以|帮我|请|麻烦|,|，| )*(?:[换改]个?(?:别的)?(?:时间|日子|一天)|另约(?:时间)?|改期|(?:电话|手机号?|号码)(?:也|都)?(?:换|改|变)了)(?:吧|吗|行吗|可以吗|了)*[?？。!！]*"
    r"|(?:(?:sorry|ok|please|pls|can|could|i|we|need|want|have|get|pick|choose|for|an?|the)[,. ]+)*(?:another|a different|different|a new|new) (?:time|day|slot|date)(?: please| pls| instead)*[.!?]*",
    re.IGNORECASE,
)
"""That the time, or the number, is to be another one, which is not named."""


def is_change(text: str, state: State) -> bool:
    """Whether something told is to be another, where one ticket is open and nothing else."""
    free = _is_free(state) and sum(ticket.is_open for ticket in state.tickets) == 1
    return free and bool(_CHANGED.match(text.strip()) or _ANOTHER_TIME.fullmatch(text.strip()) or _wishes_for(text))


def is_of_open_ticket(state: State, match: Match) -> bool:
    """Whether the words surely change a ticket that is open: a time in them is the visit's."""
    return _is_free(state) and _has_open(state) and match.decision is Decision.ACCEPT and match.candidates[0].intent == UPDATE


_OF_WHAT = (
    ("change_window", re.compile(r"时间|日子|改期|另约|\b(?:time|day|date|slot|appointment|reschedul\w*)\b", re.IGNORECASE)),
    ("change_address", _ADDRESS),
    ("change_contact", re.compile(r"电话|手机|号码|\b(?:phone|mobile|contact|number)\b(?! of)", re.IGNORECASE)),
)


def change_of(text: str, match: Match) -> str:
    """Which one thing of a ticket is to be changed, where the words name it; empty where they name none or several."""
    surely = match.decision is Decision.ACCEPT and match.candidates[0].intent == UPDATE
    named = [act for act, words in _OF_WHAT if words.search(text)] if surely else []
    return named[0] if len(named) == 1 else ""


def is_of_visit(text: str, state: State) -> bool:
    """Whether it is asked of the visit that is booked, or when one comes for what is filed, where nothing else is open; or what stands on
    the ticket.
    """
    booked = any(ticket.status == "scheduled" and ticket.visit.get("window") for ticket in state.tickets)
    filed = _has_open(state) and len(text) <= _READ_AT_MOST
    if filed and _READ_BACK.fullmatch(text) and (_is_free(state) or _has_same(state)):
        return True
    if filed and (_is_free(state) or state.is_awaiting) and _ORDERED.fullmatch(text) and _SENDS.search(text):
        return True
    return _is_free(state) and ((booked and bool(_OF_THE_VISIT.fullmatch(text))) or (_has_open(state) and _asks_of_coming(text)))


_ORDERED = re.compile(
    r".*\b(?:did|have|has|are|is|was|were|when|where|wheres|where's|any (?:news|update|word)|still waiting|what happened)\b(?!.*\b(?:out|through|jam|print|stuck|crooked|blank|how)\b)[^?]*\b(?:my|the|our|those|these|some)\b (?:\w+ ){0,3}?(?:rolls?|paper|order|parcel|package|delivery|sim(?: card)?|charger|cable|spare|replacement|new (?:machine|terminal|battery))\b.*"
    r"|.*(?:纸|卷|货|订单|快递|包裹|配件|充电器|新电池|流量卡|新机|订的|要的|买的)[^。?？]{0,8}(?:(?:发|寄|送|下单)(?:了|过|出|货|来)*(?:没|吗|不|呢)|(?:什么时候|啥时候?|几时|哪天|几号|多久)[^。?？]{0,4}(?:发|寄|送|到)|(?:有没有|有|没)(?:消息|下文|音信|动静|进展)|到哪|到了?[没吗])(?!.*(?:打印|卡住|出来)).*",
    re.IGNORECASE | re.DOTALL,
)
_SENDS = re.compile(
    r"\b(?:send|sent|sending|ship\w*|dispatch\w*|order(?:ed)?|arriv\w*|deliver\w*|coming|on (?:its|the|their) way|where(?:'?s)?|news|update|word|waiting|happened)\b|[\u4e00-\u9fff]",
    re.IGNORECASE,
)
"""It is asked what became of what a colleague was to see to: "did you send my rolls", 纸发了没."""
_READ_AT_MOST = 80
_READ_BACK = re.compile(
    r"(?=.*(?:地址|电话|手机|号码|联系人|名字|时间|资料|信息))(?=.*(?:登记|留|写|记|填|报|存|单子?上|工单上|单子里|你们(?:那|这)?(?:边|里)?有))(?=.*(?:什么|啥|哪|多少|几|谁|对不对|对了?[吗不没]|没错吧|是不是|改[过好]了?[吗没]|吗))"
    r"(?!.*(?:换|错了|改成|改到|改为|怎么|能不能|可以|打给|合同|营业|商户|银行|密码|小票|机器|屏幕|不对(?!吗)|要[写填留]|[写填留]地址|\d{3}))(?!.*[写填]哪).*"
    r"|(?=.*\b(?:address|phone|mobile|number|name|time|day|details?|contact)\b)(?=.*\b(?:on (?:the|my|that|your) (?:ticket|repair|form|job|file|records?|system|sheet)|on file|(?:have|got|put|noted|note|written|wrote|registered|entered|recorded|take|took)(?: you)? (?:got )?(?:down|for me|for us|there|now|it|in)\b|(?:have|did|do|has) (?:you|they|it) (?:got|get|have|put|note|noted|written|write|registered|recorded|take|taken)\b|does (?:it|the ticket) (?:say|have)))"
    r"(?=.*\b(?:what|which|whats|what's|where|did|do|is|does|have|can you (?:read|tell|show|confirm|repeat)|read (?:me |it )?back)\b)(?!.*(?:\bwrong\b|\bchange|\bdetails? do you need\b|\bserial|\bmodel|\bcontract\b|\bbank\b|\bnumber for (?!me\b|us\b)|\b(?:slip|receipt|screen|display)\b|\b(?:call|ring|reach) (?:you|them)\b|\d{3})).*"
    r"|.*\bread (?:it|that|me|everything|the (?:ticket|details|address|number))(?: all)? back\b.*|.*(?:念|报|读|复述)(?:一遍|一下)?给我(?:听|核对|对一下).*",
    re.IGNORECASE | re.DOTALL,
)
"""It is asked what stands on the ticket: 单子上地址写的是哪, "what address have you got on the ticket"."""


def _is_free(state: State) -> bool:
    """Whether nothing is open but a ticket."""
    return state.place is None or group_of(state.place.flow) == group_of(TICKET)


def _has_same(state: State) -> bool:
    """Whether what is talked about is filed already."""
    return bool(state.trouble) and any(ticket.is_open and ticket.intent == state.trouble for ticket in state.tickets)


def _has_open(state: State) -> bool:
    return any(ticket.is_open for ticket in state.tickets)


_TOLD = re.compile(
    r"(?:工单|单号|编号|(?<!收据)(?<!发票)单子?|\b(?:ticket|case|reference|ref)s?)(?:[ :：#]|号码?|编号|是|no\b\.?|number|is|it'?s)*(?P<ref>\d[\d-]{1,9})(?![\d年月日点:.])",
    re.IGNORECASE,
)


def ticket_told(text: str, match: Match) -> tuple[Field, ...]:
    """The number of the ticket that something is surely wanted of, whoever's it is."""
    of_ticket = match.decision is Decision.ACCEPT and group_of(match.candidates[0].intent) == "ticket"
    found = _TOLD.search(text) if of_ticket else None
    return (Field("ticket", found["ref"].rstrip("-"), found.start("ref"), found.end("ref")),) if found else ()


def told_apart(facts: tuple[Field, ...], match: Match) -> tuple[Field, ...]:
    """The facts without a time in words that surely ask how a ticket stands: 单子到哪了 师傅明天来不来 wishes for none."""
    asks = match.decision is Decision.ACCEPT and match.candidates[0].intent == TICKET
    return tuple(fact for fact in facts if not (asks and fact.name == "window"))


def ticket_named(text: str, state: State) -> tuple[Field, ...]:
    """The reference, as the fact that it is; nothing where something else is asked."""
    found = _REFERENCE.fullmatch(text) if state.place is None else None
    return (Field("ticket", found["ref"], found.start("ref"), found.end("ref")),) if found else ()
