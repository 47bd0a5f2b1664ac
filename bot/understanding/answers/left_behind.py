"""That what was at hand is over, told when something else has come up: "it was ok after i restarted", 重启后就好了."""

from __future__ import annotations

import re

from bot.understanding.answers.taking_back import denies

_GREETS = re.compile(
    r"^(?:(?:hi|hello|hey|its me|it'?s me|again|ok|okay|so|well|and|no|oh|yes|thanks|thank you|你好|您好|喂|哦|嗯|好|我?又?来了)[ ,，]*+)++(?=\S)",
    re.IGNORECASE,
)
_EN_WELL = r"(?:ok(?:ay)?|fine|good|well|working|fixed|sorted|solved|alright|all right|gone|back|on|normal)"
_ZH_WELL = r"(?:好|弄好|修好|搞好|恢复|解决|正常|没事|没问题|能(?:开|用|打|刷|扫|连|上)(?:机|网)?)"
_OVER = re.compile(
    rf"(?:it|that(?: one)?|this(?: one)?|the (?:terminal|machine|reader|thing|other one|first one|card machine)|everything|all)(?:'s)?(?: (?:is|was|were|went|has|got|been|came|come|comes|seems|works?|worked|all|just))*+(?: {_EN_WELL})?+(?: (?:out|up|itself|now|again|since|already|yesterday|last night|this morning))*+(?: (?:after|once|when|since) .{{1,40}})?"
    r"|(?:i )?(?:got|have) (?:it|that|this) (?:going|working|sorted|fixed|on|up|running|back)(?: (?:again|now|myself|in the end))*|(?:a |the )?restart(?:ing)?(?: it)? (?:fixed|sorted|helped|did|cured|worked)(?: it| the trick)?"
    rf"|(?:那个?|这个?|它|机器|机子|后来|已经|昨天|今早|今天|早上|上次|之前)*(?:(?:重启|关机|重开|换|弄|修|搞|擦|清|充)(?:了|完|好|过|一?下|电)*(?:以?后|之后)?)?(?:它|自己|就|又|都|已经|现在|后来|是|也|给|我)*{_ZH_WELL}(?:了|啦|咯)?(?:能(?:开|用|打|刷|扫|连|上)(?:机|网)?了)?",
    re.IGNORECASE,
)
_WELL = re.compile(rf"\b{_EN_WELL}\b|\b(?:works?|worked|going|running|up|itself|helped|did|cured)\b|{_ZH_WELL}", re.IGNORECASE)
_CAME = re.compile(
    r"(?:钱|款|货款|昨天的|那笔)*(?:都|已经|刚|今天|早上)*(?:到(?:账)?|收到|进来)了(?:谢谢)?|(?:the |my |our )?(?:money|payout|takings|payment)(?: (?:has|just|is|come|came|arrived|landed|in))+(?: (?:now|today|this morning|thanks|thank you))*",
    re.IGNORECASE,
)
"""That the takings came after all."""
_DELAYED = "settlement.delay"


def is_left_behind(part: str, trouble: str) -> bool:
    """Whether a part of a message tells no more than that."""
    said = _GREETS.sub("", part).strip()
    if trouble == _DELAYED and _CAME.fullmatch(said):
        return True
    return bool(_OVER.fullmatch(said) and _WELL.search(said)) and not denies(said)
