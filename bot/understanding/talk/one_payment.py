"""What is told beside a payment whose end is not known, and only befell that payment: no receipt, no connection, a screen that went round."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.understanding import Decision
from bot.understanding.matcher.matching import Match

_UNCERTAIN = frozenset({"transaction.double_charge", "transaction.unknown_result"})
_OF_ITS_OWN = {
    "hardware.printer_blank": re.compile(r"打印|\bprint(?:er|s|ing)?\b"),
    "network.connection_failed": re.compile(
        r"(?:没|断|连不上|上不了)网|网(?:络|线)?(?:也|又|都|老是?|一直|就)?(?:断|坏|没了|连不上|上不去|不行|不通|不好|掉)"
        r"|\b(?:wi-?fi|internet|network|broadband)\b[^,.;]{0,14}\b(?:down|dead|out|gone|off|not work\w*|broken|wo?n'?t|keeps?|drop\w*|lost)\b"
    ),
    "software.frozen": re.compile(r"死机|卡死|动不了|重启|\b(?:fro[sz]e\w*|freez\w*|crash\w*|restart\w*|hung|hangs)\b"),
    "transaction.unknown_result": re.compile(r"另|结果|不知道|转圈|没显示|处理中|\b(?:an)?other\b|process|pending|stuck|\bknow\b"),
}
"""Words by which it is a trouble of its own all the same."""


def of_one_payment(match: Match) -> Match:
    """Without what only befell the payment; the payment first, where that was."""
    named = (*(one.intent for one in match.candidates[:1]), *match.also)
    money = next((one for one in named if one in _UNCERTAIN), "")
    if not money or match.decision is not Decision.ACCEPT:
        return match
    befell = {one for one in named if one != money and one in _OF_ITS_OWN and not _OF_ITS_OWN[one].search(match.normalised)}
    also = tuple(one for one in named[1:] if one not in befell)
    if named[0] not in befell:
        return replace(match, also=also)
    first = replace(match.candidates[0], intent=money)
    rest = tuple(one for one in match.candidates[1:] if one.intent != money)
    return replace(match, candidates=(first, *rest), also=tuple(one for one in also if one != money), act=None)
