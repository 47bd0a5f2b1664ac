"""Finds in a supplier's text what must not become knowledge: addresses, phone numbers, promises about fees, praise of a brand.

A page about troubles often carries an advertisement in its middle; a person strikes what was found before anything is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LONGEST = 60_000
"""Characters of a text that are read."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage that was found. ``kind``: link, phone, fee, praise or brand."""

    kind: str
    start: int
    end: int
    words: str


_SEEN = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("link", r"https?://[^\s，。；、)）】」]+|\bwww\.[^\s，。；、)）]+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|cn|net|org|top|vip|xyz|cc|shop|club|info|io)\b[^\s，。；、)）]*"),
        ("link", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
        ("link", r"(?:微信|vx|v信|wechat|qq|公众号|扣扣|telegram|whatsapp)\s*(?:号|群|id)?\s*[:：]?\s*[a-z0-9_+-]{5,}"),
        ("link", r"(?:扫码|扫描|长按|识别).{0,6}二维码[^。\n]{0,20}|点击.{0,8}(?:申请|办理|领取|链接)[^。\n]{0,20}"),
        ("phone", r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"),
        ("phone", r"(?<!\d)(?:400|800)[- ]?\d{3,4}[- ]?\d{3,4}(?!\d)|(?<!\d)95\d{3,6}(?!\d)|(?<!\d)0\d{2,3}[- ]\d{7,8}(?!\d)"),
        ("phone", r"\+\d{1,3}[ -]?\(?\d{1,4}\)?(?:[ -]?\d{2,4}){2,4}|(?<!\d)0\d{2,4} \d{3,4} \d{3,4}(?!\d)|\b1?-?8(?:00|88|77)-\d{3}-\d{4}\b"),
        ("fee", r"[^。；;，,.\n]{0,16}(?:费率|手续费|扣率|费用|秒到费|押金|流量费)[^。；;，,\n]{0,24}"),
        ("fee", r"(?<![\d.])0?\.\d{1,3}\s*[%％](?:\s*\+\s*\d+)?|万分之[\d.]+|千分之[\d.]+|零费率|永不(?:涨|加)(?:价|费)?|不涨价|终身(?:免|不)[^。，\n]{1,10}|返现[^。，\n]{0,12}"),
        ("fee", r"\b(?:no|zero|lowest|free|never)\b[^.\n]{0,24}\b(?:fees?|rates?|charges?|rental)\b|\b(?:fees?|rates?) (?:never|will never|won'?t)[^.\n]{0,24}"),
        ("praise", r"[^。；;，,\n]{0,14}(?:首选|第一品牌|最(?:好|佳|安全|稳定|靠谱|便宜|低)|领先|知名品牌|大品牌|值得信赖|强烈推荐|推荐使用|正规一清|一清机|官方(?:授权|直营|正品)|全国(?:第一|领先)|口碑|放心选择)[^。；;，,\n]{0,20}"),
        ("praise", r"\b(?:the best|number one|no\. ?1|leading|trusted|award.winning|market leader|industry.leading|we recommend|highly recommended|official partner)\b[^.\n]{0,40}"),
    )
)  # fmt: skip


def marks(text: str, brands: Iterable[str] = ()) -> list[Mark]:
    """Everything that was found, in order. ``brands``: names of makers and
    acquirers, each found with the rest of its clause where it is praised, and alone otherwise.
    """
    text = text[:LONGEST]
    found = [Mark(kind, *match.span(), match.group()) for kind, pattern in _SEEN for match in pattern.finditer(text)]
    names = sorted({name for name in brands if len(name) > 1}, key=len, reverse=True)
    if names:
        pattern = re.compile("|".join(_name(name) for name in names), re.IGNORECASE)
        found += [Mark("brand", *match.span(), match.group()) for match in pattern.finditer(text)]
    return _apart(text, found)


def struck(text: str, gone: Sequence[Mark]) -> str:
    """The text without those passages; lines that are left empty go too."""
    for mark in sorted(gone, key=lambda one: -one.start):
        text = text[: mark.start] + text[mark.end :]
    lines = [re.sub(r"[ \t]{2,}", " ", line).strip(" \t，,；;、") for line in text.splitlines()]
    return "\n".join(line for line in lines if re.search(r"\w", line)) + "\n"


def _name(name: str) -> str:
    return re.escape(name) if not name.isascii() else rf"\b{re.escape(name)}\b"


def _apart(text: str, found: Sequence[Mark]) -> list[Mark]:
    """Passages that lie over each other are one, of the kind of the longest."""
    kept: list[Mark] = []
    for mark in sorted(found, key=lambda one: (one.start, -one.end)):
        last = kept[-1] if kept else None
        if last is None or mark.start >= last.end:
            kept.append(mark)
            continue
        kind = last.kind if last.end - last.start >= mark.end - mark.start else mark.kind
        end = max(last.end, mark.end)
        kept[-1] = Mark(kind, last.start, end, text[last.start : end])
    return kept
