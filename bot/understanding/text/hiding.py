"""Takes out of a sentence who wrote it: phone and serial numbers, addresses of mail and web, names of accounts.

For sentences that many people look at; the secrets of `masking` are gone before. What is doubtful is hidden.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

HIDDEN = "‹…›"
_PERSONAL = (
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE),
    re.compile(r"@[A-Za-z]\w{3,}"),
    re.compile(r"(?<![\w])[A-Za-z]{0,4}\d(?:[\s.-]?[A-Za-z0-9]){6,24}(?![\w])"),
    re.compile(r"\d(?:[\s-]?\d){5,}"),
)
_SHORTEST = 3
_PUBLIC = frozenset({"model", "code", "code_words", "date", "moment", "every", "amount", "screen_words", "acquirer"})
"""Facts that tell nobody who it was."""


def hidden(text: str, facts: Mapping[str, str] | None = None) -> str:
    """The sentence without them; ``facts``: what was read out of it, by slot."""
    for name, value in (facts or {}).items():
        if name not in _PUBLIC and len(value) >= _SHORTEST:
            text = text.replace(value, HIDDEN)
    for pattern in _PERSONAL:
        text = pattern.sub(HIDDEN, text)
    return text
