"""That the day of a sale was not closed yet, told in a clause of its own: 收错钱了 今天的 没结算, "overcharged her, batch still open". Decides nothing."""

from __future__ import annotations

import re

_ZH = (
    r"(?:今天(?:的|收的|刷的)?|当天的?|刚(?:刚|才)?+(?:的|收的|刷的)?|这笔|那笔|它|还|都|也|呢|\s)*+"
    r"(?:没|未)有?(?:做|打|去)?(?:过)?(?:结算|日结|结账|批结|轧账|交班结算|结)(?:呢|过|的|啊|了|哦|嘛)*+"
)
_EN = (
    r"(?:(?:it'?s|was|is|still|no|today|today'?s|just now|this morning|this one|the (?:day|batch|sale)|it|we|i|have|has|been|and|but)\s+)*"
    r"(?:(?:not|haven'?t|hasn'?t|isn'?t|wasn'?t|un|didn'?t)[\s-]*(?:yet )?(?:been )?"
    r"(?:settled?|closed?|cash(?:ed)? up|batch(?:ed)?(?: out)?|(?:done?|run) (?:the |my |our )?(?:end of day|batch|settlement|z))"
    r"(?: (?:yet|out|it|the day|the batch))*|still in (?:the |this |today'?s )?(?:open )?batch"
    r"|(?:the |our |my )?(?:batch|day)(?:'s| is)? (?:still )?(?:open|not (?:closed|settled))(?: yet)?)"
)
_BEGINS = r"(?:(?<![^,，。.;；!！])\s*|(?<=\s)(?=(?:and|but|we|i|it|it's|today|still|batch|the batch|our batch|just now|this morning)\b))"
_TELLS = re.compile(rf"(?:(?<![^\s,，。.;；、!！]){_ZH}|{_BEGINS}{_EN})(?=[\s,，。.;；、!！]|$)[\s,，。.;；、!！]*", re.IGNORECASE)
_NOTHING = re.compile(r"[\s,，。.;；、!！]*")


def is_open(text: str) -> bool:
    """Whether a clause of the words says that the day is not closed yet."""
    return _TELLS.search(text) is not None


def besides(text: str) -> str:
    """What else the words tell; nothing where they tell nothing else."""
    rest = _TELLS.sub(" ", text).strip()
    return "" if _NOTHING.fullmatch(rest) else rest
