"""That the customer paid another way, told of a refused card: "ok leave it, she paid cash now", 算了 他付现金了. Decides nothing."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.state import State
from bot.core.understanding import Heard
from bot.understanding.answers.asking import is_question

REFUSED, WORKED = "transaction.response_code", "solved"
_PAID_EN = re.compile(
    r"\b(?:paid|settled|gave (?:me|us)|used|put it on|tapped|went with)\b.{0,12}?\b(?:cash|another card|(?:his |her |their |an? )?(?:other|different|second) (?:card|one)|(?:by |bank )transfer|wallet|apple pay|google pay|(?:by |with )?(?:an? )?qr|another way)\b|\btransferred (?:it|the money|me)\b"
)
_PAID_ZH = re.compile(
    r"(?:付|给|收|掏|拿)(?:的|了)?(?:是)?(?:现金|现钱)(?:了|的|啦)|(?:付|给|收|掏)了(?:现金|现钱)|现金(?:付|给)(?:了|的|掉)|(?:扫码|扫的码|微信|支付宝|转账)(?:付|给|转)?(?:了|过来了|的了|成功)|(?:换|用)了?(?:一)?(?:张)?(?:别的|另一张|另外一张|其他)?卡(?:付|刷)(?:了|成|好|过)"
)
_NOT_YET = re.compile(
    r"\b(?:can|could|should|shall|if|wants?|will|would|may|did|does|not|never(?! mind)|n't|but|or|last time|before|yesterday)\b|n't\b|[吗么?？]|能不能|可不可以|可以(?!了)|能|要|想|没|不|但|还是|上次|昨天",
    re.IGNORECASE,
)


def otherwise_paid(heard: Heard, text: str, state: State) -> Heard:
    """What is heard, with the step's own answer that it was paid picked; a question or a denial beside says too little."""
    question, said = state.question, text.casefold()
    if state.trouble != REFUSED or question is None or question.offer(WORKED) is None or heard.danger or heard.offer:
        return heard
    paid = _PAID_EN.search(said) or _PAID_ZH.search(said)
    if not paid or _NOT_YET.search(said) or is_question(text):
        return heard
    return replace(heard, offer=WORKED, act=None, guess=None, aside=None, refused=None)
