"""What is told at a step of money in other words than its answers: the day closes by itself, the refund was approved, the customer is gone, the
boss is asked for the code, it was paid by code. Decides nothing.

    "yes it ran by itself at 11, i have the slip" -> yes, 写成功了呀 23号退的 -> yes, "he's gone, no card here" -> cannot
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.doubting import HOLD
from bot.core.knowledge import OF_MONEY, Knowledge, Step, group_of
from bot.core.state import Place, State
from bot.core.understanding import Decision, Field, Heard
from bot.understanding.answers.answers import denials, parted
from bot.understanding.answers.asking import is_question
from bot.understanding.facts.approvals import of_theirs

_CLOSED, _LISTED, _REFUND = "batch_closed", "refund_listed", "transaction.refund_void"
_GIVES_BACK = frozenset({_REFUND, "transaction.double_charge"})
_CODE, _PAID_BY, _VOID, _AS_CODE = "code", "paid_by", "void_sale", "refund_by_code"
_CLEAR, _CHANGE, _HELP = "clear", "account.change_info", "help"
_PASSED_ON = re.compile(
    r"(?:拍|发|给|报|告诉|说给|念)(?:给)?(?:他|她|客人|顾客)(?:看|听)?了|(?:跟|和)(?:他|她|客人|顾客)(?:都|已经)?(?:说|讲)(?:清楚|明白|好)?了|(?:他|她|客人|顾客)(?:说)?(?:知道|明白|懂|同意|没意见)了"
    r"|\b(?:told|showed|gave|sent|explained(?: it)? to) (?:it to )?(?:him|her|them|the (?:customer|lady|man|guy))\b|\b(?:he|she|they|the customer)(?:'s| is| are)? (?:happy|fine|ok|okay|satisfied|calm|understands|understood|gets it)\b",
    re.IGNORECASE,
)
"""That what was explained was passed on to the customer."""
_BYE = re.compile(
    r"(?:行|好|的|嗯|哦|那|就|没|有|别的|事|谢|辛苦|先这样|知道|拜|再见|回见|88|[了吧啊呀哈啦])++"
    r"|(?:okay|ok|right|fine|no|thanks|thank you|cheers|that'?s|all|it|thing|else|more|goodbye|bye|see you|done|then|for now|i'?m good|,| )++",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"拜|再见|回见|88|没了|没有了|没别的|没事了|\b(?:bye|goodbye|see you|that'?s (?:all|it)|nothing else|i'?m good)\b", re.IGNORECASE
)
"""That the talk is at its end."""
_UNKNOWN, _REPRINT, _LIST = "transaction.unknown_result", "reprint_last", "look_up_sale"
_STANDS_APPROVED = re.compile(
    r"(?:写|显示|标|有|查到|找到|看到|在里面|那笔|这笔).{0,10}成功|成功.{0,4}(?:在|有)|\b(?:it'?s|its|is|yes|there|list|says?|shows?|found|see it|one)\b.{0,24}\bapproved\b|\bapproved\b.{0,20}\b(?:list|journal|app|there)\b|^approved\b(?: \d[\d.]*)?$",
    re.IGNORECASE,
)
"""That the sale stands in the list as approved."""
_FROZEN, _KIND, _WHOLE = "software.frozen", "freeze_kind", "whole"
_NOTHING_REACTS = re.compile(
    r"(?:按|点|碰|戳)(?:什么|啥|哪|哪里|哪儿|它)?(?:都|也)?(?:没|无|不)(?:有)?(?:反应|动|灵)|(?:完全|全|都|一直|死|彻底)(?:没反应|不动|卡死|卡住|动不了)|(?:还是?|一直)(?:写着?|显示|停在|卡在)(?:处理中|请稍候|正在)"
    r"|\b(?:nothing|no key|no button|none of (?:it|the \w+)) (?:reacts?|responds?|happens|works)\b|\b(?:does ?n'?t|doesnt|wont|won'?t|not) (?:react\w*|respond\w*)(?: to \w+)?\b|\b(?:still|just|stuck|sits?|hangs?|frozen)\b.{0,12}\b(?:says?|on|at|saying|shows?)\b.{0,6}\b(?:processing|please wait|connecting|wait)\b",
    re.IGNORECASE,
)
"""That the whole terminal stands still, on whatever it shows."""
_CHARGED = re.compile(r"扣|钱|付|\b(?:charged|debited|paid|money)\b", re.IGNORECASE)
_PRINTS_NOTHING = re.compile(
    r"(?:打|印)不(?:了|出|出来|动)|没(?:法|办法)(?:打|印|补打)|卡(?:死|住)|死机|(?:没|无)反应|动不了|点不(?:动|了)|\b(?:can'?t|cant|cannot|won'?t|wont|doesn'?t|unable to) (?:re)?print\b|\b(?:frozen|stuck|nothing (?:reacts|responds|works)|(?:no|not) respon\w+|locked up|hung)\b",
    re.IGNORECASE,
)
_DOUBTS = re.compile(
    r"好像|可能|应该|不(?:太|是很)?(?:知道|清楚|确定|晓得|记得)|是不是|有没有|要不要|失败|报错|出错|\b(?:think|know|known|knew|aware|reckon|guess|believe|hope(?:fully)?|maybe|perhaps|probably|not sure|unsure|don'?t know|dont know|dunno|no idea|if|whether|should|would|fail\w*|error|declined)\b",
    re.IGNORECASE,
)
"""What leaves it open, or says that it went wrong."""
_RAN = re.compile(
    r"(?:做|日?结|弄|跑|搞)(?:过|了|完|好|的账)|自动(?:日结|批结|结算?|做|跑)|(?:每天|天天|当晚|当天|晚上|打烊|收摊|一直).{0,10}(?:日结|批结|结账|结算?|做|跑|弄)(?!果)"
    r"|\b(?:ran|runs|closes|closed|settles|settled|batched|cashed up|auto[- ]?(?:close|settle|batch)\w*)\b|\b(?:did|do|does) (?:it|that|this|so|the (?:end of day|batch|z|settlement))\b|^(?:yes |yeah |yep )?it did\b"
    r"|\b(?:report|z|slip|totals?) (?:\w+ )?(?:printed|came out|matched|is in|was printed)\b|\b(?:got|have|kept) the (?:z|end of day|settlement|closing|batch)\b",
    re.IGNORECASE,
)
_NOT_RUN = re.compile(
    r"(?:没有?|未|忘(?:了|记)?)(?:来得及|去|给|人|顾上)?(?:做|日?结|跑|弄|搞)|忘(?:了|记)|\b(?:forgot|forgotten|missed)\b|\b(?:not|never|n'?t|nobody|no one)\b.{0,16}\b(?:run|ran|done|do|did|close[d]?|settle[d]?|batch\w*|cash\w*)\b",
    re.IGNORECASE,
)
"""How it is told whether the day was closed, where just that is asked."""
_APPROVED = re.compile(
    r"(?:写|显示|标|打|说)(?:着|的|明)*(?:是)?(?:已)?(?:退款|退货)?(?:成功|完成|已退)|(?:是|退)成功|成功(?:的|了|啊|呀|,|，| |$)|\b(?:approved|successful|succeeded|went through|gone through|says? (?:ok|refunded|done))\b",
    re.IGNORECASE,
)
_NOT_APPROVED = re.compile(
    r"(?:没|不|未)(?:有)?.{0,3}成功|失败|处理中|进行中|被拒|\b(?:not|never|n'?t|fail\w*|declin\w*|refus\w*|pending|processing|cancell?ed)\b",
    re.IGNORECASE,
)
_BUYER = r"(?:客人|顾客|客户|人家|对方|[他她]们?|那个?人|[男女]的|大[姐哥]|人)"
_BUYER_EN = (
    r"(?:he|she|they|(?:the |my |that )?(?:customer|client|guy|lady|man|woman|guest|person|couple|bloke|fella|lad|girl|tourist|buyer)s?)"
)
_GONE = re.compile(
    rf"{_BUYER}(?:们)?(?:都|也|早|已|经|刚|就|又|可|现在|.{{0,6}}前|.{{1,4}}分钟)*(?:走(?!进|来)|跑了|开车走|离开|离店|不在(?!意)|回(?:去|家)了?|没影|上车)"
    r"|(?:原来?的?|客人的?|那张)?卡(?:也|又|都|早|早就|片)?(?:不在|没在|拿走|带走|没了|没留)|(?:上|去)?(?:哪里?|哪儿)(?:去)?(?:找|要)(?:得到)?(?:他|她|人|客人|那张卡|卡)|没(?:有)?(?:他|她|客人|那张|原来?)的?卡"
    rf"|\b{_BUYER_EN}(?:'?s|'?ve)?(?: (?:is|are|has|have|had|already|just|all|both|long|now|since|then))*+ (?:gone|left|walked (?:out|off|away)|dr(?:ove|iven) (?:off|away)|went (?:home|off|away)|ran off|run off|disappeared|vanished|not here|no longer here|(?:is|are)n'?t here|out the door)\b"
    r"|\b(?:nobody|no one) (?:is )?(?:here|there|around)\b|\bno card\b|\b(?:don'?t|dont|haven'?t|havent) (?:have |got )+(?:the|his|her|their|a|any) card\b|\btook (?:his|her|their|the) card\b|\bcard(?:'s| is)? (?:gone|not here|with (?:him|her|them)|away)\b",
    re.IGNORECASE,
)
_STAYS = re.compile(
    r"(?:没|未|不)(?:有)?(?:走|离开)|还在|回来|要走|走之前|如果|要是|\b(?:still (?:here|there|in|waiting)|has ?n'?t|have ?n'?t (?:left|gone)|came back|comes? back|before|when|if|will|about to|boss|manager|owner)\b",
    re.IGNORECASE,
)
_SECRET = re.compile(r"密码|口令|\b(?:code|password|passcode|pin)\b", re.IGNORECASE)
_GETS = re.compile(
    r"(?:问|叫|喊|找|联系)(?:一?下|下|问)?(?:他|她|我?[爸妈哥姐]|老板娘?|老公|老婆|店长|经理|主管|会计)|(?:给|跟)(?:他|她|老板娘?|店长|经理|主管|我?[爸妈哥姐])(?:打|发|说)|(?:老板娘?|店长|经理|主管|我?[爸妈哥姐]|老公|老婆)(?:那|那里|那儿)?(?:知道|有(?!事)|记得|设的)"
    r"|\b(?:i'?ll|ill|i will|let me|gonna|going to|have to|need to|i'?m|im|just|now)\b.{0,12}\b(?:ask|asking|ring|ringing|call|calling|phone|phoning|text|texting|get|getting|fetch|fetching|find)\b|\b(?:asking|ringing|calling|texting|phoning) (?:him|her|them|my|the)\b"
    r"|\b(?:boss|owner|manager|supervisor|dad|mum|mom|husband|wife|son|brother|sister|partner) (?:has|knows|set|got|will)\b",
    re.IGNORECASE,
)
"""That whoever knows the code is asked for it."""
_AWAY = re.compile(
    r"不在|没人|联系不上|打不通|不接|出差|休(?:息|假)|走了|离职|忘|不(?:知道|记得|晓得|肯|给)|\b(?:away|holiday|leave|abroad|plane|off|out|left|nobody|no one|forgot\w*|doesn'?t|doesnt|won'?t|wont|can'?t|cant|not|isn'?t|isnt|reset|you)\b",
    re.IGNORECASE,
)
_BY_CODE = re.compile(
    r"(?:微信|支付宝|云闪付|扫码|扫的?码|二维码|码)(?:付|扫|收|支付)(?:的|款|过|了|进)|(?:用|是|拿)(?:的)?(?:微信|支付宝|云闪付|扫码|二维码)(?:付|扫|支付|收|的|$)|扫(?:的)?(?:微信|支付宝|码)|(?:微信|支付宝)(?:的|那笔|收款)"
    r"|\b(?:paid|pay|payment|pays|sale|it was|was|took it|taken|charged|scanned)\b.{0,24}\b(?:by|with|via|through|on|using|from|a|the|his|her)\b ?(?:a |the |his |her )?(?:wechat|we chat|alipay|qr|code scan|upi|gpay|phonepe|paynow|payment code)\b|\b(?:wechat|alipay|qr(?: code)?|upi|paynow) (?:payment|sale|one|pay)\b|\bscanned (?:the|my|our|a) (?:qr|code)\b",
    re.IGNORECASE,
)
_NOT_BY_CODE = re.compile(
    r"不是(?:微信|支付宝|扫码|码)|刷(?:的)?卡|插卡|\b(?:not|n'?t|instead(?! of \d)|name|his card|her card|by card)\b|名字|昵称|换",
    re.IGNORECASE,
)


def told_of_money(heard: Heard, text: str, state: State, knowledge: Knowledge) -> Heard:
    """What is heard, with the answer that the words are to a step of money picked; how it was paid belongs to what was told first as well."""
    if heard.danger or heard.refused or heard.offer in {"solved", "person"}:
        return heard
    place, question = state.place, state.question
    heard = _needs_nobody(_by_code(heard, text, state), text, place)
    if (
        place is None
        or question is None
        or (group_of(place.flow) not in OF_MONEY and place.flow != _FROZEN)
        or heard.offer not in {None, "no", "found"}
    ):
        return heard
    parts = [part for part in parted(text) if not is_question(part)]
    if (
        question.offer("manager")
        and any(map(_SECRET.search, parts))
        and any(map(_GETS.search, parts))
        and not any(map(_AWAY.search, parts))
    ):
        return replace(heard, decision=Decision.REJECT, candidates=(), also=(), guess=None, act=HOLD, aside=None)
    step = knowledge.step(place.flow, place.step)
    answer = _answer(parts, place.flow, step) if step else ""
    free = heard.offer is None or (step is not None and step.id == _CLEAR) or (heard.offer == "found" and answer == "solved")
    return _picked(heard, answer) if answer and free and question.offer(answer) else heard


def _answer(parts: list[str], flow: str, step: Step) -> str:
    """The answer that the parts of the words are to the step; empty where they are none, or two."""
    if step.slot:
        return _to_question(parts, step.slot)
    if flow == _UNKNOWN:
        return _of_the_list(parts, step.remedy)
    if flow in _GIVES_BACK and step.id == _CLEAR:
        return "yes" if any(map(_PASSED_ON.search, parts)) and not any(map(denials, parts)) else ""
    if flow == _CHANGE and step.id == _HELP:
        return "no" if parts and all(map(_BYE.fullmatch, parts)) and any(map(_ENDS.search, parts)) else ""
    return "cannot" if flow in _GIVES_BACK and step.remedy == _VOID and any(map(is_gone, parts)) else ""


def _to_question(parts: list[str], slot: str) -> str:
    """The answer to a question whose answer is a fact."""
    if slot == _CLOSED:
        return _either(parts, _RAN, _NOT_RUN)
    if slot == _LISTED:
        return _either([part for part in parts if not of_theirs(part)], _APPROVED, _NOT_APPROVED)
    still = slot == _KIND and any(map(_NOTHING_REACTS.search, parts)) and not any(map(_CHARGED.search, parts))
    return _WHOLE if still else ""


def _of_the_list(parts: list[str], remedy: str) -> str:
    """What the terminal's own list says of the sale, told outright; or that it prints nothing, being frozen."""
    ours = [part for part in parts if not of_theirs(part)]
    if remedy == _LIST and not any(map(_DOUBTS.search, ours)) and not any(map(_NOT_APPROVED.search, ours)):
        return "solved" if any(_STANDS_APPROVED.search(part) for part in ours) else ""
    return "cannot" if remedy == _REPRINT and any(map(_PRINTS_NOTHING.search, ours)) else ""


