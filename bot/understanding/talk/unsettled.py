"""That the day was not closed yet belongs to the sale that is told beside it, or that was told before where it is asked which is meant.

Taken for a trouble of its own it would be told to close the day now, and the sale could not be voided any more. Decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.core.state import State
from bot.core.understanding import Candidate, Decision, Field, Heard
from bot.understanding.facts.open_days import besides, is_open

_SALES = ("transaction.refund_void", "transaction.double_charge")
_BATCH = "settlement."


def with_day(text: str, state: State, hear: Callable[[str], Heard]) -> Heard:
    """What is heard; of words that tell a sale and its open day, that of the sale."""
    rest = besides(text) if is_open(text) and state.trouble not in _SALES else ""
    sale = hear(rest) if rest else None
    if sale is None or sale.decision is Decision.REJECT or sale.intent not in _SALES:
        return hear(text)
    known = () if any(one.name == "sale_settled" for one in sale.fields) else (Field("sale_settled", "open"),)
    beside = tuple(one for one in sale.also if not one.startswith(_BATCH))
    sale = replace(sale, text=text, decision=Decision.ACCEPT, fields=(*sale.fields, *known), also=beside)
    return sale if state.place is None else replace(sale, offer=None, act=None, guess=None)


def of_the_sale(heard: Heard, text: str, state: State) -> Heard:
    """What is heard, with the sale that is asked after picked, and what is known of its day."""
    question = state.question
    if state.place is not None or question is None or question.slot or not is_open(text) or besides(text):
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
