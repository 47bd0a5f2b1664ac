"""Which parts of a long message are read, where not all of them can be: it begins and ends with what it is about, and what is told of
money in between is never in passing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_MONEY = re.compile(
    r"钱|款|扣|到[账帐]|入[账帐]|[账帐]单|金额|多收|少收|重复|退[货了还给]|撤[销单]|结算|手续费|费率|[元块]钱?"
    r"|\b(?:money|pa(?:y|id|ying|yments?|youts?)|charg(?:ed?|es)|chargebacks?|twice|refund\w*|void\w*|deposit\w*|settle\w*|funds?|fees?|bank|balance)\b|[$£€¥]",
    re.IGNORECASE,
)


def of_money(text: str) -> bool:
    """Whether it may tell of money."""
    return _MONEY.search(text) is not None


def chosen(pieces: Sequence[str], most: int) -> list[str]:
    """At most so many of the pieces, in their order: a quarter from the end, what tells of money, and the rest from the beginning on."""
    if len(pieces) <= most:
        return list(pieces)
    last = len(pieces) - most // 4
    money = [place for place in range(most // 4, last) if of_money(pieces[place])]
    order = dict.fromkeys((*range(last, len(pieces)), *range(most // 4), *money, *range(last)))
    return [pieces[place] for place in sorted(list(order)[:most])]
