"""Leaving the trouble at hand for another that is named: 先别管打印机了，先弄网络, "never mind the printer, do the wifi". Decides nothing."""

from __future__ import annotations

import re

from bot.understanding.facts.places import windows

_PARTED = re.compile(
    r"[,，。.;；!！?？]+\s*|\s+(?:and|but) |(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff][管弄看搞说修查]了)(?=[\u4e00-\u9fff])"
    r"|(?<!\bto)(?<!\bwe)(?<!\byou)(?<!\bjust)(?<!\blets)(?<!let's)(?<!\bplease)(?<!\bactually)(?<!\bno)(?<!\bwait) (?=(?:(?:can|could) (?:we|you) |lets |let's |just |please )?(?:do|fix|sort|look at|check|help with|deal with|start with|see to) )",
    re.IGNORECASE,
)
_LEAVES = re.compile(
    r"(?:(?:ok(?:ay)?|oh|no|wait|actually|sorry|well|so|but|right|hang on) )*(?:never ?mind|nvm|forget|leave|skip|drop|park|enough of|stop with)(?: about)?(?: (?:it|this|that|(?:the|my|that|this) [\w-]+(?: [\w-]+)?))?(?: (?:one|aside|alone|there))?(?: (?:for now|for later|till later|until later|now|then))?"
    r"|(?:那|就|算了|我们?|你们?)*(?:先)?(?:别|不|甭|不用)(?:再)?[管弄看搞说修查](?:它|这个|那个|[^\s,，。不没]{1,6}?)?了?"
    r"|(?:那|就|算了)?[^\s,，。不没]{1,6}?(?:那边|的事)?(?:先|就|都)*(?:放[着下]|放一[放边]|放旁边|不[管弄看搞说修查]了?|等会儿?|等一下|等等|待会儿?|回头|晚点|缓缓)(?:再[说弄看修]|吧|了)*"
    r"|算了",
    re.IGNORECASE,
)
"""What is at hand shall wait."""
_TURNS = re.compile(
    r"(?:(?:ok(?:ay)?|oh|no|and|so|but) )*(?:wait|hang on|hold on|actually|on second thoughts?|scratch that)(?: no| wait| actually)*|(?:等等|等下|等一下|等会儿?|不对|哎|慢着)(?:等等|不对)*",
    re.IGNORECASE,
)
"""A change of mind, by itself."""
_TURNED = re.compile(
    r"^(?:(?:ok(?:ay)?|oh|no|and|so|but) )*(?:wait|hang on|hold on|actually)(?: no| wait| actually)* (?=\w)", re.IGNORECASE
)
_BEFORE = re.compile(
    r"^(?:那|就|先|去|还是|你|帮我|给我|是)+(?:[弄看修搞查说]|处理|解决)?(?:一下|下)?|^(?:[弄看修搞查说]|处理|解决)(?:一下|下)?"
    r"|^(?:(?:can|could) (?:we|you) |lets |let's |just |please |i(?:'d| would)? (?:want|like|rather) (?:to |you to )?)*(?:(?:do|fix|sort(?: out)?|look at|check|help with|deal with|start with|see to) )?(?:the |my )?",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?: (?:thing|problem|issue|bit|one)| (?:is )?(?:much |way |a lot |far )?(?:more )?(?:important|urgent|pressing|worse)| comes first| matters more| instead| first| please| now)+$"
    r"|(?:那边|的事|的?问题|比较|更|最|先|急|要紧|重要|着急|[弄看修搞]好?|来|一?[些点]|吧|啊|呀)+$",
    re.IGNORECASE,
)
_DO_THAT = re.compile(r"(?:do|fix|sort|look at) (?:that|it)(?: (?:one|first|now|instead|please))*", re.IGNORECASE)
_WAIVED = re.compile(
    r"(?:那|就|算了|哦|啊|,|，| )*(?P<zh>[^\s,，。不没]{1,6}?)(?:的事|那边|那个|的)?(?:现在|已经|自己|也|都|又|先)*(?:好了|没事了|没问题了|正常了|恢复了|不用(?:[管弄看修查]了?|了)|不[管弄看修查]了|解决了)(?:[,，。 ]*(?:不用[管弄看修查]?了?|不[管弄看修查]了|算了))?[。!！]*"
    r"|(?:(?:ok(?:ay)?|oh|and|no|actually|sorry|well|so),? )*(?:never ?mind|nvm|forget|skip|drop|no need for|don'?t bother with)(?: about)? (?:the |my )?(?P<en>[\w-]+)(?: (?:thing|problem|issue|one|now|any ?more))*[.!]*"
    r"|(?:(?:ok(?:ay)?|oh|and|no|actually|sorry|well|so),? )*(?:the |my )?(?P<well>[\w-]+?)(?: is|'s|s)? (?:all )?(?:fine|ok|okay|working|back|back on|back up|sorted|fixed|good|alright)(?: (?:now|again))*(?:[,.]? (?:so )?(?:never ?mind|forget|skip|leave|no need)\b.{0,20})?[.!]*",
    re.IGNORECASE,
)
"""What waits is well by now, or shall be left out."""
_LONGEST = {True: 30, False: 8}  # characters (English, Chinese) of what names a trouble


def named_instead(text: str) -> str:
    """What shall be seen to instead of what is at hand, in the words of the merchant; empty where nothing is named."""
    pieces = [piece.strip() for piece in _PARTED.split(text.strip()) if piece and piece.strip()]
    left = [piece for piece in pieces if _LEAVES.fullmatch(piece) or _TURNS.fullmatch(piece)]
    wanted = [piece for piece in pieces if piece not in left and not _DO_THAT.fullmatch(piece)]
    if len(wanted) != 1 or not (left or _TURNED.match(wanted[0]) or wanted[0].endswith(" instead")):
        return ""
    named = _TURNED.sub("", wanted[0])
    named = _AFTER.sub("", _BEFORE.sub("", named, count=1))
    is_time = any(windows(named, waiting=True))  # "make it saturday morning instead"
    return named if len(named) <= _LONGEST[named.isascii()] and not is_time else ""


def named_needless(text: str) -> str:
    """What needs nothing any more, in the words of the merchant; empty where nothing is named."""
    found = _WAIVED.fullmatch(text.strip())
    return (found["zh"] or found["en"] or found["well"]) if found else ""
