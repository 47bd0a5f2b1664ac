"""The trouble that a question names while it asks for something else: 屏幕碎了还能保修吗, "is a cracked screen covered".

Reads the words without what is asked; whether a trouble is at hand then is the machine's to say.
"""

from __future__ import annotations

import re

from bot.core.knowledge import Knowledge
from bot.core.understanding import Decision
from bot.understanding.matcher.matching import Match, Matcher

_ASKED = re.compile(
    r"(?:这种|这个|这样|像这样)?(?:情况)?[,，]?(?:还|应该|大概)?(?:能不能|可不可以|算不算|是不是|在不在|包不包|能|可以|算|属于|给|包|是|在|有|都|也|要|得|修|换)*(?:保修|质保|免费修|免费换|包修|保不保|保|多少钱|多钱|贵不贵|收费|收钱)(?:范围|期)?(?:之?内|里)?(?:吗|么|嘛|不|的|呢|呀)*[?？。!！]*$"
    r"|^(?:请问|问一下|想问问?)"
    r"|\b(?:still )?(?:covered|under warranty|in warranty|included)(?: (?:by|under|in) (?:the |my )?warranty)?\b|\b(?:does|will|would) (?:the |my |your )?warranty (?:still )?(?:cover|include|pay for)\b"
    r"|\b(?:free of charge|for free|at no cost)\b|\bhow much (?:is it|does it cost|would it cost|will it cost|to)(?: to)?(?: (?:fix|repair|mend|replace))?\b|^(?:is|are|if|and|so|ok|hi|hello|will|would|do|does)\b",
    re.IGNORECASE,
)
"""What is asked of a repair: whether it is covered, and what it costs."""
_ONLY_IT = re.compile(
    r"(?:我们?|咱们?|家|店里|的|这|那|台|个|部|机[器子]|刷卡机|收款机|pos机?|设备|终端|[\s,，])+|(?:(?:my|our|the|this|that|card|payment) ?)*(?:terminal|machine|reader|device|pos|pdq|it)s?",
    re.IGNORECASE,
)
"""The terminal without a fault of it: 我机器还在保修吗."""
_ABOUT = ("warranty.", "repair.quote")
_NAMED_FROM = 0.6  # probability from which the words beside the question name the trouble: it is noted, nothing is begun
_SHORTEST = 2  # characters; less names nothing


def named_in(text: str, match: Match, matcher: Matcher, knowledge: Knowledge) -> tuple[str, ...]:
    """The trouble that a question about warranty or price names, if it names one."""
    asks = match.decision is Decision.ACCEPT and match.candidates[0].intent.startswith(_ABOUT)
    rest = _ASKED.sub(" ", text).strip(" ,，。?？!！.") if asks else ""
    rest = _ASKED.sub(" ", rest).strip(" ,，。?？!！.")
    if len(rest) < _SHORTEST or rest == text.strip() or _ONLY_IT.fullmatch(rest):
        return ()
    found = matcher.match(rest)
    best = found.candidates[0] if found.candidates else None
    is_named = best is not None and (found.decision is Decision.ACCEPT or best.score >= _NAMED_FROM)
    intent = knowledge.intents.get(best.intent) if best and is_named else None
    return (intent.id,) if intent and intent.trouble else ()
