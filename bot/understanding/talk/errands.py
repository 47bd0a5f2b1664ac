"""What is asked of a writer, a translator or a cook, and not of a desk for terminals: what stands in it has befallen nothing."""

from __future__ import annotations

import re

_ERRAND = re.compile(
    r"(?:写|编|拟|想|起|取|画|设计|做|[pP])[个一封段篇条张首份幅下](?:个|段|篇|条|张|首|份|封|幅|下)?.{0,20}(?:文案|广告|口号|标语|启事|通知|公告|海报|朋友圈|图|诗|信|作文|稿子?|店名|名字|短视频|脚本)"
    r"|翻译|[翻译]成|(?:英[文语]|日[文语]|韩[文语]|泰语|俄语|法语).{0,2}怎么[说讲写]|怎么用(?:英|日|韩)[文语]|食谱|菜谱"
    r"|^(?:please |pls |can you |could you |help me )*(?:write|draft|compose|design|make up|come up with)\b.{0,30}\b(?:post|caption|advert|ad|poster|sign|notice|letter|poem|email|story|slogan|name|essay|text)\b"
    r"|\btranslate\b|\bhow do (?:you|i) say\b|\brecipe\b",
    re.IGNORECASE,
)
_TERMINAL = re.compile(r"机器|机子|终端|刷卡|收款|pos机|\b(?:pos|terminal|machine|reader|pdq|till)\b", re.IGNORECASE)


def is_errand(text: str) -> bool:
    """Whether something is to be written, translated or cooked, and no terminal is named."""
    return bool(_ERRAND.search(text)) and not _TERMINAL.search(text)
