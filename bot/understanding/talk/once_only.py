"""Whether it is to be done again, or was, what is done once only: a refund or void that was sent already. Decides nothing."""

from __future__ import annotations

import re

from bot.core.state import State

_GIVEN_BACK = frozenset({"transaction.refund_void", "transaction.double_charge"})
_AGAIN = re.compile(
    r"(?:再|重新)(?:来|做|点|试|弄|操作|发)(?:一?[次遍下笔])|又(?:点|做|发|弄)了(?:一?[次遍下笔])"
    r"|\b(?:do|did|send|sent|try|tried|run|ran|put|press|pressed) it (?:through )?(?:again|twice|once more)\b|\b(?:once more|one more time|redo it)\b|\btry(?:ing)? again\b",
    re.IGNORECASE,
)
_ELSE = re.compile(r"密码|口令|登录|卡插|重打|打印|\b(?:password|code|pin|log ?in|print\w*|receipt)\b", re.IGNORECASE)
"""What else may be done again amid a refund."""


def gives_back_again(text: str, state: State) -> bool:
    """Whether a refund is to be sent once more, in words that name none: "nothing arrived, do it again?"."""
    amid = state.place is not None and state.trouble in _GIVEN_BACK
    return amid and bool(_AGAIN.search(text)) and not _ELSE.search(text)
