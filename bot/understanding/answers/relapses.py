"""That a trouble which was seen to is back, told where nothing is worked on: in words that hold for it, and name no other."""

from __future__ import annotations

import re

_BACK_AT_REST = re.compile(
    r"(?:你好|您好|早上好|早|哎|唉|它|这个?|那个?|机器|问题|怎么|今天|昨天|现在|刚才|刚刚|结果|一样|同样|的|,|，| )*又(?:来了?|不行|坏|没反应|不好使|这样|那样|出问题|出毛病|犯毛病|犯老毛病|犯病)(?:了|啊|呀|吧)*[。.!！]*"
    r"|(?:(?:hi|hello|morning|good morning|so|and|well|oh no|it'?s|it is|the|same|problem|issue|thing|that|is|now|today)[,. ]+)*(?:(?:back|at it|happening|doing it|doing the same|not working|broken|playing up|acting up|same thing|same problem|same issue) again|same (?:problem |issue |thing )?as (?:yesterday|before|last time))[.! ]*",
    re.IGNORECASE,
)
_OFFLINE = re.compile(
    r"(?:你好|您好|早上好|早|哎|唉|它|机器|今天|现在|刚才|又是|,|，| )*又(?:连|上)不[上了](?:网|去)?[了啊呀。.!！]*|.{0,20}\b(?:not connecting|offline|disconnected|dropped out|won'?t connect) again[.! ]*",
    re.IGNORECASE,
)


def is_back_at_rest(text: str, trouble: str) -> bool:
    """Whether, with nothing worked on, the trouble that was is said to be back, in words that name no other."""
    said = text.strip()
    return bool(_BACK_AT_REST.fullmatch(said) or (trouble.startswith("network.") and _OFFLINE.fullmatch(said)))
