"""That the sale is undone already, told before its step: "voided it and it went through", 撤销成功了. Decides nothing."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.state import State
from bot.core.understanding import Candidate, Decision, Heard
from bot.understanding.answers.answers import denials, parted
from bot.understanding.answers.asking import asks, is_question
from bot.understanding.talk.money_steps import is_gone

_REFUND, _TWICE = "transaction.refund_void", "transaction.double_charge"
_SOLVED, _DONE = "solved", "conversation.done"
_ZH = (
    r"(?:我|我们|已经?|刚|刚才|刚刚|自己|都|就|把|给|帮|他|她|客人|顾客|那笔|这笔|多的|多收的|错的|钱|其中|是|现在)*+"
    r"(?:(?:小票|上面|上头|屏幕|机器|单子|它)*(?:写着?|显示|说|出来|打出来)++(?:的是|是|的)?(?:已|已经)?(?:撤销|退款|退货|冲正)(?:成功|了|好)*|(?:退款?|撤销?|撤单|冲正|冲)(?:了|给)?(?:他|她|客人|顾客|一笔|那笔|那一笔)?(?:成功|成|好|掉|完|出来|过去)(?:了|啦)?(?:一笔|那笔|多的)?|(?:退|撤|撤销)了(?:一笔|那笔|多的)(?:那笔|一笔)?)(?:了|啦|的|呀|啊)*"
)
_WHICH = r"(?:it|one|that|them|the|that one|this one|extra|second|other|wrong|first|duplicate|sale|payment|transaction|amount|whole thing|of them)"
_EN = (
    r"(?:(?:i|we|we've|i've|ive|have|just|already|ok|okay|so|yes|and|then|now|oh|actually|managed to|did|staff|she|he|my \w+)\s+)*"
    rf"(?:(?:(?:voided|refunded|reversed|cancelled|canceled|don (?:reverse|void|refund|cancel))(?: {_WHICH})*(?: (?:already|now|successfully|myself|ok|fine|and|it|went|through|thru|worked|says?|said|approved|voided|slip|printed|cleared))*)"
    r"|(?:(?:it|slip|the slip|receipt|screen|and|now)\s+)*says? (?:voided|refunded|reversed|cancelled|void approved|refund approved)"
    r"|(?:the |my |our )?(?:void|refund|reversal|cancellation)(?: \w+ed)?(?:'s| is| has| just)?(?: (?:already|now))* (?:went (?:through|thru|ok|fine)|gone (?:through|thru)|worked|done|approved|successful|succeeded|ok))(?: (?:now|already|thanks|fine|ok))*"
)
_SAYS = r"(?:点了?|我|在|机器|屏幕|小票|商户|app|软件|里|上|,|，)*(?:点|写着?|显示|提示|说)?(?:了)?(?:已)?(?:退款?|退货|撤销?)(?:已)?(?:成功|完成|好|成|掉)(?:了|啦)*"
_EN_SAYS = (
    r"(?:(?:and|it|the|slip|screen|terminal|machine|now|app) )*(?:says?|said|shows?|showed|printed) (?:\w+ )?(?:void|refund|reversal)(?:ed)? ?(?:approved|ok|okay|successful|success|accepted|done|completed?)?"
    r"|(?:the |my )?(?:void|refund|reversal) (?:is |was |got )?(?:approved|accepted|completed?|done|successful)(?: (?:it|the screen|the slip|the machine) (?:says?|said))?|(?:(?:i|we|have|just|ok|yes|already) )*(?:done|did) (?:the |a |my )?(?:void|refund|reversal)(?: (?:now|already|ok))*"
)
_UNDONE = re.compile(rf"{_ZH}|{_EN}|{_SAYS}|{_EN_SAYS}", re.IGNORECASE)
_EXTRA = re.compile(r"多|重复?的|\b(?:extra|second|duplicate|other)\b", re.IGNORECASE)
"""Of two payments, the one too many: that some money went back does not say that it was this."""
_BESIDE = re.compile(
    r"(?:谢谢|多谢|弄好了?|弄完了?|做好了?|搞好了?|好了?|done(?: it)?|did it|yes|弄了|做了|行了?|没事了|ok|okay|thanks?|thank you|cheers|great|all good|fine|sorted|成功了?|(?:it |and |that )*went (?:through|thru)(?: (?:fine|ok))?)*(?:了|啦)?[\s.!。！]*",
    re.IGNORECASE,
)


_LEADS = re.compile(r"(?:(?:now|then|and|so|great|but|那|现在) *)++", re.IGNORECASE)
_ILL = re.compile(r"失败|错|又|卡住|\b(?:fail\w*|error|declin\w*|refus\w*|wrong|stuck|again|still|only|if|half|nothing)\b", re.IGNORECASE)
_TURNS = re.compile(r"但|可是|不过|结果|\b(?:but|though|however|yet)\b", re.IGNORECASE)
"""That something is amiss all the same."""
_MORE = re.compile(
    r"(?:但是?|可是?|不过)?(?:客人|顾客|他|她|人家)[^,，]{0,10}(?:没|未)(?:有)?(?:看到|看见|收到|到账|到|显示)[^,，]{0,6}|(?:钱|款)(?:也|都|已经)?(?:退?回|到)(?:他|她|客人|顾客)?(?:的)?(?:微信|卡|支付宝|账户)?(?:里|上)?(?:去)?了|(?:小票|单子|凭条|票|退款单)(?:也|都|已经)?(?:打|印)?(?:出来|打印|有|给他)了"
    r"|(?:(?:i|we|did|done|have|just|yes|ok) )*(?:it )?(?:by|with|from|using|off) (?:the |her |his |my )?(?:old |original )?(?:slip|receipt|reference)(?: number)?|(?:the |my )?(?:customer|she|he|lady|man|guy|everyone)(?:'s| is| was)? (?:happy|ok|okay|gone|left|satisfied|fine)(?: now| too)?|(?:the |a )?(?:slip|receipt)s? (?:has |have |is |just )?(?:printed|came out|out|handed over|given)|gave (?:her|him|them) the (?:slip|receipt)",
    re.IGNORECASE,
)
"""How it was done, the slip, and what the customer sees of it, which takes days."""


def _asks(part: str) -> bool:
    part = _LEADS.sub("", part)
    return bool(asks(part) or is_question(part)) and not denials(part)


def given_back(heard: Heard, text: str, state: State) -> Heard:
    """What is heard, with the trouble gone where all that is told is that the money went back."""
    place, question = state.place, state.question
    if place is None or place.flow not in {_REFUND, _TWICE} or question is None or question.slot or heard.danger or heard.offer == _SOLVED:
        return heard
    if state.slots.get("refund_need") == "late":
        return heard  # that it was sent is known
    parts = [part.strip() for part in parted(text) if part.strip()]
    known = place.flow == _REFUND or question.offer(_SOLVED) is not None
    undone = [part for part in parts if _UNDONE.fullmatch(part) and (known or _EXTRA.search(part))]
    offered = question.offer(_SOLVED) is not None
    asked = [part for part in parts if offered and part not in undone and _asks(part)]
    beside = [part for part in parts if part not in undone and part not in asked and not (_BESIDE.fullmatch(part) or _MORE.fullmatch(part))]
    if (
        not undone
        or (beside and (not offered or _TURNS.search(text)))
        or any((denials(part) or _ILL.search(part)) and not is_gone(part) for part in beside)
    ):
        return heard
    heard = replace(
        heard, decision=Decision.ACCEPT, candidates=(Candidate(_DONE, 1.0),), guess=None, also=(), fields=(), tried=(), refused=None
    )
    heard = heard if asked else replace(heard, aside=None)
    return replace(heard, offer=_SOLVED if offered else None, act=None if offered else _SOLVED)
