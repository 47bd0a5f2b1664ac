"""Whether it is told that a payment was taken once more, in its way or another, while nobody knows what became of the first."""

from __future__ import annotations

import re

from bot.core.state import State

_UNKNOWN, _BY_CODE = "transaction.unknown_result", "transaction.response_code"
_ONCE_MORE = re.compile(
    r"(?:又|再|重新|后来又)(?:给[他她]|让[他她]|帮[他她])?(?:刷|收|扫|付|挥|插|拍|弄)了|(?:已经|刚才?|就|我)重(?:刷|收|扫|付)了|重新(?:刷|收|扫|付)(?:了|过|的)|(?:刷|收|扫|付)了第二[次遍笔]"
    r"|第二[次遍](?:刷|收|扫|付)?(?:就|才)?(?:成功|过了|好了|行了)"
    r"|(?:换|改)(?:成|用|了|个)?(?:插卡|刷卡|挥卡|拍卡|闪付|扫码|手机|微信|支付宝|银行卡|付款码|磁条)(?:付|刷|收|支付)?(?:就|才|后|再|一次|了|,|，)*(?:过了|成功|付了|付成|行了|好了|可以了|收到了)"
    r"|\b(?:ran|put|took|did|charged|processed|swiped|tapped|keyed|tried|entered|pushed|scanned)\b(?: (?:it|him|her|them|the (?:card|sale|payment)|that|this))?(?: through)? (?:again|twice|a second time|once more)\b"
    r"|\b(?:tapped|inserted|swiped|scanned|used (?:the )?(?:chip|qr|tap|contactless|phone|apple pay))\b[^.?!]{0,14}\b(?:instead|and|then|after that)\b[^.?!]{0,14}\b(?:went through|worked|approved|was fine|took it|paid)\b"
    r"|\b(?:went through|approved|worked)\b[^.?!]{0,8}\b(?:second (?:time|try|attempt|go)|next (?:time|try))\b|\bsecond (?:time|try|attempt|go)\b[^.?!]{0,14}\b(?:went through|approved|worked)\b",
    re.IGNORECASE,
)
_WANTS = re.compile(
    r"[吗么?？]|要不要|能不能|可不可以|行不行|是不是|吧$|\b(?:shall|should|can|could|may|will|would|do|let|if) (?:i|we|me)\b|\bgoing to\b|\bgonna\b|\?|\bdidn'?t\b|\bnot\b|没(?:有)?(?:再|重|又)"
)
_IN_VAIN = re.compile(
    r"还是|仍然|照样|一样|失败|不行|没过|没成|拒|不成功|\b(?:still|same|declined|refused|failed|no (?:good|luck|joy)|nothing)\b",
    re.IGNORECASE,
)
_OTHER_CARD = re.compile(r"(?:别|另|换)(?:的|外|了|一|张|个)*卡|\b(?:another|different|other) card\b|现金|\bcash\b", re.IGNORECASE)


def is_charged_twice(text: str, state: State) -> bool:
    """Whether it was, and went through as far as is told."""
    amid = state.place is not None and state.trouble in {_UNKNOWN, _BY_CODE}
    told = amid and _ONCE_MORE.search(text) is not None
    return told and not (_WANTS.search(text) or _IN_VAIN.search(text) or _OTHER_CARD.search(text))
