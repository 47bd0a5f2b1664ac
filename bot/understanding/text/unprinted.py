"""What posbot never prints, be it in a sentence of its own or where it quotes a merchant."""

from __future__ import annotations

import re

# The broken-up words of the article (`domain.md` 1.2): read when merchants write them, never written.
MASKED = re.compile(r"ka\s*卡|刷\s*ka|发\s*fa\s*票|开\s*fa\s*票|\bposs\b|poss(?=[置和])|非常[佳新]|办\s*pos\s*数据", re.IGNORECASE)
ADVERTISED = re.compile(r"soupos|盛付通|shengpay|手续费不涨价", re.IGNORECASE)
CONTACT = re.compile(
    r"https?:|www\.|[\w-]+\.(?:com|cn|net|org|io)\b|[\w.]+@\w+\.\w"
    r"|(?<!\d)(?:\+\d[\d -]{6,}\d|[48]00[- ]?\d{3}[- ]?\d{3,4}|1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]\d{7,8}|955\d\d"
    r"|\d{3}[- ]\d{3}[- ]\d{4})(?!\d)",
    re.IGNORECASE,
)
LEFT_OUT = "…"
"""What stands for words that are not quoted."""


def quoted(words: str) -> str:
    """The words as they may be quoted: none with a masked word, an advertised mark, or a way to reach anybody.

    >>> quoted("能借我一辆车吗"), quoted("could you visit www.example.com")
    ('能借我一辆车吗', '…')
    """
    return LEFT_OUT if any(never.search(words) for never in (MASKED, ADVERTISED, CONTACT)) else words
