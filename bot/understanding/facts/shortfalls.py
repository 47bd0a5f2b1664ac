"""How much less came than was taken, where both sums are told: "took 1000 and only 985 came", 刷了1000 只到了985. Decides nothing."""

from __future__ import annotations

import re
from decimal import Decimal

MISMATCH, LITTLE = "settlement.amount_mismatch", "little"
"""The trouble that it is, and the choice that what is short is a part of every sale."""
KIND, SHORT = "mismatch_kind", frozenset({LITTLE, "sale"})
"""The fact what does not add up, and choices of it."""
_FEES_UP_TO = Decimal("0.05")
"""Of what was taken at most goes off as fees; what is missing beyond that may be a sale."""
_SUM = r"(?:[£$€¥￥]|rs\.? ?)?(?P<{}>\d{{1,3}}(?:,\d{{3}})+(?:\.\d{{1,2}})?|\d{{2,7}}(?:\.\d{{1,2}})?)(?![\d:/-]|(?:st|nd|rd|th|am|pm|%)\b|[.,]\d)"
_TAKEN, _CAME = _SUM.format("taken"), _SUM.format("came")
_BETWEEN_EN = r"[^\d?;]{0,40}?"
_BETWEEN_ZH = r"[^\d?？;；]{0,12}?"
_TOOK_EN = r"\b(?:took|taken|take|did|do|done|sold|sell|made|make|rang up|rung up|sales?|takings?|turnover|should (?:be|have been|get)|supposed to (?:be|get)|expect\w*|z(?: |-)?(?:report)?|total(?:led)?|put through|charged|terminal says|machine says|report says)\b"
_CAME_EN = r"\b(?:only(?: get| got| have| see| had)?|just|got|get|gets|came|comes|come|landed|arrived|received|paid(?: out| in)?|pays|hit|credited|deposited|bank (?:has|had|got|shows?|says|is|was)|in (?:my|the|our) (?:bank|account)|payout (?:was|is|of)|deposit (?:was|is|of))\b"
_IN_BANK_EN = r" ?(?:(?:quid|pounds?|dollars?|bucks|euros?|rupees?) )?(?:came|come|comes|landed|arrived|hit|(?:was |has been |got )?(?:paid|credited|deposited|received)|(?:is |was )?in (?:my|the|our) (?:bank|account)|in bank)\b"
_TOOK_ZH = r"(?:刷|收|卖|营业额|流水|做|打|总数|总共|一共|应该到?|该到|本来|小票(?:上)?(?:是|写)?|机器(?:上)?(?:是|显示)?|日结(?:单)?(?:上)?(?:是|写)?|结算(?:单)?(?:上)?(?:是|写)?)"
_CAME_ZH = r"(?:只|才|就|实际|实到|到账|到帐|到手|到卡|到了|到|收到|进账|进帐|入账|入帐|来了|给了?我|打给我|银行)"
_TOLD = (
    re.compile(
        rf"{_TOOK_EN}{_BETWEEN_EN}{_TAKEN}{_BETWEEN_EN}(?:{_CAME_EN}{_BETWEEN_EN}{_CAME}|\b{_SUM.format('bare')}{_IN_BANK_EN})",
        re.IGNORECASE,
    ),
    re.compile(rf"{_TOOK_ZH}{_BETWEEN_ZH}{_TAKEN}{_BETWEEN_ZH}{_CAME_ZH}{_BETWEEN_ZH}{_CAME}(?!\s*(?:点|号|笔|单|天|月|次|个))"),
)
_ELSE = re.compile(r"\binstead of\b|refund|退|撤|找零|\b(?:change|tip)\b|多[刷收扣]|应收|double|twice", re.IGNORECASE)
"""A wrong amount, or money that was given back."""


def shortfall(text: str) -> Decimal | None:
    """The part of what was taken that did not come, more than 0 and less than 1; None where the words do not tell both sums.

    >>> shortfall("took 1,000 and only 985 came"), shortfall("收了2300 到账1150"), shortfall("took 45, charged 450")
    (Decimal('0.015'), Decimal('0.5'), None)
    """
    if _ELSE.search(text):
        return None
    for told in _TOLD:
        if found := told.search(text):
            parts = found.groupdict()
            taken, came = (Decimal(one.replace(",", "")) for one in (parts["taken"], parts.get("came") or parts["bare"]))
            return (taken - came) / taken if 0 < came < taken else None
    return None


def how_short(text: str) -> str | None:
    """That no more is missing than fees may be; None where it is more, or not told."""
    short = shortfall(text)
    return LITTLE if short is not None and short <= _FEES_UP_TO else None
