"""That none of the answers on offer is it: 都不是, "rotated 180, none of these". It picks none of them. Decides nothing."""

from __future__ import annotations

import re

NONE_FITS = "none_fits"
_LONGEST = 80  # characters; what is longer is a story
_NONE = re.compile(
    r"(?:不是|不对|没有|啊|呀|,|，|那|我的|我这|你说的|你给的|给的|上面|以上|这里|里面|这|那|几|四|三|五|些|种|个|选项|情况|答案|都|全|哪|一|也|就|根本|说)*(?:(?:都|全|也)(?:不是|不对|不像|不符合?|对不上|不沾边|不合适)|一个(?:都|也)(?:不是|不对|不像|没对上)|哪个(?:都|也)(?:不是|不像|不对))(?:的|啊|呀|呢|了|吧)*"
    r"|(?:选项|列表|上面|里面|这)?(?:里|中)?(?:都|根本|就)?没有(?:一个)?(?:我要的|我这种|我的情况|对的|像的|符合的|合适的|对得上的|这种情况|这一项|这个选项)(?:选项|答案|情况)?(?:啊|呀|呢|了)*"
    r"|(?:(?:no+|nope|nah|but|well|it'?s|its|it is|that'?s|honestly|sorry|i said|i mean|really|actually)[ ,]+)*(?:(?:none|neither|not any|nothing|no one) of (?:these|those|them|the above|your (?:options|answers|choices)|the (?:options|answers|choices))(?: (?:options|answers|choices|are|is|it|right|fits?|match(?:es)?|apply|applies|sounds?|seems?|correct|really|any|at all|here|though|mate))*|neither(?: (?:one|of the two|fits))?"
    r"|(?:does ?n'?t|do ?n'?t|not|is ?n'?t|aren'?t) (?:match|fit|like|on|in|one of|any of)(?: (?:any|of|your|the|these|those|them|list|options?|choices?|there|here))+|not (?:listed|on (?:the|your) list|in (?:the|your) list)(?: here| there)?|(?:mine|it|that)(?: is|'s)? (?:not|isn'?t) (?:on|in) (?:the|your) list)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[,，.。;；!！\n]+|\s-+\s|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")


def fits_none(text: str) -> bool:
    """Whether it is said, alone or beside something else, that none of the answers is it."""
    said = text.strip()
    parts = (part.strip(" ?？~…'\"") for part in _PARTS.split(said))
    return len(said) <= _LONGEST and any(_NONE.fullmatch(part) for part in parts if part)
