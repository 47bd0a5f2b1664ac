"""Wanting the repair and somebody to come, however much else is said beside it. Decides nothing."""

from __future__ import annotations

import re

from bot.core.state import Question
from bot.understanding.answers.answers import parted

_BOOK = re.compile(
    r"^(?:那|先|好|行|算了|不[弄搞查试]了|别[弄搞查试]了|别(?:废话|啰嗦|磨叽)了?|赶紧|马上|直接|还是|你|您|就|帮我|给我|麻烦|,|，| )*(?:登记|报修|登记报修|(?:派|叫|让)(?:你们)?(?:的|家)?(?:个|一个|位)?(?:人|师傅)|(?:找|安排|约|喊)(?:个|一个|位)?师傅|(?:找|安排|喊)(?:个|一个)?人(?:来|过来|上门)*(?:修|看)|上门修?|寄修|送修|换(?:一)?台(?:新的?|机器|新机器?)|(?:过来|来)?修)(?:来|过来|上门|一趟|修|看|瞧|搞|弄|整|检查|处理|吧|呗|嘛|一下|下|好了|算了|得了|啊|了)*[。!！]*$"
    r"|^(?:ok(?:ay)?|yes|yeah|no|just|please|then|can you|could you|right|fine|(?:cancel|forget|scrap|skip|drop|leave|stop) (?:that|it|this|all that)|never ?mind|nvm|sod it|screw (?:it|this)|[,.;!]| )*(?:"
    r"(?:a |the )?repair(?: please| then| now)*|(?:book|arrange|register) (?:it|me|us|in|a|an|the|some|for|repair|visit|technician|engineer|one|someone|somebody|out|then|please|now)(?:[, ]+(?:it|me|us|in|a|an|the|some|for|repair|visit|technician|engineer|one|someone|somebody|out|then|please|now))*"
    r"|(?:repair (?:it|this|the (?:terminal|machine|reader|card machine))|(?:fix|mend) it (?:then|for me)|come (?:and |over and |out and )?(?:fix|repair|mend|look at|see to) (?:it|this)|(?:(?:get|have) )?(?:it|this) (?:repaired|fixed|mended|looked at)|send (?:someone|somebody))(?: (?:then|please|now|to (?:fix|repair|look at) it))*"
    r"|(?:get|send|give|bring) (?:me |us )?(?:a |another )?(?:replacement|new (?:one|terminal|machine|reader)|swap)(?: (?:then|please|out|over|now))*"
    r"|log (?:it|(?:a|the) (?:repair|fault|ticket|visit|call))(?: (?:then|please|now))*"
    r"|(?:get|send) (?:me |us )?(?:a |an |the |your )?(?:technician|tech|engineer|repair ?(?:man|guy|person)|(?:someone|somebody))(?: (?:out|over|round|here|in|please|then|now|today|asap|to (?:fix|repair|look at|see to) (?:it|this)))*)[.!]*$",
    re.IGNORECASE,
)
"""Wanting the repair, without another step."""

_FOR = re.compile(r"(?P<wish>[^.,。，]{2,20})[.,。，] ?(?P<when>[^.。]{2,60})")

_SEND = re.compile(
    r"(?:ok(?:ay)?|yes|then|please|just|can|[, ])*send(?: it| one| someone| him)?(?: (?:in|over|then|please|lah))*", re.IGNORECASE
)

_TIME = re.compile(
    r"\d|上午|下午|早上|晚上|明天|后天|周[一二三四五六日]|\b(?:morning|afternoon|evening|tomorrow|today|lunch|(?:mon|tues|wednes|thurs|fri|satur|sun)day)",
    re.IGNORECASE,
)


def books(said: str) -> bool:
    """Whether the repair is wanted; also where it is said when: "ok send. before 10 or after 3"."""
    if _BOOK.search(said):
        return True
    found = _FOR.fullmatch(said)
    return found is not None and bool(_SEND.fullmatch(found["wish"]) or _BOOK.search(found["wish"])) and bool(_TIME.search(found["when"]))


_ASKED = ("not_fixed", "no")
_WANTS = re.compile(r"^(?:我(?:就|是)?(?:说|要|想)(?:的是)?|i (?:just )?(?:want|said|need) )", re.IGNORECASE)
_FIGURES = re.compile(r"\s+(?=\d)|(?<=\d)\s+")
_STAYS = frozenset({None, "cannot", "not_fixed", "no", "visit"})
"""What may be told beside the wish, and is no more than why: an act, or an offer."""


def books_beside(text: str, question: Question | None, act: str | None, offer: str | None) -> bool:
    """Whether a part of the words wants the repair, at a step that asks how it went or whether a sale runs, and the rest says no more
    than that it went ill, that none does, or where and when to come: "dont have another one. just send someone".
    """
    asked = question is not None and any(map(question.offer, _ASKED))
    parts = [piece for part in parted(text) for piece in _FIGURES.split(part)]
    return asked and act in _STAYS and offer in _STAYS and len(parts) > 1 and any(books(_WANTS.sub("", part)) for part in parts)
