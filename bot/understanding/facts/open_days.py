"""That the day of a sale was not closed yet: anywhere in the words, or in a clause of its own (收错钱了 今天的 没结算, "overcharged her, batch still
open"). The one list of these words. Decides nothing.
"""

from __future__ import annotations

import re

_ZH_CLOSING = r"(?:日结|批结算?|交班结算|结算|结账|结帐|轧账|扎账|交账|结(?!果))"
_EN_CLOSED = r"(?:settled?|closed?|cash(?:ed)? up|batch(?:ed)?(?: out)?|(?:done?|run) (?:the |my |our )?(?:end of day|batch|settlement|z))"
"""What is done to a day, and that it was; every question of it is read by these words."""
_NO_DAY = r"(?! (?:the |my |our |that |this )?(?:apps?|shop|store|lid|door|cover|flap|programs?|tabs?|windows?|for lunch)\b)"
LEFT_OPEN = re.compile(
    rf"(?<!没有)(?<!没)(?:没有?|未|没来得及)(?:全|都|完全)?(?:做|打|去|有|来得及|给|点)?(?:过)?(?:{_ZH_CLOSING}|上传|上送)"
    rf"|(?<!no )(?<!none )\b(?:not|never|without|still to|yet to|(?:is|are|have|has|had|did|was|were)n'?t)(?: (?:been|yet|all|actually|even|fully|got|to|the|day|batch))* (?:{_EN_CLOSED}|settling|uploaded?)\b{_NO_DAY}"
    r"|(?<!no )(?<!nothing )(?<!none )\bunsettled\b"
    r"|\b(?:batch|day|sales|takings|end of day)(?:'s| is| are)? (?:still |all )?(?:open|not (?:yet )?(?:settled|closed|uploaded|done|sent))\b",
    re.IGNORECASE,
)
"""That a day was left open, anywhere in the words; "none unsettled" is not."""
_ZH = (
    r"(?:今天(?:的|收的|刷的)?|当天的?|刚(?:刚|才)?+(?:的|收的|刷的)?|这笔|那笔|它|还|都|也|呢|\s)*+"
    rf"(?:没|未)有?(?:做|打|去)?(?:过)?{_ZH_CLOSING}(?:呢|过|的|啊|了|哦|嘛)*+"
)
_EN = (
    r"(?:(?:it'?s|was|is|still|no|today|today'?s|just now|this morning|this one|the (?:day|batch|sale)|it|we|i|have|has|been|and|but)\s+)*"
    rf"(?:(?:not|haven'?t|hasn'?t|isn'?t|wasn'?t|un|didn'?t)[\s-]*(?:yet )?(?:been )?{_EN_CLOSED}"
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