def is_gone(part: str) -> bool:
    """Whether a part of a message tells that the customer left, or that the card is not there."""
    return bool(_GONE.search(part)) and not _STAYS.search(part)


def _either(parts: list[str], so: re.Pattern[str], not_so: re.Pattern[str]) -> str:
    """Yes or no, where the parts tell one of them and leave nothing open."""
    if any(map(_DOUBTS.search, parts)):
        return ""
    no = [part for part in parts if not_so.search(part)]
    yes = [part for part in parts if part not in no and so.search(part)]
    return "" if bool(yes) == bool(no) else "yes" if yes else "no"


def _by_code(heard: Heard, text: str, state: State) -> Heard:
    """What is heard, with that it was paid by code, of a sale that is to be given back."""
    if _REFUND not in {state.trouble, heard.intent} or state.slots.get(_PAID_BY) or not any(map(_is_by_code, parted(text))):
        return heard
    if state.slots.get("refund_need") in {"late", "rejected", "refunded_wrong"}:
        return heard
    question = state.question if state.trouble == _REFUND else None
    if question is not None and question.offer(_CODE):
        return replace(_picked(heard, _CODE), aside=None if heard.aside == _AS_CODE else heard.aside)
    return replace(heard, fields=(*heard.fields, Field(_PAID_BY, _CODE)))


def _needs_nobody(heard: Heard, text: str, place: Place | None) -> Heard:
    """What is heard where a payment by code is given back: that the customer is gone hinders nothing."""
    gone = place is not None and (place.flow, place.step) == (_REFUND, "by_code") and any(map(is_gone, parted(text)))
    if not gone or heard.offer not in {None, "cannot"}:
        return heard
    said = replace(heard, decision=Decision.REJECT, candidates=(), also=(), offer=None, guess=None, act=None)
    return replace(said, aside=heard.aside or _AS_CODE)


def _is_by_code(part: str) -> bool:
    return bool(_BY_CODE.search(part)) and not (_NOT_BY_CODE.search(part) or is_question(part))


def _picked(heard: Heard, answer: str) -> Heard:
    """What is heard, with that answer; what else is told stays, if it is no matter of money."""
    also = tuple(one for one in heard.also if group_of(one) not in OF_MONEY)
    if heard.decision is Decision.ACCEPT and heard.intent and group_of(heard.intent) not in {*OF_MONEY, "conversation"}:
        return replace(heard, offer=answer, guess=None, act=None, also=also)
    return replace(heard, offer=answer, guess=None, act=None, also=also, decision=Decision.REJECT, candidates=())
