"""That the day was not closed yet, and no more, where it is asked which trouble is meant: it belongs to the sale that was told before.

Taken for a trouble of its own it would be told to close the day now, and the sale could not be voided any more. Decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.state import State
from bot.core.understanding import Candidate, Decision, Field, Heard

_SALES = ("transaction.refund_void", "transaction.double_charge")
_BATCH = "settlement."
_NOT_CLOSED = re.compile(
    r"(?:今天(?:的|收的|刷的)?|当天的?|刚(?:刚|才)?+(?:的|收的|刷的)?|这笔|那笔|它|还|都|也|呢|,|，|。|\s)*(?:没|未)有?(?:做|打|去)?(?:过)?(?:结算|日结|结账|批结|轧账|交班结算|结)(?:呢|过|的|啊|了|哦|嘛|。|!|！)*"
    r"|(?:(?:it'?s|was|is|still|no|today|today'?s|just now|this morning|this one|the (?:day|batch|sale)|it|we|i|have|has|been|and|but)[\s,.]+)*(?:not|haven'?t|hasn'?t|isn'?t|wasn'?t|un)[\s-]*(?:yet )?(?:been )?(?:settled|closed|cashed up|batched(?: out)?)(?: (?:yet|out|it|the day|the batch))*[\s.!]*",
    re.IGNORECASE,
)


def of_the_sale(heard: Heard, text: str, state: State) -> Heard:
    """What is heard, with the sale that is asked after picked, and what is known of its day."""
    question = state.question
    if state.place is not None or question is None or question.slot or not _NOT_CLOSED.fullmatch(text.strip()):
        return heard
    sale = next((one for to in _SALES for one in question.offers if one.to == to), None)
    if sale is None or (heard.offer and not _is_batch(heard.offer, state)):
        return heard
    known = () if any(one.name == "sale_settled" for one in heard.fields) else (Field("sale_settled", "open"),)
    meant = (Candidate(sale.to, 1.0),)
    fields = (*heard.fields, *known)
    return replace(heard, offer=sale.name, act=None, guess=None, also=(), decision=Decision.ACCEPT, candidates=meant, fields=fields)


def _is_batch(name: str, state: State) -> bool:
    offer = state.question.offer(name) if state.question else None
    return offer is not None and offer.to.startswith(_BATCH)
